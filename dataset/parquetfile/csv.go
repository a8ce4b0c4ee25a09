package parquetfile

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// The kinds of fault of a CSV file. They are found with errors.Is under a
// *dataset.Error whose row is the line in the file.
var (
	// ErrHeader: there is no first line with a name for each column.
	ErrHeader = errors.New("the header can't be used")

	// ErrRecord: a record has too many or too few fields, or quotes that don't match.
	ErrRecord = errors.New("the record can't be read")

	// ErrEncoding: the bytes are no text in the encoding that was found or stated.
	ErrEncoding = errors.New("the text can't be read")
)

// Encoding says how the characters of a CSV file are written.
type Encoding string

const (
	// AnyEncoding is UTF-8 if all of the file is, else GBK. A byte order mark decides.
	AnyEncoding Encoding = ""
	// UTF8 is UTF-8, with or without a byte order mark.
	UTF8 Encoding = "UTF-8"
	// GBK is the Chinese national encoding, read as its present form GB 18030.
	GBK Encoding = "GBK"
)

// CSVOptions say what is known of a CSV file beforehand. The zero value finds
// out all of it.
type CSVOptions struct {
	Encoding Encoding
	Comma    rune // between fields; 0: comma, semicolon or tab, whichever the header has most of
}

// CSV is a file of comma-separated values as a source. All columns are words
// (a dataset.Mapping turns them into numbers), an empty field is missing, and
// the row of a place is the line at which the record begins. Empty lines are
// passed over. All rows are one shard, read in bounded memory.
type CSV struct {
	name     string
	r        io.ReaderAt
	size     int64
	close    func() error
	skip     int64 // bytes of the byte order mark
	encoding Encoding
	comma    rune
	have     []dataset.Info
	rows     int64
}

var _ dataset.Source = (*CSV)(nil)

// OpenCSV opens a file. Its bytes are read once to find its encoding, to count
// its records and to see that none is endless.
func OpenCSV(ctx context.Context, path string, opts CSVOptions) (*CSV, error) {
	return openCSV(ctx, path, opts, func() (fs.File, error) { return os.Open(path) })
}

// OpenCSVFS is OpenCSV for a file of a file system. A file that cannot be read
// at any place is read into memory.
func OpenCSVFS(ctx context.Context, fsys fs.FS, name string, opts CSVOptions) (*CSV, error) {
	return openCSV(ctx, name, opts, func() (fs.File, error) { return fsys.Open(name) })
}

func openCSV(ctx context.Context, name string, opts CSVOptions, open func() (fs.File, error)) (*CSV, error) {
	opened, err := open()
	if err != nil {
		return nil, unopened(name, err)
	}
	info, err := opened.Stat()
	if err == nil && info.IsDir() {
		err = errors.New("it is a folder")
	}
	if err != nil {
		return nil, errors.Join(unopened(name, err), opened.Close())
	}
	r, ok := opened.(io.ReaderAt)
	size := info.Size()
	if !ok {
		b, err := io.ReadAll(opened)
		if err != nil {
			return nil, errors.Join(unopened(name, err), opened.Close())
		}
		r, size = strings.NewReader(string(b)), int64(len(b))
	}
	c, err := OpenCSVReader(ctx, name, r, size, opts)
	if err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	c.close = opened.Close
	return c, nil
}

// OpenCSVReader opens a file of the given size that is read through r, which
// Close leaves alone. The name stands in messages and in Inputs.
func OpenCSVReader(ctx context.Context, name string, r io.ReaderAt, size int64, opts CSVOptions) (*CSV, error) {
	c := &CSV{name: name, r: r, size: size, encoding: opts.Encoding, comma: opts.Comma}
	s, err := surveyCSV(ctx, io.NewSectionReader(r, 0, size))
	if err == nil {
		err = c.settle(s)
	}
	if err == nil {
		err = c.head()
	}
	if err != nil {
		var placed *dataset.Error
		if errors.As(err, &placed) {
			placed.Place.File = name
			return nil, err
		}
		return nil, &dataset.Error{Place: dataset.Place{File: name}, Err: err}
	}
	c.rows = s.records - 1
	return c, nil
}

// head reads the header.
func (c *CSV) head() error {
	if c.comma == 0 {
		comma, err := findComma(c.text())
		if err != nil {
			return err
		}
		c.comma = comma
	}
	names, err := c.records().Read()
	if err != nil {
		return c.recordFault(names, err)
	}
	var faults []error
	first := make(map[string]int)
	numbers := 0
	for i, name := range names {
		name = strings.TrimSpace(name)
		if name == "" {
			faults = append(faults, fmt.Errorf("column %d has no name", i+1))
		} else if before, twice := first[name]; twice {
			faults = append(faults, fmt.Errorf("columns %d and %d are both named %q", before, i+1, name))
		} else {
			first[name] = i + 1
		}
		if _, err := strconv.ParseFloat(name, 64); err == nil {
			numbers++
		}
		c.have = append(c.have, dataset.Info{Name: name, Type: dataset.Word, Nullable: true, Origin: "text"})
	}
	if numbers == len(names) {
		faults = append(faults, errors.New("it holds numbers only; put a line with the names of the columns before it"))
	}
	if len(faults) > 0 {
		return fmt.Errorf("%w: %w", ErrHeader, errors.Join(faults...))
	}
	return nil
}

// records reads the file from its header on.
func (c *CSV) records() *csv.Reader {
	r := csv.NewReader(c.text())
	r.Comma, r.ReuseRecord = c.comma, true
	return r
}

// recordFault says in words what a record is wrong in.
func (c *CSV) recordFault(record []string, err error) error {
	var e *csv.ParseError
	switch {
	case errors.Is(err, io.EOF):
		return fmt.Errorf("%w: the file has none", ErrHeader)
	case !errors.As(err, &e):
		return err
	}
	fault := &dataset.Error{Place: dataset.Place{File: c.name, Row: int64(e.StartLine)}, Err: ErrRecord}
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		fault.Text = fmt.Sprintf("%d fields where the header has %d", len(record), len(c.have))
	case e.Line != e.StartLine:
		fault.Text = fmt.Sprintf("line %d, column %d: %v", e.Line, e.Column, e.Err)
	default:
		fault.Text = fmt.Sprintf("column %d: %v", e.Column, e.Err)
	}
	return fault
}

// Close closes the file that OpenCSV or OpenCSVFS has opened.
func (c *CSV) Close() error {
	if c.close == nil {
		return nil
	}
	return c.close()
}

// Encoding is the encoding that the file is read in.
func (c *CSV) Encoding() Encoding { return c.encoding }

// Comma is the character between fields.
func (c *CSV) Comma() rune { return c.comma }

// Rows is the number of records below the header.
func (c *CSV) Rows() int64 { return c.rows }

// Columns lists the columns of the header, all of words.
func (c *CSV) Columns() []dataset.Info { return append([]dataset.Info(nil), c.have...) }

// Metadata is empty: a CSV file says nothing about itself.
func (c *CSV) Metadata() dataset.Metadata { return nil }

// Inputs identifies the file, in a pass over all of it.
func (c *CSV) Inputs(ctx context.Context) ([]dataset.Input, error) {
	digest, err := digestOf(ctx, c.r, c.size)
	if err != nil {
		return nil, &dataset.Error{Place: dataset.Place{File: c.name}, Err: err}
	}
	return []dataset.Input{{Name: c.name, Bytes: c.size, Digest: digest}}, nil
}
