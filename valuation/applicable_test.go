package valuation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/valuation"
)

// earning is a case of explicit flows, at R = 10 % and g = 0.
func earning(flows ...float64) valuation.Case {
	c := valuation.Case{Basis: operating, BrandShare: 1, IndustryReturn: 0.1, Coefficient: 1}
	for _, f := range flows {
		c.Explicit = append(c.Explicit, valuation.Year{Earnings: f})
	}
	return c
}

func TestNotApplicable(t *testing.T) {
	for _, want := range []struct {
		c      valuation.Case
		reason valuation.Reason
	}{
		{earning(5, 4, -1), valuation.NoTerminalFlow},
		{earning(5, 4, 0), valuation.NoTerminalFlow},
		{earning(-1, -1, 5), valuation.NoExplicitFlow},
		{earning(-1, 0, 0, 5), valuation.NoExplicitFlow},
		{earning(-1000, 5, 6), valuation.NoPositiveValue},
		{earning(-1, -1, 5, 6), ""}, // two of four are not most
		{earning(-1, 5), ""},
		{earning(5), ""},
	} {
		v, sheet, err := valuation.ExcessEarnings{Guards: prudent}.Explain(&want.c)
		require.NoError(t, err)
		assert.Equal(t, want.reason, v.Reason)
		if want.reason == "" {
			assert.Positive(t, v.Yuan)
			continue
		}
		assert.Equal(t, valuation.NotApplicable, v.Status)
		assert.Zero(t, v.Yuan+v.Explicit+v.Terminal+v.Low+v.High+v.TerminalShare, "no figure")
		assert.Equal(t, 0.1, v.Rate, "what led to it stands")
		last := sheet.Lines[len(sheet.Lines)-1]
		assert.Equal(t, "V_B", last.Symbol)
		assert.Equal(t, "method not applicable: "+string(want.reason), last.Note)
	}
}

func TestBasesThatMatch(t *testing.T) {
	earnings := []valuation.EarningsBasis{valuation.OperatingProfit, valuation.NetProfit, ""}
	charges := []valuation.ChargeBase{valuation.GrossTangible, valuation.NetTangible, valuation.Equity, ""}
	accepted := 0
	for _, e := range earnings {
		for _, a := range charges {
			c := earning(5)
			c.Basis = valuation.Basis{Earnings: e, Charge: a}
			_, err := valuation.ExcessEarnings{}.Value(&c)
			if e == valuation.OperatingProfit && (a == valuation.GrossTangible || a == valuation.NetTangible) || e == valuation.NetProfit && a == valuation.Equity {
				assert.NoError(t, err)
				accepted++
				continue
			}
			require.Error(t, err, c.Basis)
			for _, pair := range valuation.Bases() {
				assert.ErrorContains(t, err, pair.String(), "the pairs that match are named")
			}
			assert.ErrorContains(t, err, string(a))
		}
	}
	assert.Equal(t, len(valuation.Bases()), accepted)
}

func TestAllFaultsOfACase(t *testing.T) {
	c := valuation.Case{
		Basis:   valuation.Basis{Earnings: valuation.NetProfit, Charge: valuation.GrossTangible},
		Revenue: -1, Tax: math.NaN(), BrandShare: 1.1, Coefficient: 0, IndustryReturn: math.Inf(1), TerminalGrowth: 0.6,
		History:  []valuation.Year{{Earnings: 1}, {Earnings: math.NaN()}},
		Explicit: []valuation.Year{{Current: -1}},
	}
	err := c.Check()
	require.Error(t, err)
	for _, want := range []string{
		`"net-profit-attributable" cannot be charged on "gross-tangible-assets"`,
		"revenue (Rev, revenue) is -1, must lie in 0 to 1e+18", "tax (t, income tax rate) is NaN",
		"brand_share (β", "coefficient (K", "industry_return (Z", "terminal_growth (g,",
		"history year 2: earnings NaN", "explicit year 1: earnings 0, current assets -1",
	} {
		assert.ErrorContains(t, err, want)
	}
	assert.NotContains(t, err.Error(), "history year 1")
	_, valued := valuation.ExcessEarnings{}.Value(&c)
	assert.EqualError(t, valued, err.Error())
	good := workedCase()
	assert.NoError(t, good.Check())
}

func TestFaultsOfAMethod(t *testing.T) {
	c := earning(5)
	c.History, c.Revenue, c.Turnover = c.Explicit, 1, 1
	half := valuation.WeightedHistory{Weights: []float64{0.5}}
	for want, m := range map[string]valuation.ExcessEarnings{
		"explicit years are -1, must be 1 to 30":                              {Years: -1},
		"explicit years are 31, must be 1 to 30":                              {Years: 31},
		"explicit years are 0, must be 1 to 30":                               {Forecast: valuation.ByDrivers{}},
		`timing "noon" is not one of "year-end", "mid-year"`:                  {Timing: "noon"},
		"weighted history: the weights sum to 0.5, must sum to 1":             {Years: 1, Forecast: half},
		"guard over_growth is -1, must lie in 0 to 1":                         {Guards: valuation.Guards{OverGrowth: -1}},
		"brand share must lie in 0 to 1, rate in 0 to 0.5":                    {Spread: valuation.Spread{Coefficient: 1}},
		"explicit forecast: the case lists 1 years, the method has 5":         {Years: 5},
		"forecast by drivers: revenue 1 and turnover 0 must be above zero":    {Years: 5, Forecast: valuation.ByDrivers{}},
		"weighted history: the case has no year of history":                   {Years: 5, Forecast: valuation.WeightedHistory{Weights: []float64{1}}},
		"explicit forecast: the case lists 0 years, must be 1 to 30":          {},
		"discount rate R = Z K = 0.1 is not above perpetual growth g = 0.125": {Timing: valuation.MidYear},
	} {
		own := c
		switch {
		case m.Timing == valuation.MidYear:
			own.TerminalGrowth = 0.125
		case m.Forecast == (valuation.Forecast)(valuation.ByDrivers{}) && m.Years == 5:
			own.Turnover = 0
		case m.Years == 5 && m.Forecast != nil:
			own.History = nil
		case want == "explicit forecast: the case lists 0 years, must be 1 to 30":
			own.Explicit = nil
		}
		v, err := m.Value(&own)
		assert.ErrorContains(t, err, want)
		assert.Equal(t, valuation.Value{}, v)
	}

	all := valuation.ExcessEarnings{
		Years: 40, Timing: "noon", Forecast: valuation.WeightedHistory{Weights: []float64{2, -1}},
		Guards: valuation.Guards{OverLending: math.NaN(), MaxGrowth: 2}, Spread: valuation.Spread{Rate: 1},
	}.Check()
	for _, want := range []string{"explicit years", "timing", "weight 1 is 2", "weight 2 is -1", "over_lending", "max_growth", "spread"} {
		assert.ErrorContains(t, all, want, "all faults at once")
	}
}

// anyFloat draws finite numbers of all sizes, the ends of all ranges among them.
func anyFloat(low, high float64) *rapid.Generator[float64] {
	return rapid.OneOf(rapid.Float64Range(low, high), rapid.SampledFrom([]float64{low, high, 0, math.SmallestNonzeroFloat64, 1e-300, 1e-9, 1}), rapid.Float64())
}

func anyYear(t *rapid.T) valuation.Year {
	return valuation.Year{
		Earnings: anyFloat(-1e18, 1e18).Draw(t, "earnings"),
		Current:  anyFloat(0, 1e18).Draw(t, "current"), NonCurrent: anyFloat(0, 1e18).Draw(t, "noncurrent"),
	}
}

// TestAnyFiniteInputGivesFiniteFigures: an error, or nothing but numbers.
func TestAnyFiniteInputGivesFiniteFigures(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := valuation.Case{
			Basis:    rapid.SampledFrom(append(valuation.Bases(), valuation.Basis{})).Draw(t, "basis"),
			History:  rapid.SliceOfN(rapid.Custom(anyYear), 0, 4).Draw(t, "history"),
			Explicit: rapid.SliceOfN(rapid.Custom(anyYear), 0, 33).Draw(t, "explicit"),
		}
		inside := rapid.IntRange(0, 3).Draw(t, "mostly inside the ranges") > 0
		for _, d := range valuation.Drivers() {
			x := anyFloat(d.Min, d.Max).Draw(t, d.Code)
			if inside {
				x = min(max(x, d.Min), d.Max)
			}
			d.Set(&c, x)
		}
		m := valuation.ExcessEarnings{
			Years: rapid.IntRange(-1, 32).Draw(t, "years"), Timing: rapid.SampledFrom([]valuation.Timing{"", valuation.YearEnd, valuation.MidYear, "x"}).Draw(t, "timing"),
			Fade: rapid.Bool().Draw(t, "fade"), Forecast: rapid.SampledFrom(append(valuation.Forecasts(), nil)).Draw(t, "forecast"),
			Guards: valuation.Guards{OverGrowth: rapid.SampledFrom([]float64{0, 0.03}).Draw(t, "over growth"), MaxGrowth: rapid.SampledFrom([]float64{0, 0.02}).Draw(t, "inflation")},
			Spread: drawSpread(t),
		}
		v, sheet, err := m.Explain(&c)
		if err != nil {
			require.Equal(t, valuation.Value{}, v)
			return
		}
		figures := append([]float64{
			v.Yuan, v.Explicit, v.Terminal, v.TerminalShare, v.Rate, v.Growth, v.BaseFlow, v.TerminalFlow, v.Low, v.High, v.ImpliedRoyalty,
		}, v.Moves[:]...)
		for _, line := range sheet.Lines {
			figures = append(figures, line.Number)
		}
		for i, x := range figures {
			require.False(t, math.IsNaN(x) || math.IsInf(x, 0), "figure %d of %+v", i, v)
		}
		require.Equal(t, v.Status == valuation.NotApplicable, v.Reason != "")
		require.Equal(t, v.Status != valuation.NotApplicable, v.Yuan > 0)
	})
}

// TestExtremes are cases that a draw may miss.
func TestExtremes(t *testing.T) {
	tiny := earning(1e18)
	tiny.Revenue = math.SmallestNonzeroFloat64
	v := worth(t, valuation.ExcessEarnings{}, tiny)
	assert.False(t, v.HasRoyalty, "a royalty on next to nothing has no number")
	assert.Zero(t, v.ImpliedRoyalty)

	c := earning()
	c.Revenue, c.Turnover, c.Margin = 1e18, math.SmallestNonzeroFloat64, 0.1
	_, err := valuation.ExcessEarnings{Years: 5, Forecast: valuation.ByDrivers{}}.Value(&c)
	assert.ErrorContains(t, err, "forecast by drivers", "assets without bound")

	small := earning(1e-3)
	small.BrandShare = math.SmallestNonzeroFloat64
	got, err := valuation.ExcessEarnings{Spread: valuation.Spread{BrandShare: 0.1}}.Value(&small)
	require.NoError(t, err)
	assert.Equal(t, valuation.NotApplicable, got.Status)
}
