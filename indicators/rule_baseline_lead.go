package indicators

import "fmt"

// BaselineLead gives nothing at Zero, 0.6 at the Baseline that everybody should
// reach and all at the Lead of the best, linear between them. The three rise
// for a benefit metric and fall for a cost metric.
//
// Reference: GB/T 36132-2025 compares each value of a green factory with a
// baseline and a leading value; the 0.6 is a library default, assumption.
type BaselineLead struct {
	Zero     float64 `json:"zero"`
	Baseline float64 `json:"baseline"`
	Lead     float64 `json:"lead"`
}

// baselineFraction is what the baseline earns.
const baselineFraction = 0.6

// Kind is "baseline_lead".
func (BaselineLead) Kind() string { return "baseline_lead" }

// Words says the rule.
func (r BaselineLead) Words() Text {
	return Text{
		fmt.Sprintf("%v 得零分,基准值 %v 得六成,先进值 %v 得满分,其间线性", r.Zero, r.Baseline, r.Lead),
		fmt.Sprintf("zero at %v, 0.6 at the baseline %v, full at the leading value %v, linear between", r.Zero, r.Baseline, r.Lead),
	}
}

func (r BaselineLead) check() []error {
	return monotone("zero, baseline, lead", r.Zero, r.Baseline, r.Lead)
}

func (r BaselineLead) compile(c *compiler, item, figure string) reading {
	s := Scale{X: []float64{r.Zero, r.Baseline, r.Lead}, Y: []float64{0, baselineFraction, 1}}
	if r.Zero > r.Lead {
		s = Scale{X: []float64{r.Lead, r.Baseline, r.Zero}, Y: []float64{1, baselineFraction, 0}}
	}
	return reading{c.value(item, figure), s}
}
