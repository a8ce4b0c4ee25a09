package valuation_test

import (
	"math"
	"math/big"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/valuation"
)

var operating = valuation.Basis{Earnings: valuation.OperatingProfit, Charge: valuation.GrossTangible}

// prudent are guards as an edition sets them.
var prudent = valuation.Guards{OverLending: 0.01, OverGrowth: 0.03, MaxGrowth: 0.02, TerminalShare: 0.85}

// drawYear draws a year that earns more than its charge, also where a rate of
// 5 % is raised by a few points.
func drawYear(t *rapid.T) valuation.Year {
	assets := rapid.Float64Range(1e6, 1e11).Draw(t, "assets")
	share := rapid.Float64Range(0.1, 0.9).Draw(t, "current")
	return valuation.Year{
		Earnings: assets * rapid.Float64Range(0.08, 0.5).Draw(t, "return"),
		Current:  assets * share, NonCurrent: assets * (1 - share),
	}
}

// drawCase draws a plausible case whose flows are positive, with what each
// forecast needs. R is between 3 and 40 %, g at most 2 %.
func drawCase(t *rapid.T) valuation.Case {
	return valuation.Case{
		Basis:        operating,
		History:      rapid.SliceOfN(rapid.Custom(drawYear), 1, 5).Draw(t, "history"),
		Explicit:     rapid.SliceOfN(rapid.Custom(drawYear), 1, 10).Draw(t, "explicit"),
		Revenue:      rapid.Float64Range(1e6, 1e12).Draw(t, "revenue"),
		Margin:       rapid.Float64Range(0.1, 0.4).Draw(t, "margin"),
		Turnover:     rapid.Float64Range(1, 5).Draw(t, "turnover"),
		CurrentShare: rapid.Float64Range(0.1, 0.9).Draw(t, "current share"),
		Tax:          rapid.Float64Range(0, 0.3).Draw(t, "tax"),
		ShortRate:    rapid.Float64Range(0.02, 0.05).Draw(t, "short"), LongRate: rapid.Float64Range(0.02, 0.05).Draw(t, "long"),
		BrandShare:     rapid.Float64Range(0.01, 1).Draw(t, "beta"),
		IndustryReturn: rapid.Float64Range(0.05, 0.2).Draw(t, "Z"), Coefficient: rapid.Float64Range(0.6, 2).Draw(t, "K"),
		Growth: rapid.Float64Range(-0.05, 0.15).Draw(t, "growth"), TerminalGrowth: rapid.Float64Range(-0.02, 0.02).Draw(t, "g"),
	}
}

// drawMethod draws a method with any of the forecasts, without guards or spreads.
func drawMethod(t *rapid.T) valuation.ExcessEarnings {
	m := valuation.ExcessEarnings{
		Timing:   rapid.SampledFrom([]valuation.Timing{valuation.YearEnd, valuation.MidYear}).Draw(t, "timing"),
		Fade:     rapid.Bool().Draw(t, "fade"),
		Forecast: rapid.SampledFrom(valuation.Forecasts()).Draw(t, "forecast"),
	}
	if m.Forecast != (valuation.Forecast)(valuation.Explicit{}) {
		m.Years = rapid.IntRange(1, valuation.MaxYears).Draw(t, "years")
	}
	return m
}

// worth is the value in yuan of a case that has one.
func worth(t require.TestingT, m valuation.ExcessEarnings, c valuation.Case) valuation.Value {
	v, err := m.Value(&c)
	require.NoError(t, err)
	require.NotEqual(t, valuation.NotApplicable, v.Status)
	return v
}

// near asserts equality but for rounding.
func near(t require.TestingT, want, got float64, msg ...any) {
	require.InDelta(t, want, got, 1e-11*math.Max(math.Abs(want), math.SmallestNonzeroFloat64), msg...)
}

// discounted is the definition of the method in numbers of 300 bits: the sum
// of F_t/(1+R)^t, and F_{T+1}/(R-g)/(1+R)^T; at mid-year both times (1+R)^(1/2).
func discounted(flows []float64, r, g float64, timing valuation.Timing) (explicit, terminal float64) {
	number := func(x float64) *big.Float { return new(big.Float).SetPrec(300).SetFloat64(x) }
	factor := new(big.Float).Add(number(1), number(r))
	power, sum := number(1), number(0)
	last := len(flows) - 1
	for _, f := range flows[:last] {
		power.Mul(power, factor)
		sum.Add(sum, new(big.Float).Quo(number(f), power))
	}
	rest := new(big.Float).Quo(number(flows[last]), new(big.Float).Sub(number(r), number(g)))
	rest.Quo(rest, power)
	if timing == valuation.MidYear {
		half := new(big.Float).Sqrt(factor)
		sum.Mul(sum, half)
		rest.Mul(rest, half)
	}
	explicit, _ = sum.Float64()
	terminal, _ = rest.Float64()
	return explicit, terminal
}

// figure is the number of a symbol in a worksheet.
func figure(t require.TestingT, sheet *valuation.Worksheet, symbol string) float64 {
	for _, line := range sheet.Lines {
		if line.Symbol == symbol {
			return line.Number
		}
	}
	require.Fail(t, "no line "+symbol)
	return 0
}
