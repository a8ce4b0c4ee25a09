package exact

import (
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var inf, nan = math.Inf(1), math.NaN()

// realSum is the correctly rounded sum by math/big: 2,400 bits hold every
// intermediate sum exactly, and Float64 rounds half to even.
func realSum(xs []float64) float64 {
	sum := new(big.Float).SetPrec(2400)
	for _, x := range xs {
		sum.Add(sum, new(big.Float).SetFloat64(x))
	}
	f, _ := sum.Float64()
	return f + 0 // a zero sum is +0
}

func sumOf(xs ...float64) *Sum {
	var s Sum
	for _, x := range xs {
		s.Add(x)
	}
	return &s
}

func sliceSum(xs []float64) *Sum {
	var s Sum
	s.AddSlice(xs)
	return &s
}

func encode(t require.TestingT, s *Sum) []byte {
	b, err := s.AppendBinary(nil)
	require.NoError(t, err)
	return b
}

// sameBits tells -0 from +0, and takes every NaN for the same.
func sameBits(t require.TestingT, want, got float64, msg ...any) {
	if math.IsNaN(want) {
		require.True(t, math.IsNaN(got), "want NaN, got %g", got)
		return
	}
	require.Equal(t, math.Float64bits(want), math.Float64bits(got), "want %g, got %g: %v", want, got, msg)
}

// hostile draws a finite float64: any bits, edges of the format, neighbours of
// powers of two and whole numbers.
func hostile() *rapid.Generator[float64] {
	edges := []float64{
		0, math.Copysign(0, -1), 1, -1, math.MaxFloat64, -math.MaxFloat64, 0x1p1023, 0x1p970, 0x1p969,
		math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 0x1p-1022, 0x1p-1022 - 0x1p-1074, 0x1p-1021, 0x1p52, 0x1p53, 0x1p-53,
	}
	return rapid.OneOf(
		rapid.Map(rapid.Uint64(), func(b uint64) float64 {
			if b&infBits == infBits {
				b &^= 1 << 62
			}
			return math.Float64frombits(b)
		}),
		rapid.SampledFrom(edges),
		rapid.Map(rapid.IntRange(-1074, 1023), func(e int) float64 { return math.Ldexp(1, e) }),
		rapid.Map(rapid.IntRange(-1021, 1023), func(e int) float64 { return -math.Nextafter(math.Ldexp(1, e), 0) }),
		rapid.Map(rapid.IntRange(-1e6, 1e6), func(i int) float64 { return float64(i) }),
	)
}

func TestSumIsCorrectlyRoundedAgainstMathBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOfN(hostile(), 0, 60).Draw(t, "terms")
		if rapid.Bool().Draw(t, "cancel") { // nearly everything
			for _, x := range slices.Clone(xs) {
				xs = append(xs, -x)
			}
			xs = append(xs, rapid.SliceOfN(hostile(), 0, 3).Draw(t, "rest")...)
		}
		want := realSum(xs)
		sameBits(t, want, sumOf(xs...).Float64())
		sameBits(t, want, sliceSum(xs).Float64())
	})
}

// A tie is an even last bit and exactly half a unit; a term however small on
// either side of it must decide.
func TestSumBreaksTiesByTheSmallestTerm(t *testing.T) {
	tiny := math.SmallestNonzeroFloat64
	for e := -1000; e <= 1023; e++ {
		one := math.Ldexp(1, e)
		ulp := math.Ldexp(1, e-52)
		half := ulp / 2
		sameBits(t, one, sumOf(one, half).Float64(), "even stays", e)
		sameBits(t, one+2*ulp, sumOf(one+ulp, half).Float64(), "odd goes up", e)
		sameBits(t, one+ulp, sumOf(one, half, tiny).Float64(), "above the tie", e)
		sameBits(t, one+ulp, sumOf(one+ulp, half, -tiny).Float64(), "below the tie", e)
		sameBits(t, -one-ulp, sumOf(-one, -half, -tiny).Float64(), "negative", e)
	}
}

func TestSumOverflowsOnlyIfItsRoundedValueDoes(t *testing.T) {
	top := math.MaxFloat64
	half := 0x1p970 // half a unit of the last place of the largest float64
	tiny := math.SmallestNonzeroFloat64
	sameBits(t, top, sumOf(top, top, -top).Float64())
	sameBits(t, top, sumOf(top, half, -tiny).Float64())
	sameBits(t, inf, sumOf(top, half).Float64())
	sameBits(t, -inf, sumOf(-top, -half).Float64())
	sameBits(t, inf, sumOf(top, top).Float64())
	sameBits(t, top, sumOf(top, 0x1p969).Float64())
	sameBits(t, 0x1p-1074, sumOf(top, top, tiny, -top, -top).Float64())
}

func TestSumInfinitiesAndNaNInAnyOrder(t *testing.T) {
	cases := []struct {
		terms []float64
		want  float64
	}{
		{[]float64{inf, 1, -math.MaxFloat64}, inf},
		{[]float64{-inf, math.MaxFloat64, math.MaxFloat64}, -inf},
		{[]float64{inf, inf, 0}, inf},
		{[]float64{inf, -inf, 1}, nan},
		{[]float64{nan, 1, 2}, nan},
		{[]float64{nan, inf, inf}, nan},
		{[]float64{nan, -inf, 0}, nan},
		{[]float64{math.Copysign(nan, -1), 0, 0}, nan},
	}
	for _, c := range cases {
		want := encode(t, sumOf(c.terms...))
		assert.Len(t, want, 1, "the finite terms must not show")
		for xs := range permutations(c.terms) {
			sameBits(t, c.want, sumOf(xs...).Float64())
			sameBits(t, c.want, sliceSum(xs).Float64())
			s := sumOf(xs[0])
			s.Merge(sumOf(xs[1:]...))
			sameBits(t, c.want, s.Float64())
			assert.Equal(t, want, encode(t, s))
		}
	}
}

func TestSumOfNothingAndOfZeros(t *testing.T) {
	negative := math.Copysign(0, -1)
	empty := encode(t, new(Sum))
	for _, xs := range [][]float64{{}, {0}, {negative}, {negative, negative}, {1, -1}, {5e-324, -5e-324}} {
		sameBits(t, 0, sumOf(xs...).Float64(), xs)
		assert.Equal(t, empty, encode(t, sumOf(xs...)), xs)
	}
	s := sumOf(1, inf)
	s.Reset()
	assert.Equal(t, Sum{}, *s)
}

// Millions of equal terms make every carry happen; a product gives the sum.
func TestSumCarriesOverMillionsOfTerms(t *testing.T) {
	const n = 3_000_000
	for _, x := range []float64{math.MaxFloat64, -math.MaxFloat64, math.Nextafter(1, 0), -0x1.fffffffffffffp31, 0x1.fffffffffffffp-1022, 0.1, -5e-324} {
		product := new(big.Float).SetPrec(2400).SetFloat64(x)
		product.Mul(product, big.NewFloat(n))
		want, _ := product.Float64()

		xs := slices.Repeat([]float64{x}, 10_007)
		var slow, fast Sum
		for range n {
			slow.Add(x)
		}
		for left := n; left > 0; left -= len(xs) {
			fast.AddSlice(xs[:min(left, len(xs))])
		}
		sameBits(t, want, slow.Float64())
		sameBits(t, want, fast.Float64())
		assert.Equal(t, encode(t, &slow), encode(t, &fast))
		for range n {
			slow.Add(-x)
		}
		sameBits(t, 0, slow.Float64())
		assert.Equal(t, encode(t, new(Sum)), encode(t, &slow))
	}
}

// 2^62 terms of the largest value, by doubling: near the stated capacity.
func TestSumHoldsItsCapacity(t *testing.T) {
	s := sumOf(math.MaxFloat64)
	for range 62 {
		s.Merge(s)
	}
	sameBits(t, inf, s.Float64())
	var back Sum
	require.NoError(t, back.UnmarshalBinary(encode(t, s)))
	minus := sumOf(-math.MaxFloat64)
	for range 62 {
		minus.Merge(minus)
	}
	back.Merge(minus)
	back.Add(3)
	sameBits(t, 3, back.Float64())
}

func TestSumReadingLeavesItAsItIs(t *testing.T) {
	s := sumOf(slices.Repeat([]float64{-0.1}, 1500)...)
	before := *s
	_ = s.Float64()
	_ = encode(t, s)
	new(Sum).Merge(s)
	assert.Equal(t, before, *s)
}

func TestSumAllocatesNothing(t *testing.T) {
	xs := slices.Repeat([]float64{1e300, -2.5, 1e-310}, 1000)
	b := make([]byte, 0, 300)
	table := make([]Sum, 3)
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		for k := range table {
			table[k].AddSlice(xs)
			table[k].Add(1)
			table[0].Merge(&table[k])
			_ = table[k].Float64()
			b, _ = table[k].AppendBinary(b[:0])
			_ = table[k].UnmarshalBinary(b)
		}
	}))
}

// permutations yields every order of xs (Heap's algorithm), in one slice that
// it reuses.
func permutations(xs []float64) func(yield func([]float64) bool) {
	return func(yield func([]float64) bool) {
		a, c := slices.Clone(xs), make([]int, len(xs))
		if !yield(a) {
			return
		}
		for i := 1; i < len(a); {
			if c[i] >= i {
				c[i] = 0
				i++
				continue
			}
			j := c[i] * (i & 1)
			a[j], a[i] = a[i], a[j]
			if !yield(a) {
				return
			}
			c[i]++
			i = 1
		}
	}
}

func shuffled(xs []float64, seed uint64) []float64 {
	xs = slices.Clone(xs)
	rand.New(rand.NewPCG(seed, 1)).Shuffle(len(xs), func(i, j int) { xs[i], xs[j] = xs[j], xs[i] })
	return xs
}

// Long sums of random bits, which rapid seldom draws: past the carries, over
// exponents that lie together or anywhere, with all but one term cancelled.
func TestSumOfLongRandomTermsAgainstMathBig(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	for round := range 60 {
		xs := make([]float64, 1500+rng.IntN(3000))
		first, width := rng.Uint64N(2000), 1+rng.Uint64N(1<<(round%11)) // exponents
		for i := range xs {
			exponent := min(first+rng.Uint64N(width), exponentMask-1)
			xs[i] = math.Float64frombits(rng.Uint64()&^infBits | exponent<<fractionBits)
		}
		if round%3 == 0 {
			for _, x := range xs[1:] {
				xs = append(xs, -x)
			}
			xs = shuffled(xs, uint64(round))
		}
		want := realSum(xs)
		sameBits(t, want, sumOf(xs...).Float64())
		sameBits(t, want, sliceSum(xs).Float64())
		left, right := sliceSum(xs[:min(1999, len(xs))]), sliceSum(xs[min(1999, len(xs)):]) // 1,999 terms await their carries
		left.Merge(right)
		require.Equal(t, encode(t, sumOf(xs...)), encode(t, left))
	}
}
