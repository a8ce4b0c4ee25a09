package indicators

import (
	"encoding/json"
	"errors"

	"github.com/brandvalue/brandvalue/internal/document"
)

// Weighting is a way in which the weights below a node, or of a whole scheme,
// come from data. The node's weight is divided among all indicators below it;
// groups in between weigh what their indicators do. Until the scheme is fitted
// the weights below are written as zero; then the weighting is gone and they
// are numbers like any others.
//
// Weights from data reward spread: one outlier, or one indicator that few have,
// can take most of the weight, and they change with the population. They are a
// check on the weights that a panel has judged rather than their replacement.
type Weighting interface {
	// Kind is the word that names the weighting in a document.
	Kind() string
	// Words says the weighting in a sentence.
	Words() Text

	check() []error
	question(w *weighed) weightQuestion
}

// weightQuestion asks for what divides a weight.
type weightQuestion interface {
	question
	// result is how the weight was divided, and doubts about it.
	result() ([]FittedWeight, []Warning)
}

// Weightings lists every kind of weighting from data once. A new one is a file
// and a line here.
func Weightings() []Weighting {
	return []Weighting{
		Entropy{},         // of the scores
		EntropyOfValues{}, // of the values as they are reported
	}
}

// readWeighting reads a weighting that a document has or has not.
func readWeighting(data json.RawMessage) (Weighting, []error) {
	if len(data) == 0 {
		return nil, nil
	}
	w, err := document.Choose(data, Weightings())
	return w, prefixed("weighting", err)
}

func writeWeighting(w Weighting) (json.RawMessage, error) {
	if w == nil {
		return nil, nil
	}
	return document.Tag(w)
}

// weighed is a node whose weights come from data.
type weighed struct {
	place  string
	weight float64 // to be divided
	leaves []weighedLeaf
}

// weighedLeaf is an indicator below it.
type weighedLeaf struct {
	place  string
	node   *Node
	metric *Metric
	rules  []*ruleQuestion // of its metric, which are pinned first
}

// errOneValue is the fault of a column that has nothing to compare.
var errOneValue = errors.New("has fewer than two values, from which no weight can come")

// settled tells whether all rules below are pinned.
func (w *weighed) settled() bool {
	for _, l := range w.leaves {
		for _, r := range l.rules {
			if r.pinned == nil {
				return false
			}
		}
	}
	return true
}

// revised tells whether a rule was pinned otherwise than this pass assumed.
func (w *weighed) revised() bool {
	for _, l := range w.leaves {
		for _, r := range l.rules {
			if r.revised {
				return true
			}
		}
	}
	return false
}

// divide gives every indicator its part of the weight by shares that are not
// negative; equal parts where all shares are zero.
func (w *weighed) divide(shares []float64) (equal bool) {
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	for i := range w.leaves {
		if sum > 0 {
			w.leaves[i].node.Weight = w.weight * (shares[i] / sum)
		} else {
			w.leaves[i].node.Weight = w.weight / float64(len(shares))
		}
	}
	return !(sum > 0)
}

// reweigh gives groups the sum of the weights below.
func reweigh(nodes []Node) float64 {
	sum := 0.0
	for i := range nodes {
		if len(nodes[i].Children) > 0 {
			nodes[i].Weight = reweigh(nodes[i].Children)
		}
		sum += nodes[i].Weight
	}
	return sum
}
