package experts

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// byAssessor makes a table of rows given by assessor, as rankings are printed.
func byAssessor(rows ...[]float64) Ratings {
	scores := make([][]float64, len(rows[0]))
	for i := range scores {
		for _, row := range rows {
			scores[i] = append(scores[i], row[i])
		}
	}
	return table(scores...)
}

// Three judges and six subjects, a textbook case. By hand: R = 9 6 12 14 4 18
// about 10.5 gives S = 135.5 and W = 12*135.5/(9*210). The tail of chi-square with 5
// degrees of freedom at x is erfc(sqrt(x/2)) + sqrt(2x/pi) exp(-x/2) (1 + x/3),
// evaluated apart: 0.02428778697.
func TestKendallW_ThreeJudges(t *testing.T) {
	c, err := KendallW(byAssessor([]float64{4, 1, 3, 5, 2, 6}, []float64{2, 3, 4, 5, 1, 6}, []float64{3, 2, 5, 4, 1, 6}))
	require.NoError(t, err)
	assert.Equal(t, []float64{9, 6, 12, 14, 4, 18}, c.RankSums)
	assert.Equal(t, 135.5, c.S)
	assert.InDelta(t, 0.860317, c.W, 5e-7)
	assert.InDelta(t, 12.9048, c.ChiSquare, 5e-5)
	assert.Equal(t, 5, c.DF)
	assert.InDelta(t, 0.0242877869699006, c.P, 1e-12)
	assert.Zero(t, c.Ties)
}

// Six teachers and six pupils: only the rank sums are printed, S = 546 and W =
// 0.866667. These six rankings have those sums.
func TestKendallW_SixTeachers(t *testing.T) {
	c, err := KendallW(byAssessor(
		[]float64{2, 1, 3, 4, 5, 6}, []float64{3, 1, 2, 5, 4, 6}, []float64{3, 1, 2, 5, 4, 6},
		[]float64{3, 1, 2, 5, 4, 6}, []float64{4, 2, 1, 6, 3, 5}, []float64{4, 2, 1, 6, 3, 5}))
	require.NoError(t, err)
	assert.Equal(t, []float64{19, 8, 11, 31, 23, 34}, c.RankSums)
	assert.Equal(t, 546.0, c.S)
	assert.InDelta(t, 0.866667, c.W, 5e-7)
}

// Three judges with ties, a textbook case: T = 6 + 0 + (6 + 6); S = 130.
func TestKendallW_Ties(t *testing.T) {
	c, err := KendallW(byAssessor([]float64{1, 4, 2.5, 5, 6, 2.5}, []float64{2, 3, 1, 5, 6, 4}, []float64{1.5, 3, 1.5, 4, 5.5, 5.5}))
	require.NoError(t, err)
	assert.Equal(t, 130.0, c.S)
	assert.Equal(t, 18.0, c.Ties)
	assert.InDelta(t, 0.849673, c.W, 5e-7)
}

// The committed-apart golden case, checked there against scipy's Friedman test.
func TestKendallW_sharedGoldenCase(t *testing.T) {
	data, err := os.ReadFile(sharedtest.File(t, "golden", "indicators.json"))
	require.NoError(t, err)
	var file struct {
		Cases []struct {
			Method    string         `json:"method"`
			Inputs    map[string]any `json:"inputs"`
			Expected  map[string]any `json:"expected"`
			Tolerance float64        `json:"tolerance"`
		} `json:"cases"`
	}
	require.NoError(t, json.Unmarshal(data, &file))
	found := 0
	for _, c := range file.Cases {
		if c.Method != "stats.kendall_w" {
			continue
		}
		found++
		var rows [][]float64
		for _, row := range c.Inputs["ranks"].([]any) {
			var x []float64
			for _, v := range row.([]any) {
				x = append(x, v.(float64))
			}
			rows = append(rows, x)
		}
		got, err := KendallW(byAssessor(rows...))
		require.NoError(t, err)
		assert.InDelta(t, c.Expected["W"].([]any)[0].(float64), got.W, c.Tolerance)
	}
	assert.Positive(t, found)
}

func TestKendallW_Refuses(t *testing.T) {
	_, err := KendallW(table([]float64{1, 2, 3}))
	assert.ErrorIs(t, err, ErrTooFew)
	_, err = KendallW(table([]float64{1}, []float64{2}))
	assert.ErrorIs(t, err, ErrTooFew)
	_, err = KendallW(table([]float64{1, 5}, []float64{1, 5}))
	assert.ErrorIs(t, err, ErrNoVariation)
	_, err = KendallW(table([]float64{1, math.NaN()}, []float64{1, 5}))
	assert.ErrorContains(t, err, `subject "sA", assessor "aB"`)
}

func drawTable(t *rapid.T, value *rapid.Generator[float64]) Ratings {
	n, k := rapid.IntRange(2, 8).Draw(t, "n"), rapid.IntRange(2, 7).Draw(t, "k")
	scores := make([][]float64, n)
	for i := range scores {
		scores[i] = rapid.SliceOfN(value, k, k).Draw(t, "row")
	}
	return table(scores...)
}

// W is between 0 and 1, and blind to the order of assessors and to any rising
// change of an assessor's scale. Without ties it is the mean of Spearman's
// correlations over all pairs of assessors, on another scale: ((k-1) r + 1)/k.
func TestKendallW_Laws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawTable(t, rapid.Map(rapid.IntRange(0, 20), func(i int) float64 { return float64(i) }))
		got, err := KendallW(r)
		if err != nil {
			require.ErrorIs(t, err, ErrNoVariation)
			return
		}
		require.GreaterOrEqual(t, got.W, 0.0)
		require.LessOrEqual(t, got.W, 1+1e-12)

		order := rapid.Permutation(indices(len(r.Assessors))).Draw(t, "order")
		other := Ratings{Subjects: r.Subjects, Assessors: r.Assessors, Scores: make([][]float64, len(r.Scores))}
		for i, row := range r.Scores {
			for _, j := range order {
				other.Scores[i] = append(other.Scores[i], math.Exp(row[j])*float64(j+1)-float64(j))
			}
		}
		again, err := KendallW(other)
		require.NoError(t, err)
		require.Equal(t, got, again)
		if got.Ties == 0 {
			k := float64(got.Assessors)
			require.InDelta(t, ((k-1)*meanSpearman(r)+1)/k, got.W, 1e-9)
		}
	})
}

func indices(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i
	}
	return list
}

// meanSpearman correlates ranks that are counted, not sorted.
func meanSpearman(r Ratings) float64 {
	rank := func(j int) []float64 {
		ranks := make([]float64, len(r.Scores))
		for i, row := range r.Scores {
			for _, other := range r.Scores {
				if other[j] <= row[j] {
					ranks[i]++
				}
			}
		}
		return ranks
	}
	sum, pairs := 0.0, 0
	for a := range r.Assessors {
		for b := range a {
			sum += stat.Correlation(rank(a), rank(b), nil)
			pairs++
		}
	}
	return sum / float64(pairs)
}
