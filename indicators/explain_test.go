package indicators_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// explained is the explanation of one subject on an embedded scheme.
func explained(t testing.TB, code string, p indicators.Policy, values indicators.Values) *indicators.Explanation {
	s, err := indicators.OpenScheme(code)
	require.NoError(t, err)
	e, err := s.Compile(p)
	require.NoError(t, err)
	b, err := e.Bind(e.Fields())
	require.NoError(t, err)
	batch, err := values.Batch(e.Fields())
	require.NoError(t, err)
	return b.Explain(batch, 0)
}

func rowOf(t testing.TB, x *indicators.Explanation, code string) indicators.ExplanationRow {
	for _, r := range x.Rows {
		if r.Code == code {
			return r
		}
	}
	t.Fatalf("no row %s", code)
	return indicators.ExplanationRow{}
}

func fictional(t testing.TB) indicators.Values {
	data, err := os.ReadFile(filepath.Join("testdata", "fictional-enterprise", "input.json"))
	require.NoError(t, err)
	var values indicators.Values
	require.NoError(t, json.Unmarshal(data, &values))
	return values
}

func TestFictionalEnterpriseAsPrinted(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "fictional-enterprise", "want.json"))
	require.NoError(t, err)
	var want struct {
		Total      float64
		Dimensions []struct {
			Code                         string
			Points, Applicable, Coverage float64
		}
		Fractions, Points map[string]float64
	}
	require.NoError(t, json.Unmarshal(data, &want))
	const printed = 5.1e-7 // six decimals
	_, s := evaluateOne(t, "general", indicators.ProposedPolicy(), fictional(t))
	x := explained(t, "general", indicators.ProposedPolicy(), fictional(t))
	assert.InDelta(t, want.Total, s.Total[0], printed)
	assert.Equal(t, s.Total[0], x.Total)
	for i, d := range want.Dimensions {
		assert.InDelta(t, d.Points, s.Dimensions[i].Points[0], printed, d.Code)
		assert.InDelta(t, d.Coverage, s.Dimensions[i].Coverage[0], printed, d.Code)
		assert.Equal(t, d.Applicable, s.Dimensions[i].Applicable[0], d.Code)
		assert.Equal(t, s.Dimensions[i].Points[0], rowOf(t, x, d.Code).Points)
	}
	for code, f := range want.Fractions {
		assert.InDelta(t, f, rowOf(t, x, code).Fraction, printed, code)
	}
	for code, p := range want.Points {
		assert.InDelta(t, p, rowOf(t, x, code).Points, printed, code)
	}
}

func TestSharedGoldenRows(t *testing.T) {
	for _, c := range readGolden(t, sharedtest.File(t, "golden", "evaluation_example.json")) {
		x := explained(t, c.Inputs.Scheme, indicators.ProposedPolicy(), c.Inputs.Values)
		require.Len(t, c.Expected.Rows, 45)
		for _, want := range c.Expected.Rows {
			got := rowOf(t, x, want.Metric)
			assert.Equal(t, want.Weight, got.Weight, want.Metric)
			if fraction, ok := want.Fraction.(float64); ok {
				assert.Equal(t, dataset.Present, got.State, want.Metric)
				assert.InDelta(t, fraction, got.Fraction, 5.1e-7, want.Metric)
				assert.InDelta(t, want.Factor, got.Factor, 1e-12, want.Metric)
				assert.InDelta(t, want.Points, got.Points, 5.1e-7, want.Metric)
			} else {
				assert.NotEqual(t, dataset.Present, got.State, want.Metric)
				assert.Zero(t, got.Points)
			}
		}
	}
}

func TestExplanationSaysWhy(t *testing.T) {
	values := fictional(t)
	values["q_spot"] = indicators.Value{Reported: 99.0, Evidence: dataset.E2}
	values["q_std"] = indicators.Value{Reported: "world_class", Evidence: dataset.E5}
	p := indicators.ProposedPolicy()
	p.Strict = true
	x := explained(t, "general", p, values)
	for code, reason := range map[string]string{
		"q_csat":  "evidence E2 is below the E3 asked for: factor 0.9",
		"q_spot":  "evidence E2 is two or more levels below the E4 asked for: counts as missing: no points",
		"q_std":   `not usable ("world_class" is not among international_advanced`,
		"b_loyal": "missing: no points",
		"s_give":  "not applicable: its weight goes to the rest of the dimension",
	} {
		assert.Contains(t, rowOf(t, x, code).Reason.English, reason)
		assert.NotEmpty(t, rowOf(t, x, code).Reason.Chinese)
	}
	assert.Empty(t, rowOf(t, x, "e_roe").Reason.English)
	require.Len(t, x.Issues, 1)

	out := rowOf(t, x, "b_out")
	assert.Equal(t, "out_of_province_share", out.Counted)
	assert.Equal(t, 46.0, out.Measured)
	assert.Equal(t, []indicators.Figure{{Column: "b_out__export_share", State: dataset.Present, Text: "18"}, {Column: "b_out__out_of_province_share", State: dataset.Present, Text: "46"}}, out.Reported)
	roe := rowOf(t, x, "e_roe")
	assert.Equal(t, indicators.Segment{X0: 9, Y0: 0.8, X1: 14, Y1: 1}, roe.Segment)
	env := rowOf(t, x, "s_env")
	assert.Equal(t, 70.0, env.Measured)
	for _, lang := range []string{"zh", "en", "both"} {
		words := x.Text(lang)
		assert.Equal(t, 1+len(x.Rows)+1, strings.Count(words, "\n"), "a line a row")
	}
	assert.Contains(t, x.Text("zh"), "净资产收益率: 9.9 % (E4)")
}

func TestNotRateableDimensionIsExplained(t *testing.T) {
	s := mustRead(t, sound)
	e, err := s.Compile(indicators.ProposedPolicy())
	require.NoError(t, err)
	b, err := e.Bind(e.Fields())
	require.NoError(t, err)
	batch, err := indicators.Values{"a": {Reported: 5.0, Evidence: dataset.E5}, "b": {Reported: figures{"x": 4, "mean": 5}, Evidence: dataset.E5}}.Batch(e.Fields())
	require.NoError(t, err)
	x := b.Explain(batch, 0)
	assert.True(t, x.Scaled)
	assert.Equal(t, "no public data", rowOf(t, x, "U").Reason.English)
	// 0.5 of 4 >= 3, 0.4 of 4/5 in 0 to 2: the best is 0.5, so all is 0.5.
	assert.InDelta(t, 50, x.Total, 1e-9)
	assert.InDelta(t, 20, rowOf(t, x, "D1").Points, 1e-9)
	assert.False(t, rowOf(t, x, "a").Additive, "no contribution under a geometric mean")
}

func TestContributionsSumToTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		if rapid.Bool().Draw(t, "additive") {
			s = anyScheme(t, indicators.Arithmetic)
		}
		e, b := compiled(t, s, anyPolicy(t))
		batch := anyBatch(t, e.Fields(), 2)
		got := scored(b, batch, nil)
		issues := len(batch.Issues)
		x := b.Explain(batch, 1)
		if x.Total != got.Total[1] || x.Coverage != got.Coverage[1] || len(batch.Issues) != issues {
			t.Fatalf("explained %v, evaluated %v; %d and %d issues", x.Total, got.Total[1], len(batch.Issues), issues)
		}
		sum, additive := 0.0, true
		for _, r := range x.Rows {
			if r.Indicator {
				sum, additive = sum+r.Contribution, additive && r.Additive
			}
		}
		if additive {
			equal(t, "sum of contributions", x.Total, sum)
		}
	})
}
