package rounding

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The examples of GB/T 8170-2008, 3.2: the number rounded is the decimal written.
func TestRoundDecimal_GBT8170(t *testing.T) {
	for _, c := range []struct {
		x      string
		places int
		want   string
	}{
		{"12.1498", 1, "12.1"}, {"12.1498", 0, "12"}, {"1268", -2, "1300"}, {"10.502", 0, "11"},
		{"1.050", 1, "1.0"}, {"0.35", 1, "0.4"}, {"2500", -3, "2000"}, {"3500", -3, "4000"},
		{"0.0325", 3, "0.032"}, {"32500", -3, "32000"}, {"-355", -1, "-360"}, {"-325", -1, "-320"}, {"-365", 0, "-365"},
	} {
		got := HalfEven.RoundDecimal(decimal.RequireFromString(c.x), c.places)
		assert.True(t, got.Equal(decimal.RequireFromString(c.want)), "%s to %d places: %s, want %s", c.x, c.places, got, c.want)
	}
}

// want rounds with arbitrary precision in another way: floor of x*10^p plus a
// comparison with one half.
func want(r Rule, x float64, places int) *big.Int {
	v := new(big.Float).SetPrec(2400).SetFloat64(math.Abs(x))
	ten := new(big.Float).SetPrec(2400).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil))
	q := new(big.Rat)
	if places >= 0 {
		q, _ = v.Mul(v, ten).Rat(q)
	} else {
		t, _ := ten.Rat(nil)
		q, _ = v.Rat(q)
		q.Quo(q, t)
	}
	whole := new(big.Int).Div(q.Num(), q.Denom())
	rest := new(big.Rat).Sub(q, new(big.Rat).SetInt(whole))
	switch rest.Cmp(big.NewRat(1, 2)) {
	case 1:
		whole.Add(whole, big.NewInt(1))
	case 0:
		if r == HalfUp || whole.Bit(0) == 1 {
			whole.Add(whole, big.NewInt(1))
		}
	}
	if x < 0 {
		whole.Neg(whole)
	}
	return whole
}

func checkUnscaled(t require.TestingT, r Rule, x float64, places int) {
	w := want(r, x, places)
	got, err := r.Unscaled(x, places)
	if !w.IsInt64() {
		require.ErrorIs(t, err, ErrRange, "%s %v %d", r, x, places)
		return
	}
	require.NoError(t, err, "%s %v %d", r, x, places)
	require.Equal(t, w.Int64(), got, "%s %v to %d places", r, x, places)
	d, err := r.Round(x, places)
	require.NoError(t, err)
	require.True(t, d.Equal(decimal.NewFromBigInt(w, int32(-places))))
}

func TestUnscaled_AgainstArbitraryPrecision(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom([]Rule{HalfEven, HalfUp}).Draw(t, "rule")
		places := rapid.IntRange(-24, 24).Draw(t, "places")
		var x float64
		switch rapid.IntRange(0, 3).Draw(t, "how") {
		case 0:
			x = rapid.Float64().Draw(t, "x")
		case 1:
			x = rapid.Float64Range(-1e9, 1e9).Draw(t, "x")
		case 2: // near a half of a unit, on either side
			n := float64(rapid.Int64Range(-1<<50, 1<<50).Draw(t, "n"))
			x = (n + 0.5) / math.Pow(10, float64(places))
			for range rapid.IntRange(0, 3).Draw(t, "steps") {
				x = math.Nextafter(x, math.Inf(1-2*rapid.IntRange(0, 1).Draw(t, "side")))
			}
		case 3: // halves and whole numbers that a float64 holds
			x = math.Ldexp(float64(rapid.Int64Range(-1<<53, 1<<53).Draw(t, "n")), rapid.IntRange(-60, 20).Draw(t, "e"))
		}
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return
		}
		checkUnscaled(t, r, x, places)
	})
}

func TestUnscaled_Limits(t *testing.T) {
	for _, x := range []float64{0, math.Copysign(0, -1), 0.5, 1.5, 2.5, -0.5, -1.5, 1 << 51, 1<<51 + 0.5, 1 << 53, 1 << 62,
		math.MaxInt64, math.MinInt64, math.MaxFloat64, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, 4.5e-309} {
		for _, places := range []int{-23, -22, -4, -1, 0, 1, 2, 22, 23} {
			for _, r := range []Rule{HalfEven, HalfUp} {
				checkUnscaled(t, r, x, places)
			}
		}
	}
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := HalfEven.Unscaled(x, 2)
		assert.ErrorIs(t, err, ErrRange)
		_, err = HalfEven.Round(x, 2)
		assert.ErrorIs(t, err, ErrRange)
	}
}

func TestRule_Check(t *testing.T) {
	assert.NoError(t, HalfEven.Check())
	assert.NoError(t, HalfUp.Check())
	assert.ErrorContains(t, Rule("").Check(), "half-even")
}

func BenchmarkUnscaled(b *testing.B) {
	b.ReportAllocs()
	var sum int64
	for b.Loop() {
		n, _ := HalfEven.Unscaled(123456.785, 2)
		sum += n
	}
}
