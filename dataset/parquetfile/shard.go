package parquetfile

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"github.com/brandvalue/brandvalue/dataset"
)

// plan says which columns of a file are read for the wanted fields. Each column
// of the file is read once for each type in which it is wanted.
type plan struct {
	file    *file
	options *options
	want    []dataset.Field
	sources []source
	fields  []target
	states  []marker
	readers sync.Pool // of *reader, one a worker in the end
}

// source is a column of the file in the type in which it is wanted. Where it
// fills a wanted field alone, it is read right into the batch.
type source struct {
	leaf   int
	field  dataset.Field
	direct int // the wanted field, or -1 for states and evidence
}

// target says where the evidence of a wanted field comes from, a position
// among the sources or -1.
type target struct{ evidence int }

// marker is a column of states and the wanted fields it speaks of.
type marker struct {
	source int
	fields []int
}

func newPlan(f *file, o *options, want []dataset.Field, found []dataset.Found) *plan {
	p := &plan{file: f, options: o, want: want}
	markers := make(map[int]int) // sources of states and evidence, by leaf
	word := func(leaf int) int {
		if _, known := markers[leaf]; !known {
			markers[leaf] = len(p.sources)
			field := dataset.Field{Name: f.have[leaf].Name, Type: dataset.Word}
			p.sources = append(p.sources, source{leaf, field, -1})
		}
		return markers[leaf]
	}
	at := make(map[int]int) // of p.states, by leaf
	for i, x := range found {
		t := target{evidence: -1}
		if x.Column >= 0 {
			p.sources = append(p.sources, source{x.Column, want[i], i})
		}
		if x.Evidence >= 0 {
			t.evidence = word(x.Evidence)
		}
		if x.State >= 0 {
			k, known := at[x.State]
			if !known {
				k = len(p.states)
				at[x.State] = k
				p.states = append(p.states, marker{source: word(x.State)})
			}
			p.states[k].fields = append(p.states[k].fields, i)
		}
		p.fields = append(p.fields, t)
	}
	p.readers.New = func() any { return newReader(p) }
	return p
}

func (p *plan) shards() (list []dataset.Shard) {
	row := int64(1)
	for i, g := range p.file.footer.groups {
		if g.rows > 0 {
			place := dataset.Place{File: p.file.name, RowGroup: i + 1, Row: row}
			list = append(list, &shard{p, place, g.rows})
		}
		row += g.rows
	}
	return list
}

// shard is a row group.
type shard struct {
	plan  *plan
	place dataset.Place
	rows  int64
}

// Place is where the row group begins.
func (s *shard) Place() dataset.Place { return s.place }

// Rows is the number of rows of the row group.
func (s *shard) Rows() int64 { return s.rows }

// Batches reads the row group from its first row on.
func (s *shard) Batches(ctx context.Context) iter.Seq2[*dataset.Batch, error] {
	return func(yield func(*dataset.Batch, error) bool) {
		r := s.plan.readers.Get().(*reader)
		defer s.plan.readers.Put(r)
		err := r.begin(ctx, s)
		defer r.end()
		if err != nil {
			yield(nil, err)
			return
		}
		for r.left > 0 {
			if err = ctx.Err(); err == nil {
				err = r.next()
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(r.batch, nil) {
				return
			}
		}
	}
}

// reader reads one shard after another into the same memory.
type reader struct {
	plan    *plan
	scratch scratch
	columns []column // one a source
	laid    []*laid  // those of them that were put aside for this shard, else nil
	drop    func() error
	markers dataset.Batch
	batch   *dataset.Batch
	place   dataset.Place // of the next batch; its column is the one at work
	left    int64
	targets []*dataset.Column
}

func newReader(p *plan) *reader {
	r := &reader{plan: p, batch: dataset.NewBatch(p.want, 0), laid: make([]*laid, len(p.sources))}
	for _, s := range p.sources {
		r.columns = append(r.columns, newColumn(&p.file.leaves[s.leaf], s.field, &p.options.limits, &r.scratch))
		r.markers.Columns = append(r.markers.Columns, dataset.Column{Field: s.field})
	}
	return r
}

// fail gives an error its place.
func (r *reader) fail(err error) error { return &dataset.Error{Place: r.place, Err: err} }

// guard turns a panic of a decoder, which hostile bytes may cause, into an error.
func (r *reader) guard(err *error) {
	switch e := recover().(type) {
	case nil:
	case runtime.Error:
		*err = r.fail(fmt.Errorf("%w: %w", e, ErrCorrupt))
	default:
		*err = r.fail(fmt.Errorf("%v: %w", e, ErrCorrupt))
	}
}

// begin goes to the first row of a shard.
func (r *reader) begin(ctx context.Context, s *shard) (err error) {
	defer r.guard(&err)
	f := r.plan.file
	r.place, r.left = s.place, s.rows
	g := &f.footer.groups[s.place.RowGroup-1]
	for i, src := range r.plan.sources {
		r.place.Column = src.field.Name
		l := &f.leaves[src.leaf]
		if err := r.columns[i].cursorOf().reset(f.r, &g.chunks[l.index], g.rows, f.data); err != nil {
			return r.fail(err)
		}
	}
	return r.putAside(ctx, g.rows)
}

// end lets go of what was put aside.
func (r *reader) end() {
	clear(r.laid)
	if r.drop != nil {
		r.drop() // nothing of the file is needed any more
		r.drop = nil
	}
}

// next reads the next batch, column by column.
func (r *reader) next() (err error) {
	defer r.guard(&err)
	rows := int(min(int64(r.plan.options.batchRows), r.left))
	b := r.batch
	b.Resize(rows)
	b.Place = r.place
	b.Place.Column = ""
	for i, s := range r.plan.sources {
		r.place.Column = s.field.Name
		out := r.column(i, rows)
		if l := r.laid[i]; l != nil {
			if b.Issues, err = l.read(out, b.Issues); err != nil {
				return r.fail(err)
			}
			continue
		}
		if b.Issues, err = r.columns[i].read(out, b.Issues); err != nil {
			return r.fail(err)
		}
		if int64(rows) == r.left {
			if err := r.columns[i].cursorOf().finish(); err != nil {
				return r.fail(err)
			}
		}
	}
	r.fold()
	r.place.Row += int64(rows)
	r.left -= int64(rows)
	return nil
}

// column is where a source is read to.
func (r *reader) column(source, rows int) *dataset.Column {
	if d := r.plan.sources[source].direct; d >= 0 {
		return &r.batch.Columns[d]
	}
	c := &r.markers.Columns[source]
	c.State, c.Code = sized(c.State, rows), sized(c.Code, rows)
	return c
}

// fold applies the columns of states and evidence to the wanted fields.
func (r *reader) fold() {
	b, marks := r.batch, r.markers.Columns
	for _, m := range r.plan.states {
		r.targets = r.targets[:0]
		for _, i := range m.fields {
			r.targets = append(r.targets, &b.Columns[i])
		}
		b.Issues = dataset.FoldState(b.Issues, &marks[m.source], r.targets...)
	}
	for i, t := range r.plan.fields {
		if t.evidence >= 0 {
			b.Issues = r.foldEvidence(b.Issues, i, t.evidence)
		}
	}
}

// foldEvidence reads the levels of a field's item, which its columns share: the
// first of them reads, the others copy.
func (r *reader) foldEvidence(issues []dataset.Issue, field, source int) []dataset.Issue {
	for i, t := range r.plan.fields[:field] {
		if t.evidence == source {
			copy(r.batch.Columns[field].Evidence, r.batch.Columns[i].Evidence)
			return issues
		}
	}
	return dataset.FoldEvidence(issues, r.batch.Columns[field].Evidence, &r.markers.Columns[source])
}
