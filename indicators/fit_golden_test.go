package indicators_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// tabled is a scheme of one dimension with a metric for each column of a matrix,
// and the matrix as a source. NaN is missing.
func tabled(t require.TestingT, matrix [][]float64, rule func(column int) (indicators.Rule, indicators.Direction)) (*indicators.Scheme, *dataset.Memory) {
	s := &indicators.Scheme{
		Code: "table", Title: text("t"), Status: "demonstration", Source: indicators.Source{Grade: "assumption"}, FullScore: 100,
		Dimensions: []indicators.Node{{Code: "D", Name: text("d"), Weight: 100}},
	}
	m := len(matrix[0])
	var fields []dataset.Field
	for j := range m {
		code := fmt.Sprintf("m%d", j)
		r, direction := rule(j)
		s.Metrics = append(s.Metrics, indicators.Metric{Code: code, Name: text(code), Direction: direction, Rule: r, Source: indicators.Source{Grade: "assumption"}})
		s.Dimensions[0].Children = append(s.Dimensions[0].Children, indicators.Node{Metric: code, Weight: 100 / float64(m)})
		fields = append(fields, dataset.Field{Name: code})
	}
	return s, table(t, fields, 3, matrix)
}

// table is a source of numbers in shards of so many rows.
func table(t require.TestingT, fields []dataset.Field, shard int, matrix [][]float64) *dataset.Memory {
	b := dataset.NewBatch(fields, len(matrix))
	for i, row := range matrix {
		for j, x := range row {
			if x == x {
				b.Columns[j].SetNumber(i, x)
			}
		}
	}
	src, err := dataset.NewMemory(shard, fields, b)
	require.NoError(t, err)
	return src
}

// weighted has the weights of all indicators come from data.
func weighted(s *indicators.Scheme, w indicators.Weighting) *indicators.Scheme {
	s.Dimensions[0].Weighting = w
	for i := range s.Dimensions[0].Children {
		s.Dimensions[0].Children[i].Weight = 0
	}
	return s
}

func fitted(t require.TestingT, s *indicators.Scheme, src dataset.Source) (*indicators.Scheme, *indicators.FitReport) {
	pinned, report, err := indicators.Fit(context.Background(), s, src, indicators.FitOptions{Population: "the table", Workers: 2})
	require.NoError(t, err)
	return pinned, report
}

// rescored are the totals of the table's rows on a pinned scheme.
func rescored(t require.TestingT, s *indicators.Scheme, src *dataset.Memory) []float64 {
	e, err := s.Compile(indicators.Policy{})
	require.NoError(t, err)
	var fields []dataset.Field
	for _, c := range src.Content().Columns {
		fields = append(fields, c.Field)
	}
	b, err := e.Bind(fields)
	require.NoError(t, err)
	var scores indicators.Scores
	scores.Reset(src.Content().Rows, len(e.Dimensions()))
	b.Evaluate(src.Content(), nil, &scores)
	return scores.Total
}

func column(xs []float64) [][]float64 {
	var m [][]float64
	for _, x := range xs {
		m = append(m, []float64{x})
	}
	return m
}

// normalised are the fractions that a rule, fitted on the values, gives them.
func normalised(t testing.TB, rule indicators.Rule, d indicators.Direction, xs []float64) []float64 {
	s, src := tabled(t, column(xs), func(int) (indicators.Rule, indicators.Direction) { return rule, d })
	pinned, _ := fitted(t, s, src)
	total := rescored(t, pinned, src)
	for i := range total {
		total[i] /= 100
	}
	return total
}

// vector is the vector that the golden cases of normalisation share; the
// expected figures below are by hand from their formulas.
var vector = []float64{3.2, 1.1, 4.7, 2, 9.9, 2, 5.5, 7.25}

func TestMinMax_OECD2008(t *testing.T) {
	want := []float64{2.1 / 8.8, 0, 3.6 / 8.8, 0.9 / 8.8, 1, 0.9 / 8.8, 4.4 / 8.8, 6.15 / 8.8}
	assert.InDeltaSlice(t, want, normalised(t, indicators.MinMax{}, indicators.Benefit, vector), 1e-15)
	for i := range want {
		want[i] = 1 - want[i]
	}
	assert.InDeltaSlice(t, want, normalised(t, indicators.MinMax{}, indicators.Cost, vector), 1e-15)
}

func TestPercentile_COINr(t *testing.T) {
	r := indicators.Percentile{Knots: 8}
	assert.InDeltaSlice(t, []float64{3. / 7, 0, 4. / 7, 1. / 7, 1, 1. / 7, 5. / 7, 6. / 7}, normalised(t, r, indicators.Benefit, vector), 1e-15)
	// The two who share 2 are not above each other: five are better, one is worse.
	assert.InDeltaSlice(t, []float64{4. / 7, 1, 3. / 7, 5. / 7, 0, 5. / 7, 2. / 7, 1. / 7}, normalised(t, r, indicators.Cost, vector), 1e-15)
}

func TestToTarget_COINr(t *testing.T) {
	q := 0.75 // of 1, 2, 3, 4, 5 it is 4
	five := []float64{5, 3, 1, 4, 2}
	assert.InDeltaSlice(t, []float64{1, 2. / 3, 0, 1, 1. / 3}, normalised(t, indicators.ToTarget{Quantile: q}, indicators.Benefit, five), 1e-15)
	assert.InDeltaSlice(t, []float64{0, 2. / 3, 1, 1. / 3, 1}, normalised(t, indicators.ToTarget{Quantile: q}, indicators.Cost, five), 1e-15)
	assert.Equal(t, normalised(t, indicators.MinMax{}, indicators.Benefit, five), normalised(t, indicators.ToTarget{Quantile: 1}, indicators.Benefit, five), "the leader")
}

func TestWinsorised_BetweenQuantiles(t *testing.T) {
	xs := []float64{0, 1, 2, 3, 1000} // the quantiles 0.25 and 0.75 are 1 and 3
	assert.InDeltaSlice(t, []float64{0, 0, 0.5, 1, 1}, normalised(t, indicators.Winsorised{Low: 0.25, High: 0.75}, indicators.Benefit, xs), 1e-15)
	assert.InDeltaSlice(t, []float64{1, 1, 0.5, 0, 0}, normalised(t, indicators.Winsorised{Low: 0.25, High: 0.75}, indicators.Cost, xs), 1e-15)
}

func TestZScore_Bounded(t *testing.T) {
	xs := []float64{2, 4, 4, 4, 5, 5, 7, 9} // mean 5, squares 32, sd sqrt(32/7)
	sd := math.Sqrt(32. / 7)
	got := normalised(t, indicators.ZScore{Bound: 1}, indicators.Benefit, xs)
	want := []float64{0, 0.5 - 0.5/sd, 0.5 - 0.5/sd, 0.5 - 0.5/sd, 0.5, 0.5, 0.5 + 1/sd, 1}
	assert.InDeltaSlice(t, want, got, 1e-15)
}

// entropyWeights are the weights of a matrix, as shares of one.
func entropyWeights(t testing.TB, w indicators.Weighting, directions []int, matrix [][]float64) []float64 {
	s, src := tabled(t, matrix, func(j int) (indicators.Rule, indicators.Direction) {
		if j < len(directions) && directions[j] < 0 {
			return indicators.MinMax{}, indicators.Cost
		}
		return indicators.MinMax{}, indicators.Benefit
	})
	pinned, _ := fitted(t, weighted(s, w), src)
	var weights []float64
	for _, n := range pinned.Dimensions[0].Children {
		weights = append(weights, n.Weight/100)
	}
	return weights
}

// TestEntropyOfValues_Xu2004 prints what Xu, EJOR 156(2) 530-532 (2004), prints.
func TestEntropyOfValues_Xu2004(t *testing.T) {
	got := entropyWeights(t, indicators.EntropyOfValues{}, nil, [][]float64{{30, 30, 38, 29}, {19, 54, 86, 29}, {19, 15, 85, 28.9}, {68, 70, 60, 29}})
	assert.InDeltaSlice(t, []float64{0.463, 0.3992, 0.1378, 0.0}, got, 6e-5)
}

// TestEntropy_ByHand: scores 0, 1/2, 1 have shares 0, 1/3, 2/3; scores 0, 1, 1
// shares 0, 1/2, 1/2.
func TestEntropy_ByHand(t *testing.T) {
	d1 := 1 - (math.Log(3)/3+2*math.Log(1.5)/3)/math.Log(3)
	d2 := 1 - math.Ln2/math.Log(3)
	got := entropyWeights(t, indicators.Entropy{High: 1}, nil, [][]float64{{1, 5}, {2, 7}, {3, 7}})
	assert.InDeltaSlice(t, []float64{d1 / (d1 + d2), d2 / (d1 + d2)}, got, 1e-14)
}

// goldenVectors are the cases of the shared file that a fit answers.
type goldenVectors struct {
	ID, Method string
	Inputs     struct {
		Matrix              [][]float64
		X                   []float64
		Directions          []int
		Pre                 string
		Lower, Upper, Scale float64
		Target              float64
		Direction           int
		Ddof                int
	}
	Expected  struct{ W, Y []float64 }
	Tolerance float64
}

func TestSharedGoldenFits(t *testing.T) {
	data, err := os.ReadFile(sharedtest.File(t, "golden", "indicators.json"))
	require.NoError(t, err)
	var file struct{ Cases []json.RawMessage }
	require.NoError(t, json.Unmarshal(data, &file))
	answered := map[string]int{}
	for _, text := range file.Cases {
		var head struct{ Method string }
		require.NoError(t, json.Unmarshal(text, &head))
		answer := goldenAnswers[head.Method]
		if answer == nil {
			continue
		}
		var c goldenVectors
		require.NoError(t, json.Unmarshal(text, &c))
		require.NotZero(t, c.Tolerance)
		answered[c.Method]++
		want, got := append(c.Expected.W, c.Expected.Y...), answer(t, &c)
		require.Len(t, got, len(want))
		for i := range want {
			assert.InDelta(t, want[i], got[i], c.Tolerance*math.Max(1, math.Abs(want[i])), "%s: %d", c.ID, i)
		}
	}
	assert.Len(t, answered, len(goldenAnswers), "%v", answered)
}

var goldenAnswers = map[string]func(t testing.TB, c *goldenVectors) []float64{
	"weights.entropy": func(t testing.TB, c *goldenVectors) []float64 {
		w, known := map[string]indicators.Weighting{
			"none": indicators.EntropyOfValues{}, "none: p=x/sum(x)": indicators.EntropyOfValues{},
			"minmax": indicators.Entropy{High: 1}, "minmax+0.01": indicators.Entropy{Low: 0.01, High: 1.01}, "minmax[0.002,0.998]": indicators.Entropy{Low: 0.002, High: 0.998},
		}[c.Inputs.Pre]
		require.True(t, known, c.Inputs.Pre)
		return entropyWeights(t, w, c.Inputs.Directions, c.Inputs.Matrix)
	},
	"normalise.minmax": func(t testing.TB, c *goldenVectors) []float64 {
		return scaledTo(c.Inputs.Lower, c.Inputs.Upper, normalised(t, indicators.MinMax{}, indicators.Benefit, c.Inputs.X))
	},
	"normalise.zscore": func(t testing.TB, c *goldenVectors) []float64 {
		require.Equal(t, 1, c.Inputs.Ddof)
		return scaledTo(-3, 3, normalised(t, indicators.ZScore{Bound: 3}, indicators.Benefit, c.Inputs.X))
	},
	"normalise.percentile_rank": func(t testing.TB, c *goldenVectors) []float64 {
		return normalised(t, indicators.Percentile{Knots: len(c.Inputs.X)}, indicators.Benefit, c.Inputs.X)
	},
	"normalise.goalposts": func(t testing.TB, c *goldenVectors) []float64 {
		return scaledTo(0, c.Inputs.Scale, normalised(t, indicators.Linear{Zero: c.Inputs.Lower, Full: c.Inputs.Upper}, indicators.Benefit, c.Inputs.X))
	},
	"normalise.target": func(t testing.TB, c *goldenVectors) []float64 {
		// A target from outside is a number of the rule; only the worst value is the population's.
		return normalised(t, indicators.Linear{Zero: slices.Min(c.Inputs.X), Full: c.Inputs.Target}, indicators.Benefit, c.Inputs.X)
	},
}

func scaledTo(low, high float64, ys []float64) []float64 {
	for i := range ys {
		ys[i] = low + (high-low)*ys[i]
	}
	return ys
}
