package valuation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/valuation"
)

// TestDirectionOfDrivers moves one driver up by a hundredth of itself or more.
func TestDirectionOfDrivers(t *testing.T) {
	up, down := 1.0, -1.0
	for _, law := range []struct {
		driver    string
		direction float64
		why       string
	}{
		{"brand_share", up, "more of the excess earnings is the brand's"},
		{"industry_return", down, "R = Z K rises"},
		{"coefficient", down, "R = Z K rises"},
		{"short_rate", down, "the charge on current assets rises"},
		{"long_rate", down, "the charge on the other assets rises"},
		{"terminal_growth", up, "later flows grow faster"},
	} {
		t.Run(law.driver, func(t *testing.T) {
			d := driver(t, law.driver)
			rapid.Check(t, func(t *rapid.T) {
				c, m := drawCase(t), drawMethod(t)
				m.Fade = false
				before, err := m.Value(&c)
				require.NoError(t, err)
				x := d.Get(&c)
				move := math.Abs(x)*rapid.Float64Range(0.01, 0.2).Draw(t, "move") + 1e-4
				if x+move > d.Max {
					x -= move
					d.Set(&c, x)
					before, err = m.Value(&c)
					require.NoError(t, err)
				}
				d.Set(&c, x+move)
				after, err := m.Value(&c)
				require.NoError(t, err)
				require.Positive(t, before.Yuan)
				require.Positive(t, law.direction*(after.Yuan-before.Yuan), law.why)
			})
		})
	}
}

// driver finds one by its code.
func driver(t testing.TB, code string) valuation.Driver {
	for _, d := range valuation.Drivers() {
		if d.Code == code {
			return d
		}
	}
	t.Fatalf("no driver %s", code)
	return valuation.Driver{}
}

func TestValueRisesWithStrength(t *testing.T) {
	for _, mapping := range []valuation.Coefficient{
		valuation.DefaultLogistic,
		valuation.Geometric{Min: 0.6, Max: 2, Reference: 50},
		valuation.Piecewise{Knots: [][2]float64{{0, 2}, {50, 1}, {100, 0.6}}},
	} {
		rapid.Check(t, func(t *rapid.T) {
			c, m := drawCase(t), drawMethod(t)
			weak := rapid.Float64Range(0, 99).Draw(t, "weak")
			strong := weak + rapid.Float64Range(0.01, 100-weak).Draw(t, "stronger by")
			c.Coefficient = mapping.K(weak)
			low := worth(t, m, c)
			c.Coefficient = mapping.K(strong)
			require.Greater(t, worth(t, m, c).Yuan, low.Yuan, mapping.Kind())
			slope, err := m.Slope(&c, mapping, rapid.Float64Range(0.5, 99.5).Draw(t, "S"))
			require.NoError(t, err)
			require.Positive(t, slope)
		})
	}
}

// TestSlopeIsTheDifference takes the slope of a value that is known: with T = 1,
// F for ever and g = 0, V = F/(Z K).
func TestSlopeIsTheDifference(t *testing.T) {
	c := valuation.Case{Basis: operating, Explicit: []valuation.Year{{Earnings: 1000}}, BrandShare: 1, IndustryReturn: 0.1, Coefficient: 1}
	line := valuation.Piecewise{Knots: [][2]float64{{0, 2}, {100, 1}}} // K = 2 - S/100
	got, err := valuation.ExcessEarnings{}.Slope(&c, line, 50)
	require.NoError(t, err)
	near(t, 1e4/(2-0.505)-1e4/(2-0.495), got)
	assert.Equal(t, 1.0, c.Coefficient, "the case stays as it is")
	_, err = valuation.ExcessEarnings{}.Slope(&valuation.Case{}, line, 50)
	assert.Error(t, err)
}

func TestHomogeneousInMoney(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		m.Guards, m.Spread = prudent, valuation.Spread{BrandShare: 0.1, Rate: 0.01, Coefficient: 0.2}
		before := worth(t, m, c)
		k := math.Ldexp(1, rapid.IntRange(-10, 10).Draw(t, "power of two")) // exact, so that bits must agree
		c.Revenue *= k
		for _, years := range [][]valuation.Year{c.History, c.Explicit} {
			for i, y := range years {
				years[i] = valuation.Year{Earnings: y.Earnings * k, Current: y.Current * k, NonCurrent: y.NonCurrent * k}
			}
		}
		want := before
		for _, yuan := range []*float64{&want.Yuan, &want.Explicit, &want.Terminal, &want.BaseFlow, &want.TerminalFlow, &want.Low, &want.High} {
			*yuan *= k
		}
		for i := range want.Moves {
			want.Moves[i] *= k
		}
		require.Equal(t, want, worth(t, m, c), "all but yuan stays")
	})
}

func TestPositiveFlowsHaveSharesBetween(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		m.Spread = drawSpread(t)
		v := worth(t, m, c)
		require.True(t, v.TerminalShare > 0 && v.TerminalShare < 1, "terminal share %v", v.TerminalShare)
		require.True(t, v.Low <= v.Yuan && v.Yuan <= v.High, "%v, %v, %v", v.Low, v.Yuan, v.High)
		require.Positive(t, v.Low+v.Yuan*m.Spread.BrandShare, "low is not negative")
		require.True(t, v.HasRoyalty)
		require.Positive(t, v.ImpliedRoyalty)
	})
}

func drawSpread(t *rapid.T) valuation.Spread {
	return valuation.Spread{
		BrandShare: rapid.Float64Range(0, 0.3).Draw(t, "beta +-"), Rate: rapid.Float64Range(0, 0.05).Draw(t, "R +-"),
		Coefficient: rapid.Float64Range(0, 0.5).Draw(t, "K +-"),
	}
}

func TestWiderSpreadsContainNarrower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		m.Guards, m.Spread = prudent, drawSpread(t)
		narrow := worth(t, m, c)
		m.Spread.BrandShare, m.Spread.Rate, m.Spread.Coefficient = m.Spread.BrandShare*1.5, m.Spread.Rate*1.5, m.Spread.Coefficient*1.5
		wide := worth(t, m, c)
		const rounding = 1e-12
		require.LessOrEqual(t, wide.Low, narrow.Low*(1+rounding))
		require.GreaterOrEqual(t, wide.High, narrow.High*(1-rounding))
	})
}

func TestNoSpreadNoRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		if rapid.Bool().Draw(t, "guarded") {
			m.Guards = prudent
		}
		// R - g may be next to nothing where no guard keeps them apart.
		c.TerminalGrowth = c.IndustryReturn*c.Coefficient - rapid.Float64Range(1e-6, 0.01).Draw(t, "R-g")
		v := worth(t, m, c)
		require.Equal(t, v.Yuan, v.Low)
		require.Equal(t, v.Yuan, v.High)
	})
}

// TestMovesAreValuesOfMovedCases recomputes each move as a value of its own.
func TestMovesAreValuesOfMovedCases(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		m.Spread = drawSpread(t)
		v := worth(t, m, c)
		moved := func(change func(*valuation.Case)) float64 {
			own := c
			change(&own)
			value, err := valuation.ExcessEarnings{Years: m.Years, Timing: m.Timing, Fade: m.Fade, Forecast: m.Forecast}.Value(&own)
			require.NoError(t, err)
			return value.Yuan
		}
		share := func(by float64) float64 {
			return moved(func(c *valuation.Case) { c.BrandShare = min(max(c.BrandShare+by, 0), 1) })
		}
		rate := func(r float64) float64 {
			r = max(r, min(v.Rate, max(0, v.Growth+0.001))) // where it would not stay above g and zero
			return moved(func(c *valuation.Case) { c.IndustryReturn, c.Coefficient = r, 1 })
		}
		near(t, share(-m.Spread.BrandShare), v.Moves[valuation.MoveShareDown])
		near(t, share(m.Spread.BrandShare), v.Moves[valuation.MoveShareUp])
		// A rate next to g makes the value as uncertain as the difference of the two.
		loosely := func(want, got float64) { require.InEpsilon(t, want, got, 1e-9) }
		loosely(rate(v.Rate-m.Spread.Rate), v.Moves[valuation.MoveRateDown])
		loosely(rate(v.Rate+m.Spread.Rate), v.Moves[valuation.MoveRateUp])
		loosely(rate(v.Rate*(1-m.Spread.Coefficient)), v.Moves[valuation.MoveCoefficientDown])
		loosely(rate(v.Rate*(1+m.Spread.Coefficient)), v.Moves[valuation.MoveCoefficientUp])
	})
}

func TestGuardsOnlyRaiseRateAndLowerGrowth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		c.TerminalGrowth = rapid.Float64Range(-0.02, 0.03).Draw(t, "g beyond inflation")
		c.IndustryReturn = rapid.Float64Range(0.051, 0.1).Draw(t, "low Z")
		free := worth(t, m, c)
		m.Guards = prudent
		guarded := worth(t, m, c)
		require.LessOrEqual(t, guarded.Growth, free.Growth)
		require.GreaterOrEqual(t, guarded.Rate, free.Rate)
		require.GreaterOrEqual(t, guarded.Rate, c.LongRate+0.01)
		require.GreaterOrEqual(t, guarded.Rate-guarded.Growth, 0.03-1e-15)
		require.LessOrEqual(t, guarded.Growth, 0.02)
		require.Equal(t, guarded.Rate != free.Rate, guarded.Bound&(valuation.BoundLending|valuation.BoundGrowth) != 0)
		require.Equal(t, guarded.Growth != free.Growth, guarded.Bound&valuation.BoundInflation != 0)
		require.Equal(t, guarded.TerminalShare > 0.85, guarded.Bound&valuation.BoundTerminal != 0)
		require.Equal(t, guarded.Bound != 0, guarded.Status == valuation.Provisional, "a binding guard makes provisional")
		require.Equal(t, valuation.Valued, free.Status)
	})
}

func TestEachGuardByItself(t *testing.T) {
	c := valuation.Case{
		Basis: operating, Explicit: []valuation.Year{{Earnings: 100}}, BrandShare: 1,
		LongRate: 0.049, IndustryReturn: 0.05, Coefficient: 1, TerminalGrowth: 0.025,
	}
	for _, want := range []struct {
		guards       valuation.Guards
		rate, growth float64
		names        []string
	}{
		{valuation.Guards{}, 0.05, 0.025, nil},
		{valuation.Guards{OverLending: 0.01}, 0.059, 0.025, []string{"rate-over-lending"}},
		{valuation.Guards{OverLending: 0.0005}, 0.05, 0.025, nil},
		{valuation.Guards{OverGrowth: 0.03}, 0.055, 0.025, []string{"rate-over-growth"}},
		{valuation.Guards{MaxGrowth: 0.02}, 0.05, 0.02, []string{"growth-under-inflation"}},
		{valuation.Guards{MaxGrowth: 0.02, OverGrowth: 0.03}, 0.05, 0.02, []string{"growth-under-inflation"}},
		{valuation.Guards{OverLending: 0.01, OverGrowth: 0.04}, 0.065, 0.025, []string{"rate-over-lending", "rate-over-growth"}},
		{valuation.Guards{TerminalShare: 0.5}, 0.05, 0.025, []string{"terminal-share"}},
		{valuation.Guards{TerminalShare: 0.99}, 0.05, 0.025, nil}, // 1.025/1.05 = 0.976
	} {
		v := worth(t, valuation.ExcessEarnings{Guards: want.guards}, c)
		assert.InDelta(t, want.rate, v.Rate, 1e-15, "%+v", want.guards)
		assert.InDelta(t, want.growth, v.Growth, 1e-15, "%+v", want.guards)
		assert.Equal(t, want.names, v.Bound.Names(), "%+v", want.guards)
	}
}

// TestGuardsAtTheirLimit: what just keeps to a guard is not bound by it. With
// R = 1 and one year, half of the value is terminal.
func TestGuardsAtTheirLimit(t *testing.T) {
	c := valuation.Case{
		Basis: operating, Explicit: []valuation.Year{{Earnings: 100}}, BrandShare: 1, LongRate: 0.25, IndustryReturn: 1, Coefficient: 1,
	}
	v := worth(t, valuation.ExcessEarnings{Guards: valuation.Guards{TerminalShare: 0.5, OverLending: 0.75, OverGrowth: 1}}, c)
	assert.Equal(t, 0.5, v.TerminalShare)
	assert.Empty(t, v.Bound.Names())
	assert.Equal(t, valuation.Valued, v.Status)

	c.TerminalGrowth = 0.25
	v = worth(t, valuation.ExcessEarnings{Guards: valuation.Guards{MaxGrowth: 0.25}}, c)
	assert.Empty(t, v.Bound.Names())

	c.TerminalGrowth, c.IndustryReturn = 0.5, 0.5
	_, err := valuation.ExcessEarnings{}.Value(&c)
	assert.ErrorContains(t, err, "R = Z K = 0.5 is not above perpetual growth g = 0.5")
}

// TestRateIsNotMovedBelowZero: at R = 0 a flow that shrinks by a tenth a year
// is worth F + 0.9 F / 0.1, which is ten times F.
func TestRateIsNotMovedBelowZero(t *testing.T) {
	c := valuation.Case{
		Basis: operating, Explicit: []valuation.Year{{Earnings: 100}}, BrandShare: 1, IndustryReturn: 0.01, Coefficient: 1, TerminalGrowth: -0.1,
	}
	v := worth(t, valuation.ExcessEarnings{Spread: valuation.Spread{Rate: 0.05}}, c)
	near(t, 1000, v.Moves[valuation.MoveRateDown])
	assert.Equal(t, v.Moves[valuation.MoveRateDown], v.High)
}
