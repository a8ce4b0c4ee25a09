package indicators

import (
	"fmt"
	"math"

	"github.com/brandvalue/brandvalue/dataset"
)

// Log is linear in the logarithm, for figures of size:
//
//	s = clamp(ln(x / Zero) / ln(Full / Zero)), 0 for x <= 0
//
// Reference: UNDP, Human Development Report, technical note 1 (income in
// logarithms between goalposts).
type Log struct {
	Zero float64 `json:"zero"`
	Full float64 `json:"full"`
}

// Kind is "log".
func (Log) Kind() string { return "log" }

// Words says the rule.
func (r Log) Words() Text {
	return Text{
		fmt.Sprintf("按对数,%v 得零分,%v 得满分", r.Zero, r.Full),
		fmt.Sprintf("by the logarithm, zero at %v, full at %v", r.Zero, r.Full),
	}
}

func (r Log) check() []error {
	if faults := distinct("zero", r.Zero, "full", r.Full); faults != nil {
		return faults
	}
	if r.Zero <= 0 || r.Full <= 0 {
		return []error{fmt.Errorf("zero %v and full %v must be positive to have a logarithm", r.Zero, r.Full)}
	}
	return nil
}

func (r Log) compile(c *compiler, item, figure string) reading {
	worst := -math.MaxFloat64
	if r.Full < r.Zero {
		worst = math.MaxFloat64
	}
	return reading{&logarithm{c.value(item, figure), worst}, between(math.Log(r.Zero), 0, math.Log(r.Full), 1)}
}

// logarithm is the natural logarithm of a figure; worst stands for it where
// the figure is zero or less.
type logarithm struct {
	of    *value
	worst float64
}

func (m *logarithm) read(v *view) ([]float64, []dataset.State) {
	x, state := m.of.read(v)
	y := v.floats()
	for k := range x {
		switch {
		case state[k] != dataset.Present:
			y[k] = 0
		case x[k] <= 0 && finite(x[k]):
			y[k] = m.worst
		default:
			y[k] = math.Log(x[k])
		}
	}
	return y, state
}
