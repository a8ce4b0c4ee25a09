package survey

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Column holds the answers to one item. Where Missing is true the value is not
// read. Missing may be nil: then every respondent answered.
type Column struct {
	Item    string
	Values  []float64 // whole numbers on the item's scale
	Missing []bool
}

// Answers are those of a run of respondents, as columns that are filled one at a
// time. The slices are read, not kept.
type Answers struct {
	Row         int64 // number of the first respondent in the source, for messages
	Respondents int
	Columns     []Column  // one for each item of the questionnaire, in any order
	Weights     []float64 // design weight of each respondent; nil: all 1
	Strata      []string  // post-stratum of each respondent; nil: all in the stratum ""
}

const (
	weightUnit  = 1e-6 // weights are kept in whole numbers of this
	heaviest    = 1e6
	mostPersons = 1_000_000_000 // bounds the sums of a tally
)

// micro is a weight in millionths.
func micro(w float64) uint64 { return uint64(math.RoundToEven(w / weightUnit)) }

// columns finds the column of each item and checks all of the answers; they are
// taken as a whole or not at all.
func (a Answers) columns(q Questionnaire) ([]Column, error) {
	var f faults
	found := make([]Column, len(q.Items))
	seen := make([]bool, len(q.Items))
	for _, c := range a.Columns {
		i := q.item(c.Item)
		switch {
		case i < 0:
			f.add("column %q: no such item in the questionnaire", c.Item)
		case seen[i]:
			f.add("column %q stands twice", c.Item)
		case len(c.Values) != a.Respondents || (c.Missing != nil && len(c.Missing) != a.Respondents):
			f.add("column %q: %d values and %d missing marks for %d respondents", c.Item, len(c.Values), len(c.Missing), a.Respondents)
			seen[i] = true
		default:
			seen[i] = true
			found[i] = c
			a.checkColumn(&f, q.Items[i], c)
		}
	}
	for i, item := range q.Items {
		if !seen[i] {
			f.add("item %q has no column; if nobody was asked, give one with all missing", item.Code)
		}
	}
	a.checkWeights(&f)
	if a.Strata != nil && len(a.Strata) != a.Respondents {
		f.add("%d strata for %d respondents", len(a.Strata), a.Respondents)
	}
	return found, f.err()
}

func (a Answers) checkColumn(f *faults, item Item, c Column) {
	for r, x := range c.Values {
		if c.Missing != nil && c.Missing[r] {
			continue
		}
		switch {
		case math.IsNaN(x):
			f.add("respondent %d, item %q: not a number; mark it as missing", a.Row+int64(r), item.Code)
		case x != math.Trunc(x):
			f.add("respondent %d, item %q: %v is no whole number", a.Row+int64(r), item.Code, x)
		case (x < float64(item.Low) || x > float64(item.High)) && !item.unanswered(x):
			f.add("respondent %d, item %q: %v is off the scale %d to %d; if it is a code for no answer, list it in no_answer", a.Row+int64(r), item.Code, x, item.Low, item.High)
		}
	}
}

func (i Item) unanswered(x float64) bool {
	return slices.ContainsFunc(i.NoAnswer, func(code int) bool { return float64(code) == x })
}

func (a Answers) checkWeights(f *faults) {
	if a.Respondents < 0 {
		f.add("%d respondents", a.Respondents)
	}
	if a.Weights == nil {
		return
	}
	if len(a.Weights) != a.Respondents {
		f.add("%d weights for %d respondents", len(a.Weights), a.Respondents)
	}
	for r, w := range a.Weights {
		if !(w >= weightUnit && w <= heaviest) {
			f.add("respondent %d: the weight %v is not between %v and %v; leave out respondents who do not count", a.Row+int64(r), w, weightUnit, heaviest)
		}
	}
}

// offset is the answer less the lowest of the scale; not ok if there is none.
func (c Column) offset(item Item, r int) (y uint64, ok bool) {
	if c.Missing != nil && c.Missing[r] {
		return 0, false
	}
	x := int(c.Values[r])
	if x < item.Low || x > item.High {
		return 0, false
	}
	return uint64(x - item.Low), true
}

// faults collects what is wrong with an input; a table of garbage is told by its
// first faults and their number.
type faults struct {
	list []error
	more int
}

const mostFaults = 25

func (f *faults) add(format string, args ...any) {
	if len(f.list) == mostFaults {
		f.more++
		return
	}
	f.list = append(f.list, fmt.Errorf(format, args...))
}

func (f *faults) err() error {
	if f.more > 0 {
		return errors.Join(append(f.list, fmt.Errorf("and %d more faults", f.more))...)
	}
	return errors.Join(f.list...)
}
