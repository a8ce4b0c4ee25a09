package survey

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func wave(t require.TestingT, name string, s Statistic, n map[int]int) Wave {
	q, a := counted(recommend, n)
	e, err := s.Estimate(tallied(t, q, a), Weighting{})
	require.NoError(t, err)
	return Wave{name, e}
}

// Newcombe 1998, table II, method 10: 56 of 70 against 48 of 80 is a difference of
// 0.2 from 0.0524 to 0.3339; 0 of 10 against 10 of 10 one of 1 from 0.6075 to 1.
func TestCompare_Newcombe1998(t *testing.T) {
	box := DefaultTopBox("recommend", 9)
	c, err := Compare(wave(t, "1", box, map[int]int{9: 48, 0: 32}), wave(t, "2", box, map[int]int{9: 56, 0: 14}))
	require.NoError(t, err)
	assert.InDelta(t, 20, c.Difference, 1e-12)
	assert.InDelta(t, 5.24, c.Low, 5e-3)
	assert.InDelta(t, 33.39, c.High, 5e-3)
	assert.True(t, c.Significant)
	assert.Len(t, c.Warnings, 2, "both waves are below the base")
	c, err = Compare(wave(t, "1", box, map[int]int{0: 10}), wave(t, "2", box, map[int]int{9: 10}))
	require.NoError(t, err)
	assert.InDelta(t, 60.75, c.Low, 5e-3)
	assert.InDelta(t, 100, c.High, 1e-9)
}

// By hand: scores 30 and 40 of 400 each; variances 0.61 and 0.64 over 399, so the
// standard error of the change is 100 sqrt(1.25/399) = 5.597 and 10 is within 10.97.
func TestCompare_NetPromoterWorkedByHand(t *testing.T) {
	nps := DefaultNetPromoter("recommend")
	before := wave(t, "2024", nps, map[int]int{10: 200, 8: 120, 0: 80})
	after := wave(t, "2025", nps, map[int]int{10: 240, 8: 80, 0: 80})
	c, err := Compare(before, after)
	require.NoError(t, err)
	assert.InDelta(t, 10, c.Difference, 1e-9)
	assert.InDelta(t, 5.5971, c.SE, 1e-4)
	assert.InDelta(t, 10-10.9701, c.Low, 1e-3)
	assert.False(t, c.Significant)
	assert.Empty(t, c.Warnings)

	better := wave(t, "2026", nps, map[int]int{10: 280, 8: 80, 0: 40})
	changes, err := Trend([]Wave{before, after, better})
	require.NoError(t, err)
	require.Len(t, changes, 2)
	assert.Equal(t, c, changes[0])
	assert.True(t, changes[1].Significant)
	changes, err = Trend(nil)
	require.NoError(t, err)
	assert.Empty(t, changes)
}

func TestCompare_RefusesOtherTerms(t *testing.T) {
	nps := DefaultNetPromoter("recommend")
	loose := nps
	loose.Promoters, loose.Confidence = 8, 0.9
	n := map[int]int{10: 200, 0: 80}
	_, err := Compare(wave(t, "1", nps, n), wave(t, "2", loose, n))
	assert.ErrorContains(t, err, "other terms")
	assert.ErrorContains(t, err, "confidences 0.95 and 0.9")
	_, err = Trend([]Wave{wave(t, "1", nps, n), wave(t, "2", DefaultTopBox("recommend", 9), n), {}})
	assert.ErrorContains(t, err, "from 1 to 2")
	assert.ErrorContains(t, err, "from 2 to ")
	_, err = Compare(Wave{}, Wave{})
	assert.Error(t, err)
}

func TestCompare_Doubts(t *testing.T) {
	nps := DefaultNetPromoter("recommend")
	a, b := wave(t, "1", nps, map[int]int{10: 200}), wave(t, "2", nps, map[int]int{8: 200})
	b.Estimate.Weighted = true
	c, err := Compare(a, b)
	require.NoError(t, err)
	require.Len(t, c.Warnings, 2)
	assert.Contains(t, c.Warnings[0], "only one of the waves is weighted")
	assert.Contains(t, c.Warnings[1], "no standard error")
}

// The change back is the change turned round; a wave does not differ from itself.
func TestCompare_Laws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) map[int]int {
			n := map[int]int{5: 1, 10: 1}
			for v := range 11 {
				n[v] += rapid.IntRange(0, 30).Draw(t, name)
			}
			return n
		}
		for _, s := range []Statistic{DefaultNetPromoter("recommend"), DefaultTopBox("recommend", 9)} {
			a, b := wave(t, "1", s, draw("a")), wave(t, "2", s, draw("b"))
			there, err := Compare(a, b)
			require.NoError(t, err)
			back, err := Compare(b, a)
			require.NoError(t, err)
			require.InDelta(t, there.Low, -back.High, 1e-9)
			require.InDelta(t, there.High, -back.Low, 1e-9)
			require.Equal(t, there.Significant, back.Significant)
			none, err := Compare(a, a)
			require.NoError(t, err)
			require.False(t, none.Significant)
			require.Zero(t, none.Difference)
		}
	})
}
