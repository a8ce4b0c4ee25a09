package survey

import (
	"fmt"
	"math/big"
	"math/bits"
)

// Sum is a whole number of 128 bits, 0 or more. As text, and so in JSON, it is
// decimal.
type Sum struct {
	hi, lo uint64
}

// product is a times b.
func product(a, b uint64) Sum {
	hi, lo := bits.Mul64(a, b)
	return Sum{hi, lo}
}

// times is s times k. The bounds on weights, scales and respondents keep every sum
// of a tally below 2^128.
func (s Sum) times(k uint64) Sum {
	hi, lo := bits.Mul64(s.lo, k)
	return Sum{hi + s.hi*k, lo}
}

func (s *Sum) add(o Sum) {
	var carry uint64
	s.lo, carry = bits.Add64(s.lo, o.lo, 0)
	s.hi, _ = bits.Add64(s.hi, o.hi, carry)
}

func (s Sum) big() *big.Int {
	b := new(big.Int).SetUint64(s.hi)
	b.Lsh(b, 64)
	return b.Or(b, new(big.Int).SetUint64(s.lo))
}

// float is the nearest float64.
func (s Sum) float() float64 { return nearest(s.big()) }

func nearest(b *big.Int) float64 {
	f, _ := new(big.Float).SetInt(b).Float64()
	return f
}

// quotient is a/b rounded once; b is not 0.
func quotient(a, b *big.Int) float64 {
	f, _ := new(big.Rat).SetFrac(a, b).Float64()
	return f
}

// String is the sum in decimal.
func (s Sum) String() string { return s.big().String() }

// MarshalText writes the sum in decimal.
func (s Sum) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads a decimal sum and refuses what 128 bits can't hold.
func (s *Sum) UnmarshalText(text []byte) error {
	b, ok := new(big.Int).SetString(string(text), 10)
	if !ok || b.Sign() < 0 || b.BitLen() > 128 {
		return fmt.Errorf("%q is no whole number from 0 to 2^128-1", text)
	}
	s.lo = new(big.Int).And(b, new(big.Int).SetUint64(^uint64(0))).Uint64()
	s.hi = b.Rsh(b, 64).Uint64()
	return nil
}
