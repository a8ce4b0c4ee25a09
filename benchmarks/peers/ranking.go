package main

import (
	"math/bits"
	"slices"
)

// ranking finds how many values are above a given one. Of the values, in
// order, a table says where those of each part of their range begin, so that
// the search stays within a few neighbours.
type ranking struct {
	values []int64
	starts []uint32 // of each part, and the end
	least  int64
	shift  int // a part is so many bits wide
}

func newRanking(values []int64) *ranking {
	slices.Sort(values)
	r := &ranking{values: values}
	if len(values) == 0 {
		return r
	}
	r.least = values[0]
	span := uint64(values[len(values)-1] - r.least)
	r.shift = max(0, bits.Len64(span)-bits.Len(uint(len(values))))
	r.starts = make([]uint32, span>>r.shift+2)
	for _, v := range values {
		r.starts[r.part(v)+1]++
	}
	for i := range r.starts[1:] {
		r.starts[i+1] += r.starts[i]
	}
	return r
}

func (r *ranking) part(v int64) uint64 { return uint64(v-r.least) >> r.shift }

// above is the number of values greater than one of them.
func (r *ranking) above(v int64) int64 {
	part := r.part(v)
	from, to := int(r.starts[part]), int(r.starts[part+1])
	at, _ := slices.BinarySearch(r.values[from:to], v+1)
	return int64(len(r.values) - from - at)
}
