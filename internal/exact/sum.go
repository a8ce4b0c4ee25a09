package exact

import "math"

const (
	chunks     = 67        // chunks of a Sum, the top one signed and never normalised
	chunkBits  = 32        // bits of a chunk that are its own; the others are carries
	chunkMask  = 1<<32 - 1 // a chunk's own bits
	pendingMax = 2000      // terms a normalised chunk takes: 2000 * 2^52 + 2^32 < 2^63, and some to spare

	fractionBits = 52
	fractionMask = 1<<fractionBits - 1
	hiddenBit    = 1 << fractionBits
	exponentMask = 1<<11 - 1
	infBits      = exponentMask << fractionBits // set in infinities and NaN alone
)

// The states of a sum that has left the finite numbers. They join by or, as
// infinities do by addition: +Inf and -Inf make NaN, and NaN stays NaN.
const (
	plusInf  = 1
	minusInf = 2
	notANum  = plusInf | minusInf
)

// Sum is an exact sum of float64: the real sum of everything added, whatever
// the order of the terms and however they were split over merged parts. The zero
// value is the empty sum. It holds 2^63 terms of any size.
//
// Infinities and NaN follow IEEE 754 in whatever order they come: a NaN term,
// or terms +Inf and -Inf, make the sum NaN; otherwise one infinite term makes it
// that infinity. Finite terms never do, since intermediate sums can't overflow.
//
// Reference: R. M. Neal, Fast exact summation using small and large
// superaccumulators, arXiv:1505.05571 (2015), section 3.
type Sum struct {
	chunk   [chunks]int64 // sum of chunk[k] * 2^(32k-1075)
	pending int32         // terms added since the carries were last passed on
	special uint8         // 0 while finite, or plusInf, minusInf, notANum
}

// Reset makes s the empty sum.
func (s *Sum) Reset() { *s = Sum{} }

// Add adds x.
func (s *Sum) Add(x float64) {
	if s.pending >= pendingMax {
		s.carry()
	}
	s.pending++
	b := math.Float64bits(x)
	if b&infBits == infBits {
		s.addSpecial(b)
		return
	}
	k, low, high := split(b)
	s.chunk[k] += low
	s.chunk[k+1] += high
}

// AddSlice adds every value of xs. It is faster than as many calls of Add.
func (s *Sum) AddSlice(xs []float64) {
	for len(xs) > 0 {
		if s.pending >= pendingMax {
			s.carry()
		}
		n := min(len(xs), int(pendingMax-s.pending))
		for _, x := range xs[:n] {
			b := math.Float64bits(x)
			if b&infBits == infBits {
				s.addSpecial(b)
				continue
			}
			k, low, high := split(b)
			s.chunk[k] += low
			s.chunk[k+1] += high
		}
		s.pending += int32(n)
		xs = xs[n:]
	}
}

// split gives what a finite value with the bits b adds to chunks k and k+1. The
// exponent's low five bits shift the fraction, the others choose the chunk; the
// sign goes to the high part, so that low is never negative.
func split(b uint64) (k uint64, low, high int64) {
	exponent, fraction := b>>fractionBits&exponentMask, int64(b&fractionMask)
	if exponent != 0 {
		fraction |= hiddenBit
	} else {
		exponent = 1 // zero and the subnormals
	}
	sign := int64(b) >> 63 // 0, or -1
	fraction = (fraction ^ sign) - sign
	shift := exponent % chunkBits
	return exponent / chunkBits, fraction << shift & chunkMask, fraction >> (chunkBits - shift)
}

// addSpecial adds an infinity or a NaN.
func (s *Sum) addSpecial(b uint64) {
	switch {
	case b&fractionMask != 0:
		s.special = notANum
	case int64(b) < 0:
		s.special |= minusInf
	default:
		s.special |= plusInf
	}
}

// Merge adds the sum o to s; o stays as it is. Merging parts gives exactly what
// adding all their terms to one sum would. A sum may be merged with itself.
func (s *Sum) Merge(o *Sum) {
	if s.pending+o.pending >= pendingMax {
		s.carry() // which leaves room even for a full o
	}
	for k := range s.chunk {
		s.chunk[k] += o.chunk[k]
	}
	s.pending += o.pending + 1
	s.special |= o.special
}

// carry passes each chunk's carries up to the next. Afterwards all chunks but the
// top one lie between 0 and 2^32-1, the top one bears the sign, and equal sums
// have equal chunks.
func (s *Sum) carry() {
	var carry int64
	for k := range chunks - 1 {
		c := s.chunk[k] + carry
		s.chunk[k] = c & chunkMask
		carry = c >> chunkBits
	}
	s.chunk[chunks-1] += carry
	s.pending = 0
}
