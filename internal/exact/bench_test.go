package exact

import (
	"math"
	"math/rand/v2"
	"testing"
)

const benchLen = 4096

// benchInputs are a column of one scale, of many scales, with missing values
// noted as zero, and the worst case of random bit patterns.
func benchInputs() map[string][]float64 {
	rng := rand.New(rand.NewPCG(1, 2))
	same, wide, zeros, bits := make([]float64, benchLen), make([]float64, benchLen), make([]float64, benchLen), make([]float64, benchLen)
	for i := range benchLen {
		same[i] = rng.Float64()
		wide[i] = math.Exp(6*rng.NormFloat64() + 15)
		if rng.IntN(2) == 0 {
			zeros[i] = rng.NormFloat64()
		}
		bits[i] = math.Float64frombits(rng.Uint64() &^ (1 << 62))
	}
	return map[string][]float64{"same": same, "wide": wide, "zeros": zeros, "bits": bits}
}

func BenchmarkAddSlice(b *testing.B) {
	inputs := benchInputs()
	for _, name := range []string{"same", "wide", "zeros", "bits"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			var s Sum
			for b.Loop() {
				s.AddSlice(inputs[name])
			}
			perValue(b)
		})
	}
}

func BenchmarkAdd(b *testing.B) {
	xs := benchInputs()["same"]
	b.ReportAllocs()
	var s Sum
	for b.Loop() {
		for _, x := range xs {
			s.Add(x)
		}
	}
	perValue(b)
}

func perValue(b *testing.B) {
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/benchLen, "ns/value")
}
