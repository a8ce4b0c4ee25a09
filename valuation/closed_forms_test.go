package valuation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/valuation"
)

// TestConstantFlowIsAnAnnuityAndAPerpetuity: F (1-(1+R)^-T)/R for the explicit
// years, F/R (1+R)^-T for the rest, F/R in all.
func TestConstantFlowIsAnAnnuityAndAPerpetuity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flow := rapid.Float64Range(1, 1e12).Draw(t, "flow")
		r := rapid.Float64Range(0.02, 0.5).Draw(t, "R")
		years := rapid.IntRange(1, valuation.MaxYears).Draw(t, "years")
		c := valuation.Case{
			Basis: operating, History: []valuation.Year{{Earnings: flow}}, BrandShare: 1, IndustryReturn: r, Coefficient: 1,
		}
		v := worth(t, valuation.ExcessEarnings{Years: years, Forecast: valuation.WeightedHistory{Weights: []float64{1}}}, c)
		near(t, flow*(1-math.Pow(1+r, -float64(years)))/r, v.Explicit)
		near(t, flow/r*math.Pow(1+r, -float64(years)), v.Terminal)
		near(t, flow/r, v.Yuan)
	})
}

// TestSteadyGrowthIsGordons: with growth g throughout V = F_1/(R-g).
//
// Gordon, M. J., Dividends, earnings and stock prices, 1959.
func TestSteadyGrowthIsGordons(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		flow := rapid.Float64Range(1, 1e12).Draw(t, "flow")
		r := rapid.Float64Range(0.001, 0.4).Draw(t, "R")
		g := r - rapid.Float64Range(0.01, 0.3).Draw(t, "R-g")
		c := valuation.Case{
			Basis: operating, History: []valuation.Year{{Earnings: flow}}, BrandShare: 1,
			IndustryReturn: r, Coefficient: 1, Growth: g, TerminalGrowth: g,
		}
		m := valuation.ExcessEarnings{
			Years: rapid.IntRange(1, valuation.MaxYears).Draw(t, "years"), Fade: rapid.Bool().Draw(t, "fade"),
			Forecast: valuation.WeightedHistory{Weights: []float64{1}},
		}
		near(t, flow*(1+g)/(r-g), worth(t, m, c).Yuan)
	})
}

// TestFadingGrowth writes out three years from 10 % to 1 %: 10, 7, 4, then 1.
func TestFadingGrowth(t *testing.T) {
	c := valuation.Case{
		Basis: operating, History: []valuation.Year{{Earnings: 100}}, BrandShare: 1,
		IndustryReturn: 0.1, Coefficient: 1, Growth: 0.1, TerminalGrowth: 0.01,
	}
	m := valuation.ExcessEarnings{Years: 3, Fade: true, Forecast: valuation.WeightedHistory{Weights: []float64{1}}}
	v, sheet, err := m.Explain(&c)
	require.NoError(t, err)
	near(t, 110, figure(t, sheet, "F_1"))
	near(t, 110*1.07, figure(t, sheet, "F_2"))
	near(t, 110*1.07*1.04, figure(t, sheet, "F_3"))
	near(t, 110*1.07*1.04*1.01, v.TerminalFlow)
}

func TestValueIsTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		v, sheet, err := m.Explain(&c)
		require.NoError(t, err)
		var flows []float64
		for _, line := range sheet.Lines {
			if len(line.Symbol) > 2 && line.Symbol[:2] == "F_" && line.Symbol != "F_0" {
				flows = append(flows, line.Number)
			}
		}
		near(t, flows[len(flows)-1], v.TerminalFlow)
		explicit, terminal := discounted(flows, v.Rate, v.Growth, m.Timing)
		near(t, explicit, v.Explicit)
		near(t, terminal, v.Terminal)
		require.Equal(t, v.Explicit+v.Terminal, v.Yuan)
		require.Equal(t, c.IndustryReturn*c.Coefficient, v.Rate)
	})
}

// TestExplicitListOfAGrownHistory lists what a history grows to.
func TestExplicitListOfAGrownHistory(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		c.History = c.History[:1]
		years := rapid.IntRange(1, 10).Draw(t, "years")
		grown := valuation.ExcessEarnings{Years: years, Forecast: valuation.WeightedHistory{Weights: []float64{1}}}
		want := worth(t, grown, c)
		near(t, (c.History[0].Earnings-c.History[0].Current*c.ShortRate-c.History[0].NonCurrent*c.LongRate)*c.BrandShare, want.BaseFlow)

		c.Explicit = nil
		y := c.History[0]
		for range years {
			y = valuation.Year{Earnings: y.Earnings * (1 + c.Growth), Current: y.Current * (1 + c.Growth), NonCurrent: y.NonCurrent * (1 + c.Growth)}
			c.Explicit = append(c.Explicit, y)
		}
		got := worth(t, valuation.ExcessEarnings{Years: years}, c)
		near(t, want.Yuan, got.Yuan)
		near(t, want.ImpliedRoyalty, got.ImpliedRoyalty)
	})
}

// TestExplicitListOfDrivers lists the years that the drivers give.
func TestExplicitListOfDrivers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawCase(t)
		years, fade := rapid.IntRange(1, 10).Draw(t, "years"), rapid.Bool().Draw(t, "fade")
		want := worth(t, valuation.ExcessEarnings{Years: years, Fade: fade, Forecast: valuation.ByDrivers{}}, c)
		c.Explicit = nil
		revenue := c.Revenue
		for i := range years {
			growth := c.Growth
			if fade {
				growth += (c.TerminalGrowth - c.Growth) * float64(i) / float64(years)
			}
			revenue *= 1 + growth
			assets := revenue / c.Turnover
			c.Explicit = append(c.Explicit, valuation.Year{
				Earnings: revenue * c.Margin * (1 - c.Tax), Current: assets * c.CurrentShare, NonCurrent: assets * (1 - c.CurrentShare),
			})
		}
		got := worth(t, valuation.ExcessEarnings{Fade: fade}, c)
		near(t, want.Yuan, got.Yuan)
		near(t, want.ImpliedRoyalty, got.ImpliedRoyalty)
	})
}

// TestWeightedHistoryWeighs: 3/6, 2/6, 1/6 of three flows; with two years of
// history 3/5 and 2/5, marked.
func TestWeightedHistoryWeighs(t *testing.T) {
	c := valuation.Case{
		Basis: operating, History: []valuation.Year{{Earnings: 600}, {Earnings: 300}, {Earnings: 1200}, {Earnings: 1e9}},
		BrandShare: 0.5, IndustryReturn: 0.1, Coefficient: 1,
	}
	m := valuation.ExcessEarnings{Years: 5, Forecast: valuation.WeightedHistory{Weights: []float64{3. / 6, 2. / 6, 1. / 6}}}
	v := worth(t, m, c)
	near(t, (3*300.+2*150+1*600)/6, v.BaseFlow)
	assert.False(t, v.ShortHistory)
	c.History = c.History[:2]
	v = worth(t, m, c)
	near(t, (3*300.+2*150)/5, v.BaseFlow)
	assert.True(t, v.ShortHistory)
}

// TestMidYear: half a year earlier, so more by half a year's return.
func TestMidYear(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		m.Timing = valuation.YearEnd
		end := worth(t, m, c)
		m.Timing = valuation.MidYear
		mid := worth(t, m, c)
		half := math.Sqrt(1 + end.Rate)
		near(t, end.Yuan*half, mid.Yuan)
		near(t, end.Explicit*half, mid.Explicit)
		near(t, end.TerminalShare, mid.TerminalShare)
		near(t, end.ImpliedRoyalty, mid.ImpliedRoyalty)
	})
}
