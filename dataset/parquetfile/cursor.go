package parquetfile

import (
	"encoding/binary"
	"fmt"
	"io"

	"github.com/brandvalue/brandvalue/dataset"
)

// The encodings of values.
//
// Reference: Apache Parquet format 2.11, Encodings.md.
const (
	encPlain           = 0
	encPlainDictionary = 2
	encRLE             = 3
	encBitPacked       = 4
	encDelta           = 5
	encDeltaLength     = 6
	encDeltaText       = 7
	encRLEDictionary   = 8
	encSplit           = 9
)

// cursor goes through one column chunk, page by page, and gives the states of
// the next rows and then their values, the missing ones left out. Of a page it
// holds the decompressed bytes and nothing of the values to come.
type cursor struct {
	pages
	leaf *leaf
	size int64 // of the chunk, decompressed, by the footer's word
	left int64 // rows in pages to come
	rows int   // rows left in this page

	levels     hybrid
	dictionary bool   // the values are indices
	indices    hybrid // if so
	fixed      fixedValues
	texts      textValues

	plainFixed  plainFixed // one of these is behind fixed or texts
	splitFixed  splitFixed
	deltaFixed  deltaFixed
	bitFixed    bitFixed
	textFixed   textFixed
	plainTexts  plainTexts
	deltaTexts  deltaTexts
	prefixTexts prefixTexts
}

// reset puts the cursor before the first row of a chunk.
func (c *cursor) reset(src io.ReaderAt, k *chunk, rows, end int64) error {
	start := k.data
	if k.dictionary > 0 && k.dictionary < start {
		start = k.dictionary
	}
	switch {
	case !k.known:
		return fmt.Errorf("the column is not described in this row group: %w", ErrCorrupt)
	case k.elsewhere != "":
		return fmt.Errorf("the values lie in another file, %q: %w", k.elsewhere, ErrUnsupported)
	case k.encrypted:
		return ErrEncrypted
	case k.physical != c.leaf.physical:
		return fmt.Errorf("the row group has physical type %d, the schema %d: %w", k.physical, c.leaf.physical, ErrCorrupt)
	case k.values != rows:
		return fmt.Errorf("%d values in a row group of %d rows: %w", k.values, rows, ErrCorrupt)
	case start < int64(len(magic)) || k.compressed < 0 || start > end || k.compressed > end-start:
		return fmt.Errorf("bytes %d to %d of a file whose footer begins at %d: %w", start, start+k.compressed, end, ErrTruncated)
	}
	c.src, c.at, c.end, c.codec = src, start, start+k.compressed, k.codec
	c.slack = min(forgotten, end-c.end)
	c.size, c.left, c.rows = max(0, k.uncompressed), rows, 0
	return checkCodec(k.codec)
}

// forgotten is more than the header of a dictionary takes, which old versions
// of parquet-mr left out of the size of a chunk (PARQUET-816).
const forgotten = 100

// advance goes to the next page with rows; load is called for the dictionary
// before it.
func (c *cursor) advance(load func() error) error {
	for c.rows == 0 {
		err := c.next()
		switch {
		case err == io.EOF:
			return fmt.Errorf("the pages end %d rows early: %w", c.left, ErrCorrupt)
		case err != nil:
			return err
		case c.header.kind == pageDictionary:
			if err := load(); err != nil {
				return fmt.Errorf("the dictionary: %w", err)
			}
		case c.header.kind != pageData && c.header.kind != pageDataV2:
			return fmt.Errorf("a page of kind %d: %w", c.header.kind, ErrUnsupported)
		case int64(c.header.values) > c.left:
			return fmt.Errorf("the pages hold more rows than the footer says: %w", ErrCorrupt)
		case c.header.values > 0:
			if err := c.begin(); err != nil {
				return err
			}
			c.rows = int(c.header.values)
			c.left -= int64(c.rows)
		}
	}
	return nil
}

// finish makes sure that no rows are left over.
func (c *cursor) finish() error {
	if c.rows > 0 || c.left > 0 {
		return fmt.Errorf("%d rows were not read: %w", int64(c.rows)+c.left, ErrCorrupt)
	}
	for {
		err := c.next()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		case c.header.kind != pageDictionary && c.header.values > 0:
			return fmt.Errorf("the pages hold more rows than the footer says: %w", ErrCorrupt)
		}
	}
}

// begin takes a data page apart: its levels, then its values.
func (c *cursor) begin() error {
	h, b := &c.header, c.body
	if h.kind == pageDataV2 {
		levels := b[h.repBytes:][:h.defBytes]
		b = b[int(h.repBytes)+int(h.defBytes):]
		if h.rows != h.values {
			return fmt.Errorf("%d values in %d rows of a flat column: %w", h.values, h.rows, ErrCorrupt)
		}
		if c.leaf.optional {
			c.levels, _ = newHybrid(levels, 1)
		}
		return c.beginValues(b)
	}
	if !c.leaf.optional {
		return c.beginValues(b)
	}
	b, err := c.beginLevels(b)
	if err != nil {
		return err
	}
	return c.beginValues(b)
}

// beginLevels sets out on the definition levels of a page of version 1 and
// gives what follows them.
func (c *cursor) beginLevels(b []byte) (rest []byte, err error) {
	switch c.header.levels {
	case encBitPacked:
		n := (int(c.header.values) + 7) / 8
		if n > len(b) {
			return nil, errEarly
		}
		c.levels = packedBits(reversed(b[:n]), int(c.header.values))
		return b[n:], nil
	case encRLE:
		if len(b) < 4 {
			return nil, errEarly
		}
		n := int64(binary.LittleEndian.Uint32(b))
		if n > int64(len(b)-4) {
			return nil, errEarly
		}
		c.levels, _ = newHybrid(b[4:4+n], 1)
		return b[4+n:], nil
	}
	return nil, fmt.Errorf("definition levels of encoding %d: %w", c.header.levels, ErrUnsupported)
}

// states reads the states of the next rows of this page and counts those that
// are present.
func (c *cursor) states(dst []dataset.State) (present int, err error) {
	c.rows -= len(dst)
	if c.leaf.optional {
		return c.levels.states(dst)
	}
	fillStates(dst, 1)
	return len(dst), nil
}

// beginValues sets out on the values of a page.
func (c *cursor) beginValues(b []byte) (err error) {
	encoding, physical := c.header.encoding, c.leaf.physical
	c.dictionary, c.fixed, c.texts = false, nil, nil
	switch {
	case encoding == encPlainDictionary || encoding == encRLEDictionary:
		return c.beginIndices(b)
	case physical == physBoolean:
		return c.beginBits(b)
	case encoding == encPlain:
		c.beginPlain(b)
	case encoding == encDelta && (physical == physInt32 || physical == physInt64):
		c.deltaFixed.width = c.leaf.width()
		c.deltaFixed.delta, err = newDelta(b)
		c.fixed = &c.deltaFixed
	case encoding == encDeltaLength && physical == physBytes:
		c.deltaTexts, err = newDeltaTexts(b, c.deltaTexts.ints)
		c.texts = &c.deltaTexts
	case encoding == encDeltaText && (physical == physBytes || physical == physFixed):
		c.prefixTexts, err = newPrefixTexts(b, &c.prefixTexts, c.limits.PageBytes)
		c.texts = &c.prefixTexts
	case encoding == encSplit && physical != physBytes && physical != physInt96:
		c.splitFixed.b, c.splitFixed.width, c.splitFixed.at = b, c.leaf.width(), 0
		c.fixed = &c.splitFixed
	default:
		return fmt.Errorf("%s in encoding %d: %w", physicalNames[physical], encoding, ErrUnsupported)
	}
	if physical == physFixed && c.fixed == nil {
		c.textFixed.texts, c.textFixed.width = c.texts, c.leaf.length
		c.fixed, c.texts = &c.textFixed, nil
	}
	return err
}

func (c *cursor) beginPlain(b []byte) {
	if c.leaf.physical == physBytes {
		c.plainTexts.b = b
		c.texts = &c.plainTexts
		return
	}
	c.plainFixed.b, c.plainFixed.width = b, c.leaf.width()
	c.fixed = &c.plainFixed
}

func (c *cursor) beginIndices(b []byte) (err error) {
	c.dictionary = true
	if len(b) == 0 { // a page without values needs no width
		c.indices = hybrid{width: 1}
		return nil
	}
	c.indices, err = newHybrid(b[1:], int(b[0]))
	return err
}

func (c *cursor) beginBits(b []byte) error {
	c.fixed = &c.bitFixed
	switch c.header.encoding {
	case encPlain:
		c.bitFixed.bits = packedBits(b, 8*len(b))
		return nil
	case encRLE:
		if len(b) < 4 {
			c.bitFixed.bits = packedBits(nil, 0)
			return nil
		}
		n := min(int64(binary.LittleEndian.Uint32(b)), int64(len(b)-4))
		var err error
		c.bitFixed.bits, err = newHybrid(b[4:4+n], 1)
		return err
	}
	return fmt.Errorf("BOOLEAN in encoding %d: %w", c.header.encoding, ErrUnsupported)
}

// entries checks the size that a dictionary declares against its bytes.
func (c *cursor) entries() (int, error) {
	n, least := int(c.header.values), max(c.leaf.width(), 1)
	if c.leaf.physical == physBytes {
		least = 4
	}
	if e := c.header.encoding; e != encPlain && e != encPlainDictionary {
		return 0, fmt.Errorf("encoding %d: %w", e, ErrUnsupported)
	}
	if n*least > len(c.body) {
		return 0, errEarly
	}
	return n, nil
}

// nextIndices reads n indices into a dictionary of the given size.
func (c *cursor) nextIndices(n, size int) ([]uint32, error) {
	c.scratch.indices = sized(c.scratch.indices, n)
	indices := c.scratch.indices
	if err := c.indices.next(indices); err != nil {
		return nil, err
	}
	most := uint32(0)
	for _, i := range indices {
		most = max(most, i)
	}
	if n > 0 && int(most) >= size {
		return nil, fmt.Errorf("entry %d of a dictionary of %d: %w", most, size, ErrCorrupt)
	}
	return indices, nil
}

// nextTexts reads n texts.
func (c *cursor) nextTexts(n int) ([][]byte, error) {
	c.scratch.slices = sized(c.scratch.slices, n)
	return c.scratch.slices, c.texts.next(c.scratch.slices)
}
