package annual

import "github.com/brandvalue/brandvalue/valuation"

// Sensitivity says what strength does to value at one strength.
type Sensitivity struct {
	Strength float64 // S, 0 to 100
	K        float64
	Rate     float64 // R after guards
	Multiple float64 // V / F_0
	Slope    float64 // d ln V / dS, as a share a point of strength
}

// Sensitivities follow the edition's mapping over a range of strengths, for a
// brand cash flow of one yuan under the default row of the industries: V/F_0
// and d ln V/dS by a central difference. Where strength is not fed to value
// there are none.
//
// Reference: library default, assumption; central difference, e.g. Press et al.,
// Numerical Recipes, section 5.7.
func (m *Model) Sensitivities(from, to, step float64) ([]Sensitivity, error) {
	if !m.needsStrength || !(step > 0) {
		return nil, nil
	}
	e := m.Edition
	row := m.industryFigure("*")
	c := valuation.Case{
		Basis: e.Accounts.Basis(), History: []valuation.Year{{Earnings: 1}}, Tax: e.Rates.Tax.Value,
		ShortRate: e.Rates.Short.Value, LongRate: e.Rates.Long.Value, TerminalGrowth: e.Rates.TerminalGrowth.Value,
		BrandShare: 1, IndustryReturn: e.returnAfterTax(row), Growth: row.Growth,
	}
	var list []Sensitivity
	for n := 0; ; n++ {
		s := from + float64(n)*step
		if s > to {
			return list, nil
		}
		c.Coefficient = e.Strength.Mapping.K(s)
		v, err := e.Method.ExcessEarnings.Value(&c)
		if err != nil {
			return nil, err
		}
		slope, err := e.Method.ExcessEarnings.Slope(&c, e.Strength.Mapping.Coefficient, s)
		if err != nil {
			return nil, err
		}
		list = append(list, Sensitivity{Strength: s, K: c.Coefficient, Rate: v.Rate, Multiple: v.Yuan, Slope: slope / v.Yuan})
	}
}
