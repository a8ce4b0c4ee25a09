package exact

import (
	"encoding"
	"encoding/binary"
	"fmt"
	"math"
	"math/big"
	"math/bits"
)

// Int128 is an exact sum of int64, such as amounts of money in fen. The zero
// value is the empty sum. It holds 2^64 terms of any size, so counting can't
// overflow it; only merging a sum with itself many times over can, and that
// panics.
type Int128 struct {
	high int64 // the sum is high * 2^64 + low
	low  uint64
}

var (
	_ encoding.BinaryAppender    = Int128{}
	_ encoding.BinaryUnmarshaler = (*Int128)(nil)
)

// Reset makes s the empty sum.
func (s *Int128) Reset() { *s = Int128{} }

// Add adds x.
func (s *Int128) Add(x int64) { s.plus(x>>63, uint64(x)) }

// AddSlice adds every value of xs.
func (s *Int128) AddSlice(xs []int64) {
	for _, x := range xs {
		s.Add(x)
	}
}

// Merge adds the sum o to s; o stays as it is.
func (s *Int128) Merge(o *Int128) { s.plus(o.high, o.low) }

func (s *Int128) plus(high int64, low uint64) {
	sum, carry := bits.Add64(s.low, low, 0)
	top := s.high + high + int64(carry)
	// Overflow is two terms of one sign and a sum of the other.
	if (s.high^top)&(high^top) < 0 {
		panic("exact: a sum of int64 grew beyond 128 bits, which takes 2^64 terms: was it merged with itself in a loop?")
	}
	s.high, s.low = top, sum
}

// Sign is -1, 0 or +1 as the sum is negative, zero or positive.
func (s Int128) Sign() int {
	switch {
	case s.high < 0:
		return -1
	case s.high == 0 && s.low == 0:
		return 0
	}
	return 1
}

// Int64 is the sum as an int64, and whether it fits one; if not the number is 0.
func (s Int128) Int64() (int64, bool) {
	if s.high != int64(s.low)>>63 {
		return 0, false
	}
	return int64(s.low), true
}

// Float64 is the float64 nearest to the sum, of two equally near ones the even
// one.
func (s Int128) Float64() float64 {
	high, low := uint64(s.high), s.low
	if s.high < 0 {
		var borrow uint64
		low, borrow = bits.Sub64(0, low, 0)
		high, _ = bits.Sub64(0, high, borrow)
	}
	free := bits.LeadingZeros64(high)
	window, rest := high<<free|low>>(64-free), low<<free
	if rest != 0 {
		window |= 1 // far below the last place of a float64: breaks ties, no more
	}
	x := math.Ldexp(float64(window), 64-free)
	if s.high < 0 {
		return -x
	}
	return x
}

// Big is the sum as a big.Int of its own.
func (s Int128) Big() *big.Int {
	b := big.NewInt(s.high)
	b.Lsh(b, 64)
	return b.Add(b, new(big.Int).SetUint64(s.low))
}

// String is the sum in decimal digits.
func (s Int128) String() string { return s.Big().String() }

// AppendBinary appends the 16 bytes of s in two's complement, low byte first. The
// error is always nil.
func (s Int128) AppendBinary(b []byte) ([]byte, error) {
	b = binary.LittleEndian.AppendUint64(b, s.low)
	return binary.LittleEndian.AppendUint64(b, uint64(s.high)), nil
}

// UnmarshalBinary sets s to the sum that the 16 bytes of b encode.
func (s *Int128) UnmarshalBinary(b []byte) error {
	if len(b) != 16 {
		return fmt.Errorf("%w: %d bytes, want 16", ErrEncoding, len(b))
	}
	s.low = binary.LittleEndian.Uint64(b)
	s.high = int64(binary.LittleEndian.Uint64(b[8:]))
	return nil
}
