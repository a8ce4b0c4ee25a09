package exact

import (
	"encoding/hex"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestSumEveryPermutationHasTheSameBytes(t *testing.T) {
	terms := []float64{1e16, 1, -1e16, math.MaxFloat64, -5e-324, -0.1, 0x1p-1022}
	want, value, orders := encode(t, sumOf(terms...)), realSum(terms), 0
	for xs := range permutations(terms) {
		s := sumOf(xs...)
		require.Equal(t, want, encode(t, s))
		sameBits(t, value, s.Float64())
		orders++
	}
	assert.Equal(t, 5040, orders)
}

func TestSumEveryPartitionHasTheSameBytes(t *testing.T) {
	terms := []float64{1e16, 1, -1e16, math.MaxFloat64, -5e-324, -0.1, 0x1p-1022, -math.MaxFloat64, 0.3}
	want := encode(t, sumOf(terms...))
	for split := range 1 << len(terms) {
		var parts [2]Sum
		for i, x := range terms {
			parts[split>>i&1].Add(x)
		}
		parts[0].Merge(&parts[1])
		require.Equal(t, want, encode(t, &parts[0]))
	}
}

// Parts that are full, of any number and shape, sent through their encoding or
// not, merged in any order.
func TestSumOfShuffledPartsHasTheSameBytes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		terms := rapid.SliceOfN(hostile(), 1, 200).Draw(t, "terms")
		repeat := rapid.IntRange(1, 40).Draw(t, "repeat")
		var xs []float64
		for range repeat {
			xs = append(xs, terms...)
		}
		want := encode(t, sumOf(xs...))

		parts := make([]Sum, rapid.IntRange(1, 7).Draw(t, "parts"))
		for i, x := range shuffled(xs, rapid.Uint64().Draw(t, "seed")) {
			parts[i*7919%len(parts)].Add(x)
		}
		var whole Sum
		for k := range parts {
			if rapid.Bool().Draw(t, "sent") {
				var back Sum
				require.NoError(t, back.UnmarshalBinary(encode(t, &parts[k])))
				whole.Merge(&back)
			} else {
				whole.Merge(&parts[k])
			}
		}
		require.Equal(t, want, encode(t, &whole))
		sameBits(t, realSum(xs), whole.Float64())
	})
}

// The bytes are a contract with stored summaries. Worked by hand: 1 is 2^1075
// units, bit 19 of digit 33; 2^-1074 is bit 1 of digit 0.
func TestSumEncodingByHand(t *testing.T) {
	cases := []struct {
		sum  *Sum
		want string
	}{
		{sumOf(), "01"},
		{sumOf(1), "01" + "21" + "00000800"},
		{sumOf(-1), "02" + "21" + "00000800"},
		{sumOf(5e-324), "01" + "00" + "02000000"},
		{sumOf(0x1p32, 1), "01" + "21" + "00000800" + "00000800"},
		{sumOf(inf, 1), "03"},
		{sumOf(-inf), "04"},
		{sumOf(nan), "05"},
	}
	for _, c := range cases {
		assert.Equal(t, c.want, hex.EncodeToString(encode(t, c.sum)))
	}
}

func TestSumUnmarshalRefusesWhatIsNotCanonical(t *testing.T) {
	cases := map[string]string{
		"nothing":             "",
		"unknown kind":        "00",
		"kind from a future":  "06",
		"bytes after NaN":     "0500",
		"minus zero":          "02",
		"place, no digits":    "0121",
		"cut short":           "0121000008",
		"zero digit below":    "0120" + "00000000" + "00000800",
		"zero digit above":    "0121" + "00000800" + "00000000",
		"place out of range":  "0144" + "01000000",
		"more than there are": "0143" + "01000000" + "01000000",
		"finer than float64":  "0100" + "01000000",
		"beyond capacity":     "0143" + "00000400",
	}
	for name, text := range cases {
		b, err := hex.DecodeString(text)
		require.NoError(t, err)
		s := sumOf(42)
		assert.ErrorIs(t, s.UnmarshalBinary(b), ErrEncoding, name)
		assert.Equal(t, *sumOf(42), *s, name)
	}
}

// Whatever is accepted is written back as the same bytes.
func FuzzSumUnmarshal(f *testing.F) {
	for _, s := range []*Sum{sumOf(), sumOf(1, 1e300), sumOf(-5e-324, -1), sumOf(inf), sumOf(nan)} {
		f.Add(encode(f, s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var s Sum
		if s.UnmarshalBinary(b) != nil {
			return
		}
		require.Equal(t, b, encode(t, &s))
	})
}
