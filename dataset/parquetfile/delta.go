package parquetfile

import (
	"encoding/binary"
	"fmt"
)

// delta reads whole numbers that are written as differences: blocks of a least
// difference and of what each difference has beyond it, packed in miniblocks of
// a width of their own.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Delta Encoding".
type delta struct {
	b       []byte // from the next block or miniblock on
	left    int    // values still to come
	minis   int    // miniblocks in a block
	perMini int    // values in a miniblock
	value   int64  // the last value given, or the first one to give
	begun   bool
	least   int64  // difference of this block
	widths  []byte // of the miniblocks of this block that are still to come
	width   int    // of the present miniblock
	packed  []byte // of the present miniblock
	inMini  int    // values left of it
	bit     int
}

const maxBlock = 1 << 20 // values; writers use 128

func newDelta(b []byte) (d delta, err error) {
	var block, minis, count uint64
	for _, x := range []*uint64{&block, &minis, &count} {
		n := 0
		if *x, n = binary.Uvarint(b); n <= 0 {
			return d, errEarly
		}
		b = b[n:]
	}
	first, n := binary.Varint(b)
	switch {
	case n <= 0:
		return d, errEarly
	case block == 0 || block > maxBlock || minis == 0 || minis > block || block%minis != 0 || block/minis%8 != 0 || count > 1<<31:
		return d, fmt.Errorf("blocks of %d values in %d parts: %w", block, minis, ErrCorrupt)
	}
	return delta{b: b[n:], left: int(count), minis: int(minis), perMini: int(block / minis), value: first}, nil
}

// next reads len(dst) values.
func (d *delta) next(dst []int64) error {
	if len(dst) > d.left {
		return errEarly
	}
	d.left -= len(dst)
	if len(dst) > 0 && !d.begun {
		d.begun = true
		dst[0] = d.value
		dst = dst[1:]
	}
	for len(dst) > 0 {
		if d.inMini == 0 {
			if err := d.beginMini(); err != nil {
				return err
			}
		}
		n := min(d.inMini, len(dst))
		for i := range dst[:n] {
			d.value += d.least + int64(bitsAt(d.packed, d.bit, d.width))
			d.bit += d.width
			dst[i] = d.value
		}
		d.inMini -= n
		dst = dst[n:]
	}
	return nil
}

func (d *delta) beginMini() error {
	if len(d.widths) == 0 {
		least, n := binary.Varint(d.b)
		if n <= 0 || len(d.b)-n < d.minis {
			return errEarly
		}
		d.least, d.widths, d.b = least, d.b[n:n+d.minis], d.b[n+d.minis:]
	}
	d.width, d.widths = int(d.widths[0]), d.widths[1:]
	size := d.perMini / 8 * d.width
	if d.width > 64 || size > len(d.b) {
		return errEarly
	}
	d.packed, d.b = d.b[:size], d.b[size:]
	d.inMini, d.bit = d.perMini, 0
	return nil
}

// rest is what follows the last of the values, none of which has been read.
func (d delta) rest() ([]byte, error) {
	for values := d.left - 1; values > 0; values -= d.perMini {
		if err := d.beginMini(); err != nil {
			return nil, err
		}
	}
	return d.b, nil
}

// bitsAt are the bits from one place on, least first; b ends where they do or later.
func bitsAt(b []byte, bit, width int) uint64 {
	if width == 0 {
		return 0
	}
	at, shift := bit>>3, bit&7
	var x uint64
	if at+8 <= len(b) {
		x = binary.LittleEndian.Uint64(b[at:])
	} else {
		var last [8]byte
		copy(last[:], b[at:])
		x = binary.LittleEndian.Uint64(last[:])
	}
	x >>= shift
	if shift+width > 64 {
		x |= uint64(b[at+8]) << (64 - shift)
	}
	if width < 64 {
		x &= 1<<width - 1
	}
	return x
}

// deltaTexts reads texts whose lengths stand together before them.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Delta-length byte array".
type deltaTexts struct {
	lengths delta
	b       []byte
	ints    []int64
}

func newDeltaTexts(b []byte, ints []int64) (t deltaTexts, err error) {
	if t.lengths, err = newDelta(b); err != nil {
		return t, err
	}
	t.b, err = t.lengths.rest()
	t.ints = ints
	return t, err
}

func (t *deltaTexts) next(dst [][]byte) error {
	t.ints = sized(t.ints, len(dst))
	if err := t.lengths.next(t.ints); err != nil {
		return err
	}
	for i, n := range t.ints {
		if n < 0 || n > int64(len(t.b)) {
			return errEarly
		}
		dst[i] = t.b[:n]
		t.b = t.b[n:]
	}
	return nil
}

// prefixTexts reads texts of which only the ends stand there, with the number of
// bytes that each shares with the beginning of the one before it.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Delta Strings".
type prefixTexts struct {
	shared delta
	ends   deltaTexts
	last   []byte
	ints   []int64
	limit  int64 // bytes that one call may give
}

func newPrefixTexts(b []byte, old *prefixTexts, limit int64) (t prefixTexts, err error) {
	if t.shared, err = newDelta(b); err != nil {
		return t, err
	}
	if b, err = t.shared.rest(); err != nil {
		return t, err
	}
	t.ends, err = newDeltaTexts(b, old.ends.ints)
	t.ints, t.limit = old.ints, limit
	return t, err
}

func (t *prefixTexts) next(dst [][]byte) error {
	t.ints = sized(t.ints, len(dst))
	if err := t.shared.next(t.ints); err != nil {
		return err
	}
	if err := t.ends.next(dst); err != nil {
		return err
	}
	total := int64(0)
	for i, n := range t.ints {
		if n < 0 || n > int64(len(t.last)) {
			return fmt.Errorf("a text shares %d bytes with one of %d: %w", n, len(t.last), ErrCorrupt)
		}
		if n > 0 {
			if total += n + int64(len(dst[i])); total > t.limit {
				return over("text", total, t.limit)
			}
			dst[i] = append(t.last[:n:n], dst[i]...)
		}
		t.last = dst[i]
	}
	return nil
}
