package survey

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// Share is the known part of the population that a stratum makes up.
type Share struct {
	Stratum string  `json:"stratum"`
	Share   float64 `json:"share"` // above 0; all together 1
}

// PostStratification weighs a sample so that its strata have the shares that they
// are known to have in the population. With W_h the sum of design weights in
// stratum h and P_h its known share, each weight there is multiplied by
//
//	g_h = P_h / (W_h / W)
//
// A cap holds g_h down; what the capped strata then lack is spread over the others
// in proportion, again and again until none is above the cap.
//
// Reference: Holt and Smith, Post stratification, Journal of the Royal Statistical
// Society A 142 (1979) 33-46; design effect: Kish, Survey Sampling (1965), section
// 11.7, and Weighting for unequal Pi (1992); the cap is a library option,
// assumption.
type PostStratification struct {
	Shares []Share `json:"shares"`
	Cap    float64 `json:"cap"`    // greatest factor, 1 or more; 0 means none
	Fewest int64   `json:"fewest"` // respondents that a stratum needs, 2 or more
}

// Weighting is the shares that strata have in an estimate. The zero value weighs by
// design weights alone.
type Weighting struct {
	Strata       []StratumWeight // ascending by name, as in the tally
	DesignEffect float64         // n sum w^2 / (sum w)^2: what unequal weights cost
	Effective    float64         // n over the design effect
	Warnings     []string
}

// StratumWeight is how one stratum is weighed.
type StratumWeight struct {
	Stratum     string
	Respondents int64
	Sample      float64 // share in the sample, with design weights
	Population  float64 // known share
	Factor      float64 // on each weight of the stratum
	Share       float64 // share in the estimate; differs from Population only under a cap
	Capped      bool
}

// shareTolerance is how far the known shares may miss the sum 1 by their rounding.
const shareTolerance = 1e-6

// Validate reports all that is wrong with the shares and rules.
func (p PostStratification) Validate() error {
	var f faults
	total := 0.0
	seen := map[string]bool{}
	for _, s := range p.Shares {
		if seen[s.Stratum] {
			f.add("stratum %q stands twice", s.Stratum)
		}
		seen[s.Stratum] = true
		if !(s.Share > 0 && s.Share <= 1) {
			f.add("stratum %q: the share %v is not above 0 and at most 1", s.Stratum, s.Share)
		}
		total += s.Share
	}
	if !(math.Abs(total-1) <= shareTolerance) {
		f.add("the shares add up to %v, not 1", total)
	}
	if p.Cap != 0 && (!(p.Cap >= 1) || math.IsInf(p.Cap, 1)) {
		f.add("cap %v: factors have the mean 1, so a cap is 1 or more; 0 means none", p.Cap)
	}
	if p.Fewest < 2 {
		f.add("fewest %d: a stratum needs 2 respondents for a standard error", p.Fewest)
	}
	return f.err()
}

// Weigh compares the strata of a tally with the known shares. A stratum without
// enough respondents, or with no known share, is refused: to weigh nobody up is not
// possible, and to drop people silently not honest.
func (p PostStratification) Weigh(t *Tally) (Weighting, error) {
	if err := p.Validate(); err != nil {
		return Weighting{}, fmt.Errorf("post-stratification: %w", err)
	}
	if err := t.Validate(); err != nil {
		return Weighting{}, fmt.Errorf("post-stratification: %w", err)
	}
	var w Weighting
	var f faults
	all, total := t.pooled(), 0.0
	for _, s := range p.Shares {
		total += s.Share
		if !slices.ContainsFunc(t.Strata, func(x StratumTally) bool { return x.Stratum == s.Stratum }) {
			f.add("stratum %q is %.4g %% of the population and has no respondent; merge it with a stratum like it, or ask people there", s.Stratum, 100*s.Share)
		}
	}
	for i := range t.Strata {
		s := &t.Strata[i]
		at := slices.IndexFunc(p.Shares, func(x Share) bool { return x.Stratum == s.Stratum })
		switch {
		case at < 0:
			f.add("stratum %q has %d respondents and no known share", s.Stratum, s.Respondents)
			continue
		case s.Respondents < p.Fewest:
			f.add("stratum %q has %d respondents, fewer than %d; merge it with a stratum like it, or ask more people there", s.Stratum, s.Respondents, p.Fewest)
		}
		line := StratumWeight{Stratum: s.Stratum, Respondents: s.Respondents, Population: p.Shares[at].Share / total}
		line.Sample = quotient(s.W.big(), all.W.big())
		line.Factor = line.Population / line.Sample
		w.Strata = append(w.Strata, line)
	}
	if err := f.err(); err != nil {
		return Weighting{}, fmt.Errorf("post-stratification: %w", err)
	}
	w.hold(p.Cap)
	w.cost(t)
	return w, nil
}

// hold brings the factors under the cap, and sets the shares.
func (w *Weighting) hold(limit float64) {
	for again := limit > 0; again; {
		again = false
		for i := range w.Strata {
			if s := &w.Strata[i]; !s.Capped && s.Factor > limit*(1+1e-12) {
				s.Capped, s.Factor, again = true, limit, true
			}
		}
		if again {
			w.spread()
		}
	}
	var capped []string
	for i := range w.Strata {
		s := &w.Strata[i]
		s.Share = s.Sample * s.Factor
		if s.Capped {
			capped = append(capped, fmt.Sprintf("%q (%.4g %% instead of %.4g %%)", s.Stratum, 100*s.Share, 100*s.Population))
		}
	}
	if len(capped) > 0 {
		w.Warnings = append(w.Warnings, "the cap keeps strata below their known share: "+strings.Join(capped, ", "))
	}
}

// spread scales the factors that are not capped so that the mean factor is 1.
func (w *Weighting) spread() {
	free, rest := 0.0, 1.0
	for _, s := range w.Strata {
		if s.Capped {
			rest -= float64(s.Sample * s.Factor)
		} else {
			free += float64(s.Sample * s.Factor)
		}
	}
	for i := range w.Strata {
		if s := &w.Strata[i]; !s.Capped {
			s.Factor *= max(rest, 0) / free
		}
	}
}

// cost is Kish's design effect of all weights together.
func (w *Weighting) cost(t *Tally) {
	sum, squares := 0.0, 0.0
	for i, s := range w.Strata {
		sum += float64(s.Factor * t.Strata[i].W.float())
		squares += float64(s.Factor * s.Factor * t.Strata[i].W2.float())
	}
	n := float64(t.Respondents())
	w.DesignEffect = n * squares / (sum * sum)
	w.Effective = n / w.DesignEffect
}
