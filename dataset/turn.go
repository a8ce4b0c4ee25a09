package dataset

import (
	"cmp"
	"context"
	"slices"
	"strconv"
)

// turn makes one row of the rows of each key, which come the latest year
// first: the row of Year opens a row of the result, the others fill it up.
func (w *pivoting) turn(ctx context.Context, sorted *Spool) (*Spool, error) {
	out := NewSpool(Space{Memory: w.space.memory() / 2, Dir: w.space.Dir, Rows: w.space.Rows})
	if err := out.Begin(w.result); err != nil {
		return out, err
	}
	t := turning{pivoting: w, out: out, row: NewBatch(w.result, 1)}
	for b, err := range Read(ctx, sorted, w.fields) {
		if err != nil {
			return out, err
		}
		for row := range b.Rows {
			if err := t.take(ctx, b, row); err != nil {
				return out, err
			}
		}
	}
	if err := t.close(ctx); err != nil {
		return out, err
	}
	w.repeated.By = []string{Key, Year}
	if err := w.repeated.Err(); err != nil {
		return out, err
	}
	return out, out.Commit(ctx, sorted.Metadata())
}

// turning keeps the row of the result that is being filled.
type turning struct {
	*pivoting
	out    *Spool
	row    *Batch
	open   bool   // row holds a subject
	key    string // of the row of the panel that was taken last
	year   int64  // of the same
	any    bool   // there was one
	repeat Repeat // the rows with this key and year
}

func (t *turning) take(ctx context.Context, b *Batch, row int) error {
	key, year := b.Columns[t.pivoting.key].Word(row), b.Columns[t.pivoting.year].Int[row]
	same := t.any && key == t.key
	if same && year == t.year {
		t.repeat.count(b.At(row), listed)
		return nil
	}
	t.closeRepeat()
	if !same {
		if err := t.close(ctx); err != nil {
			return err
		}
	}
	t.key, t.year, t.any = key, year, true
	t.repeat.count(b.At(row), listed)
	switch back := t.Year - year; {
	case back == 0:
		t.begin(b, row)
	case t.open:
		t.fill(b, row, int(back))
	case !same:
		t.report.Without++
		t.leaveOut(b, row, IssueNoYear, "the panel has earlier years of this subject and no row of the year; it is left out")
	}
	return nil
}

// begin opens a row of the result with the year's own values.
func (t *turning) begin(b *Batch, row int) {
	t.row.Resize(1)
	t.row.Place = b.At(row)
	t.open = true
	t.report.Used++
	for i := range b.Columns {
		copyValue(&t.row.Columns[i], &b.Columns[i], row)
		if e := b.Columns[i].Evidence; e != nil {
			t.row.Columns[i].Evidence[0] = e[row]
		}
	}
	for _, issue := range issuesOf(b, row) {
		issue.Row = 0
		t.row.Issues = append(t.row.Issues, issue)
	}
}

// fill takes the values of an earlier year.
func (t *turning) fill(b *Batch, row, back int) {
	t.report.Used++
	at := len(t.fields) + back - 1
	for n, i := range t.earlier {
		copyValue(&t.row.Columns[at+n*t.Back], &b.Columns[i], row)
	}
	for _, issue := range issuesOf(b, row) {
		if slices.Contains(t.Earlier, issue.Column) {
			issue.Row, issue.Column = 0, EarlierColumn(issue.Column, back)
			t.row.Issues = append(t.row.Issues, issue)
		}
	}
}

// issuesOf are the issues of a row of a batch that was sorted: they are in the
// order of the rows.
func issuesOf(b *Batch, row int) []Issue {
	byRow := func(i Issue, row int) int { return cmp.Compare(i.Row, row) }
	from, _ := slices.BinarySearchFunc(b.Issues, row, byRow)
	to, _ := slices.BinarySearchFunc(b.Issues, row+1, byRow)
	return b.Issues[from:to]
}

// copyValue puts a value into the first row of a column of the same type.
func copyValue(to, from *Column, row int) {
	if to.State[0] = from.State[row]; to.State[0] != Present {
		return
	}
	switch to.Field.Type {
	case Number:
		to.Float[0] = from.Float[row]
	case Word:
		to.SetWord(0, from.Words[from.Code[row]])
	default:
		to.Int[0] = from.Int[row]
	}
}

// close writes the row of the result.
func (t *turning) close(ctx context.Context) error {
	t.closeRepeat()
	if !t.open {
		return nil
	}
	t.open = false
	t.report.Subjects++
	return t.out.Write(ctx, t.row)
}

// closeRepeat counts a key and year in that several rows have.
func (t *turning) closeRepeat() {
	if t.repeat.Rows > 1 {
		t.repeat.Values = []string{t.key, strconv.FormatInt(t.year, 10)}
		t.repeated.count(t.repeat, listed)
	}
	t.repeat = Repeat{}
}
