package parquetfile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// report is a row of a small native file.
type report struct {
	Key      string   `parquet:"key"`
	Year     int32    `parquet:"year"`
	Roe      *float64 `parquet:"roe,optional"`
	Mean     *float64 `parquet:"roe__mean,optional"`
	State    *string  `parquet:"roe__state,optional"`
	Evidence *string  `parquet:"roe__evidence,optional,dict"`
}

func ref[T any](x T) *T { return &x }

func reports() []report {
	return []report{
		{"a", 2025, ref(1.5), ref(3.0), nil, ref("E5")},
		{"b", 2025, nil, nil, ref("NA"), ref("E3")},
		{"c", 2025, ref(2.5), nil, ref("NA"), nil},
		{"d", 2024, nil, ref(4.0), nil, ref("excellent")},
	}
}

func fileOf[T any](t testing.TB, rows []T, opts ...parquet.WriterOption) []byte {
	var out bytes.Buffer
	w := parquet.NewGenericWriter[T](&out, opts...)
	_, err := w.Write(rows)
	require.NoError(t, err)
	require.NoError(t, w.Close())
	return out.Bytes()
}

func TestStatesAndEvidenceAreFolded(t *testing.T) {
	data := fileOf(t, reports())
	s, err := OpenReader("r.parquet", bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	shards, err := s.Shards(context.Background(), []dataset.Field{
		{Name: "roe", Type: dataset.Number, Evidence: true}, {Name: "roe__mean", Type: dataset.Number, Evidence: true},
		{Name: "absent", Type: dataset.Number}, {Name: "roe__state", Type: dataset.Word},
	})
	require.NoError(t, err)
	require.Len(t, shards, 1)
	for b, err := range shards[0].Batches(context.Background()) {
		require.NoError(t, err)
		p, m, na := dataset.Present, dataset.Missing, dataset.NotApplicable
		assert.Equal(t, []dataset.State{p, na, na, m}, b.Columns[0].State)
		assert.Equal(t, []dataset.State{p, na, na, p}, b.Columns[1].State)
		assert.Equal(t, []dataset.State{m, m, m, m}, b.Columns[2].State)
		assert.Equal(t, []dataset.State{m, p, p, m}, b.Columns[3].State)
		levels := []dataset.Evidence{dataset.E5, dataset.E3, dataset.Unstated, dataset.Unstated}
		assert.Equal(t, levels, b.Columns[0].Evidence)
		assert.Equal(t, levels, b.Columns[1].Evidence)
		var codes []string
		for _, issue := range b.Issues {
			codes = append(codes, fmt.Sprint(issue.Code, " ", issue.Row, " ", issue.Column))
		}
		assert.Equal(t, []string{"not-applicable-value 2 roe", "evidence-word 3 roe__evidence"}, codes)
	}
}

func TestOpenTellsWhatIsWrong(t *testing.T) {
	dir := t.TempDir()
	put := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, data, 0o644))
		return path
	}
	good := fileOf(t, reports())
	encrypted := append([]byte("PARE"), good[4:]...)
	longFooter := append([]byte(nil), good...)
	copy(longFooter[len(good)-8:], []byte{0xff, 0xff, 0xff, 0x7f})
	empty := filepath.Join(dir, "folder")
	require.NoError(t, os.Mkdir(empty, 0o755))
	cases := []struct {
		path string
		kind error
		text string
	}{
		{filepath.Join(dir, "nowhere.parquet"), fs.ErrNotExist, "nowhere.parquet: opening the file: no such file or directory"},
		{put("empty.parquet", nil), ErrNotParquet, "empty.parquet: the file is empty: not a Parquet file"},
		{put("short.parquet", []byte("PAR1")), ErrNotParquet, "short.parquet: 4 bytes are too few: not a Parquet file"},
		{put("text.parquet", []byte("key,name\n1,a\n2,b\n")), ErrNotParquet, `text.parquet: it begins with "key,": not a Parquet file`},
		{put("cut.parquet", good[:len(good)-20]), ErrTruncated, "cut short"},
		{put("encrypted.parquet", encrypted), ErrEncrypted, "encrypted.parquet: the file is encrypted"},
		{put("footer.parquet", longFooter), ErrCorrupt, "a footer of 2147483647 bytes"},
		{empty, nil, "folder: the folder holds no file whose name ends in .parquet"},
	}
	for _, c := range cases {
		s, err := Open(c.path)
		assert.Nil(t, s)
		require.ErrorContains(t, err, c.text)
		if c.kind != nil {
			assert.ErrorIs(t, err, c.kind, c.path)
		}
		var e *dataset.Error
		require.ErrorAs(t, err, &e)
		assert.Equal(t, c.path, e.Place.File)
	}
	_, err := Open(cases[0].path, put("good.parquet", good), cases[1].path)
	assert.ErrorIs(t, err, fs.ErrNotExist)
	assert.ErrorIs(t, err, ErrNotParquet, "all faults are reported at once")
	_, err = Open()
	assert.Error(t, err)
}

func TestFolderIsReadInTheOrderOfNames(t *testing.T) {
	fsys := fstest.MapFS{
		"in/b.parquet":        {Data: fileOf(t, []report{{Key: "second"}, {Key: "third"}})},
		"in/a.parquet":        {Data: fileOf(t, []report{{Key: "first"}})},
		"in/_metadata":        {Data: []byte("x")},
		"in/_hidden.parquet":  {Data: []byte("x")},
		"in/.part.parquet":    {Data: []byte("x")},
		"in/notes.txt":        {Data: []byte("x")},
		"in/sub/more.parquet": {Data: []byte("x")},
	}
	s, err := OpenFS(fsys, "in")
	require.NoError(t, err)
	assert.EqualValues(t, 3, s.Rows())
	var keys []any
	shards, err := s.Shards(context.Background(), []dataset.Field{{Name: "key", Type: dataset.Word}})
	require.NoError(t, err)
	for _, shard := range shards {
		for b, err := range shard.Batches(context.Background()) {
			require.NoError(t, err)
			for i := range b.Rows {
				keys = append(keys, b.Columns[0].Word(i))
			}
		}
	}
	assert.Equal(t, []any{"first", "second", "third"}, keys)
	assert.Equal(t, dataset.Place{File: "in/b.parquet", RowGroup: 1, Row: 1}, shards[1].Place())
	inputs, err := s.Inputs(context.Background())
	require.NoError(t, err)
	data := fsys["in/a.parquet"].Data
	assert.Equal(t, dataset.Input{Name: "in/a.parquet", Bytes: int64(len(data)), Digest: fmt.Sprintf("sha256:%x", sha256.Sum256(data))}, inputs[0])
	require.NoError(t, s.Close())

	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, fsys))
	s, err = Open(filepath.Join(dir, "in"))
	require.NoError(t, err)
	assert.EqualValues(t, 3, s.Rows())
	require.NoError(t, s.Close())
}

func TestFilesOfDifferentColumns(t *testing.T) {
	type older struct {
		Key string  `parquet:"key"`
		Roe float32 `parquet:"roe"`
	}
	type newer struct {
		Roe  *int64 `parquet:"roe,optional"`
		Key  string `parquet:"key"`
		Year int32  `parquet:"year"`
	}
	fsys := fstest.MapFS{
		"old.parquet": {Data: fileOf(t, []older{{"a", 0.5}})},
		"new.parquet": {Data: fileOf(t, []newer{{ref(int64(7)), "b", 2025}, {nil, "c", 2025}})},
	}
	s, err := OpenFS(fsys, "old.parquet", "new.parquet")
	require.NoError(t, err)
	assert.Equal(t, []dataset.Info{
		{Name: "key", Type: dataset.Word, Origin: "BYTE_ARRAY STRING"},
		{Name: "roe", Type: dataset.Number, Nullable: true, Origin: "FLOAT"},
		{Name: "year", Type: dataset.Integer, Nullable: true, Origin: "INT32 INT(32)"},
	}, s.Columns())

	shards, err := s.Shards(context.Background(), []dataset.Field{{Name: "roe", Type: dataset.Number, Required: true}, {Name: "year", Type: dataset.Integer}})
	require.NoError(t, err)
	var got []any
	for _, shard := range shards {
		for b, err := range shard.Batches(context.Background()) {
			require.NoError(t, err)
			for i := range b.Rows {
				got = append(got, valueAt(&b.Columns[0], i), valueAt(&b.Columns[1], i))
			}
		}
	}
	assert.Equal(t, []any{0.5, nil, 7.0, int64(2025), nil, int64(2025)}, got)

	_, err = s.Shards(context.Background(), []dataset.Field{
		{Name: "roe", Type: dataset.Integer, Required: true}, {Name: "year", Type: dataset.Integer, Required: true},
	})
	require.ErrorIs(t, err, dataset.ErrSchema)
	assert.ErrorContains(t, err, "old.parquet: the columns are not as wanted:\ncolumn roe: found number (FLOAT), wanted integer\ncolumn year: missing, wanted integer")
	assert.NotContains(t, err.Error(), "new.parquet")
}

// TestNestedColumnsDoNotHinder reads the flat columns beside a list, a map and
// a group.
func TestNestedColumnsDoNotHinder(t *testing.T) {
	type nested struct {
		List  []int64          `parquet:"list"`
		Flat  int64            `parquet:"flat"`
		Map   map[string]int64 `parquet:"map"`
		Group struct {
			Inner int64 `parquet:"inner"`
		} `parquet:"group"`
		Last string `parquet:"last"`
	}
	rows := []nested{{List: []int64{1, 2, 3}, Flat: 4, Map: map[string]int64{"x": 5}, Last: "six"}, {Flat: 7, Last: "eight"}}
	data := fileOf(t, rows)
	s, err := OpenReader("n.parquet", bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	assert.Equal(t, []any{int64(4), int64(7)}, readColumn(t, s, dataset.Field{Name: "flat", Type: dataset.Integer}))
	assert.Equal(t, []any{"six", "eight"}, readColumn(t, s, dataset.Field{Name: "last", Type: dataset.Word}))
	for _, info := range s.Columns() {
		assert.NotContains(t, []string{"list", "map", "group", "inner", "element"}, info.Name)
	}
}

func TestMetadataOfTheFile(t *testing.T) {
	data := fileOf(t, reports(), parquet.KeyValueMetadata("edition", "2025"), parquet.KeyValueMetadata("a", "b"))
	s, err := OpenReader("r.parquet", bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	edition, ok := s.Metadata().Get("edition")
	assert.True(t, ok)
	assert.Equal(t, "2025", edition)
}

func TestFileWithoutRowsHasNoShards(t *testing.T) {
	data := fileOf(t, []report(nil))
	s, err := OpenReader("r.parquet", bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	shards, err := s.Shards(context.Background(), []dataset.Field{{Name: "key", Type: dataset.Word, Required: true}})
	require.NoError(t, err)
	assert.Empty(t, shards)
}

// TestShardsAreReadAtTheSameTime reads all row groups by several goroutines
// and breaks off some of them half way.
func TestShardsAreReadAtTheSameTime(t *testing.T) {
	data := wideFile(t, 4000, 250)
	s, err := OpenReader("wide", bytes.NewReader(data), int64(len(data)), WithBatchRows(64))
	require.NoError(t, err)
	shards, err := s.Shards(context.Background(), natural(s))
	require.NoError(t, err)
	require.Len(t, shards, 16)
	keys := make([][]string, len(shards))
	var wait sync.WaitGroup
	for worker := range 4 {
		wait.Go(func() {
			for i := worker; i < len(shards); i += 4 {
				for range shards[i].Batches(context.Background()) {
					break
				}
				for b, err := range shards[i].Batches(context.Background()) {
					if !assert.NoError(t, err) {
						return
					}
					c := &b.Columns[b.Index("key")]
					for k := range b.Rows {
						keys[i] = append(keys[i], c.Word(k))
					}
				}
			}
		})
	}
	wait.Wait()
	row := 0
	for _, list := range keys {
		for _, key := range list {
			require.Equal(t, fmt.Sprintf("9137020000%08d", row), key)
			row++
		}
	}
	assert.Equal(t, 4000, row)
}

func TestCancelledReadingEndsWithinABatch(t *testing.T) {
	data := wideFile(t, 1000, 1000)
	s, err := OpenReader("wide", bytes.NewReader(data), int64(len(data)), WithBatchRows(100))
	require.NoError(t, err)
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	shards, err := s.Shards(ctx, numeric(s))
	require.NoError(t, err)
	batches := 0
	for b, err := range shards[0].Batches(ctx) {
		if batches == 3 {
			assert.Nil(t, b)
			assert.ErrorIs(t, err, context.Canceled)
			break
		}
		require.NoError(t, err)
		batches++
		if batches == 3 {
			cancel()
		}
	}
	assert.Equal(t, 3, batches)
	_, err = s.Inputs(ctx)
	assert.ErrorIs(t, err, context.Canceled)
	inputs, err := s.Inputs(context.Background())
	require.NoError(t, err, "a digest that was broken off is computed again")
	assert.NotEmpty(t, inputs[0].Digest)
}

// TestPanicsOfTheCallerPass makes sure that only the decoders' panics are
// turned into errors.
func TestPanicsOfTheCallerPass(t *testing.T) {
	data := fileOf(t, reports())
	s, err := OpenReader("r.parquet", bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	shards, err := s.Shards(context.Background(), natural(s))
	require.NoError(t, err)
	assert.PanicsWithValue(t, "mine", func() {
		for range shards[0].Batches(context.Background()) {
			panic("mine")
		}
	})
}

func TestLimitsAreKept(t *testing.T) {
	data := wideFile(t, 2000, 500)
	open := func(l Limits) (*Set, error) {
		return OpenReader("wide", bytes.NewReader(data), int64(len(data)), WithLimits(l))
	}
	for _, l := range []Limits{{FooterBytes: 1000}, {Columns: 20}, {RowGroups: 3}} {
		_, err := open(l)
		assert.ErrorIs(t, err, ErrLimit, "%+v", l)
	}
	for _, l := range []Limits{{PageBytes: 1000}, {DictionaryBytes: 10}} {
		s, err := open(l)
		require.NoError(t, err)
		_, err = countRows(s, natural(s)...)
		assert.ErrorIs(t, err, ErrLimit, "%+v", l)
		assert.True(t, isTyped(err))
	}
	s, err := open(Limits{WordBytes: 5})
	require.NoError(t, err)
	b := readBatch(t, firstShard(s), dataset.Field{Name: "key", Type: dataset.Word})
	assert.Len(t, b.Issues, b.Rows)
}

// firstShard is the set cut down to its first row group.
func firstShard(s *Set) *Set {
	f := *s.files[0].footer
	f.groups = f.groups[:1]
	one := &file{name: "first", r: s.files[0].r, size: s.files[0].size, data: s.files[0].data, footer: &f, leaves: s.files[0].leaves, have: s.files[0].have}
	return &Set{files: []*file{one}, options: s.options}
}
