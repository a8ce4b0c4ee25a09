package parquetfile

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/require"
)

// wideFile writes a file of 54 columns: a key, four categories, a year, 36
// indicators of which three in a hundred values are missing, six amounts as
// DOUBLE and six as DECIMAL(18,2).
func wideFile(t testing.TB, rows, perGroup int, opts ...parquet.WriterOption) []byte {
	group := parquet.Group{"key": parquet.String(), "year": parquet.Int(32)}
	for i := range 4 {
		group[fmt.Sprintf("category%d", i)] = parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
	}
	for i := range 36 {
		group[fmt.Sprintf("indicator%02d", i)] = parquet.Optional(parquet.Leaf(parquet.DoubleType))
	}
	for i := range 6 {
		group[fmt.Sprintf("amount%d", i)] = parquet.Leaf(parquet.DoubleType)
		group[fmt.Sprintf("money%d", i)] = parquet.Decimal(2, 18, parquet.Int64Type)
	}
	schema := parquet.NewSchema("wide", group)
	var out bytes.Buffer
	opts = append([]parquet.WriterOption{schema, parquet.Compression(&parquet.Zstd), parquet.MaxRowsPerRowGroup(int64(perGroup))}, opts...)
	w := parquet.NewGenericWriter[any](&out, opts...)
	random := rand.New(rand.NewPCG(1, 2))
	names := schema.Columns()
	row := make(parquet.Row, len(names))
	for r := range rows {
		for c, path := range names {
			row[c] = wideValue(random, path[0], r).Level(0, 0, c)
			if path[0][0] == 'i' && !row[c].IsNull() {
				row[c] = row[c].Level(0, 1, c)
			}
		}
		_, err := w.WriteRows([]parquet.Row{row})
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

func wideValue(random *rand.Rand, name string, row int) parquet.Value {
	switch name[0] {
	case 'k':
		return parquet.ByteArrayValue(fmt.Appendf(nil, "9137020000%08d", row))
	case 'c':
		return parquet.ByteArrayValue([]byte([]string{"beer", "household appliances", "port", "rail vehicles"}[random.IntN(4)]))
	case 'y':
		return parquet.Int32Value(2025)
	case 'i':
		if random.IntN(100) < 3 {
			return parquet.NullValue()
		}
		return parquet.DoubleValue(float64(int(random.Float64()*1e6)) / 1e4)
	case 'm':
		return parquet.Int64Value(random.Int64N(1e12))
	}
	return parquet.DoubleValue(float64(random.Int64N(1e9)) / 100)
}

// numeric are the columns of a set that hold numbers, all asked as numbers.
func numeric(s *Set) (want []dataset.Field) {
	for _, info := range s.Columns() {
		if info.Type != dataset.Word {
			want = append(want, dataset.Field{Name: info.Name, Type: dataset.Number})
		}
	}
	return want
}

func natural(s *Set) (want []dataset.Field) {
	for _, info := range s.Columns() {
		want = append(want, dataset.Field{Name: info.Name, Type: info.Type, Scale: info.Scale})
	}
	return want
}

func sumAll(b *testing.B, shards []dataset.Shard) (sum float64) {
	for _, shard := range shards {
		for batch, err := range shard.Batches(context.Background()) {
			require.NoError(b, err)
			for i := range batch.Columns {
				c := &batch.Columns[i]
				if c.Field.Type == dataset.Number {
					for k, x := range c.Float {
						if c.State[k] == dataset.Present {
							sum += x
						}
					}
				}
			}
		}
	}
	return sum
}

const wideRows = 131072

func BenchmarkReadNumbers(b *testing.B)    { benchmarkRead(b, numeric, nil) }
func BenchmarkReadAll(b *testing.B)        { benchmarkRead(b, natural, nil) }
func BenchmarkReadLargePages(b *testing.B) { benchmarkRead(b, numeric, parquet.PageBufferSize(64<<20)) }

func benchmarkRead(b *testing.B, fields func(*Set) []dataset.Field, option parquet.WriterOption) {
	data := wideFile(b, wideRows, wideRows, writerOptions(option)...)
	s, err := OpenReader("wide", bytes.NewReader(data), int64(len(data)))
	require.NoError(b, err)
	want := fields(s)
	shards, err := s.Shards(context.Background(), want)
	require.NoError(b, err)
	b.ReportAllocs()
	for b.Loop() {
		sink += sumAll(b, shards)
	}
	b.ReportMetric(float64(wideRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N)/wideRows/float64(len(want)), "ns/value")
}

func writerOptions(option parquet.WriterOption) []parquet.WriterOption {
	if option == nil {
		return nil
	}
	return []parquet.WriterOption{option}
}

// BenchmarkParquetGoPages reads the same columns through parquet-go's own typed
// pages, for comparison: no checks, no states, only the sum of what is there.
func BenchmarkParquetGoPages(b *testing.B) {
	data := wideFile(b, wideRows, wideRows)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)), parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	require.NoError(b, err)
	b.ReportAllocs()
	columns := 0
	for b.Loop() {
		columns = 0
		for _, c := range f.RowGroups()[0].ColumnChunks() {
			if c.Type().Kind() == parquet.ByteArray {
				continue
			}
			columns++
			require.NoError(b, sumPages(c.Pages()))
		}
	}
	b.ReportMetric(float64(wideRows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
	b.ReportMetric(b.Elapsed().Seconds()*1e9/float64(b.N)/wideRows/float64(columns), "ns/value")
}

var sink float64

func sumPages(pages parquet.Pages) error {
	defer pages.Close()
	for {
		p, err := pages.ReadPage()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		values := p.Data()
		switch {
		case p.Dictionary() != nil:
			for _, k := range values.Int32() {
				sink += float64(k)
			}
		case values.Kind() == 5+1: // Double
			for _, x := range values.Double() {
				sink += x
			}
		case values.Kind() == 3:
			for _, x := range values.Int64() {
				sink += float64(x)
			}
		case values.Kind() == 2:
			for _, x := range values.Int32() {
				sink += float64(x)
			}
		}
		parquet.Release(p)
	}
}
