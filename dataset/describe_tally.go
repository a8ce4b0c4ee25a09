package dataset

import (
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
)

// usualTokens are texts that stand for an absent value in tables that one meets.
var usualTokens = [...]string{"", "--", "-", "—", "——", "N/A", "n/a", "NA", "#N/A", "NaN", "nan", "NULL", "null", "None", "无", "未披露", "不适用"}

// tally counts the values of one column.
type tally struct {
	ColumnDescription
	seen   map[string]struct{} // the different values, as far as they are counted
	tokens [len(usualTokens)]int64
	counts []int64 // rows by word of the batch
	key    []byte
}

func newTally(info Info) *tally {
	t := &tally{seen: map[string]struct{}{}}
	t.Info = info
	t.Min, t.Max, t.Whole, t.Shortest = math.Inf(1), math.Inf(-1), true, math.MaxInt
	return t
}

func (t *tally) take(c *Column) {
	words := c.Field.Type == Word
	if words {
		t.counts = sized(t.counts, len(c.Words))
		clear(t.counts)
	}
	for row, s := range c.State {
		switch {
		case s == Missing:
			t.Missing++
		case s == NotApplicable:
			t.NotApplicable++
		case words:
			t.counts[c.Code[row]]++
		default:
			t.number(c, row)
		}
	}
	for code := range t.counts {
		if n := t.counts[code]; words && n > 0 {
			t.word(c.Words[code], n)
		}
	}
}

func (t *tally) number(c *Column, row int) {
	t.Present++
	if c.Field.Type == Number {
		t.numeral(c.Float[row], 1)
		t.key = binary.BigEndian.AppendUint64(t.key[:0], math.Float64bits(c.Float[row]))
	} else {
		t.numeral(DecimalNumber(c.Int[row], c.Field.scale()), 1)
		t.key = binary.BigEndian.AppendUint64(t.key[:0], uint64(c.Int[row]))
	}
	t.distinct(t.key)
}

// numeral counts a number that stands in n rows.
func (t *tally) numeral(x float64, n int64) {
	t.Numerals += n
	t.Min, t.Max = min(t.Min, x), max(t.Max, x)
	if x != math.Trunc(x) {
		t.Whole = false
	} else if 0 <= x && x < 1e15 && t.Type != Word {
		t.digits(len(shortInteger(x)), n)
	}
}

func (t *tally) digits(length int, n int64) {
	t.Digits += n
	t.Shortest, t.Longest = min(t.Shortest, length), max(t.Longest, length)
}

// word counts a text that stands in n rows.
func (t *tally) word(word string, n int64) {
	t.Present += n
	t.key = append(t.key[:0], word...)
	if len(word) > longestNumeral {
		sum := sha256.Sum256(t.key)
		t.key = append(t.key[:0], sum[:]...)
	}
	t.distinct(t.key)
	text := strings.TrimSpace(word)
	if i := slices.Index(usualTokens[:], text); i >= 0 {
		t.tokens[i] += n
		return
	}
	t.example(word)
	bare := text
	for _, sign := range percentSigns {
		bare = strings.TrimSpace(strings.TrimSuffix(bare, sign))
		if bare != text {
			break
		}
	}
	plain, ok := appendPlain(t.key[:0], bare)
	t.key = plain
	if !ok {
		return
	}
	if x, _ := strconv.ParseFloat(string(plain), 64); !math.IsInf(x, 0) {
		t.numeral(x, n)
		if bare != text {
			t.Percents += n
		}
	}
	if text != "" && leadingDigits(text) == len(text) {
		t.digits(len(text), n)
	}
}

func (t *tally) distinct(key []byte) {
	if t.AndMore {
		return
	}
	if _, known := t.seen[string(key)]; known {
		return
	}
	if len(t.seen) == distinctLimit {
		t.AndMore = true
		return
	}
	t.seen[string(key)] = struct{}{}
}

// example keeps the shortest words.
func (t *tally) example(word string) {
	shorter := func(a, b string) int {
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	}
	i, known := slices.BinarySearchFunc(t.Examples, word, shorter)
	if known || i == exampleWords || len(word) > longestNumeral {
		return
	}
	t.Examples = slices.Insert(t.Examples, i, strings.Clone(word))
	t.Examples = t.Examples[:min(len(t.Examples), exampleWords)]
}

// description is the tally with what it looks like.
func (t *tally) description() ColumnDescription {
	c := t.ColumnDescription
	c.Distinct = len(t.seen)
	if c.Numerals == 0 {
		c.Min, c.Max, c.Whole = 0, 0, false
	}
	if c.Digits == 0 {
		c.Shortest = 0
	}
	for i, n := range t.tokens {
		if n > 0 {
			c.Tokens = append(c.Tokens, TokenSeen{usualTokens[i], n})
		}
	}
	onlyNumbers := c.Numerals > 0 && c.Numerals == c.values()
	onlyDigits := c.Digits > 0 && c.Digits == c.values()
	c.Unit = unitInName(c.Name)
	c.Years = onlyNumbers && c.Whole && 1900 <= c.Min && c.Max <= 2100 && namesYear(c.Name)
	c.LostZeros = onlyDigits && c.Shortest < c.Longest && c.Longest <= maxScale && namesCode(c.Name)
	return c
}
