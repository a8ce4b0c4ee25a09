package survey

import (
	"fmt"
	"math"
)

// TopBox is the share of answers from a cut on, in percent, with Wilson's interval.
// Under weights the interval is formed on Kish's effective base, which leaves out
// what stratification may gain.
//
// Reference: Wilson, Probable inference, the law of succession, and statistical
// inference (1927); effective base: Kish, Survey Sampling (1965), section 11.7.
type TopBox struct {
	Item       string  `json:"item"`
	From       int     `json:"from"` // answers from this on
	LeastBase  int64   `json:"least_base"`
	Confidence float64 `json:"confidence"`
}

// DefaultTopBox takes answers from the given cut on, with a least base of 200 and
// an interval of 95 %.
//
// Reference: library default, assumption.
func DefaultTopBox(item string, from int) TopBox {
	return TopBox{Item: item, From: from, LeastBase: 200, Confidence: 0.95}
}

// Estimate computes the share among those who answered the item.
func (b TopBox) Estimate(t *Tally, w Weighting) (Estimate, error) {
	cells, err := t.cells(w)
	if err != nil {
		return Estimate{}, fmt.Errorf("top-box share: %w", err)
	}
	at := t.Questionnaire.item(b.Item)
	if err := b.check(t.Questionnaire, at); err != nil {
		return Estimate{}, fmt.Errorf("top-box share: %w", err)
	}
	item := t.Questionnaire.Items[at]
	e := Estimate{Statistic: b.Kind(), Of: b.Item, Interval: Wilson,
		Terms:      fmt.Sprintf("from %d, of %d to %d", b.From, item.Low, item.High),
		Confidence: b.Confidence, LeastBase: b.LeastBase, Weighted: len(w.Strata) > 0}
	share, uneven := 0.0, 0.0
	for _, c := range cells {
		i := &c.Items[at]
		all, top := i.from(0), i.from(b.From-item.Low)
		e.Base += all.n
		e.Missing += i.Missing
		if all.n < 2 {
			return Estimate{}, fmt.Errorf("top-box share: %w", tooFew(c.Stratum, b.Item, all.n))
		}
		share += float64(c.share * quotient(top.w.big(), all.w.big()))
		uneven += float64(c.share * c.share * unevenness(all.w, all.w2))
	}
	share = min(share, 1)
	e.Effective = 1 / uneven
	e.Value, e.SE = 100*share, 100*math.Sqrt(share*(1-share)*uneven)
	low, high := wilson(share, e.Effective, quantile(b.Confidence))
	e.Low, e.High = 100*low, 100*high
	e.judge()
	return e, nil
}

func (b TopBox) check(q Questionnaire, at int) error {
	var f faults
	checkTerms(&f, b.LeastBase, b.Confidence)
	if at < 0 {
		f.add("no item %q in the questionnaire", b.Item)
		return f.err()
	}
	if item := q.Items[at]; b.From < item.Low || b.From > item.High {
		f.add("from %d: must lie on the scale %d to %d", b.From, item.Low, item.High)
	}
	return f.err()
}
