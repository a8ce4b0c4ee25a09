package fictional

import (
	"context"
	"fmt"
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

func (s *shard) Place() dataset.Place { return dataset.Place{File: s.of.name(), Row: s.from + 1} }

func (s *shard) Rows() int64 { return s.to - s.from }

func (s *shard) Batches(ctx context.Context) iter.Seq2[*dataset.Batch, error] {
	return func(yield func(*dataset.Batch, error) bool) {
		d, b := newDraft(), dataset.NewBatch(s.want, 0)
		for from := s.from; from < s.to; from += batchRows {
			if ctx.Err() != nil {
				yield(nil, context.Cause(ctx))
				return
			}
			s.fill(b, d, from, min(from+batchRows, s.to))
			if !yield(b, nil) {
				return
			}
		}
	}
}

// fill makes the enterprises from and up to, but not with, the one at to.
func (s *shard) fill(b *dataset.Batch, d *draft, from, to int64) {
	b.Resize(int(to - from))
	b.Place = dataset.Place{File: s.of.name(), Row: from + 1}
	for k, found := range s.found {
		c := &b.Columns[k]
		switch {
		case found.Column < 0:
		case columns[found.Column].kind == closedColumn:
			words := columns[found.Column].words
			c.Words = words[:len(words):len(words)]
		case columns[found.Column].kind == evidenceColumn:
			c.Words = evidenceWords[:len(evidenceWords):len(evidenceWords)]
		}
	}
	for row := range b.Rows {
		d.make(s.of.Seed, from+int64(row))
		for k, found := range s.found {
			if found.Column >= 0 {
				s.write(b, k, row, d, found.Column)
			}
		}
		if fault := s.of.FaultOf(d.index); fault != "" {
			plant(fault, b, row)
		}
	}
}

// write puts one value of a draft into a column.
func (s *shard) write(b *dataset.Batch, k, row int, d *draft, slot int) {
	c := &b.Columns[k]
	from := &columns[slot]
	if from.metric >= 0 && c.Evidence != nil {
		c.Evidence[row] = d.level(from.metric)
	}
	state := d.state[slot]
	switch from.kind {
	case evidenceColumn:
		if level := d.level(from.metric); level != dataset.Unstated {
			c.Code[row], c.State[row] = uint32(level), dataset.Present
		}
		return
	case stateColumn:
		if d.state[metricSlots[from.metric]] == dataset.NotApplicable {
			c.SetWord(row, dataset.NotApplicableWord)
		}
		return
	case yearColumn:
		writeScaled(b, k, row, int64(s.of.Year), 0)
		return
	case moneyColumn:
		if from.back < d.reported {
			writeScaled(b, k, row, d.fen[from.back][from.item], fenDigits)
		}
		return
	}
	if c.State[row] = state; state != dataset.Present {
		return
	}
	switch from.kind {
	case textColumn:
		c.SetWord(row, d.text(slot))
	case closedColumn:
		c.Code[row] = uint32(d.number[slot])
	case numberColumn:
		c.Float[row] = d.number[slot]
	}
}

// level is the evidence of a metric, of which there is none without a value.
func (d *draft) level(metric int) dataset.Evidence {
	slot := metricSlots[metric]
	if d.state[slot] != dataset.Present {
		return dataset.Unstated
	}
	return d.evidence[slot]
}

// text is a word that the subject alone has.
func (d *draft) text(slot int) string {
	switch slot {
	case keySlot:
		return keyOf(d.index)
	case nameSlot:
		return nameOf(d.index, d.sector)
	case parentSlot:
		return keyOf(d.parent)
	}
	if d.licensor >= 0 {
		return marksOf(d.licensor, 1)
	}
	return marksOf(d.index, d.marks)
}

// fenDigits are the digits of yuan after the point.
const fenDigits = 2

// writeScaled writes n times 10^-scale in the type that is wanted, which Match
// has found possible.
func writeScaled(b *dataset.Batch, k, row int, n int64, scale int) {
	c := &b.Columns[k]
	if c.Field.Type == dataset.Number {
		c.SetNumber(row, dataset.DecimalNumber(n, scale))
		return
	}
	scaled, ok := dataset.Rescale(n, digits(c.Field)-scale)
	if !ok {
		b.Issues = append(b.Issues, dataset.Issue{Code: dataset.IssueOverflow, Severity: dataset.Fault, Row: row, Column: c.Field.Name,
			Text: fmt.Sprintf("%v has no room for %d digits after the point; it counts as missing", dataset.DecimalNumber(n, scale), c.Field.Scale)})
		return
	}
	c.SetInt(row, scaled)
}

func digits(f dataset.Field) int {
	if f.Type == dataset.Decimal {
		return f.Scale
	}
	return 0
}

// evidenceWords are the levels by number; the first is never stated.
var evidenceWords = func() []string {
	var words []string
	for e := dataset.Unstated; e <= dataset.E5; e++ {
		words = append(words, e.String())
	}
	return words
}()

var (
	keySlot  = slotOf(dataset.Key)
	nameSlot = slotOf(dataset.Name)
)
