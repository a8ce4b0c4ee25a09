package indicators

import (
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// WeightedCount adds counts with weights and scales the sum by steps, as in
// patents of the last three years once and older ones half: field k of metric m
// is column m__k. A count that is absent is zero where another one of the
// metric is there; a negative count is a Fault and the metric counts as missing.
//
// Reference: 工信部企业〔2022〕63号, annexes (intellectual property by class);
// the weights that schemes use are library defaults, assumption.
type WeightedCount struct {
	Terms []CountTerm `json:"terms"`
	Steps Steps       `json:"steps"`
}

// CountTerm is a count and what each one of it is worth: a weight, or the points
// that an event costs.
type CountTerm struct {
	Field  string  `json:"field"`
	Name   Text    `json:"name"`
	Weight float64 `json:"weight"`
}

// Kind is "weighted_count".
func (WeightedCount) Kind() string { return "weighted_count" }

// Words says the rule.
func (r WeightedCount) Words() Text {
	t, w := termWords(r.Terms), r.Steps.Words()
	return Text{"加权计数 " + t.Chinese + ";" + w.Chinese, "weighted count of " + t.English + "; " + w.English}
}

func (r WeightedCount) check() []error {
	return append(checkTerms(r.Terms), prefixed("steps", errors.Join(r.Steps.check()...))...)
}

func (r WeightedCount) compile(c *compiler, item, _ string) reading {
	return reading{c.tally(item, 0, r.Terms, 1), r.Steps.scale()}
}

func termWords(terms []CountTerm) (t Text) {
	for i, term := range terms {
		if i > 0 {
			t.Chinese, t.English = t.Chinese+"、", t.English+", "
		}
		t.Chinese += fmt.Sprintf("%s %v", term.Name.Chinese, term.Weight)
		t.English += fmt.Sprintf("%s %v", term.Name.English, term.Weight)
	}
	return t
}

func checkTerms(terms []CountTerm) []error {
	var faults []error
	if len(terms) == 0 {
		faults = append(faults, errors.New("there is nothing to count"))
	}
	seen := map[string]bool{}
	for i, t := range terms {
		if t.Field == "" || dataset.Item(t.Field) != t.Field {
			faults = append(faults, fmt.Errorf("[%d]: field %q must be a word without a double underscore", i, t.Field))
		}
		if seen[t.Field] {
			faults = append(faults, fmt.Errorf("%s: given twice", t.Field))
		}
		seen[t.Field] = true
		if !t.Name.full() {
			faults = append(faults, fmt.Errorf("%s: name: must be given in Chinese and English", t.Field))
		}
		if !(t.Weight > 0) || !finite(t.Weight) {
			faults = append(faults, fmt.Errorf("%s: weight %v must be a positive number", t.Field, t.Weight))
		}
	}
	return faults
}

// tally adds counts with weights to a start.
type tally struct {
	columns []int
	weights []float64
	start   float64
}

func (m *tally) read(v *view) ([]float64, []dataset.State) {
	sum, state := v.floats(), v.states()
	for k := range sum {
		sum[k], state[k] = m.start, dataset.Missing
	}
	for i, column := range m.columns {
		x, own := v.number(column)
		for k := range x {
			switch {
			case own[k] == dataset.Present && x[k] < 0:
				v.refuse(IssueNegative, column, k, "the count is negative")
				sum[k] = notCounted
			case own[k] == dataset.Present:
				sum[k] = float64(x[k]*m.weights[i]) + sum[k]
			}
			state[k] = max(state[k], own[k])
		}
	}
	for k := range sum {
		if sum[k] != sum[k] { // a count was refused
			state[k] = dataset.Missing
		}
	}
	return sum, state
}
