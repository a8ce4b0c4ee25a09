package main

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatAgrees(t *testing.T) {
	for _, c := range []struct {
		want      string
		got       any
		tolerance float64
		fault     string // empty: agrees
	}{
		{`1`, 1.0, 0, ""},
		{`1`, 1, 0, ""},
		{`1`, 1.5, 0.5, ""},
		{`1`, 1.75, 0.5, "x: is 1.75, expected 1"},
		{`0.001`, 0.0011, 0.0002, ""}, // below 1 the tolerance is absolute
		{`1000`, 1001, 0.001, ""},     // above it is relative
		{`-1000`, -1001, 0.001, ""},
		{`1000`, 1001.5, 0.001, "x: is 1001.5, expected 1000"},
		{`1`, math.NaN(), 1e9, "x: is NaN, expected 1"},
		{`1`, math.Inf(1), 1e9, "x: is +Inf, expected 1"},
		{`1`, "one", 1, `x: is "one", expected 1`},
		{`1`, nil, 1, "x: is none, expected 1"},

		{`1`, []float64{1}, 0, ""},
		{`[1]`, 1.0, 0, ""},
		{`[1]`, 2.0, 0, "x: is 2, expected 1"},
		{`1`, []float64{1, 2}, 0, "x: is a list of 2, expected 1"},
		{`[1, 2]`, 1.0, 0, "x: is 1, expected a list of 2"},
		{`[1, 2]`, []float64{1, 2}, 0, ""},
		{`[1, 2]`, [2]int{1, 2}, 0, ""},
		{`[1, 2]`, []float64{1, 2, 3}, 0, "x: is a list of 3, expected 2"},
		{`[1, 2]`, []float64{1, 1}, 0, "x[1]: is 1, expected 2"},
		{`[[1, 2], [3, 4]]`, [][]float64{{1, 2}, {3, 5}}, 0, "x[1][1]: is 5, expected 4"},

		{`{"a": 1}`, map[string]float64{"a": 1, "b": 2}, 0, ""},
		{`{"a": 1}`, map[string]float64{"b": 2}, 0, "x.a: is not computed, expected 1"},
		{`{"a": {"b": [1]}}`, figures{"a": figures{"b": []any{2.0}}}, 0, "x.a.b[0]: is 2, expected 1"},
		{`{"a": 1}`, 1.0, 0, "x: is 1, expected an object"},
		{`1`, map[string]float64{"a": 1}, 0, "x: is an object, expected 1"},

		{`null`, nil, 0, ""},
		{`null`, 0.0, 1, "x: is 0, expected none"},
		{`""`, nil, 0, ""},
		{`""`, 0.0, 1, `x: is 0, expected ""`},
		{`"0"`, 0.0, 0, ""},
		{`"0"`, 1.0, 0, "x: is 1, expected 0"},
		{`"A"`, "A", 0, ""},
		{`"A"`, "B", 0, `x: is "B", expected "A"`},
		{`"A"`, nil, 0, `x: is none, expected "A"`},
		{`true`, true, 0, ""},
		{`true`, false, 0, "x: is false, expected true"},
		{`true`, nil, 0, "x: is none, expected true"},
	} {
		var want any
		require.NoError(t, json.Unmarshal([]byte(c.want), &want))
		compared := comparison{tolerance: c.tolerance}
		compared.figures(map[string]any{"x": want}, figures{"x": c.got})
		if c.fault == "" {
			assert.Empty(t, compared.faults, "%s with %v", c.want, c.got)
		} else {
			assert.Equal(t, []string{c.fault}, compared.faults, "%s with %v", c.want, c.got)
		}
	}
}

func TestLargestDifferenceIsRelativeAboveOne(t *testing.T) {
	c := comparison{tolerance: 1}
	c.figures(map[string]any{"a": 1000.0, "b": 0.5, "c": []any{2.0, 3.0}}, figures{"a": 1001.0, "b": 0.51, "c": []float64{2, 3}})
	assert.InDelta(t, 0.01, c.largest, 1e-12)
	assert.Equal(t, "b", c.place)
	assert.Equal(t, 4, c.compared)
}

func TestNaNStaysTheLargestDifference(t *testing.T) {
	c := comparison{tolerance: 1}
	c.figures(map[string]any{"a": 1.0, "b": 1.0, "c": 1.0}, figures{"a": 1.5, "b": math.NaN(), "c": 9.0})
	assert.True(t, math.IsNaN(c.largest))
	assert.Equal(t, "b", c.place)
}

func TestManyFaultsAreCounted(t *testing.T) {
	c := comparison{}
	c.figures(map[string]any{"x": []any{1.0, 2.0, 3.0, 4.0, 5.0}}, figures{"x": []float64{0, 0, 0, 0, 0}})
	assert.Equal(t, "largest difference 1 at x[0]; x[0]: is 0, expected 1; x[1]: is 0, expected 2; x[2]: is 0, expected 3; and 2 more", c.String())
}

func TestInputsAreReadStrictly(t *testing.T) {
	var in struct {
		A float64 `json:"a"`
		T string  `json:"t"`
	}
	require.NoError(t, readInputs(json.RawMessage(`{"a": 1, "t": "x", "note": "prose", "formula": "y = a"}`), &in))
	assert.Equal(t, 1.0, in.A)
	for text, want := range map[string]string{
		`{"a": 1, "t": "x", "b": 2}`:   "b: unknown",
		`{"a": 1, "t": "x", "b": [2]}`: "b: unknown",
		`{"a": 1}`:                     "t: absent",
		`{"a": "one", "t": "x"}`:       `a: found the text "one", wanted a number`,
		`[1]`:                          "wanted an object",
		`null`:                         "wanted an object",
		``:                             "wanted an object",
	} {
		assert.ErrorContains(t, readInputs(json.RawMessage(text), &in), want, text)
	}
}
