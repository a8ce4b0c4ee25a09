package dataset

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// ErrDuplicate is the kind of error of rows that have the same key.
var ErrDuplicate = errors.New("rows with the same key")

// Duplication is what Duplicates found.
type Duplication struct {
	By    []string // the fields that make the key
	Keys  int64    // keys that several rows have
	Rows  int64    // rows that have them
	First []Repeat // the first of these keys, in their order
}

// Repeat is a key that several rows have.
type Repeat struct {
	Values []string // in words, in the order of the fields
	Rows   int64    // that have it
	Places []Place  // of these rows in the order of the source, no more than were asked for
}

// Duplicates finds the rows of a source that have the same values in all the
// given fields. Rows that lack one of the values are not compared. It lists the
// first keys, and of each the first places, up to the given number, and counts
// all. It works by sorting, in the memory of the space.
func Duplicates(ctx context.Context, src Source, by []Field, first int, space Space) (*Duplication, error) {
	names := fieldNames(by)
	sorted, err := Sort(ctx, src, by, names, space)
	if err != nil {
		return nil, err
	}
	d, err := repeats(ctx, sorted, by, first)
	if err = errors.Join(err, sorted.Close()); err != nil {
		return nil, err
	}
	d.By = names
	return d, nil
}

// repeats finds the equal neighbours of sorted rows.
func repeats(ctx context.Context, sorted *Spool, by []Field, first int) (*Duplication, error) {
	keys, d := make([]sortKey, len(by)), new(Duplication)
	for i := range by {
		keys[i].column = i
	}
	kept := newGather(by) // the last row of a batch that is gone
	into := newFeed(kept)
	var last *Batch // where the row before lies
	var at int
	var r Repeat
	for b, err := range Read(ctx, sorted, by) {
		if err != nil {
			return nil, err
		}
		for row := range b.Rows {
			if last != nil && compareRows(keys, last, at, b, row) != 0 {
				d.close(last, at, &r, first)
			}
			r.count(b.At(row), first)
			last, at = b, row
		}
		if last == b {
			kept.reset()
			into.load(b)
			into.add(at, at+1)
			last, at = &kept.batch, 0
		}
	}
	if last != nil {
		d.close(last, at, &r, first)
	}
	return d, nil
}

// complete tells whether a row has all its values.
func complete(b *Batch, row int) bool {
	for i := range b.Columns {
		if b.Columns[i].State[row] != Present {
			return false
		}
	}
	return true
}

func (r *Repeat) count(p Place, first int) {
	r.Rows++
	if len(r.Places) < first {
		r.Places = append(r.Places, p)
	}
}

// close ends the rows of one key, which stands in a row of a batch.
func (d *Duplication) close(b *Batch, row int, r *Repeat, first int) {
	if r.Rows > 1 && complete(b, row) {
		if len(d.First) < first {
			for i := range b.Columns {
				r.Values = append(r.Values, b.Columns[i].text(row))
			}
		}
		d.count(*r, first)
	}
	*r = Repeat{}
}

// count adds a key that several rows have.
func (d *Duplication) count(r Repeat, first int) {
	d.Keys++
	d.Rows += r.Rows
	if len(d.First) < first {
		d.First = append(d.First, r)
	}
}

// text is a present value in words.
func (c *Column) text(row int) string {
	switch c.Field.Type {
	case Number:
		return strconv.FormatFloat(c.Float[row], 'g', -1, 64)
	case Word:
		return c.Word(row)
	case Decimal:
		return decimalText(c.Int[row], c.Field.Scale)
	}
	return strconv.FormatInt(c.Int[row], 10)
}

// decimalText writes n times 10^-scale.
func decimalText(n int64, scale int) string {
	text, sign := strconv.FormatInt(n, 10), ""
	if n < 0 {
		text, sign = text[1:], "-"
	}
	if scale <= 0 {
		return sign + text
	}
	if len(text) <= scale {
		text = strings.Repeat("0", scale-len(text)+1) + text
	}
	return sign + text[:len(text)-scale] + "." + text[len(text)-scale:]
}

// Err is an ErrDuplicate that lists what was found, nil if nothing was.
func (d *Duplication) Err() error {
	if d.Keys == 0 {
		return nil
	}
	var text strings.Builder
	for _, r := range d.First {
		text.WriteString("\n")
		for i, name := range d.By {
			fmt.Fprintf(&text, "%s %s, ", name, r.Values[i])
		}
		fmt.Fprintf(&text, "%d rows: ", r.Rows)
		for i, p := range r.Places {
			if i > 0 {
				text.WriteString("; ")
			}
			text.WriteString(p.String())
		}
		if int64(len(r.Places)) < r.Rows {
			text.WriteString("; ...")
		}
	}
	if int64(len(d.First)) < d.Keys {
		fmt.Fprintf(&text, "\nand %d keys more", d.Keys-int64(len(d.First)))
	}
	return fmt.Errorf("%w: %d rows share %d keys of %s%s", ErrDuplicate, d.Rows, d.Keys, strings.Join(d.By, " and "), text.String())
}
