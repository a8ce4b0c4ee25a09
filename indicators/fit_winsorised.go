package indicators

import (
	"errors"
	"fmt"
)

// Winsorised is min-max after the values outside of two quantiles have been
// moved to them, so that no outlier stretches the scale. It is pinned as Linear
// between the quantiles Low and High of the population, shares within 0 to 1:
//
//	s = clamp((x - Q(Low)) / (Q(High) - Q(Low))), for a cost 1 - s
//
// Quantiles are exact, those of Hyndman and Fan's definition 7.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 5, on extreme values.
type Winsorised struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Kind is "winsorised".
func (Winsorised) Kind() string { return "winsorised" }

// Words says the rule.
func (r Winsorised) Words() Text {
	return Text{
		fmt.Sprintf("总体 %v 与 %v 分位数之间线性", r.Low, r.High),
		fmt.Sprintf("linear between the quantiles %v and %v of the population", r.Low, r.High),
	}
}

func (r Winsorised) check() []error {
	faults := append(shareOf("low", r.Low), shareOf("high", r.High)...)
	if len(faults) == 0 && r.Low >= r.High {
		faults = append(faults, errors.New("low must be less than high"))
	}
	return faults
}

func (Winsorised) compile(c *compiler, item, figure string) reading {
	return awaiting(c, item, figure)
}

func (r Winsorised) wants(Direction) wants { return wants{quantiles: []float64{r.Low, r.High}} }

func (Winsorised) pin(d Direction, p *described) (Rule, error) {
	return spanned(d, p.quantiles[0], p.quantiles[1])
}
