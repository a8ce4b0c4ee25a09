package main

import (
	"context"
	"fmt"
	"math"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/ordered"
)

// spooled are the results of a shard that wait for their ranks, and their values.
type spooled struct {
	rows   *dataset.Spool
	values []int64
}

// spoolMemory is what all results that wait may take before they go to disk.
const spoolMemory = 32 << 20

// bench does the whole job.
func (t *table) bench(ctx context.Context, out dataset.Sink, scratch string) (err error) {
	f, err := t.fit(ctx)
	if err != nil {
		return err
	}
	space := dataset.Space{Dir: scratch, Rows: 4096, Memory: max(1<<16, spoolMemory*(1<<17)/t.set.Rows())}
	batches := make([]*dataset.Batch, t.threads)
	var spools []*dataset.Spool
	defer func() {
		for _, s := range spools {
			s.Close()
		}
	}()
	var values []int64
	err = pass(ctx, t, input(), func(worker int, in func(func(*dataset.Batch, error) bool)) (*spooled, error) {
		if batches[worker] == nil {
			batches[worker] = dataset.NewBatch(output(), 0)
		}
		return f.spool(ctx, space, batches[worker], in)
	}, func(s *spooled) {
		spools, values = append(spools, s.rows), append(values, s.values...)
	})
	if err != nil {
		return err
	}
	return t.write(ctx, out, spools, newRanking(values))
}

// spool assesses the rows of a shard and puts the results aside.
func (f *fit) spool(ctx context.Context, space dataset.Space, out *dataset.Batch, in func(func(*dataset.Batch, error) bool)) (*spooled, error) {
	s := &spooled{rows: dataset.NewSpool(space)}
	if err := s.rows.Begin(output()); err != nil {
		return nil, err
	}
	words := [2]dataset.Column{out.Columns[0], out.Columns[1]} // those of the file take their place for a while
	for b, err := range in {
		if err != nil {
			return nil, err
		}
		if err := f.assess(out, b); err != nil {
			return nil, err
		}
		value := &out.Columns[atValue]
		for i, state := range value.State {
			if state == dataset.Present {
				s.values = append(s.values, order(value.Float[i]))
			}
		}
		err := s.rows.Write(ctx, out)
		copy(out.Columns, words[:])
		if err != nil {
			return nil, err
		}
	}
	return s, s.rows.Commit(ctx, nil)
}

// order is a positive value as an integer in the same order.
func order(x float64) int64 { return int64(math.Float64bits(x)) }

// write adds the ranks and writes all results in the order of the rows.
func (t *table) write(ctx context.Context, out dataset.Sink, spools []*dataset.Spool, r *ranking) error {
	fields, rank := output(), dataset.Field{Name: "rank", Type: dataset.Integer}
	if err := out.Begin(append(fields, rank)); err != nil {
		return err
	}
	pages := func(yield func(dataset.Shard, error) bool) {
		for _, s := range spools {
			shards, err := s.Shards(ctx, output())
			if err != nil {
				yield(nil, err)
				return
			}
			for _, shard := range shards {
				if !yield(shard, nil) {
					return
				}
			}
		}
	}
	err := ordered.Stream(ctx, t.threads, pages, func(ctx context.Context, _ int, shard dataset.Shard) (*dataset.Batch, error) {
		return r.ranked(ctx, shard, rank)
	}, func(b *dataset.Batch) error { return out.Write(ctx, b) })
	if err != nil {
		return err
	}
	return out.Commit(ctx, nil)
}

// ranked is a page of results with their ranks.
func (r *ranking) ranked(ctx context.Context, shard dataset.Shard, field dataset.Field) (page *dataset.Batch, err error) {
	for b, err := range shard.Batches(ctx) {
		if err != nil {
			return nil, err
		}
		if page != nil {
			return nil, fmt.Errorf("a page of %d results came in pieces", shard.Rows())
		}
		page = dataset.NewBatch([]dataset.Field{field}, b.Rows)
		value, rank := &b.Columns[atValue], &page.Columns[0]
		for i, state := range value.State {
			if state == dataset.Present {
				rank.SetInt(i, 1+r.above(order(value.Float[i])))
			}
		}
		page.Columns = append(slices.Clone(b.Columns), page.Columns...)
	}
	return page, nil
}
