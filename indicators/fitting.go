package indicators

import (
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/document"
)

// Fitting is a fit under way: the passes that it asks for one after the other.
// Fit runs one on a source; who spreads the reading over machines runs it
// himself and merges the summaries:
//
//	for p := f.Pass(); p != nil; p = f.Pass() {
//		sum := ... // the merged summaries of all rows
//		err := f.Take(sum)
//	}
//	pinned, report := f.Result()
type Fitting struct {
	options FitOptions
	scheme  *Scheme // a copy, in which the numbers are put
	digest  string
	rules   []*ruleQuestion
	weights []weightQuestion
	pass    *Pass
	asked   []question // by the pass's gatherers
	report  FitReport
}

// NewFitting begins a fit. Faults of the scheme are reported all at once.
func NewFitting(s *Scheme, o FitOptions) (*Fitting, error) {
	if err := s.Validate(); err != nil {
		return nil, err
	}
	if !s.Pinned() && o.Population == "" {
		return nil, errors.New("fit: the population must be named; the pinned scheme will say so")
	}
	digest, err := document.Digest(s)
	if err != nil {
		return nil, err
	}
	f := &Fitting{options: o, scheme: s.copied(), digest: digest}
	f.gather()
	f.next()
	return f, nil
}

// questions are all of them, rules first, since weights rest on them.
func (f *Fitting) questions() []question {
	var all []question
	for _, q := range f.rules {
		all = append(all, q)
	}
	for _, q := range f.weights {
		all = append(all, q)
	}
	return all
}

// next asks all questions for what the next pass is to gather.
func (f *Fitting) next() {
	c := compiler{means: f.options.Means}
	f.pass, f.asked = nil, nil
	var gatherers []gatherer
	for _, q := range f.questions() {
		if t := q.ask(&c); t != nil {
			gatherers, f.asked = append(gatherers, t), append(f.asked, q)
		}
	}
	if len(gatherers) == 0 {
		f.finish()
		return
	}
	for _, field := range f.options.Fields {
		c.column(field)
	}
	at := make([]int, len(c.fields))
	for i := range at {
		at[i] = i
	}
	f.pass = &Pass{c.fields, at, gatherers}
}

// Pass is the next pass, nil once the scheme is pinned.
func (f *Fitting) Pass() *Pass { return f.pass }

// Take learns from the merged summaries of the whole population. Faults of all
// places are reported at once.
func (f *Fitting) Take(s *Summary) error {
	if f.pass == nil || s.pass != f.pass {
		return errOtherPass
	}
	if s.subjects == 0 {
		return fmt.Errorf("fit: the population %q has no subjects", f.options.Population)
	}
	if f.report.Passes > 0 && s.subjects != f.report.Subjects {
		return fmt.Errorf("fit: %d subjects in one pass and %d in the next: the population changed", f.report.Subjects, s.subjects)
	}
	f.report.Passes++
	f.report.Subjects = s.subjects
	var faults []error
	for i, q := range f.asked {
		faults = append(faults, faultsOf(q.take(s.gatherers[i]))...)
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	f.next()
	return nil
}

// finish completes the report and the scheme.
func (f *Fitting) finish() {
	if len(f.rules)+len(f.weights) == 0 {
		return
	}
	for _, q := range f.rules {
		f.report.Rules = append(f.report.Rules, FittedRule{q.place, q.reported, q.known.Least, q.known.Most, q.rule, q.pinned})
		f.report.Warnings = append(f.report.Warnings, q.doubts...)
	}
	for _, q := range f.weights {
		weights, doubts := q.result()
		f.report.Weights = append(f.report.Weights, weights...)
		f.report.Warnings = append(f.report.Warnings, doubts...)
	}
	inputs := append([]dataset.Input{}, f.options.Inputs...)
	f.scheme.Fitted = &Fitted{f.options.Population, f.report.Subjects, inputs, f.digest}
	if f.scheme.Weighting != nil {
		reweigh(f.scheme.Dimensions)
		f.scheme.Weighting = nil
	}
	pinWeights(f.scheme.Dimensions)
}

// pinWeights gives the groups below a weighting the weights of their indicators
// and takes the weighting away.
func pinWeights(nodes []Node) {
	for i := range nodes {
		if nodes[i].Weighting != nil {
			reweigh(nodes[i].Children)
			nodes[i].Weighting = nil
		}
		pinWeights(nodes[i].Children)
	}
}

// Result is the pinned scheme and how the fit went, nil while passes are left.
func (f *Fitting) Result() (*Scheme, *FitReport) {
	if f.pass != nil {
		return nil, nil
	}
	return f.scheme, &f.report
}
