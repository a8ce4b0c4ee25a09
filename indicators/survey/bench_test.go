package survey

import (
	"context"
	"math/rand/v2"
	"testing"
)

func BenchmarkTally_Add_100000x3(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	const n = 100_000
	a := Answers{Respondents: n, Weights: make([]float64, n), Strata: make([]string, n)}
	names := []string{"city", "country", "town"}
	for i := range n {
		a.Weights[i], a.Strata[i] = 0.5+rng.Float64(), names[rng.IntN(3)]
	}
	for _, item := range threeItems.Items {
		c := Column{Item: item.Code, Values: make([]float64, n)}
		for i := range n {
			c.Values[i] = float64(item.Low + rng.IntN(item.High-item.Low+1))
		}
		a.Columns = append(a.Columns, c)
	}
	b.ReportAllocs()
	for b.Loop() {
		t, err := NewTally(threeItems)
		if err != nil {
			b.Fatal(err)
		}
		if err := t.Add(context.Background(), a); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}

func BenchmarkEstimate(b *testing.B) {
	people := []respondent{{[]float64{3, 9, 10}, 1, "x"}, {[]float64{8, 7, 4}, 1.5, "x"}, {[]float64{2, 7, 4}, 1.5, "x"}}
	t := tallied(b, threeItems, asAnswers(threeItems, people))
	s := DefaultSatisfaction(threeItems.Blocks[0])
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Estimate(t, Weighting{}); err != nil {
			b.Fatal(err)
		}
	}
}
