package parquetfile

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// everyKind writes a file with a column of every kind and encoding, its codecs
// and page versions as the seed has them.
func everyKind(t testing.TB, seed uint64, rows int) []byte {
	random := rand.New(rand.NewPCG(seed, 0))
	group := parquet.Group{}
	cases := make(map[string]kindCase)
	for _, k := range kindCases() {
		node := k.node
		if e := random.IntN(len(k.plain) + 2); e > 0 && e <= len(k.plain) {
			node = parquet.Encoded(node, k.plain[e-1])
		} else if e > 0 && !k.noDict {
			node = parquet.Encoded(node, &parquet.RLEDictionary)
		}
		group[k.name], cases[k.name] = parquet.Optional(node), k
	}
	schema := parquet.NewSchema("s", group)
	codecs := []parquet.WriterOption{parquet.Compression(&parquet.Uncompressed), parquet.Compression(&parquet.Snappy),
		parquet.Compression(&parquet.Zstd), parquet.Compression(&parquet.Gzip), parquet.Compression(&parquet.Lz4Raw)}
	var out bytes.Buffer
	w := parquet.NewGenericWriter[any](&out, schema, codecs[seed%5], parquet.DataPageVersion(1+int(seed/5%2)), parquet.PageBufferSize(400))
	for range rows {
		var row parquet.Row
		for c, path := range schema.Columns() {
			v, _ := cases[path[0]].value(random)
			if random.IntN(8) == 0 {
				v = parquet.NullValue()
			} else {
				v = v.Level(0, 1, c)
			}
			row = append(row, v.Level(0, v.DefinitionLevel(), c))
		}
		_, err := w.WriteRows([]parquet.Row{row})
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return out.Bytes()
}

// readDamaged reads all that can be read of a file that may be damaged, and
// checks that faults are typed and rows are not lost in silence.
func readDamaged(t testing.TB, data []byte) (faults int) {
	limits := Limits{PageBytes: 1 << 22, DictionaryBytes: 1 << 22, WordBytes: 1 << 20}
	s, err := OpenReader("damaged.parquet", bytes.NewReader(data), int64(len(data)), WithLimits(limits), WithBatchRows(64))
	if err != nil {
		assert.True(t, isTyped(err), "%v", err)
		return 1
	}
	const enough = 1 << 20 // a footer may declare rows without end that are all missing
	for _, f := range natural(s) {
		rows, failed := int64(0), false
		shards, err := s.Shards(context.Background(), []dataset.Field{f})
		if err != nil {
			assert.ErrorIs(t, err, dataset.ErrSchema)
			faults++
			continue
		}
	reading:
		for _, shard := range shards {
			for b, err := range shard.Batches(context.Background()) {
				if err != nil {
					assert.True(t, isTyped(err), "%v", err)
					faults, failed = faults+1, true
					break reading
				}
				if rows += int64(b.Rows); rows > enough {
					failed = true
					break reading
				}
			}
		}
		if !failed {
			assert.Equal(t, s.Rows(), rows, f.Name)
		}
	}
	return faults
}

// TestDamagedFiles flips up to eight bytes of files or cuts them off.
func TestDamagedFiles(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	found, tried := 0, 0
	for seed := range uint64(10) {
		whole := everyKind(t, seed, 200)
		require.Zero(t, readDamaged(t, whole))
		for range 120 {
			data := bytes.Clone(whole)
			if random.IntN(6) == 0 {
				data = data[:random.IntN(len(data))]
			} else {
				for range 1 + random.IntN(8) {
					data[random.IntN(len(data))] ^= byte(1 + random.IntN(255))
				}
			}
			tried++
			if readDamaged(t, data) > 0 {
				found++
			}
		}
	}
	assert.Greater(t, found, tried*9/10, "parquet-go writes checksums, so nearly all damage is found")
}

// TestDamagedFooters flips bytes of the footer and of page headers alone, which
// no checksum covers.
func TestDamagedFooters(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	whole := everyKind(t, 0, 200)
	f, at, err := readFooter(bytes.NewReader(whole), int64(len(whole)), DefaultLimits())
	require.NoError(t, err)
	require.Len(t, f.groups, 1)
	for range 1500 {
		data := bytes.Clone(whole)
		for range 1 + random.IntN(3) {
			data[at+random.Int64N(int64(len(data))-at)] = byte(random.IntN(256))
		}
		readDamaged(t, data)
	}
}

// TestChecksumsFindFlippedBits flips each bit of the body of a page.
func TestChecksumsFindFlippedBits(t *testing.T) {
	data := fileOf(t, []struct {
		A int64 `parquet:"a"`
	}{{1}, {2}, {3}}, parquet.Compression(&parquet.Uncompressed))
	at := bytes.Index(data, []byte{2, 0, 0, 0, 0, 0, 0, 0})
	require.Positive(t, at)
	for bit := range 64 {
		flipped := bytes.Clone(data)
		flipped[at+bit/8] ^= 1 << (bit % 8)
		s, err := OpenReader("a", bytes.NewReader(flipped), int64(len(data)))
		require.NoError(t, err)
		_, err = countRows(s, dataset.Field{Name: "a", Type: dataset.Integer})
		assert.ErrorIs(t, err, ErrChecksum)
		assert.ErrorIs(t, err, ErrCorrupt)
		assert.False(t, errors.Is(ErrCorrupt, ErrChecksum))
	}
}

// FuzzOpen reads files of any bytes. Its seeds are small files of all kinds.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("PAR1"))
	f.Add(fileOf(f, reports()))
	f.Add(fileOf(f, []report(nil)))
	for seed := range uint64(10) {
		f.Add(everyKind(f, seed, 20))
	}
	f.Fuzz(func(t *testing.T, data []byte) { readDamaged(t, data) })
}
