package annual

import (
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation"
)

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
