package indicators

import (
	"errors"
	"fmt"
)

// ZScore counts in standard deviations from the mean of the population, at most
// Bound of them to either side. It is pinned as Linear from mean - Bound sd to
// mean + Bound sd, for a cost the other way:
//
//	z = (x - mean) / sd, s = (clamp(z, -Bound, Bound) + Bound) / (2 Bound)
//
// with the sample's standard deviation, divisor n - 1.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 5, z-scores; the bound is a library default, assumption.
type ZScore struct {
	Bound float64 `json:"bound"`
}

// Kind is "z_score".
func (ZScore) Kind() string { return "z_score" }

// Words says the rule.
func (r ZScore) Words() Text {
	return Text{
		fmt.Sprintf("距总体均值的标准差数,上下各限 %v", r.Bound),
		fmt.Sprintf("standard deviations from the population's mean, %v to either side", r.Bound),
	}
}

func (r ZScore) check() []error {
	if !(r.Bound > 0) || !finite(r.Bound) {
		return []error{fmt.Errorf("bound: %v must be a positive number", r.Bound)}
	}
	return nil
}

func (ZScore) compile(c *compiler, item, figure string) reading { return awaiting(c, item, figure) }

func (ZScore) wants(Direction) wants { return wants{moments: true} }

func (r ZScore) pin(d Direction, p *described) (Rule, error) {
	mean, far := p.moments.Mean(), r.Bound*p.moments.Deviation()
	if !finite(far) {
		return nil, errors.New("the values are too large for a standard deviation")
	}
	return spanned(d, mean-far, mean+far)
}
