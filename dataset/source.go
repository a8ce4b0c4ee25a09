package dataset

import (
	"context"
	"iter"
)

// Info describes a column that a source holds.
type Info struct {
	Name     string
	Type     Type   // as what it is held; the types it can be asked as follow from it
	Scale    int    // for Decimal
	Nullable bool   // whether values may be absent
	Origin   string // the source's own words: "INT64 DECIMAL(18,2)", "text"
}

// Source is where reported data come from: files, memory, or another source
// seen through a mapping.
type Source interface {
	// Columns lists what the source holds, in its own order.
	Columns() []Info

	// Shards cuts the source into units of work for the fields that are
	// wanted. All fields that the source lacks or cannot give as wanted are
	// named in one error, before any value is read. The shards come in the
	// order of the rows.
	Shards(ctx context.Context, want []Field) ([]Shard, error)

	// Inputs identifies what is read, for provenance.
	Inputs(ctx context.Context) ([]Input, error)

	// Metadata is what the source says about itself.
	Metadata() Metadata
}

// Shard is a unit of work: consecutive rows that one worker reads in turn.
// Different shards of a source may be read at the same time.
type Shard interface {
	// Place is where the shard's first row lies.
	Place() Place

	// Rows is the number of rows, those included that a mapping leaves out
	// once they are read.
	Rows() int64

	// Batches reads the rows in order. A batch is valid until the next one is
	// asked for. After an error the sequence ends.
	Batches(ctx context.Context) iter.Seq2[*Batch, error]
}

// Sink is where results go. Nothing is to be seen of them before Commit, and
// after it the whole.
type Sink interface {
	// Begin fixes the columns; it is called once, first.
	Begin(fields []Field) error

	// Write appends the rows of a batch with just these columns.
	Write(ctx context.Context, b *Batch) error

	// Commit completes the output with what it says about itself.
	Commit(ctx context.Context, meta Metadata) error

	// Discard leaves everything as it was before Begin. After Commit it does nothing.
	Discard() error
}

// Input identifies one file or other thing that was read.
type Input struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	Digest string `json:"digest"` // "sha256:" and 64 hexadecimal digits
}

// Metadata is what a file says about itself: entries in a fixed order.
type Metadata []Entry

// Entry is one piece of metadata.
type Entry struct{ Key, Value string }

// Get is the value of the first entry with the key.
func (m Metadata) Get(key string) (string, bool) {
	for _, e := range m {
		if e.Key == key {
			return e.Value, true
		}
	}
	return "", false
}
