package indicators

import (
	"encoding"
	"errors"
	"fmt"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/population"
)

// Pass is one reading of the population: which columns, and what is gathered of
// them. It is immutable and may be shared among goroutines.
type Pass struct {
	fields    []dataset.Field
	at        []int
	gatherers []gatherer // empty ones
}

// Fields are the columns that batches must have, in this order.
func (p *Pass) Fields() []dataset.Field { return slices.Clone(p.fields) }

// Summary is an empty summary for some of the population's rows.
func (p *Pass) Summary() *Summary {
	s := &Summary{pass: p, gatherers: make([]gatherer, len(p.gatherers))}
	for i, t := range p.gatherers {
		s.gatherers[i] = t.empty()
	}
	return s
}

// Summary is what a pass gathers of a part of the population, a shard or all
// that a worker reads. Whatever the parts, their merged summaries are the same,
// to the byte. It belongs to one goroutine and holds its scratch space; nothing
// is allocated once it has seen a batch, but for values that are kept.
type Summary struct {
	pass      *Pass
	subjects  int64
	gatherers []gatherer
	view      view
}

var (
	_ encoding.BinaryAppender    = (*Summary)(nil)
	_ encoding.BinaryUnmarshaler = (*Summary)(nil)

	errOtherPass = errors.New("indicators: a summary of another pass")
)

// Add takes the selected rows of a batch in; nil selects all, as in Evaluate.
// The batch's columns must be the pass's Fields. Values that can't be used are
// Faults among the batch's issues and count as missing.
func (s *Summary) Add(b *dataset.Batch, rows []int32) {
	if len(b.Columns) < len(s.pass.fields) {
		panic(fmt.Sprintf("indicators: a batch of %d columns for a pass over %d; ask the source for the pass's Fields", len(b.Columns), len(s.pass.fields)))
	}
	v, n := &s.view, b.Rows
	if rows != nil {
		n = len(rows)
	}
	s.subjects += int64(n)
	v.batch, v.at, v.names, v.rows = b, s.pass.at, s.pass.fields, nil
	for first := 0; first < n; first += blockRows {
		v.first, v.n = first, min(blockRows, n-first)
		if rows != nil {
			v.rows = rows[first : first+v.n]
		}
		for _, t := range s.gatherers {
			t.add(v)
			v.release()
		}
	}
	v.batch, v.rows = nil, nil
}

// Merge takes the rows of another summary of the same pass in.
func (s *Summary) Merge(o *Summary) error {
	if o.pass != s.pass {
		return errOtherPass
	}
	s.subjects += o.subjects
	for i := range s.gatherers {
		s.gatherers[i].merge(o.gatherers[i])
	}
	return nil
}

// AppendBinary appends the summary's encoding, which depends on nothing but the
// rows and the pass. The error is always nil.
func (s *Summary) AppendBinary(b []byte) ([]byte, error) {
	b = population.AppendCount(b, s.subjects)
	for _, t := range s.gatherers {
		b = t.append(b)
	}
	return b, nil
}

// UnmarshalBinary sets a summary that Pass.Summary gave to what the bytes
// encode, which must be of the same pass of the same fit.
func (s *Summary) UnmarshalBinary(b []byte) error {
	if s.pass == nil {
		return errOtherPass
	}
	fresh, r := s.pass.Summary(), population.NewReader(b)
	fresh.subjects = r.Count()
	for _, t := range fresh.gatherers {
		t.read(r)
	}
	if err := r.End(); err != nil {
		return fmt.Errorf("indicators: summary: %w", err)
	}
	s.subjects, s.gatherers = fresh.subjects, fresh.gatherers
	return nil
}
