package indicators

import "fmt"

// Linear gives nothing at Zero and before, all at Full and beyond; for a cost
// metric Full is below Zero.
//
//	s = clamp((x - Zero) / (Full - Zero))
//
// Reference: goalposts as in UNDP, Human Development Report, technical note 1.
type Linear struct {
	Zero float64 `json:"zero"`
	Full float64 `json:"full"`
}

// Kind is "linear".
func (Linear) Kind() string { return "linear" }

// Words says the rule.
func (r Linear) Words() Text {
	return Text{
		fmt.Sprintf("%v 得零分,%v 得满分,其间线性", r.Zero, r.Full),
		fmt.Sprintf("zero at %v, full at %v, linear between", r.Zero, r.Full),
	}
}

func (r Linear) check() []error { return distinct("zero", r.Zero, "full", r.Full) }

func (r Linear) compile(c *compiler, item, figure string) reading {
	return reading{c.value(item, figure), between(r.Zero, 0, r.Full, 1)}
}
