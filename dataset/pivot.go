package dataset

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// Pivot turns a long panel, with a row for each subject and year, into the
// native form, with a row for each subject: the row of Year gives the fields,
// and the rows of the years before it the earlier values, revenue__1 for the
// year before Year and so on up to Back. A subject without one of the earlier
// years misses these values. The evidence for an item is that of Year.
//
// Year and Key are columns of the panel. Rows of other years are passed over.
type Pivot struct {
	Year    int64    // the year that the result reports
	Back    int      // how many years before it are wanted
	Fields  []Field  // that are wanted of Year; Key and Year are added at the front if absent
	Earlier []string // those of the fields that are wanted for the earlier years too
}

// Pivoted says what became of the rows of a panel.
type Pivoted struct {
	Subjects int64     // rows of the result
	Used     int64     // rows of the panel that stand in it
	Outside  int64     // rows of years that are not wanted
	Without  int64     // subjects without a row of the year, left out
	Unusable int64     // rows without a key or a year, left out
	First    []LeftOut // the first twenty of the last two kinds
}

// LeftOut is a subject or row that a pivot leaves out.
type LeftOut struct {
	Place Place // of its first row in the order of the years, the latest first
	Key   string
	Issue Issue
}

// The codes of issues that a pivot raises.
const (
	IssueNoYear = "no-row-of-year" // a subject without a row of the year
	IssueNoKey  = "no-key"         // a row without key or year
)

// listed is how many cases are listed where there may be any number.
const listed = 20

// EarlierColumn is the name of the column with a field's value so many years
// before: EarlierColumn("revenue", 2) is "revenue__2".
func EarlierColumn(field string, years int) string { return field + "__" + strconv.Itoa(years) }

// Run reads the panel and gives the subjects in the order of their keys. Two
// rows of one key and year are an ErrDuplicate that lists them. It works in the
// memory of the space, by sorting. The spool is to be closed.
func (p Pivot) Run(ctx context.Context, panel Source, space Space) (*Spool, *Pivoted, error) {
	w, err := p.work(space)
	if err != nil {
		return nil, nil, err
	}
	sorted, err := w.sort(ctx, panel)
	if err != nil {
		return nil, nil, err
	}
	out, err := w.turn(ctx, sorted)
	if err = errors.Join(err, sorted.Close()); err != nil {
		if out != nil {
			err = errors.Join(err, out.Close())
		}
		return nil, nil, err
	}
	out.inputs = sorted.inputs
	return out, &w.report, nil
}

// pivoting is a pivot at work.
type pivoting struct {
	Pivot
	space     Space
	fields    []Field // of the panel
	result    []Field // the same, then the earlier years
	key, year int     // positions among the fields
	earlier   []int   // the positions of Earlier
	report    Pivoted
	repeated  Duplication
}

// work checks the pivot and lays out the columns of its result.
func (p Pivot) work(space Space) (*pivoting, error) {
	w := &pivoting{Pivot: p, space: space, fields: slices.Clone(p.Fields)}
	if position(w.fields, Year) < 0 {
		w.fields = slices.Insert(w.fields, 0, Field{Name: Year, Type: Integer})
	}
	if position(w.fields, Key) < 0 {
		w.fields = slices.Insert(w.fields, 0, Field{Name: Key, Type: Word})
	}
	w.key, w.year = position(w.fields, Key), position(w.fields, Year)
	w.fields[w.key].Required, w.fields[w.year].Required = true, true
	w.result = slices.Clone(w.fields)
	var faults []error
	if p.Back < 0 {
		faults = append(faults, fmt.Errorf("a pivot goes back %d years; it takes none or more", p.Back))
	}
	if key, year := w.fields[w.key].Type, w.fields[w.year].Type; key != Word || year != Integer {
		faults = append(faults, fmt.Errorf("the fields %s and %s of a pivot are a word and an integer, not %v and %v", Key, Year, key, year))
	}
	for _, name := range p.Earlier {
		if err := w.goBack(name); err != nil {
			faults = append(faults, err)
		}
	}
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return w, nil
}

// goBack adds the columns with the earlier values of a field.
func (w *pivoting) goBack(name string) error {
	at := position(w.fields, name)
	if at >= 0 && (at == w.key || at == w.year) {
		return fmt.Errorf("%s has no earlier values: it says whose and of when a row is", name)
	}
	if at < 0 {
		return fmt.Errorf("%s, wanted for earlier years, is not among the wanted fields%s", quote(name), closeTo(name, fieldNames(w.fields)))
	}
	w.earlier = append(w.earlier, at)
	for back := 1; back <= w.Back; back++ {
		f := w.fields[at]
		f.Name, f.Required, f.Evidence = EarlierColumn(name, back), false, false
		if position(w.result, f.Name) >= 0 {
			return fmt.Errorf("%s is wanted twice", f.Name)
		}
		w.result = append(w.result, f)
	}
	return nil
}

// sort gives the rows of the wanted years by key, of each key the latest first.
func (w *pivoting) sort(ctx context.Context, panel Source) (*Spool, error) {
	s := newSorter(w.fields, []sortKey{{column: w.key}, {column: w.year, descending: true}}, w.space)
	for b, err := range Read(ctx, panel, w.fields) {
		if err == nil {
			s.feed.load(b)
			err = w.choose(ctx, s, b)
		}
		if err != nil {
			return nil, errors.Join(err, s.close())
		}
	}
	return s.finish(ctx, panel)
}

// choose adds the rows of the wanted years.
func (w *pivoting) choose(ctx context.Context, s *sorter, b *Batch) error {
	from := 0
	for row := 0; row <= b.Rows; row++ {
		if row < b.Rows && w.wanted(b, row) {
			continue
		}
		if err := s.add(ctx, from, row); err != nil {
			return err
		}
		from = row + 1
	}
	return nil
}

func (w *pivoting) wanted(b *Batch, row int) bool {
	key, year := &b.Columns[w.key], &b.Columns[w.year]
	if key.Word(row) == "" || year.State[row] != Present {
		w.report.Unusable++
		w.leaveOut(b, row, IssueNoKey, "the row has no key or no year, so it is nobody's")
		return false
	}
	if y := year.Int[row]; y > w.Year || y < w.Year-int64(w.Back) {
		w.report.Outside++
		return false
	}
	return true
}

func (w *pivoting) leaveOut(b *Batch, row int, code, text string) {
	if len(w.report.First) == listed {
		return
	}
	w.report.First = append(w.report.First, LeftOut{
		Place: b.At(row),
		Key:   b.Columns[w.key].Word(row),
		Issue: Issue{Code: code, Severity: Fault, Text: text},
	})
}
