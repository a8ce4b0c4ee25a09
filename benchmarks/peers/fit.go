package main

import (
	"context"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/population"
)

// fit is what the first two passes find: score w (x-least) / span of each indicator.
type fit struct {
	least, span, weight [indicators]float64
}

// fit passes over the indicators twice: for the extremes, and for the entropy
// of the scores between them.
func (t *table) fit(ctx context.Context) (*fit, error) {
	var f fit
	extremes, err := summarise(ctx, t, func(e *population.Extremes, _ int, xs []float64) { e.Add(xs) }, (*population.Extremes).Merge)
	if err != nil {
		return nil, err
	}
	for k, e := range extremes {
		f.least[k], f.span[k] = e.Least, e.Most-e.Least
	}
	shares, err := summarise(ctx, t, func(s *population.Shares, k int, xs []float64) {
		var room [256]float64
		for len(xs) > 0 {
			n := min(len(xs), len(room))
			for i, x := range xs[:n] {
				room[i] = (x - f.least[k]) / f.span[k]
			}
			s.Add(room[:n])
			xs = xs[n:]
		}
	}, (*population.Shares).Merge)
	if err != nil {
		return nil, err
	}
	total := 0.0
	for k := range shares {
		f.weight[k] = 1 - shares[k].Entropy()
		total += f.weight[k]
	}
	for k := range f.weight {
		f.weight[k] /= total
	}
	return &f, nil
}

// summarise is one pass: each column of the indicators has a summary of type S.
func summarise[S any](ctx context.Context, t *table, add func(s *S, k int, xs []float64), merge func(s, o *S)) (*[indicators]S, error) {
	var total [indicators]S
	rooms := make([][]float64, t.threads)
	err := pass(ctx, t, named("i%02d", indicators), func(worker int, batches func(func(*dataset.Batch, error) bool)) (*[indicators]S, error) {
		var part [indicators]S
		for b, err := range batches {
			if err != nil {
				return nil, err
			}
			for k := range b.Columns {
				rooms[worker] = present(rooms[worker][:0], &b.Columns[k])
				add(&part[k], k, rooms[worker])
			}
		}
		return &part, nil
	}, func(part *[indicators]S) {
		for k := range part {
			merge(&total[k], &part[k])
		}
	})
	return &total, err
}

// present appends the values that are there, without a branch for each.
func present(room []float64, c *dataset.Column) []float64 {
	for cap(room) < len(c.Float) {
		room = make([]float64, 0, len(c.Float))
	}
	room = room[:len(c.Float)]
	n := 0
	for i, x := range c.Float {
		room[n] = x
		n += int(c.State[i] >> 1) // Present is 2, the others are less
	}
	return room[:n]
}
