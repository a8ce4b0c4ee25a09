package parquetfile

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"math"
	"sync"

	"github.com/brandvalue/brandvalue/dataset"
)

// file is one opened file: its footer, checked, and its flat columns.
type file struct {
	name   string
	r      io.ReaderAt
	size   int64
	data   int64 // where the footer begins and the column chunks must end
	footer *footer
	leaves []leaf
	have   []dataset.Info // of the leaves
	close  func() error

	digesting sync.Mutex
	digest    string // empty until it is computed
}

// openFile reads and checks the footer of a file.
func openFile(name string, r io.ReaderAt, size int64, limits Limits) (f *file, err error) {
	defer func() {
		if e := recover(); e != nil {
			err = fmt.Errorf("the footer: %v: %w", e, ErrCorrupt)
		}
		if err != nil {
			f, err = nil, &dataset.Error{Place: dataset.Place{File: name}, Err: err}
		}
	}()
	f = &file{name: name, r: r, size: size}
	if f.footer, f.data, err = readFooter(r, size, limits); err != nil {
		return nil, err
	}
	leaves := 0
	if f.leaves, leaves, err = flatLeaves(f.footer.schema); err != nil {
		return nil, err
	}
	for _, l := range f.leaves {
		f.have = append(f.have, l.info)
	}
	return f, f.checkRows(leaves)
}

// checkRows compares the footer's counts with each other. Some writers leave
// the count of the file at zero; then it is that of the row groups.
func (f *file) checkRows(leaves int) error {
	rows := int64(0)
	for i, g := range f.footer.groups {
		if g.rows < 0 || g.rows > math.MaxInt64-rows {
			return fmt.Errorf("row group %d of %d rows: %w", i+1, g.rows, ErrCorrupt)
		}
		rows += g.rows
		if len(g.chunks) != leaves {
			return fmt.Errorf("row group %d has %d columns, the schema %d: %w", i+1, len(g.chunks), leaves, ErrCorrupt)
		}
	}
	if f.footer.rows == 0 {
		f.footer.rows = rows
	}
	if rows != f.footer.rows {
		return fmt.Errorf("row groups of %d rows in a file of %d: %w", rows, f.footer.rows, ErrCorrupt)
	}
	return nil
}

// input identifies the file; its digest is computed when it is first asked for.
func (f *file) input(ctx context.Context, digest bool) (dataset.Input, error) {
	in := dataset.Input{Name: f.name, Bytes: f.size}
	if !digest {
		return in, nil
	}
	f.digesting.Lock()
	defer f.digesting.Unlock()
	if f.digest == "" {
		digest, err := digestOf(ctx, f.r, f.size)
		if err != nil {
			return in, &dataset.Error{Place: dataset.Place{File: f.name}, Text: "computing the digest", Err: err}
		}
		f.digest = digest
	}
	in.Digest = f.digest
	return in, nil
}

func digestOf(ctx context.Context, r io.ReaderAt, size int64) (string, error) {
	hash, buffer := sha256.New(), make([]byte, 1<<18)
	for at := int64(0); at < size; at += int64(len(buffer)) {
		if err := ctx.Err(); err != nil {
			return "", err
		}
		b := buffer[:min(int64(len(buffer)), size-at)]
		if err := readFull(r, b, at); err != nil {
			return "", err
		}
		hash.Write(b)
	}
	return "sha256:" + hex.EncodeToString(hash.Sum(nil)), nil
}
