package valuation_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/valuation"
)

// workedCase is the number of the package comment: made up for the formulas of
// GB/T 29188, computed apart from this library in double precision. It tests the
// formula; it is no published figure.
func workedCase() valuation.Case {
	c := valuation.Case{
		Basis: operating, ShortRate: 0.0435, LongRate: 0.049, BrandShare: 0.6,
		IndustryReturn: 0.075, Coefficient: 0.92, TerminalGrowth: 0.02,
	}
	for _, earnings := range []float64{1200, 1320, 1452, 1568.16, 1646.568} {
		c.Explicit = append(c.Explicit, valuation.Year{Earnings: earnings, Current: 5000, NonCurrent: 8000})
	}
	return c
}

func TestExcessEarnings_GBT29188_YearEnd(t *testing.T) {
	c := workedCase()
	v, sheet, err := valuation.ExcessEarnings{}.Explain(&c)
	require.NoError(t, err)
	flows := []float64{354.3, 426.3, 505.5, 575.196, 622.2408} // (P_A - 609.5) 0.6
	for i, f := range flows {
		assert.InDelta(t, 609.5, figure(t, sheet, fmt.Sprintf("I_A(%d)", i+1)), 1e-9)
		assert.InDelta(t, f, figure(t, sheet, fmt.Sprintf("F_%d", i+1)), 1e-9)
	}
	assert.InDelta(t, 634.685616, v.TerminalFlow, 1e-9)
	assert.InDelta(t, 354.3, v.BaseFlow, 1e-9)
	assert.InDelta(t, 0.069, v.Rate, 1e-12)
	assert.InDelta(t, 2004.459383726469, v.Explicit, 1e-8)
	assert.InDelta(t, 9278.420476663994, v.Terminal, 1e-8)
	assert.InDelta(t, 11282.879860390463, v.Yuan, 1e-8)
	assert.InDelta(t, 0.82, v.TerminalShare, 0.005)
	assert.Equal(t, valuation.Valued, v.Status)
	assert.False(t, v.HasRoyalty, "revenue is unknown")

	explicit, terminal := discounted(append(flows, 634.685616), 0.069, 0.02, valuation.YearEnd)
	assert.InDelta(t, explicit, v.Explicit, 1e-8)
	assert.InDelta(t, terminal, v.Terminal, 1e-8)
}

func TestExcessEarnings_GBT29188_MidYear(t *testing.T) {
	v := worth(t, valuation.ExcessEarnings{Timing: valuation.MidYear}, workedCase())
	assert.InDelta(t, 2072.4597904564334, v.Explicit, 1e-8)
	assert.InDelta(t, 9593.186827804426, v.Terminal, 1e-8)
	assert.InDelta(t, 11665.64661826086, v.Yuan, 1e-8)
}

// listed is a company of Qingdao in million yuan, fiscal years 2015 and 2014,
// as in the annual reports of these years; total assets are derived from
// published ratios. The brand's share, Z and growth are assumptions.
type listed struct {
	name               string
	profit, returned   [2]float64 // attributable net profit; return on equity, percent
	current, total     [2]float64
	revenue            float64
	share, z, growth   float64
	hundredMillionYuan float64 // by a rough computation apart from this library
	royalty            float64 // percent before tax, likewise
}

var listed2015 = []listed{
	{"Tsingtao Brewery", [2]float64{1713.1289, 1990.098}, [2]float64{10.40, 12.93},
		[2]float64{11119.7, 11313.4}, [2]float64{28522.2, 27007.5}, 27634.686, 0.6, 0.08, 0.03, 110, 3.0},
	{"Qingdao Haier", [2]float64{4300.7605, 4991.5574}, [2]float64{18.95, 22.85},
		[2]float64{57171.8, 54510.3}, [2]float64{75950.3, 74993.4}, 89748.3204, 0.4, 0.085, 0.04, 240, 2.1},
	{"Hisense Electric", [2]float64{1488.7824, 1400.042}, [2]float64{12.52, 12.93},
		[2]float64{18274.8, 17770.7}, [2]float64{20927.1, 20701.4}, 30189.9868, 0.4, 0.085, 0.04, 65, 1.7},
}

const (
	short2015, long2015 = 0.0435, 0.049 // PBoC benchmark since 2015-10-24
	perpetual2015       = 0.02
)

func (l listed) valued(t *testing.T) valuation.Value {
	c := valuation.Case{
		Basis:   valuation.Basis{Earnings: valuation.NetProfit, Charge: valuation.Equity},
		Revenue: l.revenue * 1e6, Tax: 0.25, ShortRate: short2015, LongRate: long2015, BrandShare: l.share,
		IndustryReturn: l.z, Coefficient: 1, Growth: l.growth, TerminalGrowth: perpetual2015,
	}
	for i := range l.profit {
		equity, current := l.profit[i]/(l.returned[i]/100)*1e6, l.current[i]/l.total[i]
		c.History = append(c.History, valuation.Year{Earnings: l.profit[i] * 1e6, Current: current * equity, NonCurrent: (1 - current) * equity})
	}
	return worth(t, valuation.ExcessEarnings{Years: 5, Forecast: valuation.WeightedHistory{Weights: []float64{2. / 3, 1. / 3}}}, c)
}

// TestListedCompanies2015 computes the same once more straight from the ratios:
// a year's flow is profit (1 - charge/return) share, since equity is profit over
// return; F_0 weighs 2 to 1; the value is that of F_0 (1+growth)^t.
func TestListedCompanies2015(t *testing.T) {
	for _, l := range listed2015 {
		v := l.valued(t)
		var f [2]float64
		for i := range f {
			s := l.current[i] / l.total[i]
			charge := 100 * (s*short2015 + (1-s)*long2015)
			f[i] = l.profit[i] * (1 - charge/l.returned[i]) * l.share * 1e6
		}
		base := (2*f[0] + f[1]) / 3
		flows := []float64{base}
		revenues := []float64{l.revenue * 1e6}
		for range 5 {
			flows, revenues = append(flows, flows[len(flows)-1]*(1+l.growth)), append(revenues, revenues[len(revenues)-1]*(1+l.growth))
		}
		flows, revenues = append(flows[1:], flows[5]*(1+perpetual2015)), append(revenues[1:], revenues[5]*(1+perpetual2015))
		explicit, terminal := discounted(flows, l.z, perpetual2015, valuation.YearEnd)
		near(t, base, v.BaseFlow, l.name)
		near(t, explicit, v.Explicit, l.name)
		near(t, terminal, v.Terminal, l.name)
		sold, soldLater := discounted(revenues, l.z, perpetual2015, valuation.YearEnd)
		near(t, (explicit+terminal)/(0.75*(sold+soldLater)), v.ImpliedRoyalty, l.name)

		assert.InEpsilon(t, l.hundredMillionYuan, v.Yuan/1e8, 0.05, "%s: magnitude", l.name)
		assert.InDelta(t, l.royalty, 100*v.ImpliedRoyalty, 0.051, "%s: implied royalty", l.name)
	}
}

// TestTsingtaoStepByStep follows the figures of a rough computation by hand, in
// million yuan: equity 16472.39 and 15391.32, of which 0.3899 and 0.4189 current.
func TestTsingtaoStepByStep(t *testing.T) {
	v := listed2015[0].valued(t)
	assert.InDelta(t, 0.6*(1713.13-16472.39*(0.3899*0.0435+0.6101*0.049)), 564.78, 0.01)
	assert.InDelta(t, 0.6*(1990.10-15391.32*(0.4189*0.0435+0.5811*0.049)), 762.83, 0.02)
	assert.InDelta(t, (2*564.78+762.83)/3*1e6, v.BaseFlow, 2e4)
	assert.InDelta(t, 112.03e8, v.Yuan, 0.01e8)
}
