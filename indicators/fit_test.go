package indicators_test

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

var nan = math.NaN()

// minMaxes has a min-max rule for every column.
func minMaxes(int) (indicators.Rule, indicators.Direction) {
	return indicators.MinMax{}, indicators.Benefit
}

// TestEntropyCountsThoseWhoHaveAValue: n is their number, column by column, and
// what is missing has no share. By hand from the definition.
func TestEntropyCountsThoseWhoHaveAValue(t *testing.T) {
	s, src := tabled(t, [][]float64{{1, 5}, {2, nan}, {3, 7}, {nan, 7}, {4, nan}}, minMaxes)
	pinned, report := fitted(t, weighted(s, indicators.Entropy{High: 1}), src)
	entropy := func(ps ...float64) (e float64) {
		for _, p := range ps {
			e -= p * math.Log(p)
		}
		return e
	}
	e0, e1 := entropy(1./6, 1./3, 1./2)/math.Log(4), entropy(0.5, 0.5)/math.Log(3)
	require.Len(t, report.Weights, 2)
	assert.InDelta(t, e0, report.Weights[0].Entropy, 1e-15)
	assert.InDelta(t, e1, report.Weights[1].Entropy, 1e-15)
	assert.Equal(t, indicators.Reported{Present: 3, Missing: 2}, report.Weights[1].Reported)
	w := 100 * (1 - e0) / (2 - e0 - e1)
	assert.InDelta(t, w, pinned.Dimensions[0].Children[0].Weight, 1e-12)
	assert.InDelta(t, 100-w, pinned.Dimensions[0].Children[1].Weight, 1e-12)
}

func TestConstantColumnsWeighNothing(t *testing.T) {
	s, src := tabled(t, [][]float64{{1, 5}, {2, 5}, {3, 5}}, minMaxes)
	pinned, report := fitted(t, weighted(s, indicators.Entropy{High: 1}), src)
	assert.Equal(t, 100.0, pinned.Dimensions[0].Children[0].Weight)
	assert.Equal(t, 0.0, pinned.Dimensions[0].Children[1].Weight)
	assert.Len(t, report.Warnings, 2, "of the rule and of the weight: %v", report.Warnings)
	assert.Equal(t, indicators.Points{X: []float64{5, 5}, Y: []float64{0, 1}}, pinned.Metrics[1].Rule)
	assert.InDeltaSlice(t, []float64{0, 50, 100}, rescored(t, pinned, src), 1e-12)

	s, src = tabled(t, [][]float64{{1, 5}, {1, 5}}, minMaxes)
	pinned, report = fitted(t, weighted(s, indicators.Entropy{High: 1}), src)
	assert.Equal(t, 50.0, pinned.Dimensions[0].Children[0].Weight)
	assert.Equal(t, 50.0, pinned.Dimensions[0].Children[1].Weight)
	assert.Contains(t, report.Warnings[len(report.Warnings)-1].String(), "D: no indicator tells the subjects apart")
}

// TestConstantsBecomeSteps: whoever is as good as all is full.
func TestConstantsBecomeSteps(t *testing.T) {
	for _, c := range []struct {
		rule   indicators.Rule
		d      indicators.Direction
		pinned indicators.Points
	}{
		{indicators.MinMax{}, indicators.Cost, indicators.Points{X: []float64{5, 5}, Y: []float64{1, 0}, Side: indicators.AtMost}},
		{indicators.Percentile{Knots: 3}, indicators.Benefit, indicators.Points{X: []float64{5, 5}, Y: []float64{0, 1}}},
		{indicators.Winsorised{Low: 0.2, High: 0.8}, indicators.Benefit, indicators.Points{X: []float64{5, 5}, Y: []float64{0, 1}}},
	} {
		s, src := tabled(t, [][]float64{{5}, {5}, {5}}, func(int) (indicators.Rule, indicators.Direction) { return c.rule, c.d })
		pinned, _, err := indicators.Fit(context.Background(), s, src, fitOptions)
		require.NoError(t, err)
		assert.Equal(t, c.pinned, pinned.Metrics[0].Rule)
		assert.Equal(t, []float64{100, 100, 100}, rescored(t, pinned, src))
		worse := map[indicators.Direction]float64{indicators.Benefit: 4.9, indicators.Cost: 5.1}[c.d]
		assert.Equal(t, []float64{0}, rescored(t, pinned, table(t, fieldsOf(src.Content()), 0, [][]float64{{worse}})))
	}
}

func TestEntropyWarnsOfZerosAndOfOneThatTakesMost(t *testing.T) {
	s, src := tabled(t, [][]float64{{1, 1, 0}, {2, 2, 0}, {3, 4, 0}, {4, 3, 9}, {5, 5, 0}}, minMaxes)
	_, report := fitted(t, weighted(s, indicators.Entropy{High: 1}), src)
	var said []string
	for _, w := range report.Warnings {
		said = append(said, w.String())
	}
	all := strings.Join(said, "\n")
	// One score above zero has no entropy, d = 1; the evenly spaced ones have
	// shares 0.1 to 0.4, d = 1 - 1.2799 / ln 5 = 0.2048; 1 / 1.4096 is 71 %.
	assert.Contains(t, all, "D/m2: takes 71 % of the weight of D")
	assert.Contains(t, all, "D/m2: is zero for 4 of 5 subjects")
}

// TestWeightingOfTheWholeScheme: dimensions weigh what their indicators do.
func TestWeightingOfTheWholeScheme(t *testing.T) {
	matrix := [][]float64{{1, 5, 2}, {2, 7, 9}, {3, 7, 1}}
	s, src := tabled(t, matrix, minMaxes)
	flat, _ := fitted(t, weighted(s, indicators.Entropy{High: 1}), src)
	deep, _ := tabled(t, matrix, minMaxes)
	children := deep.Dimensions[0].Children
	deep.Weighting = indicators.Entropy{High: 1}
	deep.Dimensions = []indicators.Node{
		{Code: "A", Name: text("a"), Children: children[:1]},
		{Code: "B", Name: text("b"), Children: []indicators.Node{{Code: "G", Name: text("g"), Children: children[1:]}}},
	}
	unweigh(deep.Dimensions)
	pinned, _ := fitted(t, deep, src)
	want := flat.Dimensions[0].Children
	assert.Equal(t, want[0].Weight, pinned.Dimensions[0].Weight)
	assert.Equal(t, want[1].Weight+want[2].Weight, pinned.Dimensions[1].Children[0].Weight)
	assert.InDeltaSlice(t, rescored(t, flat, src), rescored(t, pinned, src), 1e-12)
	assert.Zero(t, deep.Dimensions[0].Weight, "the scheme itself stays as it is")
	assert.NotNil(t, deep.Weighting)
}

// peered is a population with an industry, a size class and a sector each.
func peered(t testing.TB, rows [][3]string, xs []float64) *dataset.Memory {
	fields := []dataset.Field{{Name: dataset.Industry, Type: dataset.Word}, {Name: dataset.SizeOf, Type: dataset.Word}, {Name: dataset.SectorOf, Type: dataset.Word}, {Name: "m__x"}}
	b := dataset.NewBatch(fields, len(rows))
	for i, words := range rows {
		for j, w := range words {
			if w != "" {
				b.Columns[j].SetWord(i, w)
			}
		}
		b.Columns[3].SetNumber(i, xs[i])
	}
	src, err := dataset.NewMemory(2, fields, b)
	require.NoError(t, err)
	return src
}

// TestPeerMean_WidensUntilThreePeers: three rather than five, to keep the table short.
func TestPeerMean_WidensUntilThreePeers(t *testing.T) {
	rows := [][3]string{
		{"C2614", "large", "industry"}, {"C2614", "large", "industry"}, {"C2614", "large", "industry"},
		{"C2614", "small", "industry"}, {"C2631", "small", "industry"}, {"C26", "small", "industry"},
		{"F51", "small", "services"}, {"", "", "marine"},
	}
	src := peered(t, rows, []float64{1, 2, 3, 6, 10, 2, 8, 16})
	pinned, report := fitted(t, single(indicators.PeerMean{Full: 2, Peers: 3}, indicators.Benefit), src)
	assert.Equal(t, indicators.RatioToMean{Full: 2, Means: map[string]float64{
		"C2614/large": 2, "C2614": 3, "C26": 4, "sector:industry": 4, "*": 6,
	}}, pinned.Metrics[0].Rule)
	assert.Equal(t, 1, report.Passes)
	// 1/2, 2/2, 3/2 of the own class; 6/3 of the industry; 10/4 and 2/4 of the
	// division; 8/6 and 16/6 of all; full at 2.
	assert.InDeltaSlice(t, []float64{25, 50, 75, 100, 100, 25, 200. / 3, 100}, rescored(t, pinned, src), 1e-12)

	newcomers := peered(t, [][3]string{{"C2699", "micro", ""}, {"A01", "large", "industry"}, {"beer", "", ""}}, []float64{4, 4, 6})
	assert.InDeltaSlice(t, []float64{50, 50, 50}, rescored(t, pinned, newcomers), 1e-12)
}

func TestPeerMeanWarnsOfFewAndRefusesNone(t *testing.T) {
	rows := [][3]string{{"a", "", ""}, {"b", "", ""}}
	_, report := fitted(t, single(indicators.PeerMean{Full: 2, Peers: 5}, indicators.Benefit), peered(t, rows, []float64{1, 3}))
	require.Len(t, report.Warnings, 1)
	assert.Equal(t, "metrics/m: the mean of all rests on 2 values, fewer than the 5 asked for", report.Warnings[0].String())
	_, _, err := indicators.Fit(context.Background(), single(indicators.PeerMean{Full: 2, Peers: 5}, indicators.Benefit), peered(t, rows, []float64{-1, 1}), fitOptions)
	assert.ErrorContains(t, err, "metrics/m: the mean of all 2 values is not a positive number")
}

func TestBoundsSaveAPassAndAreChecked(t *testing.T) {
	matrix := [][]float64{{1, 5}, {2, 7}, {4, 7}, {3, 6}}
	fit := func(bounds func(string) (float64, float64, bool)) (string, int) {
		s, src := tabled(t, matrix, minMaxes)
		o := fitOptions
		o.Bounds = bounds
		pinned, report, err := indicators.Fit(context.Background(), weighted(s, indicators.Entropy{High: 1}), src, o)
		require.NoError(t, err)
		data, err := json.Marshal(pinned)
		require.NoError(t, err)
		return string(data), report.Passes
	}
	want, passes := fit(nil)
	assert.Equal(t, 2, passes)
	right := map[string][2]float64{"m0": {1, 4}, "m1": {5, 7}}
	for _, c := range []struct {
		bounds map[string][2]float64
		passes int
	}{{right, 1}, {map[string][2]float64{"m0": {1, 4}}, 2}, {map[string][2]float64{"m0": {0, 4}, "m1": {5, 7}}, 2}, {map[string][2]float64{"m0": {1, nan}, "m1": {7, 7}}, 2}} {
		got, passes := fit(func(column string) (float64, float64, bool) {
			b, ok := c.bounds[column]
			return b[0], b[1], ok
		})
		assert.Equal(t, want, got, "%v", c.bounds)
		assert.Equal(t, c.passes, passes, "%v", c.bounds)
	}
}

func TestSelectChoosesThePopulation(t *testing.T) {
	s, src := tabled(t, [][]float64{{1, 0}, {2, 1}, {9, 0}, {4, 1}, {-5, 0}}, minMaxes)
	s.Metrics, s.Dimensions[0].Children = s.Metrics[:1], s.Dimensions[0].Children[:1]
	s.Dimensions[0].Children[0].Weight = 100
	o := fitOptions
	o.Fields = []dataset.Field{{Name: "m1"}}
	o.Select = func(b *dataset.Batch, rows []int32) []int32 {
		c := b.Columns[b.Index("m1")]
		for row := range int32(b.Rows) {
			if c.Float[row] == 1 {
				rows = append(rows, row)
			}
		}
		return rows
	}
	pinned, report, err := indicators.Fit(context.Background(), s, src, o)
	require.NoError(t, err)
	assert.Equal(t, indicators.Linear{Zero: 2, Full: 4}, pinned.Metrics[0].Rule)
	assert.Equal(t, int64(2), report.Subjects)
	assert.Equal(t, int64(2), pinned.Fitted.Subjects)
}

func TestPinnedSchemesSayWhatTheyWereFittedOn(t *testing.T) {
	s, src := tabled(t, column(vector), minMaxes)
	pinned, report := fitted(t, s, src)
	inputs, err := src.Inputs(context.Background())
	require.NoError(t, err)
	assert.Equal(t, "the table", pinned.Fitted.Population)
	assert.Equal(t, inputs, pinned.Fitted.Inputs)
	assert.Equal(t, int64(len(vector)), pinned.Fitted.Subjects)
	assert.True(t, strings.HasPrefix(pinned.Fitted.Scheme, "sha256:"))
	require.Len(t, report.Rules, 1)
	assert.Equal(t, indicators.FittedRule{Place: "metrics/m0", Reported: indicators.Reported{Present: 8}, Least: 1.1, Most: 9.9,
		Rule: indicators.MinMax{}, Pinned: indicators.Linear{Zero: 1.1, Full: 9.9}}, report.Rules[0])
	data, err := json.Marshal(pinned)
	require.NoError(t, err)
	assert.Equal(t, pinned, mustRead(t, string(data)))
	for _, spoil := range []func(*indicators.Fitted){
		func(f *indicators.Fitted) { f.Population = "" }, func(f *indicators.Fitted) { f.Subjects = 0 }, func(f *indicators.Fitted) { f.Scheme = "" },
	} {
		f := *pinned.Fitted
		spoil(&f)
		bad := *pinned
		bad.Fitted = &f
		assert.ErrorContains(t, bad.Validate(), "scheme: fitted: ")
	}
}

var errBroken = errors.New("the disk is gone")

// broken is a source whose shards can't be had, or whose digest can't.
type broken struct {
	*dataset.Memory
	inputs, shards error
}

func (b broken) Inputs(ctx context.Context) ([]dataset.Input, error) { return nil, b.inputs }

func (b broken) Shards(ctx context.Context, want []dataset.Field) ([]dataset.Shard, error) {
	return nil, b.shards
}

func TestFitHandsOnErrorsOfTheSource(t *testing.T) {
	s, src := tabled(t, column(vector), minMaxes)
	o := indicators.FitOptions{Population: "p"}
	_, _, err := indicators.Fit(context.Background(), s, broken{src, errBroken, nil}, o)
	assert.ErrorIs(t, err, errBroken)
	_, _, err = indicators.Fit(context.Background(), s, broken{src, nil, errBroken}, o)
	assert.ErrorIs(t, err, errBroken)
	ctx, cancel := context.WithCancelCause(context.Background())
	cancel(errBroken)
	_, _, err = indicators.Fit(ctx, s, src, indicators.FitOptions{Population: "p", Inputs: []dataset.Input{}})
	assert.ErrorIs(t, err, errBroken)
}
