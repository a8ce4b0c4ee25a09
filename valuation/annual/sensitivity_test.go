package annual_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The multiple rises with strength, and the slope is what the multiples of
// neighbouring strengths differ by.
func TestSensitivities(t *testing.T) {
	list, err := model(t, "2025").Sensitivities(30, 95, 0.5)
	require.NoError(t, err)
	require.Len(t, list, 131)
	for i := 1; i+1 < len(list); i++ {
		before, at, after := list[i-1], list[i], list[i+1]
		assert.Less(t, at.K, before.K)
		assert.GreaterOrEqual(t, at.Multiple, before.Multiple)
		assert.InDelta(t, (after.Multiple-before.Multiple)/at.Multiple, at.Slope, 1e-12, "strength %v", at.Strength)
	}
	none, err := model(t, "listed-2015").Sensitivities(30, 95, 5)
	require.NoError(t, err)
	assert.Empty(t, none)
}
