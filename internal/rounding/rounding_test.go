package rounding

import (
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var bothRules = []Rule{HalfEven, HalfUp}

// scaled is x * 10^places as a real number.
func scaled(x *big.Rat, places int) *big.Rat {
	n := max(places, -places)
	ten := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
	if places < 0 {
		ten.Inv(ten)
	}
	return ten.Mul(ten, x)
}

// isRounded holds n against the definition: no whole number is nearer to the
// real number, and of two equally near ones n is the one that the rule says.
func isRounded(r Rule, x *big.Rat, n *big.Int) bool {
	off := new(big.Rat).SetInt(n)
	off.Sub(off, x)
	away := off.Sign() * x.Sign() // of n, seen from x: +1 is away from zero
	switch off.Abs(off).Cmp(big.NewRat(1, 2)) {
	case -1:
		return true
	case 0:
		return r == HalfUp && away > 0 || r == HalfEven && n.Bit(0) == 0
	}
	return false
}

// hold checks Round and Unscaled of one number.
func hold(t require.TestingT, r Rule, x float64, places int) {
	want := scaled(new(big.Rat).SetFloat64(x), places)
	d, err := r.Round(x, places)
	require.NoError(t, err)
	require.Equal(t, int32(-places), d.Exponent())
	require.True(t, isRounded(r, want, d.Coefficient()), "%s: %v to %d places gives %s", r, x, places, d)

	n, err := r.Unscaled(x, places)
	if d.Coefficient().IsInt64() {
		require.NoError(t, err)
		require.Equal(t, d.Coefficient().Int64(), n, "%s: %v to %d places", r, x, places)
	} else {
		require.ErrorIs(t, err, ErrRange, "%s: %v to %d places", r, x, places)
	}
}

// nearHalf draws a float64 at or next to a half of a unit, on either side.
func nearHalf(t *rapid.T, places int) float64 {
	bits := rapid.IntRange(0, 63).Draw(t, "bits")
	half := new(big.Rat).SetFrac64(2*rapid.Int64Range(-1<<bits, 1<<bits-1).Draw(t, "units")/2+1, 2)
	x, _ := scaled(half, -places).Float64()
	steps := rapid.IntRange(-2, 2).Draw(t, "steps")
	for range max(steps, -steps) {
		x = math.Nextafter(x, math.Inf(steps))
	}
	return x
}

// trueHalf draws a float64 that is half a unit exactly, which needs so many
// factors two in the fraction as the places have tens.
func trueHalf(t *rapid.T, places int) float64 {
	odd := 2*rapid.Int64Range(-1<<30, 1<<30).Draw(t, "odd") + 1
	if places >= 0 {
		return math.Ldexp(float64(odd), -1-places)
	}
	x, _ := scaled(big.NewRat(odd, 2), -places).Float64()
	return x
}

func TestRoundAndUnscaledAgainstTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(bothRules).Draw(t, "rule")
		places := rapid.OneOf(rapid.IntRange(-25, 25), rapid.IntRange(-4, 4), rapid.IntRange(MinPlaces, MaxPlaces)).Draw(t, "places")
		var x float64
		switch rapid.IntRange(0, 4).Draw(t, "kind") {
		case 0:
			x = rapid.Map(rapid.Uint64(), math.Float64frombits).Filter(finite).Draw(t, "x")
		case 1:
			x = rapid.Float64Range(-1e12, 1e12).Draw(t, "x")
		case 2:
			x = nearHalf(t, places)
		case 3:
			x = trueHalf(t, places)
		case 4: // near the ends of int64
			x, _ = scaled(new(big.Rat).SetInt64(rapid.SampledFrom([]int64{math.MaxInt64, math.MinInt64}).Draw(t, "end")), -places).Float64()
			x = math.Nextafter(x, rapid.SampledFrom([]float64{math.Inf(1), x, math.Inf(-1)}).Draw(t, "towards"))
		}
		if finite(x) { // a neighbour of the greatest number need not be
			hold(t, r, x, places)
		}
	})
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }

// Every place of the fast path and the first beyond it, on numbers chosen to
// hit each case of the shifts.
func TestRoundAndUnscaledOnAGrid(t *testing.T) {
	xs := []float64{0, math.Copysign(0, -1), math.SmallestNonzeroFloat64, 0x1p-1022, math.MaxFloat64, 0x1p63, 0x1p64, 0x1p75, 0x1p76, 0x1p127, 0x1p128, 0x1p192}
	for e := -140; e <= 140; e++ {
		xs = append(xs, math.Ldexp(1, e), math.Ldexp(3, e), math.Ldexp(0x1p53-1, e))
	}
	for _, half := range []float64{0.5, 1.5, 2.5, 5, 15, 25, 5e3, 15e3, 5e18, 5e19, 15e19, 5e20, 0.125, 0.375, 87.465, 87.475} {
		xs = append(xs, half, math.Nextafter(half, 0), math.Nextafter(half, math.Inf(1)))
	}
	for _, r := range bothRules {
		for places := -22; places <= 22; places++ {
			for _, x := range xs {
				hold(t, r, x, places)
				hold(t, r, -x, places)
			}
		}
	}
}

// Rounding the product before looking for its half, or going by the fraction
// above the floor of a negative number, gets these wrong.
func TestUnscaledWhereFloatingPointGoesWrong(t *testing.T) {
	cases := []struct {
		r      Rule
		x      float64
		places int
		want   int64
	}{
		{HalfUp, 0.49999999999999994, 0, 0},
		{HalfUp, -0.49999999999999994, 0, 0},
		{HalfEven, -0.049999999999999996, 1, 0},
		{HalfUp, 1.005, 2, 100},  // 1.00499999999999989...
		{HalfUp, 2.675, 2, 267},  // 2.67499999999999982...
		{HalfUp, 1.115, 2, 111},  // 1.11499999999999999...
		{HalfEven, 0.285, 2, 28}, // 0.284999999999999975...
		{HalfEven, 4503599627370497.5, 0, 4503599627370498},
		{HalfEven, 9007199254740993, -1, 900719925474099},
		{HalfUp, 9223372036854774784, 0, 9223372036854774784},
		{HalfEven, -9223372036854775808, 0, math.MinInt64},
		{HalfEven, 92233720368547758.07, 1, 922337203685477600},
	}
	for _, c := range cases {
		got, err := c.r.Unscaled(c.x, c.places)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%s: %v to %d places", c.r, c.x, c.places)
	}
}

func TestRoundOnlyOnceIsSymmetric(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(bothRules).Draw(t, "rule")
		places := rapid.IntRange(-6, 6).Draw(t, "places")
		x := rapid.Float64Range(0, 1e9).Draw(t, "x")
		plus, err := r.Round(x, places)
		require.NoError(t, err)
		minus, err := r.Round(-x, places)
		require.NoError(t, err)
		require.True(t, plus.Equal(minus.Neg()))
		require.True(t, plus.Equal(r.RoundDecimal(plus, places)), "a rounded number stays")
	})
}

func TestRoundDecimalAgainstTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := rapid.SampledFrom(bothRules).Draw(t, "rule")
		places := rapid.IntRange(-30, 30).Draw(t, "places")
		n := new(big.Int).SetInt64(rapid.Int64().Draw(t, "digits"))
		if rapid.Bool().Draw(t, "long") {
			n.Mul(n, new(big.Int).Exp(big.NewInt(5), big.NewInt(50), nil))
		}
		d := decimal.NewFromBigInt(n, int32(rapid.IntRange(-60, 30).Draw(t, "exponent")))
		if rapid.Bool().Draw(t, "half") {
			d = decimal.New(2*rapid.Int64Range(-50, 50).Draw(t, "units")+1, int32(-places)).Mul(decimal.New(5, -1))
		}
		before := d.String()
		got := r.RoundDecimal(d, places)
		require.True(t, got.Exponent() >= int32(-places))
		whole := scaled(got.Rat(), places)
		require.True(t, whole.IsInt())
		require.True(t, isRounded(r, scaled(d.Rat(), places), whole.Num()), "%s: %s to %d places gives %s", r, d, places, got)
		require.Equal(t, before, d.String(), "the argument stays as it is")
	})
}

// Such decimals read from a document must not cost the memory that their digits
// would take, nor wrap their exponent.
func TestRoundDecimalOfFarExponents(t *testing.T) {
	for _, r := range bothRules {
		assert.True(t, r.RoundDecimal(decimal.New(7, math.MinInt32), 2).IsZero())
		assert.True(t, r.RoundDecimal(decimal.New(-7, -2_000_000_000), -9).IsZero())
		huge := decimal.New(7, 2_000_000_000)
		assert.Equal(t, huge, r.RoundDecimal(huge, 2))
		small := decimal.New(12345, -4)
		assert.Equal(t, small, r.RoundDecimal(small, math.MaxInt))
		assert.True(t, r.RoundDecimal(small, math.MinInt).IsZero())
		assert.True(t, r.RoundDecimal(decimal.Decimal{}, 2).IsZero())
	}
}

func TestRoundRefuses(t *testing.T) {
	for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		_, err := HalfEven.Round(x, 2)
		assert.ErrorIs(t, err, ErrRange)
		_, err = HalfEven.Unscaled(x, 2)
		assert.ErrorIs(t, err, ErrRange)
	}
	for _, places := range []int{MinPlaces - 1, MaxPlaces + 1, math.MinInt, math.MaxInt} {
		_, err := HalfUp.Round(1, places)
		assert.ErrorIs(t, err, ErrRange)
		_, err = HalfUp.Unscaled(1, places)
		assert.ErrorIs(t, err, ErrRange)
	}
	for _, x := range []float64{1e19, -1e19, 9223372036854775808, -9223372036854777856, math.MaxFloat64} {
		_, err := HalfEven.Unscaled(x, 0)
		assert.ErrorIs(t, err, ErrRange, x)
	}
}

func TestRuleIsRefusedUnlessKnown(t *testing.T) {
	var doc struct{ Rule Rule }
	require.NoError(t, json.Unmarshal([]byte(`{"rule": "half-even"}`), &doc))
	assert.Equal(t, HalfEven, doc.Rule)
	assert.NoError(t, HalfUp.Check())
	for _, r := range []Rule{"", "half-odd", "HALF-UP"} {
		want := r.Check()
		assert.ErrorContains(t, want, `is not one of "half-even", "half-up"`)
		_, err := r.Round(1, 0)
		assert.Equal(t, want, err)
		_, err = r.Unscaled(1, 0)
		assert.Equal(t, want, err)
		assert.Panics(t, func() { r.RoundDecimal(decimal.New(15, -1), 0) })
	}
}

func TestUnscaledAllocatesNothing(t *testing.T) {
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		for places := -19; places <= 19; places++ {
			_, _ = HalfEven.Unscaled(0.123456789, places)
			_, _ = HalfUp.Unscaled(-math.SmallestNonzeroFloat64, places)
		}
		_, _ = HalfEven.Unscaled(1e30, -19)
	}))
}

func BenchmarkUnscaled(b *testing.B) {
	for _, c := range []struct {
		name   string
		places int
	}{{"fen", 2}, {"wan", -4}} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			x := 12345678.125
			for b.Loop() {
				if _, err := HalfEven.Unscaled(x, c.places); err != nil {
					b.Fatal(err)
				}
				x += 0.37
			}
		})
	}
}

// What decides may lie below the 64 bits after the binary point; no float64 and
// power of ten is known that does, so the step is asked by itself.
func TestProductSeesTheLastBit(t *testing.T) {
	const third = 12297829382473034411 // 3 * third = 2^65 + 1
	whole, restToHalf, fits := product(3, -66, third)
	assert.True(t, fits)
	assert.Zero(t, whole)
	assert.Equal(t, 1, restToHalf, "1/2 + 2^-66")
	whole, restToHalf, _ = product(3, -65, third)
	assert.Equal(t, uint64(1), whole)
	assert.Equal(t, -1, restToHalf, "1 + 2^-65")
	_, restToHalf, _ = product(1<<40, -104, 1<<63)
	assert.Zero(t, restToHalf, "1/2")
}
