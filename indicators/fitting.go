package indicators

import (
	"errors"
	"fmt"
	"slices"

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

// copied is the scheme with metrics and nodes of its own.
func (s *Scheme) copied() *Scheme {
	c := *s
	c.Metrics = slices.Clone(s.Metrics)
	c.Dimensions = copiedNodes(s.Dimensions)
	return &c
}

func copiedNodes(nodes []Node) []Node {
	nodes = slices.Clone(nodes)
	for i := range nodes {
		nodes[i].Children = copiedNodes(nodes[i].Children)
	}
	return nodes
}

// gather finds the questions of the scheme.
func (f *Fitting) gather() {
	known, asked := f.scheme.metrics(), map[string][]*ruleQuestion{}
	eachIndicator(f.scheme.Dimensions, func(n *Node) {
		m := known[n.Metric]
		if !awaitsNumbers(m.Rule) {
			return // nor may the catalogue be changed
		}
		visitUnfitted(m.Rule, "", func(r Rule) { m.Rule = r }, func(figure string, r unfitted, put func(Rule)) {
			place := "metrics/" + m.Code
			if figure != "" {
				place += "/" + figure
			}
			q := &ruleQuestion{place: place, metric: m, figure: figure, rule: r, put: put, constants: f.options.Constants}
			if f.options.Bounds != nil && f.options.Select == nil {
				q.assume(f.options.Bounds)
			}
			f.rules = append(f.rules, q)
			asked[m.Code] = append(asked[m.Code], q)
		})
	})
	leaf := func(place string, n *Node) weighedLeaf {
		return weighedLeaf{place, n, known[n.Metric], asked[n.Metric]}
	}
	if f.scheme.Weighting != nil {
		f.weigh(&weighed{place: "scheme", weight: f.scheme.FullScore}, "", f.scheme.Dimensions, leaf, f.scheme.Weighting)
	}
	f.weighings("", f.scheme.Dimensions, leaf)
}

// visitUnfitted visits the rules that await their numbers with a way to put
// others in their place.
func visitUnfitted(r Rule, figure string, put func(Rule), visit func(figure string, r unfitted, put func(Rule))) {
	switch r := r.(type) {
	case unfitted:
		visit(figure, r, put)
	case BestOf:
		r.Parts = slices.Clone(r.Parts)
		put(r)
		for i := range r.Parts {
			p := &r.Parts[i]
			visitUnfitted(p.Rule, p.Field, func(own Rule) { p.Rule = own }, visit)
		}
	}
}

// weighings finds the nodes whose weights come from data.
func (f *Fitting) weighings(parent string, nodes []Node, leaf func(string, *Node) weighedLeaf) {
	for i := range nodes {
		n := &nodes[i]
		place := childPlace(parent, i, n)
		if n.Weighting != nil {
			f.weigh(&weighed{place: place, weight: n.Weight}, place, n.Children, leaf, n.Weighting)
		}
		f.weighings(place, n.Children, leaf)
	}
}

func (f *Fitting) weigh(w *weighed, parent string, nodes []Node, leaf func(string, *Node) weighedLeaf, by Weighting) {
	var walk func(parent string, nodes []Node)
	walk = func(parent string, nodes []Node) {
		for i := range nodes {
			place := childPlace(parent, i, &nodes[i])
			if nodes[i].Metric != "" {
				w.leaves = append(w.leaves, leaf(place, &nodes[i]))
			}
			walk(place, nodes[i].Children)
		}
	}
	walk(parent, nodes)
	for _, l := range w.leaves {
		for _, r := range l.rules {
			r.constants = true // they weigh nothing
		}
	}
	f.weights = append(f.weights, by.question(w))
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
