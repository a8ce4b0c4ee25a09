package dataset

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
)

// batchRows is the number of rows of the batches that sources of this package give.
const batchRows = 4096

// Memory is a table held in memory: a sink that takes batches and, once
// committed, a source that gives them back. The zero value is ready for Begin.
type Memory struct {
	Name      string // what places and inputs call it
	ShardRows int    // rows of a shard; 0 means all in one

	fields   []Field
	rows     *gather
	feed     *feed
	content  *Batch // after Commit
	metadata Metadata
}

var (
	_ Source = (*Memory)(nil)
	_ Sink   = (*Memory)(nil)

	errNotBegun  = errors.New("nothing was begun that could be written to")
	errCommitted = errors.New("the output is complete and takes no more rows")
)

// NewMemory makes a source of batches that all have the given fields, with
// shards of the stated number of rows (0: all in one). The batches are copied.
func NewMemory(shardRows int, fields []Field, batches ...*Batch) (*Memory, error) {
	m := &Memory{ShardRows: shardRows}
	if err := m.Begin(fields); err != nil {
		return nil, err
	}
	for _, b := range batches {
		if err := m.Write(context.Background(), b); err != nil {
			return nil, err
		}
	}
	return m, m.Commit(context.Background(), nil)
}

// Begin fixes the columns.
func (m *Memory) Begin(fields []Field) error {
	if m.rows != nil || m.content != nil {
		return errors.New("the table was begun already")
	}
	m.fields = append([]Field(nil), fields...)
	m.rows = newGather(m.fields)
	m.feed = newFeed(m.rows)
	return nil
}

// Write appends a copy of the rows of a batch. Rows whose place the batch does
// not state lie in the table itself.
func (m *Memory) Write(ctx context.Context, b *Batch) error {
	switch {
	case m.content != nil:
		return errCommitted
	case m.rows == nil:
		return errNotBegun
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case b.Rows == 0:
		return checkColumns(m.fields, b)
	}
	if err := checkColumns(m.fields, b); err != nil {
		return err
	}
	placed := *b
	if len(b.Places) == 0 && b.Place == (Place{}) {
		placed.Place = Place{File: m.Name, Row: int64(m.rows.batch.Rows) + 1}
	}
	m.feed.load(&placed)
	m.feed.add(0, b.Rows)
	return nil
}

// Commit makes the rows readable.
func (m *Memory) Commit(_ context.Context, meta Metadata) error {
	switch {
	case m.content != nil:
		return errCommitted
	case m.rows == nil:
		return errNotBegun
	}
	m.metadata = append(Metadata(nil), meta...)
	m.content = m.rows.settle()
	m.feed = nil
	return nil
}

// Discard forgets what was written, unless it was committed.
func (m *Memory) Discard() error {
	if m.content == nil {
		m.rows, m.feed, m.fields = nil, nil, nil
	}
	return nil
}

// Content is the whole table, nil before Commit. It must not be changed.
func (m *Memory) Content() *Batch { return m.content }

// Columns lists the fields that were begun, and the evidence of their items.
func (m *Memory) Columns() []Info { return held(m.fields) }

// Metadata is what was given to Commit.
func (m *Memory) Metadata() Metadata { return m.metadata }

// Inputs names the table with a digest of its values, whatever the batches
// were that brought them.
func (m *Memory) Inputs(ctx context.Context) ([]Input, error) {
	if m.content == nil {
		return nil, errNotBegun
	}
	digest, size := sha256.New(), int64(0)
	var row []byte
	for i := range m.content.Rows {
		if i%batchRows == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		row = row[:0]
		for c := range m.content.Columns {
			row = appendValue(row, &m.content.Columns[c], i)
		}
		digest.Write(row)
		size += int64(len(row))
	}
	return []Input{{Name: m.Name, Bytes: size, Digest: "sha256:" + hex.EncodeToString(digest.Sum(nil))}}, nil
}

// Shards cuts the table into shards of ShardRows rows.
func (m *Memory) Shards(_ context.Context, want []Field) ([]Shard, error) {
	if m.content == nil {
		return nil, errNotBegun
	}
	v, err := newView(m.fields, want)
	if err != nil {
		return nil, named(m.Name, err)
	}
	size := m.ShardRows
	if size <= 0 {
		size = max(1, m.content.Rows)
	}
	var shards []Shard
	for from := 0; from < m.content.Rows; from += size {
		shards = append(shards, &memoryShard{v, m.content, from, min(from+size, m.content.Rows)})
	}
	return shards, nil
}

// memoryShard is a range of rows of a batch.
type memoryShard struct {
	view     *view
	content  *Batch
	from, to int
}

func (s *memoryShard) Place() Place { return s.content.At(s.from) }

func (s *memoryShard) Rows() int64 { return int64(s.to - s.from) }

func (s *memoryShard) Batches(ctx context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		out := NewBatch(s.view.want, 0)
		for from := s.from; from < s.to; from += batchRows {
			if ctx.Err() != nil {
				yield(nil, context.Cause(ctx))
				return
			}
			s.view.show(out, s.content, from, min(from+batchRows, s.to))
			if !yield(out, nil) {
				return
			}
		}
	}
}

// Read gives all rows of a source in their order.
func Read(ctx context.Context, src Source, want []Field) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		shards, err := src.Shards(ctx, want)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, shard := range shards {
			for b, err := range shard.Batches(ctx) {
				if !yield(b, err) || err != nil {
					return
				}
			}
		}
	}
}

// named puts the name of a source before an error.
func named(name string, err error) error {
	if name == "" {
		return err
	}
	return fmt.Errorf("%s: %w", name, err)
}
