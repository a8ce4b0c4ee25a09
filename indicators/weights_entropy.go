package indicators

import (
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/internal/population"
)

// Entropy weighs an indicator by how unevenly its scores are spread. Scores s of
// the pinned rule, without the factor of the evidence, are moved to z = Low +
// (High - Low) s; over the n subjects that have a score
//
//	p = z / sum(z), e = -sum(p ln p) / ln n, d = 1 - e, w = W d / sum(d)
//
// with 0 ln 0 = 0. An indicator whose scores are all the same weighs nothing;
// where all are, the weights are equal; both with a warning. Low 0 and High 1
// leave the scores as they are; Low above 0 keeps a score of zero from counting
// as nothing at all.
//
// Reference: C. E. Shannon (1948) for the entropy; the weights after C. L. Hwang
// and K. Yoon, Multiple Attribute Decision Making (1981), section 3.2.
type Entropy struct {
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Kind is "entropy".
func (Entropy) Kind() string { return "entropy" }

// Words says the weighting.
func (w Entropy) Words() Text {
	return Text{
		fmt.Sprintf("熵权法:得分移至 %v 至 %v 后计算", w.Low, w.High),
		fmt.Sprintf("entropy of the scores, moved to %v to %v", w.Low, w.High),
	}
}

func (w Entropy) check() []error {
	if !(w.Low >= 0 && w.Low < w.High) || !finite(w.High) {
		return []error{fmt.Errorf("low %v and high %v must be 0 <= low < high", w.Low, w.High)}
	}
	return nil
}

func (w Entropy) question(n *weighed) weightQuestion {
	return &entropyQuestion{weighed: n, low: w.Low / w.High}
}

// EntropyOfValues weighs an indicator by how unevenly its values are spread, as
// they are measured and whichever direction is good: Entropy with z = x. Values
// below zero have no shares and are a fault.
//
// Reference: C. L. Hwang and K. Yoon, Multiple Attribute Decision Making (1981),
// section 3.2.
type EntropyOfValues struct{}

// Kind is "entropy_of_values".
func (EntropyOfValues) Kind() string { return "entropy_of_values" }

// Words says the weighting.
func (EntropyOfValues) Words() Text {
	return Text{"熵权法:按原始数值", "entropy of the values as measured"}
}

func (EntropyOfValues) check() []error { return nil }

func (EntropyOfValues) question(n *weighed) weightQuestion {
	return &entropyQuestion{weighed: n, values: true}
}

// entropyQuestion asks for the entropies of the indicators below a node, and for
// the largest values before if the shares are those of values.
type entropyQuestion struct {
	*weighed
	values   bool
	low      float64 // of the scores over their greatest, 1
	greatest []float64
	done     bool
	report   []FittedWeight
	doubts   []Warning
}

func (q *entropyQuestion) ask(c *compiler) gatherer {
	switch {
	case q.done || !q.settled():
		return nil
	case q.values && q.greatest == nil:
		t := &extremesGatherer{columns: make([]extremesColumn, len(q.leaves))}
		for i, l := range q.leaves {
			t.columns[i].measure = l.metric.Rule.compile(c, l.metric.Code, "").measure
		}
		return t
	}
	t := &sharesGatherer{columns: make([]sharesColumn, len(q.leaves))}
	for i, l := range q.leaves {
		column := &t.columns[i]
		column.low, column.reading = q.low, l.metric.Rule.compile(c, l.metric.Code, "")
		if q.values {
			column.reading.scale = between(0, 0, q.greatest[i], 1) // shares are the same in any unit
		}
	}
	return t
}

func (q *entropyQuestion) take(t gatherer) error {
	switch t := t.(type) {
	case *extremesGatherer:
		return q.takeExtremes(t)
	case *sharesGatherer:
		if !q.revised() {
			return q.takeShares(t)
		}
	}
	return nil
}

func (q *entropyQuestion) takeExtremes(t *extremesGatherer) error {
	var faults []error
	for i := range t.columns {
		e := &t.columns[i].Extremes
		if e.Least < 0 {
			faults = append(faults, &Fault{q.leaves[i].place, fmt.Sprintf("has values down to %v; the entropy of values needs them zero or more", e.Least)})
		}
		greatest := e.Most
		if greatest == 0 {
			greatest = 1
		}
		q.greatest = append(q.greatest, greatest)
	}
	return errors.Join(faults...)
}

func (q *entropyQuestion) takeShares(t *sharesGatherer) error {
	var faults []error
	gains := make([]float64, len(q.leaves))
	q.report = make([]FittedWeight, len(q.leaves))
	for i := range t.columns {
		s, l := &t.columns[i].Shares, &q.leaves[i]
		if s.Count < 2 {
			faults = append(faults, &Fault{l.place, errOneValue.Error()})
			continue
		}
		e := s.Entropy()
		if s.Constant() {
			q.doubt(l.place, "all scores are the same, so it weighs nothing")
		} else {
			gains[i] = 1 - e
		}
		q.report[i] = FittedWeight{Place: l.place, Reported: t.columns[i].of(s.Count), Entropy: e}
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	if q.divide(gains) {
		q.doubt(q.place, "no indicator tells the subjects apart; all weigh the same")
	}
	q.done = true
	for i := range q.leaves {
		q.report[i].Weight = q.leaves[i].node.Weight
		q.concentrated(i, &t.columns[i].Shares)
	}
	return nil
}

// concentrated warns of weights that come from few subjects or are most of all.
func (q *entropyQuestion) concentrated(i int, s *population.Shares) {
	const share = 0.4 // library default, assumption: two fifths of the weight are not one of many
	l := &q.leaves[i]
	if w := l.node.Weight; len(q.leaves) > 2 && w > share*q.weight {
		q.doubt(l.place, "takes %.0f %% of the weight of %s", 100*w/q.weight, q.place)
	}
	if !s.Constant() && q.low == 0 && 2*s.Zeros > s.Count {
		q.doubt(l.place, "is zero for %d of %d subjects, which entropy takes for information", s.Zeros, s.Count)
	}
}

func (q *entropyQuestion) doubt(place, format string, args ...any) {
	q.doubts = append(q.doubts, Warning{place, fmt.Sprintf(format, args...)})
}

func (q *entropyQuestion) result() ([]FittedWeight, []Warning) { return q.report, q.doubts }
