package indicators

import (
	"errors"

	"github.com/brandvalue/brandvalue/dataset"
)

// Fitted is what a pinned scheme says about its fit.
type Fitted struct {
	Population string          `json:"population"` // on whom, in words
	Subjects   int64           `json:"subjects"`   // how many took part
	Inputs     []dataset.Input `json:"inputs"`     // what was read
	Scheme     string          `json:"scheme"`     // digest of the scheme before
}

func (f *Fitted) check() []error {
	switch {
	case f == nil:
		return nil
	case f.Population == "" || f.Scheme == "":
		return []error{errors.New("fitted: the population and the digest of the scheme before must be stated")}
	case f.Subjects <= 0:
		return []error{errors.New("fitted: the number of subjects must be positive")}
	}
	return nil
}

// FitReport is how a fit went. That of a pinned scheme is empty.
type FitReport struct {
	Passes   int   // how often the population was read
	Subjects int64 // how many took part
	Rules    []FittedRule
	Weights  []FittedWeight
	Warnings []Warning // doubts that are no faults
}

// Reported is how many subjects have a usable value of an indicator, how many
// have none, and how many it does not concern.
type Reported struct{ Present, Missing, NotApplicable int64 }

// FittedRule is a rule that was pinned.
type FittedRule struct {
	Place    string // metrics and the metric's code, with its figure where it has several
	Reported Reported
	Least    float64
	Most     float64
	Rule     Rule // before
	Pinned   Rule // after
}

// FittedWeight is a weight that came from data.
type FittedWeight struct {
	Place    string // of the indicator
	Reported Reported
	Entropy  float64 // of the shares over its greatest value, 1 for even shares
	Weight   float64 // in points
}

// Warning is a doubt about a result, and where.
type Warning struct {
	Place string
	Text  string
}

// String is the place and the doubt.
func (w Warning) String() string { return w.Place + ": " + w.Text }

// Pinned tells whether the scheme has all its numbers. Only such a scheme can be
// compiled; Fit makes one.
func (s *Scheme) Pinned() bool { return len(s.unpinned()) == 0 }

// unpinned are the places that await a fit, each as a Fault.
func (s *Scheme) unpinned() []error {
	var faults []error
	if s.Weighting != nil {
		faults = append(faults, awaits("scheme", "weights by "+s.Weighting.Kind()))
	}
	known := s.metrics()
	var walk func(parent string, nodes []Node)
	walk = func(parent string, nodes []Node) {
		for i := range nodes {
			n := &nodes[i]
			place := childPlace(parent, i, n)
			if n.Weighting != nil {
				faults = append(faults, awaits(place, "weights by "+n.Weighting.Kind()))
			}
			if m := known[n.Metric]; n.Metric != "" && m != nil {
				eachUnfitted(m.Rule, "", func(_ string, r unfitted) {
					faults = append(faults, awaits(place, "rule "+r.Kind()))
				})
			}
			walk(place, n.Children)
		}
	}
	walk("", s.Dimensions)
	return faults
}

func awaits(place, what string) error {
	return &Fault{place, what + " awaits its numbers; fit the scheme on a population first"}
}

// eachUnfitted visits the rules within a rule that await their numbers.
func eachUnfitted(r Rule, figure string, visit func(figure string, r unfitted)) {
	switch r := r.(type) {
	case unfitted:
		visit(figure, r)
	case BestOf:
		for _, p := range r.Parts {
			eachUnfitted(p.Rule, p.Field, visit)
		}
	}
}

func awaitsNumbers(r Rule) (yes bool) {
	eachUnfitted(r, "", func(string, unfitted) { yes = true })
	return yes
}
