package parquetfile

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"slices"
	"sync/atomic"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// job makes the pages of one strip.
type job struct {
	path         string
	layout       *layout
	strip        *strip
	last         bool // of its row group
	dictionaries []entries
	encoder      *encoder
	pages        *outPages
	size         int // of the pages of the strip before
	stop         atomic.Bool
	done         chan struct{}
	err          error
}

func newJob(path string, l *layout, codec compress.Codec) *job {
	return &job{path: path, layout: l, strip: newStrip(l), encoder: newEncoder(codec), pages: new(outPages), done: make(chan struct{}, 1)}
}

var errStopped = errors.New("stopped")

// run makes the pages, column by column, unless it is stopped.
func (j *job) run(ctx context.Context) {
	j.err = nil
	j.pages.reset(j.size)
	for i := range j.layout.columns {
		if ctx.Err() != nil {
			j.err = context.Cause(ctx)
			break
		}
		if j.stop.Load() {
			j.err = errStopped
			break
		}
		c := &j.layout.columns[i]
		if row, err := j.encoder.column(j.pages, c, &j.strip.columns[i]); err != nil {
			place := dataset.Place{File: j.path, Row: j.strip.first + int64(row), Column: c.name}
			j.err = &dataset.Error{Place: place, Err: err}
			break
		}
	}
	j.size = len(j.pages.bytes)
	j.done <- struct{}{}
}

// outPages are the pages of a strip, column after column.
type outPages struct {
	bytes []byte
	runs  []outRun // by column
}

// outRun is the pages of one column.
type outRun struct {
	from, to     int                            // in the bytes
	uncompressed int64                          // their size before compression, headers included
	encodings    [format.RLEDictionary + 1]bool // that some are in
	bounds       bounds
}

// reset empties the pages and makes room for about so many bytes.
func (p *outPages) reset(size int) {
	p.bytes, p.runs = slices.Grow(p.bytes[:0], size+size/16), p.runs[:0]
}

// encoder makes pages; it is for one goroutine.
type encoder struct {
	compress compress.Codec // for several encoders at once; nil for none
	thrift   *thrift.Encoder
	header   bytes.Buffer
	body     []byte // of the page before compression
	packed   []byte // and after
	levels   []byte // bits of the rows that are present
	floats   []float64
	ints     []int64
	deltas   []byte
}

func newEncoder(codec compress.Codec) *encoder {
	e := &encoder{compress: codec}
	e.thrift = thrift.NewEncoder(new(thrift.CompactProtocol).NewWriter(&e.header))
	return e
}

// column appends the pages of one column. An error belongs to a row of the strip.
func (e *encoder) column(out *outPages, c *outColumn, s *stripColumn) (row int, err error) {
	run := outRun{from: len(out.bytes)}
	rows := len(s.state)
	present := e.present(s.state)
	run.bounds.nulls = int64(rows - present)
	switch {
	case c.typ == dataset.Word && (s.plain || present == 0): // codes need a dictionary, which may come to nothing
		err = e.texts(out, &run, s)
	case c.typ == dataset.Number && (s.plain || present == 0):
		e.begin(rows, present)
		if row, err = e.numbers(s, present, &run.bounds); err == nil {
			err = e.page(out, &run, rows, rows-present, format.Plain)
		}
	case c.typ == dataset.Word || c.typ == dataset.Number:
		e.begin(rows, present)
		e.codes(s.code, s.width)
		err = e.page(out, &run, rows, rows-present, format.RLEDictionary)
	default:
		e.begin(rows, present)
		if row, err = e.integers(c, s, present, &run.bounds); err == nil {
			err = e.page(out, &run, rows, rows-present, format.DeltaBinaryPacked)
		}
	}
	run.to = len(out.bytes)
	out.runs = append(out.runs, run)
	return row, err
}

// page compresses the body and appends it behind its header.
func (e *encoder) page(out *outPages, run *outRun, rows, nulls int, encoding format.Encoding) error {
	run.encodings[encoding] = true
	return e.append(out, run, &format.PageHeader{
		Type: format.DataPage,
		DataPageHeader: thrift.New(format.DataPageHeader{
			NumValues:               int32(rows),
			Encoding:                encoding,
			DefinitionLevelEncoding: format.RLE,
			RepetitionLevelEncoding: format.RLE,
			Statistics:              format.Statistics{NullCount: int64(nulls)},
		}),
	})
}

// dictionary makes the page of a dictionary, if it has entries.
func (e *encoder) dictionary(out *outPages, run *outRun, d entries) error {
	e.body = e.body[:0]
	switch {
	case len(d.floats) > 0:
		e.body = sized(e.body, 8*len(d.floats))
		putFloats(e.body, d.floats, &run.bounds)
	case len(d.words) > 0:
		for _, word := range d.words {
			e.body = binary.LittleEndian.AppendUint32(e.body, uint32(len(word)))
			e.body = append(e.body, word...)
		}
		run.bounds.word([]byte(slices.Min(d.words)))
		run.bounds.word([]byte(slices.Max(d.words)))
	default:
		return nil
	}
	run.encodings[format.Plain] = true
	return e.append(out, run, &format.PageHeader{
		Type:                 format.DictionaryPage,
		DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: int32(len(d.words) + len(d.floats)), Encoding: format.Plain}),
	})
}

func (e *encoder) append(out *outPages, run *outRun, h *format.PageHeader) (err error) {
	packed := e.body
	if e.compress != nil {
		e.packed = slices.Grow(e.packed[:0], len(e.body)+len(e.body)/8+64)
		if e.packed, err = e.compress.Encode(e.packed, e.body); err != nil {
			return err
		}
		packed = e.packed
	}
	h.UncompressedPageSize, h.CompressedPageSize = int32(len(e.body)), int32(len(packed))
	h.CRC = int32(crc32.ChecksumIEEE(packed))
	e.header.Reset()
	if err := e.thrift.Encode(h); err != nil {
		return err
	}
	run.uncompressed += int64(e.header.Len() + len(e.body))
	out.bytes = append(out.bytes, e.header.Bytes()...)
	out.bytes = append(out.bytes, packed...)
	return nil
}
