package parquetfile

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// stripRows is the number of rows of a page. With its definition levels a page of
// numbers then stays below 64 KiB, which is one block for Zstandard, and in the
// cache while it is encoded.
const stripRows = 8_000

// strip is the next rows of all columns, from which each column gets a page.
// Only the last strip of a row group may have fewer than stripRows rows.
type strip struct {
	first   int64 // number of the first row in the file, from one
	rows    int
	columns []stripColumn
}

// stripColumn holds one column of a strip. Numbers stand one a row; of words
// and codes only those that are present.
type stripColumn struct {
	state []dataset.State
	float []float64
	int   []int64
	code  []uint32 // in the row group's dictionary
	text  []byte   // or the words themselves, each behind its length
	plain bool     // there are no codes
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
	lexicons []lexicon // by column; nil for whole numbers
	marks    dataset.Column
}

func newGatherer(path string, l *layout) *gatherer {
	g := &gatherer{path: path, layout: l, strip: newStrip(l), lexicons: make([]lexicon, len(l.columns))}
	g.strip.reset(1)
	for i, c := range l.columns {
		g.lexicons[i] = newLexicon(c.typ)
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
		if g.lexicons[i] != nil && err == nil {
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

// dictionaries takes the dictionaries of the row group that ends, by column.
func (g *gatherer) dictionaries() []entries {
	list := make([]entries, len(g.lexicons))
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
