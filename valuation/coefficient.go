package valuation

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// Coefficient maps a brand's strength S, 0 to 100, to the coefficient K of its
// discount rate. A stronger brand has a smaller K. The kinds are Logistic,
// Piecewise, Geometric and Direct; none is taken from a standard's text.
type Coefficient interface {
	// Kind is the name of the mapping in documents.
	Kind() string
	// Check reports faults of the parameters.
	Check() error
	// K is the coefficient at strength s.
	K(s float64) float64
}

// leastK is the least coefficient that a case accepts.
const leastK = 0.01

// Coefficients is one usable value of each kind of mapping, for documents and tests.
func Coefficients() []Coefficient {
	return []Coefficient{
		DefaultLogistic,
		Piecewise{Knots: [][2]float64{{0, 2}, {50, 1}, {100, 0.6}}},
		Geometric{Min: 0.6, Max: 2, Reference: 50},
		Direct{Value: 1},
	}
}

// Logistic falls along an S-shaped curve that is 1 at the reference strength:
//
//	K(S) = Kmin + (Kmax-Kmin) / (1+exp(a (S-S0)))
//	S0 = Sref - ln((Kmax-1)/(1-Kmin)) / a
//
// It is steep in the middle and flat at the strong end.
//
// Reference: library default, assumption; the band 0.6 to 2 is quoted in the literature and was not confirmed.
type Logistic struct {
	Min       float64 `json:"min"`       // Kmin, below 1
	Max       float64 `json:"max"`       // Kmax, above 1
	Slope     float64 `json:"slope"`     // a
	Reference float64 `json:"reference"` // Sref, the strength of an average brand
}

// DefaultLogistic is the library's default mapping.
var DefaultLogistic = Logistic{Min: 0.6, Max: 2, Slope: 0.08, Reference: 50}

// Kind is "logistic".
func (Logistic) Kind() string { return "logistic" }

// Check wants a band around 1, a positive slope, a reference on the scale.
func (l Logistic) Check() error {
	if !(l.Min >= leastK && l.Min < 1 && l.Max > 1 && l.Max <= 100 && l.Slope > 0 && l.Slope <= 10 && l.Reference >= 0 && l.Reference <= 100) {
		return fmt.Errorf("logistic mapping %+v: min must lie in 0.01 to 1, max in 1 to 100, slope in 0 to 10, reference in 0 to 100", l)
	}
	return nil
}

// K is the coefficient at strength s.
func (l Logistic) K(s float64) float64 {
	s0 := l.Reference - math.Log((l.Max-1)/(1-l.Min))/l.Slope
	return l.Min + (l.Max-l.Min)/(1+math.Exp(float64(l.Slope*(s-s0))))
}

// Piecewise joins knots (S, K) by straight lines; beyond the first and the last
// knot K stays as it is there.
//
// Reference: library alternative, assumption.
type Piecewise struct {
	Knots [][2]float64 `json:"knots"` // rising in S, falling or level in K
}

// Kind is "piecewise".
func (Piecewise) Kind() string { return "piecewise" }

// Check wants at least two knots, rising in S and not rising in K.
func (p Piecewise) Check() error {
	if len(p.Knots) < 2 {
		return errors.New("piecewise mapping: at least two knots are needed")
	}
	var faults []error
	for i, k := range p.Knots {
		switch {
		case !(k[0] >= 0 && k[0] <= 100 && k[1] >= leastK && k[1] <= 100):
			faults = append(faults, fmt.Errorf("piecewise mapping: knot %d is %v, S must lie in 0 to 100, K in 0.01 to 100", i+1, k))
		case i > 0 && !(k[0] > p.Knots[i-1][0] && k[1] <= p.Knots[i-1][1]):
			faults = append(faults, fmt.Errorf("piecewise mapping: knot %d %v after %v: S must rise and K must not", i+1, k, p.Knots[i-1]))
		}
	}
	return errors.Join(faults...)
}

// K is the coefficient at strength s.
func (p Piecewise) K(s float64) float64 {
	last := len(p.Knots) - 1
	if s <= p.Knots[0][0] {
		return p.Knots[0][1]
	}
	for i := 1; i <= last; i++ {
		if a, b := p.Knots[i-1], p.Knots[i]; s <= b[0] {
			return a[1] + float64((b[1]-a[1])*((s-a[0])/(b[0]-a[0])))
		}
	}
	return p.Knots[last][1]
}

// Geometric falls in equal ratios on either side of the reference strength:
//
//	K(S) = Kmax^((Sref-S)/Sref)        for S <= Sref
//	K(S) = Kmin^((S-Sref)/(100-Sref))  above
//
// Reference: library alternative, assumption.
type Geometric struct {
	Min       float64 `json:"min"`
	Max       float64 `json:"max"`
	Reference float64 `json:"reference"`
}

// Kind is "geometric".
func (Geometric) Kind() string { return "geometric" }

// Check wants a band around 1 and a reference inside the scale.
func (g Geometric) Check() error {
	if !(g.Min >= leastK && g.Min < 1 && g.Max > 1 && g.Max <= 100 && g.Reference > 0 && g.Reference < 100) {
		return fmt.Errorf("geometric mapping %+v: min must lie in 0.01 to 1, max in 1 to 100, reference inside 0 to 100", g)
	}
	return nil
}

// K is the coefficient at strength s.
func (g Geometric) K(s float64) float64 {
	if s <= g.Reference {
		return math.Pow(g.Max, (g.Reference-s)/g.Reference)
	}
	return math.Pow(g.Min, (s-g.Reference)/(100-g.Reference))
}

// Direct is one coefficient for every strength, where strength is not fed to value.
//
// Reference: library alternative, assumption.
type Direct struct {
	Value float64 `json:"value"`
}

// Kind is "direct".
func (Direct) Kind() string { return "direct" }

// Check wants a coefficient that a case accepts.
func (d Direct) Check() error {
	if !(d.Value >= leastK && d.Value <= 100) {
		return fmt.Errorf("direct mapping: coefficient %v must lie in 0.01 to 100", d.Value)
	}
	return nil
}

// K is the coefficient, whatever s.
func (d Direct) K(float64) float64 { return d.Value }

// Describe writes a mapping as its name and parameters, as it is recorded
// beside every value: logistic{"min":0.6,...}.
func Describe(c Coefficient) string {
	parameters, err := json.Marshal(c)
	if err != nil {
		return c.Kind()
	}
	return c.Kind() + string(parameters)
}

// Slope is the sensitivity dV/dS of a case's value in yuan a point of strength,
// by a central difference of half a point either way.
//
// Reference: central difference, e.g. Press et al., Numerical Recipes, section 5.7.
func (m ExcessEarnings) Slope(c *Case, mapping Coefficient, s float64) (float64, error) {
	moved, at := *c, [2]float64{}
	for i, ds := range []float64{-0.5, 0.5} {
		moved.Coefficient = mapping.K(s + ds)
		v, err := m.Value(&moved)
		if err != nil {
			return 0, err
		}
		at[i] = v.Yuan
	}
	return at[1] - at[0], nil
}
