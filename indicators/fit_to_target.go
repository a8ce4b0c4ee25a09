package indicators

import "fmt"

// ToTarget is the distance to a target that the population sets: nothing at its
// worst value, all at the quantile that the share Quantile of the population does
// not surpass, 1 for the leader himself. It is pinned as Linear:
//
//	s = clamp((x - min) / (Q(Quantile) - min)),
//	for a cost clamp((max - x) / (max - Q(1 - Quantile)))
//
// A target that is known beforehand is a Linear rule.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 5, distance to a reference; the form from the minimum is that of the R
// package COINr, n_dist2targ.
type ToTarget struct {
	Quantile float64 `json:"quantile"`
}

// Kind is "to_target".
func (ToTarget) Kind() string { return "to_target" }

// Words says the rule.
func (r ToTarget) Words() Text {
	return Text{
		fmt.Sprintf("总体最差值得零分,优于或等于总体 %v 者得满分,其间线性", r.Quantile),
		fmt.Sprintf("zero at the worst value of the population, full where %v of it is reached or surpassed, linear between", r.Quantile),
	}
}

func (r ToTarget) check() []error { return shareOf("quantile", r.Quantile) }

func (ToTarget) compile(c *compiler, item, figure string) reading { return awaiting(c, item, figure) }

func (r ToTarget) wants(d Direction) wants {
	if d == Cost {
		return wants{quantiles: []float64{1 - r.Quantile}}
	}
	return wants{quantiles: []float64{r.Quantile}}
}

func (r ToTarget) pin(d Direction, p *described) (Rule, error) {
	if d == Cost {
		return spanned(d, p.quantiles[0], p.Most)
	}
	return spanned(d, p.Least, p.quantiles[0])
}
