package experts

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// Panel holds the rules by which a panel's scores become one figure a subject.
// Every field is a choice; start from [DefaultPanel].
type Panel struct {
	Low  float64 `json:"low"`  // the scale: lowest possible score
	High float64 `json:"high"` // the scale: highest possible score

	Fewest   int `json:"fewest"`    // with fewer counted scores there is no panel, and no figure
	TrimFrom int `json:"trim_from"` // from this many on scores are dropped; below it the median counts
	Drop     int `json:"drop"`      // scores dropped at each end, ties or not

	// CorrectSeverity takes each assessor's mean signed deviation off the scores
	// before they are put together; a corrected score stays on the scale.
	CorrectSeverity bool `json:"correct_severity"`

	DriftLimit    float64 `json:"drift_limit"`    // an assessor whose mean absolute deviation exceeds this many times the panel's median is flagged
	DriftSubjects int     `json:"drift_subjects"` // nobody is flagged on fewer subjects
}

// DefaultPanel is the proposal: scores of 0 to 100; three scores at least; from
// five on one is dropped at each end; no correction; drift at 2.5 times the
// median, judged on three subjects or more.
//
// Reference: dropping one highest and one lowest score and averaging the rest is
// the practice of Chinese expert scoring (as in the qualitative part of the state
// asset commission's performance evaluation of enterprises, with seven experts or
// more; recalled); the sizes 3 and 5, the limit 2.5 and the three subjects are
// library defaults, assumption.
func DefaultPanel() Panel {
	return Panel{Low: 0, High: 100, Fewest: 3, TrimFrom: 5, Drop: 1, DriftLimit: 2.5, DriftSubjects: 3}
}

// Validate reports all that is wrong with the rules.
func (p Panel) Validate() error {
	var f faults
	if !finite(p.Low) || !finite(p.High) || p.Low >= p.High {
		f.add("low %v and high %v: a scale runs from a number to a greater one", p.Low, p.High)
	}
	if p.Fewest < 1 {
		f.add("fewest %d: a panel has at least one score", p.Fewest)
	}
	if p.Drop < 1 {
		f.add("drop %d: at least one score is dropped at each end; to drop none, set trim_from beyond the size of any panel", p.Drop)
	}
	if p.TrimFrom < p.Fewest || p.TrimFrom < 2*p.Drop+1 {
		f.add("trim_from %d: must be fewest (%d) or more, and leave a score after %d are dropped at each end", p.TrimFrom, p.Fewest, p.Drop)
	}
	if !finite(p.DriftLimit) || p.DriftLimit < 1 {
		f.add("drift_limit %v: a multiple of the median deviation, 1 or more", p.DriftLimit)
	}
	if p.DriftSubjects < 1 {
		f.add("drift_subjects %d: must be 1 or more", p.DriftSubjects)
	}
	return f.err()
}

// Rule says how a panel's figure came about.
type Rule string

// The ways in which a row of scores becomes a figure, or does not.
const (
	TrimmedMean Rule = "trimmed-mean" // ends dropped, the rest averaged
	Median      Rule = "median"       // too few scores to drop any
	Invalid     Rule = "invalid"      // too few scores to be a panel
)

// PanelScore is what a panel says of one subject. The figures from Mean on
// describe all counted scores, before any is dropped; they are 0 where no score
// counts, and SD is 0 for a single one.
type PanelScore struct {
	Subject string
	Rule    Rule
	Score   float64   // the panel's figure; 0 and meaningless if the rule is Invalid
	Counted int       // scores after recusals
	Recused []string  // assessors taken off this subject, in the order of the table
	Dropped []float64 // scores dropped, ascending
	Mean    float64
	Median  float64
	SD      float64 // sample standard deviation
	Lowest  float64
	Highest float64
	Range   float64 // highest less lowest
}

// Score puts the scores of one subject together; recusals are already taken out.
// Fewer than Fewest scores give Rule Invalid and no error; a score that is not
// finite or off the scale is an error.
//
// Reference: trimmed mean as in Tukey, The future of data analysis (1962), with
// the number dropped at each end fixed; see [DefaultPanel] for the rule.
func (p Panel) Score(scores []float64) (PanelScore, error) {
	f := faults{}
	if err := p.Validate(); err != nil {
		return PanelScore{}, err
	}
	for i, x := range scores {
		if !p.onScale(x) {
			f.add("score %d is %v: the panel's scale runs from %v to %v", i+1, x, p.Low, p.High)
		}
	}
	if err := f.err(); err != nil {
		return PanelScore{}, err
	}
	return p.score(scores), nil
}

func (p Panel) onScale(x float64) bool { return x >= p.Low && x <= p.High }

// score is Score for scores known to be good.
func (p Panel) score(scores []float64) PanelScore {
	x := slices.Clone(scores)
	slices.Sort(x)
	s := PanelScore{Rule: Invalid, Counted: len(x)}
	if len(x) > 0 {
		s.Mean, s.Median = mean(x), middle(x)
		s.Lowest, s.Highest = x[0], x[len(x)-1]
		s.Range = s.Highest - s.Lowest
	}
	if len(x) > 1 {
		s.SD = stat.StdDev(x, nil)
	}
	switch {
	case len(x) < p.Fewest:
	case len(x) < p.TrimFrom:
		s.Rule, s.Score = Median, s.Median
	default:
		s.Rule, s.Score = TrimmedMean, mean(x[p.Drop:len(x)-p.Drop])
		s.Dropped = slices.Concat(x[:p.Drop], x[len(x)-p.Drop:])
	}
	return s
}

// mean of ascending values, kept between the ends against rounding.
func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return min(max(sum/float64(len(x)), x[0]), x[len(x)-1])
}

// middle is the median of ascending values.
func middle(x []float64) float64 {
	h := len(x) / 2
	if len(x)%2 == 1 {
		return x[h]
	}
	return x[h-1] + (x[h]-x[h-1])/2
}

func finite(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }
