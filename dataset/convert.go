package dataset

import (
	"fmt"
	"math"
	"strconv"
)

// pow10 are the powers of ten that an int64 holds.
var pow10 = [19]int64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18}

// DecimalNumber is n times 10^-scale as the nearest float64.
func DecimalNumber(n int64, scale int) float64 {
	const exact = 1 << 53 // both operands of the division are exact below this
	if -exact <= n && n <= exact && 0 <= scale && scale < 16 {
		return float64(n) / float64(pow10[scale])
	}
	var text [40]byte
	b := strconv.AppendInt(text[:0], n, 10)
	b = append(b, 'e')
	b = strconv.AppendInt(b, int64(-scale), 10)
	x, _ := strconv.ParseFloat(string(b), 64) // the only error is of range, and gives the right zero
	return x
}

// Rescale gives an exact integer further digits after the decimal point; ok is
// false if it no longer fits.
func Rescale(n int64, digits int) (scaled int64, ok bool) {
	if n == 0 || digits == 0 {
		return n, true
	}
	if digits < 0 || digits >= len(pow10) {
		return 0, false
	}
	scaled = n * pow10[digits]
	return scaled, scaled/pow10[digits] == n
}

// Convert copies the rows of one column into another that has room for them
// and whose field may ask for the first as Match allows. States come along,
// evidence does not (see FoldEvidence). A number that is not finite, or too
// large for the type, becomes missing and is a Fault among the issues, which
// are appended to the given ones.
func Convert(issues []Issue, to, from *Column) []Issue {
	copy(to.State, from.State)
	switch {
	case to.Field.Type == Word:
		copy(to.Code, from.Code)
		to.Words = append(to.Words[:0], from.Words...)
	case to.Field.Type == Number && from.Field.Type == Number:
		copy(to.Float, from.Float)
		return CheckFinite(issues, to)
	case to.Field.Type == Number:
		for i, s := range from.State {
			if s == Present {
				to.Float[i] = DecimalNumber(from.Int[i], from.Field.scale())
			}
		}
	default:
		return rescale(issues, to, from)
	}
	return issues
}

// CheckFinite turns NaN and infinities of a Number column into missing values
// with a Fault each, appended to the given issues.
func CheckFinite(issues []Issue, c *Column) []Issue {
	for i, s := range c.State {
		if x := c.Float[i]; s == Present && (math.IsNaN(x) || math.IsInf(x, 0)) {
			issues = append(issues, Issue{IssueNotFinite, Fault, i, c.Field.Name,
				fmt.Sprintf("the value is %v, not a finite number; it counts as missing", c.Float[i])})
			c.State[i], c.Float[i] = Missing, 0
		}
	}
	return issues
}

func rescale(issues []Issue, to, from *Column) []Issue {
	digits := to.Field.scale() - from.Field.scale()
	if digits == 0 {
		copy(to.Int, from.Int)
		return issues
	}
	for i, s := range from.State {
		if s != Present {
			continue
		}
		n, ok := Rescale(from.Int[i], digits)
		if !ok {
			issues = append(issues, Issue{IssueOverflow, Fault, i, to.Field.Name,
				fmt.Sprintf("%d is too large for a %s; it counts as missing", from.Int[i], typeName(to.Field.Type, to.Field.Scale))})
			to.State[i], n = Missing, 0
		}
		to.Int[i] = n
	}
	return issues
}

// scale is the number of digits after the point, which only decimals have.
func (f Field) scale() int {
	if f.Type == Decimal {
		return f.Scale
	}
	return 0
}
