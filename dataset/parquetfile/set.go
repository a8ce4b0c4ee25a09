package parquetfile

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// Set is one or several Parquet files read as one source, in the order given.
// Columns are matched by name in each file. It may be used by several
// goroutines at once, until it is closed.
type Set struct {
	files   []*file
	options options
}

var _ dataset.Source = (*Set)(nil)

// options are about operation, not about what is read.
type options struct {
	limits    Limits
	batchRows int
	digest    bool
	temporary string
	memory    int64 // for pages, a worker
	ordinary  int64 // bytes of a page of usual size, which is never put aside
}

// Option sets how a Set works, not what it reads.
type Option func(*options)

// WithLimits sets the limits on what a file may declare.
func WithLimits(limits Limits) Option { return func(o *options) { o.limits = limits } }

// WithBatchRows sets the number of rows of a batch, 8192 by default. The last
// batch of a row group may have fewer.
func WithBatchRows(rows int) Option { return func(o *options) { o.batchRows = max(1, rows) } }

// WithoutDigest leaves out the digests of Inputs, which take a pass over the
// whole of each file.
func WithoutDigest() Option { return func(o *options) { o.digest = false } }

// WithTemporary names a folder for temporary files and the bytes that the pages
// of one shard may take in memory, 32 MiB if memory is 0. Where the pages of a
// row group need more, since its writer made them large, the columns with the
// largest are put aside in a temporary file, one a shard that is being read,
// of about 9 bytes a value. Pages of up to 1.5 MiB, as most writers make them,
// are never put aside. Without this option all pages are held in memory.
func WithTemporary(folder string, memory int64) Option {
	return func(o *options) {
		o.temporary = folder
		if o.memory = memory; memory <= 0 {
			o.memory = 32 << 20
		}
	}
}

// newOptions are the defaults with the given changes.
func newOptions(list []Option) options {
	o := options{batchRows: 8192, digest: true, ordinary: 3 << 19}
	for _, set := range list {
		set(&o)
	}
	o.limits = o.limits.withDefaults()
	return o
}

// Open opens files. A folder stands for the files in it whose names end in
// .parquet, in the order of their names; names that begin with a dot or an
// underscore are passed over, and so are folders. The footers are read and
// checked, of all files, and all faults are reported at once.
func Open(paths ...string) (*Set, error) { return OpenWith(nil, paths...) }

// OpenWith is Open with options.
func OpenWith(opts []Option, paths ...string) (*Set, error) {
	s := &Set{options: newOptions(opts)}
	var faults []error
	for _, p := range paths {
		names, err := expandPath(p)
		if err != nil {
			faults = append(faults, err)
		}
		for _, name := range names {
			faults = append(faults, s.add(name, func() (fs.File, error) { return os.Open(name) }))
		}
	}
	return s.opened(faults)
}

// OpenFS opens files of a file system as Open does those of the machine. A
// file that cannot be read at any place is read into memory.
func OpenFS(fsys fs.FS, names ...string) (*Set, error) { return OpenFSWith(nil, fsys, names...) }

// OpenFSWith is OpenFS with options.
func OpenFSWith(opts []Option, fsys fs.FS, names ...string) (*Set, error) {
	s := &Set{options: newOptions(opts)}
	var faults []error
	for _, n := range names {
		list, err := expandName(fsys, n)
		if err != nil {
			faults = append(faults, err)
		}
		for _, name := range list {
			faults = append(faults, s.add(name, func() (fs.File, error) { return fsys.Open(name) }))
		}
	}
	return s.opened(faults)
}

// OpenReader opens a file of the given size that is read through r, which Close
// leaves alone. The name stands in messages and in Inputs.
func OpenReader(name string, r io.ReaderAt, size int64, opts ...Option) (*Set, error) {
	s := &Set{options: newOptions(opts)}
	f, err := openFile(name, r, size, s.options.limits)
	if err != nil {
		return nil, err
	}
	s.files = []*file{f}
	return s, nil
}

func (s *Set) opened(faults []error) (*Set, error) {
	err := errors.Join(faults...)
	if err == nil && len(s.files) == 0 {
		err = errors.New("no Parquet file is named")
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func expandPath(p string) ([]string, error) {
	info, err := os.Stat(p)
	if err != nil {
		return nil, unopened(p, err)
	}
	if !info.IsDir() {
		return []string{p}, nil
	}
	list, err := os.ReadDir(p)
	return parquetNames(p, list, err, filepath.Join)
}

func expandName(fsys fs.FS, name string) ([]string, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, unopened(name, err)
	}
	if !info.IsDir() {
		return []string{name}, nil
	}
	list, err := fs.ReadDir(fsys, name)
	return parquetNames(name, list, err, path.Join)
}

func parquetNames(folder string, list []fs.DirEntry, err error, join func(...string) string) (names []string, _ error) {
	if err != nil {
		return nil, unopened(folder, err)
	}
	for _, e := range list { // in the order of their names
		n := e.Name()
		if !e.IsDir() && strings.HasSuffix(n, ".parquet") && n[0] != '.' && n[0] != '_' {
			names = append(names, join(folder, n))
		}
	}
	if len(names) == 0 {
		return nil, &dataset.Error{Place: dataset.Place{File: folder}, Text: "the folder holds no file whose name ends in .parquet"}
	}
	return names, nil
}

// unopened is the error of a file that is not there or cannot be read.
func unopened(name string, err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err // which names the file again
	}
	return &dataset.Error{Place: dataset.Place{File: name}, Text: "opening the file", Err: err}
}

// add opens one more file of the set.
func (s *Set) add(name string, open func() (fs.File, error)) error {
	opened, err := open()
	if err != nil {
		return unopened(name, err)
	}
	info, err := opened.Stat()
	if err != nil {
		return errors.Join(unopened(name, err), opened.Close())
	}
	r, ok := opened.(io.ReaderAt)
	size := info.Size()
	if !ok {
		b, err := io.ReadAll(opened)
		if err != nil {
			return errors.Join(unopened(name, err), opened.Close())
		}
		r, size = strings.NewReader(string(b)), int64(len(b))
	}
	f, err := openFile(name, r, size, s.options.limits)
	if err != nil {
		return errors.Join(err, opened.Close())
	}
	f.close = opened.Close
	s.files = append(s.files, f)
	return nil
}

// Close closes the files that Open has opened.
func (s *Set) Close() error {
	var faults []error
	for _, f := range s.files {
		if f.close != nil {
			faults = append(faults, f.close())
		}
	}
	return errors.Join(faults...)
}

// Columns lists the flat columns: those of the first file in its order, then
// those that only later files have. Nested and repeated columns and binary
// values are not offered. A column that files hold in different types is
// listed as the first one holds it; whether each can give it as wanted is found
// out by Shards.
func (s *Set) Columns() []dataset.Info {
	var list []dataset.Info
	at := make(map[string]int)
	for k, f := range s.files {
		for _, info := range f.have {
			i, known := at[info.Name]
			switch {
			case !known:
				at[info.Name] = len(list)
				list = append(list, info)
			case k == 0:
				list = append(list, info) // a name that a file has twice
			default:
				list[i].Nullable = list[i].Nullable || info.Nullable
			}
		}
	}
	for i := range list {
		for _, f := range s.files {
			if !f.has(list[i].Name) {
				list[i].Nullable = true
			}
		}
	}
	return list
}

func (f *file) has(name string) bool {
	for i := range f.have {
		if f.have[i].Name == name {
			return true
		}
	}
	return false
}

// Rows is the number of rows of all files, as their footers say.
func (s *Set) Rows() int64 {
	rows := int64(0)
	for _, f := range s.files {
		rows += f.footer.rows
	}
	return rows
}

// Inputs identifies the files. The digests are computed when they are first
// asked for, in a pass over each file.
func (s *Set) Inputs(ctx context.Context) ([]dataset.Input, error) {
	var list []dataset.Input
	for _, f := range s.files {
		in, err := f.input(ctx, s.options.digest)
		if err != nil {
			return nil, err
		}
		list = append(list, in)
	}
	return list, nil
}

// Metadata is what the first file says about itself, in the order in which it
// says it.
func (s *Set) Metadata() dataset.Metadata {
	return append(dataset.Metadata(nil), s.files[0].footer.metadata...)
}

// Shards gives a shard for each row group that has rows. Each file must be able
// to give all the fields; what is amiss is reported for all files at once.
func (s *Set) Shards(ctx context.Context, want []dataset.Field) ([]dataset.Shard, error) {
	var faults []error
	var shards []dataset.Shard
	for _, f := range s.files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found, err := dataset.Match(f.have, want)
		if err != nil {
			faults = append(faults, &dataset.Error{Place: dataset.Place{File: f.name}, Err: err})
			continue
		}
		shards = append(shards, newPlan(f, &s.options, want, found).shards()...)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return shards, nil
}
