package parquetfile

import (
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/compress/snappy"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// CreateOption sets how a Writer writes.
type CreateOption func(*createOptions)

type createOptions struct {
	groupRows int
	workers   int
	codec     Codec
	states    []string
}

// DefaultRowGroupRows is the number of rows of a row group unless another is set.
//
// Reference: library default, assumption; a row group is what one worker reads in turn.
const DefaultRowGroupRows = 131_072

func newCreateOptions(list []CreateOption) createOptions {
	o := createOptions{groupRows: DefaultRowGroupRows, workers: 1}
	for _, set := range list {
		set(&o)
	}
	return o
}

// WithRowGroupRows sets the number of rows of a row group; the last one may have
// fewer. A file can have 32,767 row groups.
func WithRowGroupRows(rows int) CreateOption {
	return func(o *createOptions) { o.groupRows = max(1, rows) }
}

// WithWorkers sets how many goroutines encode and compress; with 1, the
// default, Write itself does it. The bytes of the file are the same for any number.
// A worker holds some eight thousand rows.
func WithWorkers(workers int) CreateOption {
	return func(o *createOptions) { o.workers = max(1, workers) }
}

// WithCodec sets how pages are compressed.
func WithCodec(codec Codec) CreateOption { return func(o *createOptions) { o.codec = codec } }

// WithStates names items for which a state column is written although no
// evidence of them is asked for.
func WithStates(items ...string) CreateOption {
	return func(o *createOptions) { o.states = append(o.states, items...) }
}

// Codec is a way to compress pages.
type Codec uint8

const (
	// ZstdFast is Zstandard with about the effort of its level 1, the default.
	// It leaves numbers alone in which it finds nothing soon: of amounts held as
	// DOUBLE, Zstd makes 0.6 to 0.85 of the bytes, but takes 85 ns a value, a hundred
	// times as long and more than all else that is done to it.
	ZstdFast Codec = iota
	// Zstd is Zstandard with about the effort of its level 3.
	Zstd
	// ZstdSmall is Zstandard with about the effort of its level 8.
	ZstdSmall
	// Snappy is faster than any Zstandard on texts, and its files are larger.
	Snappy
	// Uncompressed stores pages as they are.
	Uncompressed
)

// number is the codec's number in the format.
func (c Codec) number() int32 {
	switch c {
	case Snappy:
		return codecSnappy
	case Uncompressed:
		return codecNone
	}
	return codecZstd
}

// compressor is a new compressor, or nil for none.
func (c Codec) compressor() compress.Codec {
	switch c {
	case Zstd:
		return &zstd.Codec{Level: zstd.SpeedDefault}
	case ZstdSmall:
		return &zstd.Codec{Level: zstd.SpeedBetterCompression}
	case Snappy:
		return new(snappy.Codec)
	case Uncompressed:
		return nil
	}
	return &zstd.Codec{Level: zstd.SpeedFastest}
}
