package annual

import (
	"context"
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation"
)

// Explanation is the whole way of one subject from reported figures to its
// value. Every part was written by the code that computes the publication.
type Explanation struct {
	Place    dataset.Place
	Result   Row
	Score    *indicators.Explanation // nil where the subject was not evaluated
	Strength float64                 // 0 to 100, negative where there is none
	Mapping  string                  // strength to K, with its parameters
	Industry *IndustryFigure
	Consent  string
	Accounts []Reported      // the figures behind the case, the latest year first
	Case     *valuation.Case // nil where there was none
	Value    valuation.Value
	Sheet    *valuation.Worksheet
	Slope    float64              // dV/dS in yuan a point of strength; 0 where strength is not fed to value
	Variant  *valuation.Worksheet // nil for none
}

// Reported is a figure of the accounts as it was reported.
type Reported struct {
	Column string
	Number float64
}

// reported lists the accounts that the case was made of.
func (d *Desk) reported() []Reported {
	var list []Reported
	for _, items := range d.m.accounts {
		for _, at := range items {
			if c := &d.in.Columns[at]; c.State[d.rows[0]] == dataset.Present {
				list = append(list, Reported{c.Field.Name, c.Float[d.rows[0]]})
			}
		}
	}
	return list
}

// ErrNotFound says that a source has no row of the subject in the fiscal year.
var ErrNotFound = errors.New("no such subject in the edition's fiscal year")

// Explain finds the subject with the key in a source and explains its result.
// With a result file of the same edition (nil for none), rank and comparison
// with last year are taken from there.
//
// Reference: library default, assumption; every step is that of Run.
func Explain(ctx context.Context, m *Model, src, results dataset.Source, key string) (*Explanation, error) {
	batch, err := m.find(ctx, src, key)
	if err != nil {
		return nil, err
	}
	d := m.NewDesk()
	d.Assess(batch)
	x := &Explanation{Place: batch.At(0), Strength: d.strength[0], Mapping: m.mapping, Accounts: d.reported(),
		Consent: d.out.Columns[m.results.of(dataset.ConsentOf)].Word(0)}
	x.Result = newReader(m, nil).row(d.out, 0)
	if results != nil {
		if err := x.fromResults(ctx, m, results, key); err != nil {
			return nil, err
		}
	}
	for s := range d.chosen {
		if len(d.chosen[s]) > 0 {
			x.Score = m.schemes[s].binding.Explain(batch, 0)
		}
	}
	return x, x.appraise(m, d)
}

// find copies the subject's row into a batch of its own.
func (m *Model) find(ctx context.Context, src dataset.Source, key string) (*dataset.Batch, error) {
	for b, err := range dataset.Read(ctx, src, m.want) {
		if err != nil {
			return nil, err
		}
		for i := range b.Rows {
			year := &b.Columns[m.yearAt]
			if b.Columns[0].Word(i) == key && year.State[i] == dataset.Present && year.Int[i] == int64(m.Edition.FiscalYear) {
				return m.only(b, i), nil
			}
		}
	}
	return nil, fmt.Errorf("%w: key %q, fiscal year %d", ErrNotFound, key, m.Edition.FiscalYear)
}

// only is row i as a batch.
func (m *Model) only(b *dataset.Batch, i int) *dataset.Batch {
	one := dataset.NewBatch(m.want, 1)
	one.Place = b.At(i)
	for k := range one.Columns {
		gather(&one.Columns[k], &b.Columns[k], []int32{int32(i)})
		if one.Columns[k].Evidence != nil && b.Columns[k].Evidence != nil {
			one.Columns[k].Evidence[0] = b.Columns[k].Evidence[i]
		}
	}
	for _, issue := range b.Issues {
		if issue.Row == i {
			issue.Row = 0
			one.Issues = append(one.Issues, issue)
		}
	}
	return one
}

// fromResults takes the published row with rank and comparison.
func (x *Explanation) fromResults(ctx context.Context, m *Model, results dataset.Source, key string) error {
	r := newReader(m, results)
	for b, err := range dataset.Read(ctx, results, r.fields) {
		if err != nil {
			return err
		}
		for i := range b.Rows {
			if b.Columns[0].Word(i) == key {
				x.Result = r.row(b, i)
				x.Result = x.Result.clone()
				return nil
			}
		}
	}
	return fmt.Errorf("%w: the results have no key %q", ErrNotFound, key)
}

// appraise values the subject's case again with a worksheet.
func (x *Explanation) appraise(m *Model, d *Desk) error {
	at := m.results
	if industry := &d.out.Columns[m.worth.industry]; industry.State[0] == dataset.Present {
		x.Industry = &m.Edition.Industries[industry.Code[0]]
	}
	c, _, ok := caseOf(d.out, at, 0)
	if !ok {
		return nil
	}
	c.Basis = m.Edition.Accounts.Basis()
	own := c
	x.Case = &own
	method := m.Edition.Method.ExcessEarnings
	var err error
	if x.Value, x.Sheet, err = method.Explain(&c); err != nil {
		x.Case, x.Sheet = nil, nil // the status of the result says so
		return nil
	}
	if m.needsStrength && x.Value.Status != valuation.NotApplicable {
		if x.Slope, err = method.Slope(&c, m.Edition.Strength.Mapping.Coefficient, x.Strength); err != nil {
			return err
		}
	}
	if v := m.Edition.Variant; v != nil {
		c.Basis = v.Accounts.Basis()
		c.History = d.years(0, v.Accounts.Accounts, m.variant)
		_, x.Variant, err = method.Explain(&c)
	}
	return err
}
