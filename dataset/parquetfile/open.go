package parquetfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

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
