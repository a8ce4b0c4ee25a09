package parquetfile

import (
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"slices"
)

// pageHeader is the description that stands before a page.
//
// Reference: Apache Parquet format 2.11, parquet.thrift, PageHeader.
type pageHeader struct {
	kind         int32
	uncompressed int32
	compressed   int32
	checksum     uint32
	checked      bool // the header carries a checksum
	described    bool // the part for its kind is there
	values       int32
	encoding     int32
	levels       int32 // encoding of the definition levels, version 1
	nulls        int32 // version 2, as all below
	rows         int32
	defBytes     int32
	repBytes     int32
	plain        bool // the values are not compressed, though the codec says so
}

// The kinds of page.
const (
	pageData       = 0
	pageIndex      = 1
	pageDictionary = 2
	pageDataV2     = 3
)

func (h *pageHeader) read(c *compact) {
	*h = pageHeader{}
	var id int16
	for t := c.field(&id); t != thriftStop; t = c.field(&id) {
		switch id {
		case 1:
			h.kind = c.i32(t)
		case 2:
			h.uncompressed = c.i32(t)
		case 3:
			h.compressed = c.i32(t)
		case 4:
			h.checksum, h.checked = uint32(c.i32(t)), true
		case 5, 7, 8:
			if c.want(t, thriftStruct) {
				h.readKind(c, id)
			}
		default:
			c.skip(t)
		}
	}
}

func (h *pageHeader) readKind(c *compact, kind int16) {
	h.described = true
	var id int16
	for t := c.field(&id); t != thriftStop; t = c.field(&id) {
		switch {
		case id == 1:
			h.values = c.i32(t)
		case id == 2 && kind != 8, id == 4 && kind == 8:
			h.encoding = c.i32(t)
		case id == 3 && kind == 5:
			h.levels = c.i32(t)
		case id == 2:
			h.nulls = c.i32(t)
		case id == 3 && kind == 8:
			h.rows = c.i32(t)
		case id == 5 && kind == 8:
			h.defBytes = c.i32(t)
		case id == 6 && kind == 8:
			h.repBytes = c.i32(t)
		case id == 7 && kind == 8:
			h.plain = !c.bool(t)
		default:
			c.skip(t)
		}
	}
}

// check refuses what is impossible or larger than allowed, before any memory
// is taken for it.
func (h *pageHeader) check(left int64, limits *Limits) error {
	for _, n := range []int32{h.uncompressed, h.compressed, h.values, h.nulls, h.rows, h.defBytes, h.repBytes} {
		if n < 0 {
			return fmt.Errorf("a page with a count of %d: %w", n, ErrCorrupt)
		}
	}
	limit := limits.PageBytes
	if h.kind == pageDictionary {
		limit = min(limit, limits.DictionaryBytes)
	}
	switch {
	case int64(h.compressed) > left:
		return fmt.Errorf("a page of %d bytes in the last %d of its column: %w", h.compressed, left, ErrCorrupt)
	case int64(h.uncompressed) > limit:
		return over("a page", h.uncompressed, limit)
	case int64(h.compressed) > 2*limit:
		return over("a compressed page", h.compressed, 2*limit)
	case (h.kind == pageData || h.kind == pageDictionary || h.kind == pageDataV2) && !h.described:
		return fmt.Errorf("a page without its description: %w", ErrCorrupt)
	case h.kind == pageDataV2 && int64(h.defBytes)+int64(h.repBytes) > min(int64(h.compressed), int64(h.uncompressed)):
		return fmt.Errorf("a page with more levels than bytes: %w", ErrCorrupt)
	}
	return nil
}

// pages reads the pages of one column chunk one after the other. The bytes of
// a page are valid until the next one is read.
type pages struct {
	src     io.ReaderAt
	at, end int64 // what is left of the chunk
	slack   int64 // by how much its last page may overrun the end
	codec   int32
	limits  *Limits
	scratch *scratch
	header  pageHeader
	body    []byte // the page, decompressed; its levels first
}

// scratch is memory that the columns of one worker use in turn.
type scratch struct {
	window  []byte // the bytes in which a header is sought
	raw     []byte // a page as it lies in the file
	body    []byte // a page of the columns that are put aside
	indices []uint32
	slices  [][]byte
	inflate inflater
}

const (
	firstWindow = 1 << 10
	lastWindow  = 4 << 20 // statistics in a header hold whole values
)

// next reads the next page that is a dictionary or data; io.EOF tells that
// there is none.
func (p *pages) next() error {
	for p.at < p.end {
		if err := p.readHeader(); err != nil {
			return err
		}
		if err := p.header.check(p.end-p.at+p.slack, p.limits); err != nil {
			return err
		}
		if p.header.kind == pageIndex {
			p.at += int64(p.header.compressed)
			continue
		}
		return p.readBody()
	}
	return io.EOF
}

func (p *pages) readHeader() error {
	for size := int64(firstWindow); ; size *= 16 {
		n := min(size, p.end-p.at+p.slack)
		w := slices.Grow(p.scratch.window[:0], int(n))[:n]
		p.scratch.window = w
		if err := readFull(p.src, w, p.at); err != nil {
			return err
		}
		c := compact{b: w}
		p.header.read(&c)
		switch {
		case c.err == nil:
			p.at += int64(c.at)
			return nil
		case !errors.Is(c.err, errShort) || n < size || size >= lastWindow:
			return fmt.Errorf("the header of a page at byte %d: %w: %w", p.at, c.err, ErrCorrupt)
		}
	}
}

func (p *pages) readBody() error {
	h := &p.header
	stored := p.codec == codecNone || h.plain
	into := &p.scratch.raw
	if stored {
		into = &p.body
	}
	raw := slices.Grow((*into)[:0], int(h.compressed)+padding)[:h.compressed]
	*into = raw
	if err := readFull(p.src, raw, p.at); err != nil {
		return err
	}
	p.at += int64(h.compressed)
	if h.checked && crc32.ChecksumIEEE(raw) != h.checksum {
		return ErrChecksum
	}
	if stored {
		if h.uncompressed != h.compressed {
			return fmt.Errorf("an uncompressed page of %d bytes takes %d: %w", h.uncompressed, h.compressed, ErrCorrupt)
		}
		return nil
	}
	return p.decompress(raw)
}

// padding is room behind a page that decoders of compressed bytes like to have.
const padding = 64

// decompress puts the page into the body. The levels of version 2 stand before
// the values and are never compressed.
func (p *pages) decompress(raw []byte) error {
	h := &p.header
	levels := 0
	if h.kind == pageDataV2 {
		levels = int(h.defBytes) + int(h.repBytes)
	}
	body := slices.Grow(p.body[:0], int(h.uncompressed)+padding)[:h.uncompressed]
	p.body = body
	copy(body, raw[:levels])
	return p.scratch.inflate.into(body[levels:], raw[levels:], p.codec)
}
