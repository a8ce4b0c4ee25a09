package survey

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// counted makes answers to one item, n[v] of each answer v.
func counted(item Item, n map[int]int) (Questionnaire, Answers) {
	var x []float64
	for v := item.Low; v <= item.High; v++ {
		for range n[v] {
			x = append(x, float64(v))
		}
	}
	return Questionnaire{Items: []Item{item}}, Answers{Respondents: len(x), Columns: []Column{{Item: item.Code, Values: x}}}
}

var recommend = Item{Code: "recommend", Low: 0, High: 10}

// By hand: 100 promoters, 60 passives, 40 detractors of 200. p - d = 0.3; the
// variance is 0.5 + 0.2 - 0.09 = 0.61, over 199; 1.959964 times 5.53655 is 10.85144.
func TestNetPromoter_WorkedByHand(t *testing.T) {
	tally := tallied2(t, recommend, map[int]int{10: 60, 9: 40, 8: 30, 7: 30, 6: 15, 3: 15, 0: 10})
	e, err := DefaultNetPromoter("recommend").Estimate(tally, Weighting{})
	require.NoError(t, err)
	assert.InDelta(t, 30, e.Value, 1e-12)
	assert.InDelta(t, 100*math.Sqrt(0.61/199), e.SE, 1e-12)
	assert.InDelta(t, 30-10.85144, e.Low, 1e-4)
	assert.InDelta(t, 30+10.85144, e.High, 1e-4)
	assert.Equal(t, Wald, e.Interval)
	assert.Equal(t, []Part{{"promoters", 50}, {"passives", 30}, {"detractors", 20}}, e.Parts)
	assert.Equal(t, 200.0, e.Effective)
	assert.False(t, e.BelowBase)
	assert.Empty(t, e.Warnings)
}

func tallied2(t *testing.T, item Item, n map[int]int) *Tally {
	q, a := counted(item, n)
	return tallied(t, q, a)
}

func TestNetPromoter_BaseBelow200IsMarked(t *testing.T) {
	e, err := DefaultNetPromoter("recommend").Estimate(tallied2(t, recommend, map[int]int{10: 100, 8: 59, 0: 40}), Weighting{})
	require.NoError(t, err)
	assert.True(t, e.BelowBase)
	assert.Equal(t, []string{"199 answers, fewer than 200: too few for a figure to be used"}, e.Warnings)
}

func TestNetPromoter_Edges(t *testing.T) {
	e, err := DefaultNetPromoter("recommend").Estimate(tallied2(t, recommend, map[int]int{10: 300}), Weighting{})
	require.NoError(t, err)
	assert.Equal(t, 100.0, e.Value)
	assert.Zero(t, e.SE)
	assert.Contains(t, e.Warnings[0], "no width")
	e, err = DefaultNetPromoter("recommend").Estimate(tallied2(t, recommend, map[int]int{10: 3, 0: 1}), Weighting{})
	require.NoError(t, err)
	assert.Equal(t, 100.0, e.High, "the interval ends where the score does")
	e, err = DefaultNetPromoter("r").Estimate(tallied2(t, Item{Code: "r", Low: 1, High: 10}, map[int]int{10: 300, 1: 20}), Weighting{})
	require.NoError(t, err)
	assert.Contains(t, e.Warnings[0], "can't be compared")

	_, err = DefaultNetPromoter("recommend").Estimate(tallied2(t, recommend, nil), Weighting{})
	assert.ErrorContains(t, err, "nobody answered")
	_, err = DefaultNetPromoter("recommend").Estimate(tallied2(t, recommend, map[int]int{1: 1}), Weighting{})
	assert.ErrorContains(t, err, `the sample: 1 usable answers to "recommend"`)
	_, err = NetPromoter{Item: "recommend", Promoters: 6, Detractors: 6, LeastBase: -1}.Estimate(tallied2(t, recommend, map[int]int{1: 5}), Weighting{})
	for _, part := range []string{"detractors to 6, promoters from 6", "least_base -1", "confidence 0"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = DefaultNetPromoter("x").Estimate(tallied2(t, recommend, map[int]int{1: 5}), Weighting{})
	assert.ErrorContains(t, err, `no item "x"`)
}

// Newcombe, Two-sided confidence intervals for the single proportion (1998), table
// I, method 3: 81 of 263, 15 of 148, 0 of 20, 1 of 29.
func TestTopBox_WilsonIntervalsOfNewcombe1998(t *testing.T) {
	for _, c := range []struct {
		r, n      int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}} {
		e, err := DefaultTopBox("recommend", 9).Estimate(tallied2(t, recommend, map[int]int{9: c.r, 2: c.n - c.r}), Weighting{})
		require.NoError(t, err)
		assert.InDelta(t, 100*float64(c.r)/float64(c.n), e.Value, 1e-12)
		assert.InDelta(t, 100*c.low, e.Low, 5.1e-3)
		assert.InDelta(t, 100*c.high, e.High, 5.1e-3)
		assert.Equal(t, Wilson, e.Interval)
	}
	_, err := DefaultTopBox("recommend", 11).Estimate(tallied2(t, recommend, map[int]int{1: 5}), Weighting{})
	assert.ErrorContains(t, err, "from 11")
	_, err = DefaultTopBox("x", 1).Estimate(tallied2(t, recommend, map[int]int{1: 5}), Weighting{})
	assert.ErrorContains(t, err, `no item "x"`)
}

var twoItems = Questionnaire{
	Items:  []Item{{Code: "a", Low: 1, High: 10}, {Code: "b", Low: 1, High: 10}},
	Blocks: []Block{{Code: "s", Items: []string{"a", "b"}}, {Code: "alone", Items: []string{"a"}}},
}

func twoColumns(a, b []float64) Answers {
	return Answers{Respondents: len(a), Columns: []Column{{Item: "a", Values: a}, {Item: "b", Values: b}}}
}

// Fornell and others 1996: on 1 to 10 scales 100 (sum v mean - sum v)/(9 sum v). By
// hand: means 7.5 and 8, weights 2 and 1: (15 + 8 - 3)/27. The respondents' own
// indices are 100/27 times 13, 22, 25 and 20 with the mean 20; squares 49+4+25+0 = 78,
// over 3 and 4: 6.5.
func TestSatisfaction_WorkedByHand(t *testing.T) {
	tally := tallied(t, twoItems, twoColumns([]float64{5, 8, 9, 8}, []float64{6, 9, 10, 7}))
	e, err := Satisfaction{Block: "s", Weights: []float64{2, 1}, Confidence: 0.95}.Estimate(tally, Weighting{})
	require.NoError(t, err)
	assert.InDelta(t, 2000.0/27, e.Value, 1e-12)
	assert.InDelta(t, 100.0/27*math.Sqrt(6.5), e.SE, 1e-12)
	assert.Equal(t, []Part{{"a", 7.5}, {"b", 8}}, e.Parts)

	e, err = DefaultSatisfaction(twoItems.Blocks[0]).Estimate(tallied(t, twoItems, twoColumns([]float64{1, 1}, []float64{1, 1})), Weighting{})
	require.NoError(t, err)
	assert.Zero(t, e.Value)
	assert.Zero(t, e.SE)
	assert.True(t, e.BelowBase)
	e, err = DefaultSatisfaction(twoItems.Blocks[0]).Estimate(tallied(t, twoItems, twoColumns([]float64{10, 10}, []float64{10, 10})), Weighting{})
	require.NoError(t, err)
	assert.Equal(t, 100.0, e.Value)
}

func TestSatisfaction_Refuses(t *testing.T) {
	tally := tallied(t, twoItems, twoColumns([]float64{5, 8}, []float64{6, 9}))
	_, err := Satisfaction{Block: "s", Weights: []float64{1, -1, math.Inf(1)}, Confidence: 1}.Estimate(tally, Weighting{})
	for _, part := range []string{"3 weights for the 2 items", `weight 2 of block "s" is -1`, `weight 3 of block "s" is +Inf`, "confidence 1"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = Satisfaction{Block: "s", Weights: []float64{0, 0}, Confidence: 0.9}.Estimate(tally, Weighting{})
	assert.ErrorContains(t, err, "have the sum 0")
	_, err = Satisfaction{Block: "x"}.Estimate(tally, Weighting{})
	assert.ErrorContains(t, err, `no block "x"`)
	_, err = DefaultSatisfaction(twoItems.Blocks[0]).Estimate(tallied(t, twoItems, twoColumns([]float64{5}, []float64{6})), Weighting{})
	assert.ErrorContains(t, err, "merge strata or ask more people")
}

// Laws: all figures keep within their range; multiplying all weights changes
// nothing; adding a constant to all answers, the scale with them, changes nothing
// in index and alpha.
func TestStatistics_Laws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		people := drawPeople(t, "")
		heavier := append([]respondent(nil), people...)
		moved := threeItems
		moved.Items = append([]Item(nil), moved.Items...)
		shift := rapid.IntRange(-5, 20).Draw(t, "shift")
		factor := float64(rapid.IntRange(2, 9).Draw(t, "factor"))
		for i := range moved.Items {
			moved.Items[i].Low += shift
			moved.Items[i].High += shift
			moved.Items[i].NoAnswer = nil
		}
		for r, p := range heavier {
			heavier[r].w *= factor
			heavier[r].x = make([]float64, len(p.x))
			for i, x := range p.x {
				heavier[r].x[i] = x + float64(shift)
			}
		}
		a, b := tallied(t, threeItems, asAnswers(threeItems, people)), tallied(t, moved, asAnswers(moved, heavier))
		nps := DefaultNetPromoter("recommend")
		there := nps
		there.Promoters += shift
		there.Detractors += shift
		sat := DefaultSatisfaction(threeItems.Blocks[0])
		for _, pair := range [][2]Statistic{{nps, there}, {sat, sat}} {
			x, err := pair[0].Estimate(a, Weighting{})
			require.NoError(t, err)
			y, err := pair[1].Estimate(b, Weighting{})
			require.NoError(t, err)
			require.InDelta(t, x.Value, y.Value, 1e-9)
			require.InDelta(t, x.SE, y.SE, 1e-9)
			least := map[string]float64{"net-promoter": -100, "satisfaction": 0}[x.Statistic]
			require.GreaterOrEqual(t, x.Low, least)
			require.LessOrEqual(t, x.High, 100.0)
			require.LessOrEqual(t, x.Effective, float64(x.Base)+1e-9)
		}
		x, err := CronbachAlpha(a, "satisfaction")
		require.NoError(t, err)
		y, err := CronbachAlpha(b, "satisfaction")
		require.NoError(t, err)
		require.Equal(t, x.Alpha, y.Alpha)
		require.LessOrEqual(t, x.Alpha, 1.0)
	})
}
