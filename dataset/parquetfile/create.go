package parquetfile

import (
	"context"
	"errors"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
)

// Writer writes one Parquet file, as a whole or not at all: rows go to a
// temporary file in the same folder, which takes the place of the old file when
// Commit has brought everything to the disk. It is for one goroutine at a time.
//
// The bytes of the file depend on the rows, their order, the metadata and the
// options that say how to write, and on nothing else: not on how the rows
// were cut into batches, nor on how a batch's dictionary is made, nor on the
// number of workers.
//
// Number is written as DOUBLE, Integer as INT64, Decimal as DECIMAL(18, scale)
// on INT64, Word as STRING. All columns are optional. A missing value is null,
// and so is one that is not applicable; of the items whose evidence is asked for
// and of those named by WithStates a state column says which it was. The column
// of the evidence and that of the state stand behind the last column of their
// item. Issues and places of a batch are not written.
type Writer struct {
	path    string
	options createOptions
	layout  layout
	file    *replacement
	rows    *gatherer
	open    int       // rows of the row group that are cut from it
	group   *outGroup // whose pages are collected
	running []*job    // strips at work, oldest first
	idle    []*job
	encoder *encoder // of dictionaries
	footer  outFooter
	failed  error // once rows are lost, all else fails with the same error
	closed  bool
}

var (
	_ dataset.Sink = (*Writer)(nil)

	errNotBegun  = errors.New("nothing was begun that could be written to")
	errCommitted = errors.New("the file is complete and takes no more rows")
	errDiscarded = errors.New("the file was discarded and takes no more rows")
)

// Create makes a writer for the file of that name. Nothing is touched before Begin.
func Create(path string, opts ...CreateOption) *Writer {
	return &Writer{path: path, options: newCreateOptions(opts)}
}

// Begin fixes the columns and makes the temporary file, so that a folder which
// is missing or not to be written to is known before any work is done. Temporary
// files that killed runs have left of the same file are removed.
func (w *Writer) Begin(fields []dataset.Field) (err error) {
	switch {
	case w.failed != nil:
		return w.failed
	case w.file != nil || w.closed:
		return errors.New("the file was begun already")
	}
	if w.layout, err = newLayout(fields, w.options.states); err != nil {
		return w.fail(err)
	}
	if w.file, err = newReplacement(w.path); err != nil {
		return w.fail(err)
	}
	w.rows = newGatherer(w.path, &w.layout)
	w.group, w.encoder = newOutGroup(&w.layout, w.options.codec), newEncoder(w.options.codec.compressor())
	if err := w.store([]byte(magic)); err != nil {
		return w.fail(err)
	}
	return nil
}

// Write appends the rows of a batch. Numbers that are not finite, decimals of
// more than 18 digits and texts that are not UTF-8 are errors. After an error the
// temporary file is gone and every further call gives the same error.
func (w *Writer) Write(ctx context.Context, b *dataset.Batch) error {
	if err := w.ready(ctx); err != nil {
		return err
	}
	if err := checkColumns(w.layout.fields, b); err != nil {
		return w.fail(err)
	}
	w.rows.load(b)
	for from := 0; from < b.Rows; {
		to := min(b.Rows, from+w.room())
		if err := w.rows.add(b, from, to); err != nil {
			return w.fail(err)
		}
		if w.room() == 0 {
			if err := w.cut(ctx); err != nil {
				return w.fail(err)
			}
		}
		from = to
	}
	return nil
}

// ready says why nothing can be written now.
func (w *Writer) ready(ctx context.Context) error {
	switch {
	case w.failed != nil:
		return w.failed
	case w.closed:
		return errCommitted
	case w.file == nil:
		return errNotBegun
	case ctx.Err() != nil:
		return w.fail(context.Cause(ctx))
	}
	return nil
}

// room is the number of rows that the strip at hand still takes.
func (w *Writer) room() int {
	return min(stripRows, w.options.groupRows-w.open) - w.rows.strip.rows
}

// Commit writes the last rows and the footer with the entries of meta in their
// order, brings the file to the disk and puts it in the place of the old one.
func (w *Writer) Commit(ctx context.Context, meta dataset.Metadata) error {
	if err := w.ready(ctx); err != nil {
		return err
	}
	if err := w.complete(ctx, meta); err != nil {
		return w.fail(err)
	}
	w.closed = true
	err := w.file.replace()
	w.release()
	if err != nil {
		w.failed = err
	}
	return err
}

func (w *Writer) complete(ctx context.Context, meta dataset.Metadata) error {
	if w.rows.strip.rows > 0 {
		if err := w.cut(ctx); err != nil {
			return err
		}
	}
	for len(w.running) > 0 {
		if err := w.collect(ctx); err != nil {
			return err
		}
	}
	if w.open > 0 {
		if err := w.storeGroup(w.rows.dictionaries()); err != nil {
			return err
		}
	}
	end, err := w.footer.bytes(&w.layout, meta)
	if err != nil {
		return &dataset.Error{Place: dataset.Place{File: w.path}, Text: "the footer", Err: err}
	}
	if err := w.store(end); err != nil {
		return err
	}
	return ctx.Err()
}

// Discard removes the temporary file and leaves the old file as it is. After
// Commit it does nothing.
func (w *Writer) Discard() error {
	if w.closed {
		return nil
	}
	w.closed = true
	if w.failed == nil {
		w.failed = errDiscarded
	}
	return w.abandon()
}

// fail ends the writing for good.
func (w *Writer) fail(err error) error {
	w.failed, w.closed = err, true
	if left := w.abandon(); left != nil {
		w.failed = errors.Join(err, left)
	}
	return w.failed
}

// abandon stops what is at work and removes the temporary file.
func (w *Writer) abandon() error {
	for _, j := range w.running {
		j.stop.Store(true)
	}
	for _, j := range w.running {
		<-j.done
	}
	w.release()
	if w.file == nil {
		return nil
	}
	return w.file.discard()
}

// release lets go of the memory.
func (w *Writer) release() {
	w.rows, w.group, w.running, w.idle, w.encoder = nil, nil, nil, nil, nil
	w.footer.groups = nil
}

// store writes bytes to the temporary file.
func (w *Writer) store(parts ...[]byte) error {
	for _, b := range parts {
		n, err := w.file.Write(b)
		w.footer.at += int64(n)
		if err != nil {
			return w.file.unwritten(len(b), err)
		}
	}
	return nil
}

// cut hands the strip at hand to a worker and takes up another one.
func (w *Writer) cut(ctx context.Context) error {
	if len(w.running) >= w.options.workers {
		if err := w.collect(ctx); err != nil {
			return err
		}
	}
	j := w.job()
	w.open += w.rows.strip.rows
	j.strip = w.rows.cut(j.strip)
	j.last = w.open == w.options.groupRows
	if j.last {
		j.dictionaries = w.rows.dictionaries()
		w.open = 0
	}
	w.running = append(w.running, j)
	if w.options.workers > 1 {
		go j.run(context.WithoutCancel(ctx)) // this call may be over by then
		return nil
	}
	j.run(ctx)
	return w.collect(ctx)
}

// job is a job to be used anew, or a new one.
func (w *Writer) job() *job {
	if n := len(w.idle); n > 0 {
		j := w.idle[n-1]
		w.idle = w.idle[:n-1]
		return j
	}
	return newJob(w.path, &w.layout, w.encoder.compress)
}

// collect waits for the oldest strip, adds its pages to the row group and
// writes the row group if that was its last.
func (w *Writer) collect(ctx context.Context) error {
	j := w.running[0]
	select {
	case <-j.done:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	w.running = slices.Delete(w.running, 0, 1)
	if j.err != nil {
		return j.err
	}
	w.idle = append(w.idle, j)
	j.pages = w.group.add(j.pages, j.strip.rows)
	if j.last {
		return w.storeGroup(j.dictionaries)
	}
	return nil
}

// storeGroup writes the row group whose pages are all there.
func (w *Writer) storeGroup(dictionaries []entries) error {
	chunks, err := w.group.assemble(w.encoder, dictionaries, w.footer.at)
	if err != nil {
		return err
	}
	if err := w.store(w.group.parts...); err != nil {
		return err
	}
	err = w.footer.add(chunks, w.group.rows)
	w.group.reset()
	return err
}
