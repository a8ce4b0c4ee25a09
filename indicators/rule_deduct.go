package indicators

import (
	"errors"
	"fmt"
)

// Deduct starts from full and takes points off for each event, down to Floor:
//
//	s = max(Floor, Start - sum(points * count)) / Start
//
// The event k of metric m is counted in column m__k. An absent count is zero
// where another one of the metric is there, and the metric is missing where all
// are absent; a negative count is a Fault and the metric counts as missing.
//
// Reference: library default, assumption, after the usual deduction tables of
// credit evaluation.
type Deduct struct {
	Start  float64     `json:"start"`
	Events []CountTerm `json:"events"`
	Floor  float64     `json:"floor"`
}

// Kind is "deduct".
func (Deduct) Kind() string { return "deduct" }

// Words says the rule.
func (r Deduct) Words() Text {
	t := termWords(r.Events)
	return Text{
		fmt.Sprintf("起始 %v 分,每次扣:%s,最低 %v", r.Start, t.Chinese, r.Floor),
		fmt.Sprintf("from %v, less for each: %s; %v at least", r.Start, t.English, r.Floor),
	}
}

func (r Deduct) check() []error {
	faults := prefixed("events", errors.Join(checkTerms(r.Events)...))
	if !(r.Start > 0) || !finite(r.Start) {
		faults = append(faults, fmt.Errorf("start: %v must be a positive number", r.Start))
	}
	if !(r.Floor >= 0 && r.Floor < r.Start) {
		faults = append(faults, fmt.Errorf("floor: %v must be zero or more and below the start %v", r.Floor, r.Start))
	}
	return faults
}

func (r Deduct) compile(c *compiler, item, _ string) reading {
	return reading{c.tally(item, r.Start, r.Events, -1), between(r.Floor, r.Floor/r.Start, r.Start, 1)}
}
