package survey

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample has the given number of respondents in each stratum, all promoters in
// the first, all detractors in the others, but for one in each.
func sample(t *testing.T, strata []string, n []int) *Tally {
	var people []respondent
	for s, name := range strata {
		for r := range n[s] {
			x := 0.0
			if s == 0 != (r == 0) {
				x = 10
			}
			people = append(people, respondent{[]float64{5, 5, x}, 1, name})
		}
	}
	return tallied(t, threeItems, asAnswers(threeItems, people))
}

// By hand: 50 and 50 asked where 80 % and 20 % live. Factors 1.6 and 0.4; Kish:
// 100 (50 2.56 + 50 0.16) / 100^2 = 1.36. Score: 49 of 50 promoters and one of 50, so
// 0.96 and -0.96: 0.8 0.96 - 0.2 0.96 = 0.576. Each variance is (1 - 0.96^2)/49.
func TestPostStratification_WorkedByHand(t *testing.T) {
	tally := sample(t, []string{"a", "b"}, []int{50, 50})
	w, err := PostStratification{Shares: []Share{{"b", 0.2}, {"a", 0.8}}, Fewest: 2}.Weigh(tally)
	require.NoError(t, err)
	assert.Equal(t, []StratumWeight{{"a", 50, 0.5, 0.8, 1.6, 0.8, false}, {"b", 50, 0.5, 0.2, 0.4, 0.2, false}}, w.Strata)
	assert.InDelta(t, 1.36, w.DesignEffect, 1e-12)
	assert.InDelta(t, 100/1.36, w.Effective, 1e-9)
	e, err := DefaultNetPromoter("recommend").Estimate(tally, w)
	require.NoError(t, err)
	assert.InDelta(t, 57.6, e.Value, 1e-9)
	assert.InDelta(t, 100*math.Sqrt((0.64+0.04)*(1-0.96*0.96)/49), e.SE, 1e-9)
	assert.InDelta(t, 100/1.36, e.Effective, 1e-9)
	assert.True(t, e.Weighted)
	plain, err := DefaultNetPromoter("recommend").Estimate(tally, Weighting{})
	require.NoError(t, err)
	assert.InDelta(t, 0, plain.Value, 1e-12)
}

// Thirds of a sample for 60, 35 and 5 %: factors 1.8, 1.05 and 0.15. A cap of 1.2
// holds the first at 40 %; the other two share 60 % as 35 to 5, which lifts the
// second to 1.575, so it is held too, and the third gets the remaining 20 %.
func TestPostStratification_CapIsSpreadAgain(t *testing.T) {
	tally := sample(t, []string{"a", "b", "c"}, []int{30, 30, 30})
	w, err := PostStratification{Shares: []Share{{"a", 0.6}, {"b", 0.35}, {"c", 0.05}}, Cap: 1.2, Fewest: 2}.Weigh(tally)
	require.NoError(t, err)
	for i, want := range []struct {
		factor, share float64
		capped        bool
	}{{1.2, 0.4, true}, {1.2, 0.4, true}, {0.6, 0.2, false}} {
		assert.InDelta(t, want.factor, w.Strata[i].Factor, 1e-12)
		assert.InDelta(t, want.share, w.Strata[i].Share, 1e-12)
		assert.Equal(t, want.capped, w.Strata[i].Capped)
	}
	require.Len(t, w.Warnings, 1)
	assert.Contains(t, w.Warnings[0], `"a" (40 % instead of 60 %)`)
}

func TestPostStratification_RefusesEmptyAndUnknownStrata(t *testing.T) {
	tally := sample(t, []string{"a", "b", "tiny"}, []int{30, 30, 1})
	_, err := PostStratification{Shares: []Share{{"a", 0.5}, {"island", 0.12}, {"tiny", 0.38}}, Fewest: 2}.Weigh(tally)
	require.Error(t, err)
	for _, part := range []string{
		`stratum "island" is 12 % of the population and has no respondent; merge it`,
		`stratum "b" has 30 respondents and no known share`, `stratum "tiny" has 1 respondents, fewer than 2`,
	} {
		assert.ErrorContains(t, err, part)
	}
	_, err = PostStratification{Shares: []Share{{"a", 0.5}, {"a", -0.1}, {"c", math.NaN()}}, Cap: 0.5, Fewest: 1}.Weigh(tally)
	for _, part := range []string{`stratum "a" stands twice`, "share -0.1", "share NaN", "add up to NaN", "cap 0.5", "fewest 1"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = PostStratification{Shares: []Share{{"a", 1}}, Fewest: 2}.Weigh(&Tally{})
	assert.Error(t, err)
}

func TestWeighting_IsForItsOwnTally(t *testing.T) {
	w, err := PostStratification{Shares: []Share{{"a", 0.5}, {"b", 0.5}}, Fewest: 2}.Weigh(sample(t, []string{"a", "b"}, []int{9, 9}))
	require.NoError(t, err)
	for _, other := range []*Tally{sample(t, []string{"a", "c"}, []int{9, 9}), sample(t, []string{"a"}, []int{9})} {
		_, err = DefaultTopBox("recommend", 9).Estimate(other, w)
		assert.ErrorContains(t, err, "weigh this tally")
	}
}

// A stratum whose respondents all left the question out can't be weighed up.
func TestWeighting_StratumWithoutAnswersToTheItem(t *testing.T) {
	people := []respondent{{[]float64{5, 5, 9}, 1, "a"}, {[]float64{5, 5, 9}, 1, "a"},
		{[]float64{5, 5, math.NaN()}, 1, "b"}, {[]float64{5, 5, math.NaN()}, 1, "b"}}
	tally := tallied(t, threeItems, asAnswers(threeItems, people))
	w, err := PostStratification{Shares: []Share{{"a", 0.5}, {"b", 0.5}}, Fewest: 2}.Weigh(tally)
	require.NoError(t, err)
	for _, s := range []Statistic{DefaultNetPromoter("recommend"), DefaultTopBox("recommend", 9)} {
		_, err = s.Estimate(tally, w)
		assert.ErrorContains(t, err, `stratum "b": 0 usable answers to "recommend"`)
	}
}
