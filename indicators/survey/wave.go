package survey

import (
	"errors"
	"fmt"
	"math"
)

// Change is what happened to a figure between two waves whose respondents were
// drawn independently.
type Change struct {
	From, To    string // names of the waves
	Statistic   string
	Of          string
	Difference  float64 // later less earlier
	SE          float64
	Low, High   float64 // confidence interval of the difference
	Confidence  float64
	Significant bool // the interval leaves out 0
	Warnings    []string
}

// Wave is a figure of one round of a survey.
type Wave struct {
	Name     string
	Estimate Estimate
}

// Compare measures the change from one wave to another. Means and net promoter
// scores have a Wald interval:
//
//	d -+ z sqrt(SE_1^2 + SE_2^2)
//
// Shares have Newcombe's, from the Wilson limits l and u of each:
//
//	d - sqrt((p_2-l_2)^2 + (u_1-p_1)^2)  to  d + sqrt((u_2-p_2)^2 + (p_1-l_1)^2)
//
// Panels that ask the same people twice change by less than this says. Figures
// that were not made on the same terms are refused.
//
// Reference: Newcombe, Interval estimation for the difference between independent
// proportions: comparison of eleven methods, Statistics in Medicine 17 (1998)
// 873-890, method 10; Wald: the variance of a difference of independent means.
func Compare(before, after Wave) (Change, error) {
	a, b := before.Estimate, after.Estimate
	var f faults
	if a.Statistic != b.Statistic || a.Of != b.Of {
		f.add("%s of %q can't be compared with %s of %q", a.Statistic, a.Of, b.Statistic, b.Of)
	} else if a.Terms != b.Terms {
		f.add("%s of %q was computed on other terms: %s; then %s", a.Statistic, a.Of, a.Terms, b.Terms)
	}
	if a.Confidence != b.Confidence || !(a.Confidence > 0 && a.Confidence < 1) {
		f.add("the confidences %v and %v: must be the same, between 0 and 1", a.Confidence, b.Confidence)
	}
	if a.Interval != b.Interval || (a.Interval != Wald && a.Interval != Wilson) {
		f.add("the intervals %q and %q: must be the same, %q or %q", a.Interval, b.Interval, Wald, Wilson)
	}
	if err := f.err(); err != nil {
		return Change{}, fmt.Errorf("from %s to %s: %w", before.Name, after.Name, err)
	}
	c := Change{From: before.Name, To: after.Name, Statistic: a.Statistic, Of: a.Of,
		Difference: b.Value - a.Value, SE: math.Hypot(a.SE, b.SE), Confidence: a.Confidence}
	if a.Interval == Wilson {
		c.Low = c.Difference - math.Hypot(b.Value-b.Low, a.High-a.Value)
		c.High = c.Difference + math.Hypot(b.High-b.Value, a.Value-a.Low)
	} else {
		half := quantile(c.Confidence) * c.SE
		c.Low, c.High = c.Difference-half, c.Difference+half
	}
	c.Significant = c.Low > 0 || c.High < 0
	c.doubt(before, after)
	return c, nil
}

func (c *Change) doubt(waves ...Wave) {
	for _, w := range waves {
		if w.Estimate.BelowBase {
			c.Warnings = append(c.Warnings, fmt.Sprintf("wave %s has %d answers, fewer than %d", w.Name, w.Estimate.Base, w.Estimate.LeastBase))
		}
	}
	if waves[0].Estimate.Weighted != waves[1].Estimate.Weighted {
		c.Warnings = append(c.Warnings, "only one of the waves is weighted by known shares of the population; the change may be one of the sample")
	}
	if c.SE == 0 && waves[0].Estimate.Interval == Wald {
		c.Warnings = append(c.Warnings, "all answers of each wave come to the same: the change has no standard error and its significance says nothing")
	}
}

// Trend compares each wave with the one before; all faults are reported at once.
// Of many changes some will be significant by chance: one in twenty at 95 %.
//
// Reference: see [Compare].
func Trend(waves []Wave) ([]Change, error) {
	var changes []Change
	var errs []error
	for i := 1; i < len(waves); i++ {
		c, err := Compare(waves[i-1], waves[i])
		changes, errs = append(changes, c), append(errs, err)
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return changes, nil
}
