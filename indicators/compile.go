package indicators

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
)

// Evaluator is a scheme compiled under a policy. It is immutable and may be
// shared among goroutines.
type Evaluator struct {
	scheme     *Scheme
	policy     Policy
	fields     []dataset.Field
	dimensions []*branch
	depth      int
}

// branch is a node of the tree whose children are joined by a mean. Groups with
// an arithmetic mean inside an arithmetic mean have been taken apart: they
// change nothing.
type branch struct {
	node     *Node
	mean     Mean
	weight   float64 // of all indicators below
	count    int32   // of the indicators below
	children []child
}

// child is an indicator or, if that is nil, a branch.
type child struct {
	leaf   *leaf
	branch *branch
}

// leaf is an indicator with its weight.
type leaf struct {
	metric  *Metric
	weight  float64
	reading reading
	proof   int        // a column of the item, for its evidence
	factor  [8]float64 // by evidence level; NaN where the value counts as missing
}

// Compile checks scheme and policy, reports all their faults, and makes an
// evaluator of them. Indicators of weight zero are left out. A scheme that awaits
// numbers from a population is refused, with the places; see Fit.
func (s *Scheme) Compile(p Policy) (*Evaluator, error) {
	if err := errors.Join(append([]error{s.Validate()}, placed("policy", p.check())...)...); err != nil {
		return nil, err
	}
	if err := errors.Join(s.unpinned()...); err != nil {
		return nil, err
	}
	known := s.metrics()
	if err := checkMeans(p.Means, known); err != nil {
		return nil, err
	}
	own := s.Resolve()
	e := &Evaluator{scheme: own, policy: p}
	b := &builder{known: own.metrics(), policy: p, compiler: compiler{means: p.Means, proven: map[string]bool{}}}
	for i := range own.Dimensions {
		n := &own.Dimensions[i]
		d := &branch{node: n, mean: n.Mean}
		b.grow(d, n, 1)
		e.dimensions = append(e.dimensions, d)
	}
	e.fields, e.depth = b.fields, b.depth
	return e, nil
}

// builder makes branches and leaves of nodes.
type builder struct {
	compiler
	known  map[string]*Metric
	policy Policy
	depth  int
}

func (b *builder) grow(into *branch, n *Node, depth int) {
	b.depth = max(b.depth, depth)
	for i := range n.Children {
		c := &n.Children[i]
		switch {
		case c.Metric != "" && c.Weight > 0:
			into.add(child{leaf: b.leaf(c)}, c.Weight, 1)
		case c.Metric != "":
		case c.Mean == Arithmetic && into.mean == Arithmetic:
			b.grow(into, c, depth)
		default:
			d := &branch{node: c, mean: c.Mean}
			b.grow(d, c, depth+1)
			if d.count > 0 {
				into.add(child{branch: d}, d.weight, d.count)
			}
		}
	}
}

func (b *branch) add(c child, weight float64, count int32) {
	b.children = append(b.children, c)
	b.weight += weight
	b.count += count
}

func (b *builder) leaf(n *Node) *leaf {
	m := b.known[n.Metric]
	l := &leaf{metric: m, weight: n.Weight, factor: b.policy.factors(m.MinEvidence)}
	b.proven[m.Code] = l.factor[dataset.Unstated] != 1
	first := len(b.fields)
	l.reading = m.Rule.compile(&b.compiler, m.Code, "")
	l.proof = -1
	if b.proven[m.Code] {
		l.proof = first // the first column of the item
	}
	return l
}

// checkMeans reports tables of means for metrics that take none.
func checkMeans(means Means, known map[string]*Metric) error {
	var faults []error
	for _, code := range slices.Sorted(maps.Keys(means)) {
		switch m := known[code]; {
		case m == nil:
			faults = append(faults, &Fault{"policy", fmt.Sprintf("means.%s: there is no such metric", code)})
		case !takesMean(m.Rule):
			faults = append(faults, &Fault{"policy", fmt.Sprintf("means.%s: its rule %s takes no mean of the peers", code, m.Rule.Kind())})
		}
	}
	return errors.Join(faults...)
}

func takesMean(r Rule) bool {
	if b, ok := r.(BestOf); ok {
		return slices.ContainsFunc(b.Parts, func(p Part) bool { return takesMean(p.Rule) })
	}
	_, ok := r.(RatioToMean)
	return ok
}

// Scheme is the scheme with all its metrics written out. It must not be changed.
func (e *Evaluator) Scheme() *Scheme { return e.scheme }

// Policy is the policy it was compiled under.
func (e *Evaluator) Policy() Policy { return e.policy }

// Fields are the columns that the scheme reads. The industry is among them
// where pinned means are looked up by it.
func (e *Evaluator) Fields() []dataset.Field { return slices.Clone(e.fields) }

// Dimensions are the dimensions in the order of the scheme and of the scores.
// They must not be changed.
func (e *Evaluator) Dimensions() []Node { return e.scheme.Dimensions }
