package dataset

import (
	"bytes"
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// scaling multiplies by a decimal: n times 10^exp.
type scaling struct {
	n   int64
	exp int
}

// one leaves a number as it is.
var one = scaling{1, 0}

// parseExact reads a plain numeral, or what strconv writes, as n times 10^exp;
// ok is false if an int64 can't hold its digits.
func parseExact(text []byte) (s scaling, ok bool) {
	i, negative, point := 0, false, false
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		i, negative = 1, text[0] == '-'
	}
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == '.':
			point = true
		case c == 'e' || c == 'E':
			s.exp += exponent(text[i+1:])
			i = len(text)
		case s.n > (math.MaxInt64-9)/10:
			return scaling{}, false
		default:
			s.n = s.n*10 + int64(c-'0')
			if point {
				s.exp--
			}
		}
	}
	if negative {
		s.n = -s.n
	}
	return s, true
}

// exponent is the number behind the e of a plain numeral.
func exponent(text []byte) (n int) {
	digits := bytes.TrimLeft(text, "+-")
	for _, c := range digits {
		n = n*10 + int(c-'0')
	}
	if len(digits) < len(text) && text[0] == '-' {
		return -n
	}
	return n
}

// outcome says how an exact computation ended.
type outcome uint8

const (
	exactly  outcome = iota // the result is the number itself
	rounded                 // the result is the nearest, half to even
	overflow                // an int64 does not hold it
)

// unscaled is plain x s in units of 10^-scale.
func unscaled(plain []byte, s scaling, scale int) (int64, outcome) {
	if x, ok := parseExact(plain); ok {
		return timesExact(x, s, scale)
	}
	return unscaledBig(plain, s, scale)
}

// timesExact is the product in units of 10^-scale.
func timesExact(x, y scaling, scale int) (int64, outcome) {
	exp := x.exp + y.exp + scale
	if high, low := bits.Mul64(magnitude(x.n), magnitude(y.n)); high == 0 && low <= math.MaxInt64 {
		return shiftPoint(x.n*y.n, exp)
	}
	return shiftPointBig(new(big.Int).Mul(big.NewInt(x.n), big.NewInt(y.n)), exp)
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

// shiftPoint is n times 10^exp, rounded half to even.
func shiftPoint(n int64, exp int) (int64, outcome) {
	switch {
	case exp >= 0:
		if scaled, ok := Rescale(n, exp); ok {
			return scaled, exactly
		}
		return 0, overflow
	case exp < 1-len(pow10) && n != 0:
		return shiftPointBig(big.NewInt(n), exp)
	case n == 0:
		return 0, exactly
	}
	divisor := pow10[-exp]
	quotient, rest := n/divisor, n%divisor
	if rest == 0 {
		return quotient, exactly
	}
	// twice the rest against the divisor, without overflow
	switch over := magnitude(rest) - (uint64(divisor) - magnitude(rest)); {
	case int64(over) > 0 || over == 0 && quotient%2 != 0:
		if n < 0 {
			return quotient - 1, rounded
		}
		return quotient + 1, rounded
	}
	return quotient, rounded
}

// unscaledBig does the same for numerals of any length.
func unscaledBig(plain []byte, s scaling, scale int) (int64, outcome) {
	n, exp := parseBig(plain)
	return shiftPointBig(n.Mul(n, big.NewInt(s.n)), exp+s.exp+scale)
}

// nearest is the float64 nearest to the product.
func nearest(x, y scaling) float64 {
	n, exp := x.n*y.n, x.exp+y.exp
	switch high, low := bits.Mul64(magnitude(x.n), magnitude(y.n)); {
	case high != 0 || low > math.MaxInt64:
		return floatBig(new(big.Int).Mul(big.NewInt(x.n), big.NewInt(y.n)), exp)
	case low <= 1<<53 && 0 < exp && exp <= 22: // both factors are float64 themselves
		return float64(n) * math.Pow10(exp)
	}
	return DecimalNumber(n, -exp)
}

// nearestBig does the same for numerals of any length.
func nearestBig(plain []byte, s scaling) float64 {
	n, exp := parseBig(plain)
	return floatBig(n.Mul(n, big.NewInt(s.n)), exp+s.exp)
}

func floatBig(n *big.Int, exp int) float64 {
	x, _ := strconv.ParseFloat(n.String()+"e"+strconv.Itoa(exp), 64) // the only error is of size, and gives an infinity
	return x
}

// parseBig reads a plain numeral of any length.
func parseBig(plain []byte) (n *big.Int, exp int) {
	if i := bytes.IndexAny(plain, "eE"); i >= 0 {
		plain, exp = plain[:i], exponent(plain[i+1:])
	}
	whole, fraction, _ := bytes.Cut(plain, []byte("."))
	n, ok := new(big.Int).SetString(string(whole)+string(fraction), 10)
	if !ok {
		n = new(big.Int) // no numeral, which callers have ruled out
	}
	return n, exp - len(fraction)
}

// shiftPointBig is n times 10^exp, rounded half to even. Exponents are at most
// those of four digits.
func shiftPointBig(n *big.Int, exp int) (int64, outcome) {
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(exp, -exp))), nil)
	result := exactly
	if exp >= 0 {
		n.Mul(n, power)
	} else {
		rest := new(big.Int)
		n.QuoRem(n, power, rest)
		if rest.Sign() != 0 {
			result = rounded
		}
		twice := new(big.Int).Lsh(new(big.Int).Abs(rest), 1)
		if c := twice.Cmp(power); c > 0 || c == 0 && n.Bit(0) == 1 {
			n.Add(n, big.NewInt(int64(rest.Sign())))
		}
	}
	if !n.IsInt64() {
		return 0, overflow
	}
	return n.Int64(), result
}
