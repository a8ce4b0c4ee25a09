package annual

import (
	"context"
	"fmt"
	"iter"

	"github.com/brandvalue/brandvalue/dataset"
)

// Difference is a figure of a published file that the recomputation does not give.
type Difference struct {
	Place      string // row of the published file
	Key        string
	Column     string
	Published  string
	Recomputed string
}

// String is the difference in one line.
func (d Difference) String() string {
	return fmt.Sprintf("%s, %s: %s: published %s, recomputed %s", d.Place, d.Key, d.Column, d.Published, d.Recomputed)
}

// Verification is the outcome of recomputing a published file.
type Verification struct {
	Rows        int64
	Differences []Difference // the first ones
	More        int64        // further ones
}

// mostDifferences is how many are named one by one.
const mostDifferences = 100

// Verify recomputes a published result file from the inputs and the model it
// names, and names each difference: every figure of every row to the last bit,
// and the metadata. Where the published file was compared with last year's,
// o.Last must be that file.
func Verify(ctx context.Context, m *Model, src, published dataset.Source, o Options) (*Verification, error) {
	meta := published.Metadata()
	if format, _ := meta.Get(MetaFormat); format != resultFormat {
		return nil, fmt.Errorf("the published file's format is %q, wanted %q: it is no result file of this library", format, resultFormat)
	}
	if _, compared := meta.Get(MetaLast); compared != (o.Last != nil) {
		return nil, fmt.Errorf("the published file was compared with last year's results: %v; last year's results are given: %v: they must be given just then", compared, o.Last != nil)
	}
	again := dataset.NewSpool(dataset.Space{Dir: o.Scratch, Memory: memoryFor(o.Scratch), Rows: spoolRows})
	defer again.Close()
	if _, err := Run(ctx, m, src, again, o); err != nil {
		return nil, fmt.Errorf("recomputing: %w", err)
	}
	v := &Verification{}
	v.metadata(meta, again.Metadata())
	fields := m.first[:len(m.first):len(m.first)]
	fields = append(fields, m.secondStage(o.Last != nil)...)
	for i := range fields {
		fields[i].Required = true
	}
	return v, v.rows(ctx, published, again, fields)
}

func memoryFor(scratch string) int64 {
	if scratch == "" {
		return 1 << 62
	}
	return spoolMemory
}

// metadata compares what the files say of themselves.
func (v *Verification) metadata(published, again dataset.Metadata) {
	for _, e := range again {
		if got, _ := published.Get(e.Key); got != e.Value {
			v.add(Difference{Place: "metadata", Column: e.Key, Published: got, Recomputed: e.Value})
		}
	}
}

func (v *Verification) add(d Difference) {
	if len(v.Differences) < mostDifferences {
		v.Differences = append(v.Differences, d)
	} else {
		v.More++
	}
}

// rows compares two results row by row.
func (v *Verification) rows(ctx context.Context, published, again dataset.Source, fields []dataset.Field) error {
	next, stop := iter.Pull2(rowsOf(dataset.Read(ctx, again, fields)))
	defer stop()
	for p, err := range rowsOf(dataset.Read(ctx, published, fields)) {
		if err != nil {
			return fmt.Errorf("published file: %w", err)
		}
		v.Rows++
		q, err, ok := next()
		if err != nil {
			return err
		}
		if !ok {
			v.add(Difference{Place: p.b.At(p.i).String(), Key: p.b.Columns[0].Word(p.i), Column: "row", Published: "present", Recomputed: "absent"})
			continue
		}
		v.compare(p, q)
	}
	for {
		q, err, ok := next()
		if err != nil || !ok {
			return err
		}
		v.add(Difference{Place: "after the last row", Key: q.b.Columns[0].Word(q.i), Column: "row", Published: "absent", Recomputed: "present"})
	}
}

// rowAt is a row of a batch.
type rowAt struct {
	b *dataset.Batch
	i int
}

func rowsOf(batches iter.Seq2[*dataset.Batch, error]) iter.Seq2[rowAt, error] {
	return func(yield func(rowAt, error) bool) {
		for b, err := range batches {
			if err != nil {
				yield(rowAt{}, err)
				return
			}
			for i := range b.Rows {
				if !yield(rowAt{b, i}, nil) {
					return
				}
			}
		}
	}
}

func (v *Verification) compare(p, q rowAt) {
	for k := range p.b.Columns {
		a, b := &p.b.Columns[k], &q.b.Columns[k]
		if published, again := cell(a, p.i), cell(b, q.i); published != again {
			v.add(Difference{Place: p.b.At(p.i).String(), Key: p.b.Columns[0].Word(p.i), Column: a.Field.Name, Published: published, Recomputed: again})
		}
	}
}

// cell is a value in words that tell any two values apart.
func cell(c *dataset.Column, i int) string {
	switch {
	case c.State[i] != dataset.Present:
		return c.State[i].String()
	case c.Field.Type == dataset.Number:
		return fmt.Sprint(c.Float[i])
	case c.Field.Type == dataset.Word:
		return c.Word(i)
	}
	return fmt.Sprintf("%de-%d", c.Int[i], c.Field.Scale)
}
