package parquetfile

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
	delta64 "github.com/parquet-go/parquet-go/encoding/delta"
	"github.com/parquet-go/parquet-go/format"
)

// present notes which rows have a value, a bit each, and counts them. Present is
// the one state whose second bit is set.
func (e *encoder) present(states []dataset.State) (count int) {
	e.levels = sized(e.levels, (len(states)+7)/8)
	for i := range e.levels {
		b := byte(0)
		if 8*i+8 <= len(states) {
			s := (*[8]dataset.State)(states[8*i:])
			b = byte(s[0]>>1 | s[1]>>1<<1 | s[2]>>1<<2 | s[3]>>1<<3 | s[4]>>1<<4 | s[5]>>1<<5 | s[6]>>1<<6 | s[7]>>1<<7)
		} else {
			for k, s := range states[8*i:] {
				b |= byte(s >> 1 << k)
			}
		}
		e.levels[i] = b
		count += bits.OnesCount8(b)
	}
	return count
}

// begin starts the body of a page of version 1 with its definition levels: one
// run where all rows are alike, else the bits as they are.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".
func (e *encoder) begin(rows, present int) {
	b := append(e.body[:0], 0, 0, 0, 0)
	switch present {
	case rows:
		b = append(binary.AppendUvarint(b, uint64(rows)<<1), 1)
	case 0:
		b = append(binary.AppendUvarint(b, uint64(rows)<<1), 0)
	default:
		b = append(binary.AppendUvarint(b, uint64(len(e.levels))<<1|1), e.levels...)
	}
	binary.LittleEndian.PutUint32(b, uint32(len(b)-4))
	e.body = b
}

// codes appends codes of words behind their width in bits.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Dictionary Encoding".
func (e *encoder) codes(codes []uint32, width int) {
	b := append(e.body, byte(width))
	if len(codes) > 0 && same(codes) {
		b = binary.AppendUvarint(b, uint64(len(codes))<<1)
		for left := width; left > 0; left -= 8 {
			b = append(b, byte(codes[0]>>(width-left)))
		}
		e.body = b
		return
	}
	if len(codes) > 0 {
		b = binary.AppendUvarint(b, uint64((len(codes)+7)/8)<<1|1)
	}
	e.body = pack(b, codes, width)
}

func same(codes []uint32) bool {
	for _, c := range codes {
		if c != codes[0] {
			return false
		}
	}
	return true
}

// pack appends codes bit by bit, filled up with zeros to a number that eight divides.
func pack(b []byte, codes []uint32, width int) []byte {
	end := len(b) + (len(codes)+7)/8*width
	b = slices.Grow(b, end-len(b)+8)
	held, n := uint64(0), 0
	for _, c := range codes {
		held |= uint64(c) << n
		if n += width; n >= 32 {
			b = binary.LittleEndian.AppendUint32(b, uint32(held))
			held, n = held>>32, n-32
		}
	}
	b = binary.LittleEndian.AppendUint64(b, held) // which is zero beyond n bits
	for len(b) < end {
		b = append(b, 0)
	}
	return b[:end]
}

// textPageBytes is the size beyond which texts go on in another page: about a
// block of Zstandard too.
const textPageBytes = 62 << 10

// texts appends the pages of words that are written as they are.
func (e *encoder) texts(out *outPages, run *outRun, s *stripColumn) error {
	states, text := s.state, s.text
	for len(states) > 0 {
		rows, size := 0, 0
		for rows < len(states) && size < textPageBytes {
			if states[rows] == dataset.Present {
				n := 4 + int(binary.LittleEndian.Uint32(text[size:]))
				run.bounds.word(text[size+4 : size+n])
				size += n
			}
			rows++
		}
		present := e.present(states[:rows])
		e.begin(rows, present)
		e.body = append(e.body, text[:size]...)
		if err := e.page(out, run, rows, rows-present, format.Plain); err != nil {
			return err
		}
		states, text = states[rows:], text[size:]
	}
	return nil
}

// numbers appends the values of the rows that are present.
func (e *encoder) numbers(s *stripColumn, present int, b *bounds) (row int, err error) {
	if present == 0 {
		return 0, nil
	}
	e.floats = dense(e.floats, s.float, e.levels, present)
	from := len(e.body)
	e.body = slices.Grow(e.body, 8*present)[:from+8*present]
	if at := putFloats(e.body[from:], e.floats, b); at >= 0 {
		return rowOf(s.state, at), errNotFinite
	}
	return 0, nil
}

// integers appends the values of the rows that are present as differences in as
// few bits as they need. They take a third of the bytes of plain values, and what
// is left no compression makes smaller, so that none is tried for long.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Delta Encoding".
func (e *encoder) integers(c *outColumn, s *stripColumn, present int, b *bounds) (row int, err error) {
	e.ints = dense(e.ints, s.int, e.levels, present)
	if present > 0 {
		b.set, b.lowInt, b.highInt = true, slices.Min(e.ints), slices.Max(e.ints)
	}
	const most = 1e18 - 1
	if c.typ == dataset.Decimal && (b.lowInt < -most || b.highInt > most) {
		at := slices.IndexFunc(e.ints, func(n int64) bool { return n < -most || n > most })
		return rowOf(s.state, at), fmt.Errorf("the unscaled decimal %d has more than %d digits", e.ints[at], decimalDigits)
	}
	e.deltas, err = new(delta64.BinaryPackedEncoding).EncodeInt64(e.deltas, e.ints)
	e.body = append(e.body, e.deltas...)
	return 0, err
}

// rowOf is the row of a value that is the given one among those present.
func rowOf(states []dataset.State, at int) int {
	for row, s := range states {
		if s != dataset.Present {
			continue
		}
		if at--; at < 0 {
			return row
		}
	}
	return 0
}

// dense copies the values that are present next to each other.
func dense[T int64 | float64](dst, values []T, levels []byte, present int) []T {
	dst = sized(dst, present)
	if present == len(values) {
		copy(dst, values)
		return dst
	}
	n := 0
	for i, b := range levels {
		if b == 0xff {
			*(*[8]T)(dst[n:]) = *(*[8]T)(values[8*i:])
			n += 8
			continue
		}
		for ; b != 0; b &= b - 1 {
			dst[n] = values[8*i+bits.TrailingZeros8(b)]
			n++
		}
	}
	return dst
}

// putFloats writes numbers and takes their bounds; it gives the position of one
// that is not finite, or -1.
func putFloats(dst []byte, values []float64, b *bounds) int {
	low, high := values[0], values[0]
	for i, x := range values {
		if x-x != 0 {
			return i
		}
		if x < low {
			low = x
		}
		if x > high {
			high = x
		}
		binary.LittleEndian.PutUint64(dst[8*i:], math.Float64bits(x))
	}
	b.set, b.lowFloat, b.highFloat = true, low, high
	return -1
}
