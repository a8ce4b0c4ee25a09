package sharedtest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// Dir returns the absolute path of the shared folder beside the module root.
// It skips the test when that folder does not exist, and fails it when the
// module root can't be found or the folder can't be read.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := sharedBeside(Root(t))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("needs the folder ../shared beside the module root, which is absent")
	}
	if err != nil {
		t.Fatalf("shared folder: %v", err)
	}
	return dir
}

// File returns the absolute path of a file or folder inside the shared folder,
// its name given in elements as for filepath.Join. It skips the test when the
// shared folder does not exist, and fails it when the folder is there without
// that file.
func File(t testing.TB, elem ...string) string {
	t.Helper()
	path := filepath.Join(append([]string{Dir(t)}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		t.Fatalf("shared folder is present but a file of it can't be read: %v", err)
	}
	return path
}

// Root returns the absolute path of the module root: the root module's, also
// when the test belongs to a nested module. It is the outermost folder holding
// a go.mod on the way up from the test's working directory.
func Root(t testing.TB) string {
	t.Helper()
	wd, err := os.Getwd()
	if err != nil {
		t.Fatalf("module root: %v", err)
	}
	root, ok := moduleRoot(wd)
	if !ok {
		t.Fatalf("module root: no go.mod in %s or any folder above it", wd)
	}
	return root
}

// moduleRoot walks up from dir and returns the outermost folder with a go.mod.
func moduleRoot(dir string) (root string, ok bool) {
	for {
		if info, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil && info.Mode().IsRegular() {
			root, ok = dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return root, ok
		}
		dir = parent
	}
}

// sharedBeside returns the folder named shared next to root, or the error that
// kept it from being one.
func sharedBeside(root string) (string, error) {
	dir := filepath.Join(filepath.Dir(root), "shared")
	info, err := os.Stat(dir)
	if err != nil {
		return "", err
	}
	if !info.IsDir() {
		return "", &fs.PathError{Op: "open", Path: dir, Err: errors.New("not a folder")}
	}
	return dir, nil
}
