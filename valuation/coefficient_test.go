package valuation_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/valuation"
)

// TestLogistic_Default holds the default mapping to values computed apart from
// this library in double precision.
func TestLogistic_Default(t *testing.T) {
	for s, k := range map[float64]float64{
		0: 1.9387020420456995, 25: 1.6460734002329631, 50: 1,
		75: 0.6718957461452718, 90: 0.6224606165348162, 100: 0.610182160666541,
	} {
		assert.InDelta(t, k, valuation.DefaultLogistic.K(s), 1e-12, "S = %v", s)
	}
}

// TestLogistic_ByHand: with a band symmetric about 1 the middle is the
// reference; one ln 3 / a above it K is Kmin plus a quarter of the band.
func TestLogistic_ByHand(t *testing.T) {
	l := valuation.Logistic{Min: 0.5, Max: 1.5, Slope: 0.1, Reference: 40}
	near(t, 1, l.K(40))
	near(t, 0.75, l.K(40+10*math.Log(3)))
	near(t, 1.25, l.K(40-10*math.Log(3)))
}

func TestGeometric_ByHand(t *testing.T) {
	g := valuation.Geometric{Min: 0.64, Max: 4, Reference: 60}
	near(t, 4, g.K(0))
	near(t, 2, g.K(30))
	near(t, 1, g.K(60))
	near(t, 0.8, g.K(80))
	near(t, 0.64, g.K(100))
}

func TestPiecewise_ByHand(t *testing.T) {
	p := valuation.Piecewise{Knots: [][2]float64{{20, 1.8}, {50, 1}, {90, 0.6}}}
	for s, k := range map[float64]float64{0: 1.8, 20: 1.8, 35: 1.4, 50: 1, 60: 0.9, 90: 0.6, 100: 0.6} {
		near(t, k, p.K(s), "S = %v", s)
	}
}

func TestDirect(t *testing.T) {
	assert.Equal(t, 1.2, valuation.Direct{Value: 1.2}.K(0))
	assert.Equal(t, 1.2, valuation.Direct{Value: 1.2}.K(100))
}

// drawMapping draws a mapping of any kind and its reference strength.
func drawMapping(t *rapid.T) (valuation.Coefficient, float64) {
	low, high := rapid.Float64Range(0.1, 0.95).Draw(t, "min"), rapid.Float64Range(1.05, 5).Draw(t, "max")
	reference := rapid.Float64Range(5, 95).Draw(t, "reference")
	kinds := []valuation.Coefficient{
		valuation.Logistic{Min: low, Max: high, Slope: rapid.Float64Range(0.01, 0.5).Draw(t, "slope"), Reference: reference},
		valuation.Geometric{Min: low, Max: high, Reference: reference},
		valuation.Piecewise{Knots: [][2]float64{{0, high}, {reference, 1}, {100, low}}},
		valuation.Direct{Value: 1},
	}
	return rapid.SampledFrom(kinds).Draw(t, "mapping"), reference
}

func TestMappingsFallAndAreOneAtTheReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mapping, reference := drawMapping(t)
		require.NoError(t, mapping.Check())
		near(t, 1, mapping.K(reference), "%s", valuation.Describe(mapping))
		s := rapid.Float64Range(0, 100).Draw(t, "S")
		stronger := rapid.Float64Range(s, 100).Draw(t, "stronger")
		require.GreaterOrEqual(t, mapping.K(s), mapping.K(stronger))
		require.True(t, mapping.K(s) >= 0.01 && mapping.K(s) <= 100, "a case accepts it")
		if _, direct := mapping.(valuation.Direct); !direct && stronger >= s+1 && math.Abs(s-reference) < 20 {
			require.Greater(t, mapping.K(s), mapping.K(stronger))
		}
	})
}

func TestFaultsOfMappings(t *testing.T) {
	nan := math.NaN()
	for _, c := range []valuation.Coefficient{
		valuation.Logistic{}, valuation.Geometric{}, valuation.Piecewise{}, valuation.Direct{},
		valuation.Logistic{Min: 1, Max: 2, Slope: 0.1, Reference: 50}, valuation.Logistic{Min: 0.6, Max: 1, Slope: 0.1, Reference: 50},
		valuation.Logistic{Min: 0.6, Max: 2, Slope: 0, Reference: 50}, valuation.Logistic{Min: 0.6, Max: 2, Slope: 0.1, Reference: 101},
		valuation.Logistic{Min: 0.001, Max: 2, Slope: 0.1, Reference: 50}, valuation.Logistic{Min: nan, Max: 2, Slope: 0.1, Reference: 50},
		valuation.Geometric{Min: 0.6, Max: 2, Reference: 0}, valuation.Geometric{Min: 0.6, Max: 2, Reference: 100}, valuation.Geometric{Min: 0.6, Max: 101, Reference: 50},
		valuation.Direct{Value: 101}, valuation.Direct{Value: nan},
		valuation.Piecewise{Knots: [][2]float64{{0, 1}}}, valuation.Piecewise{Knots: [][2]float64{{0, 1}, {0, 1}}},
		valuation.Piecewise{Knots: [][2]float64{{0, 1}, {50, 1.1}}}, valuation.Piecewise{Knots: [][2]float64{{0, 1}, {101, 0.5}}},
		valuation.Piecewise{Knots: [][2]float64{{0, 1}, {50, 0}}}, valuation.Piecewise{Knots: [][2]float64{{0, nan}, {50, 1}}},
	} {
		assert.ErrorContains(t, c.Check(), c.Kind(), valuation.Describe(c))
	}
	err := valuation.Piecewise{Knots: [][2]float64{{-1, 2}, {50, 1}, {50, 1}, {60, 2}}}.Check()
	assert.ErrorContains(t, err, "knot 1")
	assert.ErrorContains(t, err, "knot 3")
	assert.ErrorContains(t, err, "knot 4", "all faults at once")
	for _, c := range valuation.Coefficients() {
		assert.NoError(t, c.Check())
	}
}

func TestDescribe(t *testing.T) {
	assert.Equal(t, `logistic{"min":0.6,"max":2,"slope":0.08,"reference":50}`, valuation.Describe(valuation.DefaultLogistic))
	assert.Equal(t, `direct{"value":1}`, valuation.Describe(valuation.Direct{Value: 1}))
	assert.Equal(t, `logistic`, valuation.Describe(valuation.Logistic{Min: math.NaN()}), "parameters that JSON can't write")
}

// TestStrength_TwoLevels sums indicators to elements and elements to the whole
// (figures made up for the two sums and computed apart from this library).
func TestStrength_TwoLevels(t *testing.T) {
	elements := []float64{72, 88, 80, 76, 83}
	s, err := valuation.Strength([]float64{0.15, 0.3, 0.2, 0.15, 0.2}, elements)
	require.NoError(t, err)
	assert.InDelta(t, 81.2, s, 1e-12) // 10.8 + 26.4 + 16 + 11.4 + 16.6

	element, err := valuation.Strength([]float64{0.25, 0.75}, []float64{60, 76})
	require.NoError(t, err)
	assert.InDelta(t, elements[0], element, 1e-12)
}

func TestStrengthLiesAmongItsScores(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOfN(rapid.Float64Range(0.01, 1), 1, 12).Draw(t, "weights")
		var sum float64
		for _, w := range raw {
			sum += w
		}
		low, high := math.Inf(1), math.Inf(-1)
		scores := make([]float64, len(raw))
		for i := range raw {
			raw[i] /= sum
			scores[i] = rapid.Float64Range(0, 100).Draw(t, "score")
			low, high = min(low, scores[i]), max(high, scores[i])
		}
		s, err := valuation.Strength(raw, scores)
		require.NoError(t, err)
		require.True(t, s >= low-1e-9 && s <= high+1e-9, "%v not in %v to %v", s, low, high)
	})
}

func TestFaultsOfStrength(t *testing.T) {
	for want, in := range map[string][2][]float64{
		"2 weights for 1 scores":                  {{0.5, 0.5}, {80}},
		"the weights sum to 0.9, must sum to 1":   {{0.9}, {80}},
		"the weights sum to 1.0001, must sum":     {{0.5, 0.5001}, {80, 90}},
		"the weights sum to 0, must sum to 1":     {{}, {}},
		"item 2 has weight 0.5 and score +Inf":    {{0.5, 0.5}, {80, math.Inf(1)}},
		"item 1 has weight NaN and score 80":      {{math.NaN(), 0.5}, {80, 90}},
		"item 2 has weight -0.5 and score 90":     {{1.5, -0.5}, {80, 90}},
		"item 1 has weight 1.5 and score 80\nstr": {{1.5, -0.5}, {80, 90}},
	} {
		_, err := valuation.Strength(in[0], in[1])
		assert.ErrorContains(t, err, want)
	}
}
