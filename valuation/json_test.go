package valuation_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/internal/document"
	"github.com/brandvalue/brandvalue/valuation"
)

const methodDocument = `{
  "years": 5, "timing": "mid-year", "fade": true,
  "forecast": {"kind": "weighted-history", "weights": [0.5, 0.3, 0.2]},
  "guards": {"over_lending": 0.01, "over_growth": 0.03, "max_growth": 0.02, "terminal_share": 0.85},
  "spread": {"brand_share": 0.1, "rate": 0.01, "coefficient": 0.2}
}`

func TestMethodDocument(t *testing.T) {
	var m valuation.ExcessEarnings
	require.NoError(t, json.Unmarshal([]byte(methodDocument), &m))
	assert.Equal(t, valuation.ExcessEarnings{
		Years: 5, Timing: valuation.MidYear, Fade: true, Forecast: valuation.WeightedHistory{Weights: []float64{0.5, 0.3, 0.2}},
		Guards: prudent, Spread: valuation.Spread{BrandShare: 0.1, Rate: 0.01, Coefficient: 0.2},
	}, m)
	written, err := json.Marshal(m)
	require.NoError(t, err)
	assert.JSONEq(t, methodDocument, string(written))
}

func TestMethodsGoThroughJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawMethod(t)
		want.Guards, want.Spread = prudent, drawSpread(t)
		data, err := json.Marshal(want)
		require.NoError(t, err)
		var got valuation.ExcessEarnings
		require.NoError(t, json.Unmarshal(data, &got))
		require.Equal(t, want, got)
	})
	data, err := json.Marshal(valuation.ExcessEarnings{})
	require.NoError(t, err)
	assert.Contains(t, string(data), `"timing":"year-end"`, "what the zero value stands for is written")
	assert.Contains(t, string(data), `"forecast":{"kind":"explicit"}`)
}

func TestFaultsOfAMethodDocument(t *testing.T) {
	text := strings.NewReplacer(`"fade": true,`, ``, `"weights": [`, `"weight": [`, `"rate": 0.01,`, `"rate": "1 %", "rte": 1,`).Replace(methodDocument)
	var m valuation.ExcessEarnings
	err := json.Unmarshal([]byte(text), &m)
	for _, want := range []string{
		"fade: absent", "forecast: weighted-history: weights: absent", "weight: unknown; known here are weights",
		`spread.rate: found the text "1 %", wanted a number`, "spread.rte: unknown",
	} {
		assert.ErrorContains(t, err, want)
	}
	assert.Equal(t, valuation.ExcessEarnings{}, m)
	for replacement, want := range map[string]string{
		`"kind": "trend"`:                     `forecast: kind: "trend" is not one of explicit, weighted-history, by-drivers`,
		`"kind": "explicit"`:                  "forecast: explicit: weights: unknown",
		`"kind": "by-drivers", "weights": []`: "weights: given twice",
	} {
		err := json.Unmarshal([]byte(strings.Replace(methodDocument, `"kind": "weighted-history"`, replacement, 1)), &m)
		assert.ErrorContains(t, err, want)
	}
	for old, replacement := range map[string]string{
		`"timing": "mid-year"`:    `"timing": "noon"`,
		`"years": 5`:              `"years": 0`,
		`[0.5, 0.3, 0.2]`:         `[0.5, 0.3]`,
		`"terminal_share": 0.85`:  `"terminal_share": 85`,
		`"forecast": {`:           `"forecast": null, "x": {`,
		`"over_lending": 0.01`:    `"over_lending": null`,
		`"coefficient": 0.2}`:     `"coefficient": 1}`,
		`"brand_share": 0.1`:      `"brand_share": -0.1`,
		`"kind": "weighted-hist`:  `"kind": "Weighted-hist`,
		`"max_growth": 0.02`:      `"max_growth": 0.02, "max_growth": 0.03`,
		`"fade": true`:            `"fade": 1`,
		`"weights": [0.5, 0.3, `:  `"weights": [0.5, "0.3", `,
		`"over_growth": 0.03, "m`: `"m`,
	} {
		require.Contains(t, methodDocument, old)
		assert.Error(t, json.Unmarshal([]byte(strings.Replace(methodDocument, old, replacement, 1)), &m), replacement)
	}
}

func TestCoefficientsGoThroughJSON(t *testing.T) {
	for _, want := range valuation.Coefficients() {
		data, err := valuation.EncodeCoefficient(want)
		require.NoError(t, err)
		got, err := valuation.DecodeCoefficient(data)
		require.NoError(t, err)
		assert.Equal(t, want, got)
		assert.Contains(t, string(data), `"kind":"`+want.Kind()+`"`)
	}
	got, err := valuation.DecodeCoefficient([]byte(`{"kind": "logistic", "min": 0.6, "max": 2, "slope": 0.08, "reference": 50}`))
	require.NoError(t, err)
	assert.Equal(t, valuation.DefaultLogistic, got)
	for text, want := range map[string]string{
		`{"kind": "logistic", "min": 0.6, "mx": 2, "reference": 50}`:                "mx: unknown",
		`{"kind": "logistic", "min": 0.6, "max": 2, "reference": 50}`:               "slope: absent",
		`{"kind": "logistic", "min": 1.6, "max": 2, "slope": 0.1, "reference": 50}`: "min must lie in",
		`{"kind": "step"}`: `"step" is not one of logistic, piecewise, geometric, direct`,
		`{"kind": "piecewise", "knots": [[0, 2], [50, "1"]]}`: `knots[1][1]: found the text "1"`,
		`{"min": 0.6}`: "kind: absent",
	} {
		got, err := valuation.DecodeCoefficient([]byte(text))
		assert.ErrorContains(t, err, want)
		assert.Nil(t, got)
	}
}

func TestCasesGoThroughJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := drawCase(t)
		data, err := json.Marshal(want)
		require.NoError(t, err)
		var got valuation.Case
		require.NoError(t, document.Decode(data, &got))
		require.Equal(t, want, got)
	})
	var c valuation.Case
	err := document.Decode([]byte(`{"basis": {"earnings": "x"}, "explicit": [{"earnings": 1}], "beta": 1}`), &c)
	for _, want := range []string{"basis.charge: absent", "explicit[0].current: absent", "explicit[0].noncurrent: absent", "tax: absent", "brand_share: absent", "beta: unknown"} {
		assert.ErrorContains(t, err, want)
	}
}
