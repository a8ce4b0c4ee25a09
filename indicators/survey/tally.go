package survey

import (
	"context"
	"slices"
	"strings"
)

// Tally is what is kept of answers: counts and whole-number sums, by stratum. It
// grows with strata and items, not with respondents. Parts can be tallied apart,
// in any order, and merged; the result is the same, bit for bit. It can be written
// as JSON and read back.
type Tally struct {
	Questionnaire Questionnaire
	Strata        []StratumTally // ascending by name; only those that have respondents
}

// StratumTally is the tally of one stratum. Weights are in millionths.
type StratumTally struct {
	Stratum     string
	Respondents int64
	W, W2       Sum          // sums of weights and of their squares
	Items       []ItemTally  // as in the questionnaire
	Blocks      []BlockTally // as in the questionnaire
}

// ItemTally counts the answers to one item; index v stands for the answer Low+v.
type ItemTally struct {
	Missing int64
	N       []int64 // respondents
	W, W2   []Sum   // sums of their weights, and of the squares
}

// BlockTally holds sums over the respondents who answered all items of a block.
// With y_i the answer to item i less the lowest of its scale and w the weight:
// Y holds sum w y_i, YY sum w y_i y_j, and the second of each the same with w^2.
// Pairs stand in the order 11, 12, ..., 1k, 22, ..., kk.
type BlockTally struct {
	Incomplete int64 // respondents who left an item of the block out
	N          int64 // respondents who answered all
	W, W2      Sum
	Y, Y2      []Sum
	YY, YY2    []Sum
}

// NewTally is an empty tally of a questionnaire, which must be valid.
//
// Reference: library default, assumption: counts, and sums of products of answers
// in whole numbers, hold all that the statistics of the package need.
func NewTally(q Questionnaire) (*Tally, error) {
	if err := q.Validate(); err != nil {
		return nil, err
	}
	return &Tally{Questionnaire: q}, nil
}

// Respondents is the number of those whose answers were added.
func (t *Tally) Respondents() (n int64) {
	for _, s := range t.Strata {
		n += s.Respondents
	}
	return n
}

// Add counts answers. If they have a fault, or the context ends meanwhile, nothing
// of them is counted; all faults are reported at once.
func (t *Tally) Add(ctx context.Context, a Answers) error {
	columns, err := a.columns(t.Questionnaire)
	if err != nil {
		return err
	}
	part := Tally{Questionnaire: t.Questionnaire}
	if err := part.addChecked(ctx, a, columns); err != nil {
		return err
	}
	return t.Merge(&part)
}

func (t *Tally) addChecked(ctx context.Context, a Answers, columns []Column) error {
	ys, ok := make([]uint64, len(columns)), make([]bool, len(columns))
	places := t.members()
	s, last := -1, ""
	for r := range a.Respondents {
		if r%(1<<16) == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		label := ""
		if a.Strata != nil {
			label = a.Strata[r]
		}
		if s < 0 || label != last {
			s, last = t.stratum(label), label
		}
		w := uint64(1 / weightUnit)
		if a.Weights != nil {
			w = micro(a.Weights[r])
		}
		for i, c := range columns {
			ys[i], ok[i] = c.offset(t.Questionnaire.Items[i], r)
		}
		t.Strata[s].count(places, ys, ok, w)
	}
	return nil
}

// members gives for each block the places of its items in the questionnaire.
func (t *Tally) members() [][]int {
	places := make([][]int, len(t.Questionnaire.Blocks))
	for b, block := range t.Questionnaire.Blocks {
		for _, code := range block.Items {
			places[b] = append(places[b], t.Questionnaire.item(code))
		}
	}
	return places
}

// stratum is the place of the named stratum, made if need be.
func (t *Tally) stratum(name string) int {
	s, found := slices.BinarySearchFunc(t.Strata, name, func(s StratumTally, n string) int { return strings.Compare(s.Stratum, n) })
	if !found {
		t.Strata = slices.Insert(t.Strata, s, t.Questionnaire.empty(strings.Clone(name)))
	}
	return s
}

func (q Questionnaire) empty(stratum string) StratumTally {
	s := StratumTally{Stratum: stratum, Items: make([]ItemTally, len(q.Items)), Blocks: make([]BlockTally, len(q.Blocks))}
	for i, item := range q.Items {
		n := item.High - item.Low + 1
		s.Items[i] = ItemTally{N: make([]int64, n), W: make([]Sum, n), W2: make([]Sum, n)}
	}
	for b, block := range q.Blocks {
		k := len(block.Items)
		pairs := k * (k + 1) / 2
		s.Blocks[b] = BlockTally{Y: make([]Sum, k), Y2: make([]Sum, k), YY: make([]Sum, pairs), YY2: make([]Sum, pairs)}
	}
	return s
}

// count adds one respondent: ys are the offsets of those items that are ok.
func (s *StratumTally) count(places [][]int, ys []uint64, ok []bool, w uint64) {
	w1, w2 := Sum{0, w}, product(w, w)
	s.Respondents++
	s.W.add(w1)
	s.W2.add(w2)
	for i, y := range ys {
		if !ok[i] {
			s.Items[i].Missing++
			continue
		}
		s.Items[i].N[y]++
		s.Items[i].W[y].add(w1)
		s.Items[i].W2[y].add(w2)
	}
	for b, members := range places {
		if slices.ContainsFunc(members, func(i int) bool { return !ok[i] }) {
			s.Blocks[b].Incomplete++
			continue
		}
		s.Blocks[b].count(members, ys, w1, w2)
	}
}

func (b *BlockTally) count(members []int, ys []uint64, w1, w2 Sum) {
	b.N++
	b.W.add(w1)
	b.W2.add(w2)
	pair := 0
	for i, at := range members {
		b.Y[i].add(w1.times(ys[at]))
		b.Y2[i].add(w2.times(ys[at]))
		for _, other := range members[i:] {
			yy := ys[at] * ys[other]
			b.YY[pair].add(w1.times(yy))
			b.YY2[pair].add(w2.times(yy))
			pair++
		}
	}
}
