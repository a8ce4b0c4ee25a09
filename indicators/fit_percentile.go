package indicators

import "fmt"

// Percentile is the share of the population that a subject passes. It is pinned
// as Points at the quantiles 0, 1/(Knots-1), ... 1, so that with as many knots as
// values every one of the population gets
//
//	s = (rank - 1) / (n - 1)
//
// with rank 1 for the worst. Of those who share a value all get the score of
// the last among them; between two knots the score is linear.
//
// Reference: R package COINr, n_prank (minimum rank for ties); quantiles after
// Hyndman and Fan (1996), definition 7.
type Percentile struct {
	Knots int `json:"knots"`
}

// mostKnots keeps the document readable and the search for quantiles short.
const mostKnots = 1001

// Kind is "percentile".
func (Percentile) Kind() string { return "percentile" }

// Words says the rule.
func (r Percentile) Words() Text {
	return Text{
		fmt.Sprintf("在总体中所超过的比例,按 %d 个分位点", r.Knots),
		fmt.Sprintf("the share of the population that is passed, by %d quantiles", r.Knots),
	}
}

func (r Percentile) check() []error {
	if r.Knots < 2 || r.Knots > mostKnots {
		return []error{fmt.Errorf("knots: %d is not within 2 to %d", r.Knots, mostKnots)}
	}
	return nil
}

func (Percentile) compile(c *compiler, item, figure string) reading { return awaiting(c, item, figure) }

func (r Percentile) wants(Direction) wants {
	w := wants{quantiles: make([]float64, r.Knots)}
	for i := range w.quantiles {
		w.quantiles[i] = float64(i) / float64(r.Knots-1)
	}
	return w
}

func (r Percentile) pin(d Direction, p *described) (Rule, error) {
	if _, err := spanned(d, p.Least, p.Most); err != nil {
		return nil, err
	}
	s := Points{Side: AtMost}
	if d == Cost {
		s.Side = AtLeast
	}
	for i, x := range p.quantiles {
		y := float64(i) / float64(r.Knots-1)
		if d == Cost {
			y = float64(r.Knots-1-i) / float64(r.Knots-1)
		}
		if n := len(s.X); n >= 2 && s.X[n-2] == x { // a step has two ends
			s.X, s.Y = s.X[:n-1], s.Y[:n-1]
		}
		s.X, s.Y = append(s.X, x), append(s.Y, y)
	}
	return s, nil
}
