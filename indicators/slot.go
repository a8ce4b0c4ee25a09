package indicators

import "github.com/brandvalue/brandvalue/dataset"

// slot gathers a branch for the rows in view.
type slot struct {
	sum       []float64 // of the mean
	away      []float64 // weight that is not applicable
	lack      []float64 // applicable weight without a value
	awayCount []int32   // how many indicators these are, so that nothing left
	lackCount []int32   // is seen as nothing whatever the rounding
}

func (s *slot) clear(n int, mean Mean) {
	s.sum, s.away, s.lack = cleared(s.sum, n), cleared(s.away, n), cleared(s.lack, n)
	s.awayCount, s.lackCount = cleared(s.awayCount, n), cleared(s.lackCount, n)
	if empty := mean.empty(); empty != 0 {
		for k := range s.sum {
			s.sum[k] = empty
		}
	}
}

// cleared is s with n zeros; it makes room for a whole block once.
func cleared[T any](s []T, n int) []T {
	if cap(s) < n {
		s = make([]T, blockRows)
	}
	s = s[:n]
	clear(s)
	return s
}

// weights are the applicable and the available weight of a branch in the k-th row.
func (b *branch) weights(s *slot, k int) (applicable, available float64) {
	if s.awayCount[k] < b.count {
		applicable = b.weight - s.away[k]
	}
	if s.awayCount[k]+s.lackCount[k] < b.count {
		available = applicable - s.lack[k]
	}
	return applicable, available
}

// join adds a branch below to the slot with the weight that is left of it.
func (s *slot) join(mean Mean, below *branch, from *slot, leaves bool, record *recorder) {
	for k := range s.sum {
		s.away[k] += from.away[k]
		s.lack[k] += from.lack[k]
		s.awayCount[k] += from.awayCount[k]
		s.lackCount[k] += from.lackCount[k]
		w, available := below.weights(from, k)
		if leaves {
			w = available
		}
		if !(w > 0) {
			continue
		}
		f := below.mean.fraction(from.sum[k], w)
		s.sum[k] = mean.add(s.sum[k], f, w)
		if record != nil {
			record.branch(below, f)
		}
	}
}

// prepare makes room for the depth of a tree.
func (v *view) prepare(depth int) {
	for len(v.slots) <= depth {
		v.slots = append(v.slots, slot{})
	}
	if v.unstated == nil {
		v.unstated = make([]dataset.Evidence, blockRows)
	}
}
