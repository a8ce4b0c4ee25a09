package indicators_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// pair is a scheme of two metrics of 60 and 40 points in one dimension.
func pair(asked dataset.Evidence) *indicators.Scheme {
	s := single(indicators.Linear{Zero: 0, Full: 100}, indicators.Benefit)
	s.Metrics[0].MinEvidence = asked
	other := s.Metrics[0]
	other.Code = "n"
	s.Metrics = append(s.Metrics, other)
	s.Dimensions[0].Children = []indicators.Node{{Metric: "m", Weight: 60}, {Metric: "n", Weight: 40}}
	return s
}

func TestEvidenceFactors(t *testing.T) {
	strict := indicators.ProposedPolicy()
	strict.Strict = true
	for _, c := range []struct {
		level, asked   dataset.Evidence
		factor, strict float64
		known          bool // under the strict policy
	}{
		{dataset.E5, dataset.E3, 1, 1, true},
		{dataset.E3, dataset.E3, 1, 1, true},
		{dataset.E2, dataset.E3, 0.9, 0.9, true},
		{dataset.E1, dataset.E3, 0.7, 0, false},
		{dataset.E3, dataset.E4, 0.95, 0.95, true},
		{dataset.E2, dataset.E4, 0.9, 0, false},
		{dataset.E0, dataset.E2, 0, 0, false},
		{dataset.Unstated, dataset.E2, 0, 0, false},
		{dataset.E0, dataset.E1, 0, 0, true},
		{dataset.Unstated, dataset.E0, 1, 1, true},
		{dataset.Unstated, dataset.Unstated, 1, 1, true},
	} {
		values := indicators.Values{"m": {Reported: 50.0, Evidence: c.level}, "n": {Reported: 100.0, Evidence: dataset.E5}}
		s, _ := evaluated(t, pair(c.asked), indicators.ProposedPolicy(), values)
		assert.InDelta(t, 30*c.factor+40, s.Total[0], 1e-12, "%+v", c)
		assert.Equal(t, 1.0, s.Coverage[0])
		s, _ = evaluated(t, pair(c.asked), strict, values)
		assert.InDelta(t, 30*c.strict+40, s.Total[0], 1e-12, "strict %+v", c)
		assert.Equal(t, map[bool]float64{true: 1, false: 0.4}[c.known], s.Coverage[0], "strict %+v", c)
	}
}

func TestMissingAndNotApplicable(t *testing.T) {
	zero, exclude := indicators.Policy{}, indicators.Policy{Missing: indicators.Exclude{}}
	half := indicators.Policy{MinApplicable: 0.5}
	for _, c := range []struct {
		policy          indicators.Policy
		m               any
		total, coverage float64
		rateable        bool
	}{
		{zero, dataset.Missing, 20, 0.4, true},
		{exclude, dataset.Missing, 50, 0.4, true},
		{zero, dataset.NotApplicable, 50, 1, true},
		{exclude, dataset.NotApplicable, 50, 1, true},
		{half, dataset.NotApplicable, 0, 1, false}, // 40 of 100 are applicable
		{half, dataset.Missing, 20, 0.4, true},
	} {
		s, _ := evaluated(t, pair(0), c.policy, indicators.Values{"m": {Reported: c.m}, "n": {Reported: 50.0}})
		assert.InDelta(t, c.total, s.Total[0], 1e-12, "%+v", c)
		assert.InDelta(t, c.coverage, s.Coverage[0], 1e-12, "%+v", c)
		assert.Equal(t, c.rateable, s.Rateable[0], "%+v", c)
		assert.False(t, s.Scaled[0])
	}
	for _, nothing := range []dataset.State{dataset.Missing, dataset.NotApplicable} {
		s, _ := evaluated(t, pair(0), exclude, indicators.Values{"m": {Reported: nothing}, "n": {Reported: nothing}})
		assert.False(t, s.Rateable[0])
		assert.Zero(t, s.Total[0])
		assert.Zero(t, s.Coverage[0])
	}
}

func TestPinnedMeansByIndustry(t *testing.T) {
	scheme := single(indicators.RatioToMean{Zero: 0, Full: 2}, indicators.Benefit)
	policy := indicators.Policy{Means: indicators.Means{"m": {"beer": 10, "*": 4}}}
	e, err := scheme.Compile(policy)
	require.NoError(t, err)
	fields := e.Fields()
	assert.Equal(t, []dataset.Field{
		{Name: "m__x", Type: dataset.Number, Required: true}, {Name: "m__mean", Type: dataset.Number}, {Name: dataset.Industry, Type: dataset.Word},
	}, fields)
	b := dataset.NewBatch(fields, 4)
	x, mean, industry := &b.Columns[0], &b.Columns[1], &b.Columns[2]
	for row := range 4 {
		x.SetNumber(row, 6)
	}
	industry.SetWord(0, "beer")
	industry.SetWord(1, "tyres")
	industry.SetWord(3, "beer")
	mean.SetNumber(3, 6)
	binding, err := e.Bind(fields)
	require.NoError(t, err)
	var s indicators.Scores
	s.Reset(4, 1)
	binding.Evaluate(b, nil, &s)
	assert.InDeltaSlice(t, []float64{30, 75, 75, 50}, s.Total, 1e-12, "of beer, of others, of an unknown industry, as reported")

	policy.Means = indicators.Means{"m": {"beer": 10}}
	e, err = scheme.Compile(policy)
	require.NoError(t, err)
	binding, err = e.Bind(fields)
	require.NoError(t, err)
	s.Reset(4, 1)
	binding.Evaluate(b, nil, &s)
	assert.InDeltaSlice(t, []float64{30, 0, 0, 50}, s.Total, 1e-12)
	require.Len(t, b.Issues, 2)
	assert.Equal(t, indicators.IssueNoMean, b.Issues[0].Code)
	assert.Equal(t, []int{1, 2}, []int{b.Issues[0].Row, b.Issues[1].Row})
}

// A scheme of which two dimensions of five can't be rated, as one of public
// statements: 520 of 1000 points remain, and the total is scaled by 1000/520.
func TestDimensionsNotRateable(t *testing.T) {
	s := pair(0)
	s.Dimensions[0].Weight, s.FullScore = 520, 1000
	s.Dimensions[0].Children[0].Weight, s.Dimensions[0].Children[1].Weight = 320, 200
	why := indicators.Text{Chinese: "无公开数据", English: "no public data"}
	s.Dimensions = append(s.Dimensions,
		indicators.Node{Code: "Q", Name: text("质量"), Weight: 280, NotRateable: why},
		indicators.Node{Code: "I", Name: text("创新"), Weight: 200, NotRateable: why})
	got, _ := evaluated(t, s, indicators.Policy{}, indicators.Values{"m": {Reported: 50.0}, "n": {Reported: 100.0}})
	assert.InDelta(t, (160+200)*1000.0/520, got.Total[0], 1e-9)
	assert.True(t, got.Scaled[0])
	assert.Equal(t, []bool{true, false, false}, []bool{got.Dimensions[0].Rateable[0], got.Dimensions[1].Rateable[0], got.Dimensions[2].Rateable[0]})
	assert.Equal(t, 1.0, got.Coverage[0])
	assert.Equal(t, 360.0, got.Dimensions[0].Points[0])
}

func TestMeansOfANode(t *testing.T) {
	for mean, want := range map[indicators.Mean]float64{
		indicators.Arithmetic: 0.6*0.5 + 0.4*0.8,
		indicators.Geometric:  math.Pow(0.5, 0.6) * math.Pow(0.8, 0.4),
		indicators.Harmonic:   1 / (0.6/0.5 + 0.4/0.8),
		indicators.Weakest:    0.5,
	} {
		s := pair(0)
		s.Dimensions[0].Mean = mean
		got, _ := evaluated(t, s, indicators.Policy{}, indicators.Values{"m": {Reported: 50.0}, "n": {Reported: 80.0}})
		assert.InDelta(t, 100*want, got.Total[0], 1e-9, "%v", mean)
		got, _ = evaluated(t, s, indicators.Policy{}, indicators.Values{"m": {Reported: 50.0}})
		if mean != indicators.Arithmetic {
			assert.Zero(t, got.Total[0], "%v of zero", mean)
		}
	}
}
