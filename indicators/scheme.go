package indicators

import (
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Scheme is an evaluation scheme: dimensions, groups and indicators with their
// weights, as a document. It may define metrics of its own; the others are
// those of the Catalogue, and where both have one the scheme's own holds.
type Scheme struct {
	Code       string   `json:"code"`
	Title      Text     `json:"title"`
	Status     string   `json:"status"` // one of Statuses
	Source     Source   `json:"source"`
	FullScore  float64  `json:"full_score"` // what the dimensions' weights sum to
	Mean       Mean     `json:"mean"`       // of the dimensions
	Metrics    []Metric `json:"metrics"`
	Dimensions []Node   `json:"dimensions"`
	// Weighting divides the full score among all indicators by data; nil where
	// the weights are given.
	Weighting Weighting `json:"weighting,omitempty"`
	// Fitted says what the scheme was fitted on; nil for one that was not.
	Fitted *Fitted `json:"fitted,omitempty"`

	faults []error // of the weighting in the document it was read from
}

// Statuses are what a scheme may be. No official scoring table of the programme
// is public, so those of the library are proposals.
func Statuses() []string { return []string{"proposal", "demonstration", "trial", "official"} }

// ReadScheme reads a scheme document and checks it. Unknown and absent fields
// are refused, and all faults are reported at once, each a Fault.
func ReadScheme(data []byte) (*Scheme, error) {
	s := &Scheme{}
	if err := s.UnmarshalJSON(data); err != nil {
		return nil, errors.Join(placed("scheme", faultsOf(err))...)
	}
	if err := s.Validate(); err != nil {
		return nil, err
	}
	return s, nil
}

// Resolve is the scheme with all the metrics that it uses written out in the
// order of its indicators, so that it depends on nothing else: what is printed
// for review, digested and archived. The scheme must be valid.
func (s *Scheme) Resolve() *Scheme {
	full := *s
	full.Metrics = nil
	known := s.metrics()
	eachIndicator(s.Dimensions, func(n *Node) {
		if m := known[n.Metric]; m != nil {
			full.Metrics = append(full.Metrics, *m)
		}
	})
	return &full
}

// metrics are those of the scheme and the catalogue by code.
func (s *Scheme) metrics() map[string]*Metric {
	known := maps.Clone(catalogue())
	for i := range s.Metrics {
		known[s.Metrics[i].Code] = &s.Metrics[i]
	}
	return known
}

func eachIndicator(nodes []Node, visit func(*Node)) {
	for i := range nodes {
		if nodes[i].Metric != "" {
			visit(&nodes[i])
		}
		eachIndicator(nodes[i].Children, visit)
	}
}

// Validate reports everything that is wrong with a scheme, each a Fault with
// its place: absent names, weights that are negative or do not sum, codes and
// indicators given twice, unknown metrics, rules without a sound scale.
func (s *Scheme) Validate() error {
	c := &schemeCheck{scheme: s, known: s.metrics(), seen: map[string]string{}}
	if s.Code == "" || strings.ContainsAny(s.Code, "/\\ ") {
		c.fault("scheme", "code %q must be a word", s.Code)
	}
	if !s.Title.full() {
		c.fault("scheme", "title: must be given in Chinese and English")
	}
	if !slices.Contains(Statuses(), s.Status) {
		c.fault("scheme", "status %q is not one of %s", s.Status, strings.Join(Statuses(), ", "))
	}
	c.faults = append(c.faults, placed("scheme", s.Source.check())...)
	if !(s.FullScore > 0) || !finite(s.FullScore) {
		c.fault("scheme", "full_score: %v must be a positive number", s.FullScore)
	}
	if int(s.Mean) >= len(meanNames) {
		c.fault("scheme", "mean: %d is none of those known", s.Mean)
	}
	c.metrics()
	c.faults = append(c.faults, placed("scheme", append(s.faults, s.Fitted.check()...))...)
	c.weighting("scheme", s.Weighting)
	c.children("", "scheme", s.FullScore, s.Dimensions)
	return errors.Join(c.faults...)
}

// schemeCheck walks a scheme and gathers its faults.
type schemeCheck struct {
	scheme *Scheme
	known  map[string]*Metric
	seen   map[string]string // place of each code
	under  string            // the place whose weights come from data, if within one
	faults []error
}

func (c *schemeCheck) fault(place, format string, args ...any) {
	c.faults = append(c.faults, &Fault{place, fmt.Sprintf(format, args...)})
}

func (c *schemeCheck) metrics() {
	own := map[string]bool{}
	for i := range c.scheme.Metrics {
		m := &c.scheme.Metrics[i]
		place := "metrics/" + m.Code
		if m.Code == "" {
			place = fmt.Sprintf("metrics[%d]", i)
		}
		if own[m.Code] {
			c.fault(place, "defined twice")
		}
		own[m.Code] = true
		c.faults = append(c.faults, placed(place, m.check())...)
	}
}

func (c *schemeCheck) children(parent, place string, weight float64, nodes []Node) {
	sum := 0.0
	for i := range nodes {
		n := &nodes[i]
		sum += n.Weight
		c.node(childPlace(parent, i, n), n, parent == "")
	}
	if len(nodes) == 0 {
		c.fault(place, "has neither children nor a metric nor a reason why it can't be rated")
	} else if c.under == "" && math.Abs(sum-weight) > 1e-9*math.Abs(weight) {
		c.fault(place, "the weights of its children sum to %v, not to %v", sum, weight)
	}
}

func childPlace(parent string, i int, n *Node) string {
	name := n.Code + n.Metric
	if name == "" {
		name = fmt.Sprintf("[%d]", i)
	}
	if parent == "" {
		return name
	}
	return parent + "/" + name
}

func (c *schemeCheck) node(place string, n *Node, dimension bool) {
	c.faults = append(c.faults, placed(place, n.faults)...)
	if !(n.Weight >= 0) || !finite(n.Weight) {
		c.fault(place, "weight %v must be zero or more", n.Weight)
	}
	if c.under != "" && n.Weight != 0 {
		c.fault(place, "weight %v: the weights below %s come from data; write 0", n.Weight, c.under)
	}
	if at, twice := c.seen[n.Code+n.Metric]; twice && n.Code+n.Metric != "" {
		c.fault(place, "stands at %s already", at)
	}
	c.seen[n.Code+n.Metric] = place
	switch {
	case len(n.faults) > 0 && n.Metric == "" && len(n.Children) == 0:
		return
	case n.Metric != "":
		c.indicator(place, n, dimension)
		return
	case n.Code == "" || strings.ContainsAny(n.Code, "/ "):
		c.fault(place, "code %q must be a word", n.Code)
	}
	if len(n.faults) == 0 && !n.Name.full() {
		c.fault(place, "name: must be given in Chinese and English")
	}
	if n.NotRateable != (Text{}) {
		c.unrateable(place, n, dimension)
		return
	}
	if int(n.Mean) >= len(meanNames) {
		c.fault(place, "mean: %d is none of those known", n.Mean)
	}
	outer := c.under
	c.weighting(place, n.Weighting)
	c.children(place, place, n.Weight, n.Children)
	c.under = outer
}

// weighting checks where the weights below a place come from.
func (c *schemeCheck) weighting(place string, w Weighting) {
	switch {
	case w == nil:
		return
	case c.under != "":
		c.fault(place, "weighting: the weights below %s come from data already", c.under)
	}
	c.faults = append(c.faults, placed(place, prefixed("weighting "+w.Kind(), errors.Join(w.check()...)))...)
	c.under = place
}

func (c *schemeCheck) indicator(place string, n *Node, dimension bool) {
	if dimension {
		c.fault(place, "an indicator can't be a dimension of its own; put it into one")
	}
	if n.Code != "" || n.Name != (Text{}) || len(n.Children) > 0 || n.NotRateable != (Text{}) || n.Weighting != nil {
		c.fault(place, "an indicator has a metric and a weight and nothing else")
	}
	if c.known[n.Metric] == nil {
		c.fault(place, "metric %q is neither defined in the scheme nor in the catalogue", n.Metric)
	}
}

func (c *schemeCheck) unrateable(place string, n *Node, dimension bool) {
	if !dimension {
		c.fault(place, "only a dimension can be left out as not rateable")
	}
	if len(n.Children) > 0 {
		c.fault(place, "has children and a reason why it can't be rated; it is one or the other")
	}
	if !n.NotRateable.full() {
		c.fault(place, "not_rateable: the reason must be given in Chinese and English")
	}
}
