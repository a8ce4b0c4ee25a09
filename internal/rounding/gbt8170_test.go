package rounding

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// The examples printed in GB/T 8170-2008, section 3. The standard writes 13×10^2
// where the table has 1300.
func TestRoundDecimal_GBT8170_2008(t *testing.T) {
	cases := []struct {
		clause string
		x      string
		places int
		want   string
	}{
		{"3.2.1", "12.1498", 0, "12"},
		{"3.2.1", "12.1498", 1, "12.1"},
		{"3.2.2", "1268", -2, "1300"},
		{"3.2.3", "10.5002", 0, "11"},
		{"3.2.4", "1.050", 1, "1.0"},
		{"3.2.4", "0.35", 1, "0.4"},
		{"3.2.4", "2500", -3, "2000"},
		{"3.2.4", "3500", -3, "4000"},
		{"3.2.5", "-355", -1, "-360"},
		{"3.2.5", "-325", -1, "-320"},
		{"3.2.5", "-0.0365", 3, "-0.036"},
		{"3.3", "97.46", 0, "97"},     // not 97.5 and then 98
		{"3.3", "15.4546", 0, "15"},   // not 15.455, 15.46, 15.5 and then 16
		{"3.3", "-15.4546", 0, "-15"}, // by 3.2.5
	}
	for _, c := range cases {
		got := HalfEven.RoundDecimal(decimal.RequireFromString(c.x), c.places)
		want := decimal.RequireFromString(c.want)
		assert.True(t, want.Equal(got), "%s: %s to %d places: %s, want %s", c.clause, c.x, c.places, got, c.want)
	}
}

// Those examples that a float64 holds without loss, or that are no halves, come
// out the same from the float64; the written halves 0.35 and 1.05 do not, since
// their float64s lie below 0.35 and above 1.05.
func TestRound_GBT8170_2008(t *testing.T) {
	cases := []struct {
		x      float64
		places int
		want   int64
	}{
		{12.1498, 0, 12}, {12.1498, 1, 121}, {1268, -2, 13}, {10.5002, 0, 11}, {2500, -3, 2}, {3500, -3, 4},
		{-355, -1, -36}, {-325, -1, -32}, {97.46, 0, 97}, {15.4546, 0, 15},
		{0.35, 1, 3}, {1.05, 1, 11}, {-0.0365, 3, -36},
	}
	for _, c := range cases {
		got, err := HalfEven.Unscaled(c.x, c.places)
		require.NoError(t, err)
		assert.Equal(t, c.want, got, "%v to %d places", c.x, c.places)
	}
}

// The shared golden case of both rules on decimals.
func TestRoundDecimal_GoldenCase(t *testing.T) {
	text, err := os.ReadFile(sharedtest.File(t, "golden", "indicators.json"))
	require.NoError(t, err)
	var file struct {
		Cases []struct {
			ID     string          `json:"id"`
			Method string          `json:"method"`
			Inputs json.RawMessage `json:"inputs"`
			Want   json.RawMessage `json:"expected"`
		} `json:"cases"`
	}
	require.NoError(t, json.Unmarshal(text, &file))
	var inputs struct {
		Values []string `json:"values"`
		Places []int    `json:"places"`
	}
	var want map[string][]json.Number
	found := 0
	for _, c := range file.Cases {
		if c.Method == "report.rounding_gbt8170" {
			found++
			require.NoError(t, json.Unmarshal(c.Inputs, &inputs))
			require.NoError(t, json.Unmarshal(c.Want, &want))
		}
	}
	require.Equal(t, 1, found)
	require.NotEmpty(t, inputs.Values)
	for name, rule := range map[string]Rule{"half_even": HalfEven, "half_up": HalfUp} {
		require.Len(t, want[name], len(inputs.Values))
		for i, x := range inputs.Values {
			got := rule.RoundDecimal(decimal.RequireFromString(x), inputs.Places[i])
			assert.True(t, decimal.RequireFromString(want[name][i].String()).Equal(got), "%s %s: %s", name, x, got)
		}
	}
}
