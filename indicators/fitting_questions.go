package indicators

import "slices"

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
