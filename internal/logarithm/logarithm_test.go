package logarithm

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// samples are hostile and random positive numbers.
func samples() []float64 {
	r := rand.New(rand.NewPCG(1, 2))
	xs := []float64{1, math.Nextafter(1, 0), math.Nextafter(1, 2), 0.5, 2, math.E, 10, math.MaxFloat64, math.SmallestNonzeroFloat64, 0x1p-1022, math.Nextafter(0x1p-1022, 0), 0.703125, 1.40625}
	for i := range uint64(1 << tableBits) { // both ends of every piece
		edge := start + i<<shift + half
		xs = append(xs, math.Float64frombits(edge), math.Float64frombits(edge-1), math.Float64frombits(start+i<<shift))
	}
	for range 20000 {
		xs = append(xs, r.Float64(), 1+r.NormFloat64()*0.01, math.Exp(700*(2*r.Float64()-1)), math.Float64frombits(r.Uint64N(infBits-1)+1))
	}
	for k := range 52 {
		xs = append(xs, 1-math.Ldexp(r.Float64(), -k), 1+math.Ldexp(r.Float64(), -k))
	}
	return xs
}

func TestOf_WithinTwoUnits(t *testing.T) {
	worst, at := 0.0, 0.0
	for _, x := range samples() {
		if x <= 0 {
			continue
		}
		want := lnOf(x)
		near, _ := want.Float64()
		if d := apart(Of(x), want, lastPlace(near)); d > worst {
			worst, at = d, x
		}
	}
	t.Logf("worst: %.3f units at %x", worst, at)
	assert.Less(t, worst, 2.0, "at %x", at)
}

func TestTimesSelf_WithinItsBound(t *testing.T) {
	worst := 0.0
	for _, x := range samples() {
		if !(x > 0 && x <= 1) {
			continue
		}
		y := []float64{0}
		TimesSelf(y, []float64{x})
		assert.Equal(t, -x*Of(x), y[0], "one formula")
		want := lnOf(x)
		want.Mul(want, new(big.Float).SetFloat64(-x))
		worst = max(worst, apart(y[0], want, 1))
	}
	t.Logf("worst: %.3g", worst)
	assert.Less(t, worst, 1.2e-16)
}

func TestUnusualNumbers(t *testing.T) {
	inf := math.Inf(1)
	assert.Equal(t, 0.0, Of(1))
	assert.Equal(t, -inf, Of(0))
	assert.Equal(t, -inf, Of(math.Copysign(0, -1)))
	assert.Equal(t, inf, Of(inf))
	for _, x := range []float64{-1, -inf, math.NaN(), -5e-324} {
		assert.True(t, math.IsNaN(Of(x)), "%v", x)
	}
	x := []float64{0, 1, 0.5, 5e-324, math.Copysign(0, -1)}
	y := make([]float64, len(x))
	TimesSelf(y, x)
	require.Equal(t, []float64{0, 0, 0.5 * math.Ln2}, []float64{y[0], math.Abs(y[1]), y[2]})
	assert.Equal(t, 744*math.SmallestNonzeroFloat64, y[3], "rounded to a whole number of the smallest")
	assert.Zero(t, y[4])
}

func numbers(n int) []float64 {
	r := rand.New(rand.NewPCG(3, 4))
	x := make([]float64, n)
	for i := range x {
		x[i] = r.Float64()
	}
	return x
}

func BenchmarkTimesSelf(b *testing.B) {
	x := numbers(1024)
	y := make([]float64, len(x))
	b.Run("table", func(b *testing.B) {
		for b.Loop() {
			TimesSelf(y, x)
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/value")
	})
	b.Run("math.Log", func(b *testing.B) {
		for b.Loop() {
			for i, v := range x {
				y[i] = 0
				if v > 0 {
					y[i] = -v * math.Log(v)
				}
			}
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(x)), "ns/value")
	})
}
