package rounding

import (
	"cmp"
	"fmt"
	"math"
	"math/big"
	"math/bits"
)

// Unscaled is the whole number n whose n * 10^-places is x rounded to so many
// places: Round for a column that holds scaled integers, such as money in fen
// with places 2. It allocates nothing for places from -19 to 19. Besides the
// errors of Round, a result beyond int64 is one.
//
// Reference: GB/T 8170-2008, 3.2 and 3.3 (rounding is done once).
func (r Rule) Unscaled(x float64, places int) (int64, error) {
	if err := r.admit(x, places); err != nil {
		return 0, err
	}
	n, known, fits := r.unscaled(x, places)
	if !known {
		b := r.unscaledBig(x, places)
		n, fits = b.Int64(), b.IsInt64()
	}
	if !fits {
		return 0, fmt.Errorf("%w: %v to %d places exceeds an integer of 64 bits, which holds 18 digits of any kind", ErrRange, x, places)
	}
	return n, nil
}

// admit refuses what has no rounded form.
func (r Rule) admit(x float64, places int) error {
	switch {
	case r != HalfEven && r != HalfUp:
		return r.Check()
	case math.IsNaN(x) || math.IsInf(x, 0):
		return fmt.Errorf("%w: it is %v", ErrRange, x)
	case places < MinPlaces || places > MaxPlaces:
		return fmt.Errorf("%w: %d places are not between %d and %d", ErrRange, places, MinPlaces, MaxPlaces)
	}
	return nil
}

// powers are the powers of ten that 64 bits hold.
var powers = [20]uint64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19}

// unscaled is Unscaled where the power of ten fits 64 bits; otherwise the result
// is not known. A known one may not fit int64.
func (r Rule) unscaled(x float64, places int) (n int64, known, fits bool) {
	var whole uint64
	var restToHalf int
	fraction, exponent := parts(x)
	switch {
	case 0 <= places && places < len(powers):
		whole, restToHalf, fits = product(fraction, exponent, powers[places])
	case -len(powers) < places && places < 0:
		whole, restToHalf, fits = ratio(fraction, exponent, powers[-places])
	default:
		return 0, false, false
	}
	if !fits || whole > 1<<63 {
		return 0, true, false
	}
	if r.goesUp(restToHalf, whole&1 == 1) {
		whole++
	}
	if x < 0 {
		return -int64(whole), true, whole <= 1<<63
	}
	return int64(whole), true, whole <= math.MaxInt64
}

// parts are the whole numbers with |x| = fraction * 2^exponent, for finite x.
func parts(x float64) (fraction uint64, exponent int) {
	b := math.Float64bits(x)
	fraction, exponent = b&(1<<52-1), int(b>>52&(1<<11-1))
	if exponent == 0 {
		return fraction, -1074 // zero and the subnormals
	}
	return fraction | 1<<52, exponent - 1075
}

// product is the whole part of fraction * 2^exponent * p, and how the rest
// compares with one half. It does not fit if the whole part exceeds 64 bits.
func product(fraction uint64, exponent int, p uint64) (whole uint64, restToHalf int, fits bool) {
	high, low := bits.Mul64(fraction, p)
	if exponent >= 0 {
		return low << exponent, -1, high == 0 && bits.Len64(low)+exponent <= 64
	}
	point := uint(-exponent) // bits after the binary point
	if point >= 128 {
		return 0, -1, true // the product has 117 bits at most
	}
	// Shifts by 64 or more, also those by a negative count, which is a large
	// unsigned one, give 0 in Go: each of the sums below is the one that it is for
	// the case at hand.
	whole = low>>point | high<<(64-point) | high>>(point-64)
	left := 128 - point
	rest := high<<left | low>>(64-left) | low<<(left-64)
	restToHalf = cmp.Compare(rest, 1<<63)
	if restToHalf == 0 && low<<left != 0 {
		restToHalf = 1
	}
	return whole, restToHalf, high>>point == 0
}

// ratio is the whole part of fraction * 2^exponent / d for an even d, and how
// the rest compares with one half. It does not fit if the whole part exceeds 64
// bits.
func ratio(fraction uint64, exponent int, d uint64) (whole uint64, restToHalf int, fits bool) {
	var high, low uint64
	var more bool // something follows after the binary point
	switch {
	case exponent < 0:
		low = fraction >> -exponent
		more = fraction&(1<<-exponent-1) != 0
	case exponent <= 75:
		low = fraction << exponent
		high = fraction>>(64-uint(exponent)) | fraction<<(uint(exponent)-64)
	default:
		return 0, 0, false
	}
	if high >= d {
		return 0, 0, false
	}
	whole, rest := bits.Div64(high, low, d)
	restToHalf = cmp.Compare(rest, d/2)
	if restToHalf == 0 && more {
		restToHalf = 1
	}
	return whole, restToHalf, true
}

// unscaledBig is Unscaled for any places and any size of the result.
func (r Rule) unscaledBig(x float64, places int) *big.Int {
	fraction, exponent := parts(x)
	n, d := new(big.Int).SetUint64(fraction), big.NewInt(1)
	if exponent >= 0 {
		n.Lsh(n, uint(exponent))
	} else {
		d.Lsh(d, uint(-exponent))
	}
	if places >= 0 {
		n.Mul(n, powerOfTen(int64(places)))
	} else {
		d.Mul(d, powerOfTen(int64(-places)))
	}
	n = r.quotient(n, d)
	if x < 0 {
		n.Neg(n)
	}
	return n
}
