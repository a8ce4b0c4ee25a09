package indicators

import "fmt"

// Interval is full from Low to High and falls in straight lines to nothing at
// ZeroLow and ZeroHigh.
//
// Reference: library default, assumption; the trapezoid for target-type
// indicators is usual in Chinese evaluation practice.
type Interval struct {
	ZeroLow  float64 `json:"zero_low"`
	Low      float64 `json:"low"`
	High     float64 `json:"high"`
	ZeroHigh float64 `json:"zero_high"`
}

// Kind is "interval".
func (Interval) Kind() string { return "interval" }

// Words says the rule.
func (r Interval) Words() Text {
	return Text{
		fmt.Sprintf("%v 至 %v 得满分,向 %v 与 %v 线性降为零", r.Low, r.High, r.ZeroLow, r.ZeroHigh),
		fmt.Sprintf("full from %v to %v, falling to zero at %v and %v", r.Low, r.High, r.ZeroLow, r.ZeroHigh),
	}
}

func (r Interval) check() []error {
	for _, x := range []float64{r.ZeroLow, r.Low, r.High, r.ZeroHigh} {
		if !finite(x) {
			return []error{fmt.Errorf("%v is not a finite number", x)}
		}
	}
	if !(r.ZeroLow < r.Low && r.Low <= r.High && r.High < r.ZeroHigh) {
		return []error{fmt.Errorf("zero_low %v, low %v, high %v, zero_high %v must rise in this order", r.ZeroLow, r.Low, r.High, r.ZeroHigh)}
	}
	return nil
}

func (r Interval) compile(c *compiler, item, figure string) reading {
	s := Scale{X: []float64{r.ZeroLow, r.Low, r.High, r.ZeroHigh}, Y: []float64{0, 1, 1, 0}}
	return reading{c.value(item, figure), s}
}
