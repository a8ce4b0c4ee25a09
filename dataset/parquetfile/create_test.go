package parquetfile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var resultFields = []dataset.Field{
	{Name: "key", Type: dataset.Word},
	{Name: "sector", Type: dataset.Word},
	{Name: "brand_value", Type: dataset.Decimal, Scale: 2},
	{Name: "total", Type: dataset.Number},
	{Name: "rank", Type: dataset.Integer},
	{Name: "q_csat", Type: dataset.Number, Evidence: true},
	{Name: "q_csat__n", Type: dataset.Integer},
	{Name: "s_env", Type: dataset.Word},
}

// stated are the items of resultFields whose states are written.
var stated = []string{"s_env"}

// resultBatch makes rows of results; in every tenth row and column nothing stands.
func resultBatch(random *rand.Rand, rows int) *dataset.Batch {
	b := dataset.NewBatch(resultFields, rows)
	for i := range rows {
		fill := func(column int, set func(c *dataset.Column)) {
			if random.IntN(10) > 0 {
				set(&b.Columns[column])
			}
		}
		fill(0, func(c *dataset.Column) { c.SetWord(i, fmt.Sprintf("FICT%014d", random.Int64N(1e14))) })
		fill(1, func(c *dataset.Column) {
			c.SetWord(i, []string{"industry", "services", "海洋经济", ""}[random.IntN(4)])
		})
		fill(2, func(c *dataset.Column) { c.SetInt(i, random.Int64N(2e18-1)-1e18+1) })
		fill(3, func(c *dataset.Column) { c.SetNumber(i, random.NormFloat64()) })
		fill(4, func(c *dataset.Column) { c.SetInt(i, int64(random.Uint64())) })
		if random.IntN(5) == 0 {
			b.Columns[5].State[i], b.Columns[6].State[i] = dataset.NotApplicable, dataset.NotApplicable
		} else {
			fill(5, func(c *dataset.Column) { c.SetNumber(i, float64(random.IntN(5))) })
			fill(6, func(c *dataset.Column) { c.SetInt(i, random.Int64N(1000)) })
		}
		b.Columns[5].Evidence[i] = dataset.Evidence(random.IntN(7))
		if random.IntN(3) == 0 {
			b.Columns[7].State[i] = dataset.NotApplicable
		} else {
			fill(7, func(c *dataset.Column) { c.SetWord(i, strings.Repeat("x", random.IntN(3))) })
		}
	}
	return b
}

// cutUp gives the rows of a batch in batches of any size. Their dictionaries hold
// words that no row uses, and words twice, in any order.
func cutUp(random *rand.Rand, b *dataset.Batch) (list []*dataset.Batch) {
	for from := 0; from < b.Rows; {
		to := min(b.Rows, from+random.IntN(1+b.Rows/3)+1)
		part := dataset.NewBatch(resultFields, to-from)
		for i := range part.Columns {
			c, src := &part.Columns[i], &b.Columns[i]
			copy(c.State, src.State[from:to])
			copy(c.Float, src.Float[min(from, len(src.Float)):])
			copy(c.Int, src.Int[min(from, len(src.Int)):])
			copy(c.Evidence, src.Evidence[min(from, len(src.Evidence)):])
			if c.Field.Type != dataset.Word {
				continue
			}
			for row := range c.State {
				if random.IntN(4) == 0 {
					c.Words = append(c.Words, "unused", "services")
				}
				if c.State[row] == dataset.Present {
					c.SetWord(row, src.Word(from+row))
				}
			}
		}
		list = append(list, part)
		from = to
	}
	return list
}

// written writes batches to a file, in a folder that holds nothing else, and
// gives its bytes.
func written(t testing.TB, fields []dataset.Field, batches []*dataset.Batch, meta dataset.Metadata, opts ...CreateOption) []byte {
	dir, err := os.MkdirTemp("", "create")
	require.NoError(t, err)
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "results.parquet")
	w := Create(path, opts...)
	require.NoError(t, w.Begin(fields))
	for _, b := range batches {
		require.NoError(t, w.Write(context.Background(), b))
	}
	require.NoError(t, w.Commit(context.Background(), meta))
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Len(t, list, 1)
	return data
}

// requireRead reads a file and compares it with the rows that were written.
func requireRead(t testing.TB, want *dataset.Batch, meta dataset.Metadata, data []byte) {
	s, err := OpenReader("results", bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	require.Equal(t, meta, s.Metadata())
	require.Equal(t, int64(want.Rows), s.Rows())
	row := 0
	for got, err := range dataset.Read(context.Background(), s, resultFields) {
		require.NoError(t, err)
		require.Empty(t, got.Issues)
		for i := range got.Rows {
			for c := range resultFields {
				requireSame(t, &want.Columns[c], row, &got.Columns[c], i)
			}
			row++
		}
	}
	require.Equal(t, want.Rows, row)
}

// requireSame compares a value, its state and its evidence.
func requireSame(t testing.TB, want *dataset.Column, i int, got *dataset.Column, k int) {
	if want.State[i] != got.State[k] || want.Field.Evidence && want.Evidence[i] != got.Evidence[k] {
		require.Equal(t, want.State[i], got.State[k], "%s, row %d", want.Field.Name, i)
		require.Equal(t, want.Evidence[i], got.Evidence[k], "%s, row %d", want.Field.Name, i)
	}
	if want.State[i] != dataset.Present {
		return
	}
	same := true
	switch want.Field.Type {
	case dataset.Number:
		same = math.Float64bits(want.Float[i]) == math.Float64bits(got.Float[k])
	case dataset.Word:
		same = want.Word(i) == got.Word(k)
	default:
		same = want.Int[i] == got.Int[k]
	}
	require.True(t, same, "%s, row %d", want.Field.Name, i)
}

// TestWriteAndRead writes results and reads them again, values, states and
// evidence, within pages and beyond, row groups and beyond.
func TestWriteAndRead(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, rows := range []int{0, 1, 7, 8, 1000, stripRows, 40_000} {
		b := resultBatch(random, rows)
		meta := dataset.Metadata{{Key: "b", Value: "海"}, {Key: "a", Value: ""}}
		data := written(t, resultFields, []*dataset.Batch{b}, meta, WithRowGroupRows(30_000), WithStates(stated...))
		requireRead(t, b, meta, data)
	}
}

// TestSameBytes writes the same rows in other batches, with other dictionaries
// and other numbers of workers.
func TestSameBytes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(r, "seed"), 0))
		b := resultBatch(random, rapid.IntRange(0, 120).Draw(r, "rows"))
		opts := []CreateOption{
			WithRowGroupRows(rapid.IntRange(1, 60).Draw(r, "row group")), WithStates(stated...),
			WithCodec(rapid.SampledFrom([]Codec{ZstdFast, Snappy, Uncompressed}).Draw(r, "codec")),
		}
		data := written(t, resultFields, []*dataset.Batch{b}, nil, opts...)
		requireRead(t, b, nil, data)
		opts = append(opts, WithWorkers(rapid.IntRange(1, 4).Draw(r, "workers")))
		require.True(t, bytes.Equal(data, written(t, resultFields, cutUp(random, b), nil, opts...)))
	})
}

// TestSameBytesOfManyStrips is the same with several strips a row group, so that
// dictionaries grow, and are given up, from strip to strip.
func TestSameBytesOfManyStrips(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 2))
	b := resultBatch(random, 5*stripRows+17)
	for _, c := range []int{1, 3} { // the second half has words and numbers that the first has not
		for i := b.Rows / 2; i < b.Rows; i++ {
			if b.Columns[c].State[i] == dataset.Present && c == 1 {
				b.Columns[c].SetWord(i, fmt.Sprint(random.IntN(30_000)))
			}
		}
	}
	for i := range b.Rows / 2 {
		b.Columns[3].Float[i] = float64(i % 700)
	}
	opts := []CreateOption{WithRowGroupRows(3*stripRows + 100), WithStates(stated...)}
	data := written(t, resultFields, []*dataset.Batch{b}, nil, opts...)
	requireRead(t, b, nil, data)
	for _, workers := range []int{1, 2, 8} {
		again := written(t, resultFields, cutUp(random, b), nil, append(opts, WithWorkers(workers))...)
		require.True(t, bytes.Equal(data, again), workers)
	}
}

// TestHugeDictionary writes words that share a few stems until their dictionary
// is given up, and words too long for one page.
func TestHugeDictionary(t *testing.T) {
	fields := []dataset.Field{{Name: "w", Type: dataset.Word}}
	b := dataset.NewBatch(fields, 3*stripRows)
	long := strings.Repeat("青岛", 300)
	for i := range b.Rows {
		switch {
		case i < stripRows:
			b.Columns[0].SetWord(i, "a") // useful so far
		default:
			b.Columns[0].SetWord(i, fmt.Sprint(long, i/3)) // 1,800 bytes, each three times
		}
	}
	data := written(t, fields, []*dataset.Batch{b}, nil)
	s, err := OpenReader("w", bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	row := 0
	for got, err := range dataset.Read(context.Background(), s, fields) {
		require.NoError(t, err)
		for i := range got.Rows {
			require.Equal(t, b.Columns[0].Word(row), got.Columns[0].Word(i))
			row++
		}
	}
	require.Equal(t, b.Rows, row)
}

// TestRefusedValues names file, row and column of values that would not come
// back, and everything after the error gives the same error.
func TestRefusedValues(t *testing.T) {
	for _, c := range []struct {
		column int
		spoil  func(c *dataset.Column, row int)
		text   string
	}{
		{3, func(c *dataset.Column, row int) { c.SetNumber(row, math.NaN()) }, "column total: the number is not finite"},
		{3, func(c *dataset.Column, row int) { c.SetNumber(row, math.Inf(-1)) }, "column total: the number is not finite"},
		{5, func(c *dataset.Column, row int) { c.SetNumber(row, math.Inf(1)) }, "column q_csat: the number is not finite"},
		{2, func(c *dataset.Column, row int) { c.SetInt(row, 1e18) }, "column brand_value: the unscaled decimal 1000000000000000000"},
		{2, func(c *dataset.Column, row int) { c.SetInt(row, math.MinInt64) }, "column brand_value: the unscaled decimal -9223372036854775808"},
		{0, func(c *dataset.Column, row int) { c.SetWord(row, "a\xff") }, "column key: the text \"a\\xff\" is not valid UTF-8"},
		{1, func(c *dataset.Column, row int) { c.SetWord(row, strings.Repeat("a", 17<<20)) }, "column sector: a text of 17825792 bytes"},
		{5, func(c *dataset.Column, row int) { c.Evidence[row] = 9 }, "column q_csat__evidence: evidence(9)"},
		{6, func(c *dataset.Column, row int) { c.SetInt(row, 1) }, "column q_csat__state: the item is not applicable in one column and has a value in q_csat__n"},
	} {
		b := resultBatch(rand.New(rand.NewPCG(3, 3)), 2000)
		if c.column == 6 {
			b.Columns[5].State[1233] = dataset.NotApplicable
		}
		c.spoil(&b.Columns[c.column], 1233)
		path := filepath.Join(t.TempDir(), "results.parquet")
		w := Create(path, WithRowGroupRows(1500))
		require.NoError(t, w.Begin(resultFields))
		err := w.Write(context.Background(), b)
		require.ErrorContains(t, err, path+", row 1234, "+c.text)
		assert.Equal(t, err, w.Write(context.Background(), b))
		assert.Equal(t, err, w.Commit(context.Background(), nil))
		assert.NoError(t, w.Discard())
		requireEmpty(t, filepath.Dir(path))
	}
}

func requireEmpty(t testing.TB, dir string) {
	list, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, list)
}

// TestRefusedColumns reports all faults of the columns at once, and batches
// with other columns.
func TestRefusedColumns(t *testing.T) {
	dir := t.TempDir()
	err := Create(filepath.Join(dir, "a")).Begin([]dataset.Field{
		{Name: ""}, {Name: "a"}, {Name: "a"}, {Name: "m", Evidence: true}, {Name: "m__evidence", Type: dataset.Word},
		{Name: "d", Type: dataset.Decimal, Scale: 19}, {Name: "t", Type: 9},
	})
	for _, text := range []string{`name ""`, "column a is there twice", "column m__evidence is there twice", "column d has 19 digits", "column t is of unknown type(9)"} {
		assert.ErrorContains(t, err, text)
	}
	assert.ErrorContains(t, Create(filepath.Join(dir, "a"), WithStates("x")).Begin(resultFields), `"x", of which there is no column`)
	assert.ErrorContains(t, Create(filepath.Join(dir, "a")).Begin(nil), "no columns")
	w := Create(filepath.Join(dir, "a"))
	require.NoError(t, w.Begin(resultFields))
	err = w.Write(context.Background(), dataset.NewBatch([]dataset.Field{{Name: "x"}}, 1))
	assert.ErrorContains(t, err, "1 columns where 8 were begun")
	fields := append([]dataset.Field(nil), resultFields...)
	fields[2].Scale = 4
	w = Create(filepath.Join(dir, "a"))
	require.NoError(t, w.Begin(resultFields))
	err = w.Write(context.Background(), dataset.NewBatch(fields, 1))
	assert.ErrorContains(t, err, "column 3 of the batch is brand_value, decimal with 4 digits")
	requireEmpty(t, dir)
}

// TestOrderOfCalls checks the contract of a sink.
func TestOrderOfCalls(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "results.parquet")
	b := resultBatch(rand.New(rand.NewPCG(1, 1)), 3)
	w := Create(path)
	assert.ErrorIs(t, w.Write(ctx, b), errNotBegun)
	assert.ErrorIs(t, w.Commit(ctx, nil), errNotBegun)
	require.NoError(t, w.Begin(resultFields))
	assert.Error(t, w.Begin(resultFields))
	require.NoError(t, w.Write(ctx, b))
	require.NoError(t, w.Commit(ctx, nil))
	assert.ErrorIs(t, w.Write(ctx, b), errCommitted)
	assert.ErrorIs(t, w.Commit(ctx, nil), errCommitted)
	assert.NoError(t, w.Discard())
	assert.FileExists(t, path)
	w = Create(path)
	assert.NoError(t, w.Discard(), "nothing was begun")
	assert.ErrorIs(t, w.Write(ctx, b), errDiscarded)
}

// TestFlippedBitsOfTheFooter flips each bit of footer and seal.
func TestFlippedBitsOfTheFooter(t *testing.T) {
	fields := []dataset.Field{{Name: "a", Type: dataset.Number}}
	b := dataset.NewBatch(fields, 1)
	data := written(t, fields, []*dataset.Batch{b}, dataset.Metadata{{Key: "edition", Value: "2025"}})
	_, at, err := readFooter(bytes.NewReader(data), int64(len(data)), DefaultLimits())
	require.NoError(t, err)
	for bit := 8 * int(at-sealBytes+int64(len(sealMark))); bit < 8*len(data); bit++ {
		flipped := bytes.Clone(data)
		flipped[bit/8] ^= 1 << (bit % 8)
		_, err := OpenReader("a", bytes.NewReader(flipped), int64(len(data)))
		require.Error(t, err, "bit %d of %d", bit, 8*len(data))
		require.True(t, isTyped(err), err)
	}
}

// TestCancelled stops between strips, with and without workers.
func TestCancelled(t *testing.T) {
	for _, workers := range []int{1, 3} {
		path := filepath.Join(t.TempDir(), "results.parquet")
		w := Create(path, WithWorkers(workers))
		require.NoError(t, w.Begin(resultFields))
		ctx, cancel := context.WithCancelCause(context.Background())
		b := resultBatch(rand.New(rand.NewPCG(1, 1)), stripRows)
		require.NoError(t, w.Write(ctx, b))
		stop := errors.New("somebody pressed a key")
		cancel(stop)
		err := w.Write(ctx, b)
		require.ErrorIs(t, err, stop)
		require.Equal(t, err, w.Commit(context.Background(), nil))
		requireEmpty(t, filepath.Dir(path))
	}
}
