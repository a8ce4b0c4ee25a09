package parquetfile

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// kindCase is a column type as parquet-go writes it, and what its values are
// to be read as.
type kindCase struct {
	name   string
	node   parquet.Node
	value  func(r *rand.Rand) (written parquet.Value, read any) // float64, int64 or string
	info   dataset.Info
	plain  []encoding.Encoding // encodings besides plain and dictionary
	noDict bool
}

var (
	integerEncodings = []encoding.Encoding{&parquet.DeltaBinaryPacked, &parquet.ByteStreamSplit}
	textEncodings    = []encoding.Encoding{&parquet.DeltaLengthByteArray, &parquet.DeltaByteArray}
	splitEncodings   = []encoding.Encoding{&parquet.ByteStreamSplit}
)

func kindCases() []kindCase {
	integer := func(origin string) dataset.Info { return dataset.Info{Type: dataset.Integer, Origin: origin} }
	word := func(origin string) dataset.Info { return dataset.Info{Type: dataset.Word, Origin: origin} }
	small := func(bits int) func(r *rand.Rand) (parquet.Value, any) {
		return func(r *rand.Rand) (parquet.Value, any) {
			n := r.Int64N(1<<bits) - 1<<(bits-1)
			return parquet.Int32Value(int32(n)), n
		}
	}
	return []kindCase{
		{"bool", parquet.Leaf(parquet.BooleanType), func(r *rand.Rand) (parquet.Value, any) {
			b := r.IntN(2)
			return parquet.BooleanValue(b == 1), int64(b)
		}, integer("BOOLEAN"), []encoding.Encoding{&parquet.RLE}, true},
		{"int8", parquet.Int(8), small(8), integer("INT32 INT(8)"), nil, false},
		{"int16", parquet.Int(16), small(16), integer("INT32 INT(16)"), nil, false},
		{"int32", parquet.Int(32), small(32), integer("INT32 INT(32)"), integerEncodings, false},
		{"int64", parquet.Int(64), func(r *rand.Rand) (parquet.Value, any) {
			n := int64(r.Uint64()) >> r.IntN(64)
			return parquet.Int64Value(n), n
		}, integer("INT64 INT(64)"), integerEncodings, false},
		{"uint32", parquet.Uint(32), func(r *rand.Rand) (parquet.Value, any) {
			n := r.Uint32()
			return parquet.Int32Value(int32(n)), int64(n)
		}, integer("INT32 UINT(32)"), nil, false},
		{"uint64", parquet.Uint(64), func(r *rand.Rand) (parquet.Value, any) {
			n := r.Int64()
			return parquet.Int64Value(n), n
		}, integer("INT64 UINT(64)"), nil, false},
		{"float", parquet.Leaf(parquet.FloatType), func(r *rand.Rand) (parquet.Value, any) {
			x := float32(r.NormFloat64())
			return parquet.FloatValue(x), float64(x)
		}, dataset.Info{Type: dataset.Number, Origin: "FLOAT"}, splitEncodings, false},
		{"double", parquet.Leaf(parquet.DoubleType), func(r *rand.Rand) (parquet.Value, any) {
			x := r.NormFloat64()
			return parquet.DoubleValue(x), x
		}, dataset.Info{Type: dataset.Number, Origin: "DOUBLE"}, splitEncodings, false},
		{"decimal32", parquet.Decimal(2, 9, parquet.Int32Type), func(r *rand.Rand) (parquet.Value, any) {
			n := r.Int64N(2e9) - 1e9
			return parquet.Int32Value(int32(n)), n
		}, dataset.Info{Type: dataset.Decimal, Scale: 2, Origin: "INT32 DECIMAL(9,2)"}, nil, false},
		{"decimal64", parquet.Decimal(4, 18, parquet.Int64Type), func(r *rand.Rand) (parquet.Value, any) {
			n := r.Int64N(2e18) - 1e18
			return parquet.Int64Value(n), n
		}, dataset.Info{Type: dataset.Decimal, Scale: 4, Origin: "INT64 DECIMAL(18,4)"}, nil, false},
		{"decimalFixed", parquet.Decimal(2, 38, parquet.FixedLenByteArrayType(16)), func(r *rand.Rand) (parquet.Value, any) {
			n := int64(r.Uint64()) >> r.IntN(64)
			return parquet.FixedLenByteArrayValue(bigEndian(n, 16)), n
		}, dataset.Info{Type: dataset.Decimal, Scale: 2, Origin: "FIXED_LEN_BYTE_ARRAY(16) DECIMAL(38,2)"}, nil, false},
		{"decimalBytes", parquet.Decimal(2, 38, parquet.ByteArrayType), func(r *rand.Rand) (parquet.Value, any) {
			n := int64(r.Uint64()) >> r.IntN(64)
			return parquet.ByteArrayValue(bigEndian(n, 8+r.IntN(6))), n
		}, dataset.Info{Type: dataset.Decimal, Scale: 2, Origin: "BYTE_ARRAY DECIMAL(38,2)"}, nil, false},
		{"string", parquet.String(), func(r *rand.Rand) (parquet.Value, any) {
			text := strings.Repeat("青岛", r.IntN(4)) + strconv.Itoa(r.IntN(50))
			return parquet.ByteArrayValue([]byte(text)), text
		}, word("BYTE_ARRAY STRING"), textEncodings, false},
		{"enum", parquet.Enum(), func(r *rand.Rand) (parquet.Value, any) {
			text := []string{"large", "medium", "small", "micro"}[r.IntN(4)]
			return parquet.ByteArrayValue([]byte(text)), text
		}, word("BYTE_ARRAY ENUM"), nil, false},
		{"json", parquet.JSON(), func(r *rand.Rand) (parquet.Value, any) {
			text := fmt.Sprintf(`{"n":%d}`, r.IntN(9))
			return parquet.ByteArrayValue([]byte(text)), text
		}, word("BYTE_ARRAY JSON"), nil, false},
		{"uuid", parquet.UUID(), func(r *rand.Rand) (parquet.Value, any) {
			b := make([]byte, 16)
			for i := range b {
				b[i] = byte(r.IntN(256))
			}
			return parquet.FixedLenByteArrayValue(b), fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
		}, word("FIXED_LEN_BYTE_ARRAY(16) UUID"), []encoding.Encoding{&parquet.DeltaByteArray, &parquet.ByteStreamSplit}, false},
		{"date", parquet.Date(), func(r *rand.Rand) (parquet.Value, any) {
			day := r.IntN(60000) - 20000
			return parquet.Int32Value(int32(day)), time.Unix(int64(day)*86400, 0).UTC().Format("2006-01-02")
		}, word("INT32 DATE"), nil, false},
		{"timestamp", parquet.Timestamp(parquet.Microsecond), func(r *rand.Rand) (parquet.Value, any) {
			second := r.Int64N(4e9) - 1e9
			return parquet.Int64Value(second*1e6 + 250000), time.Unix(second, 0).UTC().Format("2006-01-02T15:04:05") + ".250Z"
		}, word("INT64 TIMESTAMP(MICROS,UTC)"), nil, false},
		{"time", parquet.Time(parquet.Millisecond), func(r *rand.Rand) (parquet.Value, any) {
			second := r.IntN(86400)
			return parquet.Int32Value(int32(second * 1000)), fmt.Sprintf("%02d:%02d:%02dZ", second/3600, second/60%60, second%60)
		}, word("INT32 TIME(MILLIS,UTC)"), nil, false},
		{"int96", parquet.Leaf(parquet.Int96Type), func(r *rand.Rand) (parquet.Value, any) {
			days, second := r.IntN(20000), r.IntN(86400)
			ns := uint64(second)*1e9 + 123456789
			day := time.Unix(int64(days)*86400, 0).UTC().Format("2006-01-02")
			return parquet.Int96Value(deprecated.Int96{uint32(ns), uint32(ns >> 32), uint32(days + 2440588)}),
				fmt.Sprintf("%sT%02d:%02d:%02d.123456789", day, second/3600, second/60%60, second%60)
		}, word("INT96"), nil, true},
	}
}

// bigEndian is n in two's complement of the given width, highest byte first.
func bigEndian(n int64, width int) []byte {
	b := make([]byte, width)
	for i := range b {
		b[i] = byte(n >> min(63, 8*(width-1-i)))
	}
	return b
}

// TestRoundTrips writes every type in every encoding, codec and page version
// that parquet-go writes it in, with and without missing values, and reads it
// back in batches that do not fit the pages.
func TestRoundTrips(t *testing.T) {
	codecs := []compress.Codec{&parquet.Uncompressed, &parquet.Snappy, &parquet.Gzip, &parquet.Brotli, &parquet.Zstd, &parquet.Lz4Raw}
	for _, k := range kindCases() {
		encodings := append([]encoding.Encoding{nil}, k.plain...)
		if !k.noDict {
			encodings = append(encodings, &parquet.RLEDictionary)
		}
		for e, enc := range encodings {
			for c, codec := range codecs {
				if c > 1 && e > 0 && (c+e)%3 > 0 {
					continue // every codec with every type, every encoding with some codecs
				}
				for _, optional := range []bool{false, true} {
					version := 1 + (c+e)%2
					name := fmt.Sprintf("%s/%v/%v/v%d/optional=%v", k.name, enc, codec, version, optional)
					t.Run(name, func(t *testing.T) { roundTrip(t, k, enc, codec, version, optional) })
				}
			}
		}
	}
}

func roundTrip(t *testing.T, k kindCase, enc encoding.Encoding, codec compress.Codec, version int, optional bool) {
	const rows = 1500
	node := k.node
	if enc != nil {
		node = parquet.Encoded(node, enc)
	}
	if optional {
		node = parquet.Optional(node)
	}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[any](&out, parquet.NewSchema("s", parquet.Group{"a": node}), parquet.Compression(codec),
		parquet.DataPageVersion(version), parquet.PageBufferSize(700), parquet.MaxRowsPerRowGroup(900), parquet.WriteBufferSize(0))
	random := rand.New(rand.NewPCG(7, uint64(len(k.name))))
	want := make([]any, rows)
	for i := range rows {
		v, read := k.value(random)
		want[i] = read
		if optional && (i%97 < 20 || random.IntN(10) == 0) {
			v, want[i] = parquet.NullValue(), nil
		} else if optional {
			v = v.Level(0, 1, 0)
		}
		_, err := w.WriteRows([]parquet.Row{{v}})
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	s, err := OpenReader("a.parquet", bytes.NewReader(out.Bytes()), int64(out.Len()), WithBatchRows(256))
	require.NoError(t, err)
	info := k.info
	info.Name, info.Nullable = "a", optional
	assert.Equal(t, []dataset.Info{info}, s.Columns())
	natural := dataset.Field{Name: "a", Type: info.Type, Scale: info.Scale}
	require.Equal(t, want, readColumn(t, s, natural))
	if info.Type == dataset.Word {
		return
	}
	for i, v := range want {
		if n, ok := v.(int64); ok {
			want[i], err = strconv.ParseFloat(strconv.FormatInt(n, 10)+"e-"+strconv.Itoa(info.Scale), 64)
			require.NoError(t, err)
		}
	}
	require.Equal(t, want, readColumn(t, s, dataset.Field{Name: "a", Type: dataset.Number}))
}

// readColumn reads a field of all shards; missing values are nil.
func readColumn(t testing.TB, s *Set, f dataset.Field) (values []any) {
	shards, err := s.Shards(context.Background(), []dataset.Field{f})
	require.NoError(t, err)
	row := int64(1)
	for _, shard := range shards {
		assert.Equal(t, row, shard.Place().Row)
		for b, err := range shard.Batches(context.Background()) {
			require.NoError(t, err)
			require.Empty(t, b.Issues)
			assert.Equal(t, row, b.Place.Row)
			row += int64(b.Rows)
			for i := range b.Rows {
				values = append(values, valueAt(&b.Columns[0], i))
			}
		}
	}
	return values
}

func valueAt(c *dataset.Column, i int) any {
	switch {
	case c.State[i] != dataset.Present:
		return nil
	case c.Field.Type == dataset.Number:
		return c.Float[i]
	case c.Field.Type == dataset.Word:
		return c.Word(i)
	}
	return c.Int[i]
}

// oneColumn writes the values of one column and opens what was written.
func oneColumn(t testing.TB, node parquet.Node, values ...parquet.Value) *Set {
	var out bytes.Buffer
	w := parquet.NewGenericWriter[any](&out, parquet.NewSchema("s", parquet.Group{"a": node}))
	for _, v := range values {
		_, err := w.WriteRows([]parquet.Row{{v}})
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	s, err := OpenReader("a.parquet", bytes.NewReader(out.Bytes()), int64(out.Len()))
	require.NoError(t, err)
	return s
}

func readBatch(t testing.TB, s *Set, f dataset.Field) *dataset.Batch {
	shards, err := s.Shards(context.Background(), []dataset.Field{f})
	require.NoError(t, err)
	require.Len(t, shards, 1)
	for b, err := range shards[0].Batches(context.Background()) {
		require.NoError(t, err)
		return b
	}
	require.Fail(t, "no batch")
	return nil
}

func TestUnusableNumbersAreMissingWithAnIssue(t *testing.T) {
	double := func(x float64) parquet.Value { return parquet.DoubleValue(x).Level(0, 1, 0) }
	values := []parquet.Value{double(1), parquet.NullValue(), double(math.NaN()), double(2), double(math.Inf(1)), parquet.NullValue(), double(math.Inf(-1)), double(-0.5)}
	for _, node := range []parquet.Node{parquet.Leaf(parquet.DoubleType), parquet.Encoded(parquet.Leaf(parquet.DoubleType), &parquet.RLEDictionary)} {
		b := readBatch(t, oneColumn(t, parquet.Optional(node), values...), dataset.Field{Name: "a", Type: dataset.Number})
		p, m := dataset.Present, dataset.Missing
		assert.Equal(t, []dataset.State{p, m, m, p, m, m, m, p}, b.Columns[0].State)
		assert.Equal(t, []float64{1, 2, -0.5}, []float64{b.Columns[0].Float[0], b.Columns[0].Float[3], b.Columns[0].Float[7]})
		assert.Equal(t, []dataset.Issue{
			{Code: dataset.IssueNotFinite, Severity: dataset.Fault, Row: 2, Column: "a", Text: "the value is NaN, not a finite number; it counts as missing"},
			{Code: dataset.IssueNotFinite, Severity: dataset.Fault, Row: 4, Column: "a", Text: "the value is +Inf, not a finite number; it counts as missing"},
			{Code: dataset.IssueNotFinite, Severity: dataset.Fault, Row: 6, Column: "a", Text: "the value is -Inf, not a finite number; it counts as missing"},
		}, b.Issues)
	}
}

func TestNumbersTooLargeForTheirTypeAreMissingWithAnIssue(t *testing.T) {
	cases := []struct {
		name string
		node parquet.Node
		v    []parquet.Value
		want dataset.Field
		n    []int64
		bad  []int
	}{
		{"unsigned", parquet.Uint(64), []parquet.Value{parquet.Int64Value(5), parquet.Int64Value(-1)}, dataset.Field{Type: dataset.Integer}, []int64{5, 0}, []int{1}},
		{"rescaled", parquet.Int(64), []parquet.Value{parquet.Int64Value(math.MaxInt64 / 10), parquet.Int64Value(-7)}, dataset.Field{Type: dataset.Decimal, Scale: 2}, []int64{0, -700}, []int{0}},
		{"fixed", parquet.Decimal(2, 38, parquet.FixedLenByteArrayType(16)), []parquet.Value{
			parquet.FixedLenByteArrayValue(bigEndian(math.MinInt64, 16)), parquet.FixedLenByteArrayValue(append([]byte{0, 0, 0, 0, 0, 0, 0, 1}, make([]byte, 8)...)),
		}, dataset.Field{Type: dataset.Decimal, Scale: 2}, []int64{math.MinInt64, 0}, []int{1}},
		{"bytes", parquet.Decimal(2, 38, parquet.ByteArrayType), []parquet.Value{
			parquet.ByteArrayValue([]byte{}), parquet.ByteArrayValue([]byte{0x80, 0, 0, 0, 0, 0, 0, 0, 0}),
		}, dataset.Field{Type: dataset.Decimal, Scale: 3}, []int64{0, 0}, []int{1}},
	}
	for _, c := range cases {
		c.want.Name = "a"
		b := readBatch(t, oneColumn(t, c.node, c.v...), c.want)
		var bad []int
		for _, issue := range b.Issues {
			assert.Equal(t, dataset.IssueOverflow, issue.Code, c.name)
			assert.Equal(t, dataset.Missing, b.Columns[0].State[issue.Row], c.name)
			bad = append(bad, issue.Row)
		}
		assert.Equal(t, c.bad, bad, c.name)
		for i, n := range c.n {
			if n != 0 {
				assert.Equal(t, n, b.Columns[0].Int[i], c.name)
			}
		}
	}
}

func TestTextThatIsNoTextIsMissingWithAnIssue(t *testing.T) {
	text := func(s string) parquet.Value { return parquet.ByteArrayValue([]byte(s)) }
	for _, node := range []parquet.Node{parquet.String(), parquet.Encoded(parquet.String(), &parquet.RLEDictionary)} {
		b := readBatch(t, oneColumn(t, node, text("a"), text("\xc7\xe0"), text("\xc7\xe0"), text("b"), text("b")), dataset.Field{Name: "a", Type: dataset.Word})
		require.Len(t, b.Issues, 2)
		assert.Equal(t, IssueText, b.Issues[1].Code)
		assert.Equal(t, []any{"a", nil, nil, "b", "b"}, []any{valueAt(&b.Columns[0], 0), valueAt(&b.Columns[0], 1), valueAt(&b.Columns[0], 2), valueAt(&b.Columns[0], 3), valueAt(&b.Columns[0], 4)})
	}
}

// TestDictionaryThatOverflows reads a column whose first pages point into a
// dictionary and whose later ones hold their words in full.
func TestDictionaryThatOverflows(t *testing.T) {
	var out bytes.Buffer
	schema := parquet.NewSchema("s", parquet.Group{"a": parquet.Encoded(parquet.String(), &parquet.RLEDictionary)})
	w := parquet.NewGenericWriter[any](&out, schema, parquet.DictionaryMaxBytes(2000), parquet.PageBufferSize(500))
	var want []any
	for i := range 3000 {
		text := fmt.Sprint("word", i*i%1777)
		want = append(want, text)
		_, err := w.WriteRows([]parquet.Row{{parquet.ByteArrayValue([]byte(text))}})
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	for _, rows := range []int{1, 7, 100, 8192} {
		s, err := OpenReader("a", bytes.NewReader(out.Bytes()), int64(out.Len()), WithBatchRows(rows))
		require.NoError(t, err)
		require.Equal(t, want, readColumn(t, s, dataset.Field{Name: "a", Type: dataset.Word}))
	}
}
