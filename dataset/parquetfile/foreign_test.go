package parquetfile

import (
	"bytes"
	"io"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// resultRow is a row of resultFields as parquet-go reads it.
type resultRow struct {
	Key      *string  `parquet:"key,optional"`
	Sector   *string  `parquet:"sector,optional"`
	Value    *int64   `parquet:"brand_value,optional,decimal(2:18)"`
	Total    *float64 `parquet:"total,optional"`
	Rank     *int64   `parquet:"rank,optional"`
	Csat     *float64 `parquet:"q_csat,optional"`
	CsatN    *int64   `parquet:"q_csat__n,optional"`
	Evidence *string  `parquet:"q_csat__evidence,optional"`
	CsatNA   *string  `parquet:"q_csat__state,optional"`
	Env      *string  `parquet:"s_env,optional"`
	EnvNA    *string  `parquet:"s_env__state,optional"`
}

// TestReadByParquetGo reads what was written by an independent reader, and
// compares values, marks, order of columns, statistics and metadata.
func TestReadByParquetGo(t *testing.T) {
	b := resultBatch(rand.New(rand.NewPCG(5, 5)), 3*stripRows+5)
	for _, codec := range []Codec{ZstdFast, Zstd, ZstdSmall, Snappy, Uncompressed} {
		data := written(t, resultFields, []*dataset.Batch{b}, dataset.Metadata{{Key: "k", Value: "v"}},
			WithStates(stated...), WithRowGroupRows(2*stripRows), WithCodec(codec))
		f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
		require.NoError(t, err)
		value, ok := f.Lookup("k")
		assert.True(t, ok && value == "v")
		assert.Equal(t, createdBy, f.Metadata().CreatedBy)
		requireColumns(t, f)
		requireStatistics(t, f, b)
		r := parquet.NewGenericReader[resultRow](f)
		rows := make([]resultRow, b.Rows+1)
		n, err := r.Read(rows)
		for n < len(rows) && err == nil {
			var more int
			more, err = r.Read(rows[n:])
			n += more
		}
		require.ErrorIs(t, err, io.EOF)
		require.Equal(t, b.Rows, n)
		for i := range b.Rows {
			require.Equal(t, rowOfResults(b, i), rows[i], i)
		}
	}
}

func requireColumns(t testing.TB, f *parquet.File) {
	var names []string
	for _, field := range f.Schema().Fields() {
		names = append(names, field.Name()+" "+field.Type().String())
	}
	assert.Equal(t, []string{
		"key STRING", "sector STRING", "brand_value DECIMAL(18,2)", "total DOUBLE", "rank INT64", "q_csat DOUBLE", "q_csat__n INT64",
		"q_csat__evidence STRING", "q_csat__state STRING", "s_env STRING", "s_env__state STRING",
	}, names)
}

func at[T any](c *dataset.Column, i int, value func() T) *T {
	if c.State[i] != dataset.Present {
		return nil
	}
	x := value()
	return &x
}

func rowOfResults(b *dataset.Batch, i int) resultRow {
	word := func(c int) *string { return at(&b.Columns[c], i, func() string { return b.Columns[c].Word(i) }) }
	whole := func(c int) *int64 { return at(&b.Columns[c], i, func() int64 { return b.Columns[c].Int[i] }) }
	number := func(c int) *float64 { return at(&b.Columns[c], i, func() float64 { return b.Columns[c].Float[i] }) }
	mark := func(c int) *string {
		if na := "NA"; b.Columns[c].State[i] == dataset.NotApplicable {
			return &na
		}
		return nil
	}
	row := resultRow{word(0), word(1), whole(2), number(3), whole(4), number(5), whole(6), nil, mark(5), word(7), mark(7)}
	if level := b.Columns[5].Evidence[i]; level != dataset.Unstated {
		text := level.String()
		row.Evidence = &text
	}
	return row
}

// requireStatistics compares the bounds that the footer states with the rows.
func requireStatistics(t testing.TB, f *parquet.File, b *dataset.Batch) {
	first := 0
	for _, g := range f.Metadata().RowGroups {
		to := first + int(g.NumRows)
		nulls, low, high := int64(0), math.Inf(1), math.Inf(-1)
		lowWord, highWord := "\xff", ""
		for i := first; i < to; i++ {
			if c := &b.Columns[3]; c.State[i] == dataset.Present {
				low, high = min(low, c.Float[i]), max(high, c.Float[i])
			} else {
				nulls++
			}
			if c := &b.Columns[0]; c.State[i] == dataset.Present {
				lowWord, highWord = min(lowWord, c.Word(i)), max(highWord, c.Word(i))
			}
		}
		s := g.Columns[3].MetaData.Statistics
		assert.Equal(t, nulls, s.NullCount)
		assert.Equal(t, low, parquet.DoubleType.Kind().Value(s.MinValue).Double())
		assert.Equal(t, high, parquet.DoubleType.Kind().Value(s.MaxValue).Double())
		s = g.Columns[0].MetaData.Statistics
		assert.Equal(t, []string{lowWord, highWord}, []string{string(s.MinValue), string(s.MaxValue)})
		s = g.Columns[8].MetaData.Statistics
		assert.Equal(t, []string{"NA", "NA"}, []string{string(s.MinValue), string(s.MaxValue)})
		first = to
	}
	assert.Equal(t, b.Rows, first)
}

// TestBoundsOfZero states the lower bound with a minus and the upper one without.
func TestBoundsOfZero(t *testing.T) {
	fields := []dataset.Field{{Name: "a", Type: dataset.Number}}
	b := dataset.NewBatch(fields, 2)
	b.Columns[0].SetNumber(0, 0)
	b.Columns[0].SetNumber(1, math.Copysign(0, -1))
	data := written(t, fields, []*dataset.Batch{b}, nil)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	s := f.Metadata().RowGroups[0].Columns[0].MetaData.Statistics
	assert.Equal(t, []byte{0, 0, 0, 0, 0, 0, 0, 128}, s.MinValue)
	assert.Equal(t, make([]byte, 8), s.MaxValue)
}

// TestCodesHaveADictionary writes columns whose first pages hold nothing and whose
// later ones are no use for a dictionary: other readers refuse pages of codes
// without one, though they be empty.
func TestCodesHaveADictionary(t *testing.T) {
	fields := []dataset.Field{{Name: "none", Type: dataset.Word}, {Name: "late", Type: dataset.Word}, {Name: "x", Type: dataset.Number}, {Name: "n", Type: dataset.Number}}
	b := dataset.NewBatch(fields, 2*stripRows)
	for i := stripRows; i < b.Rows; i++ {
		b.Columns[1].SetWord(i, string(rune(i)))
		b.Columns[2].SetNumber(i, float64(i))
	}
	data := written(t, fields, []*dataset.Batch{b}, nil)
	f, err := parquet.OpenFile(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	for _, c := range f.Metadata().RowGroups[0].Columns {
		assert.Equal(t, []format.Encoding{format.RLE, format.Plain}, []format.Encoding(c.MetaData.Encoding), c.MetaData.PathInSchema)
		assert.Zero(t, c.MetaData.DictionaryPageOffset)
	}
	type late struct {
		Late *string  `parquet:"late,optional"`
		X    *float64 `parquet:"x,optional"`
	}
	rows := parquet.NewGenericReader[late](f)
	require.NoError(t, rows.SeekToRow(2*stripRows-1))
	last := make([]late, 1)
	n, _ := rows.Read(last)
	require.Equal(t, 1, n)
	assert.Equal(t, float64(2*stripRows-1), *last[0].X)
	assert.Equal(t, string(rune(2*stripRows-1)), *last[0].Late)
}
