package parquetfile

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
)

var resultFields = []dataset.Field{
	{Name: "key", Type: dataset.Word},
	{Name: "sector", Type: dataset.Word},
	{Name: "brand_value", Type: dataset.Decimal, Scale: 2},
	{Name: "total", Type: dataset.Number},
	{Name: "rank", Type: dataset.Integer},
	{Name: "q_csat", Type: dataset.Number, Evidence: true},
	{Name: "q_csat__n", Type: dataset.Integer},
}

// resultBatch makes rows of results; in every tenth row and column nothing stands.
func resultBatch(random *rand.Rand, first, rows int) *dataset.Batch {
	b := dataset.NewBatch(resultFields, rows)
	for i := range rows {
		fill := func(column int, set func(c *dataset.Column)) {
			if random.IntN(10) > 0 {
				set(&b.Columns[column])
			}
		}
		fill(0, func(c *dataset.Column) { c.SetWord(i, fmt.Sprintf("FICT%014d", first+i)) })
		fill(1, func(c *dataset.Column) { c.SetWord(i, []string{"industry", "services", "海洋经济", ""}[random.IntN(4)]) })
		fill(2, func(c *dataset.Column) { c.SetInt(i, random.Int64N(2e18)-1e18+1) })
		fill(3, func(c *dataset.Column) { c.SetNumber(i, random.NormFloat64()) })
		fill(4, func(c *dataset.Column) { c.SetInt(i, random.Int64()) })
		if random.IntN(5) == 0 {
			b.Columns[5].State[i], b.Columns[6].State[i] = dataset.NotApplicable, dataset.NotApplicable
		} else {
			fill(5, func(c *dataset.Column) { c.SetNumber(i, float64(random.IntN(5))) })
			fill(6, func(c *dataset.Column) { c.SetInt(i, random.Int64N(1000)) })
		}
		b.Columns[5].Evidence[i] = dataset.Evidence(random.IntN(7))
	}
	return b
}

// written writes batches to a file and gives its bytes.
func written(t testing.TB, fields []dataset.Field, batches []*dataset.Batch, meta dataset.Metadata, opts ...CreateOption) []byte {
	path := filepath.Join(t.TempDir(), "results.parquet")
	w := Create(path, opts...)
	require.NoError(t, w.Begin(fields))
	for _, b := range batches {
		require.NoError(t, w.Write(context.Background(), b))
	}
	require.NoError(t, w.Commit(context.Background(), meta))
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	list, err := os.ReadDir(filepath.Dir(path))
	require.NoError(t, err)
	require.Len(t, list, 1)
	return data
}

// TestWriteAndRead writes results and reads them again, values, states and
// evidence, across strips and row groups.
func TestWriteAndRead(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	for _, rows := range []int{0, 1, 7, 8, 1000, stripRows, 40_000} {
		b := resultBatch(random, 0, rows)
		meta := dataset.Metadata{{Key: "b", Value: "海"}, {Key: "a", Value: ""}}
		data := written(t, resultFields, []*dataset.Batch{b}, meta, WithRowGroupRows(30_000))
		s, err := OpenReader("results", bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err)
		require.Equal(t, meta, s.Metadata())
		require.Equal(t, int64(rows), s.Rows())
		row := 0
		for got, err := range dataset.Read(context.Background(), s, resultFields) {
			require.NoError(t, err)
			require.Empty(t, got.Issues)
			for i := range got.Rows {
				for c := range resultFields {
					requireSame(t, &b.Columns[c], row, &got.Columns[c], i)
				}
				row++
			}
		}
		require.Equal(t, rows, row)
		_, err = parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err)
	}
}

// requireSame compares a value, its state and its evidence; both columns of an
// item share its evidence.
func requireSame(t testing.TB, want *dataset.Column, i int, got *dataset.Column, k int) {
	state := want.State[i]
	if state == dataset.NotApplicable && dataset.Item(want.Field.Name) != "q_csat" {
		state = dataset.Missing
	}
	require.Equal(t, state, got.State[k], "%s, row %d", want.Field.Name, i)
	if want.Field.Evidence {
		require.Equal(t, want.Evidence[i], got.Evidence[k])
	}
	if state != dataset.Present {
		return
	}
	switch want.Field.Type {
	case dataset.Number:
		require.Equal(t, want.Float[i], got.Float[k])
	case dataset.Word:
		require.Equal(t, want.Word(i), got.Word(k))
	default:
		require.Equal(t, want.Int[i], got.Int[k])
	}
}
