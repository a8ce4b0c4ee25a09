package survey

import (
	"context"
	"encoding/json"
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Merge of parts equals the whole, in any order of respondents and of parts; so
// does adding the parts one after another, and so does a tally that went through
// JSON.
func TestTally_MergeOfPartsEqualsTheWhole(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t, "x", "y", "")
		whole := tallied(t, threeItems, asAnswers(threeItems, people))
		shuffled := rapid.Permutation(people).Draw(t, "order")
		cut := rapid.IntRange(0, len(people)).Draw(t, "cut")
		first, second := asAnswers(threeItems, shuffled[:cut]), asAnswers(threeItems, shuffled[cut:])
		require.Equal(t, whole, tallied(t, threeItems, first, second))

		a, b := tallied(t, threeItems, first), tallied(t, threeItems, second)
		data, err := json.Marshal(a)
		require.NoError(t, err)
		var back Tally
		require.NoError(t, json.Unmarshal(data, &back))
		require.NoError(t, b.Merge(&back))
		require.Equal(t, whole.Strata, b.Strata)
		require.Equal(t, tallied(t, threeItems, first), a, "what is merged is not changed")
	})
}

func TestTally_KeepsCounts(t *testing.T) {
	tally := tallied(t, threeItems, Answers{Respondents: 3, Columns: []Column{
		{Item: "recommend", Values: []float64{0, 10, 10}},
		{Item: "quality", Values: []float64{1, 99, 10}},
		{Item: "service", Values: []float64{5, 5, math.NaN()}, Missing: []bool{false, false, true}},
	}})
	require.Len(t, tally.Strata, 1)
	s := tally.Strata[0]
	assert.Equal(t, int64(1), s.Items[0].Missing, "99 is no answer")
	assert.Equal(t, []int64{1, 0, 0, 0, 0, 0, 0, 0, 0, 2}, append(s.Items[0].N[:9:9], s.Items[2].N[10]))
	assert.Equal(t, int64(2), s.Blocks[0].Incomplete)
	assert.Equal(t, int64(1), s.Blocks[0].N)
	assert.Equal(t, "4000000", s.Blocks[0].Y[0].String(), "service 5 is 4 above the lowest")
}

func TestTally_RefusesFaultyAnswersAsAWhole(t *testing.T) {
	tally := tallied(t, threeItems)
	err := tally.Add(context.Background(), Answers{Row: 101, Respondents: 2, Weights: []float64{0, math.NaN()}, Strata: []string{"x"}, Columns: []Column{
		{Item: "quality", Values: []float64{11, 7.5}},
		{Item: "quality", Values: []float64{1, 7}},
		{Item: "service", Values: []float64{math.NaN(), 99}},
		{Item: "age", Values: []float64{30, 40}},
	}})
	require.Error(t, err)
	for _, part := range []string{
		`respondent 101, item "quality": 11 is off the scale 1 to 10`, `respondent 102, item "quality": 7.5 is no whole number`,
		`column "quality" stands twice`, `respondent 101, item "service": not a number`, `respondent 102, item "service": 99 is off`,
		`column "age": no such item`, `item "recommend" has no column`, "respondent 101: the weight 0", "respondent 102: the weight NaN", "1 strata for 2 respondents",
	} {
		assert.ErrorContains(t, err, part)
	}
	assert.Empty(t, tally.Strata)
	err = tally.Add(context.Background(), Answers{Respondents: 2, Weights: []float64{1}, Columns: []Column{{Item: "quality", Values: []float64{1}}}})
	assert.ErrorContains(t, err, `column "quality": 1 values and 0 missing marks for 2 respondents`)
	assert.ErrorContains(t, err, "1 weights for 2 respondents")

	ended, end := context.WithCancel(context.Background())
	end()
	require.ErrorIs(t, tally.Add(ended, asAnswers(threeItems, []respondent{{[]float64{1, 1, 1}, 1, ""}})), context.Canceled)
	assert.Empty(t, tally.Strata)
}

func TestTally_RefusesWhatNoCountingGives(t *testing.T) {
	good := func() *Tally {
		return tallied(t, threeItems, asAnswers(threeItems, []respondent{{[]float64{1, 2, 3}, 1, "a"}, {[]float64{4, 5, 6}, 1, "b"}}))
	}
	require.NoError(t, good().Validate())
	for name, damage := range map[string]func(*Tally){
		"order":        func(x *Tally) { x.Strata[0].Stratum = "z" },
		"items":        func(x *Tally) { x.Strata[0].Items = nil },
		"answers":      func(x *Tally) { x.Strata[0].Items[0].N = nil },
		"count":        func(x *Tally) { x.Strata[0].Items[0].N[0] = -1 },
		"weight":       func(x *Tally) { x.Strata[0].Items[0].W[0] = Sum{} },
		"sum":          func(x *Tally) { x.Strata[0].Respondents = 7 },
		"pairs":        func(x *Tally) { x.Strata[0].Blocks[0].YY = nil },
		"block weight": func(x *Tally) { x.Strata[0].Blocks[0].W = Sum{} },
		"block count":  func(x *Tally) { x.Strata[0].Blocks[0].Incomplete = 5 },
		"questions":    func(x *Tally) { x.Questionnaire.Items = nil },
	} {
		bad := good()
		bad.Questionnaire.Items = append([]Item(nil), bad.Questionnaire.Items...)
		damage(bad)
		assert.Error(t, bad.Validate(), name)
		assert.Error(t, good().Merge(bad), name)
		_, err := DefaultNetPromoter("recommend").Estimate(bad, Weighting{})
		assert.Error(t, err, name)
	}
	other := threeItems
	other.Blocks = nil
	assert.ErrorContains(t, good().Merge(tallied(t, other)), "different questionnaires")
}

func TestQuestionnaire_NamesEveryFault(t *testing.T) {
	q := Questionnaire{
		Items:  []Item{{Code: "a", Low: 1, High: 10, NoAnswer: []int{5}}, {Code: "a", Low: 3, High: 3}, {Low: 0, High: 101}},
		Blocks: []Block{{Code: "b", Items: []string{"a", "a", "x"}}, {Code: "b"}, {Items: []string{"a"}}},
	}
	err := q.Validate()
	require.Error(t, err)
	for _, part := range []string{
		`item "a": no_answer 5`, `item "a" stands twice, at 1 and 2`, `low 3 and high 3`, "item 3 has no code", "low 0 and high 101",
		`block "b": no item "x"`, `block "b": item "a" stands twice`, `block "b" stands twice`, `block "b" has no items`, "block 3 has no code",
	} {
		assert.ErrorContains(t, err, part)
	}
	assert.Error(t, Questionnaire{}.Validate())
	_, err = NewTally(q)
	assert.Error(t, err)
}

func TestQuestionnaire_ReadsStrictly(t *testing.T) {
	data, err := json.Marshal(Questionnaire{
		Items:  []Item{{Code: "a", Title: Text{"质量", "quality"}, Low: 1, High: 10, NoAnswer: []int{}}},
		Blocks: []Block{{Code: "b", Items: []string{"a"}}},
	})
	require.NoError(t, err)
	q, err := ReadQuestionnaire(data)
	require.NoError(t, err)
	assert.Equal(t, "质量", q.Items[0].Title.ZH)
	_, err = ReadQuestionnaire([]byte(`{"items": [{"code": "a", "low": 1, "hihg": 10}]}`))
	for _, part := range []string{"hihg", "high: absent", "title: absent", "blocks: absent"} {
		assert.ErrorContains(t, err, part)
	}
}

// Sums of 128 bits against math/big.
func TestSum_IsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		big64 := rapid.Uint64Range(1<<50, math.MaxUint64)
		a, b := big64.Draw(t, "a"), big64.Draw(t, "b")
		k := rapid.Uint64Range(2, 10000).Draw(t, "k")
		small := a >> 16
		s := product(small, b>>16).times(k)
		want := new(big.Int).SetUint64(small)
		want.Mul(want, new(big.Int).SetUint64(b>>16)).Mul(want, new(big.Int).SetUint64(k))
		require.Equal(t, want.String(), s.String())
		s.add(product(a, 1))
		want.Add(want, new(big.Int).SetUint64(a))
		require.Equal(t, want.String(), s.String())
		var back Sum
		require.NoError(t, back.UnmarshalText([]byte(s.String())))
		require.Equal(t, s, back)
	})
	var s Sum
	for _, text := range []string{"", "-1", "1.5", "340282366920938463463374607431768211456"} {
		assert.Error(t, s.UnmarshalText([]byte(text)), text)
	}
	assert.NoError(t, s.UnmarshalText([]byte("340282366920938463463374607431768211455")))
}
