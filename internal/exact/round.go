package exact

import (
	"math"
	"math/bits"
)

// digits is the magnitude of a finite sum in base 2^32, lowest digit first, in
// units of 2^-1075: one digit a chunk and one more for the top chunk's carries.
type digits [chunks + 1]uint32

// magnitude gives the sign and the digits of the finite part of s.
func (s *Sum) magnitude() (negative bool, d digits) {
	t := *s
	t.carry()
	if negative = t.chunk[chunks-1] < 0; negative {
		for k := range t.chunk {
			t.chunk[k] = -t.chunk[k]
		}
		t.carry()
	}
	for k, c := range t.chunk {
		d[k] = uint32(c)
	}
	d[chunks] = uint32(t.chunk[chunks-1] >> chunkBits)
	return negative, d
}

// span gives the places of the lowest digit that is not zero and of the one
// above the highest; both are zero for the number zero.
func (d *digits) span() (low, high int) {
	for high = len(d); high > 0 && d[high-1] == 0; {
		high--
	}
	for low < high && d[low] == 0 {
		low++
	}
	return low, high
}

// Float64 is the sum correctly rounded: the float64 nearest to the real sum of
// all terms, of two equally near ones the even one. It is infinite if a term
// was, or if the sum itself lies beyond the largest float64 by half a unit of its
// last place or more. A sum of zero is +0 always, also where every term was -0.
//
// Reference: IEEE 754-2019, section 4.3.1, roundTiesToEven.
func (s *Sum) Float64() float64 {
	switch s.special {
	case plusInf:
		return math.Inf(1)
	case minusInf:
		return math.Inf(-1)
	case notANum:
		return math.NaN()
	}
	negative, d := s.magnitude()
	b := d.round()
	if negative {
		b |= 1 << 63
	}
	return math.Float64frombits(b)
}

// round gives the bits of the float64 nearest to the digits. It takes the 64 bits
// from the leading one down and asks of the rest only whether anything is there.
func (d *digits) round() uint64 {
	low, high := d.span()
	if high == 0 {
		return 0
	}
	top := high - 1
	leading := chunkBits*top + bits.Len32(d[top]) - 1
	if leading <= fractionBits+1 {
		// Below 2^-1021 the bits of a float64 count units of 2^-1074.
		return (uint64(d[1])<<chunkBits | uint64(d[0])) >> 1
	}
	free := bits.LeadingZeros32(d[top])
	window := uint64(d[top])<<(chunkBits+free) | uint64(d[top-1])<<free
	below := low < top-1
	if top >= 2 {
		next := uint64(d[top-2]) << free
		window |= next >> chunkBits
		below = low < top-2 || next&chunkMask != 0
	}

	const half = 1 << 10 // of the window's last 11 bits, which the fraction has no room for
	fraction, rest := window>>11, window&(2*half-1)
	if rest > half || rest == half && (below || fraction&1 == 1) {
		fraction++
	}
	exponent := uint64(leading - fractionBits)
	if exponent >= exponentMask {
		return infBits
	}
	// Added, not joined: the hidden bit makes up for the one taken from the
	// exponent, and a carry out of the fraction goes into it, up to infinity.
	return (exponent-1)<<fractionBits + fraction
}
