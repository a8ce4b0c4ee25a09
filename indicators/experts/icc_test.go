package experts

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// shroutFleiss is table 2 of the paper: six targets, four judges.
var shroutFleiss = table(
	[]float64{9, 2, 5, 8}, []float64{6, 1, 3, 2}, []float64{8, 4, 6, 8},
	[]float64{7, 1, 2, 6}, []float64{10, 5, 6, 9}, []float64{6, 2, 4, 7})

// The paper prints two digits (.17 .29 .71 .44 .62 .91); the table gives the
// fractions 184/635 for (2,1) and 920/1287 for (3,1). The intervals and F tests
// are printed in the documentation of R's psych and DescTools for this table.
func TestICC_ShroutFleiss1979(t *testing.T) {
	c, err := ICC(shroutFleiss, 0.95)
	require.NoError(t, err)
	assert.InDelta(t, 11.24, c.MSR, 5e-3)
	assert.InDelta(t, 6.26, c.MSW, 5e-3)
	assert.InDelta(t, 32.49, c.MSC, 5e-3)
	assert.InDelta(t, 1.02, c.MSE, 5e-3)
	assert.InDelta(t, 184.0/635, c.ICC21.Value, 1e-12)
	assert.InDelta(t, 920.0/1287, c.ICC31.Value, 1e-12)
	for _, want := range []struct {
		got              Coefficient
		name             string
		value, low, high float64
	}{
		{c.ICC11, "ICC(1,1)", 0.165742, -0.133, 0.723},
		{c.ICC21, "ICC(2,1)", 0.289764, 0.019, 0.761},
		{c.ICC31, "ICC(3,1)", 0.714841, 0.342, 0.946},
		{c.ICC1k, "ICC(1,k)", 0.442797, -0.884, 0.912},
		{c.ICC2k, "ICC(2,k)", 0.620051, 0.071, 0.927},
		{c.ICC3k, "ICC(3,k)", 0.909316, 0.676, 0.986},
	} {
		assert.Equal(t, want.name, want.got.Name)
		assert.True(t, want.got.Defined && want.got.Bounded)
		assert.InDelta(t, want.value, want.got.Value, 5e-7, want.name)
		assert.InDelta(t, want.low, want.got.Low, 6e-4, want.name)
		assert.InDelta(t, want.high, want.got.High, 6e-4, want.name)
	}
	assert.InDelta(t, 0.164769, distuv.F{D1: 5, D2: 18}.Survival(c.MSR/c.MSW), 5e-7)
	assert.InDelta(t, 0.000135, distuv.F{D1: 5, D2: 15}.Survival(c.MSR/c.MSE), 5e-7)
}

// Bonett, Statistical Methods for Psychologists (2021), function ci.icc: mean
// squares 48.2 and 11.3, five raters, thirty subjects.
func TestICC_Bonett2021(t *testing.T) {
	c := IntraclassCorrelation{Subjects: 30, Assessors: 5, Confidence: 0.95, MSR: 48.2, MSE: 11.3, MSW: 11.3}
	c.ICC31 = c.ratio("ICC(3,1)", c.MSR-c.MSE, c.MSR+4*c.MSE)
	c.ICC3k = c.ratio("ICC(3,k)", c.MSR-c.MSE, c.MSR)
	c.intervals()
	assert.InDelta(t, 0.3951, c.ICC31.Value, 5e-5)
	assert.InDelta(t, 0.2311, c.ICC31.Low, 5e-5)
	assert.InDelta(t, 0.5853, c.ICC31.High, 5e-5)
	assert.InDelta(t, 0.7656, c.ICC3k.Value, 5e-5)
	assert.InDelta(t, 0.6005, c.ICC3k.Low, 5e-5)
	assert.InDelta(t, 0.8759, c.ICC3k.High, 5e-5)
}

func TestICC_PerfectAgreement(t *testing.T) {
	c, err := ICC(table([]float64{1, 1, 1}, []float64{2, 2, 2}, []float64{5, 5, 5}), 0.95)
	require.NoError(t, err)
	for _, x := range []Coefficient{c.ICC11, c.ICC21, c.ICC31, c.ICC1k, c.ICC2k, c.ICC3k} {
		assert.Equal(t, Coefficient{x.Name, 1, 1, 1, true, true}, x)
	}
}

// Judges who differ by a constant agree in order and distance, not in level:
// MSE = 0, MSR = 2, MSC = 75, so ICC(2,1) = 2/(2 + 2*75/3) = 2/52.
func TestICC_ConstantDifferenceBetweenJudges(t *testing.T) {
	c, err := ICC(table([]float64{1, 8.0710678118654755}, []float64{2, 9.0710678118654755}, []float64{3, 10.0710678118654755}), 0.95)
	require.NoError(t, err)
	assert.InDelta(t, 2, c.MSR, 1e-12)
	assert.InDelta(t, 75, c.MSC, 1e-9)
	assert.InDelta(t, 1, c.ICC31.Value, 1e-12)
	assert.InDelta(t, 2.0/52, c.ICC21.Value, 1e-9)
	assert.True(t, c.ICC21.Bounded)
}

// Rows that all have one mean: (1,k) and (3,k) divide by nothing, and the divisor
// of (2,k) is an estimated variance below zero.
func TestICC_UndefinedIsMarked(t *testing.T) {
	c, err := ICC(table([]float64{1, 2, 3}, []float64{2, 3, 1}, []float64{3, 1, 2}), 0.95)
	require.NoError(t, err)
	for _, x := range []Coefficient{c.ICC1k, c.ICC2k, c.ICC3k} {
		assert.Equal(t, Coefficient{Name: x.Name}, x)
	}
	assert.InDelta(t, -0.5, c.ICC31.Value, 1e-12, "the least that three judges can show")
}

func TestICC_Refuses(t *testing.T) {
	_, err := ICC(table([]float64{5, 5}, []float64{5, 5}), 0.95)
	assert.ErrorIs(t, err, ErrNoVariation)
	_, err = ICC(table([]float64{5, 6}), 0.95)
	assert.ErrorIs(t, err, ErrTooFew)
	_, err = ICC(Ratings{}, 0.95)
	assert.ErrorIs(t, err, ErrTooFew)
	_, err = ICC(shroutFleiss, 95)
	assert.ErrorContains(t, err, "confidence 95")
	_, err = ICC(table([]float64{5, 6}, []float64{math.NaN(), 6}), 0.95)
	assert.ErrorContains(t, err, `subject "sB", assessor "aA"`)
}

// By other roads: ICC(3,k) is Cronbach's alpha with assessors for items, ICC(3,1)
// the mean covariance over the mean variance of assessors, and ICC(1,1) comes
// from the variance of subject means and the mean variance within subjects.
// A constant for all changes nothing; a constant for one assessor changes neither
// (3,1) nor (3,k); the order of assessors and a change of unit do not show.
func TestICC_Laws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawTable(t, rapid.Map(rapid.IntRange(0, 100), func(i int) float64 { return float64(i) / 4 }))
		c, err := ICC(r, 0.9)
		if err != nil {
			require.ErrorIs(t, err, ErrNoVariation)
			return
		}
		k := len(r.Assessors)
		columns := make([][]float64, k)
		within, means := 0.0, []float64{}
		for _, row := range r.Scores {
			within += stat.Variance(row, nil) / float64(len(r.Scores))
			means = append(means, stat.Mean(row, nil))
			for j, x := range row {
				columns[j] = append(columns[j], x)
			}
		}
		variance, covariance := 0.0, 0.0
		for a := range columns {
			for b := range columns {
				v := stat.Covariance(columns[a], columns[b], nil)
				if a == b {
					variance += v / float64(k)
				} else {
					covariance += v / float64(k*(k-1))
				}
			}
		}
		fk := float64(k)
		if c.ICC31.Defined {
			require.InDelta(t, covariance/variance, c.ICC31.Value, 1e-9)
		}
		if c.ICC3k.Defined {
			total := variance + (fk-1)*covariance
			require.InDelta(t, fk*covariance/total, c.ICC3k.Value, 1e-6*math.Max(1, math.Abs(c.ICC3k.Value)))
		}
		between := stat.Variance(means, nil) - within/fk
		require.InDelta(t, between/(between+within), c.ICC11.Value, 1e-9)

		order := rapid.Permutation(indices(k)).Draw(t, "order")
		all := rapid.Float64Range(-1000, 1000).Draw(t, "all")
		one := rapid.Float64Range(-50, 50).Draw(t, "one")
		moved, tilted := r, r
		moved.Scores, tilted.Scores = nil, nil
		for _, row := range r.Scores {
			var a, b []float64
			for _, j := range order {
				a = append(a, 2*row[j]+all)
			}
			b = append(b, row...)
			b[0] += one
			moved.Scores, tilted.Scores = append(moved.Scores, a), append(tilted.Scores, b)
		}
		again, err := ICC(moved, 0.9)
		require.NoError(t, err)
		requireClose(t, c.ICC21, again.ICC21)
		requireClose(t, c.ICC2k, again.ICC2k)
		again, err = ICC(tilted, 0.9)
		if err == nil {
			requireClose(t, c.ICC31, again.ICC31)
			requireClose(t, c.ICC3k, again.ICC3k)
		}
		for _, x := range []Coefficient{c.ICC11, c.ICC21, c.ICC31, c.ICC1k, c.ICC2k, c.ICC3k} {
			require.False(t, math.IsNaN(x.Value+x.Low+x.High) || math.IsInf(x.Value+x.Low+x.High, 0))
			if x.Bounded {
				require.LessOrEqual(t, x.Low, x.Value+1e-9)
				require.GreaterOrEqual(t, x.High, x.Value-1e-9)
			}
		}
	})
}

// requireClose compares where both are well away from 0/0.
func requireClose(t *rapid.T, a, b Coefficient) {
	if a.Defined && b.Defined && math.Abs(a.Value) < 1e3 {
		require.InDelta(t, a.Value, b.Value, 1e-6)
	}
}
