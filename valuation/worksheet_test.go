package valuation_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/valuation"
)

func TestExplainGivesTheSameBits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, m := drawCase(t), drawMethod(t)
		m.Guards, m.Spread = prudent, drawSpread(t)
		want, err := m.Value(&c)
		require.NoError(t, err)
		got, sheet, err := m.Explain(&c)
		require.NoError(t, err)
		require.Equal(t, want, got)
		for symbol, x := range map[string]float64{
			"B_CT": c.ShortRate, "B_NCT": c.LongRate, "β": c.BrandShare, "Z": c.IndustryReturn, "K": c.Coefficient,
			"g": want.Growth, "F_{T+1}": want.TerminalFlow, "R": want.Rate, "PV": want.Explicit, "TV": want.Terminal,
			"V_B": want.Yuan, "TV/V": want.TerminalShare, "r": want.ImpliedRoyalty, "V_low": want.Low, "V_high": want.High,
		} {
			require.Equal(t, x, figure(t, sheet, symbol), symbol)
		}
		var moves []float64
		for _, line := range sheet.Lines {
			require.NotEmpty(t, line.Chinese)
			require.NotEmpty(t, line.English)
			require.NotEmpty(t, line.Unit)
			if line.Symbol == "V'" {
				moves = append(moves, line.Number)
			}
		}
		require.Equal(t, want.Moves[:], moves)
	})
}

// symbols are those of a worksheet in its order.
func symbols(sheet *valuation.Worksheet) (list []string) {
	for _, line := range sheet.Lines {
		list = append(list, line.Symbol)
	}
	return list
}

func TestLinesOfAnExplicitList(t *testing.T) {
	c := workedCase()
	c.Explicit, c.Revenue = c.Explicit[:2], 5000
	_, sheet, err := valuation.ExcessEarnings{}.Explain(&c)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"B_CT", "B_NCT", "β",
		"P_A(1)", "A_CT(1)", "A_NCT(1)", "I_A(1)", "F(1)", "P_A(2)", "A_CT(2)", "A_NCT(2)", "I_A(2)", "F(2)",
		"F_1", "F_2", "g", "F_{T+1}", "Z", "K", "R", "PV", "TV", "V_B", "TV/V", "r", "V'", "V'", "V'", "V'", "V'", "V'", "V_low", "V_high",
	}, symbols(sheet))
}

func TestLinesOfAShortHistory(t *testing.T) {
	c := workedCase()
	c.History, c.Explicit = c.Explicit[:1], nil
	c.IndustryReturn, c.TerminalGrowth = 0.05, 0.03
	m := valuation.ExcessEarnings{Years: 1, Guards: prudent, Forecast: valuation.WeightedHistory{Weights: []float64{0.5, 0.5}}}
	_, sheet, err := m.Explain(&c)
	require.NoError(t, err)
	assert.Equal(t, []string{
		"B_CT", "B_NCT", "β", "P_A(0)", "A_CT(0)", "A_NCT(0)", "I_A(0)", "F(0)",
		"n", "F_0", "g_h", "F_1", "g", "F_{T+1}", "Z", "K", "R", "PV", "TV", "V_B", "TV/V",
		"V'", "V'", "V'", "V'", "V'", "V'", "V_low", "V_high",
	}, symbols(sheet))
	notes := map[string]string{}
	for _, line := range sheet.Lines {
		notes[line.Symbol] = line.Note
	}
	assert.Equal(t, "guard growth-under-inflation is binding", notes["g"])
	assert.Equal(t, "Z K; guard rate-over-lending is binding", notes["R"])
	assert.Equal(t, "guard terminal-share is binding", notes["TV/V"])
	assert.Equal(t, "year-end", notes["PV"])
}

func TestLinesOfDrivers(t *testing.T) {
	c := workedCase()
	c.Explicit, c.Revenue, c.Turnover, c.Margin, c.CurrentShare, c.Tax = nil, 1000, 2, 0.2, 0.4, 0.25
	m := valuation.ExcessEarnings{Years: 2, Forecast: valuation.ByDrivers{}}
	_, sheet, err := m.Explain(&c)
	require.NoError(t, err)
	for symbol, x := range map[string]float64{
		"P_A(0)": 150, "A_CT(0)": 200, "A_NCT(0)": 300, "I_A(0)": 8.7 + 14.7, "F(0)": 75.96, "F_0": 75.96,
	} {
		near(t, x, figure(t, sheet, symbol), symbol)
	}
}

func TestValueAllocatesNothing(t *testing.T) {
	explicit, history, drivers := workedCase(), workedCase(), workedCase()
	history.History = history.Explicit
	drivers.Revenue, drivers.Turnover, drivers.Margin = 1000, 2, 0.2
	none := earning(-1)
	for _, run := range []struct {
		m valuation.ExcessEarnings
		c valuation.Case
	}{
		{valuation.ExcessEarnings{}, explicit},
		{valuation.ExcessEarnings{Years: 5, Forecast: valuation.Forecasts()[1]}, history},
		{valuation.ExcessEarnings{Years: 5, Forecast: valuation.ByDrivers{}}, drivers},
		{valuation.ExcessEarnings{}, none},
	} {
		run.m.Guards, run.m.Spread = prudent, valuation.Spread{BrandShare: 0.1, Rate: 0.01, Coefficient: 0.2}
		assert.Zero(t, testing.AllocsPerRun(100, func() {
			if _, err := run.m.Value(&run.c); err != nil {
				panic(err)
			}
		}), fmt.Sprintf("%T", run.m.Forecast))
	}
}

func BenchmarkValue(b *testing.B) {
	c := workedCase()
	c.History = c.Explicit[:3]
	m := valuation.ExcessEarnings{
		Years: 5, Forecast: valuation.Forecasts()[1], Guards: prudent, Spread: valuation.Spread{BrandShare: 0.1, Rate: 0.01, Coefficient: 0.2},
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := m.Value(&c); err != nil {
			b.Fatal(err)
		}
	}
}
