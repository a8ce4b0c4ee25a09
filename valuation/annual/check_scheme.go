package annual

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/document"
)

// anyOther stands in tables of an edition for all that have no row of their own.
const anyOther = "*"

// schemes checks each scheme in use, once, and that they go together.
func (c *check) schemes() {
	e := c.e
	if len(e.Schemes) == 0 {
		c.fault("schemes", "empty; at least one sector, or %q for any, needs a scheme", anyOther)
	}
	var first *indicators.Scheme
	checked, complete := map[string]bool{}, true
	for _, sector := range sortedKeys(e.Schemes) {
		place := "schemes." + sector
		if sector != anyOther {
			c.take(place, dataset.Sectors().Check("sector", sector))
		}
		ref := e.Schemes[sector]
		s := e.scheme(sector)
		if s == nil {
			c.fault(place, "the scheme %q is not at hand; editions and their schemes are opened by OpenEdition", ref.Scheme)
			complete = false
			continue
		}
		c.digest(place, ref, s)
		if checked[ref.Scheme] {
			continue
		}
		checked[ref.Scheme] = true
		c.compiles(place+" ("+ref.Scheme+")", s)
		if first == nil {
			first = s
		}
		if s.FullScore != first.FullScore {
			c.fault(place+" ("+ref.Scheme+")", "its full score is %v, that of %s %v; subjects of one list are scored on one scale", s.FullScore, first.Code, first.FullScore)
		}
	}
	if c.means(); complete && len(checked) > 0 {
		c.meansInUse()
	}
}

// compiles checks a scheme under the edition's policy. The means are checked
// where they stand.
func (c *check) compiles(place string, s *indicators.Scheme) {
	policy := c.e.Evaluation
	policy.Means = nil
	_, err := s.Compile(policy)
	for _, wrong := range faultsOf(err) {
		at := (*indicators.Fault)(nil)
		if errors.As(wrong, &at) && at.Place == "policy" {
			c.fault("evaluation", "%s", at.Text) // the same for all schemes
			continue
		}
		c.take(place, wrong)
	}
}

// digest holds a scheme by the digest that the edition states.
func (c *check) digest(place string, ref SchemeRef, s *indicators.Scheme) {
	digest, err := document.Digest(s)
	switch {
	case err != nil:
		c.take(place, err)
	case ref.Digest == "" && c.e.State == Sealed:
		c.fault(place+".digest", "empty; a sealed edition holds its schemes by their digests, this one's is %s", digest)
	case ref.Digest != "" && ref.Digest != digest:
		c.fault(place+".digest", "%s does not agree with the scheme, which has been changed: its digest is %s", ref.Digest, digest)
	}
}

// used are the resolved schemes in the order of the sectors, each once.
func (e *Edition) used() []*indicators.Scheme {
	var list []*indicators.Scheme
	for _, sector := range sortedKeys(e.Schemes) {
		if s := e.scheme(sector); s != nil && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// means checks the rows of the table of means.
func (c *check) means() {
	if len(c.e.Evaluation.Means) > 0 {
		c.fault("evaluation.means", "must be empty; the means of an edition stand in means, with the grades of their sources")
	}
	seen := map[string]bool{}
	for i, m := range c.e.Means {
		place := meanPlace(i, m)
		c.word(place+".industry", m.Industry)
		c.once(seen, place, m.Metric+" for industry "+m.Industry)
		if !(m.Mean > 0) || math.IsInf(m.Mean, 0) {
			c.fault(place+".mean", "%v must be a positive number", m.Mean)
		}
		c.graded(place, m.Grade, m.Source)
	}
}

func meanPlace(i int, m PinnedMean) string {
	return fmt.Sprintf("means[%d] (%s, %s)", i, m.Metric, m.Industry)
}

// meansInUse wants a mean for every metric of the schemes that takes one, and
// none else.
func (c *check) meansInUse() {
	takes, known := map[string]bool{}, map[string]bool{}
	for _, s := range c.e.used() {
		for _, m := range s.Metrics {
			known[m.Code] = true
			takes[m.Code] = takes[m.Code] || takesMean(m.Rule)
		}
	}
	general := map[string]bool{}
	for i, m := range c.e.Means {
		switch {
		case !known[m.Metric]:
			c.fault(meanPlace(i, m)+".metric", "%q is in none of the schemes", m.Metric)
		case !takes[m.Metric]:
			c.fault(meanPlace(i, m)+".metric", "the rule of %q takes no mean of the peers", m.Metric)
		}
		general[m.Metric] = general[m.Metric] || m.Industry == anyOther
	}
	for _, metric := range sortedKeys(takes) {
		if takes[metric] && !general[metric] {
			c.fault("means", "no mean of %s for industry %q, which a subject of an industry without one needs", metric, anyOther)
		}
	}
}

// takesMean tells whether a rule compares with a mean of the peers.
func takesMean(r indicators.Rule) bool {
	switch r := r.(type) {
	case indicators.RatioToMean:
		return true
	case indicators.BestOf:
		return slices.ContainsFunc(r.Parts, func(p indicators.Part) bool { return takesMean(p.Rule) })
	}
	return false
}
