// Package rounding turns computed numbers into published ones, once, by one
// rule.
//
// A computed float64 is rounded as the real number that it is, exactly, not as
// its shortest decimal form: 0.15 in binary lies a little below three
// twentieths, so to one place it gives 0.1 by either rule. A decimal is rounded
// as the decimal that it is: 0.15 to one place gives 0.2 half to even.
//
// # Design
//
// The fast path multiplies by a power of ten with the error of the product in
// hand (a fused multiply-add gives it exactly), which decides every case but
// overflow without arbitrary precision; division by a power of ten leaves a
// remainder that decides in the same way.
package rounding

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// Rule says what happens to a number that lies halfway.
type Rule string

const (
	// HalfEven goes to the even neighbour.
	//
	// Reference: GB/T 8170-2008, 3.2.
	HalfEven Rule = "half-even"
	// HalfUp goes away from zero.
	HalfUp Rule = "half-up"
)

// ErrRange says that a number has no rounded form: it is not finite, or too large.
var ErrRange = errors.New("the number cannot be rounded")

// Check refuses a rule that is not known.
func (r Rule) Check() error {
	if r == HalfEven || r == HalfUp {
		return nil
	}
	return fmt.Errorf("rounding rule %q is not one of %q, %q", string(r), HalfEven, HalfUp)
}

// Round rounds x, as the real number that it is, to so many places after the
// point; negative places round to tens, hundreds and so on.
func (r Rule) Round(x float64, places int) (decimal.Decimal, error) {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return decimal.Decimal{}, fmt.Errorf("%w: %v", ErrRange, x)
	}
	return decimal.NewFromBigInt(r.exact(x, places), int32(-places)), nil
}

// RoundDecimal rounds a decimal as the decimal that it is.
func (r Rule) RoundDecimal(d decimal.Decimal, places int) decimal.Decimal {
	if r == HalfUp {
		return d.Round(int32(places))
	}
	return d.RoundBank(int32(places))
}

// Unscaled is Round times 10^places, as an integer. It allocates nothing but
// for numbers near the limits of int64.
func (r Rule) Unscaled(x float64, places int) (int64, error) {
	if n, ok := r.fast(x, places); ok {
		return n, nil
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return 0, fmt.Errorf("%w: %v", ErrRange, x)
	}
	n := r.exact(x, places)
	if !n.IsInt64() {
		return 0, fmt.Errorf("%w: %v to %d places exceeds 64 bits", ErrRange, x, places)
	}
	return n.Int64(), nil
}

// exactPowers are the powers of ten that float64 holds exactly.
var exactPowers = [23]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
	1e17, 1e18, 1e19, 1e20, 1e21, 1e22}

// fast rounds where the scaled number is below 2^51, so that its halves are
// float64s and the rest of the scaling is known exactly or by its sign.
func (r Rule) fast(x float64, places int) (int64, bool) {
	const limit = 1 << 51
	var scaled, rest float64 // the exact scaled number is scaled + rest, |rest| at most half a last bit
	switch {
	case 0 <= places && places < len(exactPowers):
		p := exactPowers[places]
		scaled = x * p
		rest = math.FMA(x, p, -scaled)
		if math.Abs(scaled) < 1e-290 && scaled != 0 { // the rest may not be a float64
			return 0, true
		}
	case -len(exactPowers) < places && places < 0:
		p := exactPowers[-places]
		scaled = x / p
		rest = -math.FMA(scaled, p, -x) // of the sign of the true rest
		if math.Abs(x) < 1e-290 {
			return 0, true
		}
	default:
		return 0, false
	}
	if !(math.Abs(scaled) < limit) {
		return 0, false
	}
	floor := math.Floor(scaled)
	// distance from the half is exact: below the limit a last bit is at most 1/4
	half := scaled - floor - 0.5
	if half == 0 {
		half = rest
	} else if scaled == floor && rest < 0 { // the true number lies just below a whole one
		return int64(floor), true
	}
	n := int64(floor)
	switch {
	case half > 0:
		n++
	case half == 0 && (r == HalfUp && x > 0 || r != HalfUp && n&1 != 0):
		n++
	}
	return n, true
}

// exact rounds with arbitrary precision.
func (r Rule) exact(x float64, places int) *big.Int {
	q := new(big.Rat)
	q.SetFloat64(x)
	p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil)
	if places >= 0 {
		q.Mul(q, new(big.Rat).SetInt(p))
	} else {
		q.Quo(q, new(big.Rat).SetInt(p))
	}
	whole, rest := new(big.Int).QuoRem(q.Num(), q.Denom(), new(big.Int)) // towards zero
	twice := rest.Abs(rest).Lsh(rest, 1)
	switch c := twice.Cmp(q.Denom()); {
	case c > 0, c == 0 && (r == HalfUp || whole.Bit(0) == 1):
		whole.Add(whole, big.NewInt(int64(q.Sign())))
	}
	return whole
}
