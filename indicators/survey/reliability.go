package survey

import (
	"errors"
	"fmt"
	"math/big"
)

// ErrNoVariation says that the answers differ so little that a coefficient would be
// 0/0.
var ErrNoVariation = errors.New("the answers do not differ, so reliability can't be measured")

// Reliability is Cronbach's alpha of a block with a line an item.
type Reliability struct {
	Block      string
	Alpha      float64 // 1 at most; below 0 if items run against each other
	Base       int64   // respondents who answered the whole block
	Incomplete int64   // respondents left out
	Items      []ItemReliability
	Warnings   []string
}

// ItemReliability is what one item does in a block.
type ItemReliability struct {
	Item     string
	Mean     float64
	Variance float64 // with n/(n-1)
	Deleted  float64 // alpha of the block without the item, if Defined
	Defined  bool    // false if fewer than two items remain, or nothing varies in them
}

// CronbachAlpha measures how far the items of a block vary together. With s_ij the
// covariance of items i and j among the k of the block:
//
//	alpha = k/(k-1) (1 - sum_i s_ii / sum_ij s_ij)
//
// Design weights enter; known shares of the population do not, since alpha is about
// the questions. It returns [ErrNoVariation] if the sum of the items is the same for
// all.
//
// Reference: Cronbach, Coefficient alpha and the internal structure of tests,
// Psychometrika 16 (1951) 297-334.
func CronbachAlpha(t *Tally, block string) (Reliability, error) {
	if err := t.Validate(); err != nil {
		return Reliability{}, fmt.Errorf("alpha: %w", err)
	}
	at := t.Questionnaire.block(block)
	if at < 0 {
		return Reliability{}, fmt.Errorf("alpha: no block %q in the questionnaire", block)
	}
	items := t.Questionnaire.Blocks[at].Items
	if len(items) < 2 {
		return Reliability{}, fmt.Errorf("alpha: block %q has one item; alpha is about two or more", block)
	}
	all := t.pooled()
	b := &all.Blocks[at]
	if b.N < 2 {
		return Reliability{}, fmt.Errorf("alpha: %w", tooFew("", block, b.N))
	}
	s := b.scatter()
	r := Reliability{Block: block, Base: b.N, Incomplete: b.Incomplete}
	alpha, ok := alphaWithout(s, -1)
	if !ok {
		return Reliability{}, fmt.Errorf("alpha: block %q: %w", block, ErrNoVariation)
	}
	r.Alpha = alpha
	for i, code := range items {
		r.Items = append(r.Items, t.Questionnaire.lineOf(b, s, i, code))
		rest := new(big.Int)
		for j := range items {
			if j != i {
				rest.Add(rest, s[i][j])
			}
		}
		if rest.Sign() < 0 {
			r.Warnings = append(r.Warnings, fmt.Sprintf("item %q runs against the rest of the block; is its scale reversed?", code))
		}
	}
	return r, nil
}

func (q Questionnaire) lineOf(b *BlockTally, s [][]*big.Int, i int, code string) ItemReliability {
	line := ItemReliability{Item: code}
	w := b.W.big()
	line.Mean = float64(q.Items[q.item(code)].Low) + quotient(b.Y[i].big(), w)
	line.Variance = quotient(s[i][i], new(big.Int).Mul(w, w)) * correction(b.N)
	line.Deleted, line.Defined = alphaWithout(s, i)
	return line
}

// scatter is W sum w y_i y_j - (sum w y_i)(sum w y_j), in whole numbers: the
// covariances times W^2.
func (b *BlockTally) scatter() [][]*big.Int {
	k := len(b.Y)
	s := make([][]*big.Int, k)
	for i := range s {
		s[i] = make([]*big.Int, k)
	}
	w, pair := b.W.big(), 0
	for i := range k {
		for j := i; j < k; j++ {
			x := new(big.Int).Mul(w, b.YY[pair].big())
			y := b.Y[i].big()
			s[i][j] = x.Sub(x, y.Mul(y, b.Y[j].big()))
			s[j][i] = s[i][j]
			pair++
		}
	}
	return s
}

// alphaWithout leaves one item out, or none if it is -1.
func alphaWithout(s [][]*big.Int, out int) (alpha float64, ok bool) {
	own, all, k := new(big.Int), new(big.Int), 0
	for i := range s {
		if i == out {
			continue
		}
		k++
		own.Add(own, s[i][i])
		for j := range s {
			if j != out {
				all.Add(all, s[i][j])
			}
		}
	}
	if k < 2 || all.Sign() == 0 {
		return 0, false
	}
	return float64(k) / float64(k-1) * (1 - quotient(own, all)), true
}
