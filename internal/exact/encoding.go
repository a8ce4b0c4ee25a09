package exact

import (
	"encoding"
	"encoding/binary"
	"errors"
	"fmt"
)

// The encoding of a Sum is one byte for its kind and, where it is finite and
// not zero, one byte for the place of its lowest digit and the digits up to the
// highest, each in four bytes, low byte first.
const (
	kindPositive = iota + 1 // or zero
	kindNegative
	kindPlusInf
	kindMinusInf
	kindNaN
)

// capacityDigit bounds the highest digit: 2^63 terms below 2^1024 in units of
// 2^-1075 are less than 2^(32*67+18).
const capacityDigit = 1 << 18

// ErrEncoding is wrapped by the errors of UnmarshalBinary. The bytes were cut
// short or changed on their way, or are no encoding of this type.
var ErrEncoding = errors.New("not the encoding of an exact sum")

var (
	_ encoding.BinaryAppender    = (*Sum)(nil)
	_ encoding.BinaryUnmarshaler = (*Sum)(nil)
)

// AppendBinary appends the canonical encoding of s to b: at most 274 bytes, some
// 14 for sums of everyday amounts. Sums that are equal as real numbers, or
// infinite with one sign, or NaN, have equal bytes, whatever their terms were and
// on whatever machine. The error is always nil.
func (s *Sum) AppendBinary(b []byte) ([]byte, error) {
	switch s.special {
	case plusInf:
		return append(b, kindPlusInf), nil
	case minusInf:
		return append(b, kindMinusInf), nil
	case notANum:
		return append(b, kindNaN), nil
	}
	negative, d := s.magnitude()
	kind := byte(kindPositive)
	if negative {
		kind = kindNegative
	}
	b = append(b, kind)
	low, high := d.span()
	if low == high {
		return b, nil
	}
	b = append(b, byte(low))
	for _, digit := range d[low:high] {
		b = binary.LittleEndian.AppendUint32(b, digit)
	}
	return b, nil
}

// UnmarshalBinary sets s to the sum that b encodes. It refuses bytes that
// AppendBinary would not write, and leaves s as it was then.
func (s *Sum) UnmarshalBinary(b []byte) error {
	if len(b) == 0 {
		return fmt.Errorf("%w: no bytes", ErrEncoding)
	}
	var t Sum
	kind, rest := b[0], b[1:]
	switch kind {
	case kindPositive, kindNegative:
		if err := t.readDigits(kind == kindNegative, rest); err != nil {
			return err
		}
	case kindPlusInf, kindMinusInf, kindNaN:
		if len(rest) > 0 {
			return fmt.Errorf("%w: %d bytes after an infinity or NaN", ErrEncoding, len(rest))
		}
		t.special = kind - kindPlusInf + plusInf
	default:
		return fmt.Errorf("%w: unknown kind %d", ErrEncoding, kind)
	}
	*s = t
	return nil
}

// readDigits fills the empty sum s with the digits encoded in b.
func (s *Sum) readDigits(negative bool, b []byte) error {
	if len(b) == 0 {
		if negative {
			return fmt.Errorf("%w: zero with a minus sign", ErrEncoding)
		}
		return nil
	}
	low, b := int(b[0]), b[1:]
	n := len(b) / 4
	if len(b)%4 != 0 || n == 0 || low+n > len(digits{}) {
		return fmt.Errorf("%w: %d bytes of digits from place %d", ErrEncoding, len(b), low)
	}
	for k := range n {
		digit := int64(binary.LittleEndian.Uint32(b[4*k:]))
		switch {
		case digit == 0 && (k == 0 || k == n-1):
			return fmt.Errorf("%w: a needless zero digit at place %d", ErrEncoding, low+k)
		case low+k < chunks:
			s.chunk[low+k] = digit
		case digit < capacityDigit:
			s.chunk[chunks-1] |= digit << chunkBits
		default:
			return fmt.Errorf("%w: beyond any sum of 2^63 values", ErrEncoding)
		}
	}
	if s.chunk[0]&1 != 0 {
		return fmt.Errorf("%w: finer than any float64", ErrEncoding)
	}
	if negative {
		for k := range s.chunk {
			s.chunk[k] = -s.chunk[k]
		}
		s.carry()
	}
	return nil
}
