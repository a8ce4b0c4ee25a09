package indicators_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// madeUp is a scheme of 64 indicators in five dimensions with linear rules, or
// with a mixture of rules, for measuring speed.
func madeUp(t testing.TB, mixed bool) *indicators.Scheme {
	s := &indicators.Scheme{
		Code: "bench", Title: indicators.Text{Chinese: "测速用方案", English: "scheme for measuring speed"}, Status: "demonstration",
		Source: indicators.Source{Grade: "assumption", Words: "made up"}, FullScore: 640,
	}
	sizes := []int{14, 14, 12, 12, 12}
	k := 0
	for d, size := range sizes {
		name := fmt.Sprintf("D%d", d)
		node := indicators.Node{Code: name, Name: indicators.Text{Chinese: name, English: name}, Weight: float64(10 * size)}
		for range size {
			code := fmt.Sprintf("m%02d", k)
			rules := []indicators.Rule{
				indicators.Linear{Zero: 0, Full: 100},
				indicators.Linear{Zero: 0, Full: 100},
				indicators.Steps{Cuts: []indicators.Cut{{At: 80, Fraction: 1}, {At: 50, Fraction: 0.5}, {At: 20, Fraction: 0.2}}},
				indicators.BaselineLead{Zero: 10, Baseline: 50, Lead: 90},
				indicators.Log{Zero: 1, Full: 100},
				indicators.Grades{Grades: []indicators.Grade{
					{Code: "national", Name: indicators.Text{Chinese: "国家级", English: "national"}, Points: 100},
					{Code: "provincial", Name: indicators.Text{Chinese: "省级", English: "provincial"}, Points: 60}}},
			}
			rule := rules[0]
			if mixed {
				rule = rules[k%len(rules)]
			}
			s.Metrics = append(s.Metrics, indicators.Metric{
				Code: code, Name: indicators.Text{Chinese: code, English: code}, MinEvidence: dataset.E2, Rule: rule,
				Source: indicators.Source{Grade: "assumption"},
			})
			node.Children = append(node.Children, indicators.Node{Metric: code, Weight: 10})
			k++
		}
		s.Dimensions = append(s.Dimensions, node)
	}
	require.Equal(t, 64, k)
	return s
}

// filled is a batch with 3 % missing values, 3 % not applicable ones and
// evidence of all levels.
func filled(fields []dataset.Field, rows int) *dataset.Batch {
	r := rand.New(rand.NewPCG(1, 2))
	b := dataset.NewBatch(fields, rows)
	for i := range b.Columns {
		c := &b.Columns[i]
		if c.Field.Type == dataset.Word {
			c.Words = append(c.Words, "national", "provincial")
		}
		for row := range rows {
			c.Evidence[row] = dataset.E0 + dataset.Evidence(r.IntN(6))
			switch u := r.Float64(); {
			case u < 0.03:
			case u < 0.06:
				c.State[row] = dataset.NotApplicable
			case c.Field.Type == dataset.Word:
				c.Code[row], c.State[row] = uint32(r.IntN(2)), dataset.Present
			default:
				c.SetNumber(row, 120*r.Float64()-10)
			}
		}
	}
	return b
}

func benchmarkEvaluate(b *testing.B, mixed bool, rows int, selection []int32) {
	e, err := madeUp(b, mixed).Compile(indicators.ProposedPolicy())
	require.NoError(b, err)
	binding, err := e.Bind(e.Fields())
	require.NoError(b, err)
	batch := filled(e.Fields(), rows)
	var s indicators.Scores
	b.ReportAllocs()
	for b.Loop() {
		s.Reset(rows, len(e.Dimensions()))
		binding.Evaluate(batch, selection, &s)
	}
	n := rows
	if selection != nil {
		n = len(selection)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n*64), "ns/indicator")
}

func BenchmarkEvaluate(b *testing.B) {
	half := make([]int32, 4096)
	for i := range half {
		half[i] = int32(2 * i)
	}
	b.Run("linear/8192", func(b *testing.B) { benchmarkEvaluate(b, false, 8192, nil) })
	b.Run("linear/1024", func(b *testing.B) { benchmarkEvaluate(b, false, 1024, nil) })
	b.Run("linear/8192/half", func(b *testing.B) { benchmarkEvaluate(b, false, 8192, half) })
	b.Run("mixed/8192", func(b *testing.B) { benchmarkEvaluate(b, true, 8192, nil) })
	b.Run("linear/1", func(b *testing.B) { benchmarkEvaluate(b, false, 1, nil) })
	b.Run("mixed/1", func(b *testing.B) { benchmarkEvaluate(b, true, 1, nil) })
}
