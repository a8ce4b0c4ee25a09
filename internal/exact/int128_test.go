package exact

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestInt128AgainstMathBig(t *testing.T) {
	term := rapid.OneOf(rapid.Int64(), rapid.SampledFrom([]int64{math.MaxInt64, math.MinInt64, 0, 1, -1}))
	rapid.Check(t, func(t *rapid.T) {
		xs := rapid.SliceOf(term).Draw(t, "terms")
		cut := rapid.IntRange(0, len(xs)).Draw(t, "cut")
		doublings := rapid.IntRange(0, 50).Draw(t, "doublings")
		want := new(big.Int)
		var left, right Int128
		for _, x := range xs[:cut] {
			want.Add(want, big.NewInt(x))
			left.Add(x)
		}
		for range doublings {
			want.Lsh(want, 1)
			left.Merge(&left)
		}
		for _, x := range xs[cut:] {
			want.Add(want, big.NewInt(x))
		}
		right.AddSlice(xs[cut:])
		left.Merge(&right)

		require.Equal(t, want.String(), left.String())
		require.Zero(t, want.Cmp(left.Big()))
		require.Equal(t, want.Sign(), left.Sign())
		got, fits := left.Int64()
		require.Equal(t, want.IsInt64(), fits)
		if fits {
			require.Equal(t, want.Int64(), got)
		}
		f, _ := new(big.Float).SetInt(want).Float64()
		require.Equal(t, f, left.Float64())

		b, err := left.AppendBinary(nil)
		require.NoError(t, err)
		var back Int128
		require.NoError(t, back.UnmarshalBinary(b))
		require.Equal(t, left, back)
	})
}

func TestInt128Edges(t *testing.T) {
	var s Int128
	s.Add(math.MaxInt64)
	x, fits := s.Int64()
	assert.True(t, fits)
	assert.Equal(t, int64(math.MaxInt64), x)
	s.Add(1)
	x, fits = s.Int64()
	assert.False(t, fits)
	assert.Zero(t, x)
	assert.Equal(t, "9223372036854775808", s.String())
	s.Add(math.MinInt64)
	assert.Equal(t, Int128{}, s)

	s.Add(math.MinInt64)
	x, fits = s.Int64()
	assert.True(t, fits)
	assert.Equal(t, int64(math.MinInt64), x)
	for range 64 { // -2^127, the least there is
		s.Merge(&s)
	}
	assert.Equal(t, -0x1p127, s.Float64())
	assert.Equal(t, "-170141183460469231731687303715884105728", s.String())
	assert.PanicsWithValue(t, "exact: a sum of int64 grew beyond 128 bits, which takes 2^64 terms: was it merged with itself in a loop?", func() { s.Add(-1) })

	s.Reset()
	assert.Equal(t, Int128{}, s)
	assert.ErrorIs(t, s.UnmarshalBinary(make([]byte, 15)), ErrEncoding)
}

func TestInt128Float64BreaksTies(t *testing.T) {
	two64 := Int128{high: 1}
	cases := []struct {
		low  uint64
		want float64
	}{
		{1 << 11, 0x1p64},          // half a unit, even below
		{1<<11 + 1, 0x1p64 + 4096}, // a little more than half
		{3 << 11, 0x1p64 + 8192},   // half, odd below
		{3<<11 - 1, 0x1p64 + 4096},
	}
	for _, c := range cases {
		s := two64
		s.low = c.low
		assert.Equal(t, c.want, s.Float64(), c.low)
	}
}
