package parquetfile

import (
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// Some writers put a whole column chunk into one page: a row group of a million
// rows then needs the pages of all its columns at once to give its first batch,
// 8 MB a column of numbers. Where that is more than a worker may take, the
// columns with the largest pages are decoded first, one after the other, and
// put aside as batches in a temporary file, from which they are read again.

// part is one batch of a column in the temporary file.
type part struct {
	at     int64
	rows   int
	size   int
	mixed  bool // the states stand there; otherwise all rows are like the first
	state  dataset.State
	words  []string // the dictionary, if the words are from it
	issues []dataset.Issue
}

// laid is a column that was put aside. It is read batch by batch in place of
// the one that it comes from.
type laid struct {
	column
	file   io.ReaderAt
	parts  []part
	buffer []byte
}

// openAside makes a temporary file in a folder. Its name is removed at once
// where the system allows that, so that nothing is left of it in any case.
func openAside(dir string) (*os.File, func() error, error) {
	f, err := os.CreateTemp(dir, ".parquetfile-*.tmp")
	if err != nil {
		return nil, nil, fmt.Errorf("no temporary file for large pages: %w", err)
	}
	if os.Remove(f.Name()) == nil {
		return f, f.Close, nil
	}
	return f, func() error { return errors.Join(f.Close(), os.Remove(f.Name())) }, nil
}

// putAside decodes the columns whose pages are too large to be held together.
func (r *reader) putAside(ctx context.Context, rows int64) error {
	o := r.plan.options
	if o.temporary == "" {
		return nil
	}
	needs, err := r.needs()
	if err != nil || needs == nil {
		return err
	}
	total := int64(0)
	order := make([]int, len(needs))
	for i, n := range needs {
		order[i] = i
		total += n
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(needs[b], needs[a]) })
	if needs[order[0]] <= o.ordinary {
		return nil
	}
	file, drop, err := openAside(o.temporary)
	if err != nil {
		return r.fail(err)
	}
	r.drop = drop
	end := int64(0)
	for _, i := range order {
		if total <= o.memory || needs[i] <= o.ordinary {
			break
		}
		total -= needs[i]
		l := &laid{column: r.columns[i], file: file}
		r.place.Column = r.plan.sources[i].field.Name
		if end, err = l.fill(ctx, file, end, rows, o.batchRows); err != nil {
			return r.fail(err)
		}
		r.laid[i] = l
	}
	r.scratch.raw, r.scratch.body = nil, nil
	return nil
}

// needs is the memory that the first page of each column takes, or nil if it
// is not too much.
func (r *reader) needs() ([]int64, error) {
	total := int64(0)
	for _, c := range r.columns {
		total += c.cursorOf().size
	}
	if total <= r.plan.options.memory {
		return nil, nil
	}
	needs := make([]int64, len(r.columns))
	total = 0
	for i, c := range r.columns {
		n, err := c.cursorOf().firstPage()
		if err != nil {
			r.place.Column = r.plan.sources[i].field.Name
			return nil, r.fail(err)
		}
		needs[i] = n
		total += n
	}
	if total <= r.plan.options.memory {
		return nil, nil
	}
	return needs, nil
}

// firstPage is the size of the first page with values.
func (c *cursor) firstPage() (int64, error) {
	p := c.pages
	for p.at < p.end {
		if err := p.readHeader(); err != nil {
			return 0, err
		}
		if err := p.header.check(p.end-p.at+p.slack, p.limits); err != nil {
			return 0, err
		}
		if p.header.kind == pageData || p.header.kind == pageDataV2 {
			return int64(p.header.uncompressed), nil
		}
		p.at += int64(p.header.compressed)
	}
	return 0, nil
}

// fill decodes all rows of the column and writes them from a place on.
func (l *laid) fill(ctx context.Context, w io.WriterAt, at, rows int64, batch int) (end int64, err error) {
	c := l.cursorOf()
	c.body, c.scratch.body = c.scratch.body, nil // one page at a time, in the same memory
	var out dataset.Column
	for rows > 0 {
		n := int(min(int64(batch), rows))
		rows -= int64(n)
		out.State, out.Float, out.Int, out.Code = sized(out.State, n), sized(out.Float, n), sized(out.Int, n), sized(out.Code, n)
		p := part{at: at, rows: n}
		if err = ctx.Err(); err != nil {
			return at, err
		}
		if p.issues, err = l.column.read(&out, nil); err != nil {
			return at, err
		}
		l.encode(&p, &out)
		if _, err = w.WriteAt(l.buffer, at); err != nil {
			return at, fmt.Errorf("the temporary file for large pages, %d bytes in: %w", at, err)
		}
		p.size = len(l.buffer)
		at += int64(p.size)
		l.parts = append(l.parts, p)
	}
	err = c.finish()
	c.scratch.body, c.body = c.body, nil
	return at, err
}

// encode writes the rows of a part: their states unless they are all the same,
// the values that the column's type has, and words that are not the dictionary's.
func (l *laid) encode(p *part, out *dataset.Column) {
	b := l.buffer[:0]
	p.state = out.State[0]
	for _, s := range out.State {
		p.mixed = p.mixed || s != p.state
	}
	if p.mixed {
		for _, s := range out.State {
			b = append(b, byte(s))
		}
	}
	switch c := l.column.(type) {
	case *numbers[float64]:
		for _, x := range out.Float {
			b = binary.LittleEndian.AppendUint64(b, math.Float64bits(x))
		}
	case *numbers[int64]:
		for _, n := range out.Int {
			b = binary.LittleEndian.AppendUint64(b, uint64(n))
		}
	case *words:
		for _, k := range out.Code {
			b = binary.LittleEndian.AppendUint32(b, k)
		}
		if c.base == 0 && len(out.Words) == len(c.entry) {
			p.words = c.entry
			break
		}
		for _, word := range out.Words {
			b = binary.LittleEndian.AppendUint32(b, uint32(len(word)))
			b = append(b, word...)
		}
	}
	l.buffer = b
}

// read gives the next part.
func (l *laid) read(out *dataset.Column, issues []dataset.Issue) ([]dataset.Issue, error) {
	if len(l.parts) == 0 || l.parts[0].rows != len(out.State) {
		return issues, errors.New("columns put aside are read in other batches than they were written")
	}
	p := &l.parts[0]
	l.parts = l.parts[1:]
	l.buffer = sized(l.buffer, p.size)
	if n, err := l.file.ReadAt(l.buffer, p.at); n < p.size {
		return issues, fmt.Errorf("the temporary file for large pages, at byte %d: %w", p.at, err)
	}
	b := l.buffer
	for i := range out.State {
		out.State[i] = p.state
		if p.mixed {
			out.State[i] = dataset.State(b[i])
		}
	}
	if p.mixed {
		b = b[p.rows:]
	}
	switch l.column.(type) {
	case *numbers[float64]:
		for i := range out.Float {
			out.Float[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		}
	case *numbers[int64]:
		for i := range out.Int {
			out.Int[i] = int64(binary.LittleEndian.Uint64(b[8*i:]))
		}
	case *words:
		l.readWords(p, out, b)
	}
	for _, issue := range p.issues {
		issue.Column = out.Field.Name
		issues = append(issues, issue)
	}
	return issues, nil
}

func (l *laid) readWords(p *part, out *dataset.Column, b []byte) {
	for i := range out.Code {
		out.Code[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	if b = b[4*p.rows:]; p.words != nil {
		out.Words = p.words[:len(p.words):len(p.words)]
		return
	}
	var text strings.Builder
	text.Grow(len(b))
	out.Words = nil
	for len(b) > 0 {
		n := int(binary.LittleEndian.Uint32(b))
		from := text.Len()
		text.Write(b[4 : 4+n])
		out.Words = append(out.Words, text.String()[from:])
		b = b[4+n:]
	}
}
