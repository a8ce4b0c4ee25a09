package population

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

// summary is what the types of the package have in common.
type summary[T any] interface {
	*T
	Add([]float64)
	Merge(*T)
	Append([]byte) []byte
	Read(*Reader)
}

// anyValues draws finite values of every kind: everyday, repeated, hostile.
func anyValues(t *rapid.T) []float64 {
	one := rapid.OneOf(
		rapid.Float64Range(0, 100),
		rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1, 5e-324, -5e-324, 1e150, -1e150, 7, 7.5}),
		rapid.Map(rapid.IntRange(-5, 5), func(n int) float64 { return float64(n) }),
	)
	return rapid.SliceOfN(one, 1, 60).Draw(t, "values")
}

func anyScores(t *rapid.T) []float64 {
	return rapid.SliceOfN(rapid.OneOf(rapid.Float64Range(0, 1), rapid.SampledFrom([]float64{0, 1, 0.5, 1e-300})), 1, 60).Draw(t, "scores")
}

// partsEqualWhole holds a type to its law: whatever the parts and their order,
// the bytes are the same; and what is read back is the same again.
func partsEqualWhole[T any, S summary[T]](t *rapid.T, values []float64, empty func() S) {
	whole := empty()
	whole.Add(values)
	shuffled := slices.Clone(values)
	for i := range shuffled {
		j := rapid.IntRange(0, i).Draw(t, "swap")
		shuffled[i], shuffled[j] = shuffled[j], shuffled[i]
	}
	merged := empty()
	for len(shuffled) > 0 {
		n := rapid.IntRange(0, len(shuffled)).Draw(t, "part")
		part := empty()
		part.Add(shuffled[:n])
		shuffled = shuffled[n:]
		read, r := empty(), NewReader(part.Append(nil))
		read.Read(r)
		if err := r.End(); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			part := empty()
			part.Add(shuffled[:1])
			shuffled = shuffled[1:]
			merged.Merge((*T)(part))
		}
		merged.Merge((*T)(read))
	}
	assert.Equal(t, whole.Append(nil), merged.Append(nil))
}

func TestPartsEqualTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values, scores := anyValues(t), anyScores(t)
		partsEqualWhole(t, values, func() *Extremes { return new(Extremes) })
		partsEqualWhole(t, values, func() *Moments { return new(Moments) })
		partsEqualWhole(t, scores, func() *Shares { return new(Shares) })
		var e Extremes
		e.Add(values)
		if q := QuantilesOf(e, []float64{0.3, 0.5}); !q.Known() {
			partsEqualWhole(t, values, q.Counter)
		}
	})
}

// TestDeviation_BigFloat holds mean and deviation to the definition in 2,000 bits.
func TestDeviation_BigFloat(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		shift := rapid.SampledFrom([]float64{0, 1e6, 1e15, -1e9}).Draw(t, "shift")
		xs := rapid.SliceOfN(rapid.Float64Range(-1, 1), 2, 40).Draw(t, "x")
		number := func(x float64) *big.Float { return new(big.Float).SetPrec(2000).SetFloat64(x) }
		sum := number(0)
		for i := range xs {
			xs[i] += shift
			if math.Abs(xs[i]) < 1e-140 {
				xs[i] = 0
			}
			sum.Add(sum, number(xs[i]))
		}
		mean := number(0).Quo(sum, number(float64(len(xs))))
		squares := number(0)
		for _, x := range xs {
			d := number(0).Sub(number(x), mean)
			squares.Add(squares, d.Mul(d, d))
		}
		squares.Quo(squares, number(float64(len(xs)-1)))
		want, _ := squares.Sqrt(squares).Float64()
		nearest, _ := mean.Float64()
		var m Moments
		m.Add(xs)
		assert.Equal(t, nearest, m.Mean())
		if want < 1e-300 {
			assert.Less(t, m.Deviation(), 1e-300)
		} else {
			assert.Equal(t, want, m.Deviation())
		}
	})
}

func TestDeviationOfTooLargeNumbersIsInfinite(t *testing.T) {
	var m Moments
	m.Add([]float64{1e200, 2e200})
	assert.Equal(t, 1.5e200, m.Mean())
	assert.True(t, math.IsInf(m.Deviation(), 1))
	assert.Zero(t, new(Moments).Mean())
	assert.Zero(t, new(Moments).Deviation())
}

// TestEntropy_Definition holds the entropy to -sum(p ln p) / ln n.
func TestEntropy_Definition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zs := append(anyScores(t), 1, 0.25)
		sum, want := 0.0, 0.0
		for _, z := range zs {
			sum += z
		}
		for _, z := range zs {
			if p := z / sum; p > 0 {
				want -= p * math.Log(p)
			}
		}
		var s Shares
		s.Add(zs)
		assert.InDelta(t, want/math.Log(float64(len(zs))), s.Entropy(), 1e-14)
	})
}

func TestEntropy_Edges(t *testing.T) {
	for _, c := range []struct {
		zs   []float64
		want float64
	}{
		{nil, 1}, {[]float64{0.3}, 1}, {[]float64{0.3, 0.3, 0.3}, 1}, {[]float64{0, 0}, 1},
		{[]float64{0, 1}, 0}, {[]float64{0, 1e-200}, 0}, {[]float64{0, 1, 1}, math.Ln2 / math.Log(3)},
	} {
		var s Shares
		s.Add(c.zs)
		assert.InDelta(t, c.want, s.Entropy(), 1e-15, "%v", c.zs)
		assert.Equal(t, c.want == 1, s.Constant())
	}
	var s Shares
	s.Add([]float64{0, math.Copysign(0, -1), 1})
	assert.Equal(t, int64(2), s.Zeros)
}

// sought runs a search over values in batches and gives the passes it took.
func sought(t require.TestingT, q *Quantiles, values []float64) int {
	passes := 0
	for ; !q.Known(); passes++ {
		require.Less(t, passes, 12)
		a, b := q.Counter(), q.Counter()
		a.Add(values[:len(values)/2])
		b.Add(values[len(values)/2:])
		a.Merge(b)
		require.NoError(t, q.Take(a))
	}
	return passes
}

// bySorting is the quantile by its definition.
func bySorting(sorted []float64, q float64) float64 {
	h := float64(len(sorted)-1) * q
	i := int(math.Floor(h + 1e-9))
	if math.Abs(h-math.Round(h)) < 1e-9 || i == len(sorted)-1 {
		return sorted[int(math.Round(h))]
	}
	return sorted[i] + (h-float64(i))*(sorted[i+1]-sorted[i])
}

func TestQuantiles_Sorting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := anyValues(t)
		var e Extremes
		e.Add(values)
		qs := []float64{0, 0.05, 0.25, 1.0 / 3, 0.5, float64(rapid.IntRange(0, 1000).Draw(t, "q")) / 1000, 0.95, 1}
		q := QuantilesOf(e, qs)
		sought(t, q, values)
		slices.Sort(values)
		for i := range qs {
			want := bySorting(values, qs[i])
			assert.InDelta(t, want, q.At(i), 1e-13*math.Abs(want)+1e-300, "%v", qs[i])
			if whole := float64(len(values)-1) * qs[i]; whole == math.Trunc(whole) {
				assert.Equal(t, values[int(whole)]+0, q.At(i), "an order statistic is one of the values")
			}
		}
	})
}

// TestQuantiles_LargePopulations needs several counting passes: more values than
// are kept, many of them equal, over six hundred binary orders of size.
func TestQuantiles_LargePopulations(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	values := make([]float64, 300_001)
	for i := range values {
		switch r.IntN(4) {
		case 0:
		case 1:
			values[i] = math.Exp(200 * r.NormFloat64() / 3)
		case 2:
			values[i] = r.Float64()
		default:
			values[i] = 1 + r.Float64()*1e-9
		}
	}
	qs := make([]float64, 101)
	for i := range qs {
		qs[i] = float64(i) / 100
	}
	var e Extremes
	e.Add(values)
	q := QuantilesOf(e, qs)
	t.Log("passes:", sought(t, q, values))
	slices.Sort(values)
	for i := range qs {
		require.Equal(t, values[3000*i], q.At(i))
	}
}

func TestQuantilesNoticeAChangedPopulation(t *testing.T) {
	var e Extremes
	e.Add([]float64{1, 2, 3, 4})
	q := QuantilesOf(e, []float64{0.5})
	c := q.Counter()
	c.Add([]float64{1, 2, 4})
	assert.ErrorIs(t, q.Take(c), ErrChanged)
}

func TestReadersRefuseOtherBytes(t *testing.T) {
	var e Extremes
	e.Add([]float64{1, 2})
	good := e.Append(nil)
	for _, bad := range [][]byte{nil, good[:10], append(slices.Clone(good), 1), slices.Repeat([]byte{255}, 24)} {
		r := NewReader(bad)
		new(Extremes).Read(r)
		assert.ErrorIs(t, r.End(), ErrEncoding)
	}
	for _, read := range []func(*Reader){new(Moments).Read, new(Shares).Read, new(Counter).Read} {
		r := NewReader(slices.Repeat([]byte{7}, 100))
		read(r)
		assert.ErrorIs(t, r.End(), ErrEncoding)
	}
}
