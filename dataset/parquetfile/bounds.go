package parquetfile

import (
	"bytes"
	"encoding/binary"
	"math"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go/format"
)

// bounds are the least and the greatest value of a column and its nulls, by
// which other tools pass over row groups.
type bounds struct {
	set                 bool // there are values
	nulls               int64
	lowFloat, highFloat float64
	lowInt, highInt     int64
	lowWord, highWord   []byte
}

// word takes in a word.
func (b *bounds) word(w []byte) {
	if !b.set {
		b.set, b.lowWord, b.highWord = true, bytes.Clone(w), bytes.Clone(w)
		return
	}
	switch {
	case bytes.Compare(w, b.lowWord) < 0:
		b.lowWord = append(b.lowWord[:0], w...)
	case bytes.Compare(w, b.highWord) > 0:
		b.highWord = append(b.highWord[:0], w...)
	}
}

// merge takes in the bounds of other rows.
func (b *bounds) merge(o *bounds, t dataset.Type) {
	nulls := b.nulls + o.nulls
	switch {
	case !b.set:
		*b = *o
		b.lowWord, b.highWord = bytes.Clone(o.lowWord), bytes.Clone(o.highWord)
	case !o.set:
	case t == dataset.Number:
		b.lowFloat, b.highFloat = min(b.lowFloat, o.lowFloat), max(b.highFloat, o.highFloat)
	case t == dataset.Word:
		b.word(o.lowWord)
		b.word(o.highWord)
	default:
		b.lowInt, b.highInt = min(b.lowInt, o.lowInt), max(b.highInt, o.highInt)
	}
	b.nulls = nulls
}

// longestBound is the length of words beyond which a column goes without bounds.
const longestBound = 256

// statistics are the bounds in the format's own terms. A zero that bounds from
// below has a minus, one that bounds from above has none, since readers differ in
// which of them comes first.
//
// Reference: Apache Parquet format 2.11, parquet.thrift, Statistics and ColumnOrder.
func (b *bounds) statistics(t dataset.Type) format.Statistics {
	s := format.Statistics{NullCount: b.nulls}
	switch {
	case !b.set:
	case t == dataset.Word:
		if max(len(b.lowWord), len(b.highWord)) <= longestBound {
			s.MinValue, s.MaxValue = b.lowWord, b.highWord
		}
	case t == dataset.Number:
		low, high := b.lowFloat, b.highFloat
		if low == 0 {
			low = math.Copysign(0, -1)
		}
		if high == 0 {
			high = 0
		}
		s.MinValue = binary.LittleEndian.AppendUint64(nil, math.Float64bits(low))
		s.MaxValue = binary.LittleEndian.AppendUint64(nil, math.Float64bits(high))
	default:
		s.MinValue = binary.LittleEndian.AppendUint64(nil, uint64(b.lowInt))
		s.MaxValue = binary.LittleEndian.AppendUint64(nil, uint64(b.highInt))
	}
	return s
}
