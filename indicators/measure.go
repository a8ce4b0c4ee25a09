package indicators

import (
	"fmt"
	"math"

	"github.com/brandvalue/brandvalue/dataset"
)

// The codes of issues that evaluation raises, beside dataset.IssueNotFinite for
// a batch that no source has checked.
const (
	IssueGrade    = "unknown-grade"     // a grade or item that the rule's table lacks
	IssueNegative = "negative-count"    // a count below zero
	IssueMean     = "mean-not-positive" // the mean of the peers is zero or less
	IssueNoMean   = "no-mean"           // neither a reported nor a pinned mean
	IssueRank     = "rank-out-of-range" // a rank that is no place among its peers
)

// value is a single figure as it is reported.
type value struct{ column int }

func (m *value) read(v *view) ([]float64, []dataset.State) { return v.number(m.column) }

// lookup turns words into points; NaN stands for a word that is refused.
type lookup struct {
	column int
	points func(word string) float64
	known  string
}

func (m *lookup) read(v *view) ([]float64, []dataset.State) {
	x, state := v.floats(), v.states()
	c := v.column(m.column)
	if c == nil {
		clear(state)
		return x, state
	}
	// A dictionary is looked through once where that is less work than the rows.
	var table []float64
	if len(c.Words) <= len(x) {
		table = v.floats()[:len(c.Words)]
		for i, word := range c.Words {
			table[i] = m.points(word)
		}
	}
	for k := range x {
		i := v.row(k)
		state[k], x[k] = c.State[i], 0
		if state[k] != dataset.Present {
			continue
		}
		if table != nil {
			x[k] = table[c.Code[i]]
		} else {
			x[k] = m.points(c.Word(i))
		}
		if x[k] != x[k] {
			v.refuse(IssueGrade, m.column, k, fmt.Sprintf("%s is not among %s", shortened(c.Word(i)), m.known))
			state[k] = dataset.Missing
		}
	}
	return x, state
}

// shortened shows a foreign word in a message.
func shortened(word string) string {
	const most = 40
	for i := range word {
		if i >= most {
			return fmt.Sprintf("%q...", word[:i])
		}
	}
	return fmt.Sprintf("%q", word)
}

// best is the largest fraction of several readings.
type best struct {
	parts  []reading
	fields []string
}

func (m *best) read(v *view) ([]float64, []dataset.State) {
	y, state := v.floats(), v.states()
	clear(y)
	clear(state)
	for i := range m.parts {
		if v.record != nil {
			v.record.part = m.fields[i]
		}
		own, there := m.parts[i].fraction(v)
		for k := range y {
			if there[k] == dataset.Present && !(own[k] <= y[k]) { // NaN as well
				y[k] = own[k]
			}
			state[k] = max(state[k], there[k])
		}
	}
	return y, state
}

var notCounted = math.NaN()
