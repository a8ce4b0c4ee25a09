package valuation_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/valuation"
)

func TestDriversReachTheirOwnField(t *testing.T) {
	for i, d := range valuation.Drivers() {
		var c valuation.Case
		d.Set(&c, 0.25)
		assert.Equal(t, 0.25, d.Get(&c), d.Code)
		for j, other := range valuation.Drivers() {
			if i != j {
				assert.Zero(t, other.Get(&c), "%s moves %s", d.Code, other.Code)
			}
		}
		data, err := json.Marshal(c)
		require.NoError(t, err)
		var members map[string]any
		require.NoError(t, json.Unmarshal(data, &members))
		assert.Equal(t, 0.25, members[d.Code], "the code is the field's in JSON")
	}
}

// TestDriversAreTheNumbersOfACase finds a scalar field that is missing from the list.
func TestDriversAreTheNumbersOfACase(t *testing.T) {
	c := valuation.Case{Revenue: 1, Margin: 1, Turnover: 1, CurrentShare: 1} // shown where not zero
	data, err := json.Marshal(c)
	require.NoError(t, err)
	var members map[string]any
	require.NoError(t, json.Unmarshal(data, &members))
	want := map[string]bool{}
	for name, value := range members {
		if _, number := value.(float64); number {
			want[name] = true
		}
	}
	got := map[string]bool{}
	for _, d := range valuation.Drivers() {
		assert.False(t, got[d.Code], "%s stands twice", d.Code)
		got[d.Code] = true
		assert.NotEmpty(t, d.Symbol+d.Chinese+d.English+d.Unit)
		assert.Less(t, d.Min, d.Max)
	}
	assert.Equal(t, want, got)
}

func TestRangesOfDriversHold(t *testing.T) {
	for _, d := range valuation.Drivers() {
		for x, ok := range map[float64]bool{d.Min: true, d.Max: true, d.Min - 1: false, d.Max * 2: false} {
			c := workedCase()
			d.Set(&c, x)
			if err := c.Check(); ok {
				assert.NoError(t, err, d.Code)
			} else {
				assert.ErrorContains(t, err, d.Code+" (")
			}
		}
	}
}
