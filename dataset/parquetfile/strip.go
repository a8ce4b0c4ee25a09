package parquetfile

import (
	"encoding/binary"
	"fmt"
	"math/bits"
	"unicode/utf8"

	"github.com/brandvalue/brandvalue/dataset"
)

// stripRows is the number of rows of a page: 128 KiB of numbers.
const stripRows = 16_384

// strip is the next rows of all columns, from which each column gets a page.
// Only the last strip of a row group may have fewer than stripRows rows.
type strip struct {
	first   int64 // number of the first row in the file, from one
	rows    int
	columns []stripColumn
}

// stripColumn holds one column of a strip. Numbers stand one a row; of words
// only those that are present.
type stripColumn struct {
	state []dataset.State
	float []float64
	int   []int64
	code  []uint32 // of words in the row group's dictionary
	text  []byte   // or the words themselves, each behind its length
	plain bool     // the words stand in text
	width int      // bits of a code
}

func newStrip(l *layout) *strip { return &strip{columns: make([]stripColumn, len(l.columns))} }

func (s *strip) reset(first int64) {
	s.first, s.rows = first, 0
	for i := range s.columns {
		c := &s.columns[i]
		c.state, c.float, c.int, c.code, c.text = c.state[:0], c.float[:0], c.int[:0], c.code[:0], c.text[:0]
	}
}

// gatherer puts the rows of batches together into strips and the words of a
// row group into dictionaries.
type gatherer struct {
	path     string
	layout   *layout
	strip    *strip
	lexicons []*lexicon // by column; nil for numbers
	marks    dataset.Column
}

func newGatherer(path string, l *layout) *gatherer {
	g := &gatherer{path: path, layout: l, strip: newStrip(l), lexicons: make([]*lexicon, len(l.columns))}
	g.strip.reset(1)
	for i, c := range l.columns {
		if c.typ == dataset.Word {
			g.lexicons[i] = newLexicon()
		}
	}
	return g
}

// load makes b the batch that add takes rows of: what is known of the words
// of earlier batches is void.
func (g *gatherer) load(b *dataset.Batch) {
	for i, c := range g.layout.columns {
		switch {
		case g.lexicons[i] == nil:
		case c.role == valueColumn:
			g.lexicons[i].load(len(b.Columns[c.fields[0]].Words))
		default:
			g.lexicons[i].load(len(markWords))
		}
	}
}

// add appends the rows from and up to, but not with, the row to.
func (g *gatherer) add(b *dataset.Batch, from, to int) error {
	for i := range g.layout.columns {
		c, out := &g.layout.columns[i], &g.strip.columns[i]
		src := &b.Columns[c.fields[0]]
		first := from
		row, err := 0, error(nil)
		switch {
		case c.role != valueColumn:
			if row, err = g.mark(c, b, from, to); err == nil {
				src, first = &g.marks, 0
			}
		case c.typ == dataset.Number:
			out.float = append(out.float, src.Float[from:to]...)
		case c.typ != dataset.Word:
			out.int = append(out.int, src.Int[from:to]...)
		}
		if c.typ == dataset.Word && err == nil {
			row, err = g.lexicons[i].add(out, src, first, first+to-from)
			row -= first
		}
		if err != nil {
			place := dataset.Place{File: g.path, Row: g.strip.first + int64(g.strip.rows+row), Column: c.name}
			return &dataset.Error{Place: place, Err: err}
		}
		out.state = append(out.state, src.State[first:first+to-from]...)
	}
	g.strip.rows += to - from
	return nil
}

// cut closes the strip and goes on with an empty one.
func (g *gatherer) cut(empty *strip) (full *strip) {
	for i, l := range g.lexicons {
		if l != nil {
			l.cut(&g.strip.columns[i])
		}
	}
	full = g.strip
	g.strip = empty
	empty.reset(full.first + int64(full.rows))
	return full
}

// dictionaries takes the words of the row group that ends, by column.
func (g *gatherer) dictionaries() [][]string {
	list := make([][]string, len(g.lexicons))
	for i, l := range g.lexicons {
		if l != nil {
			list[i] = l.take()
		}
	}
	return list
}

// markWords are the words of evidence and state columns.
var markWords = func() []string {
	words := []string{dataset.NotApplicableWord}
	for e := dataset.E0; e <= dataset.E5; e++ {
		words = append(words, e.String())
	}
	return words
}()

// mark fills the marks with the evidence or the state of rows of an item.
func (g *gatherer) mark(c *outColumn, b *dataset.Batch, from, to int) (row int, err error) {
	m := &g.marks
	m.State, m.Code, m.Words = sized(m.State, to-from), sized(m.Code, to-from), markWords
	clear(m.State)
	if c.role == evidenceColumn {
		levels := b.Columns[c.fields[0]].Evidence
		if levels == nil {
			return 0, nil
		}
		for i, e := range levels[from:to] {
			if e > dataset.E5 {
				return i, fmt.Errorf("%v is no level of evidence", e)
			}
			if e != dataset.Unstated {
				m.State[i], m.Code[i] = dataset.Present, uint32(e)
			}
		}
		return 0, nil
	}
	for _, f := range c.fields {
		for i, s := range b.Columns[f].State[from:to] {
			if s == dataset.NotApplicable {
				m.State[i], m.Code[i] = dataset.Present, 0
			}
		}
	}
	return g.contested(c, b, from, to)
}

// contested looks for rows of an item that is not applicable in one column
// and has a value in another: read again, the value would be lost.
func (g *gatherer) contested(c *outColumn, b *dataset.Batch, from, to int) (row int, err error) {
	if len(c.fields) == 1 {
		return 0, nil
	}
	for _, f := range c.fields {
		for i, s := range b.Columns[f].State[from:to] {
			if s == dataset.Present && g.marks.State[i] == dataset.Present {
				return i, fmt.Errorf("the item is not applicable in one column and has a value in %s", b.Columns[f].Field.Name)
			}
		}
	}
	return 0, nil
}

// lexicon is the dictionary of a column in a row group: words in the order of
// the rows that use them first. A strip that would take it beyond its bounds is
// written without, and so is the rest of the row group.
type lexicon struct {
	codes map[string]uint32
	words []string
	bytes int // of the words
	used  int // how often words stand in the row group
	plain bool
	since struct{ words, bytes int } // when the strip began
	known []knownWord                // by code of the batch
	stamp uint32
}

// knownWord is the code of a batch's word, if the stamp is the lexicon's.
type knownWord struct{ stamp, code uint32 }

// lexiconBytes is what a dictionary may hold: more than the names of all
// industries and districts, less than a processor's cache.
const lexiconBytes = 1 << 20

// fewWords are few enough for a dictionary however seldom they are used.
const fewWords = 1024

func newLexicon() *lexicon { return &lexicon{codes: make(map[string]uint32)} }

func (l *lexicon) load(words int) {
	l.stamp++
	if n := words - len(l.known); n > 0 {
		l.known = append(l.known, make([]knownWord, n)...)
	}
}

// add appends the words of rows to a strip; an error belongs to the row.
func (l *lexicon) add(out *stripColumn, src *dataset.Column, from, to int) (row int, err error) {
	for i := from; i < to; i++ {
		if src.State[i] != dataset.Present {
			continue
		}
		code := src.Code[i]
		if l.plain {
			if out.text, err = appendText(out.text, src.Words[code]); err != nil {
				return i, err
			}
			continue
		}
		k := &l.known[code]
		if k.stamp != l.stamp {
			if k.code, err = l.code(src.Words[code]); err != nil {
				return i, err
			}
			k.stamp = l.stamp
		}
		out.code = append(out.code, k.code)
	}
	return 0, nil
}

func (l *lexicon) code(word string) (uint32, error) {
	if code, ok := l.codes[word]; ok {
		return code, nil
	}
	if err := checkWord(word); err != nil {
		return 0, err
	}
	code := uint32(len(l.words))
	l.codes[word] = code
	l.words = append(l.words, word)
	l.bytes += 4 + len(word)
	return code, nil
}

// cut ends a strip: its words stay codes unless the dictionary got too large,
// or has a new word for more than every second value and so saves nothing.
func (l *lexicon) cut(out *stripColumn) {
	out.plain, out.width = l.plain, bits.Len(uint(max(len(l.words), 2)-1))
	l.used += len(out.code)
	useless := len(l.words) > fewWords && 2*len(l.words) > l.used
	if !l.plain && (l.bytes > lexiconBytes || useless) {
		for _, code := range out.code {
			out.text = binary.LittleEndian.AppendUint32(out.text, uint32(len(l.words[code])))
			out.text = append(out.text, l.words[code]...)
		}
		out.code, out.plain, l.plain = out.code[:0], true, true
		clear(l.words[l.since.words:])
		l.words, l.bytes = l.words[:l.since.words], l.since.bytes
		clear(l.codes)
	}
	l.since.words, l.since.bytes = len(l.words), l.bytes
}

// take gives the words and begins anew.
func (l *lexicon) take() []string {
	words := l.words
	clear(l.codes)
	l.stamp++
	l.words, l.bytes, l.used, l.plain = nil, 0, 0, false
	l.since.words, l.since.bytes = 0, 0
	return words
}

// appendText appends a word behind its length.
func appendText(dst []byte, word string) ([]byte, error) {
	if err := checkWord(word); err != nil {
		return dst, err
	}
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(word)))
	return append(dst, word...), nil
}

// checkWord refuses what would not come back when it is read.
func checkWord(word string) error {
	if limit := DefaultLimits().WordBytes; int64(len(word)) > limit {
		return fmt.Errorf("a text of %d bytes, of which %d are allowed", len(word), limit)
	}
	if !utf8.ValidString(word) {
		return fmt.Errorf("the text %.40q is not valid UTF-8", word)
	}
	return nil
}
