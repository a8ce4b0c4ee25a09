package indicators

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// Evaluate scores the selected rows of a batch and puts the results into the
// same rows of s, which must have been Reset to the batch's rows and at least
// the scheme's dimensions. Rows that are nil select all, so that a selection of
// none must be empty and not nil. A dimension scores
//
//	D = W * mean(s*m, w) over its applicable indicators
//
// with s the rule's fraction, m the evidence factor, w the weight, W the
// dimension's weight; what is not applicable leaves the weights of its
// dimension, whose other indicators take its place. A dimension without
// applicable weight is left out, and the total is scaled by the full score over
// the weights that remain. Values that can't be used are Faults among the
// batch's issues and count as missing. Nothing else is allocated in steady
// state; the results do not depend on the selection.
//
// Reference: library default, assumption; reallocation after GB/T 27925-2011,
// where an item that does not concern the subject is deleted.
func (b *Binding) Evaluate(batch *dataset.Batch, rows []int32, s *Scores) {
	if s.Rows != batch.Rows || len(s.Dimensions) < len(b.e.dimensions) {
		panic(fmt.Sprintf("indicators: scores of %d rows and %d dimensions for a batch of %d rows and a scheme of %d dimensions; call Reset first",
			s.Rows, len(s.Dimensions), batch.Rows, len(b.e.dimensions)))
	}
	v := &s.view
	v.batch, v.at, v.names, v.rows = batch, b.at, b.e.fields, nil
	v.prepare(b.e.depth)
	n := batch.Rows
	if rows != nil {
		n = len(rows)
	}
	for first := 0; first < n; first += blockRows {
		v.first, v.n = first, min(blockRows, n-first)
		if rows != nil {
			v.rows = rows[first : first+v.n]
		}
		b.e.block(v, s)
	}
	v.batch, v.rows = nil, nil
}

// block evaluates the rows in view.
func (e *Evaluator) block(v *view, s *Scores) {
	root := &v.slots[0]
	root.clear(v.n, e.scheme.Mean)
	v.applicable, v.available = cleared(v.applicable, v.n), cleared(v.available, v.n)
	leaves := e.policy.missing().leaves()
	for i, d := range e.dimensions {
		d.run(v, 1, leaves)
		e.dimension(v, d, root, &s.Dimensions[i])
	}
	e.total(v, root, s)
}

// run evaluates everything below a branch into the slot of its depth.
func (b *branch) run(v *view, depth int, leaves bool) {
	s := &v.slots[depth]
	s.clear(v.n, b.mean)
	for i := range b.children {
		c := b.children[i]
		if c.leaf != nil {
			c.leaf.run(v, s, b.mean, leaves)
			v.release()
			continue
		}
		c.branch.run(v, depth+1, leaves)
		s.join(b.mean, c.branch, &v.slots[depth+1], leaves, v.record)
	}
}

// run adds an indicator to the slot of its branch.
func (l *leaf) run(v *view, s *slot, mean Mean, leaves bool) {
	y, state := l.reading.fraction(v)
	level := v.unstated[:v.n]
	if l.proof >= 0 {
		level = v.evidence(l.proof)
	}
	if v.record != nil {
		v.record.indicator(l, y[0], state[0], level[0])
	}
	sum, w, factor := s.sum[:len(y)], l.weight, l.factor
	state, level = state[:len(y)], level[:len(y)]
	for k, f := range y {
		g := f * factor[level[k]&7]
		switch {
		case state[k] != dataset.Present || g != g:
			l.without(v, s, mean, leaves, k, f, state[k])
		case mean == Arithmetic:
			sum[k] = float64(g*w) + sum[k]
		default:
			sum[k] = mean.add(sum[k], g, w)
		}
	}
}

// without books an indicator that the k-th row has no usable value for.
func (l *leaf) without(v *view, s *slot, mean Mean, leaves bool, k int, f float64, state dataset.State) {
	if state == dataset.NotApplicable {
		s.away[k] += l.weight
		s.awayCount[k]++
		return
	}
	if state == dataset.Present && f != f {
		v.batch.Issues = append(v.batch.Issues, dataset.Issue{Code: dataset.IssueNotFinite, Severity: dataset.Fault, Row: v.row(k), Column: l.metric.Code,
			Text: "the figure is not a finite number; it counts as missing"})
	}
	s.lack[k] += l.weight
	s.lackCount[k]++
	if !leaves {
		s.sum[k] = mean.add(s.sum[k], 0, l.weight)
	}
}

// dimension writes the results of a dimension and adds it to the total. In the
// root's slot lackCount counts the dimensions that are rated.
func (e *Evaluator) dimension(v *view, d *branch, root *slot, out *DimensionScores) {
	own, leaves, weight := &v.slots[1], e.policy.missing().leaves(), d.node.Weight
	least := e.policy.MinApplicable * d.weight * (1 - 1e-12)
	for k := range own.sum {
		row := v.row(k)
		applicable, available := d.weights(own, k)
		scored := applicable
		if leaves {
			scored = available
		}
		v.applicable[k] += applicable
		v.available[k] += available
		out.Applicable[row], out.Available[row] = applicable, available
		out.Coverage[row] = share(available, applicable)
		out.Points[row], out.Rateable[row] = 0, false
		if !(scored > 0) || applicable < least {
			root.away[k] += weight
			if weight > 0 {
				root.awayCount[k]++
			}
			continue
		}
		f := d.mean.fraction(own.sum[k], scored)
		out.Points[row], out.Rateable[row] = float64(f*weight), true
		root.sum[k] = e.scheme.Mean.add(root.sum[k], f, weight)
		root.lackCount[k]++
	}
}

// total joins the dimensions that are rated.
func (e *Evaluator) total(v *view, root *slot, s *Scores) {
	full, mean := e.scheme.FullScore, e.scheme.Mean
	for k := range root.sum {
		row := v.row(k)
		s.Coverage[row] = share(v.available[k], v.applicable[k])
		s.Rateable[row] = root.lackCount[k] > 0
		s.Scaled[row] = root.awayCount[k] > 0
		switch {
		case !s.Rateable[row]:
			s.Total[row], s.Scaled[row] = 0, false
		case mean == Arithmetic && !s.Scaled[row]:
			s.Total[row] = min(root.sum[k], full)
		default:
			s.Total[row] = float64(mean.fraction(root.sum[k], full-root.away[k]) * full)
		}
	}
}

func share(part, whole float64) float64 {
	if whole > 0 {
		return part / whole
	}
	return 0
}
