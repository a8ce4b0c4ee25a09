package indicators

import (
	"context"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/ordered"
)

// FitOptions are how a scheme is fitted.
type FitOptions struct {
	// Population says in words on whom, such as "2024 年度申报企业"; the pinned
	// scheme records it. It must be stated.
	Population string
	// Inputs are recorded in the pinned scheme; Fit asks the source where nil.
	Inputs []dataset.Input
	// Workers read the source at the same time; 0 is one. The result does not
	// depend on their number.
	Workers int
	// Select appends the rows of a batch that belong to the population; nil
	// takes all. It may be called by several goroutines.
	Select func(b *dataset.Batch, rows []int32) []int32
	// Fields are columns that Select reads.
	Fields []dataset.Field
	// Means are those of the policy, for weights that rest on indicators which
	// compare with a mean.
	Means Means
	// Constants lets an indicator be fitted whose values are all the same: they
	// are full and worse ones nothing, with a warning. Without it that is a fault,
	// except where the weight comes from data and is zero then.
	Constants bool
	// Bounds knows the least and the largest value of a column beforehand, from
	// the statistics of a file, which saves a pass. They are checked: if they are
	// wrong, the pass is made. Not used with Select.
	Bounds func(column string) (least, most float64, ok bool)
}

// Fit pins a scheme on the population of a source: rules that await their
// numbers and weights that come from data get them. The result is a document
// of the same kind that depends on no population any more; the scheme itself
// stays as it is. Fitting a pinned scheme reads nothing and gives it back.
//
// The numbers depend neither on the order of the rows nor on their shards nor
// on the number of workers: sums are exact, quantiles order statistics. A
// source that holds the rows of several kinds of subject wants a Select.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// steps 5 and 6; fixing the numbers of a reference year is its advice for
// comparisons over time.
func Fit(ctx context.Context, s *Scheme, src dataset.Source, o FitOptions) (*Scheme, *FitReport, error) {
	f, err := NewFitting(s, o)
	if err != nil {
		return nil, nil, err
	}
	if f.Pass() == nil {
		return s, &FitReport{}, nil
	}
	if o.Inputs == nil {
		if f.options.Inputs, err = src.Inputs(ctx); err != nil {
			return nil, nil, err
		}
	}
	for p := f.Pass(); p != nil; p = f.Pass() {
		sum, err := p.run(ctx, src, o)
		if err == nil {
			err = f.Take(sum)
		}
		if err != nil {
			return nil, nil, fmt.Errorf("fitting scheme %s: %w", s.Code, err)
		}
	}
	pinned, report := f.Result()
	return pinned, report, nil
}

// run reads the whole source once. Every worker has one summary: which rows it
// takes in does not show in the merged one.
func (p *Pass) run(ctx context.Context, src dataset.Source, o FitOptions) (*Summary, error) {
	shards, err := src.Shards(ctx, p.Fields())
	if err != nil {
		return nil, err
	}
	workers := max(1, min(o.Workers, len(shards)))
	own, rows := make([]*Summary, workers), make([][]int32, workers)
	for i := range own {
		own[i], rows[i] = p.Summary(), []int32{}
	}
	work := func(ctx context.Context, worker, i int) (struct{}, error) {
		var done struct{}
		for b, err := range shards[i].Batches(ctx) {
			if err != nil {
				return done, err
			}
			if o.Select == nil {
				own[worker].Add(b, nil)
				continue
			}
			if chosen := o.Select(b, rows[worker][:0]); chosen != nil {
				rows[worker] = chosen
				own[worker].Add(b, chosen)
			}
		}
		return done, nil
	}
	if err := ordered.Run(ctx, workers, len(shards), work, func(int, struct{}) error { return nil }); err != nil {
		return nil, err
	}
	for _, s := range own[1:] {
		if err := own[0].Merge(s); err != nil {
			return nil, err
		}
	}
	return own[0], nil
}
