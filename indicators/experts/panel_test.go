package experts

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Seven scores, worked by hand: 82+85+79+84+83 = 413, a fifth of it is 82.6.
func TestPanel_SevenScores(t *testing.T) {
	s, err := DefaultPanel().Score([]float64{82, 85, 79, 91, 84, 60, 83})
	require.NoError(t, err)
	assert.Equal(t, TrimmedMean, s.Rule)
	assert.InDelta(t, 82.6, s.Score, 1e-12)
	assert.Equal(t, []float64{60, 91}, s.Dropped)
	assert.InDelta(t, 80.571429, s.Mean, 5e-7)
	assert.Equal(t, 83.0, s.Median)
	assert.Equal(t, 31.0, s.Range)
	// sum of squares about 564/7: 46016 - 564^2/7 = 573.714286, over 6
	assert.InDelta(t, math.Sqrt(573.714285714286/6), s.SD, 1e-12)
}

func TestPanel_RuleBySize(t *testing.T) {
	p := DefaultPanel()
	for _, c := range []struct {
		scores []float64
		rule   Rule
		want   float64
	}{
		{nil, Invalid, 0},
		{[]float64{70}, Invalid, 0},
		{[]float64{70, 80}, Invalid, 0},
		{[]float64{70, 95, 80}, Median, 80},
		{[]float64{70, 95, 80, 83}, Median, 81.5},
		{[]float64{70, 95, 80, 83, 0}, TrimmedMean, (70 + 80 + 83) / 3.0},
		{[]float64{90, 90, 90, 60, 60}, TrimmedMean, 80}, // one instance of each tie only
		{[]float64{75, 75, 75, 75, 75, 75}, TrimmedMean, 75},
	} {
		s, err := p.Score(c.scores)
		require.NoError(t, err)
		assert.Equal(t, c.rule, s.Rule, c.scores)
		assert.InDelta(t, c.want, s.Score, 1e-12, c.scores)
		assert.Equal(t, len(c.scores), s.Counted)
	}
}

func TestPanel_RefusesScoresOffTheScale(t *testing.T) {
	_, err := DefaultPanel().Score([]float64{82, 850, 79, math.NaN(), -1, math.Inf(1)})
	require.Error(t, err)
	for _, part := range []string{"score 2 is 850", "score 4 is NaN", "score 5 is -1", "score 6 is +Inf"} {
		assert.ErrorContains(t, err, part)
	}
}

func TestPanel_ValidateNamesEveryFault(t *testing.T) {
	err := Panel{Low: 1, High: 1, TrimFrom: 2, Drop: 0, DriftLimit: math.NaN()}.Validate()
	require.Error(t, err)
	for _, part := range []string{"low 1", "fewest 0", "drop 0", "drift_limit", "drift_subjects 0"} {
		assert.ErrorContains(t, err, part)
	}
	assert.ErrorContains(t, Panel{High: 1, Fewest: 3, TrimFrom: 4, Drop: 2, DriftLimit: 2, DriftSubjects: 1}.Validate(), "trim_from 4")
	assert.NoError(t, DefaultPanel().Validate())
	_, err = Panel{}.Score(nil)
	assert.Error(t, err, "rules that nobody chose are refused, not taken for zero")
}

// Laws of one panel: the order of assessors does not show, a constant added to
// all is added to the figure, raising one score never lowers it, and the figure
// lies between the second lowest and the second highest score.
func TestPanel_Laws(t *testing.T) {
	p := DefaultPanel()
	p.Low, p.High = -1000, 1000
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.SliceOfN(rapid.Float64Range(0, 100), 3, 12).Draw(t, "scores")
		got, err := p.Score(x)
		require.NoError(t, err)

		shuffled, err := p.Score(rapid.Permutation(x).Draw(t, "order"))
		require.NoError(t, err)
		require.Equal(t, got, shuffled)

		c := rapid.Float64Range(-100, 100).Draw(t, "constant")
		moved := make([]float64, len(x))
		for i := range x {
			moved[i] = x[i] + c
		}
		shifted, err := p.Score(moved)
		require.NoError(t, err)
		require.InDelta(t, got.Score+c, shifted.Score, 1e-10)

		raised := append([]float64(nil), x...)
		raised[rapid.IntRange(0, len(x)-1).Draw(t, "who")] += rapid.Float64Range(0, 50).Draw(t, "by")
		more, err := p.Score(raised)
		require.NoError(t, err)
		require.GreaterOrEqual(t, more.Score, got.Score-1e-10)

		if len(x) >= p.TrimFrom {
			require.GreaterOrEqual(t, got.Score, got.Lowest)
			require.Len(t, got.Dropped, 2)
			require.Equal(t, []float64{got.Lowest, got.Highest}, got.Dropped)
		}
	})
}
