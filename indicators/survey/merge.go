package survey

import (
	"errors"
	"fmt"
)

// Validate reports what can't have come from counting answers, as in a tally that
// was read from a damaged file: shapes that do not fit the questionnaire, strata
// out of order, negative counts.
func (t *Tally) Validate() error {
	if err := t.Questionnaire.Validate(); err != nil {
		return err
	}
	var f faults
	for i := range t.Strata {
		s := &t.Strata[i]
		if i > 0 && t.Strata[i-1].Stratum >= s.Stratum {
			f.add("tally: stratum %q stands after %q; they must ascend", s.Stratum, t.Strata[i-1].Stratum)
		}
		if err := t.Questionnaire.fits(s); err != nil {
			f.add("tally: stratum %q: %w", s.Stratum, err)
		}
	}
	return f.err()
}

func (q Questionnaire) fits(s *StratumTally) error {
	if len(s.Items) != len(q.Items) || len(s.Blocks) != len(q.Blocks) {
		return fmt.Errorf("%d items and %d blocks; the questionnaire has %d and %d", len(s.Items), len(s.Blocks), len(q.Items), len(q.Blocks))
	}
	for i, item := range s.Items {
		n, total := q.Items[i].High-q.Items[i].Low+1, item.Missing
		if len(item.N) != n || len(item.W) != n || len(item.W2) != n {
			return fmt.Errorf("item %q: its scale has %d answers", q.Items[i].Code, n)
		}
		for v, count := range item.N {
			if count < 0 || (count == 0) != (item.W[v] == Sum{}) || (count == 0) != (item.W2[v] == Sum{}) {
				return fmt.Errorf("item %q: a count is negative, or does not fit its weights", q.Items[i].Code)
			}
			total += count
		}
		if total != s.Respondents || item.Missing < 0 {
			return fmt.Errorf("item %q: the counts do not add up to %d respondents", q.Items[i].Code, s.Respondents)
		}
	}
	for b, block := range s.Blocks {
		k := len(q.Blocks[b].Items)
		pairs := k * (k + 1) / 2
		if len(block.Y) != k || len(block.Y2) != k || len(block.YY) != pairs || len(block.YY2) != pairs {
			return fmt.Errorf("block %q: it has %d items and %d pairs", q.Blocks[b].Code, k, pairs)
		}
		if (block.N == 0) != (block.W == Sum{}) {
			return fmt.Errorf("block %q: the count does not fit its weights", q.Blocks[b].Code)
		}
		if block.N < 0 || block.Incomplete < 0 || block.N+block.Incomplete != s.Respondents {
			return fmt.Errorf("block %q: the counts do not add up to %d respondents", q.Blocks[b].Code, s.Respondents)
		}
	}
	return nil
}

// Merge adds what another tally of the same questionnaire holds; the other is not
// changed.
func (t *Tally) Merge(o *Tally) error {
	if !t.Questionnaire.same(o.Questionnaire) {
		return errors.New("tallies of different questionnaires can't be merged: items, scales and blocks must be the same, in one order")
	}
	if err := errors.Join(t.Validate(), o.Validate()); err != nil {
		return err
	}
	if t.Respondents()+o.Respondents() > mostPersons {
		return errors.New("a tally holds a thousand million respondents at most")
	}
	for i := range o.Strata {
		s := t.stratum(o.Strata[i].Stratum)
		t.Strata[s].merge(&o.Strata[i])
	}
	return nil
}

func (s *StratumTally) merge(o *StratumTally) {
	s.Respondents += o.Respondents
	s.W.add(o.W)
	s.W2.add(o.W2)
	for i := range s.Items {
		a, b := &s.Items[i], &o.Items[i]
		a.Missing += b.Missing
		for v := range a.N {
			a.N[v] += b.N[v]
		}
		addEach(a.W, b.W)
		addEach(a.W2, b.W2)
	}
	for i := range s.Blocks {
		a, b := &s.Blocks[i], &o.Blocks[i]
		a.Incomplete += b.Incomplete
		a.N += b.N
		a.W.add(b.W)
		a.W2.add(b.W2)
		addEach(a.Y, b.Y)
		addEach(a.Y2, b.Y2)
		addEach(a.YY, b.YY)
		addEach(a.YY2, b.YY2)
	}
}

func addEach(to, from []Sum) {
	for i := range to {
		to[i].add(from[i])
	}
}

// pooled is the tally of all strata as one.
func (t *Tally) pooled() StratumTally {
	all := t.Questionnaire.empty("")
	for i := range t.Strata {
		all.merge(&t.Strata[i])
	}
	return all
}
