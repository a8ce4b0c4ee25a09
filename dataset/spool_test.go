package dataset

import (
	"context"
	"errors"
	"os"
	"sync"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// putAside writes batches to a spool and commits it.
func putAside(t require.TestingT, space Space, batches []*Batch) *Spool {
	s := NewSpool(space)
	require.NoError(t, s.Begin(sample))
	for _, b := range batches {
		require.NoError(t, s.Write(context.Background(), b))
	}
	require.NoError(t, s.Commit(context.Background(), Metadata{{"a", "b"}}))
	return s
}

func TestSpoolGivesBackWhatItGot(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		batches := drawBatches(t)
		space := Space{
			Memory: rapid.SampledFrom([]int64{1, 500, 2000, 1 << 20}).Draw(t, "memory"),
			Rows:   rapid.IntRange(1, 40).Draw(t, "shard rows"),
			Dir:    dir,
		}
		s := putAside(t, space, batches)
		want := linesOfAll(batches)
		assert.Equal(t, want, allLines(t, s, sample))
		assert.Equal(t, want, allLines(t, s, sample), "any number of times")
		shards, err := s.Shards(context.Background(), sample)
		require.NoError(t, err)
		for i, shard := range shards {
			from := i * space.Rows
			assert.EqualValues(t, min(space.Rows, len(want)-from), shard.Rows())
			assert.Equal(t, want[from].place, shard.Place())
		}
		assert.EqualValues(t, len(want), s.Rows())
		require.NoError(t, s.Close())
	})
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestSpoolGivesSomeColumns(t *testing.T) {
	b := NewBatch(sample, 1)
	b.Columns[4].SetInt(0, 2025)
	b.Columns[5].SetWord(0, "AA")
	b.Columns[5].Evidence[0] = E2
	s := putAside(t, Space{}, []*Batch{b})
	defer s.Close()
	lines := allLines(t, s, []Field{{Name: "grade__evidence", Type: Word}, {Name: "year", Type: Number}, {Name: "none", Type: Word}})
	assert.Equal(t, `"E2"|2025|missing|`, lines[0].values)
	_, err := s.Shards(context.Background(), []Field{{Name: "yaer", Type: Integer, Required: true}})
	assert.ErrorContains(t, err, "column yaer: missing, wanted integer; close names: year")
}

func TestSpoolShardsAreReadAtTheSameTime(t *testing.T) {
	b := NewBatch(sample, 100)
	for row := range 100 {
		b.Columns[4].SetInt(row, int64(row))
	}
	s := putAside(t, Space{Memory: 600, Rows: 7, Dir: t.TempDir()}, []*Batch{b})
	defer s.Close()
	require.NotNil(t, s.disk)
	shards, err := s.Shards(context.Background(), sample)
	require.NoError(t, err)
	var wait sync.WaitGroup
	for i, shard := range shards {
		wait.Go(func() {
			for b, err := range shard.Batches(context.Background()) {
				if assert.NoError(t, err) {
					assert.EqualValues(t, 7*i, b.Columns[4].Int[0])
				}
			}
		})
	}
	wait.Wait()
}

func TestSpoolSeesEveryFlippedBitAndTruncation(t *testing.T) {
	b := NewBatch(sample, 3)
	b.Columns[0].SetWord(0, "stock:600600")
	b.Columns[1].SetNumber(1, 10.4)
	b.Issues = []Issue{{"code", Query, 2, "roe", "text"}}
	s := putAside(t, Space{}, []*Batch{b})
	defer s.Close()
	f := &s.frames[0]
	read := func() error {
		for _, err := range Read(context.Background(), s, sample) {
			if err != nil {
				return err
			}
		}
		return nil
	}
	require.NoError(t, read())
	for i := range f.bytes {
		for bit := range 8 {
			f.bytes[i] ^= 1 << bit
			assert.ErrorIs(t, read(), ErrSpool)
			f.bytes[i] ^= 1 << bit
		}
	}
	whole := f.bytes
	for n := range whole {
		f.bytes = whole[:n]
		assert.ErrorIs(t, read(), ErrSpool)
	}
}

func TestFrameReaderRefusesWhatIsNoFrame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := newGather(sample)
		f := newFeed(g)
		for _, b := range drawBatches(t) {
			if b.Rows > 0 {
				f.load(b)
				f.add(0, b.Rows)
			}
		}
		bytes := appendFrame(nil, &g.batch, g.runs)
		for range 20 { // without the checksum: no panic, no reading beyond the end
			flipped := append([]byte(nil), bytes...)
			flipped[rapid.IntRange(0, len(bytes)-1).Draw(t, "at")] ^= byte(rapid.IntRange(1, 255).Draw(t, "bits"))
			r := frameReader{b: flipped[:rapid.IntRange(0, len(flipped)).Draw(t, "length")]}
			r.batch(NewBatch(sample, 0), nil, nil)
		}
	})
}

func TestSpoolSaysThatItsFileIsShort(t *testing.T) {
	dir := t.TempDir()
	s := putAside(t, Space{Memory: 1, Dir: dir}, []*Batch{NewBatch(sample, 3)})
	require.NoError(t, s.disk.(*temporary).Truncate(10))
	for _, err := range Read(context.Background(), s, sample) {
		assert.ErrorIs(t, err, ErrSpool)
		assert.ErrorContains(t, err, s.disk.Name())
		assert.ErrorContains(t, err, "unexpected EOF")
	}
	require.NoError(t, s.Close())
	for _, err := range Read(context.Background(), s, sample) {
		assert.Fail(t, "a closed spool is empty", err)
	}
}

func TestSpoolNeedsAFolderBeyondItsMemory(t *testing.T) {
	s := NewSpool(Space{Memory: 10, Rows: 2})
	require.NoError(t, s.Begin(sample))
	err := s.Write(context.Background(), NewBatch(sample, 2))
	assert.ErrorIs(t, err, ErrSpool)
	assert.ErrorContains(t, err, "more than the 10 bytes of memory allowed; name a folder")
	assert.Equal(t, err, s.Commit(context.Background(), nil), "rows were lost, so there is no result")
	require.NoError(t, s.Discard())

	s = NewSpool(Space{Memory: 10, Rows: 2, Dir: "no/such/folder"})
	require.NoError(t, s.Begin(sample))
	assert.ErrorIs(t, s.Write(context.Background(), NewBatch(sample, 2)), os.ErrNotExist)
}

// fullDisk takes a number of bytes and no more.
type fullDisk struct {
	spoolFile
	room int64
}

func (d *fullDisk) WriteAt(b []byte, at int64) (int, error) {
	if at+int64(len(b)) > d.room {
		return 0, &os.PathError{Op: "write", Path: d.Name(), Err: syscall.ENOSPC}
	}
	return d.spoolFile.WriteAt(b, at)
}

func TestSpoolNamesTheFullDiskAndTheNeed(t *testing.T) {
	dir := t.TempDir()
	s := NewSpool(Space{Memory: 1, Rows: 1, Dir: dir})
	s.create = func(dir string) (spoolFile, error) {
		f, err := createSpoolFile(dir)
		return &fullDisk{f, 400}, err
	}
	require.NoError(t, s.Begin(sample))
	err := s.Write(context.Background(), NewBatch(sample, 50))
	assert.ErrorIs(t, err, syscall.ENOSPC)
	assert.ErrorIs(t, err, ErrSpool)
	assert.Regexp(t, `temporary file `+dir+`\S+ needs \d+ bytes more than the \d+ it has: .*no space left on device`, err.Error())
	require.NoError(t, s.Discard())
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestSpoolRemovesItsFileAtTheLatestOnClose(t *testing.T) {
	// A file that could not be removed while it was open, as on Windows.
	f, err := os.CreateTemp(t.TempDir(), "spool")
	require.NoError(t, err)
	stubborn := &temporary{File: f}
	require.NoError(t, stubborn.Close())
	_, err = os.Stat(f.Name())
	assert.True(t, errors.Is(err, os.ErrNotExist))
}

func BenchmarkSpool(b *testing.B) {
	fields := []Field{{Name: "key", Type: Word}}
	for range 30 {
		fields = append(fields, Field{Name: "x" + string(rune('a'+len(fields))), Type: Number})
	}
	batch := NewBatch(fields, 4096)
	for row := range batch.Rows {
		batch.Columns[0].SetWord(row, "stock:"+string(rune('a'+row%26))+string(rune('a'+row/26%26))+string(rune('a'+row/676)))
		for i := 1; i < len(fields); i++ {
			batch.Columns[i].SetNumber(row, float64(row*i))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		s := NewSpool(Space{Memory: 1 << 30})
		_ = s.Begin(fields)
		for range 8 {
			_ = s.Write(context.Background(), batch)
		}
		_ = s.Commit(context.Background(), nil)
		for _, err := range Read(context.Background(), s, fields) {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.N)*8*4096/b.Elapsed().Seconds(), "rows/s")
}
