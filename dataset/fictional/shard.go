package fictional

import (
	"context"
	"iter"

	"github.com/brandvalue/brandvalue/dataset"
)

// shard is a run of enterprises that are made when they are read.
type shard struct {
	of       Enterprises
	want     []dataset.Field
	found    []dataset.Found
	from, to int64
}

func (s *shard) Place() dataset.Place { return s.of.place(s.from) }

func (s *shard) Rows() int64 { return s.to - s.from }

func (s *shard) Batches(ctx context.Context) iter.Seq2[*dataset.Batch, error] {
	return func(yield func(*dataset.Batch, error) bool) {
		drafts, w := newDrafts(), newWriter(dataset.NewBatch(s.want, 0), s.found)
		for from := s.from; from < s.to; from += batchRows {
			if ctx.Err() != nil {
				yield(nil, context.Cause(ctx))
				return
			}
			s.fill(w, drafts, from, int(min(batchRows, s.to-from)))
			if !yield(w.batch, nil) {
				return
			}
		}
	}
}

// fill makes so many enterprises from one on.
func (s *shard) fill(w *writer, drafts []*draft, from int64, rows int) {
	w.begin(s.of.place(from), rows)
	w.writeYear(s.of.Year)
	for row := 0; row < rows; row += len(drafts) {
		some := drafts[:min(len(drafts), rows-row)]
		for k, d := range some {
			d.make(s.of.Seed, from+int64(row+k))
		}
		w.write(some, row)
	}
	for row := range rows {
		if fault := s.of.FaultOf(from + int64(row)); fault != "" {
			plant(fault, w.batch, row)
		}
	}
}
