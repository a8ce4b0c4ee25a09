package dataset

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"iter"
	"os"
)

// Space says how much memory rows may take that are put aside, and where they
// go beyond that.
type Space struct {
	Memory int64  // bytes; 0 means 64 MiB
	Dir    string // an existing folder for one temporary file; empty: memory only, and an error beyond it
	Rows   int    // rows of a shard; 0 means 8192
}

func (s Space) memory() int64 {
	if s.Memory <= 0 {
		return 64 << 20
	}
	return s.Memory
}

func (s Space) rows() int {
	if s.Rows <= 0 {
		return 8192
	}
	return s.Rows
}

// ErrSpool is the kind of error of a spool that cannot be written or read
// back: no space left, or bytes that are not those that were written.
var ErrSpool = errors.New("rows put aside are not to be had")

// Spool puts rows aside: a sink that takes batches once, in memory up to a
// limit and then in a temporary file, and once committed a source that gives
// them back any number of times, in shards of a fixed number of rows whatever
// the batches were. It is to be closed, after which nothing of it is left.
// Shards may be read at the same time.
type Spool struct {
	space    Space
	fields   []Field
	rows     *gather // not yet in a frame
	feed     *feed
	frames   []frame
	memory   int64 // bytes of the frames in memory
	disk     spoolFile
	size     int64 // of the file
	inputs   []Input
	metadata Metadata
	complete bool
	failed   error // once rows are lost, all else fails with the same error
	buffer   []byte
	create   func(dir string) (spoolFile, error)
}

// frame is a run of rows as bytes, in memory or in the file. Length and
// checksum stay in memory: the file is for this process alone.
type frame struct {
	rows  int
	place Place
	bytes []byte // nil if in the file
	at    int64  // in the file
	size  int
	sum   uint32 // CRC32C of the bytes
}

var (
	_ Source = (*Spool)(nil)
	_ Sink   = (*Spool)(nil)

	castagnoli = crc32.MakeTable(crc32.Castagnoli)
)

// NewSpool makes an empty spool, ready for Begin.
func NewSpool(space Space) *Spool { return &Spool{space: space, create: createSpoolFile} }

// Begin fixes the columns.
func (s *Spool) Begin(fields []Field) error {
	if s.rows != nil || s.complete {
		return errors.New("the spool was begun already")
	}
	s.fields = append([]Field(nil), fields...)
	s.rows = newGather(s.fields)
	s.feed = newFeed(s.rows)
	return nil
}

// Write puts the rows of a batch aside.
func (s *Spool) Write(ctx context.Context, b *Batch) error {
	switch {
	case s.failed != nil:
		return s.failed
	case s.complete:
		return errCommitted
	case s.rows == nil:
		return errNotBegun
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	if err := checkColumns(s.fields, b); err != nil {
		return err
	}
	s.feed.load(b)
	for from := 0; from < b.Rows; {
		to := min(b.Rows, from+s.space.rows()-s.rows.batch.Rows)
		s.feed.add(from, to)
		if _, err := s.full(); err != nil {
			return err
		}
		from = to
	}
	return nil
}

// put puts one row aside of the batch that was loaded into the feed.
func (s *Spool) put(row int) error {
	s.feed.add(row, row+1)
	_, err := s.full()
	return err
}

// full makes a frame of the rows gathered if they are enough for one, and says
// so: other feeds than the spool's own are then to forget.
func (s *Spool) full() (bool, error) {
	if s.rows.batch.Rows < s.space.rows() {
		return false, nil
	}
	s.feed.forget()
	return true, s.flush()
}

// flush makes a frame of the rows gathered.
func (s *Spool) flush() error {
	if s.rows.batch.Rows == 0 {
		return nil
	}
	s.buffer = appendFrame(s.buffer[:0], &s.rows.batch, s.rows.runs)
	f := frame{rows: s.rows.batch.Rows, place: s.rows.runs[0].place, size: len(s.buffer), sum: crc32.Checksum(s.buffer, castagnoli)}
	s.rows.reset()
	if s.memory+int64(f.size) <= s.space.memory() {
		f.bytes = append([]byte(nil), s.buffer...)
		s.memory += int64(f.size)
	} else if s.failed = s.toDisk(&f); s.failed != nil {
		return s.failed
	}
	s.frames = append(s.frames, f)
	return nil
}

func (s *Spool) toDisk(f *frame) error {
	if s.space.Dir == "" {
		return fmt.Errorf("%w: they take more than the %d bytes of memory allowed; name a folder for a temporary file or allow more",
			ErrSpool, s.space.memory())
	}
	if s.disk == nil {
		disk, err := s.create(s.space.Dir)
		if err != nil {
			return fmt.Errorf("%w: no temporary file: %w", ErrSpool, err)
		}
		s.disk = disk
	}
	if _, err := s.disk.WriteAt(s.buffer, s.size); err != nil {
		return fmt.Errorf("%w: temporary file %s needs %d bytes more than the %d it has: %w",
			ErrSpool, s.disk.Name(), f.size, s.size, err)
	}
	f.at = s.size
	s.size += int64(f.size)
	return nil
}

// Commit makes the rows readable.
func (s *Spool) Commit(_ context.Context, meta Metadata) error {
	switch {
	case s.failed != nil:
		return s.failed
	case s.complete:
		return errCommitted
	case s.rows == nil:
		return errNotBegun
	}
	if err := s.flush(); err != nil {
		return err
	}
	s.metadata = append(Metadata(nil), meta...)
	s.rows, s.feed, s.buffer, s.complete = nil, nil, nil, true
	return nil
}

// Discard closes the spool, unless it was committed.
func (s *Spool) Discard() error {
	if s.complete {
		return nil
	}
	return s.Close()
}

// Close lets the memory go and removes the file. The spool is empty afterwards.
func (s *Spool) Close() error {
	s.frames, s.rows, s.feed, s.memory, s.size = nil, nil, nil, 0, 0
	if s.disk == nil {
		return nil
	}
	err := s.disk.Close()
	s.disk = nil
	return err
}

// Rows is the number of rows.
func (s *Spool) Rows() int64 {
	n := int64(0)
	for i := range s.frames {
		n += int64(s.frames[i].rows)
	}
	return n
}

// Columns lists the fields that were begun, and the evidence of their items.
func (s *Spool) Columns() []Info { return held(s.fields) }

// Metadata is what was given to Commit.
func (s *Spool) Metadata() Metadata { return s.metadata }

// Inputs names what the rows were read from, where Sort or a Pivot put them
// here. Of rows that were written by others it knows nothing.
func (s *Spool) Inputs(context.Context) ([]Input, error) { return s.inputs, nil }

// Shards gives a shard for each Space.Rows rows.
func (s *Spool) Shards(_ context.Context, want []Field) ([]Shard, error) {
	if !s.complete {
		return nil, errNotBegun
	}
	v, err := newView(s.fields, want)
	if err != nil {
		return nil, err
	}
	shards := make([]Shard, len(s.frames))
	for i := range s.frames {
		shards[i] = &spoolShard{s, &s.frames[i], v}
	}
	return shards, nil
}

// read decodes a frame into b by way of the buffer.
func (s *Spool) read(f *frame, r *frameBuffer, needed []bool) error {
	bytes := f.bytes
	if bytes == nil {
		r.bytes = sized(r.bytes, f.size)
		bytes = r.bytes
		if s.disk == nil {
			return fmt.Errorf("%w: the spool is closed", ErrSpool)
		}
		if _, err := s.disk.ReadAt(bytes, f.at); err != nil {
			if err == io.EOF {
				err = io.ErrUnexpectedEOF
			}
			return fmt.Errorf("%w: temporary file %s, %d bytes at %d: %w", ErrSpool, s.disk.Name(), f.size, f.at, err)
		}
	}
	if sum := crc32.Checksum(bytes, castagnoli); sum != f.sum {
		return fmt.Errorf("%w: the checksum of %d bytes at %d is %08x, not %08x as written", ErrSpool, f.size, f.at, sum, f.sum)
	}
	reader := frameReader{b: bytes}
	r.runs = reader.batch(r.batch, r.runs[:0], needed)
	if reader.bad || len(reader.b) > 0 || r.batch.Rows != f.rows {
		return fmt.Errorf("%w: the %d bytes at %d are no frame of these columns", ErrSpool, f.size, f.at)
	}
	placeRuns(r.batch, r.runs)
	return nil
}

// frameBuffer is where a frame is read to.
type frameBuffer struct {
	bytes []byte
	runs  []run
	batch *Batch
}

type spoolShard struct {
	spool *Spool
	frame *frame
	view  *view
}

func (s *spoolShard) Place() Place { return s.frame.place }

func (s *spoolShard) Rows() int64 { return int64(s.frame.rows) }

func (s *spoolShard) Batches(ctx context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		if ctx.Err() != nil {
			yield(nil, context.Cause(ctx))
			return
		}
		r := frameBuffer{batch: NewBatch(s.spool.fields, 0)}
		if err := s.spool.read(s.frame, &r, s.view.needs()); err != nil {
			yield(nil, err)
			return
		}
		out := NewBatch(s.view.want, 0)
		for from := 0; from < s.frame.rows; from += batchRows {
			s.view.show(out, r.batch, from, min(from+batchRows, s.frame.rows))
			if !yield(out, nil) {
				return
			}
		}
	}
}

// spoolFile is what a spool asks of its temporary file.
type spoolFile interface {
	io.WriterAt
	io.ReaderAt
	io.Closer
	Name() string
}

// temporary is a file that is gone once it is closed; where the system allows
// it the name is taken away at once, so that a killed process leaves nothing.
type temporary struct {
	*os.File
	removed bool
}

func createSpoolFile(dir string) (spoolFile, error) {
	f, err := os.CreateTemp(dir, ".brandvalue-spool-*")
	if err != nil {
		return nil, err
	}
	return &temporary{f, os.Remove(f.Name()) == nil}, nil
}

// Close removes the file.
func (t *temporary) Close() error {
	err := t.File.Close()
	if t.removed {
		return err
	}
	return errors.Join(err, os.Remove(t.Name()))
}
