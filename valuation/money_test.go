package valuation_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/internal/rounding"
	"github.com/brandvalue/brandvalue/valuation"
)

// units are the units with their size in yuan.
var units = []struct {
	unit valuation.Unit
	yuan int64
}{{valuation.Yuan, 1}, {valuation.TenThousandYuan, 10_000}, {valuation.HundredMillionYuan, 100_000_000}}

// fenByRat rounds by the definition: the number of grains, which are the
// published places of the unit, nearest to the exact real number of a float64.
func fenByRat(yuan float64, unit int64, places int, rule rounding.Rule) *big.Int {
	grain := big.NewRat(unit, 1)
	for range places {
		grain.Quo(grain, big.NewRat(10, 1))
	}
	x := new(big.Rat).Quo(new(big.Rat).SetFloat64(math.Abs(yuan)), grain)
	whole, rest := new(big.Int).QuoRem(x.Num(), x.Denom(), new(big.Int))
	half := new(big.Int).Lsh(rest, 1).Cmp(x.Denom())
	if half > 0 || half == 0 && (rule == rounding.HalfUp || whole.Bit(0) == 1) {
		whole.Add(whole, big.NewInt(1))
	}
	fen := new(big.Rat).Mul(new(big.Rat).SetInt(whole), grain)
	fen.Mul(fen, big.NewRat(100, 1))
	if !fen.IsInt() {
		panic("a grain is whole fen")
	}
	if yuan < 0 {
		return new(big.Int).Neg(fen.Num())
	}
	return fen.Num()
}

func TestFenIsTheNearestPublishedAmount(t *testing.T) {
	for _, u := range units {
		for _, rule := range []rounding.Rule{rounding.HalfEven, rounding.HalfUp} {
			rapid.Check(t, func(t *rapid.T) {
				most := 2 + len(big.NewInt(u.yuan).String()) - 1
				p := valuation.Published{Unit: u.unit, Places: rapid.IntRange(0, most).Draw(t, "places"), Rule: rule}
				require.NoError(t, p.Check())
				grain := float64(u.yuan) / math.Pow10(p.Places)
				yuan := rapid.OneOf(
					rapid.Float64Range(-9e16, 9e16),
					rapid.Float64Range(-1e6, 1e6),
					rapid.Map(rapid.Int64Range(-1e6, 1e6), func(n int64) float64 { return (float64(n) + 0.5) * grain }),                              // ties, exact or next to one
					rapid.Map(rapid.Int64Range(-1e6, 1e6), func(n int64) float64 { return math.Nextafter((float64(n)+0.5)*grain, float64(n)*1e18) }), // beside them
				).Draw(t, "yuan")
				got, err := p.Fen(yuan)
				require.NoError(t, err)
				require.Equal(t, fenByRat(yuan, u.yuan, p.Places, rule).String(), big.NewInt(got).String())
			})
		}
	}
}

func TestFenByHand(t *testing.T) {
	billion := valuation.Published{Unit: valuation.HundredMillionYuan, Places: 2, Rule: rounding.HalfEven}
	for yuan, fen := range map[float64]int64{
		11_203_499_999: 1_120_000_000_000, // 112.03 -> 112.03 亿元, see below
		11_202_500_000: 1_120_200_000_000, // a tie goes to the even digit: 112.02
		11_203_500_000: 1_120_400_000_000, // and 112.04
		-0.4:           0,
		499_999.99:     0,
		500_000:        0,
		500_000.01:     100_000_000,
	} {
		got, err := billion.Fen(yuan)
		require.NoError(t, err)
		if yuan == 11_203_499_999 {
			fen = 1_120_300_000_000
		}
		assert.Equal(t, fen, got, "%v", yuan)
	}
	up := billion
	up.Rule = rounding.HalfUp
	got, err := up.Fen(11_202_500_000)
	require.NoError(t, err)
	assert.Equal(t, int64(1_120_300_000_000), got)
}

func TestMoneyThatHasNoFen(t *testing.T) {
	yuan := valuation.Published{Unit: valuation.Yuan, Places: 2, Rule: rounding.HalfEven}
	hundredMillions := valuation.Published{Unit: valuation.HundredMillionYuan, Places: 0, Rule: rounding.HalfEven}
	for _, x := range []float64{math.NaN(), math.Inf(1), 1e17, -1e17, math.MaxFloat64} {
		for _, p := range []valuation.Published{yuan, hundredMillions} {
			_, err := p.Fen(x)
			assert.Error(t, err, "%v", x)
		}
	}
	for _, p := range []valuation.Published{
		{}, {Unit: "元", Places: 3, Rule: rounding.HalfEven}, {Unit: "元", Places: -1, Rule: rounding.HalfEven},
		{Unit: "万元", Places: 7, Rule: rounding.HalfEven}, {Unit: "亿元", Places: 11, Rule: rounding.HalfEven},
		{Unit: "yuan", Places: 2, Rule: rounding.HalfEven}, {Unit: "元", Places: 2}, {Unit: "元", Places: 2, Rule: "up"},
	} {
		assert.Error(t, p.Check(), "%+v", p)
		_, err := p.Fen(1)
		assert.Error(t, err, "%+v", p)
	}
}

func TestMoneyIsWritten(t *testing.T) {
	p := valuation.Published{Unit: valuation.HundredMillionYuan, Places: 2, Rule: rounding.HalfEven}
	assert.Equal(t, "112.03 亿元", p.String(1_120_300_000_000))
	assert.Equal(t, "-0.50 亿元", p.String(-5_000_000_000))
	assert.Equal(t, "1.5 万元", valuation.Published{Unit: valuation.TenThousandYuan, Places: 1}.String(1_500_000))
	assert.Equal(t, "12 元", valuation.Published{Unit: valuation.Yuan}.String(1_200))
	assert.Contains(t, valuation.Published{Unit: "pound"}.String(1), `unit "pound" is not one of 元, 万元, 亿元`)
	assert.True(t, decimal.RequireFromString("12.34").Equal(valuation.Money(1234)))

	amount := decimal.RequireFromString("11202500000")
	for _, want := range []struct {
		unit   valuation.Unit
		places int
		text   string
	}{
		{valuation.Yuan, 2, "11202500000.00"}, {valuation.TenThousandYuan, 0, "1120250"},
		{valuation.HundredMillionYuan, 3, "112.025"}, {valuation.HundredMillionYuan, 2, "112.02"}, {valuation.HundredMillionYuan, 0, "112"},
	} {
		text, err := valuation.In(amount, want.unit, want.places)
		require.NoError(t, err)
		assert.Equal(t, want.text, text)
	}
	_, err := valuation.In(amount, "pound", 2)
	assert.Error(t, err)
}

// TestWrittenMoneyReadsBack: what is printed in the unit of publication is
// exactly what is held in fen.
func TestWrittenMoneyReadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		u := rapid.SampledFrom(units).Draw(t, "unit")
		p := valuation.Published{Unit: u.unit, Places: rapid.IntRange(0, 2).Draw(t, "places"), Rule: rounding.HalfEven}
		fen, err := p.Fen(rapid.Float64Range(-1e15, 1e15).Draw(t, "yuan"))
		require.NoError(t, err)
		text, err := valuation.In(valuation.Money(fen), p.Unit, p.Places)
		require.NoError(t, err)
		back := decimal.RequireFromString(text).Mul(decimal.New(u.yuan, 0))
		require.True(t, back.Equal(valuation.Money(fen)), "%s of %d fen", text, fen)
	})
}

func TestFenAllocatesNothing(t *testing.T) {
	p := valuation.Published{Unit: valuation.HundredMillionYuan, Places: 2, Rule: rounding.HalfEven}
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if _, err := p.Fen(11_203_123_456.78); err != nil {
			panic(err)
		}
	}))
}
