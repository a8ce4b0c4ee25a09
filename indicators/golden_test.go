package indicators_test

import (
	"encoding/json"
	"math"
	"os"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// goldenCase is a case of the method evaluate.enterprise.
type goldenCase struct {
	ID     string
	Inputs struct {
		Scheme string
		Values indicators.Values
	}
	Expected struct {
		Total      float64
		Dimensions map[string]float64
		Coverage   map[string]float64
		Rows       []goldenRow
	}
	Tolerance float64
}

// goldenRow has numbers, and empty texts where there is none.
type goldenRow struct {
	Metric   string
	Weight   float64
	Fraction any `json:"score_fraction"`
	Factor   any `json:"multiplier"`
	Points   any
}

func readGolden(t *testing.T, path string) []goldenCase {
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	var file struct{ Cases []goldenCase }
	require.NoError(t, json.Unmarshal(data, &file))
	require.NotEmpty(t, file.Cases)
	return file.Cases
}

// evaluateOne scores one subject on an embedded scheme.
func evaluateOne(t testing.TB, code string, policy indicators.Policy, values indicators.Values) (*indicators.Evaluator, *indicators.Scores) {
	scheme, err := indicators.OpenScheme(code)
	require.NoError(t, err)
	e, err := scheme.Compile(policy)
	require.NoError(t, err)
	batch, err := values.Batch(e.Fields())
	require.NoError(t, err)
	binding, err := e.Bind(e.Fields())
	require.NoError(t, err)
	var s indicators.Scores
	s.Reset(1, len(e.Dimensions()))
	binding.Evaluate(batch, nil, &s)
	require.Empty(t, batch.Issues)
	return e, &s
}

func assertGolden(t *testing.T, c goldenCase) {
	require.NotZero(t, c.Tolerance)
	e, s := evaluateOne(t, c.Inputs.Scheme, indicators.ProposedPolicy(), c.Inputs.Values)
	near := func(want, got float64, what string) {
		assert.InDelta(t, want, got, c.Tolerance*math.Max(1, math.Abs(want)), "%s: %s", c.ID, what)
	}
	near(c.Expected.Total, s.Total[0], "total")
	require.Len(t, c.Expected.Dimensions, len(e.Dimensions()))
	for i, d := range e.Dimensions() {
		near(c.Expected.Dimensions[d.Code], s.Dimensions[i].Points[0], d.Code)
		near(c.Expected.Coverage[d.Code], s.Dimensions[i].Coverage[0], "coverage "+d.Code)
	}
	assert.False(t, s.Scaled[0])
}

func TestSharedGoldenEvaluations(t *testing.T) {
	for _, file := range []string{"evaluation.json", "evaluation_example.json"} {
		for _, c := range readGolden(t, sharedtest.File(t, "golden", file)) {
			assertGolden(t, c)
		}
	}
}
