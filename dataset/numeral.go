package dataset

import (
	"bytes"
	"unicode/utf8"
)

// A numeral is the text of a number as tables hold it. appendPlain appends it
// as strconv reads it: full-width characters become ASCII, thousands separators
// go. ok is false where the text is no number: what is left over is never
// guessed at.
func appendPlain(b []byte, text string) (plain []byte, ok bool) {
	if len(text) > longestNumeral {
		return b, false
	}
	from, grouped := len(b), false
	for _, r := range text {
		if r >= utf8.RuneSelf {
			r = narrow(r)
		}
		if r >= utf8.RuneSelf {
			return b, false
		}
		grouped = grouped || r == ','
		b = append(b, byte(r))
	}
	if grouped {
		whole, ok := ungroup(b[from:])
		if !ok {
			return b, false
		}
		b = b[:from+len(whole)]
	}
	return b, isNumeral(b[from:])
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

// ungroup takes the commas out of "1,234,567.8" in place, and refuses those
// that do not stand before three digits each.
func ungroup(b []byte) ([]byte, bool) {
	whole := bytes.IndexAny(b, ".eE")
	if whole < 0 {
		whole = len(b)
	}
	plain, run, grouped := b[:0], 0, false
	for i, c := range b {
		switch {
		case c != ',':
			if i < whole && '0' <= c && c <= '9' {
				run++
			}
			plain = append(plain, c)
		case i > whole || run == 0 || run > 3 || grouped && run != 3:
			return nil, false
		default:
			grouped, run = true, 0
		}
	}
	return plain, run == 3
}

// isNumeral tells whether the text is a sign, digits with at most one point
// among them, and an exponent, of which only the digits must be there.
func isNumeral(s []byte) bool {
	if len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	whole := leadingDigits(s)
	s, digits := s[whole:], whole
	if len(s) > 0 && s[0] == '.' {
		part := leadingDigits(s[1:])
		s, digits = s[1+part:], digits+part
	}
	if digits == 0 || len(s) == 0 {
		return digits > 0
	}
	if s[0] != 'e' && s[0] != 'E' {
		return false
	}
	if s = s[1:]; len(s) > 0 && (s[0] == '+' || s[0] == '-') {
		s = s[1:]
	}
	return 0 < len(s) && len(s) <= 4 && leadingDigits(s) == len(s)
}

func leadingDigits[T string | []byte](s T) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}
