package experts

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Ratings is the table of a panel's scores: n subjects by k assessors. Names are
// needed, and needed once only, so that errors and results can say who is meant.
type Ratings struct {
	Subjects  []string    // n names, a row each
	Assessors []string    // k names, a column each
	Scores    [][]float64 // Scores[i][j] is given to subject i by assessor j; NaN is missing
}

// Recusal takes an assessor off one subject, for an interest in it. Whatever score
// the assessor gave is not counted, and may be missing.
type Recusal struct {
	Subject  string `json:"subject"`
	Assessor string `json:"assessor"`
	Reason   string `json:"reason"` // for the file; not computed with
}

// Validate reports all that is wrong with the table: names that are empty or
// given twice, rows that are too long or too short, scores that are missing or
// not finite.
func (r Ratings) Validate() error {
	_, err := r.counted(nil)
	return err
}

// counted checks the table and tells for each cell whether it counts: all but
// those recused.
func (r Ratings) counted(recusals []Recusal) ([][]bool, error) {
	var f faults
	if len(r.Subjects) == 0 || len(r.Assessors) == 0 {
		f.add("%d subjects and %d assessors: a table needs at least one of each", len(r.Subjects), len(r.Assessors))
	}
	names(&f, "subject", r.Subjects)
	names(&f, "assessor", r.Assessors)
	if len(r.Scores) != len(r.Subjects) {
		f.add("%d rows of scores for %d subjects", len(r.Scores), len(r.Subjects))
		return nil, f.err()
	}
	counts := make([][]bool, len(r.Subjects))
	for i := range counts {
		counts[i] = slices.Repeat([]bool{true}, len(r.Assessors))
	}
	r.recuse(&f, counts, recusals)
	for i, row := range r.Scores {
		if len(row) != len(r.Assessors) {
			f.add("subject %q: %d scores for %d assessors", r.Subjects[i], len(row), len(r.Assessors))
			continue
		}
		for j, x := range row {
			switch {
			case !counts[i][j]:
			case math.IsNaN(x):
				f.add("subject %q, assessor %q: the score is missing; obtain it, or recuse the assessor from this subject", r.Subjects[i], r.Assessors[j])
			case math.IsInf(x, 0):
				f.add("subject %q, assessor %q: the score is infinite", r.Subjects[i], r.Assessors[j])
			}
		}
	}
	return counts, f.err()
}

func (r Ratings) recuse(f *faults, counts [][]bool, recusals []Recusal) {
	for n, c := range recusals {
		i, j := slices.Index(r.Subjects, c.Subject), slices.Index(r.Assessors, c.Assessor)
		if i < 0 {
			f.add("recusal %d: no subject %q in the table", n+1, c.Subject)
		}
		if j < 0 {
			f.add("recusal %d: no assessor %q in the table", n+1, c.Assessor)
		}
		if i >= 0 && j >= 0 {
			counts[i][j] = false
		}
	}
}

// crossed is the table of the subjects that every assessor scored, which the
// coefficients of agreement need, and the names of those left out.
func (r Ratings) crossed(counts [][]bool) (complete Ratings, left []string) {
	complete.Assessors = r.Assessors
	for i, row := range counts {
		if slices.Contains(row, false) {
			left = append(left, r.Subjects[i])
			continue
		}
		complete.Subjects = append(complete.Subjects, r.Subjects[i])
		complete.Scores = append(complete.Scores, r.Scores[i])
	}
	return complete, left
}

// ErrTooFew says that agreement was asked of one subject or one assessor.
var ErrTooFew = errors.New("agreement needs at least two subjects and two assessors")

// ErrNoVariation says that the judgments differ so little that a coefficient of
// agreement would be 0/0.
var ErrNoVariation = errors.New("the judgments do not differ, so agreement can't be measured")

// measurable checks what every coefficient of agreement needs.
func (r Ratings) measurable() error {
	if len(r.Subjects) < 2 || len(r.Assessors) < 2 {
		return fmt.Errorf("%w; the table has %d and %d", ErrTooFew, len(r.Subjects), len(r.Assessors))
	}
	return r.Validate()
}

func names(f *faults, kind string, list []string) {
	seen := make(map[string]int, len(list))
	for i, name := range list {
		if name == "" {
			f.add("%s %d has no name", kind, i+1)
		} else if first, twice := seen[name]; twice {
			f.add("%s %q stands twice, at %d and %d", kind, name, first+1, i+1)
		} else {
			seen[name] = i
		}
	}
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
