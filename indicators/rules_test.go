package indicators_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

func text(word string) indicators.Text { return indicators.Text{Chinese: word, English: word} }

// single is a scheme of one metric m of 100 points.
func single(rule indicators.Rule, direction indicators.Direction) *indicators.Scheme {
	return &indicators.Scheme{
		Code: "single", Title: text("t"), Status: "demonstration", Source: indicators.Source{Grade: "assumption"}, FullScore: 100,
		Metrics: []indicators.Metric{{Code: "m", Name: text("m"), Direction: direction, Rule: rule, Source: indicators.Source{Grade: "assumption"}}},
		Dimensions: []indicators.Node{{Code: "D", Name: text("d"), Weight: 100,
			Children: []indicators.Node{{Metric: "m", Weight: 100}}}},
	}
}

// evaluated is one subject on a scheme.
func evaluated(t testing.TB, s *indicators.Scheme, p indicators.Policy, values indicators.Values) (*indicators.Scores, *dataset.Batch) {
	e, err := s.Compile(p)
	require.NoError(t, err)
	batch, err := values.Batch(e.Fields())
	require.NoError(t, err)
	binding, err := e.Bind(e.Fields())
	require.NoError(t, err)
	var scores indicators.Scores
	scores.Reset(1, len(e.Dimensions()))
	binding.Evaluate(batch, nil, &scores)
	return &scores, batch
}

type figures = map[string]float64

// ruleCase is a rule, a direction, what is reported, and the fraction.
type ruleCase struct {
	rule     indicators.Rule
	dir      indicators.Direction
	reported any
	want     float64
}

func assertRules(t *testing.T, cases []ruleCase) {
	t.Helper()
	for _, c := range cases {
		s, b := evaluated(t, single(c.rule, c.dir), indicators.Policy{}, indicators.Values{"m": {Reported: c.reported}})
		assert.InDelta(t, c.want, s.Total[0]/100, 1e-12, "%#v of %v", c.rule, c.reported)
		assert.Empty(t, b.Issues)
		assert.Equal(t, 1.0, s.Coverage[0])
	}
}

func TestLinear_Goalposts(t *testing.T) {
	up, down := indicators.Linear{Zero: 90, Full: 100}, indicators.Linear{Zero: 1, Full: 0}
	assertRules(t, []ruleCase{
		{up, indicators.Benefit, 89.0, 0}, {up, indicators.Benefit, 90.0, 0}, {up, indicators.Benefit, 99.0, 0.9}, {up, indicators.Benefit, 100.0, 1}, {up, indicators.Benefit, 101.0, 1},
		{down, indicators.Cost, 0.2, 0.8}, {down, indicators.Cost, 2.0, 0}, {down, indicators.Cost, -1.0, 1},
	})
}

// The expected figures of the next three are the fractions that the worked
// example of the proposal prints, with ends and middles by hand.
func TestBaselineLead_GBT36132(t *testing.T) {
	yield, loss := indicators.BaselineLead{Zero: 85, Baseline: 95, Lead: 99.5}, indicators.BaselineLead{Zero: 4, Baseline: 2, Lead: 0.5}
	assertRules(t, []ruleCase{
		{yield, indicators.Benefit, 97.7, 0.84}, {yield, indicators.Benefit, 95.0, 0.6}, {yield, indicators.Benefit, 90.0, 0.3}, {yield, indicators.Benefit, 99.5, 1}, {yield, indicators.Benefit, 80.0, 0},
		{loss, indicators.Cost, 1.1, 0.84}, {loss, indicators.Cost, 3.0, 0.3}, {loss, indicators.Cost, 5.0, 0}, {loss, indicators.Cost, 0.1, 1},
	})
}

func TestFiveTiers_SASAC(t *testing.T) {
	roe := indicators.FiveTiers{Excellent: 14, Good: 9, Mean: 5.5, Low: 1, Poor: -5}
	debt := indicators.FiveTiers{Excellent: 40, Good: 50, Mean: 60, Low: 70, Poor: 80}
	assertRules(t, []ruleCase{
		{roe, indicators.Benefit, 9.9, 0.836}, {roe, indicators.Benefit, -5.0, 0.2}, {roe, indicators.Benefit, -5.1, 0}, {roe, indicators.Benefit, 14.0, 1}, {roe, indicators.Benefit, 20.0, 1},
		{debt, indicators.Cost, 45.0, 0.9}, {debt, indicators.Cost, 80.0, 0.2}, {debt, indicators.Cost, 80.5, 0}, {debt, indicators.Cost, 30.0, 1},
	})
}

func TestPoints_StraightLines(t *testing.T) {
	r := indicators.Points{X: []float64{0, 2, 2, 4}, Y: []float64{0, 0.4, 0.6, 1}, Side: indicators.AtMost}
	assertRules(t, []ruleCase{
		{r, indicators.Benefit, -1.0, 0}, {r, indicators.Benefit, 1.0, 0.2}, {r, indicators.Benefit, 2.0, 0.4}, {r, indicators.Benefit, 3.0, 0.8}, {r, indicators.Benefit, 9.0, 1},
	})
}

func TestInterval_Trapezoid(t *testing.T) {
	r := indicators.Interval{ZeroLow: 0, Low: 2, High: 6, ZeroHigh: 15}
	assertRules(t, []ruleCase{
		{r, indicators.Target, 1.5, 0.75}, {r, indicators.Target, 2.0, 1}, {r, indicators.Target, 4.0, 1}, {r, indicators.Target, 6.0, 1},
		{r, indicators.Target, 10.5, 0.5}, {r, indicators.Target, 0.0, 0}, {r, indicators.Target, 15.0, 0}, {r, indicators.Target, -3.0, 0},
	})
}

func TestSteps_MIIT63_2022(t *testing.T) {
	rd := indicators.Steps{Side: indicators.AtLeast, Cuts: []indicators.Cut{{At: 5, Fraction: 1}, {At: 3, Fraction: 0.75}, {At: 2, Fraction: 0.5}, {At: 1, Fraction: 0.25}}}
	debt := indicators.Steps{Side: indicators.AtMost, Cuts: []indicators.Cut{{At: 50, Fraction: 1}, {At: 60, Fraction: 0.6}, {At: 70, Fraction: 0.2}}, Else: 0.1}
	below := math.Nextafter(5, 0)
	assertRules(t, []ruleCase{
		{rd, indicators.Benefit, 5.0, 1}, {rd, indicators.Benefit, below, 0.75}, {rd, indicators.Benefit, 3.0, 0.75}, {rd, indicators.Benefit, 1.0, 0.25}, {rd, indicators.Benefit, 0.99, 0}, {rd, indicators.Benefit, 99.0, 1},
		{debt, indicators.Cost, 50.0, 1}, {debt, indicators.Cost, 50.1, 0.6}, {debt, indicators.Cost, 60.0, 0.6}, {debt, indicators.Cost, 70.0, 0.2}, {debt, indicators.Cost, 70.1, 0.1},
	})
}

// 青岛名牌 gave one point per ten million yuan of revenue, at most thirty:
// 86 million are eight points.
func TestPerUnit_QingdaoNameBrand(t *testing.T) {
	r := indicators.PerUnit{Unit: 10e6, Points: 1, Cap: 30}
	tenths := indicators.PerUnit{Unit: 0.1, Points: 2, Cap: 10}
	assertRules(t, []ruleCase{
		{r, indicators.Benefit, 86e6, 8.0 / 30}, {r, indicators.Benefit, 9.9e6, 0}, {r, indicators.Benefit, 300e6, 1}, {r, indicators.Benefit, 1e12, 1}, {r, indicators.Benefit, -5e6, 0},
		{tenths, indicators.Benefit, 0.3, 0.6}, {tenths, indicators.Benefit, 0.29, 0.4}, // three tenths are three units
	})
}

// 青岛名牌: exports of 30 % or out-of-province sales of 40 % are full points.
func TestBestOf_AmountOrRatio(t *testing.T) {
	out := indicators.BestOf{Parts: []indicators.Part{
		{Field: "export", Rule: indicators.Linear{Zero: 0, Full: 30}}, {Field: "province", Rule: indicators.Linear{Zero: 0, Full: 40}}}}
	rd := indicators.BestOf{Parts: []indicators.Part{
		{Field: "x", Rule: indicators.Steps{Cuts: []indicators.Cut{{At: 5, Fraction: 1}, {At: 3, Fraction: 0.75}}}}, {Field: "x", Rule: indicators.RatioToMean{Zero: 0, Full: 2}}}}
	assertRules(t, []ruleCase{
		{out, indicators.Benefit, figures{"export": 18, "province": 46}, 1}, {out, indicators.Benefit, figures{"export": 18, "province": 20}, 0.6},
		{out, indicators.Benefit, figures{"export": 18}, 0.6}, {out, indicators.Benefit, figures{"province": 10}, 0.25},
		{rd, indicators.Benefit, figures{"x": 4.2, "mean": 2}, 1}, {rd, indicators.Benefit, figures{"x": 4.2, "mean": 8.4}, 0.75}, {rd, indicators.Benefit, figures{"x": 1, "mean": 2}, 0.25},
		{rd, indicators.Benefit, figures{"x": 5.5, "mean": 11}, 1},
	})
}

var stars = indicators.Grades{Grades: []indicators.Grade{{Code: "5star", Name: text("五星"), Points: 95}, {Code: "4star", Name: text("四星"), Points: 90}, {Code: "none", Name: text("无"), Points: 0}}}

func TestGrades_GBT27925(t *testing.T) {
	assertRules(t, []ruleCase{{stars, indicators.Benefit, "5star", 0.95}, {stars, indicators.Benefit, "4star", 0.9}, {stars, indicators.Benefit, "none", 0}})
}

func TestWeightedCount_Patents(t *testing.T) {
	r := indicators.WeightedCount{
		Terms: []indicators.CountTerm{{Field: "recent", Name: text("r"), Weight: 1}, {Field: "older", Name: text("o"), Weight: 0.5}},
		Steps: indicators.Steps{Cuts: []indicators.Cut{{At: 20, Fraction: 1}, {At: 10, Fraction: 0.75}, {At: 5, Fraction: 0.5}, {At: 1, Fraction: 0.25}}},
	}
	assertRules(t, []ruleCase{
		{r, indicators.Benefit, figures{"recent": 8, "older": 7}, 0.75}, {r, indicators.Benefit, figures{"recent": 8, "older": 3}, 0.5},
		{r, indicators.Benefit, figures{"older": 9}, 0.25}, {r, indicators.Benefit, figures{"recent": 0}, 0}, {r, indicators.Benefit, figures{"recent": 20, "older": 0}, 1},
	})
}

func TestSumCap_HeldItems(t *testing.T) {
	r := indicators.SumCap{Cap: 100, Items: []indicators.Grade{{Code: "ISO9001", Name: text("a"), Points: 35}, {Code: "ISO14001", Name: text("b"), Points: 15}, {Code: "all", Name: text("c"), Points: 90}}}
	assertRules(t, []ruleCase{
		{r, indicators.Benefit, []string{"ISO9001", "ISO14001"}, 0.5}, {r, indicators.Benefit, "ISO9001; ISO14001 ;", 0.5}, {r, indicators.Benefit, []string{}, 0},
		{r, indicators.Benefit, []string{"all", "ISO9001"}, 1}, {r, indicators.Benefit, "ISO9001;ISO9001", 0.35},
	})
}

func TestLog_Size(t *testing.T) {
	r, down := indicators.Log{Zero: 2000, Full: 500000}, indicators.Log{Zero: 1000, Full: 10}
	assertRules(t, []ruleCase{
		{r, indicators.Benefit, 86000.0, math.Log(43) / math.Log(250)}, {r, indicators.Benefit, 1e9, 1}, {r, indicators.Benefit, 2000.0, 0}, {r, indicators.Benefit, 0.0, 0}, {r, indicators.Benefit, -7.0, 0},
		{down, indicators.Cost, 100.0, 0.5}, {down, indicators.Cost, 0.0, 0}, {down, indicators.Cost, 1.0, 1},
	})
}

func TestRatioToMean_Peers(t *testing.T) {
	r := indicators.RatioToMean{Zero: 0, Full: 2}
	assertRules(t, []ruleCase{{r, indicators.Benefit, figures{"x": 5.4, "mean": 4.5}, 0.6}, {r, indicators.Benefit, figures{"x": 31, "mean": 26}, 31.0 / 52}, {r, indicators.Benefit, figures{"x": -1, "mean": 26}, 0}})
}

func TestRank_AmongPeers(t *testing.T) {
	rank, percentile := indicators.Rank{By: indicators.ByRank, Zero: 21, Full: 1}, indicators.Rank{By: indicators.ByPercentile, Zero: 0, Full: 1}
	assertRules(t, []ruleCase{
		{rank, indicators.Cost, figures{"rank": 1, "of": 40}, 1}, {rank, indicators.Cost, figures{"rank": 6, "of": 40}, 0.75}, {rank, indicators.Cost, figures{"rank": 30, "of": 40}, 0},
		{percentile, indicators.Benefit, figures{"rank": 1, "of": 5}, 1}, {percentile, indicators.Benefit, figures{"rank": 2, "of": 5}, 0.75}, {percentile, indicators.Benefit, figures{"rank": 5, "of": 5}, 0},
	})
}

func TestDeduct_Events(t *testing.T) {
	r := indicators.Deduct{Start: 100, Floor: 0, Events: []indicators.CountTerm{{Field: "minor", Name: text("a"), Weight: 30}, {Field: "major", Name: text("b"), Weight: 100}}}
	floor := indicators.Deduct{Start: 50, Floor: 10, Events: []indicators.CountTerm{{Field: "minor", Name: text("a"), Weight: 30}}}
	assertRules(t, []ruleCase{
		{r, indicators.Benefit, figures{"minor": 1}, 0.7}, {r, indicators.Benefit, figures{"minor": 0, "major": 0}, 1}, {r, indicators.Benefit, figures{"minor": 2, "major": 1}, 0}, {r, indicators.Benefit, figures{"major": 0}, 1},
		{floor, indicators.Benefit, figures{"minor": 1}, 0.4}, {floor, indicators.Benefit, figures{"minor": 2}, 0.2},
	})
}

func TestExpert_PanelOfHundred(t *testing.T) {
	assertRules(t, []ruleCase{{indicators.Expert{}, indicators.Benefit, 78.0, 0.78}, {indicators.Expert{}, indicators.Benefit, 120.0, 1}, {indicators.Expert{}, indicators.Benefit, -1.0, 0}})
}

func TestUnusableValuesAreFaultsAndMissing(t *testing.T) {
	deduct := indicators.Deduct{Start: 100, Events: []indicators.CountTerm{{Field: "minor", Name: text("a"), Weight: 30}, {Field: "major", Name: text("b"), Weight: 30}}}
	items := indicators.SumCap{Cap: 100, Items: []indicators.Grade{{Code: "a", Name: text("a"), Points: 35}}}
	ratio := indicators.RatioToMean{Zero: 0, Full: 2}
	rank := indicators.Rank{By: indicators.ByPercentile, Zero: 0, Full: 1}
	for _, c := range []struct {
		rule     indicators.Rule
		reported any
		code     string
		column   string
	}{
		{stars, "6star", indicators.IssueGrade, "m"},
		{stars, "", indicators.IssueGrade, "m"},
		{items, "a;b", indicators.IssueGrade, "m"},
		{deduct, figures{"minor": -1, "major": 0}, indicators.IssueNegative, "m__minor"},
		{ratio, figures{"x": 1, "mean": 0}, indicators.IssueMean, "m__mean"},
		{ratio, figures{"x": 1}, indicators.IssueNoMean, "m__mean"},
		{ratio, figures{"x": 1e300, "mean": 1e-300}, dataset.IssueNotFinite, "m"},
		{rank, figures{"rank": 6, "of": 5}, indicators.IssueRank, "m__rank"},
		{rank, figures{"rank": 1, "of": 1}, indicators.IssueRank, "m__rank"},
		{rank, figures{"rank": 0, "of": 9}, indicators.IssueRank, "m__rank"},
	} {
		s, b := evaluated(t, single(c.rule, indicators.Benefit), indicators.Policy{}, indicators.Values{"m": {Reported: c.reported}})
		if assert.Len(t, b.Issues, 1, "%#v", c) {
			assert.Equal(t, c.code, b.Issues[0].Code)
			assert.Equal(t, dataset.Fault, b.Issues[0].Severity)
			assert.Equal(t, c.column, b.Issues[0].Column)
			assert.Contains(t, b.Issues[0].Text, "counts as missing")
		}
		assert.Zero(t, s.Coverage[0])
		assert.Equal(t, 100.0, s.Dimensions[0].Applicable[0], "missing keeps its weight")
		assert.True(t, s.Rateable[0])
		assert.Zero(t, s.Total[0])
	}
}

func TestNonFiniteFiguresOfABatchThatNobodyChecked(t *testing.T) {
	for _, rule := range []indicators.Rule{indicators.Linear{Zero: 0, Full: 100}, indicators.Log{Zero: 1, Full: 100}, indicators.FiveTiers{Excellent: 5, Good: 4, Mean: 3, Low: 2, Poor: 1}, indicators.PerUnit{Unit: 1, Points: 1, Cap: 5}} {
		e, err := single(rule, indicators.Benefit).Compile(indicators.Policy{})
		require.NoError(t, err)
		binding, err := e.Bind(e.Fields())
		require.NoError(t, err)
		for _, x := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
			b := dataset.NewBatch(e.Fields(), 1)
			b.Columns[0].SetNumber(0, x)
			var s indicators.Scores
			s.Reset(1, 1)
			binding.Evaluate(b, nil, &s)
			assert.Zero(t, s.Total[0], "%T %v", rule, x)
			assert.Zero(t, s.Coverage[0])
			require.Len(t, b.Issues, 1, "%T %v", rule, x)
			assert.Equal(t, dataset.IssueNotFinite, b.Issues[0].Code)
		}
	}
}
