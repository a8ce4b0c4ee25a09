package dataset

// Column holds the values of one field for the rows of a batch. Row i has a
// value only where State[i] is Present; elsewhere the other slices hold zeros,
// or whatever was there before, and must not be read.
type Column struct {
	Field    Field
	State    []State    // one a row
	Evidence []Evidence // one a row if the field asks for it, else nil; columns of one item share it
	Float    []float64  // Number
	Int      []int64    // Integer, Decimal (unscaled)
	Code     []uint32   // Word: index into Words
	Words    []string   // Word: the batch's dictionary, in no particular order; may be appended to, not written over
}

// Word is the text of row i, empty where it has none.
func (c *Column) Word(i int) string {
	if c.State[i] != Present {
		return ""
	}
	return c.Words[c.Code[i]]
}

// Batch is a run of rows as columns, in the order of the fields
// that were asked for. A source may use the memory of a batch again once the
// next one is asked for: what is to be kept is copied, strings excepted.
type Batch struct {
	Place   Place // where the first row lies
	Rows    int
	Numbers []int64 // the row's number in the file, one a row; empty where they are consecutive
	Places  []Place // where each row lies, for rows of several files in a new order; else empty
	Columns []Column
	Issues  []Issue // values of these rows that could not be taken as they stood
}

// At is the place of row i. Rows may lie apart in the file: a record of a CSV
// file can have several lines, a mapping can leave rows out, and sorting brings
// rows of several files together.
func (b *Batch) At(i int) Place {
	p := b.Place
	switch {
	case len(b.Places) > 0:
		return b.Places[i]
	case len(b.Numbers) > 0:
		p.Row = b.Numbers[i]
	case p.Row > 0:
		p.Row += int64(i)
	}
	return p
}

// NewBatch makes a batch of the given shape, all values missing.
func NewBatch(fields []Field, rows int) *Batch {
	b := &Batch{Columns: make([]Column, len(fields))}
	for i, f := range fields {
		b.Columns[i].Field = f
	}
	b.Resize(rows)
	return b
}

// Resize gives the batch the stated number of rows, all values missing and
// evidence unstated, its row numbers again consecutive; memory is used again
// where it suffices.
func (b *Batch) Resize(rows int) {
	b.Rows, b.Issues, b.Numbers, b.Places = rows, b.Issues[:0], b.Numbers[:0], b.Places[:0]
	for i := range b.Columns {
		b.Columns[i].resize(rows)
	}
}

func (c *Column) resize(rows int) {
	emptied(&c.State, rows)
	if c.Field.Evidence {
		emptied(&c.Evidence, rows)
	}
	switch c.Field.Type {
	case Number:
		size(&c.Float, rows)
	case Integer, Decimal:
		size(&c.Int, rows)
	case Word:
		size(&c.Code, rows)
		c.Words = c.Words[:0]
	}
}

// size gives a slice n elements. One that has them stays untouched, which
// matters where a service resizes two hundred columns of one row each.
func size[T any](s *[]T, n int) {
	if len(*s) != n {
		*s = sized(*s, n)
	}
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}

// emptied gives a slice n zeros.
func emptied[T State | Evidence](s *[]T, n int) {
	size(s, n)
	if n == 1 {
		(*s)[0] = 0
		return
	}
	clear(*s)
}

// Index is the position of the named column, or -1.
func (b *Batch) Index(name string) int {
	for i := range b.Columns {
		if b.Columns[i].Field.Name == name {
			return i
		}
	}
	return -1
}

// SetNumber puts a present value in row i of a Number column.
func (c *Column) SetNumber(i int, x float64) { c.Float[i], c.State[i] = x, Present }

// SetInt puts a present value in row i of an Integer or Decimal column.
func (c *Column) SetInt(i int, n int64) { c.Int[i], c.State[i] = n, Present }

// SetWord puts a present word in row i of a Word column. The word is added to
// the dictionary unless it equals the last one added.
func (c *Column) SetWord(i int, word string) {
	if n := len(c.Words); n == 0 || c.Words[n-1] != word {
		c.Words = append(c.Words, word)
	}
	c.Code[i], c.State[i] = uint32(len(c.Words)-1), Present
}
