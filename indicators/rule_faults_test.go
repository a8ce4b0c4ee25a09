package indicators_test

import (
	"encoding/json"
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

func TestRulesWithoutASoundScaleAreRefused(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	term := func(field string, w float64) []indicators.CountTerm {
		return []indicators.CountTerm{{Field: field, Name: text("t"), Weight: w}}
	}
	grade := func(code string, points float64) []indicators.Grade {
		return []indicators.Grade{{Code: code, Name: text("g"), Points: points}}
	}
	parts := func(rules ...indicators.Rule) (list []indicators.Part) {
		for _, r := range rules {
			list = append(list, indicators.Part{Field: "x", Rule: r})
		}
		return list
	}
	up, down := indicators.Linear{Zero: 0, Full: 1}, indicators.Linear{Zero: 1, Full: 0}
	steps := indicators.Steps{Cuts: []indicators.Cut{{At: 1, Fraction: 1}}}
	for _, c := range []struct {
		rule indicators.Rule
		text string
	}{
		{indicators.Linear{Zero: 3, Full: 3}, "no length"},
		{indicators.Linear{Zero: nan, Full: 3}, "finite"},
		{indicators.BaselineLead{Zero: 1, Baseline: 3, Lead: 2}, "all rise or all fall"},
		{indicators.BaselineLead{Zero: 1, Baseline: 1, Lead: 2}, "all rise or all fall"},
		{indicators.BaselineLead{Zero: 1, Baseline: 2, Lead: inf}, "finite"},
		{indicators.FiveTiers{Excellent: 5, Good: 4, Mean: 4, Low: 2, Poor: 1}, "all rise or all fall"},
		{indicators.Steps{}, "there are none"},
		{indicators.Steps{Cuts: []indicators.Cut{{At: 1, Fraction: 1.5}}}, "not within 0 to 1"},
		{indicators.Steps{Cuts: []indicators.Cut{{At: nan, Fraction: 1}}}, "finite"},
		{indicators.Steps{Cuts: []indicators.Cut{{At: 1, Fraction: 1}}, Else: 1}, "not less than"},
		{indicators.Steps{Cuts: []indicators.Cut{{At: 1, Fraction: 1}, {At: 1, Fraction: 0.5}}}, "overlap"},
		{indicators.Steps{Side: indicators.AtMost, Cuts: []indicators.Cut{{At: 2, Fraction: 1}, {At: 1, Fraction: 0.5}}}, "overlap"},
		{indicators.PerUnit{Unit: 0, Points: 1, Cap: 1}, "unit: 0 must be a positive number"},
		{indicators.PerUnit{Unit: 1, Points: 1, Cap: inf}, "cap"},
		{indicators.BestOf{Parts: parts(up)}, "two or more"},
		{indicators.BestOf{Parts: parts(up, down)}, "rewards as cost and the first as benefit"},
		{indicators.BestOf{Parts: parts(up, indicators.BestOf{})}, "can't be one of several"},
		{indicators.BestOf{Parts: parts(up, indicators.Linear{})}, "no length"},
		{indicators.BestOf{Parts: []indicators.Part{{Rule: up}, {Field: "y"}}}, "must name the figure"},
		{indicators.Grades{}, "no word of the table earns a point"},
		{indicators.Grades{Grades: grade("a", 101)}, "101 points of a hundred"},
		{indicators.Grades{Grades: append(grade("a", 10), grade("a", 20)...)}, "a: given twice"},
		{indicators.Grades{Grades: grade("a;b", 10)}, "must be a word"},
		{indicators.Grades{Grades: grade("", 10)}, "[0]: code"},
		{indicators.Grades{Grades: grade("a", -1)}, "must be zero or more"},
		{indicators.Grades{Grades: []indicators.Grade{{Code: "a", Points: 5}}}, "name: must be given"},
		{indicators.SumCap{Items: grade("a", 10)}, "cap: 0 must be a positive number"},
		{indicators.SumCap{Items: make([]indicators.Grade, 65), Cap: 1}, "65 are given, 64 are possible"},
		{indicators.WeightedCount{Steps: steps}, "nothing to count"},
		{indicators.WeightedCount{Terms: term("u", -1), Steps: steps}, "weight -1 must be a positive number"},
		{indicators.WeightedCount{Terms: append(term("u", 1), term("u", 1)...), Steps: steps}, "u: given twice"},
		{indicators.WeightedCount{Terms: term("u__v", 1), Steps: steps}, "double underscore"},
		{indicators.WeightedCount{Terms: []indicators.CountTerm{{Field: "u", Weight: 1}}, Steps: indicators.Steps{}}, "steps: cuts"},
		{indicators.Deduct{Events: term("u", 1)}, "start: 0 must be a positive number"},
		{indicators.Deduct{Start: 1, Floor: 1, Events: term("u", 1)}, "floor: 1 must be zero or more and below"},
		{indicators.Interval{ZeroLow: 0, Low: 2, High: 1, ZeroHigh: 3}, "must rise in this order"},
		{indicators.Interval{ZeroLow: nan}, "finite"},
		{indicators.Log{Zero: 1, Full: 1}, "no length"},
		{indicators.Log{Zero: 0, Full: 1}, "must be positive to have a logarithm"},
		{indicators.RatioToMean{Zero: 1, Full: 1}, "no length"},
		{indicators.RatioToMean{Full: 1, Means: figures{"*": 0}}, "means.*: 0 must be a positive number"},
		{indicators.Points{}, "a scale needs as many X as Y"},
		{indicators.Points{X: []float64{1, 0}, Y: []float64{0, 1}}, "do not rise"},
		{indicators.Rank{Zero: 1, Full: 1}, "no length"},
	} {
		err := single(c.rule, indicators.Benefit).Validate()
		if assert.Error(t, err, "%#v", c.rule) {
			assert.True(t, hasFault(err, "metrics/m", c.text), "wanted %q in:\n%v", c.text, err)
		}
	}
}

// TestRulesReadAndWriteThemselves runs down the list of rules: JSON with every
// parameter, and words.
func TestRulesReadAndWriteThemselves(t *testing.T) {
	steps := indicators.Steps{Side: indicators.AtLeast, Cuts: []indicators.Cut{{At: 2, Fraction: 1}, {At: 1, Fraction: 0.5}}}
	terms := []indicators.CountTerm{{Field: "u", Name: text("u"), Weight: 1}}
	grades := []indicators.Grade{{Code: "a", Name: text("a"), Points: 50}}
	full := map[string]indicators.Rule{}
	for _, r := range []indicators.Rule{
		indicators.Linear{Full: 1}, indicators.BaselineLead{Baseline: 1, Lead: 2}, indicators.FiveTiers{Excellent: 5, Good: 4, Mean: 3, Low: 2, Poor: 1},
		steps, indicators.PerUnit{Unit: 1, Points: 1, Cap: 2}, indicators.BestOf{Parts: []indicators.Part{{Field: "x", Rule: steps}, {Field: "y", Rule: indicators.Linear{Full: 1}}}},
		indicators.Grades{Grades: grades}, indicators.WeightedCount{Terms: terms, Steps: steps}, indicators.SumCap{Items: grades, Cap: 100}, indicators.Interval{Low: 1, High: 2, ZeroHigh: 3},
		indicators.Log{Zero: 1, Full: 2}, indicators.RatioToMean{Full: 2}, indicators.Rank{By: indicators.ByPercentile, Full: 1}, indicators.Deduct{Start: 100, Events: terms}, indicators.Expert{},
		indicators.Points{X: []float64{0, 1, 1}, Y: []float64{0, 0.5, 1}},
	} {
		full[r.Kind()] = r
	}
	for _, r := range indicators.Rules() {
		rule, ok := full[r.Kind()]
		require.True(t, ok, "the test lacks %s", r.Kind())
		direction := indicators.Benefit
		if r.Kind() == "interval" {
			direction = indicators.Target
		}
		s := single(rule, direction)
		data, err := json.Marshal(s)
		require.NoError(t, err)
		assert.Equal(t, s, mustRead(t, string(data)), r.Kind())
		assert.NotEmpty(t, rule.Words().Chinese)
		assert.NotEmpty(t, rule.Words().English)
	}
}

// TestOptionalColumnsMayBeAbsent binds to a batch without reported means.
func TestOptionalColumnsMayBeAbsent(t *testing.T) {
	e, err := single(indicators.RatioToMean{Zero: 0, Full: 2}, indicators.Benefit).Compile(indicators.Policy{Means: indicators.Means{"m": {"beer": 4}}})
	require.NoError(t, err)
	fields := []dataset.Field{{Name: "m__x", Type: dataset.Number}}
	b, err := e.Bind(fields)
	require.NoError(t, err)
	batch := dataset.NewBatch(fields, 1)
	batch.Columns[0].SetNumber(0, 4)
	s := scored(b, batch, nil)
	assert.Zero(t, s.Total[0])
	require.Len(t, batch.Issues, 1)
	assert.Equal(t, "m__mean", batch.Issues[0].Column)
}

// TestLargeDictionaries reads words one by one where a batch's dictionary has
// more of them than there are rows.
func TestLargeDictionaries(t *testing.T) {
	e, err := single(stars, indicators.Benefit).Compile(indicators.Policy{})
	require.NoError(t, err)
	b, err := e.Bind(e.Fields())
	require.NoError(t, err)
	batch := dataset.NewBatch(e.Fields(), 3)
	for row, word := range []string{"5star", "none", "4star"} {
		batch.Columns[0].SetWord(row, word)
	}
	batch.Columns[0].Words = append(batch.Columns[0].Words, "6star", "7star")
	s := scored(b, batch, nil)
	assert.InDeltaSlice(t, []float64{95, 0, 90}, s.Total, 1e-12)
	assert.Empty(t, batch.Issues, "words that no row uses are nobody's fault")
	s = scored(b, batch, []int32{2})
	assert.InDeltaSlice(t, []float64{0, 0, 90}, s.Total, 1e-12)
}
