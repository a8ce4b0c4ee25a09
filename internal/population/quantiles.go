package population

import (
	"errors"
	"math"
	"slices"
)

// ErrChanged says that a pass read other values than the one before.
var ErrChanged = errors.New("the population changed between two passes over it")

// Quantiles are quantiles of a population that is read again and again: each
// pass fills Counters that the quantiles give, until all of them are Known.
type Quantiles struct {
	at     []position
	ranks  []int64 // that are needed, ascending, from 0
	values []float64
	known  []bool
	ranges []span // of what is not known yet
}

// position is where a quantile lies: part of the way from one rank to the next.
type position struct {
	rank int64
	part float64
}

// span is a range of the ordered numbers in which ranks are sought.
type span struct {
	low, high     uint64 // both within
	before, count int64  // values below it and in it
	shift         uint   // a bucket holds 2^shift numbers
	first         int    // its first bucket
}

// QuantilesOf seeks the quantiles q, each within 0 to 1, of the population with
// the extremes e, which must have values. With the values in order, x[0] to
// x[n-1], a quantile is
//
//	Q = x[i] + (h - i) (x[i+1] - x[i]), h = (n-1) q, i = floor(h)
//
// where h within four rounding errors of a whole number counts as that number.
//
// Reference: R. J. Hyndman and Y. Fan, Sample quantiles in statistical packages,
// The American Statistician 50(4), 361-365 (1996), definition 7.
func QuantilesOf(e Extremes, qs []float64) *Quantiles {
	s := &Quantiles{}
	for _, q := range qs {
		p := locate(e.Count, q)
		s.at = append(s.at, p)
		s.ranks = append(s.ranks, p.rank, min(p.rank+1, e.Count-1))
		if p.part == 0 {
			s.ranks = s.ranks[:len(s.ranks)-1]
		}
	}
	slices.Sort(s.ranks)
	s.ranks = slices.Compact(s.ranks)
	s.values, s.known = make([]float64, len(s.ranks)), make([]bool, len(s.ranks))
	whole := span{low: keyOf(e.Least), high: keyOf(e.Most), count: e.Count}
	for i, rank := range s.ranks {
		switch {
		case rank == 0 || e.Least == e.Most:
			s.settle(i, e.Least)
		case rank == e.Count-1:
			s.settle(i, e.Most)
		default:
			s.ranges = []span{whole}
		}
	}
	s.divide()
	return s
}

func locate(n int64, q float64) position {
	h := float64(n-1) * q
	if near := math.Round(h); math.Abs(h-near) <= 4*0x1p-52*near {
		return position{rank: int64(near)}
	}
	i := math.Floor(h)
	return position{int64(i), h - i}
}

func (s *Quantiles) settle(i int, x float64) { s.values[i], s.known[i] = x, true }

// Known tells whether no more passes are needed.
func (s *Quantiles) Known() bool { return len(s.ranges) == 0 }

// At is the i-th quantile once all are known.
func (s *Quantiles) At(i int) float64 {
	p := s.at[i]
	k, _ := slices.BinarySearch(s.ranks, p.rank)
	a := s.values[k]
	if p.part == 0 {
		return a
	}
	b := s.values[k+1]
	if d := b - a; d-d == 0 {
		return min(a+float64(p.part*d), b)
	}
	return float64(a*(1-p.part)) + float64(b*p.part) // the way itself is too long for a float64
}

// divide cuts the ranges into buckets.
func (s *Quantiles) divide() {
	if len(s.ranges) == 0 {
		return
	}
	each := max(2, buckets/len(s.ranges))
	first := 0
	for i := range s.ranges {
		r := &s.ranges[i]
		r.shift, r.first = 0, first
		for (r.high-r.low)>>r.shift >= uint64(each) {
			r.shift++
		}
		first += r.size()
	}
}

// size is the number of buckets of a range.
func (r *span) size() int { return int((r.high-r.low)>>r.shift) + 1 }

// Counter is an empty counter for the next pass.
func (s *Quantiles) Counter() *Counter {
	c := &Counter{ranges: s.ranges}
	total := int64(0)
	for i := range s.ranges {
		total += s.ranges[i].count
	}
	if c.keep = total <= kept; !c.keep {
		last := &s.ranges[len(s.ranges)-1]
		c.counts = slices.Repeat([]bucket{noBucket}, last.first+last.size())
	}
	return c
}

// Take learns from the merged counters of a whole pass.
func (s *Quantiles) Take(c *Counter) error {
	if c.keep {
		return s.takeKeys(c.keys)
	}
	var next []span
	for i := range s.ranges {
		r := &s.ranges[i]
		found, total := s.narrowed(r, c.counts[r.first:r.first+r.size()])
		if total != r.count {
			return ErrChanged
		}
		next = append(next, found...)
	}
	s.ranges = next
	s.divide()
	return nil
}

// narrowed are the buckets of a range that hold ranks, and the values counted.
func (s *Quantiles) narrowed(r *span, counts []bucket) (found []span, total int64) {
	k, _ := slices.BinarySearch(s.ranks, r.before)
	for _, b := range counts {
		in := span{low: b.least, high: b.most, before: r.before + total, count: b.count}
		total += b.count
		sought := false
		for ; k < len(s.ranks) && s.ranks[k] < r.before+total; k++ {
			if s.known[k] {
				continue
			}
			if in.low == in.high {
				s.settle(k, numberOf(in.low))
			} else {
				sought = true
			}
		}
		if sought {
			found = append(found, in)
		}
	}
	return found, total
}

// takeKeys ends the search with all the numbers that are left.
func (s *Quantiles) takeKeys(keys []uint64) error {
	slices.Sort(keys)
	for i := range s.ranges {
		r := &s.ranges[i]
		from, _ := slices.BinarySearch(keys, r.low)
		to := from
		for to < len(keys) && keys[to] <= r.high {
			to++
		}
		if int64(to-from) != r.count {
			return ErrChanged
		}
		for k, rank := range s.ranks {
			if !s.known[k] && r.before <= rank && rank < r.before+r.count {
				s.settle(k, numberOf(keys[from+int(rank-r.before)]))
			}
		}
	}
	s.ranges = nil
	return nil
}
