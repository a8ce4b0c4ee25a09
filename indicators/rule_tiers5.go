package indicators

import (
	"fmt"
	"slices"
)

// FiveTiers gives 0.2, 0.4, 0.6, 0.8 and 1 at the five values of a reference
// table, linear between them, all beyond Excellent and nothing worse than Poor.
// Poor itself earns 0.2, so the scale has a step there. The five fall from
// Excellent to Poor for a benefit metric and rise for a cost metric.
//
// Reference: 中央企业综合绩效评价实施细则 (国资发评价〔2006〕157号), coefficients
// of the five standard values, recalled.
type FiveTiers struct {
	Excellent float64 `json:"excellent"`
	Good      float64 `json:"good"`
	Mean      float64 `json:"mean"`
	Low       float64 `json:"low"`
	Poor      float64 `json:"poor"`
}

// Kind is "tiers5".
func (FiveTiers) Kind() string { return "tiers5" }

// Words says the rule.
func (r FiveTiers) Words() Text {
	return Text{
		fmt.Sprintf("五档标准值 优秀%v 良好%v 平均%v 较低%v 较差%v,对应 1、0.8、0.6、0.4、0.2,其间线性,不及较差值为零", r.Excellent, r.Good, r.Mean, r.Low, r.Poor),
		fmt.Sprintf("1, 0.8, 0.6, 0.4, 0.2 at %v, %v, %v, %v, %v, linear between, zero when worse than the last", r.Excellent, r.Good, r.Mean, r.Low, r.Poor),
	}
}

func (r FiveTiers) check() []error {
	return monotone("excellent, good, mean, low, poor", r.Excellent, r.Good, r.Mean, r.Low, r.Poor)
}

func (r FiveTiers) compile(c *compiler, item, figure string) reading {
	s := Scale{
		X:    []float64{r.Excellent, r.Good, r.Mean, r.Low, r.Poor, r.Poor},
		Y:    []float64{1, 0.8, 0.6, 0.4, 0.2, 0},
		Side: AtMost,
	}
	if r.Excellent > r.Poor {
		slices.Reverse(s.X)
		slices.Reverse(s.Y)
		s.Side = AtLeast
	}
	return reading{c.value(item, figure), s}
}
