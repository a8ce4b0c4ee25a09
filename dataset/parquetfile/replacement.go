package parquetfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// replacement is a new version of a file that grows under a name of its own in
// the same folder until it takes the place of the old one. It is locked as long
// as it is at work; what has no lock was left by a run that was killed.
type replacement struct {
	path string // of the file
	dir  string
	file *os.File
	out  io.Writer // the same
	size int64
	gone bool
}

// temporaryMark stands in the names of temporary files: .results.parquet.tmp-1.
const temporaryMark = ".tmp-"

// newReplacement checks that the file can be replaced, clears what killed runs
// have left of it, and makes the temporary file.
func newReplacement(path string) (*replacement, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // the link stays
	}
	r := &replacement{path: path, dir: filepath.Dir(path)}
	switch info, err := os.Stat(r.dir); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, r.refuse("the folder "+r.dir+" does not exist; make it first or name another", nil)
	case err != nil:
		return nil, r.refuse("the folder "+r.dir, cause(err))
	case !info.IsDir():
		return nil, r.refuse(r.dir+" is no folder; name another", nil)
	}
	mode := fs.FileMode(0o666)
	switch info, err := os.Lstat(path); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return nil, r.refuse("the file", cause(err))
	case info.IsDir():
		return nil, r.refuse("it is a folder; name a file in it", nil)
	case !info.Mode().IsRegular():
		return nil, r.refuse("it is no ordinary file and is not replaced; name another", nil)
	default:
		mode = info.Mode().Perm()
	}
	r.clear()
	return r, r.create(mode)
}

// refuse is an error of the file.
func (r *replacement) refuse(text string, err error) error {
	return &dataset.Error{Place: dataset.Place{File: r.path}, Text: text, Err: err}
}

// cause is what is wrong, without the name of the file.
func cause(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// prefix is what the names of temporary files of this file begin with.
func (r *replacement) prefix() string { return "." + filepath.Base(r.path) + temporaryMark }

// clear removes temporary files of this file that nobody holds. What cannot be
// removed stays: another run may be at work on it.
func (r *replacement) clear() {
	list, _ := os.ReadDir(r.dir)
	for _, e := range list {
		number, ours := strings.CutPrefix(e.Name(), r.prefix())
		if _, err := strconv.ParseUint(number, 10, 32); !ours || err != nil || !e.Type().IsRegular() {
			continue
		}
		name := filepath.Join(r.dir, e.Name())
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if removable(f) {
			os.Remove(name)
		}
		f.Close()
	}
}

// removable tells whether an opened temporary file is nobody's: its lock is to
// be had, and it still bears its name.
func removable(f *os.File) bool { return lock(f) == nil && named(f) }

// named tells whether a file is the one that its name leads to.
func named(f *os.File) bool {
	opened, err := f.Stat()
	if err != nil {
		return false
	}
	found, err := os.Lstat(f.Name())
	return err == nil && os.SameFile(opened, found)
}

// create makes the temporary file under the first free name and locks it.
// Between the two another run may take it for litter; then the next name is tried.
func (r *replacement) create(mode fs.FileMode) error {
	const attempts = 10_000
	for n := 1; n <= attempts; n++ {
		name := filepath.Join(r.dir, r.prefix()+strconv.Itoa(n))
		f, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_RDWR, mode)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return r.refuse("no file can be made in the folder "+r.dir+"; see to its permissions or name another", cause(err))
		}
		if held := lock(f); errors.Is(held, errHeld) || !named(f) {
			f.Close()
			continue
		}
		r.file, r.out = f, f
		return nil
	}
	return r.refuse(fmt.Sprintf("%d runs are at work on it, or their temporary files %s* cannot be removed", attempts, r.prefix()), nil)
}

// Write appends to the temporary file.
func (r *replacement) Write(b []byte) (int, error) {
	n, err := r.out.Write(b)
	r.size += int64(n)
	return n, err
}

// unwritten is the error of bytes that could not be written.
func (r *replacement) unwritten(n int, err error) error {
	text := fmt.Sprintf("writing %d bytes after %d to the temporary file in the folder %s", n, r.size, r.dir)
	if isFull(err) {
		text += ", whose disk is full; make room or name another folder; the old file is as it was"
	}
	return r.refuse(text, cause(err))
}

// replace brings the temporary file to the disk and puts it in the place of the
// old one, in one step for all who look.
func (r *replacement) replace() error {
	if err := r.file.Sync(); err != nil {
		return errors.Join(r.unwritten(0, err), r.discard())
	}
	if err := os.Rename(r.file.Name(), r.path); err != nil {
		var link *os.LinkError
		if errors.As(err, &link) {
			err = link.Err
		}
		return errors.Join(r.refuse("the temporary file cannot take its place", err), r.discard())
	}
	r.gone = true
	err := r.file.Close()
	if e := syncFolder(r.dir); err == nil {
		err = e
	}
	if err != nil {
		return r.refuse("the file is in its place, but may be lost if the machine fails now", cause(err))
	}
	return nil
}

// discard removes the temporary file. Doing it again does nothing.
func (r *replacement) discard() error {
	if r.gone || r.file == nil {
		return nil
	}
	r.gone = true
	removed := os.Remove(r.file.Name()) // before the lock is let go
	closed := r.file.Close()
	if removed != nil {
		removed = os.Remove(r.file.Name()) // where an open file cannot be removed
	}
	if errors.Is(removed, fs.ErrNotExist) {
		removed = nil
	}
	return errors.Join(removed, closed)
}
