package valuation

import "fmt"

// Spread says how far the inputs of a value may be off. The low and the high
// value are the least and the greatest of the values in which one input at a
// time moves by its spread.
//
// Reference: library default, assumption.
type Spread struct {
	BrandShare  float64 `json:"brand_share"` // beta moves by this either way, within 0 to 1
	Rate        float64 `json:"rate"`        // R moves by this either way
	Coefficient float64 `json:"coefficient"` // K moves by this share of itself either way
}

// Check reports spreads out of their range.
func (s Spread) Check() error {
	if !(s.BrandShare >= 0 && s.BrandShare <= 1 && s.Rate >= 0 && s.Rate <= 0.5 && s.Coefficient >= 0 && s.Coefficient < 1) {
		return fmt.Errorf("spread %+v: brand share must lie in 0 to 1, rate in 0 to 0.5, coefficient in 0 to below 1", s)
	}
	return nil
}

// The order of Value.Moves: each input moved down, then up.
const (
	MoveShareDown = iota
	MoveShareUp
	MoveRateDown
	MoveRateUp
	MoveCoefficientDown
	MoveCoefficientUp
)

// spread fills in the moves, low and high. Guards apply to moved rates too.
func (m ExcessEarnings) spread(p *projection, v *Value) {
	c, s := p.c, m.Spread
	share := func(beta float64) float64 {
		if beta == c.BrandShare {
			return v.Yuan
		}
		return v.Yuan / c.BrandShare * min(max(beta, 0), 1)
	}
	floor := min(v.Rate, max(0, p.g+leastOverGrowth))
	rate := func(r float64) float64 {
		var ignored Bound
		explicit, terminal := m.present(p, p.flows[:p.years+1], max(m.Guards.rate(r, c.LongRate, p.g, &ignored), floor))
		return explicit + terminal
	}
	zk := c.IndustryReturn * c.Coefficient
	v.Moves = [...]float64{
		MoveShareDown: share(c.BrandShare - s.BrandShare), MoveShareUp: share(c.BrandShare + s.BrandShare),
		MoveRateDown: rate(v.Rate - s.Rate), MoveRateUp: rate(v.Rate + s.Rate),
		MoveCoefficientDown: rate(float64(zk * (1 - s.Coefficient))), MoveCoefficientUp: rate(float64(zk * (1 + s.Coefficient))),
	}
	v.Low, v.High = v.Yuan, v.Yuan
	for _, x := range v.Moves {
		v.Low, v.High = min(v.Low, x), max(v.High, x)
	}
}

// leastOverGrowth keeps a rate that is moved down above growth where no guard
// does; it is not moved below zero.
const leastOverGrowth = 0.001
