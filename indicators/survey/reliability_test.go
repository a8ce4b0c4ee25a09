package survey

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

// matrix makes a block of the columns of a table, one row a respondent.
func matrix(rows [][]float64) (Questionnaire, Answers) {
	q := Questionnaire{Blocks: []Block{{Code: "all"}}}
	a := Answers{Respondents: len(rows)}
	for j := range rows[0] {
		code := string(rune('a' + j))
		c := Column{Item: code}
		for _, row := range rows {
			c.Values = append(c.Values, row[j])
		}
		q.Items = append(q.Items, Item{Code: code, Low: 1, High: 10})
		q.Blocks[0].Items = append(q.Blocks[0].Items, code)
		a.Columns = append(a.Columns, c)
	}
	return q, a
}

// The golden case that was checked against R.
func TestCronbachAlpha_sharedGoldenCase(t *testing.T) {
	data, err := os.ReadFile(sharedtest.File(t, "golden", "indicators.json"))
	require.NoError(t, err)
	var file struct {
		Cases []struct {
			Method    string
			Inputs    json.RawMessage
			Expected  json.RawMessage
			Tolerance float64
		}
	}
	require.NoError(t, json.Unmarshal(data, &file))
	found := 0
	for _, c := range file.Cases {
		if c.Method != "stats.reliability" {
			continue
		}
		found++
		var in struct{ Matrix [][]float64 }
		var want struct{ Alpha []float64 }
		require.NoError(t, json.Unmarshal(c.Inputs, &in))
		require.NoError(t, json.Unmarshal(c.Expected, &want))
		q, a := matrix(in.Matrix)
		r, err := CronbachAlpha(tallied(t, q, a), "all")
		require.NoError(t, err)
		assert.InDelta(t, want.Alpha[0], r.Alpha, c.Tolerance)
	}
	assert.Positive(t, found)
}

// alphaOf is the definition on the variances of items and of their sum.
func alphaOf(columns [][]float64) float64 {
	k, own := float64(len(columns)), 0.0
	total := make([]float64, len(columns[0]))
	for _, c := range columns {
		own += stat.Variance(c, nil)
		for r, x := range c {
			total[r] += x
		}
	}
	return k / (k - 1) * (1 - own/stat.Variance(total, nil))
}

func TestCronbachAlpha_AgreesWithVariances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(2, 5).Draw(t, "k")
		row := rapid.SliceOfN(rapid.Map(rapid.IntRange(1, 10), func(i int) float64 { return float64(i) }), k, k)
		rows := rapid.SliceOfN(row, 2, 20).Draw(t, "rows")
		q, a := matrix(rows)
		r, err := CronbachAlpha(tallied(t, q, a), "all")
		if err != nil {
			require.ErrorIs(t, err, ErrNoVariation)
			return
		}
		columns := make([][]float64, k)
		for j := range columns {
			columns[j] = a.Columns[j].Values
		}
		requireNear(t, alphaOf(columns), r.Alpha)
		for j, item := range r.Items {
			require.InDelta(t, stat.Mean(columns[j], nil), item.Mean, 1e-9)
			require.InDelta(t, stat.Variance(columns[j], nil), item.Variance, 1e-9)
			rest := append(append([][]float64(nil), columns[:j]...), columns[j+1:]...)
			if item.Defined {
				requireNear(t, alphaOf(rest), item.Deleted)
			} else {
				require.True(t, k == 2 || math.IsNaN(alphaOf(rest)) || math.Abs(alphaOf(rest)) > 1e9)
			}
		}
	})
}

func requireNear(t *rapid.T, want, got float64) {
	require.InDelta(t, want, got, 1e-7*math.Max(1, math.Abs(want)))
}

func TestCronbachAlpha_EdgesAndRefusals(t *testing.T) {
	q, a := matrix([][]float64{{1, 9, 2}, {5, 5, 5}, {9, 2, 9}})
	r, err := CronbachAlpha(tallied(t, q, a), "all")
	require.NoError(t, err)
	assert.Equal(t, []string{`item "b" runs against the rest of the block; is its scale reversed?`}, r.Warnings)
	assert.Greater(t, r.Items[1].Deleted, 0.99, "a and c are nearly one")

	q, a = matrix([][]float64{{1, 1}, {4, 4}, {6, 6}})
	r, err = CronbachAlpha(tallied(t, q, a), "all")
	require.NoError(t, err)
	assert.Equal(t, 1.0, r.Alpha, "the same answer twice")
	assert.False(t, r.Items[0].Defined)

	q, a = matrix([][]float64{{1, 9}, {9, 1}})
	_, err = CronbachAlpha(tallied(t, q, a), "all")
	assert.ErrorIs(t, err, ErrNoVariation)
	_, err = CronbachAlpha(tallied(t, twoItems, twoColumns([]float64{5}, []float64{6})), "s")
	assert.ErrorContains(t, err, "1 usable answers")
	_, err = CronbachAlpha(tallied(t, twoItems), "alone")
	assert.ErrorContains(t, err, "has one item")
	_, err = CronbachAlpha(tallied(t, twoItems), "x")
	assert.ErrorContains(t, err, `no block "x"`)
	_, err = CronbachAlpha(&Tally{}, "x")
	assert.Error(t, err)
}
