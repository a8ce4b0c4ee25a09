package population

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/brandvalue/brandvalue/internal/exact"
)

func perValue(b *testing.B, n int) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*n), "ns/value")
}

func BenchmarkAdd(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	xs := make([]float64, 1024)
	for i := range xs {
		xs[i] = r.Float64()
	}
	b.Run("extremes", func(b *testing.B) {
		var e Extremes
		for b.Loop() {
			e.Add(xs)
		}
		perValue(b, len(xs))
	})
	b.Run("moments", func(b *testing.B) {
		var m Moments
		for b.Loop() {
			m.Add(xs)
		}
		perValue(b, len(xs))
	})
	b.Run("shares", func(b *testing.B) {
		var s Shares
		for b.Loop() {
			s.Add(xs)
		}
		perValue(b, len(xs))
	})
	b.Run("shares-with-math.Log", func(b *testing.B) {
		var sum, terms exact.Sum
		y := make([]float64, len(xs))
		for b.Loop() {
			for i, x := range xs {
				y[i] = 0
				if x > 0 {
					y[i] = -x * math.Log(x)
				}
			}
			sum.AddSlice(xs)
			terms.AddSlice(y)
		}
		perValue(b, len(xs))
	})
	b.Run("shares-with-math.Log-plain", func(b *testing.B) {
		sum, terms := 0.0, 0.0
		for b.Loop() {
			for _, x := range xs {
				if x > 0 {
					sum += x
					terms -= x * math.Log(x)
				}
			}
		}
		perValue(b, len(xs))
	})
	var e Extremes
	e.Add(xs)
	e.Count = 1 << 20
	qs := make([]float64, 101)
	for i := range qs {
		qs[i] = float64(i) / 100
	}
	b.Run("counter", func(b *testing.B) {
		c := QuantilesOf(e, qs).Counter()
		for b.Loop() {
			c.Add(xs)
		}
		perValue(b, len(xs))
	})
}
