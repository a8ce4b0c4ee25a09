package experts

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// fleiss1971 is table 1 of the paper, assessor by assessor as the grades were
// given: 30 patients, 6 psychiatrists each, the diagnoses 1 depression,
// 2 personality disorder, 3 schizophrenia, 4 neurosis, 5 other.
var fleiss1971 = []string{
	"444444", "222555", "233335", "555555", "222444", "113333", "333355", "113334", "114444", "555555",
	"144444", "124444", "222333", "144444", "224445", "333335", "111455", "111112", "224444", "133555",
	"555555", "244444", "224555", "114444", "144445", "222224", "111155", "224444", "133333", "555555",
}

// The paper prints P = .5556, Pe = .2201, kappa = .430 and for the diagnoses .248
// .248 .517 .470 .565, all from shares rounded to .144 .144 .167 .306 .239, so its
// last digits are off; R's irr prints z = 17.7 for the same table.
func TestFleissKappa_Fleiss1971(t *testing.T) {
	given := make([][]string, len(fleiss1971))
	subjects := make([]string, len(fleiss1971))
	for i, row := range fleiss1971 {
		subjects[i] = "patient " + string(rune('A'+i))
		for _, r := range row {
			given[i] = append(given[i], string(r))
		}
	}
	c, err := CountGrades(subjects, letters("p", 6), []string{"1", "2", "3", "4", "5"}, given)
	require.NoError(t, err)
	k, err := FleissKappa(c)
	require.NoError(t, err)
	assert.InDelta(t, 0.5556, k.Observed, 5e-5)
	for j, share := range []float64{.144, .144, .167, .306, .239} {
		assert.InDelta(t, share, k.ByGrade[j].Share, 5e-4)
	}
	assert.InDelta(t, 0.2201, k.Expected, 2e-4)
	assert.InDelta(t, 0.430, k.Value, 5e-4)
	assert.InDelta(t, 17.7, k.Z, 0.05)
	assert.Less(t, k.P, 1e-15)
	for j, want := range []float64{0.248, 0.248, 0.517, 0.470, 0.565} {
		assert.InDelta(t, want, k.ByGrade[j].Kappa, 5e-3)
	}
}

// The worked table of 14 raters, 10 subjects and 5 grades that is printed with the
// article on the coefficient in several encyclopaedias: 0.210 there.
func TestFleissKappa_FourteenRaters(t *testing.T) {
	c := GradeCounts{Subjects: letters("s", 10), Grades: letters("g", 5), Counts: [][]int{
		{0, 0, 0, 0, 14}, {0, 2, 6, 4, 2}, {0, 0, 3, 5, 6}, {0, 3, 9, 2, 0}, {2, 2, 8, 1, 1},
		{7, 7, 0, 0, 0}, {3, 2, 6, 3, 0}, {2, 5, 3, 2, 2}, {6, 5, 2, 1, 0}, {0, 2, 2, 3, 7},
	}}
	k, err := FleissKappa(c)
	require.NoError(t, err)
	assert.InDelta(t, 0.209931, k.Value, 5e-7)
	assert.Equal(t, 1.0, k.Agreement[0])
	assert.Equal(t, 14, k.Assessors)
}

func TestFleissKappa_Refuses(t *testing.T) {
	two := letters("s", 2)
	_, err := FleissKappa(GradeCounts{two, two, [][]int{{3, 0}, {3, 0}}})
	assert.ErrorIs(t, err, ErrNoVariation)
	_, err = FleissKappa(GradeCounts{two[:1], two, [][]int{{3, 0}}})
	assert.ErrorIs(t, err, ErrTooFew)
	_, err = FleissKappa(GradeCounts{two, two, [][]int{{1, 0}, {0, 1}}})
	assert.ErrorIs(t, err, ErrTooFew)
	_, err = FleissKappa(GradeCounts{})
	assert.ErrorIs(t, err, ErrTooFew)
	_, err = FleissKappa(GradeCounts{two, two, [][]int{{3, 1}, {-1, 4}}})
	assert.ErrorContains(t, err, `subject "sB", grade "sA": -1 assessors`)
	assert.ErrorContains(t, err, `subject "sB": 3 assessors graded it, but 4 graded "sA"`)
	_, err = CountGrades(two, letters("p", 2), []string{"A", "B"}, [][]string{{"A", "C"}, {"A"}})
	assert.ErrorContains(t, err, `subject "sA", assessor "pB": the grade "C" is none of`)
	assert.ErrorContains(t, err, `subject "sB": 1 grades for 2 assessors`)
}

// kappa by looking at every pair of assessors and every pair of grades given.
func kappaByPairs(grades [][]int) float64 {
	agree, pairs := 0.0, 0.0
	var all []int
	for _, row := range grades {
		all = append(all, row...)
		for a := range row {
			for b := range row {
				if a != b {
					pairs++
					if row[a] == row[b] {
						agree++
					}
				}
			}
		}
	}
	chance := 0.0
	for _, a := range all {
		for _, b := range all {
			if a == b {
				chance++
			}
		}
	}
	chance /= float64(len(all) * len(all))
	return (agree/pairs - chance) / (1 - chance)
}

func TestFleissKappa_Laws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m, g := rapid.IntRange(2, 8).Draw(t, "n"), rapid.IntRange(2, 6).Draw(t, "m"), rapid.IntRange(2, 4).Draw(t, "g")
		c := GradeCounts{Subjects: letters("s", n), Grades: letters("g", g)}
		grades := make([][]int, n)
		for i := range grades {
			grades[i] = rapid.SliceOfN(rapid.IntRange(0, g-1), m, m).Draw(t, "row")
			counts := make([]int, g)
			for _, x := range grades[i] {
				counts[x]++
			}
			c.Counts = append(c.Counts, counts)
		}
		k, err := FleissKappa(c)
		if err != nil {
			require.ErrorIs(t, err, ErrNoVariation)
			return
		}
		require.InDelta(t, kappaByPairs(grades), k.Value, 1e-9)
		require.GreaterOrEqual(t, k.Value, -1/float64(m-1)-1e-9)
		require.LessOrEqual(t, k.Value, 1+1e-9)
		require.Positive(t, k.SE)
		weighted, weights := 0.0, 0.0
		for _, one := range k.ByGrade {
			w := one.Share * (1 - one.Share)
			weighted, weights = weighted+w*one.Kappa, weights+w
		}
		require.InDelta(t, k.Value, weighted/weights, 1e-9, "kappa is the mean of its grades' kappas, weighted by p(1-p)")
	})
}
