package parquetfile

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
)

// resultsOf are batches of a result that are all different: a key, two categories, a rank, of the rest one
// column in four an amount and the others scores, three in a hundred missing.
func resultsOf(columns int) (fields []dataset.Field, batches []*dataset.Batch) {
	random := rand.New(rand.NewPCG(1, 2))
	fields = []dataset.Field{
		{Name: "key", Type: dataset.Word}, {Name: "sector", Type: dataset.Word},
		{Name: "grade", Type: dataset.Word}, {Name: "rank", Type: dataset.Integer},
	}
	for i := len(fields); i < columns; i++ {
		f := dataset.Field{Name: fmt.Sprintf("score%d", i), Type: dataset.Number}
		if i%4 == 0 {
			f = dataset.Field{Name: fmt.Sprintf("money%d", i), Type: dataset.Decimal, Scale: 2}
		}
		fields = append(fields, f)
	}
	for range benchBatches {
		batches = append(batches, resultOf(fields, random))
	}
	return fields, batches
}

func resultOf(fields []dataset.Field, random *rand.Rand) *dataset.Batch {
	b := dataset.NewBatch(fields, 8192)
	for i := range b.Rows {
		b.Columns[0].SetWord(i, fmt.Sprintf("9137020000%08d", random.IntN(1e8)))
		b.Columns[1].SetWord(i, []string{"industry", "services", "agriculture"}[random.IntN(3)])
		b.Columns[2].SetWord(i, []string{"A", "B", "C", "D"}[random.IntN(4)])
		b.Columns[3].SetInt(i, random.Int64N(1e6))
		for c := 4; c < len(fields); c++ {
			switch {
			case random.IntN(100) < 3:
			case c%4 == 0:
				b.Columns[c].SetInt(i, int64(math.Exp(20+2*random.NormFloat64())))
			default:
				b.Columns[c].SetNumber(i, 100*random.Float64())
			}
		}
	}
	return b
}

const (
	benchBatches = 16
	benchRows    = benchBatches * 8192
)

func benchmarkWrite(b *testing.B, columns int, opts ...CreateOption) {
	fields, batches := resultsOf(columns)
	path := filepath.Join(b.TempDir(), "results.parquet")
	b.ReportAllocs()
	for b.Loop() {
		writeBatches(b, path, fields, batches, opts)
	}
	info, err := os.Stat(path)
	require.NoError(b, err)
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(info.Size())/benchRows, "bytes/row")
}

func writeBatches(t testing.TB, path string, fields []dataset.Field, batches []*dataset.Batch, opts []CreateOption) {
	w := Create(path, opts...)
	require.NoError(t, w.Begin(fields))
	for _, b := range batches {
		require.NoError(t, w.Write(context.Background(), b))
	}
	require.NoError(t, w.Commit(context.Background(), nil))
}

func BenchmarkWrite12(b *testing.B)             { benchmarkWrite(b, 12) }
func BenchmarkWrite12Zstd(b *testing.B)         { benchmarkWrite(b, 12, WithCodec(Zstd)) }
func BenchmarkWrite12Snappy(b *testing.B)       { benchmarkWrite(b, 12, WithCodec(Snappy)) }
func BenchmarkWrite12Uncompressed(b *testing.B) { benchmarkWrite(b, 12, WithCodec(Uncompressed)) }
func BenchmarkWrite12Workers(b *testing.B)      { benchmarkWrite(b, 12, WithWorkers(2)) }
func BenchmarkWrite70(b *testing.B)             { benchmarkWrite(b, 70) }

// BenchmarkParquetGoWrite12 and 70 write the same rows through parquet-go's own
// column writers, which take boxed values, for comparison.
func BenchmarkParquetGoWrite12(b *testing.B) { benchmarkParquetGo(b, 12) }
func BenchmarkParquetGoWrite70(b *testing.B) { benchmarkParquetGo(b, 70) }

func benchmarkParquetGo(b *testing.B, columns int) {
	fields, batches := resultsOf(columns)
	group := parquet.Group{}
	for _, f := range fields {
		switch {
		case f.Name == "key":
			group[f.Name] = parquet.Optional(parquet.String())
		case f.Type == dataset.Word:
			group[f.Name] = parquet.Optional(parquet.Encoded(parquet.String(), &parquet.RLEDictionary))
		case f.Type == dataset.Decimal:
			group[f.Name] = parquet.Optional(parquet.Decimal(2, 18, parquet.Int64Type))
		case f.Type == dataset.Integer:
			group[f.Name] = parquet.Optional(parquet.Leaf(parquet.Int64Type))
		default:
			group[f.Name] = parquet.Optional(parquet.Leaf(parquet.DoubleType))
		}
	}
	schema := parquet.NewSchema("results", group)
	path := filepath.Join(b.TempDir(), "results.parquet")
	b.ReportAllocs()
	for b.Loop() {
		f, err := os.Create(path)
		require.NoError(b, err)
		w := parquet.NewGenericWriter[any](f, schema, parquet.Compression(&parquet.Zstd), parquet.PageBufferSize(128<<10))
		values := make([]parquet.Value, 8192)
		for _, batch := range batches {
			for i, path := range schema.Columns() {
				boxed(values, &batch.Columns[batch.Index(path[0])], i)
				_, err := w.ColumnWriters()[i].WriteRowValues(values)
				require.NoError(b, err)
			}
		}
		require.NoError(b, w.Close())
		require.NoError(b, f.Close())
	}
	info, err := os.Stat(path)
	require.NoError(b, err)
	b.ReportMetric(benchRows*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(float64(info.Size())/benchRows, "bytes/row")
}

func boxed(values []parquet.Value, c *dataset.Column, index int) {
	for i, s := range c.State {
		switch {
		case s != dataset.Present:
			values[i] = parquet.NullValue().Level(0, 0, index)
			continue
		case c.Field.Type == dataset.Number:
			values[i] = parquet.DoubleValue(c.Float[i])
		case c.Field.Type == dataset.Word:
			values[i] = parquet.ByteArrayValue([]byte(c.Words[c.Code[i]]))
		default:
			values[i] = parquet.Int64Value(c.Int[i])
		}
		values[i] = values[i].Level(0, 1, index)
	}
}
