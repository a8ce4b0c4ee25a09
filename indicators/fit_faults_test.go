package indicators_test

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// TestUnfittedSchemesAreNotCompiled: the error names every place.
func TestUnfittedSchemesAreNotCompiled(t *testing.T) {
	s, _ := tabled(t, [][]float64{{1, 2}}, minMaxes)
	s.Metrics[1].Rule = indicators.BestOf{Parts: []indicators.Part{{Field: "x", Rule: indicators.Linear{Full: 1}}, {Field: "y", Rule: indicators.ZScore{Bound: 3}}}}
	weighted(s, indicators.EntropyOfValues{})
	require.NoError(t, s.Validate())
	assert.False(t, s.Pinned())
	_, err := s.Compile(indicators.Policy{})
	for _, place := range []string{"D", "D/m0", "D/m1"} {
		assert.True(t, hasFault(err, place, "awaits its numbers"), "%s in %v", place, err)
	}
	assert.ErrorContains(t, err, "weights by entropy_of_values")
	assert.ErrorContains(t, err, "rule z_score")
}

// TestUnfittedRulesReadAndWriteThemselves runs down both lists.
func TestUnfittedRulesReadAndWriteThemselves(t *testing.T) {
	rules := map[string]indicators.Rule{}
	for _, r := range []indicators.Rule{indicators.MinMax{}, indicators.Winsorised{Low: 0.1, High: 0.9}, indicators.ToTarget{Quantile: 0.9},
		indicators.ZScore{Bound: 3}, indicators.Percentile{Knots: 11}, indicators.PeerMean{Full: 2, Peers: 5}} {
		rules[r.Kind()] = r
	}
	for _, r := range indicators.UnfittedRules() {
		rule, ok := rules[r.Kind()]
		require.True(t, ok, "the test lacks %s", r.Kind())
		assertReadsItself(t, single(rule, indicators.Benefit))
		assert.NotEmpty(t, rule.Words().In("zh"))
		assert.NotEmpty(t, rule.Words().In("en"))
	}
	weightings := map[string]indicators.Weighting{}
	for _, w := range []indicators.Weighting{indicators.Entropy{Low: 0.01, High: 1.01}, indicators.EntropyOfValues{}} {
		weightings[w.Kind()] = w
	}
	for _, w := range indicators.Weightings() {
		weighting, ok := weightings[w.Kind()]
		require.True(t, ok, "the test lacks %s", w.Kind())
		s := weighted(single(indicators.MinMax{}, indicators.Cost), weighting)
		assertReadsItself(t, s)
		s.Dimensions[0].Weighting, s.Weighting, s.Dimensions[0].Weight = nil, weighting, 0
		assertReadsItself(t, s)
		assert.NotEmpty(t, weighting.Words().In("zh"))
		assert.NotEmpty(t, weighting.Words().In("en"))
	}
}

func assertReadsItself(t *testing.T, s *indicators.Scheme) {
	t.Helper()
	data, err := json.Marshal(s)
	require.NoError(t, err)
	assert.Equal(t, s, mustRead(t, string(data)))
}

func TestFaultsOfUnfittedRules(t *testing.T) {
	for _, c := range []struct {
		rule indicators.Rule
		text string
	}{
		{indicators.Winsorised{Low: -1, High: 2}, "low: a quantile lies within 0 to 1"},
		{indicators.Winsorised{Low: 0, High: nan}, "high: a quantile lies within 0 to 1"},
		{indicators.Winsorised{Low: 0.5, High: 0.5}, "low must be less than high"},
		{indicators.ToTarget{Quantile: 1.1}, "quantile: a quantile"},
		{indicators.ZScore{}, "bound: 0 must be a positive number"},
		{indicators.Percentile{Knots: 1}, "knots: 1 is not within 2 to 1001"},
		{indicators.PeerMean{Full: 0, Peers: 5}, "no length"},
		{indicators.PeerMean{Full: 1}, "peers: 0 must be one or more"},
	} {
		err := single(c.rule, indicators.Benefit).Validate()
		assert.True(t, hasFault(err, "metrics/m", c.text), "wanted %q in:\n%v", c.text, err)
	}
	err := single(indicators.MinMax{}, indicators.Target).Validate()
	assert.True(t, hasFault(err, "metrics/m", "fitted for more or for less"), "%v", err)
	assert.NoError(t, single(indicators.MinMax{}, indicators.Cost).Validate())
	err = single(indicators.PeerMean{Full: 2, Peers: 5}, indicators.Cost).Validate()
	assert.True(t, hasFault(err, "metrics/m", "its rule rewards as benefit"), "%v", err)
}

func TestFaultsOfWeightings(t *testing.T) {
	s := weighted(single(indicators.MinMax{}, indicators.Benefit), indicators.Entropy{Low: 1, High: 1})
	assert.True(t, hasFault(s.Validate(), "D", "weighting entropy: low 1 and high 1"), "%v", s.Validate())
	s = weighted(single(indicators.MinMax{}, indicators.Benefit), indicators.Entropy{High: 1})
	s.Dimensions[0].Children[0].Weight = 5
	assert.True(t, hasFault(s.Validate(), "D/m", "the weights below D come from data; write 0"), "%v", s.Validate())
	s = weighted(single(indicators.MinMax{}, indicators.Benefit), indicators.Entropy{High: 1})
	s.Weighting = indicators.EntropyOfValues{}
	s.Dimensions[0].Weight = 0
	assert.True(t, hasFault(s.Validate(), "D", "the weights below scheme come from data already"), "%v", s.Validate())

	s.Weighting = nil
	s.Dimensions[0].Weight = 100
	data, err := json.Marshal(s)
	require.NoError(t, err)
	for _, bad := range []string{`{"kind":"guess"}`, `7`, `{"kind":"entropy","low":0}`} {
		text := string(data)
		text = text[:len(text)-1] + `,"weighting":` + bad + `}`
		_, err := indicators.ReadScheme([]byte(text))
		assert.True(t, hasFault(err, "scheme", "weighting"), "%s: %v", bad, err)
	}
	var n indicators.Node
	require.NoError(t, json.Unmarshal([]byte(`{"code":"D","name":{"zh":"d","en":"d"},"weight":100,"mean":"arithmetic","weighting":{"kind":"guess"},"children":[]}`), &n))
	s.Dimensions[0] = n
	assert.True(t, hasFault(s.Validate(), "D", `weighting: kind: "guess" is not one of`), "%v", s.Validate())
}

// TestFaultsOfPopulations are those that only the data show.
func TestFaultsOfPopulations(t *testing.T) {
	rule := func(r indicators.Rule, d indicators.Direction) func(int) (indicators.Rule, indicators.Direction) {
		return func(int) (indicators.Rule, indicators.Direction) { return r, d }
	}
	for _, c := range []struct {
		name   string
		rule   func(int) (indicators.Rule, indicators.Direction)
		by     indicators.Weighting
		matrix [][]float64
		texts  []string
	}{
		{"no values", minMaxes, nil, [][]float64{{nan, 1}, {nan, 2}}, []string{"metrics/m0: no subject has a value"}},
		{"constant", minMaxes, nil, [][]float64{{1, 1}, {1, 1}}, []string{"metrics/m0: the 2 values give min_max no length", "metrics/m1: "}},
		{"one value", minMaxes, indicators.Entropy{High: 1}, [][]float64{{1, 1}, {nan, 2}}, []string{"D/m0: has fewer than two values"}},
		{"below zero", minMaxes, indicators.EntropyOfValues{}, [][]float64{{-1, 1}, {3, 2}}, []string{"D/m0: has values down to -1"}},
		{"too far", minMaxes, nil, [][]float64{{-1.5e308, 1}, {1.5e308, 2}}, []string{"metrics/m0: the values lie too far apart"}},
		{"too large", rule(indicators.ZScore{Bound: 3}, indicators.Benefit), nil, [][]float64{{1e200, 1}, {2e200, 2}}, []string{"metrics/m0: the values are too large for a standard deviation"}},
		{"nobody", minMaxes, nil, nil, []string{`the population "p" has no subjects`}},
	} {
		s, src := tabled(t, append(c.matrix, []float64{1, 2})[:max(1, len(c.matrix))], c.rule)
		if c.matrix == nil {
			src = table(t, fieldsOf(src.Content()), 0, nil)
		}
		if c.by != nil {
			weighted(s, c.by)
		}
		_, _, err := indicators.Fit(context.Background(), s, src, indicators.FitOptions{Population: "p"})
		for _, text := range c.texts {
			assert.ErrorContains(t, err, text, c.name)
		}
	}
	_, _, err := indicators.Fit(context.Background(), single(indicators.MinMax{}, indicators.Benefit), unread{}, indicators.FitOptions{})
	assert.ErrorContains(t, err, "the population must be named")
	_, _, err = indicators.Fit(context.Background(), &indicators.Scheme{}, unread{}, indicators.FitOptions{})
	assert.ErrorContains(t, err, "scheme: code")
}

// TestValuesThatAreNotFiniteCountAsMissing, as they do in evaluation.
func TestValuesThatAreNotFiniteCountAsMissing(t *testing.T) {
	fields := []dataset.Field{{Name: "m"}}
	b := dataset.NewBatch(fields, 5)
	for row, x := range []float64{1, math.Inf(1), nan, 3} {
		b.Columns[0].SetNumber(row, x)
	}
	b.Columns[0].State[4] = dataset.NotApplicable
	f, err := indicators.NewFitting(single(indicators.MinMax{}, indicators.Benefit), fitOptions)
	require.NoError(t, err)
	sum := f.Pass().Summary()
	sum.Add(b, nil)
	require.NoError(t, f.Take(sum))
	pinned, report := f.Result()
	assert.Equal(t, indicators.Linear{Zero: 1, Full: 3}, pinned.Metrics[0].Rule)
	assert.Equal(t, indicators.Reported{Present: 2, Missing: 2, NotApplicable: 1}, report.Rules[0].Reported)
}

func TestSummariesBelongToTheirPass(t *testing.T) {
	begin := func() *indicators.Fitting {
		f, err := indicators.NewFitting(single(indicators.Winsorised{Low: 0.1, High: 0.8}, indicators.Benefit), fitOptions)
		require.NoError(t, err)
		return f
	}
	f, other := begin(), begin()
	b := dataset.NewBatch([]dataset.Field{{Name: "m"}}, 4)
	for row := range 4 {
		b.Columns[0].SetNumber(row, float64(row*row))
	}
	first := f.Pass().Summary()
	first.Add(b, nil)
	assert.Error(t, other.Take(first))
	assert.Error(t, first.Merge(other.Pass().Summary()))
	pinned, report := f.Result()
	assert.Nil(t, pinned)
	assert.Nil(t, report)
	for _, bad := range [][]byte{nil, {1, 2, 3}, append(bytesOf(t, first), 0)} {
		assert.Error(t, f.Pass().Summary().UnmarshalBinary(bad))
	}
	assert.Error(t, new(indicators.Summary).UnmarshalBinary(nil))
	assert.Panics(t, func() { first.Add(&dataset.Batch{}, nil) })

	require.NoError(t, f.Take(first))
	second := f.Pass().Summary()
	assert.Error(t, second.UnmarshalBinary(bytesOf(t, first)), "of the pass before")
	second.Add(b, []int32{0, 1, 2})
	assert.ErrorContains(t, f.Take(second), "the population changed")
	b.Columns[0].SetNumber(2, 5)
	b.Columns[0].State[1] = dataset.Missing
	third := f.Pass().Summary()
	third.Add(b, nil)
	assert.ErrorContains(t, f.Take(third), "the population changed")
}
