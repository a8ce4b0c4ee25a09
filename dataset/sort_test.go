package dataset

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// sortableLine is a row with its keys as numbers and texts that compare as the
// documentation of Sort says.
type sortableLine struct {
	line
	states  []State
	numbers []float64
	words   []string
}

func sortableLines(batches []*Batch, by []string) (rows []sortableLine) {
	for _, b := range batches {
		for row, l := range linesOf(b) {
			s := sortableLine{line: l}
			for _, name := range by {
				c := &b.Columns[b.Index(name)]
				number := 0.0
				if c.State[row] == Present && c.Field.Type == Number {
					number = c.Float[row]
				} else if c.State[row] == Present && c.Field.Type != Word {
					number = float64(c.Int[row])
				}
				s.states = append(s.states, c.State[row])
				s.numbers = append(s.numbers, number)
				word := ""
				if c.Field.Type == Word {
					word = c.Word(row)
				}
				s.words = append(s.words, word)
			}
			rows = append(rows, s)
		}
	}
	return rows
}

// inOrder sorts rows in memory with the standard library.
func inOrder(batches []*Batch, by []string) (lines []line) {
	rows := sortableLines(batches, by)
	slices.SortStableFunc(rows, func(a, b sortableLine) int {
		for i := range by {
			if c := cmp.Or(cmp.Compare(a.states[i], b.states[i]), cmp.Compare(a.numbers[i], b.numbers[i]), cmp.Compare(a.words[i], b.words[i])); c != 0 {
				return c
			}
		}
		return 0
	})
	for _, row := range rows {
		lines = append(lines, row.line)
	}
	return lines
}

func TestSortAgreesWithSortStableFunc(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		batches := drawBatches(t)
		by := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"key", "roe", "revenue", "year", "grade"}), 1, 3, rapid.ID).Draw(t, "by")
		src, err := NewMemory(rapid.IntRange(0, 9).Draw(t, "shard rows"), sample, batches...)
		require.NoError(t, err)
		space := Space{
			Memory: rapid.SampledFrom([]int64{1, 2000, 8000, 1 << 20}).Draw(t, "memory"),
			Rows:   rapid.IntRange(1, 40).Draw(t, "rows"),
			Dir:    dir,
		}
		sorted, err := Sort(context.Background(), src, sample, by, space)
		require.NoError(t, err)
		assert.Equal(t, inOrder(batches, by), allLines(t, sorted, sample))
		inputs, err := sorted.Inputs(context.Background())
		require.NoError(t, err)
		want, err := src.Inputs(context.Background())
		require.NoError(t, err)
		assert.Equal(t, want, inputs)
		require.NoError(t, sorted.Close())
	})
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

// manyRows are rows that fall into more runs than are merged at once.
func manyRows(t testing.TB, rows int) *Memory {
	fields := []Field{{Name: "key", Type: Word}, {Name: "n", Type: Integer}}
	b := NewBatch(fields, rows)
	for row := range rows {
		b.Columns[0].SetWord(row, fmt.Sprintf("k%04d", row*7919%rows/2))
		b.Columns[1].SetInt(row, int64(row))
	}
	m, err := NewMemory(5, fields, b)
	require.NoError(t, err)
	return m
}

func TestSortMergesRunsOfRuns(t *testing.T) {
	const rows = 2000
	src := manyRows(t, rows)
	sorted, err := Sort(context.Background(), src, src.fields, []string{"key"}, Space{Memory: 400, Dir: t.TempDir()})
	require.NoError(t, err)
	defer sorted.Close()
	assert.Equal(t, inOrder([]*Batch{src.Content()}, []string{"key"}), allLines(t, sorted, src.fields))
}

func TestSortLeavesNothingBehindWhenItFails(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	dir := t.TempDir()
	src := manyRows(t, 500)
	broken := brokenSource{src, func() error { cancel(); return errors.New("the file ends here") }}
	_, err := Sort(context.Background(), broken, src.fields, []string{"key"}, Space{Memory: 400, Dir: dir})
	assert.ErrorContains(t, err, "the file ends here")
	_, err = Sort(ctx, src, src.fields, []string{"key"}, Space{Memory: 400, Dir: dir})
	assert.ErrorIs(t, err, context.Canceled)
	_, err = Sort(context.Background(), src, src.fields, []string{"key"}, Space{Memory: 400})
	assert.ErrorIs(t, err, ErrSpool)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)

	_, err = Sort(context.Background(), src, src.fields, nil, Space{})
	assert.EqualError(t, err, "no field is named to sort by")
	_, err = Sort(context.Background(), src, src.fields, []string{"kee", "m"}, Space{})
	assert.EqualError(t, err, `"kee", to sort by, is not among the wanted fields; close names: key
"m", to sort by, is not among the wanted fields; close names: n`)
}

// brokenSource fails after its last row.
type brokenSource struct {
	Source
	fail func() error
}

func (s brokenSource) Shards(ctx context.Context, want []Field) ([]Shard, error) {
	shards, err := s.Source.Shards(ctx, want)
	return append(shards, brokenShard{s.fail}), err
}

type brokenShard struct{ fail func() error }

func (brokenShard) Place() Place { return Place{} }
func (brokenShard) Rows() int64  { return 1 }
func (s brokenShard) Batches(context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) { yield(nil, s.fail()) }
}

func TestDuplicatesAgreesWithAMap(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		batches := drawBatches(t)
		src, err := NewMemory(3, sample, batches...)
		require.NoError(t, err)
		by := []Field{{Name: "key", Type: Word}, {Name: "revenue", Type: Decimal, Scale: 2}}
		d, err := Duplicates(context.Background(), src, by, 1000, Space{Memory: rapid.SampledFrom([]int64{1, 1 << 20}).Draw(t, "memory"), Dir: dir})
		require.NoError(t, err)

		places := make(map[[2]string][]Place)
		for _, b := range batches {
			for row := range b.Rows {
				if b.Columns[0].State[row] == Present && b.Columns[3].State[row] == Present {
					key := [2]string{b.Columns[0].Word(row), fmt.Sprintf("%.2f", float64(b.Columns[3].Int[row])/100)}
					places[key] = append(places[key], b.At(row))
				}
			}
		}
		rows := 0
		for key, where := range places {
			if len(where) < 2 {
				delete(places, key)
				continue
			}
			rows += len(where)
		}
		require.EqualValues(t, len(places), d.Keys)
		assert.EqualValues(t, rows, d.Rows)
		for _, r := range d.First {
			assert.Equal(t, places[[2]string(r.Values)], r.Places)
			assert.EqualValues(t, len(r.Places), r.Rows)
		}
		assert.Equal(t, d.Keys > 0, errors.Is(d.Err(), ErrDuplicate))
	})
}

func TestDuplicatesSaysWhere(t *testing.T) {
	fields := []Field{{Name: "key", Type: Word}, {Name: "year", Type: Integer}}
	b := NewBatch(fields, 7)
	b.Place = Place{File: "firms.parquet", RowGroup: 1, Row: 1}
	for row, key := range []string{"b", "a", "b", "c", "c", "b"} {
		b.Columns[0].SetWord(row, key)
		b.Columns[1].SetInt(row, 2025)
	}
	src, err := NewMemory(0, fields, b)
	require.NoError(t, err)
	d, err := Duplicates(context.Background(), src, fields, 2, Space{})
	require.NoError(t, err)
	assert.EqualError(t, d.Err(), `rows with the same key: 5 rows share 2 keys of key and year
key b, year 2025, 3 rows: firms.parquet, row group 1, row 1; firms.parquet, row group 1, row 3; ...
key c, year 2025, 2 rows: firms.parquet, row group 1, row 4; firms.parquet, row group 1, row 5`)
	d, err = Duplicates(context.Background(), src, fields, 1, Space{})
	require.NoError(t, err)
	assert.Contains(t, d.Err().Error(), "\nand 1 keys more")
}

func TestDecimalText(t *testing.T) {
	for want, n := range map[string]int64{"0.00": 0, "-0.05": -5, "12.34": 1234, "-92233720368547758.08": -1 << 63} {
		assert.Equal(t, want, decimalText(n, 2))
	}
	assert.Equal(t, "-7", decimalText(-7, 0))
}

func ExampleSort() {
	fields := []Field{{Name: Key, Type: Word}, {Name: "revenue", Type: Number}}
	b := NewBatch(fields, 3)
	for row, key := range []string{"stock:600690", "stock:600600", "stock:000338"} {
		b.Columns[0].SetWord(row, key)
	}
	table, err := NewMemory(0, fields, b)
	if err != nil {
		fmt.Println(err)
		return
	}
	sorted, err := Sort(context.Background(), table, fields, []string{Key}, Space{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer sorted.Close()
	for b, err := range Read(context.Background(), sorted, fields) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for row := range b.Rows {
			fmt.Println(b.Columns[0].Word(row), "was", b.At(row))
		}
	}
	// Output:
	// stock:000338 was row 3
	// stock:600600 was row 2
	// stock:600690 was row 1
}

func ExampleDuplicates() {
	fields := []Field{{Name: Key, Type: Word}}
	b := NewBatch(fields, 3)
	for row, key := range []string{"stock:600600", "stock:600690", "stock:600600"} {
		b.Columns[0].SetWord(row, key)
	}
	table, err := NewMemory(0, fields, b)
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := Duplicates(context.Background(), table, fields, 10, Space{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(found.Err())
	// Output:
	// rows with the same key: 2 rows share 1 keys of key
	// key stock:600600, 2 rows: row 1; row 3
}

func BenchmarkSort(b *testing.B) {
	src := manyRows(b, 1<<17)
	src.ShardRows = 0
	dir := b.TempDir()
	for _, memory := range []int64{1 << 20, 1 << 28} {
		b.Run(fmt.Sprintf("rows=131072/memory=%dMiB", memory>>20), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s, err := Sort(context.Background(), src, src.fields, []string{"key"}, Space{Memory: memory, Dir: dir})
				if err != nil {
					b.Fatal(err)
				}
				_ = s.Close()
			}
			b.ReportMetric(float64(b.N)*(1<<17)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
