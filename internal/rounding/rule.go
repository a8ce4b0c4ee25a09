package rounding

import (
	"errors"
	"fmt"
	"math"
	"math/big"

	"github.com/shopspring/decimal"
)

// Rule says which neighbour a number goes to that lies halfway between two. Its
// values are its names in documents. The empty Rule is none: it is refused.
type Rule string

const (
	// HalfEven goes to the neighbour whose last digit is even: 2.5 gives 2, 3.5
	// gives 4. It favours neither side.
	//
	// Reference: GB/T 8170-2008, 3.2.4; also IEEE 754-2019, roundTiesToEven.
	HalfEven Rule = "half-even"
	// HalfUp goes to the neighbour further from zero, as in everyday arithmetic
	// (四舍五入): 2.5 gives 3, -2.5 gives -3.
	//
	// Reference: IEEE 754-2019, section 4.3.1, roundTiesToAway.
	HalfUp Rule = "half-up"
)

// The places that Round and Unscaled take. No float64 has a digit after the
// 1,074th place, and none reaches half of 10^309.
const (
	MinPlaces = -309
	MaxPlaces = 1074
)

// ErrRange is wrapped by the errors of Round and Unscaled for a number or places
// that have no rounded form: NaN, an infinity, too large for the result's type.
var ErrRange = errors.New("the number can't be rounded")

// Check refuses a rule that is not one of the two.
func (r Rule) Check() error {
	if r == HalfEven || r == HalfUp {
		return nil
	}
	return fmt.Errorf("rounding rule %q is not one of %q, %q", string(r), HalfEven, HalfUp)
}

// Round rounds x to so many places, as the real number that x is, bit for bit,
// and not as its shortest text. The result has the exponent -places. NaN, an
// infinity, an unknown rule, and places outside MinPlaces and MaxPlaces are
// errors.
//
// Reference: GB/T 8170-2008, 3.2 and 3.3 (rounding is done once).
func (r Rule) Round(x float64, places int) (decimal.Decimal, error) {
	if err := r.admit(x, places); err != nil {
		return decimal.Decimal{}, err
	}
	if n, known, fits := r.unscaled(x, places); known && fits {
		return decimal.New(n, int32(-places)), nil
	}
	return decimal.NewFromBigInt(r.unscaledBig(x, places), int32(-places)), nil
}

// RoundDecimal rounds d to so many places, as the decimal that it is. A decimal
// without more places than that comes back as it is. It panics on an unknown
// rule, which Check finds first.
//
// Reference: GB/T 8170-2008, 3.2 and 3.3 (rounding is done once).
func (r Rule) RoundDecimal(d decimal.Decimal, places int) decimal.Decimal {
	if err := r.Check(); err != nil {
		panic(err)
	}
	places = min(max(places, -math.MaxInt32), math.MaxInt32) // an exponent is an int32
	surplus := -int64(places) - int64(d.Exponent())
	switch {
	case surplus <= 0:
		return d
	case surplus > int64(d.NumDigits()):
		// Less than a tenth of a unit. Seen here, since 10^surplus could be
		// too large a number to divide by: 1e-2000000000 is a decimal too.
		return decimal.New(0, int32(-places))
	}
	n := d.Coefficient()
	sign := n.Sign()
	n = r.quotient(n.Abs(n), powerOfTen(surplus))
	if sign < 0 {
		n.Neg(n)
	}
	return decimal.NewFromBigInt(n, int32(-places))
}

// goesUp says whether the magnitude of a number goes to the neighbour further
// from zero, given how its rest compares with one half and whether the
// neighbour nearer to zero is odd.
func (r Rule) goesUp(restToHalf int, odd bool) bool {
	return restToHalf > 0 || restToHalf == 0 && (odd || r == HalfUp)
}

// quotient is the rounded quotient of two numbers that are not negative. It
// changes n and leaves d as it is.
func (r Rule) quotient(n, d *big.Int) *big.Int {
	whole, rest := n.QuoRem(n, d, new(big.Int))
	if r.goesUp(rest.Lsh(rest, 1).Cmp(d), whole.Bit(0) == 1) {
		whole.Add(whole, big.NewInt(1))
	}
	return whole
}

func powerOfTen(n int64) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(n), nil)
}
