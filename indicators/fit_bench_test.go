package indicators_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// benchFit is a scheme of 36 indicators with one rule, whose weights come from
// the entropy of the scores.
func benchFit(t testing.TB, rule indicators.Rule) *indicators.Scheme {
	s, _ := tabled(t, [][]float64{make([]float64, 36)}, func(j int) (indicators.Rule, indicators.Direction) {
		if _, peers := rule.(indicators.PeerMean); !peers && j%3 == 0 {
			return rule, indicators.Cost
		}
		return rule, indicators.Benefit
	})
	return weighted(s, indicators.Entropy{High: 1})
}

// dense is a batch with 3 % missing values.
func dense(fields []dataset.Field, rows int) *dataset.Batch {
	r := rand.New(rand.NewPCG(1, 2))
	b := dataset.NewBatch(fields, rows)
	for i := range b.Columns {
		for row := range rows {
			switch c := &b.Columns[i]; {
			case r.Float64() < 0.03:
			case c.Field.Type == dataset.Word:
				c.SetWord(row, map[string]string{dataset.Industry: fmt.Sprintf("C2%02d", r.IntN(60)), dataset.SizeOf: dataset.Sizes()[r.IntN(4)].Word}[c.Field.Name])
			default:
				c.SetNumber(row, 100*r.Float64())
			}
		}
	}
	return b
}

func BenchmarkFit(b *testing.B) {
	const rows = 8192
	for _, c := range []struct {
		name string
		rule indicators.Rule
	}{{"min_max", indicators.MinMax{}}, {"z_score", indicators.ZScore{Bound: 3}}, {"winsorised", indicators.Winsorised{Low: 0.05, High: 0.95}}, {"percentile", indicators.Percentile{Knots: 101}}, {"peer_mean", indicators.PeerMean{Full: 2, Peers: 5}}} {
		f, err := indicators.NewFitting(benchFit(b, c.rule), indicators.FitOptions{Population: "p"})
		require.NoError(b, err)
		for pass := 1; f.Pass() != nil; pass++ {
			p := f.Pass()
			batch := dense(p.Fields(), rows)
			b.Run(fmt.Sprintf("%s/pass%d", c.name, pass), func(b *testing.B) {
				sum := p.Summary()
				b.ReportAllocs()
				for b.Loop() {
					sum.Add(batch, nil)
				}
				b.ReportMetric(float64(b.N)*rows/b.Elapsed().Seconds(), "rows/s")
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*rows*36), "ns/value")
			})
			sum := p.Summary()
			sum.Add(batch, nil)
			require.NoError(b, f.Take(sum))
		}
	}
}
