package parquetfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/brandvalue/brandvalue/dataset"
)

// footer is what the reader needs of a file's own description.
//
// Reference: Apache Parquet format 2.11, parquet.thrift, FileMetaData.
type footer struct {
	schema    []element
	rows      int64
	groups    []group
	metadata  dataset.Metadata
	encrypted bool
}

// group is a row group.
type group struct {
	rows   int64
	chunks []chunk // one a leaf of the schema
}

// chunk is the part of a column that lies in one row group.
type chunk struct {
	elsewhere    string // the file that holds it, if not this one
	known        bool   // whether it is described at all
	encrypted    bool
	physical     int32
	codec        int32
	values       int64
	uncompressed int64
	compressed   int64
	data         int64 // where the first data page lies
	dictionary   int64 // where the dictionary lies, or zero
}

const (
	magic      = "PAR1"
	magicSizes = 4 + 4 + 4 // the mark at the start, the footer's length, the mark at the end
)

// readFooter reads the footer of a file of the given size.
func readFooter(r io.ReaderAt, size int64, limits Limits) (*footer, int64, error) {
	if size == 0 {
		return nil, 0, fmt.Errorf("the file is empty: %w", ErrNotParquet)
	}
	var head, tail [8]byte
	if size < magicSizes {
		return nil, 0, fmt.Errorf("%d bytes are too few: %w", size, ErrNotParquet)
	}
	if err := readFull(r, head[:4], 0); err != nil {
		return nil, 0, err
	}
	if err := readFull(r, tail[:], size-8); err != nil {
		return nil, 0, err
	}
	first, last := string(head[:4]), string(tail[4:])
	switch {
	case first == "PARE" || last == "PARE":
		return nil, 0, ErrEncrypted
	case first != magic:
		return nil, 0, fmt.Errorf("it begins with %q: %w", first, ErrNotParquet)
	case last != magic:
		return nil, 0, fmt.Errorf("it ends with %q, not with the mark of a complete file: %w", last, ErrTruncated)
	}
	length := int64(binary.LittleEndian.Uint32(tail[:4]))
	switch {
	case length > size-magicSizes:
		return nil, 0, fmt.Errorf("a footer of %d bytes in a file of %d: %w", length, size, ErrCorrupt)
	case length > limits.FooterBytes:
		return nil, 0, over("a footer", length, limits.FooterBytes)
	}
	b := make([]byte, length)
	if err := readFull(r, b, size-8-length); err != nil {
		return nil, 0, err
	}
	if err := checkSeal(r, b, size-8-length); err != nil {
		return nil, 0, err
	}
	f, err := parseFooter(b, limits)
	return f, size - 8 - length, err
}

func readFull(r io.ReaderAt, b []byte, at int64) error {
	n, err := r.ReadAt(b, at)
	switch {
	case n == len(b):
		return nil
	case err == io.EOF || err == nil:
		return fmt.Errorf("byte %d is past the end: %w", at+int64(n), ErrTruncated)
	}
	return err
}

func parseFooter(b []byte, limits Limits) (*footer, error) {
	c := &compact{b: b}
	f := new(footer)
	var id int16
	for t := c.field(&id); t != thriftStop; t = c.field(&id) {
		switch id {
		case 2:
			f.readSchema(c, t, limits)
		case 3:
			f.rows = c.i64(t)
		case 4:
			f.readGroups(c, t, limits)
		case 5:
			f.readMetadata(c, t)
		case 8:
			f.encrypted = true
			c.skip(t)
		default:
			c.skip(t)
		}
	}
	switch {
	case errors.Is(c.err, ErrLimit):
		return nil, c.err
	case c.err != nil:
		return nil, fmt.Errorf("the footer: %w: %w", c.err, ErrCorrupt)
	case f.encrypted:
		return nil, ErrEncrypted
	}
	return f, nil
}

func (f *footer) readSchema(c *compact, t byte, limits Limits) {
	n := c.structs(t)
	if n > limits.Columns {
		c.fail(over("a schema", n, int64(limits.Columns)))
	}
	for ; n > 0 && c.err == nil; n-- {
		f.schema = append(f.schema, readElement(c))
	}
}

func (f *footer) readGroups(c *compact, t byte, limits Limits) {
	n := c.structs(t)
	if n > limits.RowGroups {
		c.fail(over("a number of row groups", n, int64(limits.RowGroups)))
	}
	for ; n > 0 && c.err == nil; n-- {
		f.groups = append(f.groups, readGroup(c, limits))
	}
}

func (f *footer) readMetadata(c *compact, t byte) {
	for n := c.structs(t); n > 0 && c.err == nil; n-- {
		var e dataset.Entry
		var id int16
		for t := c.field(&id); t != thriftStop; t = c.field(&id) {
			switch id {
			case 1:
				e.Key = c.remark(t)
			case 2:
				e.Value = c.remark(t)
			default:
				c.skip(t)
			}
		}
		f.metadata = append(f.metadata, e)
	}
}

func readGroup(c *compact, limits Limits) (g group) {
	var id int16
	for t := c.field(&id); t != thriftStop; t = c.field(&id) {
		switch id {
		case 1:
			n := c.structs(t)
			if n > limits.Columns {
				c.fail(over("a number of columns", n, int64(limits.Columns)))
			}
			for ; n > 0 && c.err == nil; n-- {
				g.chunks = append(g.chunks, readChunk(c))
			}
		case 3:
			g.rows = c.i64(t)
		default:
			c.skip(t)
		}
	}
	return g
}

func readChunk(c *compact) (k chunk) {
	var id int16
	for t := c.field(&id); t != thriftStop; t = c.field(&id) {
		switch id {
		case 1:
			k.elsewhere = c.text(t)
		case 3:
			if c.want(t, thriftStruct) {
				k.read(c)
			}
		case 8, 9:
			k.encrypted = true
			c.skip(t)
		default:
			c.skip(t)
		}
	}
	return k
}

func (k *chunk) read(c *compact) {
	k.known = true
	var id int16
	for t := c.field(&id); t != thriftStop; t = c.field(&id) {
		switch id {
		case 1:
			k.physical = c.i32(t)
		case 4:
			k.codec = c.i32(t)
		case 5:
			k.values = c.i64(t)
		case 6:
			k.uncompressed = c.i64(t)
		case 7:
			k.compressed = c.i64(t)
		case 9:
			k.data = c.i64(t)
		case 11:
			k.dictionary = c.i64(t)
		default:
			c.skip(t)
		}
	}
}
