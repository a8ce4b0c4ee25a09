package parquetfile

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// old makes a file that is to be replaced.
func old(t testing.TB) (path string) {
	path = filepath.Join(t.TempDir(), "results.parquet")
	require.NoError(t, os.WriteFile(path, []byte("last year"), 0o640))
	return path
}

// requireOld checks that the old file stands as it did, and nothing beside it.
func requireOld(t testing.TB, path string) {
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Equal(t, "last year", string(data))
	list, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, list, 1)
}

func names(t testing.TB, dir string) (list []string) {
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}

// failing fails once it has written so many bytes.
type failing struct {
	io.Writer
	left int
	err  error
}

func (f *failing) Write(b []byte) (int, error) {
	if f.left -= len(b); f.left < 0 {
		return 0, f.err
	}
	return f.Writer.Write(b)
}

// TestOldFileUntouched discards, cancels and fails at many places.
func TestOldFileUntouched(t *testing.T) {
	ctx := context.Background()
	b := resultBatch(rand.New(rand.NewPCG(1, 1)), 500)
	begin := func(path string) *Writer {
		w := Create(path, WithRowGroupRows(200), WithWorkers(2))
		require.NoError(t, w.Begin(resultFields))
		require.NoError(t, w.Write(ctx, b))
		return w
	}
	path := old(t)
	require.NoError(t, begin(path).Discard())
	requireOld(t, path)

	w := begin(path)
	cancelled, cancel := context.WithCancel(ctx)
	cancel()
	require.ErrorIs(t, w.Commit(cancelled, nil), context.Canceled)
	requireOld(t, path)

	broken := errors.New("broken")
	for left := 0; left < 60_000; left += 997 {
		w := Create(path, WithRowGroupRows(200))
		require.NoError(t, w.Begin(resultFields))
		w.file.out = &failing{w.file.out, left, broken}
		err := w.Write(ctx, b)
		if err == nil {
			err = w.Commit(ctx, nil)
		}
		if err == nil {
			require.Greater(t, left, 10_000)
			break
		}
		require.ErrorIs(t, err, broken)
		require.ErrorContains(t, err, path)
		requireOld(t, path)
	}
}

// TestUnwritablePlaces finds out at the beginning that a file cannot be made.
func TestUnwritablePlaces(t *testing.T) {
	path := old(t)
	dir := filepath.Dir(path)
	for _, c := range []struct{ path, text string }{
		{filepath.Join(dir, "none", "a.parquet"), "none does not exist; make it first or name another"},
		{filepath.Join(path, "a.parquet"), "results.parquet is no folder; name another"},
		{dir, "it is a folder; name a file in it"},
		{"/dev/null", "it is no ordinary file and is not replaced"},
		{filepath.Join(dir, strings.Repeat("a", 300)), "the file: "},
		{filepath.Join(dir, strings.Repeat("a", 250)), "no file can be made in the folder " + dir},
	} {
		err := Create(c.path).Begin(resultFields)
		require.ErrorContains(t, err, c.path+": ")
		require.ErrorContains(t, err, c.text)
	}
	requireOld(t, path)
}

// TestReplaced takes the place of the old file with its permissions, through a
// link too.
func TestReplaced(t *testing.T) {
	path := old(t)
	link := filepath.Join(filepath.Dir(path), "link.parquet")
	require.NoError(t, os.Symlink(path, link))
	w := Create(link)
	require.NoError(t, w.Begin(resultFields))
	require.NoError(t, w.Commit(context.Background(), nil))
	info, err := os.Lstat(path)
	require.NoError(t, err)
	assert.Equal(t, os.FileMode(0o640), info.Mode())
	s, err := Open(link)
	require.NoError(t, err)
	require.NoError(t, s.Close())
	assert.Equal(t, []string{"link.parquet", "results.parquet"}, names(t, filepath.Dir(path)))
}

// TestLitter clears what a killed run has left, and neither the file of a run at
// work nor the files of others.
func TestLitter(t *testing.T) {
	path := old(t)
	dir := filepath.Dir(path)
	other := Create(path)
	require.NoError(t, other.Begin(resultFields))
	for _, name := range []string{".results.parquet.tmp-2", ".results.parquet.tmp-77", ".results.parquet.tmp-x", ".other.parquet.tmp-1", "results.parquet.tmp-3"} {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte("litter"), 0o600))
	}
	w := Create(path)
	require.NoError(t, w.Begin(resultFields))
	assert.Equal(t, []string{
		".other.parquet.tmp-1", ".results.parquet.tmp-1", ".results.parquet.tmp-2", ".results.parquet.tmp-x",
		"results.parquet", "results.parquet.tmp-3",
	}, names(t, dir))
	require.NoError(t, w.Commit(context.Background(), nil))
	require.NoError(t, other.Commit(context.Background(), nil), "the last to commit wins")
	assert.Equal(t, []string{".other.parquet.tmp-1", ".results.parquet.tmp-x", "results.parquet", "results.parquet.tmp-3"}, names(t, dir))
}

// TestKilled kills a process that writes a file over and over, at any moment.
// The file is then the old one or a whole new one, and the next run clears the rest.
func TestKilled(t *testing.T) {
	const variable = "PARQUETFILE_WRITE_UNTIL_KILLED"
	if path := os.Getenv(variable); path != "" {
		writeForever(t, path)
	}
	random := rand.New(rand.NewPCG(1, 1))
	path := old(t)
	for range 8 {
		run := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		run.Env = append(os.Environ(), variable+"="+path)
		require.NoError(t, run.Start())
		time.Sleep(time.Duration(random.IntN(60)) * time.Millisecond)
		require.NoError(t, run.Process.Kill())
		require.Error(t, run.Wait())
		if data, err := os.ReadFile(path); err != nil || string(data) != "last year" {
			require.NoError(t, readWhole(t, path))
		}
	}
	w := Create(path)
	require.NoError(t, w.Begin(resultFields))
	require.NoError(t, w.Commit(context.Background(), nil))
	assert.Equal(t, []string{"results.parquet"}, names(t, filepath.Dir(path)))
}

func writeForever(t testing.TB, path string) {
	b := resultBatch(rand.New(rand.NewPCG(1, 1)), 500)
	for {
		w := Create(path, WithRowGroupRows(200))
		require.NoError(t, w.Begin(resultFields))
		require.NoError(t, w.Write(context.Background(), b))
		require.NoError(t, w.Commit(context.Background(), nil))
	}
}
