package survey

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"gonum.org/v1/gonum/stat/distuv"
)

// Interval names how a confidence interval is formed.
type Interval string

// The ways of forming an interval.
const (
	Wald   Interval = "wald"   // value -+ z SE, held within the possible values
	Wilson Interval = "wilson" // score interval of a share, on the effective base
)

// Part is a figure that an estimate is made of.
type Part struct {
	Name  string
	Value float64
}

// Estimate is a figure with what is needed to judge it.
type Estimate struct {
	Statistic  string // kind of the statistic
	Of         string // code of the block or item
	Terms      string // the parameters that decide what is estimated
	Value      float64
	SE         float64 // standard error, in the units of the value
	Low, High  float64 // confidence interval
	Confidence float64
	Interval   Interval
	Base       int64   // respondents it rests on
	Missing    int64   // respondents left out for missing answers
	Effective  float64 // base of a simple sample with as unequal weights (Kish)
	Weighted   bool    // by known shares of the population
	LeastBase  int64
	BelowBase  bool // Base below LeastBase: the figure is marked
	Parts      []Part
	Warnings   []string
}

// cell is a part of the sample with its share of the population.
type cell struct {
	share float64
	*StratumTally
}

// cells are the strata under a weighting, or the whole sample as one.
func (t *Tally) cells(w Weighting) ([]cell, error) {
	if err := t.Validate(); err != nil {
		return nil, err
	}
	if t.Respondents() == 0 {
		return nil, errors.New("nobody answered: the tally is empty")
	}
	if len(w.Strata) == 0 {
		all := t.pooled()
		return []cell{{1, &all}}, nil
	}
	if len(w.Strata) != len(t.Strata) {
		return nil, fmt.Errorf("the weighting is for %d strata, the tally has %d; weigh this tally", len(w.Strata), len(t.Strata))
	}
	cells := make([]cell, len(t.Strata))
	for i := range t.Strata {
		if w.Strata[i].Stratum != t.Strata[i].Stratum {
			return nil, fmt.Errorf("the weighting has stratum %q where the tally has %q; weigh this tally", w.Strata[i].Stratum, t.Strata[i].Stratum)
		}
		cells[i] = cell{w.Strata[i].Share, &t.Strata[i]}
	}
	return cells, nil
}

// tooFew explains that a part of the sample can't show its own variation.
func tooFew(stratum, of string, n int64) error {
	where := "the sample"
	if stratum != "" {
		where = fmt.Sprintf("stratum %q", stratum)
	}
	return fmt.Errorf("%s: %d usable answers to %q, and a standard error needs 2; merge strata or ask more people", where, n, of)
}

// correction makes a variance about an estimated mean unbiased.
func correction(n int64) float64 { return float64(n) / float64(n-1) }

// unevenness is sum w^2 / (sum w)^2, one over Kish's effective base.
func unevenness(w, w2 Sum) float64 {
	total := w.big()
	return quotient(w2.big(), new(big.Int).Mul(total, total))
}

func quantile(confidence float64) float64 {
	return distuv.UnitNormal.Quantile(1 - (1-confidence)/2)
}

func (e *Estimate) warn(format string, args ...any) {
	e.Warnings = append(e.Warnings, fmt.Sprintf(format, args...))
}

// wald sets the interval from value and standard error, between the least and the
// greatest possible value.
func (e *Estimate) wald(least, most float64) {
	e.Interval = Wald
	half := quantile(e.Confidence) * e.SE
	e.Low, e.High = max(e.Value-half, least), min(e.Value+half, most)
	if e.SE == 0 {
		e.warn("all answers come to the same: the interval has no width and says nothing about chance")
	}
}

// judge marks a base that is too small.
func (e *Estimate) judge() {
	if e.BelowBase = e.Base < e.LeastBase; e.BelowBase {
		e.warn("%d answers, fewer than %d: too few for a figure to be used", e.Base, e.LeastBase)
	}
}

// checkTerms checks the parameters that all statistics have.
func checkTerms(f *faults, leastBase int64, confidence float64) {
	if leastBase < 0 {
		f.add("least_base %d: must be 0 or more", leastBase)
	}
	if !(confidence > 0 && confidence < 1) {
		f.add("confidence %v: must lie between 0 and 1, as 0.95", confidence)
	}
}

// wilson is the score interval of a share p on n answers.
//
// Reference: Wilson, Probable inference, the law of succession, and statistical
// inference (1927).
func wilson(p, n, z float64) (low, high float64) {
	zz := z * z
	centre := p + zz/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+zz/(4*n*n))
	under := 1 + zz/n
	return max((centre-half)/under, 0), min((centre+half)/under, 1)
}
