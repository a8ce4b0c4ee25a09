package dataset

import (
	"math"
	"strconv"
	"strings"
)

// reading says what became of a foreign value.
type reading uint8

const (
	unread reading = iota
	readMissing
	readNotApplicable
	readPresent
	refusedNumber // the following are faults, and leave the value missing
	refusedInfinite
	refusedSize
	refusedPart
	refusedZero
	refusedWord
	refusedCode
)

func readingOf(s State) reading { return reading(s) + readMissing }

func (r reading) state() State {
	if r > readPresent {
		return Missing
	}
	return State(r - readMissing)
}

// figure is a foreign number as the native column holds it: x for numbers, n
// for integers and decimals.
type figure struct {
	x   float64
	n   int64
	got reading
}

// figures reads one foreign column as numbers of a form. It holds what it made
// of each word of a batch's dictionary.
type figures struct {
	place   *rulePlace
	at      int // among the foreign columns that are asked for
	form    columnForm
	unit    Unit
	scaling scaling // unit and factor
	percent scaling // the factor alone, for text with a percent sign
	words   []figure
	text    []byte // a numeral at work
}

func newFigures(p *rulePlace, q Quantity, form columnForm) *figures {
	unit, _ := unitNamed(q.Unit)
	s, _ := q.scaling()
	percent, _ := Quantity{Factor: q.Factor}.scaling()
	return &figures{place: p, at: p.column(q.From), form: form, unit: unit, scaling: s, percent: percent}
}

// open takes up the next batch.
func (r *figures) open(in *Batch) *Column {
	c := &in.Columns[r.at]
	if c.Field.Type == Word {
		r.words = sized(r.words, len(c.Words))
		clear(r.words)
	}
	return c
}

// figure is the number in a row of the column.
func (r *figures) figure(c *Column, row int) figure {
	if s := c.State[row]; s != Present {
		return figure{got: readingOf(s)}
	}
	switch c.Field.Type {
	case Word:
		f := &r.words[c.Code[row]]
		if f.got == unread {
			*f = r.ofText(c.Words[c.Code[row]])
		}
		return *f
	case Number:
		return r.ofFloat(c.Float[row], r.scaling)
	default:
		return r.ofInt(c.Int[row], c.Field.scale())
	}
}

func (r *figures) ofFloat(x float64, s scaling) figure {
	switch {
	case math.IsNaN(x) || math.IsInf(x, 0):
		return figure{got: refusedInfinite}
	case r.form.Type == Number && s == one:
		return figure{x: x, got: readPresent}
	}
	r.text = strconv.AppendFloat(r.text[:0], x, 'e', -1, 64)
	return r.ofNumeral(r.text, s)
}

func (r *figures) ofInt(n int64, scale int) figure {
	if r.form.Type == Number {
		return finite(nearest(scaling{n, -scale}, r.scaling))
	}
	return r.whole(timesExact(scaling{n, -scale}, r.scaling, r.form.Scale))
}

// ofNumeral takes a plain numeral, or what strconv writes.
func (r *figures) ofNumeral(plain []byte, s scaling) figure {
	if r.form.Type != Number {
		return r.whole(unscaled(plain, s, r.form.Scale))
	}
	if x, ok := parseExact(plain); ok {
		return finite(nearest(x, s))
	}
	return finite(nearestBig(plain, s))
}

func finite(x float64) figure {
	if math.IsInf(x, 0) {
		return figure{got: refusedSize}
	}
	return figure{x: x, got: readPresent}
}

// whole is an exact result; an integer must not have been rounded to.
func (r *figures) whole(n int64, how outcome) figure {
	switch {
	case how == overflow:
		return figure{got: refusedSize}
	case how == rounded && r.form.Type == Integer:
		return figure{got: refusedPart}
	}
	return figure{n: n, got: readPresent}
}

func (r *figures) ofText(word string) figure {
	text, got := r.place.told(word)
	if got != readPresent {
		return figure{got: got}
	}
	text, s := r.stripUnit(text)
	var ok bool
	if r.text, ok = appendPlain(r.text[:0], text); !ok {
		return figure{got: refusedNumber}
	}
	return r.ofNumeral(r.text, s)
}

var percentSigns = [...]string{"%", "％"}

// stripUnit takes off the unit that a text may repeat behind the number. A
// percent sign says percent in a column of fractions too.
func (r *figures) stripUnit(text string) (string, scaling) {
	if r.unit.Native == "percent" {
		for _, sign := range percentSigns {
			if bare, ok := strings.CutSuffix(text, sign); ok {
				return strings.TrimSpace(bare), r.percent
			}
		}
	}
	for _, name := range []string{r.unit.Chinese, r.unit.English} {
		if bare, ok := strings.CutSuffix(text, name); ok && name != "" {
			return strings.TrimSpace(bare), r.scaling
		}
	}
	return text, r.scaling
}

// put writes a figure into row i of the column.
func (f figure) put(to *Column, i int) {
	to.State[i] = f.got.state()
	switch {
	case f.got != readPresent:
	case to.Field.Type == Number:
		to.Float[i] = f.x
	default:
		to.Int[i] = f.n
	}
}

type numberFiller struct{ *figures }

func (r NumberRule) filler(p *rulePlace) rowFiller {
	return numberFiller{newFigures(p, r.Quantity, r.form())}
}

func (f numberFiller) fill(issues []Issue, to *Column, in *Batch, keep []int) []Issue {
	c := f.open(in)
	for i, row := range keep {
		x := f.figure(c, row)
		x.put(to, i)
		if x.got > readPresent {
			issues = append(issues, f.place.refuse(x.got, c, row, i))
		}
	}
	return issues
}
