package survey

import (
	"fmt"
	"math"
	"math/big"
)

// Satisfaction is an index from 0, all give the lowest answers, to 100, all give
// the highest:
//
//	100 (sum v_i mean_i - sum v_i low_i) / (sum v_i high_i - sum v_i low_i)
//
// with v_i the weight of item i. On 1 to 10 scales it is 100 (sum v_i mean_i - sum
// v_i) / (9 sum v_i). The index is linear in the answers, so its standard error is
// that of the mean of the respondents' own indices.
//
// Reference: Fornell, Johnson, Anderson, Cha and Bryant, The American Customer
// Satisfaction Index: nature, purpose, and findings (1996), appendix; the item
// weights, which it takes from its model, are given here. Linearised variance:
// Sarndal, Swensson and Wretman, Model Assisted Survey Sampling (1992), sections
// 5.5 and 7.6.
type Satisfaction struct {
	Block      string    `json:"block"`
	Weights    []float64 `json:"weights"` // one an item of the block, in its order
	LeastBase  int64     `json:"least_base"`
	Confidence float64   `json:"confidence"`
}

// DefaultSatisfaction weighs the items of a block equally, with a least base of
// 200 and intervals of 95 %.
//
// Reference: library default, assumption.
func DefaultSatisfaction(block Block) Satisfaction {
	s := Satisfaction{Block: block.Code, LeastBase: 200, Confidence: 0.95}
	for range block.Items {
		s.Weights = append(s.Weights, 1)
	}
	return s
}

// Estimate computes the index on the respondents who answered all of the block.
func (s Satisfaction) Estimate(t *Tally, w Weighting) (Estimate, error) {
	cells, err := t.cells(w)
	if err != nil {
		return Estimate{}, fmt.Errorf("satisfaction: %w", err)
	}
	at := t.Questionnaire.block(s.Block)
	if err := s.check(t.Questionnaire, at); err != nil {
		return Estimate{}, fmt.Errorf("satisfaction: %w", err)
	}
	items := t.Questionnaire.Blocks[at].Items
	e := Estimate{Statistic: s.Kind(), Of: s.Block, Terms: fmt.Sprintf("items %q weighted %v", items, s.Weights),
		Confidence: s.Confidence, LeastBase: s.LeastBase, Weighted: len(w.Strata) > 0}
	means := make([]float64, len(items)) // above the lowest answer
	variance, uneven := 0.0, 0.0
	for _, c := range cells {
		b := &c.Blocks[at]
		e.Base += b.N
		e.Missing += b.Incomplete
		if b.N < 2 {
			return Estimate{}, fmt.Errorf("satisfaction: %w", tooFew(c.Stratum, s.Block, b.N))
		}
		for i := range means {
			means[i] += float64(c.share * quotient(b.Y[i].big(), b.W.big()))
		}
		variance += float64(c.share * c.share * b.varianceOf(s.Weights))
		uneven += float64(c.share * c.share * unevenness(b.W, b.W2))
	}
	over, under := 0.0, 0.0
	for i, code := range items {
		item := t.Questionnaire.Items[t.Questionnaire.item(code)]
		over += float64(s.Weights[i] * means[i])
		under += float64(s.Weights[i] * float64(item.High-item.Low))
		e.Parts = append(e.Parts, Part{code, float64(item.Low) + means[i]})
	}
	e.Value = min(100*over/under, 100)
	e.SE = 100 * math.Sqrt(variance) / under
	e.Effective = 1 / uneven
	e.wald(0, 100)
	e.judge()
	return e, nil
}

func (s Satisfaction) check(q Questionnaire, at int) error {
	var f faults
	checkTerms(&f, s.LeastBase, s.Confidence)
	if at < 0 {
		f.add("no block %q in the questionnaire", s.Block)
		return f.err()
	}
	if len(s.Weights) != len(q.Blocks[at].Items) {
		f.add("%d weights for the %d items of block %q", len(s.Weights), len(q.Blocks[at].Items), s.Block)
	}
	total := 0.0
	for i, v := range s.Weights {
		if !(v >= 0) || math.IsInf(v, 1) {
			f.add("weight %d of block %q is %v: must be a number, 0 or more", i+1, s.Block, v)
		}
		total += v
	}
	if len(s.Weights) > 0 && !(total > 0 && total <= math.MaxFloat64) {
		f.add("the weights of block %q have the sum %v; it must be above 0 and finite", s.Block, total)
	}
	return f.err()
}

// varianceOf is the sampling variance of sum v_i mean_i. The sums of squares about
// the means are formed in whole numbers:
//
//	W^2 sum w^2 (y_i-m_i)(y_j-m_j) = W^2 YY2_ij - W (Y_i Y2_j + Y_j Y2_i) + Y_i Y_j W2
func (b *BlockTally) varianceOf(v []float64) float64 {
	w := b.W.big()
	ww := new(big.Int).Mul(w, w)
	wwww := new(big.Int).Mul(ww, ww)
	total, pair := 0.0, 0
	for i := range v {
		for j := i; j < len(v); j++ {
			yi, yj := b.Y[i].big(), b.Y[j].big()
			cross := new(big.Int).Mul(yi, b.Y2[j].big())
			cross.Add(cross, new(big.Int).Mul(yj, b.Y2[i].big()))
			about := new(big.Int).Mul(ww, b.YY2[pair].big())
			about.Sub(about, cross.Mul(cross, w))
			about.Add(about, new(big.Int).Mul(yi.Mul(yi, yj), b.W2.big()))
			term := float64(v[i] * v[j] * quotient(about, wwww))
			if i != j {
				term *= 2
			}
			total += term
			pair++
		}
	}
	return max(total, 0) * correction(b.N)
}
