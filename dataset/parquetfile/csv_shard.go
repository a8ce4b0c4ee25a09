package parquetfile

import (
	"context"
	"encoding/csv"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/brandvalue/brandvalue/dataset"
)

// csvBatchRows is the number of rows of a batch.
const csvBatchRows = 4096

// Shards gives the whole file as one shard, none if it has no records.
func (c *CSV) Shards(ctx context.Context, want []dataset.Field) ([]dataset.Shard, error) {
	found, err := dataset.Match(c.have, want)
	if err != nil {
		return nil, &dataset.Error{Place: dataset.Place{File: c.name}, Err: err}
	}
	if c.rows == 0 {
		return nil, context.Cause(ctx)
	}
	return []dataset.Shard{&csvShard{c, want, found}}, context.Cause(ctx)
}

type csvShard struct {
	file  *CSV
	want  []dataset.Field
	found []dataset.Found
}

// Place is the line of the first record, if it follows the header.
func (s *csvShard) Place() dataset.Place { return dataset.Place{File: s.file.name, Row: 2} }

// Rows is the number of records.
func (s *csvShard) Rows() int64 { return s.file.rows }

// Batches reads the records from the first to the last.
func (s *csvShard) Batches(ctx context.Context) iter.Seq2[*dataset.Batch, error] {
	return func(yield func(*dataset.Batch, error) bool) {
		r := newCSVReader(s)
		for {
			b, err := r.next(ctx)
			if err != nil {
				yield(nil, err)
				return
			}
			if b == nil || !yield(b, nil) {
				return
			}
		}
	}
}

// csvReader fills one batch after the other in the same memory.
type csvReader struct {
	shard   *csvShard
	records *csv.Reader
	batch   *dataset.Batch // what is wanted
	marks   []int          // the columns of states and evidence
	markers *dataset.Batch // what they say
	cells   []csvCells
	marked  []*dataset.Column
	read    int64 // records so far
	begun   bool  // the header is passed
	done    bool
}

// csvCells is a column of the file on its way into a batch.
type csvCells struct {
	at     int // in the file
	column *dataset.Column
	codes  map[string]uint32
}

func newCSVReader(s *csvShard) *csvReader {
	r := &csvReader{shard: s, records: s.file.records(), batch: dataset.NewBatch(s.want, 0)}
	var fields []dataset.Field
	for _, f := range s.found {
		for _, at := range []int{f.State, f.Evidence} {
			if at >= 0 && !slices.Contains(r.marks, at) {
				r.marks = append(r.marks, at)
				fields = append(fields, dataset.Field{Name: s.file.have[at].Name, Type: dataset.Word})
			}
		}
	}
	r.markers = dataset.NewBatch(fields, 0)
	for i, f := range s.found {
		if f.Column >= 0 {
			r.cells = append(r.cells, csvCells{f.Column, &r.batch.Columns[i], map[string]uint32{}})
		}
	}
	for i, at := range r.marks {
		r.cells = append(r.cells, csvCells{at, &r.markers.Columns[i], map[string]uint32{}})
	}
	return r
}

// next is the next batch, nil at the end.
func (r *csvReader) next(ctx context.Context) (*dataset.Batch, error) {
	if r.done {
		return nil, nil
	}
	if err := r.pass(); err != nil {
		return nil, err
	}
	r.batch.Resize(csvBatchRows)
	r.markers.Resize(csvBatchRows)
	for i := range r.cells {
		clear(r.cells[i].codes)
	}
	row := 0
	for row < csvBatchRows {
		if row%512 == 0 && ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		record, err := r.records.Read()
		if err == io.EOF {
			r.done = true
			break
		}
		if err != nil {
			return nil, r.shard.file.recordFault(record, err)
		}
		if err := r.take(row, record); err != nil {
			return nil, err
		}
		row++
	}
	r.read += int64(row)
	if r.done && r.read != r.shard.file.rows || r.read > r.shard.file.rows {
		return nil, &dataset.Error{Place: dataset.Place{File: r.shard.file.name},
			Text: "the file has changed while it was read", Err: ErrRecord}
	}
	if row == 0 {
		return nil, nil
	}
	return r.shaped(row), nil
}

// pass passes the header.
func (r *csvReader) pass() error {
	if r.begun {
		return nil
	}
	r.begun = true
	record, err := r.records.Read()
	if err != nil {
		return r.shard.file.recordFault(record, err)
	}
	return nil
}

// take puts a record into a row of the batch.
func (r *csvReader) take(row int, record []string) error {
	line, _ := r.records.FieldPos(0)
	r.batch.Numbers = append(r.batch.Numbers, int64(line))
	for i := range r.cells {
		c := &r.cells[i]
		cell := record[c.at]
		if cell == "" {
			continue
		}
		code, known := c.codes[cell]
		if !known {
			if r.shard.file.encoding == GBK && strings.ContainsRune(cell, utf8.RuneError) {
				return &dataset.Error{Err: ErrEncoding, Text: "bytes that are neither UTF-8 nor GBK",
					Place: dataset.Place{File: r.shard.file.name, Row: int64(line), Column: c.column.Field.Name}}
			}
			code = uint32(len(c.column.Words))
			c.column.Words = append(c.column.Words, cell)
			c.codes[cell] = code
		}
		c.column.Code[row], c.column.State[row] = code, dataset.Present
	}
	return nil
}

// shaped is the batch cut to the rows that it has, its states and evidence applied.
func (r *csvReader) shaped(rows int) *dataset.Batch {
	b := r.batch
	for _, batch := range []*dataset.Batch{b, r.markers} {
		batch.Rows = rows
		for i := range batch.Columns {
			c := &batch.Columns[i]
			c.State, c.Code = c.State[:rows], c.Code[:min(rows, len(c.Code))]
			c.Evidence = c.Evidence[:min(rows, len(c.Evidence))]
			c.Int, c.Float = c.Int[:min(rows, len(c.Int))], c.Float[:min(rows, len(c.Float))]
		}
	}
	b.Place = dataset.Place{File: r.shard.file.name, Row: b.Numbers[0]}
	if b.Numbers[rows-1]-b.Numbers[0] == int64(rows)-1 {
		b.Numbers = b.Numbers[:0]
	}
	r.fold()
	return b
}

// fold applies states and evidence, each column of them once.
func (r *csvReader) fold() {
	b := r.batch
	for k, at := range r.marks {
		r.marked = r.marked[:0]
		var first *dataset.Column // of those that the evidence belongs to
		for i, f := range r.shard.found {
			c := &b.Columns[i]
			switch {
			case f.State == at:
				r.marked = append(r.marked, c)
			case f.Evidence == at && first == nil:
				first = c
				b.Issues = dataset.FoldEvidence(b.Issues, c.Evidence, &r.markers.Columns[k])
			case f.Evidence == at:
				copy(c.Evidence, first.Evidence)
			}
		}
		if len(r.marked) > 0 {
			b.Issues = dataset.FoldState(b.Issues, &r.markers.Columns[k], r.marked...)
		}
	}
}
