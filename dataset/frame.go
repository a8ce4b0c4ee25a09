package dataset

import (
	"encoding/binary"
	"math"
)

// A frame is a batch as bytes, all numbers little-endian:
//
//	rows, then the runs of places, the issues, and for each column its length
//	and its bytes, so that a column nobody asks for is passed over.
//
// A column is its states, its evidence if the field has it, its dictionary if
// it is of words, and its values, one a row. States and evidence that are the
// same in all rows are written once.

func appendFrame(b []byte, batch *Batch, runs []run) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(batch.Rows))
	b = binary.LittleEndian.AppendUint32(b, uint32(len(runs)))
	for _, r := range runs {
		b = binary.LittleEndian.AppendUint32(b, uint32(r.row))
		b = appendText(b, r.place.File)
		b = binary.LittleEndian.AppendUint64(b, uint64(r.place.RowGroup))
		b = binary.LittleEndian.AppendUint64(b, uint64(r.place.Row))
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(len(batch.Issues)))
	for _, issue := range batch.Issues {
		b = append(b, byte(issue.Severity))
		b = binary.LittleEndian.AppendUint32(b, uint32(issue.Row))
		b = appendText(b, issue.Code)
		b = appendText(b, issue.Column)
		b = appendText(b, issue.Text)
	}
	for i := range batch.Columns {
		at := len(b)
		b = appendColumn(append(b, 0, 0, 0, 0), &batch.Columns[i])
		binary.LittleEndian.PutUint32(b[at:], uint32(len(b)-at-4))
	}
	return b
}

func appendText(b []byte, text string) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(text)))
	return append(b, text...)
}

func appendColumn(b []byte, c *Column) []byte {
	b = appendMarks(b, c.State)
	if c.Field.Evidence {
		b = appendMarks(b, c.Evidence)
	}
	switch c.Field.Type {
	case Number:
		for _, x := range c.Float {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
		}
	case Word:
		b = appendWords(b, c.Words)
		for _, code := range c.Code {
			b = binary.LittleEndian.AppendUint32(b, code)
		}
	default:
		for _, n := range c.Int {
			b = binary.LittleEndian.AppendUint64(b, uint64(n))
		}
	}
	return b
}

// appendWords writes a dictionary: how many words, their lengths, all of them
// in a row.
func appendWords(b []byte, words []string) []byte {
	b = binary.LittleEndian.AppendUint32(b, uint32(len(words)))
	total := 0
	for _, word := range words {
		b = binary.LittleEndian.AppendUint32(b, uint32(len(word)))
		total += len(word)
	}
	b = binary.LittleEndian.AppendUint32(b, uint32(total))
	for _, word := range words {
		b = append(b, word...)
	}
	return b
}

// varied stands before marks that are not all the same.
const varied = 255

func appendMarks[M State | Evidence](b []byte, marks []M) []byte {
	same := true
	for _, m := range marks {
		if m != marks[0] {
			same = false
			break
		}
	}
	if same && len(marks) > 0 {
		return append(b, byte(marks[0]))
	}
	b = append(b, varied)
	for _, m := range marks {
		b = append(b, byte(m))
	}
	return b
}

// appendValue writes one value, so that equal values give equal bytes.
func appendValue(b []byte, c *Column, row int) []byte {
	b = append(b, byte(c.State[row]))
	if c.Evidence != nil {
		b = append(b, byte(c.Evidence[row]))
	}
	if c.State[row] != Present {
		return b
	}
	switch c.Field.Type {
	case Number:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(c.Float[row]))
	case Word:
		return appendText(b, c.Words[c.Code[row]])
	default:
		return binary.LittleEndian.AppendUint64(b, uint64(c.Int[row]))
	}
}

// frameReader takes a frame apart. Once something does not add up, all that
// follows reads as zero and bad is set.
type frameReader struct {
	b   []byte
	bad bool
}

func (r *frameReader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.b, r.bad = nil, true
		return nil
	}
	taken := r.b[:n]
	r.b = r.b[n:]
	return taken
}

func (r *frameReader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *frameReader) uint32() int {
	if b := r.take(4); b != nil {
		return int(binary.LittleEndian.Uint32(b))
	}
	return 0
}

func (r *frameReader) uint64() uint64 {
	if b := r.take(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

func (r *frameReader) text() string { return string(r.take(r.uint32())) }

// batch reads the frame into b, whose fields are those of the frame; only the
// columns that are needed are read. It returns the places in runs.
func (r *frameReader) batch(b *Batch, runs []run, needed []bool) []run {
	rows := r.uint32()
	if rows > len(r.b) && len(b.Columns) > 0 {
		r.bad = true
		return runs
	}
	b.Resize(rows)
	for range r.uint32() {
		runs = append(runs, run{r.uint32(), Place{File: r.text(), RowGroup: int(r.uint64()), Row: int64(r.uint64())}})
		if r.bad {
			return runs
		}
	}
	for range r.uint32() {
		severity := Severity(r.byte())
		b.Issues = append(b.Issues, Issue{Severity: severity, Row: r.uint32(), Code: r.text(), Column: r.text(), Text: r.text()})
		if r.bad {
			return runs
		}
	}
	for i := range b.Columns {
		inner := frameReader{b: r.take(r.uint32())}
		if needed == nil || needed[i] {
			inner.column(&b.Columns[i])
			r.bad = r.bad || inner.bad || len(inner.b) > 0
		}
	}
	return runs
}

func (r *frameReader) column(c *Column) {
	readMarks(r, c.State)
	if c.Field.Evidence {
		readMarks(r, c.Evidence)
	}
	switch c.Field.Type {
	case Number:
		values := r.take(8 * len(c.Float))
		for i := range min(len(c.Float), len(values)/8) {
			c.Float[i] = math.Float64frombits(binary.LittleEndian.Uint64(values[8*i:]))
		}
	case Word:
		r.words(c)
	default:
		values := r.take(8 * len(c.Int))
		for i := range min(len(c.Int), len(values)/8) {
			c.Int[i] = int64(binary.LittleEndian.Uint64(values[8*i:]))
		}
	}
}

func (r *frameReader) words(c *Column) {
	lengths := r.take(4 * r.uint32())
	all := r.text()
	for ; len(lengths) > 0; lengths = lengths[4:] {
		n := int(binary.LittleEndian.Uint32(lengths))
		if n > len(all) {
			r.bad = true
			return
		}
		c.Words = append(c.Words, all[:n])
		all = all[n:]
	}
	codes := r.take(4 * len(c.Code))
	for i := range min(len(c.Code), len(codes)/4) {
		c.Code[i] = binary.LittleEndian.Uint32(codes[4*i:])
		if c.State[i] == Present && int(c.Code[i]) >= len(c.Words) {
			r.bad = true
		}
	}
}

func readMarks[M State | Evidence](r *frameReader, marks []M) {
	if len(marks) == 0 {
		r.take(1)
		return
	}
	first := r.byte()
	if first != varied {
		for i := range marks {
			marks[i] = M(first)
		}
		return
	}
	for i, m := range r.take(len(marks)) {
		marks[i] = M(m)
	}
}
