package dataset

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A numeral is the text of a number as tables hold it. plainNumeral turns it
// into what strconv reads: full-width characters become ASCII, thousands
// separators go, and with them the blanks around. ok is false where the text
// is no number: what is left over is never guessed at.
func plainNumeral(text string) (plain string, ok bool) {
	if len(text) > longestNumeral {
		return "", false
	}
	for i := range len(text) {
		if c := text[i]; c == ',' || c >= utf8.RuneSelf {
			return ungrouped(strings.Map(narrow, text))
		}
	}
	return text, isNumeral(text)
}

// longestNumeral bounds what is looked at; a float64 in full has 24 characters.
const longestNumeral = 96

// narrow is the ASCII character that looks like the full-width one.
func narrow(r rune) rune {
	switch {
	case '！' <= r && r <= '～':
		return r - '！' + '!'
	case r == '−' || r == '﹣' || r == '–':
		return '-'
	}
	return r
}

// ungrouped takes out the commas of "1,234,567.8" and refuses those elsewhere.
func ungrouped(text string) (string, bool) {
	head, tail := text, ""
	if i := strings.IndexAny(text, ".eE"); i >= 0 {
		head, tail = text[:i], text[i:]
	}
	groups := strings.Split(head, ",")
	for i, g := range groups {
		digits := strings.TrimLeft(g, "+-")
		if i > 0 && (len(g) != 3 || digits != g) || i == 0 && len(groups) > 1 && (len(digits) < 1 || len(digits) > 3) {
			return "", false
		}
	}
	plain := strings.Join(groups, "") + tail
	return plain, isNumeral(plain)
}

// isNumeral tells whether the text is a sign, digits with at most one point
// among them, and an exponent, of which only the digits must be there.
func isNumeral(s string) bool {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	whole := leadingDigits(s)
	s, digits := s[whole:], whole
	if s != "" && s[0] == '.' {
		part := leadingDigits(s[1:])
		s, digits = s[1+part:], digits+part
	}
	if digits == 0 || s == "" {
		return digits > 0
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	if s = s[1:]; s != "" && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return s != "" && len(s) <= 4 && leadingDigits(s) == len(s)
}

func leadingDigits(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}

// parseExact reads a numeral that is plain as n times 10^exp; ok is false if
// it is no numeral or has digits that an int64 can't hold.
func parseExact[T string | []byte](text T) (s scaling, ok bool) {
	i, negative, point := 0, false, false
	if len(text) > 0 && (text[0] == '-' || text[0] == '+') {
		i, negative = 1, text[0] == '-'
	}
	digits := 0
	for ; i < len(text); i++ {
		switch c := text[i]; {
		case c == '.' && !point:
			point = true
		case '0' <= c && c <= '9':
			if s.n > (math.MaxInt64-9)/10 {
				return scaling{}, false
			}
			s.n, digits = s.n*10+int64(c-'0'), digits+1
			if point {
				s.exp--
			}
		case (c == 'e' || c == 'E') && digits > 0 && i+1 < len(text) && len(text)-i <= 6:
			e, err := strconv.Atoi(string(text[i+1:]))
			s.exp, i = s.exp+e, len(text)
			if err != nil {
				return scaling{}, false
			}
		default:
			return scaling{}, false
		}
	}
	if negative {
		s.n = -s.n
	}
	return s, digits > 0
}

// outcome says how an exact computation ended.
type outcome uint8

const (
	exactly  outcome = iota // the result is the number itself
	rounded                 // the result is the nearest, half to even
	overflow                // an int64 does not hold it
)

// unscaled is plain x s in units of 10^-scale. The text is a plain numeral, or
// what strconv writes.
func unscaled[T string | []byte](plain T, s scaling, scale int) (int64, outcome) {
	if x, ok := parseExact(plain); ok {
		return timesExact(x, s, scale)
	}
	return unscaledBig(string(plain), s, scale)
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
func unscaledBig(plain string, s scaling, scale int) (int64, outcome) {
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
func nearestBig(plain string, s scaling) float64 {
	n, exp := parseBig(plain)
	return floatBig(n.Mul(n, big.NewInt(s.n)), exp+s.exp)
}

func floatBig(n *big.Int, exp int) float64 {
	x, _ := strconv.ParseFloat(n.String()+"e"+strconv.Itoa(exp), 64) // the only error is of size, and gives an infinity
	return x
}

// parseBig reads a plain numeral of any length.
func parseBig(plain string) (n *big.Int, exp int) {
	mantissa, exponent, _ := strings.Cut(strings.ToLower(plain), "e")
	whole, fraction, _ := strings.Cut(mantissa, ".")
	n, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok {
		n = new(big.Int) // no numeral, which callers have ruled out
	}
	exp, _ = strconv.Atoi(exponent)
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
