package dataset

import (
	"math"
	"strconv"
	"strings"
)

// nativeWord is a word in parts: prefix, zeros and text.
type nativeWord struct {
	prefix string
	zeros  int
	text   string
}

// wordFiller fills a column of words. It translates each word of a batch's
// dictionary once, and builds all new words of a batch in one piece of memory.
type wordFiller struct {
	place     *rulePlace
	at        int // among the foreign columns that are asked for
	translate func(text string) (nativeWord, reading)
	written   Column // numbers written out
	words     []translated
	built     []byte
	spans     []wordSpan
}

// translated is the place of a foreign word's translation in the native dictionary.
type translated struct {
	code uint32
	got  reading
}

// wordSpan is where a word of the native dictionary stands in built.
type wordSpan struct {
	code     uint32
	from, to int
}

func (r WordRule) filler(p *rulePlace) rowFiller {
	return &wordFiller{place: p, at: p.column(r.From), translate: func(text string) (nativeWord, reading) {
		text, got := p.told(text)
		return nativeWord{prefix: r.Prefix, text: text}, got
	}}
}

func (r CategoryRule) filler(p *rulePlace) rowFiller {
	return &wordFiller{place: p, at: p.column(r.From), translate: func(text string) (nativeWord, reading) {
		text, got := p.told(text)
		if got != readPresent {
			return nativeWord{}, got
		}
		native, known := r.Words[text]
		switch {
		case known:
			return nativeWord{text: native}, readPresent
		case r.Others == othersDefault:
			return nativeWord{text: r.Default}, readPresent
		case r.Others == othersKeep:
			return nativeWord{text: text}, readPresent
		}
		return nativeWord{}, refusedWord
	}}
}

func (r CodeRule) filler(p *rulePlace) rowFiller {
	return &wordFiller{place: p, at: p.column(r.From), translate: func(text string) (nativeWord, reading) {
		text, got := p.told(text)
		if got != readPresent {
			return nativeWord{}, got
		}
		text = strings.Map(narrow, text)
		if whole, part, pointed := strings.Cut(text, "."); pointed && strings.Trim(part, "0") == "" {
			text = whole // a tool took the code for a number
		}
		if text == "" || len(text) > r.Digits || leadingDigits(text) < len(text) {
			return nativeWord{}, refusedCode
		}
		return nativeWord{r.Prefix, r.Digits - len(text), text}, readPresent
	}}
}

func (f *wordFiller) fill(issues []Issue, to *Column, in *Batch, keep []int) []Issue {
	held := &in.Columns[f.at]
	c := f.asWords(held)
	f.words = sized(f.words, len(c.Words))
	clear(f.words)
	f.built, f.spans = f.built[:0], f.spans[:0]
	for i, row := range keep {
		if s := c.State[row]; s != Present {
			to.State[i] = s
			if held.State[row] == Present {
				issues = append(issues, f.place.refuse(refusedInfinite, held, row, i))
			}
			continue
		}
		t := &f.words[c.Code[row]]
		if t.got == unread {
			*t = f.add(to, c.Words[c.Code[row]])
		}
		to.State[i], to.Code[i] = t.got.state(), t.code
		if t.got > readPresent {
			issues = append(issues, f.place.refuse(t.got, held, row, i))
		}
	}
	built := string(f.built)
	for _, s := range f.spans {
		to.Words[s.code] = built[s.from:s.to]
	}
	return issues
}

// add puts the translation of a word into the native dictionary.
func (f *wordFiller) add(to *Column, text string) translated {
	s, got := f.translate(text)
	if got != readPresent {
		return translated{got: got}
	}
	code := uint32(len(to.Words))
	to.Words = append(to.Words, s.text)
	if s.prefix != "" || s.zeros > 0 {
		from := len(f.built)
		f.built = append(f.built, s.prefix...)
		for range s.zeros {
			f.built = append(f.built, '0')
		}
		f.built = append(f.built, s.text...)
		f.spans = append(f.spans, wordSpan{code, from, len(f.built)})
	}
	return translated{code, got}
}

// asWords is the column itself if it is of words, else its numbers written
// out, each a word of its own; those that are not finite are missing there.
func (f *wordFiller) asWords(c *Column) *Column {
	if c.Field.Type == Word {
		return c
	}
	w := &f.written
	w.Field = Field{Name: c.Field.Name, Type: Word}
	w.resize(len(c.State))
	f.built, f.spans = f.built[:0], f.spans[:0]
	for row, s := range c.State {
		w.State[row] = s
		if s != Present {
			continue
		}
		if c.Field.Type == Number && (math.IsNaN(c.Float[row]) || math.IsInf(c.Float[row], 0)) {
			w.State[row] = Missing
			continue
		}
		from := len(f.built)
		f.built = appendNumeral(f.built, c, row)
		w.Code[row] = uint32(len(f.spans))
		f.spans = append(f.spans, wordSpan{w.Code[row], from, len(f.built)})
	}
	built := string(f.built)
	for _, s := range f.spans {
		w.Words = append(w.Words, built[s.from:s.to])
	}
	return w
}

// appendNumeral writes the number in a row of a column that is not of words.
func appendNumeral(b []byte, c *Column, row int) []byte {
	switch c.Field.Type {
	case Number:
		return strconv.AppendFloat(b, c.Float[row], 'f', -1, 64)
	case Integer:
		return strconv.AppendInt(b, c.Int[row], 10)
	}
	n, scale := c.Int[row], c.Field.Scale
	if n < 0 {
		b = append(b, '-')
	}
	start := len(b)
	b = strconv.AppendUint(b, magnitude(n), 10)
	for len(b)-start <= scale {
		b = append(b, 0)
		copy(b[start+1:], b[start:])
		b[start] = '0'
	}
	if scale > 0 {
		point := len(b) - scale
		b = append(b, 0)
		copy(b[point+1:], b[point:])
		b[point] = '.'
	}
	return b
}
