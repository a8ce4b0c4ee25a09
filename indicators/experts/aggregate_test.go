package experts

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func letters(prefix string, n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = prefix + string(rune('A'+i))
	}
	return list
}

func table(scores ...[]float64) Ratings {
	return Ratings{Subjects: letters("s", len(scores)), Assessors: letters("a", len(scores[0])), Scores: scores}
}

func TestAggregate_RecusalIsTakenOutBeforeCounting(t *testing.T) {
	r := table(
		[]float64{80, 82, 84, 86, 100},
		[]float64{70, 71, 72, 73, math.NaN()},
		[]float64{60, 61, math.NaN(), math.NaN(), math.NaN()},
	)
	result, err := DefaultPanel().Aggregate(r,
		Recusal{"sA", "aE", "adviser to the applicant"},
		Recusal{"sB", "aE", "kin"},
		Recusal{"sC", "aC", ""}, Recusal{"sC", "aD", ""}, Recusal{"sC", "aE", ""},
	)
	require.NoError(t, err)
	assert.Equal(t, Median, result.Subjects[0].Rule, "five scores less a recused one are four")
	assert.Equal(t, 83.0, result.Subjects[0].Score)
	assert.Equal(t, []string{"aE"}, result.Subjects[0].Recused)
	assert.Equal(t, 71.5, result.Subjects[1].Score)
	assert.Equal(t, Invalid, result.Subjects[2].Rule)
	assert.Contains(t, result.Warnings, `subject "sC": 2 scores count, a panel needs 3; no figure`)
	assert.Contains(t, result.Warnings, `assessor "aE": drift is not judged on 0 subjects; 3 are needed`)
}

func TestAggregate_NamesEveryMissingScore(t *testing.T) {
	r := table([]float64{80, math.NaN(), 84}, []float64{70, 71, math.Inf(1)}, []float64{50, 51, 52})
	r.Scores[2] = nil
	_, err := DefaultPanel().Aggregate(r, Recusal{"sX", "aA", ""}, Recusal{"sA", "aY", ""})
	require.Error(t, err)
	for _, part := range []string{
		`subject "sA", assessor "aB": the score is missing`, `subject "sB", assessor "aC": the score is infinite`,
		`subject "sC": 0 scores for 3 assessors`, `recusal 1: no subject "sX"`, `recusal 2: no assessor "aY"`,
	} {
		assert.ErrorContains(t, err, part)
	}
	_, err = DefaultPanel().Aggregate(table([]float64{80, 81, 840}))
	assert.ErrorContains(t, err, `subject "sA", assessor "aC": the score 840 is off the panel's scale, 0 to 100`)
}

func TestRatings_NamesMustTellApart(t *testing.T) {
	r := Ratings{Subjects: []string{"x", "x", ""}, Assessors: []string{"p", "p"}, Scores: [][]float64{{1, 2}, {1, 2}, {1, 2}}}
	err := r.Validate()
	assert.ErrorContains(t, err, `subject "x" stands twice, at 1 and 2`)
	assert.ErrorContains(t, err, "subject 3 has no name")
	assert.ErrorContains(t, err, `assessor "p" stands twice`)
	assert.Error(t, Ratings{}.Validate())

	scores := make([][]float64, 60)
	for i := range scores {
		scores[i] = []float64{math.NaN()}
	}
	many := Ratings{Subjects: make([]string, 60), Assessors: []string{"p"}, Scores: scores}
	assert.ErrorContains(t, many.Validate(), "and 95 more faults", "a table of garbage is told shortly")
}

// Worked by hand: three assessors agree within a point, the fourth is 10 below.
// The median of 4 is the figure: 79.5, 69.5, 59.5. Deviations: aA 0.5 each, aB
// -0.5, aC 1.5 (its scores are 81, 71, 61), aD -10.5. Absolute 0.5, 0.5, 1.5,
// 10.5: the median is 1, so aD's ratio is 10.5 and aC's 1.5.
func TestSeverity_WorkedByHand(t *testing.T) {
	r := table([]float64{80, 79, 81, 69}, []float64{70, 69, 71, 59}, []float64{60, 59, 61, 49})
	result, err := DefaultPanel().Aggregate(r)
	require.NoError(t, err)
	want := []Severity{
		{"aA", 3, 0.5, 0.5, 0.5, false},
		{"aB", 3, -0.5, 0.5, 0.5, false},
		{"aC", 3, 1.5, 1.5, 1.5, false},
		{"aD", 3, -10.5, 10.5, 10.5, true},
	}
	assert.Equal(t, want, result.Assessors)
	require.Len(t, result.Warnings, 1)
	assert.Contains(t, result.Warnings[0], `assessor "aD" deviates from the panel by 10.5`)

	p := DefaultPanel()
	p.DriftSubjects = 4
	result, err = p.Aggregate(r)
	require.NoError(t, err)
	assert.False(t, result.Assessors[3].Flagged, "nobody is flagged on too few subjects")
}

func TestSeverity_UnanimousPanelHasNoRatio(t *testing.T) {
	r := table([]float64{80, 80, 80}, []float64{70, 70, 70}, []float64{60, 60, 60})
	result, err := DefaultPanel().Aggregate(r)
	require.NoError(t, err)
	for _, s := range result.Assessors {
		assert.Zero(t, s.Ratio)
		assert.False(t, s.Flagged)
	}
	assert.Empty(t, result.Warnings)
}

// Where a score is a subject's worth plus an assessor's habit, the correction
// finds the habit, leaves no disagreement and keeps the panel's figures.
func TestSeverity_CorrectionRemovesAdditiveHabits(t *testing.T) {
	p := DefaultPanel()
	rapid.Check(t, func(t *rapid.T) {
		n, k := rapid.IntRange(1, 6).Draw(t, "n"), rapid.IntRange(3, 9).Draw(t, "k")
		worth := rapid.SliceOfN(rapid.Float64Range(40, 60), n, n).Draw(t, "worth")
		habit := rapid.SliceOfN(rapid.Float64Range(-20, 20), k, k).Draw(t, "habit")
		scores := make([][]float64, n)
		for i := range scores {
			for _, b := range habit {
				scores[i] = append(scores[i], worth[i]+b)
			}
		}
		p.CorrectSeverity = false
		raw, err := p.Aggregate(table(scores...))
		require.NoError(t, err)
		p.CorrectSeverity = true
		corrected, err := p.Aggregate(table(scores...))
		require.NoError(t, err)
		require.Equal(t, raw.Assessors, corrected.Assessors)
		for i := range scores {
			require.InDelta(t, raw.Subjects[i].Score, corrected.Subjects[i].Score, 1e-9)
			require.InDelta(t, 0, corrected.Subjects[i].Range, 1e-9)
		}
		for j := 1; j < k; j++ {
			require.InDelta(t, habit[j]-habit[0], raw.Assessors[j].Signed-raw.Assessors[0].Signed, 1e-9)
		}
	})
}

func TestSeverity_CorrectedScoresStayOnTheScale(t *testing.T) {
	p := DefaultPanel()
	p.CorrectSeverity = true
	result, err := p.Aggregate(table([]float64{100, 100, 100, 70}, []float64{60, 60, 60, 10}, []float64{90, 90, 90, 90}))
	require.NoError(t, err)
	for _, s := range result.Subjects {
		assert.LessOrEqual(t, s.Highest, 100.0)
		assert.GreaterOrEqual(t, s.Lowest, 0.0)
	}
}
