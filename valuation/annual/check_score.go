package annual

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/document"
	"github.com/brandvalue/brandvalue/valuation"
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

// maxPlaces is what a published score has at most.
const maxPlaces = 6

// scores checks how scores are published and what is decided on them.
func (c *check) scores() {
	e := c.e
	c.within("score.places", float64(e.Score.Places), 0, maxPlaces)
	c.take("score.rule", e.Score.Rule.Check())
	v := e.Coverage
	for _, s := range []struct {
		name  string
		share float64
	}{{"flag", v.Flag}, {"provisional", v.Provisional}, {"none", v.None}, {"dimension", v.Dimension}} {
		c.within("coverage."+s.name, s.share, 0, 1)
	}
	if !(v.Flag >= v.Provisional && v.Provisional >= v.None) {
		c.fault("coverage", "flag %v, provisional %v and none %v must fall in this order", v.Flag, v.Provisional, v.None)
	}
	c.bands("tiers", e.Tiers)
	c.bands("grades", e.Grades)
}

// bands wants a rising ladder whose steps a published total can reach.
func (c *check) bands(list string, bands []Band) {
	full := math.MaxFloat64
	for _, s := range c.e.used() {
		full = min(full, s.FullScore)
	}
	seen := map[string]bool{}
	for i, b := range bands {
		place := fmt.Sprintf("%s[%d] (%s)", list, i, b.Code)
		c.word(place+".code", b.Code)
		c.once(seen, place, b.Code)
		c.text(place+".name", b.Name)
		switch {
		case !(b.Min >= 0 && b.Min <= full):
			c.fault(place+".min", "%v must lie in 0 to the full score of %v", b.Min, full)
		case !onGrid(b.Min, c.e.Score.Places):
			c.fault(place+".min", "%v has more than the %d places of published scores, on which is decided", b.Min, c.e.Score.Places)
		}
		if i > 0 && !(b.Min > bands[i-1].Min) {
			c.fault(place+".min", "%v must be above the %v before it", b.Min, bands[i-1].Min)
		}
	}
}

func onGrid(x float64, places int) bool {
	if places < 0 || places > maxPlaces {
		return true // the places are the fault
	}
	d := decimal.NewFromFloat(x)
	return d.Equal(d.Round(int32(places)))
}

// strength checks what feeds the strength and how it gives K.
func (c *check) strength() {
	s := &c.e.Strength
	c.text("strength.reference", s.Reference)
	c.grade("strength", s.Grade)
	mapping := s.Mapping.Coefficient
	switch {
	case s.Mapping.fault != nil:
		c.take("strength.mapping", s.Mapping.fault)
	case mapping == nil:
		c.fault("strength.mapping", "absent; it says how strength gives K")
	default:
		c.take("strength.mapping", mapping.Check())
	}
	if _, direct := mapping.(valuation.Direct); direct && len(s.Weights) == 0 {
		return // no strength is rated, and none is needed
	}
	c.strengthWeights(mapping)
}

func (c *check) strengthWeights(mapping valuation.Coefficient) {
	weights := c.e.Strength.Weights
	if len(weights) == 0 {
		c.fault("strength.weights", "empty; they say what feeds the strength, from which the mapping takes K")
		return
	}
	sum := 0.0
	for _, dimension := range sortedKeys(weights) {
		c.within("strength.weights."+dimension, weights[dimension], 0, 1)
		sum += weights[dimension]
	}
	if !(math.Abs(sum-1) <= 1e-9) {
		c.fault("strength.weights", "sum to %v, must sum to 1", sum)
	}
	_, direct := mapping.(valuation.Direct)
	for _, s := range c.e.used() {
		rateable := map[string]bool{}
		for _, d := range s.Dimensions {
			rateable[d.Code] = d.NotRateable == indicators.Text{}
		}
		feeds := 0
		for _, dimension := range sortedKeys(weights) {
			if _, known := rateable[dimension]; !known {
				c.fault("strength.weights."+dimension, "the scheme %s has no such dimension", s.Code)
			}
			if rateable[dimension] && weights[dimension] > 0 {
				feeds++
			}
		}
		if feeds == 0 && !direct {
			c.fault("strength.weights", "none of these dimensions can be rated by the scheme %s, so that K has nothing to rest on", s.Code)
		}
	}
}
