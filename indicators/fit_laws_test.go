package indicators_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// anyUnfitted draws a rule that awaits its numbers.
func anyUnfitted(t *rapid.T) indicators.Rule {
	switch rapid.IntRange(0, 6).Draw(t, "unfitted") {
	case 0:
		return indicators.Winsorised{Low: 0.05, High: 0.9}
	case 1:
		return indicators.ToTarget{Quantile: rapid.SampledFrom([]float64{0.7, 1}).Draw(t, "target")}
	case 2:
		return indicators.ZScore{Bound: 2}
	case 3:
		return indicators.Percentile{Knots: rapid.IntRange(2, 12).Draw(t, "knots")}
	case 4:
		return indicators.PeerMean{Full: 2, Peers: 3}
	case 5:
		return indicators.BestOf{Parts: []indicators.Part{{Field: "x", Rule: indicators.MinMax{}}, {Field: "y", Rule: indicators.Linear{Full: 50}}, {Field: "x", Rule: indicators.PeerMean{Full: 3, Peers: 2}}}}
	default:
		return indicators.MinMax{}
	}
}

// anyAwaiting draws a scheme with rules, and perhaps weights, that await their
// numbers, and none that reads words.
func anyAwaiting(t *rapid.T) *indicators.Scheme {
	s := anyScheme(t, allMeans...)
	for i := range s.Metrics {
		_, grades := s.Metrics[i].Rule.(indicators.Grades)
		_, items := s.Metrics[i].Rule.(indicators.SumCap)
		if words := grades || items; i == 0 || words || rapid.Bool().Draw(t, "unfitted") {
			s.Metrics[i].Rule, s.Metrics[i].Direction = anyUnfitted(t), indicators.Benefit
		}
	}
	weighting := rapid.SampledFrom([]indicators.Weighting{nil, indicators.Entropy{High: 1}, indicators.Entropy{Low: 0.01, High: 1.01}, indicators.EntropyOfValues{}}).Draw(t, "weighting")
	switch {
	case weighting == nil:
	case rapid.Bool().Draw(t, "whole"):
		s.Weighting = weighting
		unweigh(s.Dimensions)
	default:
		s.Dimensions[0].Weighting = weighting
		unweigh(s.Dimensions[0].Children)
	}
	return s
}

func unweigh(nodes []indicators.Node) {
	for i := range nodes {
		nodes[i].Weight = 0
		unweigh(nodes[i].Children)
	}
}

// anyPopulation draws rows for everything that a scheme may ask for. Half of the
// values are whole numbers, so that many are shared.
func anyPopulation(t *rapid.T, rows int) ([]dataset.Field, *dataset.Batch) {
	var fields []dataset.Field
	for _, name := range []string{dataset.Industry, dataset.SizeOf, dataset.SectorOf} {
		fields = append(fields, dataset.Field{Name: name, Type: dataset.Word})
	}
	for m := range 40 {
		for _, figure := range []string{"", "__x", "__y", "__u", "__v", "__mean"} {
			fields = append(fields, dataset.Field{Name: fmt.Sprintf("m%d%s", m, figure)})
		}
	}
	seed := rapid.Uint64().Draw(t, "seed")
	b := dataset.NewBatch(fields, rows)
	next := func(n uint64) uint64 { // a generator, so that populations are large and shrinking fast
		seed = seed*6364136223846793005 + 1442695040888963407
		return (seed >> 33) % n
	}
	words := [][]string{{"C26", "C2614", "C2631", "F51", "beer"}, {"large", "small"}, {"industry", "marine"}}
	for i := range b.Columns {
		c := &b.Columns[i]
		for row := range rows {
			switch next(8) {
			case 0:
			case 1:
				c.State[row] = dataset.NotApplicable
			default:
				if i < len(words) {
					c.SetWord(row, words[i][next(uint64(len(words[i])))])
				} else if x := float64(next(1e9)) / 1e7; next(2) == 0 {
					c.SetNumber(row, x)
				} else {
					c.SetNumber(row, math.Round(x/10))
				}
			}
		}
	}
	return fields, b
}

// shuffledRows copies rows of a batch in another order.
func shuffledRows(t *rapid.T, b *dataset.Batch) *dataset.Batch {
	order := make([]int, b.Rows)
	for i := range order {
		j := rapid.IntRange(0, i).Draw(t, "swap")
		order[i], order[j] = order[j], i
	}
	var fields []dataset.Field
	for _, c := range b.Columns {
		fields = append(fields, c.Field)
	}
	out := dataset.NewBatch(fields, b.Rows)
	for i := range b.Columns {
		from, to := &b.Columns[i], &out.Columns[i]
		for k, row := range order {
			to.State[k] = from.State[row]
			switch {
			case from.State[row] != dataset.Present:
			case from.Field.Type == dataset.Word:
				to.SetWord(k, from.Word(row))
			default:
				to.Float[k] = from.Float[row]
			}
		}
	}
	return out
}

var fitOptions = indicators.FitOptions{Population: "drawn", Inputs: []dataset.Input{}, Constants: true}

// TestFitsDependOnNothingButThePopulation: order, shards and workers change no
// byte of the pinned scheme; what can't be fitted fails alike.
func TestFitsDependOnNothingButThePopulation(t *testing.T) {
	pinnedOnes := 0
	rapid.Check(t, func(t *rapid.T) {
		s := anyAwaiting(t)
		fields, b := anyPopulation(t, rapid.IntRange(4, 60).Draw(t, "rows"))
		fit := func(b *dataset.Batch, shard, workers int) (string, string) {
			src, err := dataset.NewMemory(shard, fields, b)
			require.NoError(t, err)
			o := fitOptions
			o.Workers = workers
			pinned, report, err := indicators.Fit(context.Background(), s, src, o)
			if err != nil {
				return "", err.Error()
			}
			data, err := json.Marshal(pinned)
			require.NoError(t, err)
			return string(data), fmt.Sprint(report)
		}
		pinned, said := fit(b, 0, 1)
		again, saidAgain := fit(shuffledRows(t, b), rapid.IntRange(1, 20).Draw(t, "shard"), rapid.IntRange(2, 8).Draw(t, "workers"))
		assert.Equal(t, pinned, again)
		assert.Equal(t, said, saidAgain)
		if pinned != "" {
			pinnedOnes++
			read, err := indicators.ReadScheme([]byte(pinned))
			require.NoError(t, err)
			assert.True(t, read.Pinned())
		}
	})
	assert.Positive(t, pinnedOnes, "most populations can be fitted on")
}

// unread is a source that nobody may read.
type unread struct{ dataset.Source }

func TestFitOfAPinnedSchemeIsTheIdentity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		again, report, err := indicators.Fit(context.Background(), s, unread{}, indicators.FitOptions{})
		require.NoError(t, err)
		assert.Same(t, s, again)
		assert.Equal(t, &indicators.FitReport{}, report)
	})
	s, src := tabled(t, column(vector), func(int) (indicators.Rule, indicators.Direction) {
		return indicators.Percentile{Knots: 5}, indicators.Benefit
	})
	pinned, _ := fitted(t, weighted(s, indicators.Entropy{High: 1}), src)
	again, _, err := indicators.Fit(context.Background(), pinned, unread{}, indicators.FitOptions{})
	require.NoError(t, err)
	assert.Same(t, pinned, again)
}

// TestSummariesOfPartsAreThoseOfTheWhole, to the byte, and survive their way
// between machines.
func TestSummariesOfPartsAreThoseOfTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyAwaiting(t)
		_, b := anyPopulation(t, 40)
		f, err := indicators.NewFitting(s, fitOptions)
		require.NoError(t, err)
		for p := f.Pass(); p != nil; p = f.Pass() {
			src, err := dataset.NewMemory(0, fieldsOf(b), b)
			require.NoError(t, err)
			whole, merged := p.Summary(), p.Summary()
			for b, err := range dataset.Read(context.Background(), src, p.Fields()) {
				require.NoError(t, err)
				whole.Add(b, nil)
				parts := make([][]int32, 3)
				for row := range int32(b.Rows) {
					k := rapid.IntRange(0, 2).Draw(t, "part")
					parts[k] = append(parts[k], row)
				}
				for _, rows := range parts {
					part, sent := p.Summary(), p.Summary()
					part.Add(b, append([]int32{}, rows...))
					require.NoError(t, sent.UnmarshalBinary(bytesOf(t, part)))
					require.NoError(t, merged.Merge(sent))
				}
			}
			require.Equal(t, bytesOf(t, whole), bytesOf(t, merged))
			if f.Take(merged) != nil {
				return
			}
		}
	})
}

func bytesOf(t require.TestingT, s *indicators.Summary) []byte {
	data, err := s.AppendBinary(nil)
	require.NoError(t, err)
	return data
}

func fieldsOf(b *dataset.Batch) []dataset.Field {
	var fields []dataset.Field
	for _, c := range b.Columns {
		fields = append(fields, c.Field)
	}
	return fields
}

// TestANewcomerChangesNobodysScore: the same bits with one more row, whatever it
// reports.
func TestANewcomerChangesNobodysScore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows := rapid.IntRange(3, 30).Draw(t, "rows")
		matrix := make([][]float64, rows)
		for i := range matrix {
			matrix[i] = []float64{rapid.Float64Range(0, 9).Draw(t, "x"), rapid.Float64Range(-1, 1).Draw(t, "y")}
		}
		s, src := tabled(t, matrix, func(int) (indicators.Rule, indicators.Direction) { return indicators.MinMax{}, indicators.Benefit })
		o := fitOptions
		pinned, _, err := indicators.Fit(context.Background(), weighted(s, indicators.Entropy{High: 1}), src, o)
		require.NoError(t, err)
		before := rescored(t, pinned, src)
		newcomer := []float64{rapid.Float64Range(-1e9, 1e9).Draw(t, "new"), 1e6}
		after := rescored(t, pinned, table(t, fieldsOf(src.Content()), 0, append(matrix, newcomer)))
		assert.Equal(t, before, after[:rows])
	})
}

// TestUnitsDoNotMatter: yuan or ten thousand yuan give the same min-max scores
// and entropy weights but for rounding.
func TestUnitsDoNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := rapid.SampledFrom([]float64{1e-4, 0.01, 3, 1e4, 1e8}).Draw(t, "unit")
		matrix := make([][]float64, rapid.IntRange(3, 30).Draw(t, "rows"))
		other := make([][]float64, len(matrix))
		for i := range matrix {
			x, y := rapid.Float64Range(1, 9).Draw(t, "x"), float64(rapid.IntRange(0, 5).Draw(t, "y"))
			matrix[i], other[i] = []float64{x, y}, []float64{c * x, y}
		}
		matrix, other = append(matrix, []float64{0, 6}), append(other, []float64{0, 6})
		rule := func(int) (indicators.Rule, indicators.Direction) { return indicators.MinMax{}, indicators.Benefit }
		for _, w := range []indicators.Weighting{indicators.Entropy{High: 1}, indicators.EntropyOfValues{}} {
			s, src := tabled(t, matrix, rule)
			s2, src2 := tabled(t, other, rule)
			a, _ := fitted(t, weighted(s, w), src)
			b, _ := fitted(t, weighted(s2, w), src2)
			for i := range 2 {
				assert.InDelta(t, a.Dimensions[0].Children[i].Weight, b.Dimensions[0].Children[i].Weight, 1e-10)
			}
			assert.InDeltaSlice(t, rescored(t, a, src), rescored(t, b, src2), 1e-10)
		}
	})
}
