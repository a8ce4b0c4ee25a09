package parquetfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf8"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// outGroup collects the pages of a row group, which come strip by strip and are
// written column by column.
type outGroup struct {
	layout *layout
	codec  Codec
	rows   int
	strips []*outPages
	spare  []*outPages
	extra  outPages // dictionaries
	parts  [][]byte // of the row group in the order of the file
}

func newOutGroup(l *layout, codec Codec) *outGroup { return &outGroup{layout: l, codec: codec} }

// add takes the pages of the next strip and gives others to fill.
func (g *outGroup) add(p *outPages, rows int) *outPages {
	g.strips = append(g.strips, p)
	g.rows += rows
	if n := len(g.spare); n > 0 {
		last := g.spare[n-1]
		g.spare = g.spare[:n-1]
		return last
	}
	return new(outPages)
}

func (g *outGroup) reset() {
	g.spare = append(g.spare, g.strips...)
	g.strips, g.parts, g.rows = g.strips[:0], g.parts[:0], 0
	g.extra.reset(0)
}

// assemble puts the row group in order, which begins at a byte of the file.
func (g *outGroup) assemble(e *encoder, dictionaries []entries, at int64) ([]format.ColumnChunk, error) {
	chunks := make([]format.ColumnChunk, len(g.layout.columns))
	ends := make([]int, len(chunks)) // of the dictionaries
	runs := make([]outRun, len(chunks))
	for i, d := range dictionaries {
		if err := e.dictionary(&g.extra, &runs[i], d); err != nil {
			return nil, err
		}
		ends[i] = len(g.extra.bytes)
	}
	from := 0
	for i := range chunks {
		if dictionary := g.extra.bytes[from:ends[i]]; len(dictionary) > 0 {
			g.parts = append(g.parts, dictionary)
		}
		chunks[i].MetaData = g.chunk(i, &runs[i], int64(ends[i]-from), at)
		at += chunks[i].MetaData.TotalCompressedSize
		from = ends[i]
	}
	return chunks, nil
}

// chunk describes a column and adds its pages to the parts.
func (g *outGroup) chunk(i int, run *outRun, dictionary, at int64) format.ColumnMetaData {
	c := &g.layout.columns[i]
	size := dictionary
	for _, p := range g.strips {
		r := &p.runs[i]
		g.parts = append(g.parts, p.bytes[r.from:r.to])
		size += int64(r.to - r.from)
		run.uncompressed += r.uncompressed
		for k, in := range r.encodings {
			run.encodings[k] = run.encodings[k] || in
		}
		run.bounds.merge(&r.bounds, c.typ)
	}
	m := format.ColumnMetaData{
		Type:                  c.physical(),
		Encoding:              []format.Encoding{format.RLE},
		PathInSchema:          []string{c.name},
		Codec:                 format.CompressionCodec(g.codec.number()),
		NumValues:             int64(g.rows),
		TotalUncompressedSize: run.uncompressed,
		TotalCompressedSize:   size,
		DataPageOffset:        at + dictionary,
		Statistics:            run.bounds.statistics(c.typ),
	}
	for k, in := range run.encodings {
		if in {
			m.Encoding = append(m.Encoding, format.Encoding(k))
		}
	}
	if dictionary > 0 {
		m.DictionaryPageOffset = at
	}
	return m
}

// outFooter is what is known of the file so far.
type outFooter struct {
	at     int64 // bytes written
	rows   int64
	groups []format.RowGroup
}

// createdBy names the writer in the form that readers expect. The version is
// that of the bytes that this package writes.
const createdBy = "github.com/brandvalue/brandvalue version 1.0.0"

// add describes a row group that is written.
func (f *outFooter) add(chunks []format.ColumnChunk, rows int) error {
	if limit := DefaultLimits().RowGroups; len(f.groups) == limit {
		return fmt.Errorf("the file has %d row groups, the most that there can be; larger row groups are needed", limit)
	}
	g := format.RowGroup{Columns: chunks, NumRows: int64(rows), Ordinal: int16(len(f.groups))}
	g.FileOffset = chunks[0].MetaData.DataPageOffset
	if d := chunks[0].MetaData.DictionaryPageOffset; d > 0 {
		g.FileOffset = d
	}
	for i := range chunks {
		g.TotalByteSize += chunks[i].MetaData.TotalUncompressedSize
		g.TotalCompressedSize += chunks[i].MetaData.TotalCompressedSize
	}
	f.rows += int64(rows)
	f.groups = append(f.groups, g)
	return nil
}

// bytes is the end of the file: seal, footer, its length and the mark.
func (f *outFooter) bytes(l *layout, meta dataset.Metadata) ([]byte, error) {
	m := format.FileMetaData{
		Version:      1,
		Schema:       l.schema(),
		NumRows:      f.rows,
		RowGroups:    append([]format.RowGroup{}, f.groups...),
		CreatedBy:    createdBy,
		ColumnOrders: make([]format.ColumnOrder, len(l.columns)),
	}
	for i := range m.ColumnOrders {
		m.ColumnOrders[i].Value = new(format.TypeDefinedOrder)
	}
	for _, e := range meta {
		if !utf8.ValidString(e.Key) || !utf8.ValidString(e.Value) {
			return nil, fmt.Errorf("the metadata entry %.40q is not valid UTF-8", e.Key)
		}
		m.KeyValueMetadata = append(m.KeyValueMetadata, format.KeyValue{Key: e.Key, Value: e.Value})
	}
	b, err := thrift.Marshal(new(thrift.CompactProtocol), &m)
	if err != nil {
		return nil, err
	}
	end := binary.LittleEndian.AppendUint32(bytes.Clone(b), uint32(len(b)))
	end = append(end, magic...)
	return append(seal(b), end...), nil
}
