package survey

import (
	"context"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// respondent is the plain form that the definitions are written over.
type respondent struct {
	x       []float64 // NaN is missing
	w       float64
	stratum string
}

var threeItems = Questionnaire{
	Items: []Item{
		{Code: "quality", Low: 1, High: 10, NoAnswer: []int{98, 99}},
		{Code: "service", Low: 1, High: 10},
		{Code: "recommend", Low: 0, High: 10},
	},
	Blocks: []Block{{Code: "satisfaction", Items: []string{"service", "quality"}}},
}

func asAnswers(q Questionnaire, people []respondent) Answers {
	a := Answers{Row: 1, Respondents: len(people), Weights: make([]float64, len(people)), Strata: make([]string, len(people))}
	for i, item := range q.Items {
		c := Column{Item: item.Code, Values: make([]float64, len(people)), Missing: make([]bool, len(people))}
		for r, p := range people {
			c.Values[r], c.Missing[r] = p.x[i], math.IsNaN(p.x[i])
		}
		a.Columns = append(a.Columns, c)
	}
	for r, p := range people {
		a.Weights[r], a.Strata[r] = p.w, p.stratum
	}
	return a
}

func tallied(t require.TestingT, q Questionnaire, answers ...Answers) *Tally {
	tally, err := NewTally(q)
	require.NoError(t, err)
	for _, a := range answers {
		require.NoError(t, tally.Add(context.Background(), a))
	}
	return tally
}

// drawPeople draws weights in thousandths, so that a tally holds them exactly.
func drawPeople(t *rapid.T, strata ...string) []respondent {
	one := rapid.Custom(func(t *rapid.T) respondent {
		p := respondent{w: float64(rapid.IntRange(1, 5000).Draw(t, "w")) / 1000, stratum: rapid.SampledFrom(strata).Draw(t, "stratum")}
		for _, item := range threeItems.Items {
			x := float64(rapid.IntRange(item.Low, item.High).Draw(t, item.Code))
			if rapid.IntRange(0, 9).Draw(t, "missing") == 0 {
				x = math.NaN()
			}
			p.x = append(p.x, x)
		}
		return p
	})
	people := rapid.SliceOfN(one, 1, 40).Draw(t, "people")
	for _, s := range strata { // two of each stratum at least, complete
		people = append(people,
			respondent{[]float64{3, 9, 10}, 1, s},
			respondent{[]float64{8, 7, 4}, 1.5, s})
	}
	return people
}

// meanOf is the definition of an estimate and its standard error: y of each
// respondent who has one, strata with their shares, or all as one if shares is nil.
func meanOf(people []respondent, shares map[string]float64, y func(respondent) float64) (mean, se, effective float64) {
	groups := map[string][]respondent{}
	for _, p := range people {
		if math.IsNaN(y(p)) {
			continue
		}
		name := ""
		if shares != nil {
			name = p.stratum
		}
		groups[name] = append(groups[name], p)
	}
	variance, uneven := 0.0, 0.0
	for name, group := range groups {
		share := 1.0
		if shares != nil {
			share = shares[name]
		}
		w, wy, ww := 0.0, 0.0, 0.0
		for _, p := range group {
			w, wy, ww = w+p.w, wy+p.w*y(p), ww+p.w*p.w
		}
		m, squares := wy/w, 0.0
		for _, p := range group {
			squares += p.w * p.w * (y(p) - m) * (y(p) - m)
		}
		n := float64(len(group))
		mean += share * m
		variance += share * share * n / (n - 1) * squares / (w * w)
		uneven += share * share * ww / (w * w)
	}
	return mean, math.Sqrt(variance), 1 / uneven
}

func index(p respondent) float64 {
	return 100 * (3*(p.x[1]-1) + 1*(p.x[0]-1)) / (9 * 4)
}

func promoter(p respondent) float64 {
	switch x := p.x[2]; {
	case math.IsNaN(x):
		return x
	case x >= 9:
		return 100
	case x <= 6:
		return -100
	}
	return 0
}

func top(p respondent) float64 {
	switch x := p.x[0]; {
	case math.IsNaN(x):
		return x
	case x >= 8:
		return 100
	}
	return 0
}

// All three statistics against their definitions, respondent by respondent, with
// design weights, missing answers, and with and without known shares.
func TestStatistics_AgreeWithTheirDefinitions(t *testing.T) {
	shares := map[string]float64{"city": 0.5, "rural": 0.2, "town": 0.3}
	post := PostStratification{Fewest: 2, Shares: []Share{{"town", 0.3}, {"city", 0.5}, {"rural", 0.2}}}
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t, "city", "town", "rural")
		tally := tallied(t, threeItems, asAnswers(threeItems, people))
		known, err := post.Weigh(tally)
		require.NoError(t, err)
		sat := Satisfaction{Block: "satisfaction", Weights: []float64{3, 1}, Confidence: 0.9}
		for _, c := range []struct {
			statistic Statistic
			y         func(respondent) float64
		}{{sat, index}, {DefaultNetPromoter("recommend"), promoter}, {DefaultTopBox("quality", 8), top}} {
			for _, weighting := range []Weighting{{}, known} {
				e, err := c.statistic.Estimate(tally, weighting)
				require.NoError(t, err)
				var by map[string]float64
				if e.Weighted {
					by = shares
				}
				mean, se, effective := meanOf(people, by, c.y)
				require.InDelta(t, mean, e.Value, 1e-9, e.Statistic)
				require.InDelta(t, effective, e.Effective, 1e-9)
				if e.Interval == Wald {
					require.InDelta(t, se, e.SE, 1e-6)
				} else {
					require.InDelta(t, math.Sqrt(mean*(100-mean)/effective), e.SE, 1e-6)
				}
				require.LessOrEqual(t, e.Low, e.Value+1e-9)
				require.GreaterOrEqual(t, e.High, e.Value-1e-9)
				require.Equal(t, int64(len(people)), e.Base+e.Missing)
				require.Equal(t, e.Base < e.LeastBase, e.BelowBase)
			}
		}
	})
}

// The design effect against the weights written out, and the shares it aims at.
func TestPostStratification_AgreesWithWeightsWrittenOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t, "a", "b", "c")
		tally := tallied(t, threeItems, asAnswers(threeItems, people))
		cap := rapid.SampledFrom([]float64{0, 1, 1.1, 1.5, 3}).Draw(t, "cap")
		w, err := PostStratification{Shares: []Share{{"a", 0.6}, {"b", 0.3}, {"c", 0.1}}, Cap: cap, Fewest: 2}.Weigh(tally)
		require.NoError(t, err)
		factor, total := map[string]float64{}, 0.0
		for _, s := range w.Strata {
			factor[s.Stratum] = s.Factor
			total += s.Share
			if cap == 0 {
				require.InDelta(t, s.Population, s.Share, 1e-12)
			} else {
				require.LessOrEqual(t, s.Factor, cap*(1+1e-9))
			}
		}
		require.InDelta(t, 1, total, 1e-9)
		sum, squares := 0.0, 0.0
		for r := range people {
			people[r].w *= factor[people[r].stratum]
			sum, squares = sum+people[r].w, squares+people[r].w*people[r].w
		}
		require.InDelta(t, float64(len(people))*squares/(sum*sum), w.DesignEffect, 1e-9)
		require.GreaterOrEqual(t, w.DesignEffect, 1-1e-12)
	})
}
