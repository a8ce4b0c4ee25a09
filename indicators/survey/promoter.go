package survey

import (
	"fmt"
	"math"
)

// NetPromoter is the share of promoters less the share of detractors, from -100 to
// 100. The answer becomes +1, 0 or -1, and the score is 100 times the mean of that:
// its standard error is that of a mean, and its interval a Wald interval.
//
// Reference: Reichheld, The one number you need to grow (2003), for 9-10 and 0-6;
// Rocks, Interval estimation for the "Net Promoter Score", The American
// Statistician 70 (2016), for the variance p + d - (p-d)^2 over n (here n-1) and
// the Wald interval, which it finds too narrow on small bases.
type NetPromoter struct {
	Item       string  `json:"item"`
	Promoters  int     `json:"promoters"`  // answers from this on
	Detractors int     `json:"detractors"` // answers up to this
	LeastBase  int64   `json:"least_base"`
	Confidence float64 `json:"confidence"`
}

// DefaultNetPromoter takes 9 and 10 for promoters, 0 to 6 for detractors, a least
// base of 200 answers and an interval of 95 %.
//
// Reference: cuts after Reichheld (2003); the least base is a library default,
// assumption.
func DefaultNetPromoter(item string) NetPromoter {
	return NetPromoter{Item: item, Promoters: 9, Detractors: 6, LeastBase: 200, Confidence: 0.95}
}

// Estimate computes the score on those who answered the item.
func (p NetPromoter) Estimate(t *Tally, w Weighting) (Estimate, error) {
	cells, err := t.cells(w)
	if err != nil {
		return Estimate{}, fmt.Errorf("net promoter score: %w", err)
	}
	at := t.Questionnaire.item(p.Item)
	if err := p.check(t.Questionnaire, at); err != nil {
		return Estimate{}, fmt.Errorf("net promoter score: %w", err)
	}
	item := t.Questionnaire.Items[at]
	e := Estimate{Statistic: p.Kind(), Of: p.Item,
		Terms:      fmt.Sprintf("promoters from %d, detractors to %d, of %d to %d", p.Promoters, p.Detractors, item.Low, item.High),
		Confidence: p.Confidence, LeastBase: p.LeastBase, Weighted: len(w.Strata) > 0}
	var up, down, variance, uneven float64
	for _, c := range cells {
		i := &c.Items[at]
		promoters, detractors := i.from(p.Promoters-item.Low), i.upTo(p.Detractors-item.Low)
		all := i.from(0)
		e.Base += all.n
		e.Missing += i.Missing
		if all.n < 2 {
			return Estimate{}, fmt.Errorf("net promoter score: %w", tooFew(c.Stratum, p.Item, all.n))
		}
		total := all.w.float()
		u, d := promoters.w.float()/total, detractors.w.float()/total
		up += float64(c.share * u)
		down += float64(c.share * d)
		mean := u - d
		others := all.w2.float() - promoters.w2.float() - detractors.w2.float()
		squares := float64(promoters.w2.float()*(1-mean)*(1-mean)) + float64(detractors.w2.float()*(1+mean)*(1+mean)) + float64(max(others, 0)*mean*mean)
		variance += float64(c.share * c.share * squares / total / total * correction(all.n))
		uneven += float64(c.share * c.share * unevenness(all.w, all.w2))
	}
	e.Value, e.SE = 100*(up-down), 100*math.Sqrt(variance)
	e.Effective = 1 / uneven
	e.Parts = []Part{{"promoters", 100 * up}, {"passives", 100 * max(1-up-down, 0)}, {"detractors", 100 * down}}
	e.wald(-100, 100)
	if item.Low != 0 || item.High != 10 {
		e.warn("the scale runs from %d to %d; published scores are on 0 to 10 and can't be compared", item.Low, item.High)
	}
	e.judge()
	return e, nil
}

func (p NetPromoter) check(q Questionnaire, at int) error {
	var f faults
	checkTerms(&f, p.LeastBase, p.Confidence)
	if at < 0 {
		f.add("no item %q in the questionnaire", p.Item)
		return f.err()
	}
	item := q.Items[at]
	if p.Detractors < item.Low || p.Detractors >= p.Promoters || p.Promoters > item.High {
		f.add("detractors to %d, promoters from %d: must follow each other on the scale %d to %d", p.Detractors, p.Promoters, item.Low, item.High)
	}
	return f.err()
}

// class is the respondents whose answers lie in some range.
type class struct {
	n     int64
	w, w2 Sum
}

func (i *ItemTally) from(v int) class { return i.between(v, len(i.N)) }
func (i *ItemTally) upTo(v int) class { return i.between(0, v+1) }

func (i *ItemTally) between(from, to int) (c class) {
	for v := from; v < to; v++ {
		c.n += i.N[v]
		c.w.add(i.W[v])
		c.w2.add(i.W2[v])
	}
	return c
}
