package dataset

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// gather is a batch that grows: rows of other batches are added to it one by
// one or in runs, each with its place and its issues. Its dictionaries share no
// memory with where the words came from.
type gather struct {
	batch Batch
	words []wordSet // by column
	text  strings.Builder
	runs  []run
	apart bool  // the rows lie in several files or row groups
	bytes int64 // about what the rows take, their places aside
}

// run says that from a row on the rows lie in a file one after the other.
type run struct {
	row   int
	place Place
}

func newGather(fields []Field) *gather {
	g := &gather{words: make([]wordSet, len(fields))}
	g.batch = *NewBatch(fields, 0)
	for i := range fields {
		g.words[i].codes = make(map[string]uint32)
	}
	return g
}

// wordSet finds the words that a dictionary has. Where most words are new, as
// keys and names are, it gives up: a word that stands twice does no harm, and
// to look for it costs more than to keep it.
type wordSet struct {
	codes       map[string]uint32
	asked, have int
}

func (s *wordSet) hopeless() bool { return s.asked >= 512 && s.have < s.asked/4 }

// reset takes all rows out and keeps the memory.
func (g *gather) reset() {
	g.batch.Resize(0)
	g.runs, g.bytes, g.apart = g.runs[:0], 0, false
	g.text = strings.Builder{}
	for i := range g.words {
		clear(g.words[i].codes)
	}
}

// size is about the memory that the rows take once they are settled.
func (g *gather) size() int64 {
	perRow := int64(8) // a number
	if g.apart {
		perRow = 64 // a Place
	}
	return g.bytes + perRow*int64(g.batch.Rows)
}

// code is the code of a word in the dictionary of a column.
func (g *gather) code(column int, word string) uint32 {
	c, set := &g.batch.Columns[column], &g.words[column]
	code := uint32(len(c.Words))
	if set.hopeless() {
		c.Words = append(c.Words, g.keep(word))
		return code
	}
	set.asked++
	if known, ok := set.codes[word]; ok {
		set.have++
		return known
	}
	word = g.keep(word)
	c.Words = append(c.Words, word)
	set.codes[word] = code
	g.bytes += 48
	return code
}

// keep copies a word into memory that many words share.
func (g *gather) keep(word string) string {
	const chunk = 1 << 14
	if g.text.Cap()-g.text.Len() < len(word) {
		g.text = strings.Builder{}
		g.text.Grow(max(chunk, len(word)))
	}
	from := g.text.Len()
	g.text.WriteString(word)
	g.bytes += int64(len(word)) + 16
	return g.text.String()[from:]
}

// place notes where the next rows lie.
func (g *gather) place(p Place) {
	row := g.batch.Rows
	if n := len(g.runs); n > 0 {
		last := g.runs[n-1]
		if last.place.Row > 0 {
			last.place.Row += int64(row - last.row)
		}
		if last.place == p {
			return
		}
		first := g.runs[0].place
		g.apart = g.apart || first.File != p.File || first.RowGroup != p.RowGroup
	}
	g.runs = append(g.runs, run{row, p})
	g.bytes += 72
}

// settle writes the runs down as the places of the batch.
func (g *gather) settle() *Batch {
	placeRuns(&g.batch, g.runs)
	return &g.batch
}

// placeRuns gives a batch the places that the runs state: the first row's
// only where one run has them all, numbers where they lie in one file.
func placeRuns(b *Batch, runs []run) {
	b.Place, b.Numbers, b.Places = Place{}, b.Numbers[:0], b.Places[:0]
	if len(runs) == 0 {
		return
	}
	b.Place = runs[0].place
	if len(runs) == 1 {
		return
	}
	together := true
	for _, r := range runs {
		together = together && r.place.File == b.Place.File && r.place.RowGroup == b.Place.RowGroup && r.place.Row > 0
	}
	for i, r := range runs {
		end := b.Rows
		if i+1 < len(runs) {
			end = runs[i+1].row
		}
		for p := r.place; r.row < end; r.row++ {
			if together {
				b.Numbers = append(b.Numbers, p.Row)
			} else {
				b.Places = append(b.Places, p)
			}
			if p.Row > 0 {
				p.Row++
			}
		}
	}
}

// feed brings rows of one batch after the other to a gather.
type feed struct {
	to     *gather
	from   *Batch
	issues []Issue      // of the batch, in the order of its rows
	known  [][]knownFor // by column and code: the word's code in the gather
	stamp  uint32       // of the batch; what is known of earlier ones is void
}

type knownFor struct{ stamp, code uint32 }

func newFeed(to *gather) *feed {
	return &feed{to: to, known: make([][]knownFor, len(to.batch.Columns))}
}

// load makes b the batch that add takes rows of.
func (f *feed) load(b *Batch) {
	f.from = b
	f.stamp++
	f.issues = append(f.issues[:0], b.Issues...)
	slices.SortStableFunc(f.issues, func(a, b Issue) int { return cmp.Compare(a.Row, b.Row) })
	for i := range b.Columns {
		if c := &b.Columns[i]; c.Field.Type == Word && len(c.Words) > len(f.known[i]) {
			f.known[i] = append(f.known[i], make([]knownFor, len(c.Words)-len(f.known[i]))...)
		}
	}
}

// forget is to be called when the gather was reset in the middle of a batch.
func (f *feed) forget() { f.stamp++ }

// add appends the rows from and up to, but not with, the row to.
func (f *feed) add(from, to int) {
	g := f.to
	apart := len(f.from.Places)+len(f.from.Numbers) > 0
	if !apart {
		g.place(f.from.At(from))
	}
	if len(f.issues) > 0 {
		f.addIssues(from, to)
	}
	for i := range g.batch.Columns {
		f.addColumn(i, from, to)
	}
	if !apart {
		g.batch.Rows += to - from
		return
	}
	for row := from; row < to; row++ {
		g.place(f.from.At(row))
		g.batch.Rows++
	}
}

func (f *feed) addColumn(i, from, to int) {
	c, src := &f.to.batch.Columns[i], &f.from.Columns[i]
	n := int64(to - from)
	c.State = append(c.State, src.State[from:to]...)
	f.to.bytes += n
	if c.Field.Evidence {
		if src.Evidence != nil {
			c.Evidence = append(c.Evidence, src.Evidence[from:to]...)
		} else {
			c.Evidence = append(c.Evidence, make([]Evidence, n)...)
		}
		f.to.bytes += n
	}
	switch c.Field.Type {
	case Number:
		c.Float = append(c.Float, src.Float[from:to]...)
		f.to.bytes += 8 * n
	case Word:
		f.addWords(i, from, to)
		f.to.bytes += 4 * n
	default:
		c.Int = append(c.Int, src.Int[from:to]...)
		f.to.bytes += 8 * n
	}
}

func (f *feed) addWords(i, from, to int) {
	c, src, known := &f.to.batch.Columns[i], &f.from.Columns[i], f.known[i]
	for row := from; row < to; row++ {
		if src.State[row] != Present {
			c.Code = append(c.Code, 0)
			continue
		}
		k := &known[src.Code[row]]
		if k.stamp != f.stamp {
			k.stamp, k.code = f.stamp, f.to.code(i, src.Words[src.Code[row]])
		}
		c.Code = append(c.Code, k.code)
	}
}

func (f *feed) addIssues(from, to int) {
	at, _ := slices.BinarySearchFunc(f.issues, from, func(i Issue, row int) int { return cmp.Compare(i.Row, row) })
	for ; at < len(f.issues) && f.issues[at].Row < to; at++ {
		issue := f.issues[at]
		issue.Row += f.to.batch.Rows - from
		f.to.batch.Issues = append(f.to.batch.Issues, issue)
		f.to.bytes += int64(len(issue.Text)) + 64
	}
}

// checkColumns tells how the columns of a batch differ from the fields that
// a sink was begun with.
func checkColumns(fields []Field, b *Batch) error {
	if len(b.Columns) != len(fields) {
		return fmt.Errorf("the batch has %d columns where %d were begun", len(b.Columns), len(fields))
	}
	for i, f := range fields {
		got := b.Columns[i].Field
		if got.Name != f.Name || got.Type != f.Type || got.scale() != f.scale() {
			return fmt.Errorf("column %d of the batch is %s, %s, where %s, %s was begun",
				i+1, got.Name, typeName(got.Type, got.Scale), f.Name, typeName(f.Type, f.Scale))
		}
	}
	return nil
}
