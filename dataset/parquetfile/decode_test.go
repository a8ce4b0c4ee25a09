package parquetfile

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/big"
	"runtime"
	"strings"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// hybridRuns writes values in runs as drawn, and gives them as they are to be read.
func hybridRuns(t *rapid.T, width int) ([]byte, []uint32) {
	var b []byte
	most, values := uint64(1)<<width-1, []uint32{}
	for range rapid.IntRange(1, 12).Draw(t, "runs") {
		if rapid.Bool().Draw(t, "packed") {
			groups := rapid.IntRange(1, 5).Draw(t, "groups")
			b = binary.AppendUvarint(b, uint64(groups)<<1|1)
			packed := make([]byte, groups*width)
			for i := range 8 * groups {
				v := rapid.Uint64Range(0, most).Draw(t, "value")
				values = append(values, uint32(v))
				for k := range width {
					packed[(i*width+k)/8] |= byte(v>>k&1) << ((i*width + k) % 8)
				}
			}
			b = append(b, packed...)
			continue
		}
		n, v := rapid.IntRange(0, 40).Draw(t, "count"), rapid.Uint64Range(0, most).Draw(t, "value")
		b = binary.AppendUvarint(b, uint64(n)<<1)
		for k := 0; k < width; k += 8 {
			b = append(b, byte(v>>k))
		}
		for range n {
			values = append(values, uint32(v))
		}
	}
	return b, values
}

func TestHybridInPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.IntRange(1, 32).Draw(t, "width")
		b, want := hybridRuns(t, width)
		h, err := newHybrid(b, width)
		require.NoError(t, err)
		got := make([]uint32, len(want))
		for at := 0; at < len(got); {
			n := rapid.IntRange(1, len(got)-at).Draw(t, "piece")
			require.NoError(t, h.next(got[at:at+n]))
			at += n
		}
		require.Equal(t, want, got)
		require.ErrorIs(t, h.next(make([]uint32, 1)), ErrCorrupt)
	})
}

func TestLevelsInPieces(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b, levels := hybridRuns(t, 1)
		h, err := newHybrid(b, 1)
		require.NoError(t, err)
		for at := 0; at < len(levels); {
			n := rapid.IntRange(1, len(levels)-at).Draw(t, "piece")
			states := make([]dataset.State, n)
			present, err := h.states(states)
			require.NoError(t, err)
			for i, s := range states {
				require.Equal(t, levels[at+i] == 1, s == dataset.Present)
				require.NotEqual(t, dataset.NotApplicable, s)
				present -= int(levels[at+i])
			}
			require.Zero(t, present)
			at += n
		}
	})
}

// TestDeprecatedLevels packs from the highest bit of a byte on.
func TestDeprecatedLevels(t *testing.T) {
	h := packedBits(reversed([]byte{0b10110000, 0b01000000}), 10)
	states := make([]dataset.State, 10)
	present, err := h.states(states)
	require.NoError(t, err)
	assert.Equal(t, 4, present)
	p, m := dataset.Present, dataset.Missing
	assert.Equal(t, []dataset.State{p, m, p, p, m, m, m, m, m, p}, states)
}

func TestSpread(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		full := rapid.IntRange(0, 30).Draw(t, "full")
		states := rapid.SliceOfN(rapid.SampledFrom([]dataset.State{dataset.Missing, dataset.Present}), 0, 60).Draw(t, "states")
		for range full {
			states = append(states, dataset.Present)
		}
		dst, n := make([]int64, len(states)), 0
		for _, s := range states {
			if s == dataset.Present {
				dst[n] = int64(n + 1)
				n++
			}
		}
		spread(dst, states, n)
		seen := int64(0)
		for i, s := range states {
			if s == dataset.Present {
				seen++
				require.Equal(t, seen, dst[i])
			}
		}
	})
}

// TestDeltaAgainstParquetGo reads in pieces what parquet-go has encoded.
func TestDeltaAgainstParquetGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.SliceOfN(rapid.OneOf(rapid.Int64(), rapid.Int64Range(-9, 9)), 1, 400).Draw(t, "values")
		b, err := parquet.DeltaBinaryPacked.EncodeInt64(nil, want)
		require.NoError(t, err)
		tail := []byte("tail")
		d, err := newDelta(append(b, tail...))
		require.NoError(t, err)
		rest, err := d.rest()
		require.NoError(t, err)
		require.Equal(t, tail, rest)
		got := make([]int64, len(want))
		for at := 0; at < len(got); {
			n := rapid.IntRange(1, len(got)-at).Draw(t, "piece")
			require.NoError(t, d.next(got[at:at+n]))
			at += n
		}
		require.Equal(t, want, got)
		require.ErrorIs(t, d.next(make([]int64, 1)), ErrCorrupt)
	})
}

// TestPrefixTextsDoNotExplode: a thousand texts that share almost all of a long
// one are few bytes on disk and many in memory.
func TestPrefixTextsDoNotExplode(t *testing.T) {
	long := strings.Repeat("x", 10000)
	var data []byte
	offsets := []uint32{0}
	for range 1000 {
		data = append(data, long...)
		offsets = append(offsets, uint32(len(data)))
	}
	b, err := parquet.DeltaByteArray.EncodeByteArray(nil, data, offsets)
	require.NoError(t, err)
	texts, err := newPrefixTexts(b, &prefixTexts{}, 1<<20)
	require.NoError(t, err)
	assert.ErrorIs(t, texts.next(make([][]byte, 1000)), ErrLimit)
	texts, err = newPrefixTexts(b, &prefixTexts{}, 1<<24)
	require.NoError(t, err)
	dst := make([][]byte, 1000)
	require.NoError(t, texts.next(dst))
	assert.Equal(t, long, string(dst[999]))
}

func TestLZ4AgainstParquetGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := bytes.Repeat(rapid.SliceOfN(rapid.Byte(), 1, 300).Draw(t, "piece"), rapid.IntRange(1, 40).Draw(t, "times"))
		src, err := parquet.Lz4Raw.Encode(nil, want)
		require.NoError(t, err)
		got := make([]byte, len(want))
		require.NoError(t, decodeLZ4(got, src))
		require.Equal(t, want, got)
		require.ErrorIs(t, decodeLZ4(make([]byte, len(want)-1), src), ErrCorrupt)
		require.ErrorIs(t, decodeLZ4(make([]byte, len(want)+1), src), ErrCorrupt)
		hadoop := binary.BigEndian.AppendUint32(nil, uint32(len(want)))
		hadoop = append(binary.BigEndian.AppendUint32(hadoop, uint32(len(src))), src...)
		clear(got)
		require.NoError(t, decodeHadoop(got, hadoop))
		require.Equal(t, want, got)
	})
}

// TestBombsAreRefused gives pages whose bytes expand far beyond what they declare.
func TestBombsAreRefused(t *testing.T) {
	large := make([]byte, 64<<20)
	for codec, encode := range map[int32]func(dst, src []byte) ([]byte, error){
		codecSnappy: parquet.Snappy.Encode, codecGzip: parquet.Gzip.Encode, codecZstd: parquet.Zstd.Encode, codecLZ4Raw: parquet.Lz4Raw.Encode,
	} {
		src, err := encode(nil, large)
		require.NoError(t, err)
		var f inflater
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		assert.ErrorIs(t, f.into(make([]byte, 1000), src, codec), ErrCorrupt, codecNames[codec])
		runtime.ReadMemStats(&after)
		assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(4<<20), codecNames[codec])
	}
	// one frame without a declared size, of blocks that each repeat a byte 128 KiB
	frame := []byte{0x28, 0xb5, 0x2f, 0xfd, 0, 0x70}
	block := uint32(128<<10)<<3 | 1<<1
	for range 4000 {
		frame = append(frame, byte(block), byte(block>>8), byte(block>>16), 'x')
	}
	frame[len(frame)-4] |= 1
	assert.ErrorIs(t, new(inflater).into(make([]byte, 1000), frame, codecZstd), ErrCorrupt)
}

func TestDecimalsAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := rapid.SliceOfN(rapid.Byte(), 0, 20).Draw(t, "bytes")
		scale := rapid.IntRange(0, 38).Draw(t, "scale")
		want := bigUnscaled(b)
		if len(b) > 0 { // two's complement by its definition
			check := new(big.Int)
			for i, x := range b {
				digit := int64(x)
				if i == 0 {
					digit = int64(int8(x))
				}
				check.Add(check.Lsh(check, 8), big.NewInt(digit))
			}
			require.Zero(t, check.Cmp(want))
		}
		n, ok := unscaled(b)
		require.Equal(t, want.IsInt64(), ok)
		if ok {
			require.Equal(t, want.Int64(), n)
		}
		ratio := new(big.Rat).SetFrac(want, new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
		nearest, _ := ratio.Float64()
		var f faults
		require.Equal(t, nearest, decimalFloat(0, b, scale, &f))
		require.Empty(t, f)
	})
}

func TestDivisionIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.OneOf(rapid.Int64(), rapid.Int64Range(-1<<54, 1<<54)).Draw(t, "n")
		scale := rapid.IntRange(0, 30).Draw(t, "scale")
		ratio := new(big.Rat).SetFrac(big.NewInt(n), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil))
		nearest, _ := ratio.Float64()
		got := []float64{0}
		divide(got, []int64{n}, scale)
		require.Equal(t, nearest, got[0])
	})
}

// TestHalves compares all finite 16-bit numbers with their definition.
func TestHalves(t *testing.T) {
	for x := range 1 << 16 {
		var f faults
		got := []float64{7}
		halves(got, []byte{byte(x), byte(x >> 8)}, &f)
		sign := 1 - 2*float64(x>>15)
		exponent, fraction := x>>10&31, float64(x&1023)/1024
		switch {
		case exponent == 31:
			require.Len(t, f, 1)
			require.Zero(t, got[0])
		case exponent == 0:
			require.Equal(t, sign*fraction*math.Pow(2, -14), got[0])
		default:
			require.Equal(t, sign*(1+fraction)*math.Pow(2, float64(exponent-15)), got[0])
		}
	}
}

// TestThriftDoesNotRecurseWithoutEnd nests structures deeper than any stack.
func TestThriftDoesNotRecurseWithoutEnd(t *testing.T) {
	c := &compact{b: bytes.Repeat([]byte{0x1c}, 1<<20)}
	c.skip(thriftStruct)
	assert.ErrorContains(t, c.err, "nested deeper")
	c = &compact{b: bytes.Repeat([]byte{0x19}, 1<<20)}
	c.skip(thriftList)
	assert.Error(t, c.err)
}
