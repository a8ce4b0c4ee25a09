package dataset

import (
	"math"
	"math/big"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var anyNumeral = rapid.Custom(func(t *rapid.T) string {
	text := rapid.StringMatching(`[+-]?([0-9]{1,25}(\.[0-9]{0,25})?|\.[0-9]{1,8})(e[+-]?[0-9]{1,2})?`).Draw(t, "numeral")
	if rapid.Bool().Draw(t, "half") {
		return rapid.StringMatching(`-?[0-9]{1,3}\.[0-9]{0,3}5`).Draw(t, "half")
	}
	return text
})

var anyScaling = rapid.Custom(func(t *rapid.T) scaling {
	n := rapid.OneOf(rapid.Just(int64(1)), rapid.Int64Range(-1e18, 1e18)).Draw(t, "n")
	return scaling{n, rapid.IntRange(-30, 30).Draw(t, "exp")}
})

func (s scaling) rat() *big.Rat {
	power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(s.exp, -s.exp))), nil)
	r := new(big.Rat).SetInt64(s.n)
	if s.exp < 0 {
		return r.Quo(r, new(big.Rat).SetInt(power))
	}
	return r.Mul(r, new(big.Rat).SetInt(power))
}

// TestUnscaledAgainstRationals: the result is the nearest integer to the
// rational number, the even one of two.
func TestUnscaledAgainstRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, s, scale := anyNumeral.Draw(t, "text"), anyScaling.Draw(t, "s"), rapid.IntRange(0, maxScale).Draw(t, "scale")
		plain, ok := appendPlain(nil, text)
		require.True(t, ok)
		x, ok := new(big.Rat).SetString(string(plain))
		require.True(t, ok)
		x.Mul(x, s.rat())
		x.Mul(x, scaling{1, scale}.rat())

		got, how := unscaled(plain, s, scale)
		same, sameHow := unscaledBig(plain, s, scale)
		require.Equal(t, [2]any{same, sameHow}, [2]any{got, how})
		if how == overflow {
			limit := new(big.Rat).SetFrac(new(big.Int).Sub(new(big.Int).Lsh(big.NewInt(1), 64), big.NewInt(1)), big.NewInt(2))
			require.True(t, new(big.Rat).Abs(x).Cmp(limit) >= 0, "%s fits", x)
			return
		}
		distance := new(big.Rat).Sub(x, new(big.Rat).SetInt64(got))
		require.Equal(t, how == exactly, distance.Sign() == 0)
		c := distance.Abs(distance).Cmp(big.NewRat(1, 2))
		require.True(t, c < 0 || c == 0 && got%2 == 0, "%s became %d", x, got)
	})
}

// TestNearestAgainstRationals: the result is the float64 nearest to the product.
func TestNearestAgainstRationals(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text, s := anyNumeral.Draw(t, "text"), anyScaling.Draw(t, "s")
		plain, _ := appendPlain(nil, text)
		x, _ := new(big.Rat).SetString(string(plain))
		want, _ := x.Mul(x, s.rat()).Float64()
		f := new(figures).ofNumeral(plain, s)
		require.Equal(t, readPresent, f.got)
		require.Equal(t, want, f.x)
		require.Equal(t, want, nearestBig(plain, s))
	})
}

// TestNumeralsAreThoseOfStrconv: what passes as a plain numeral, strconv reads;
// what strconv reads in decimal digits, passes.
func TestNumeralsAreThoseOfStrconv(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(anyNumeral, rapid.StringMatching(`[-+0-9.,eE%]{0,6}`)).Draw(t, "text")
		plain, ok := appendPlain(nil, text)
		if ok {
			if _, err := strconv.ParseFloat(string(plain), 64); err != nil {
				require.ErrorIs(t, err, strconv.ErrRange)
			}
		} else {
			_, err := strconv.ParseFloat(text, 64)
			require.Error(t, err)
		}
	})
}

func TestEveryNumberIsReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := math.Float64frombits(rapid.Uint64().Draw(t, "bits"))
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return
		}
		r := &figures{place: &rulePlace{}, scaling: one}
		for _, format := range []byte{'g', 'e'} {
			assert.Equal(t, x, r.ofText(strconv.FormatFloat(x, format, -1, 64)).x)
		}
		assert.Equal(t, x, r.ofNumeral(strconv.AppendFloat(nil, x, 'e', -1, 64), one).x)
	})
}
