package indicators

import (
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
)

// recorder listens to the evaluation of one row, so that an explanation shows
// what was computed and not what a second formula would give.
type recorder struct {
	part     string       // the figure of the best-of part being read
	heard    []heard      // the readings of the indicator being evaluated
	leaves   []leafRecord // in the order of evaluation
	branches []branchRecord
}

// heard is one reading: of a whole rule or of a part of a best-of.
type heard struct {
	figure   string
	x, y     float64
	state    dataset.State
	segment  Segment
	hasScale bool
}

type leafRecord struct {
	leaf     *leaf
	state    dataset.State
	level    dataset.Evidence
	fraction float64
	counted  heard // what made the fraction
}

type branchRecord struct {
	branch   *branch
	fraction float64
}

func (r *recorder) measured(of *reading, x, y []float64, state []dataset.State) {
	h := heard{figure: r.part, x: x[0], y: y[0], state: state[0], hasScale: true}
	if h.state == dataset.Present && finite(h.x) {
		h.segment.X0, h.segment.Y0, h.segment.X1, h.segment.Y1 = of.scale.segment(h.x)
	}
	if _, choice := of.measure.(*best); choice {
		h.hasScale = false
	}
	r.heard = append(r.heard, h)
}

// indicator ends an indicator. Of a best-of the part that gave the fraction is
// what counted.
func (r *recorder) indicator(l *leaf, y float64, state dataset.State, level dataset.Evidence) {
	counted := r.heard[len(r.heard)-1]
	if !counted.hasScale {
		i := slices.IndexFunc(r.heard, func(h heard) bool { return h.state == dataset.Present && h.y == y })
		if i >= 0 {
			counted = r.heard[i]
		}
	}
	r.leaves = append(r.leaves, leafRecord{l, state, level, y, counted})
	r.heard, r.part = r.heard[:0], ""
}

func (r *recorder) branch(b *branch, fraction float64) {
	r.branches = append(r.branches, branchRecord{b, fraction})
}
