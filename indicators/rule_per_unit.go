package indicators

import (
	"fmt"
	"math"

	"github.com/brandvalue/brandvalue/dataset"
)

// PerUnit gives Points for each whole Unit, at most Cap, which is the full score:
//
//	s = min(Cap, Points * floor(x / Unit)) / Cap
//
// A quotient within 1e-12 of a whole number counts as that number, since
// decimal units such as 0.1 have no exact float64.
//
// Reference: expert scoring standard of the former programme 青岛名牌 (1 point
// per 10 million yuan of revenue, at most 30).
type PerUnit struct {
	Unit   float64 `json:"unit"`
	Points float64 `json:"points"`
	Cap    float64 `json:"cap"`
}

// Kind is "per_unit".
func (PerUnit) Kind() string { return "per_unit" }

// Words says the rule.
func (r PerUnit) Words() Text {
	return Text{
		fmt.Sprintf("每满 %v 得 %v 分,满分 %v", r.Unit, r.Points, r.Cap),
		fmt.Sprintf("%v points for each whole %v, %v at most", r.Points, r.Unit, r.Cap),
	}
}

func (r PerUnit) check() []error {
	var faults []error
	for _, p := range []struct {
		name string
		x    float64
	}{{"unit", r.Unit}, {"points", r.Points}, {"cap", r.Cap}} {
		if !(p.x > 0) || !finite(p.x) {
			faults = append(faults, fmt.Errorf("%s: %v must be a positive number", p.name, p.x))
		}
	}
	return faults
}

func (r PerUnit) compile(c *compiler, item, figure string) reading {
	return reading{&units{c.value(item, figure), r.Unit}, between(0, 0, r.Cap/r.Points, 1)}
}

// units counts the whole units of a figure.
type units struct {
	of   *value
	unit float64
}

func (m *units) read(v *view) ([]float64, []dataset.State) {
	x, state := m.of.read(v)
	y := v.floats()
	for k := range x {
		q := x[k] / m.unit
		if r := math.RoundToEven(q); math.Abs(q-r) <= 1e-12*math.Abs(q) {
			y[k] = r
		} else {
			y[k] = math.Floor(q)
		}
	}
	return y, state
}
