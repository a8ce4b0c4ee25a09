package dataset_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
)

// TestBatchOfOneRowIsFilledAgainAndAgain is what a service does: nothing of an
// earlier record stays, and dictionaries do not grow.
func TestBatchOfOneRowIsFilledAgainAndAgain(t *testing.T) {
	form := dataset.NewForm([]dataset.Field{
		{Name: "name", Type: dataset.Word}, {Name: "x", Type: dataset.Number, Evidence: true}, {Name: "n", Type: dataset.Integer},
	})
	b := form.Batch(1)
	b.Issues = append(b.Issues, dataset.Issue{Code: "of an earlier evaluation"})
	for range 3 {
		require.NoError(t, form.Fill(b, 0, map[string]any{"name": "a", "x": dataset.Attested{Value: 1.5, Evidence: dataset.E3}}))
		require.NoError(t, form.Fill(b, 0, map[string]any{"name": "b", "n": 2}))
	}
	assert.Equal(t, []string{"b"}, b.Columns[0].Words)
	assert.Equal(t, "b", b.Columns[0].Word(0))
	assert.Equal(t, dataset.Missing, b.Columns[1].State[0])
	assert.Equal(t, dataset.Unstated, b.Columns[1].Evidence[0])
	assert.Equal(t, int64(2), b.Columns[2].Int[0])
	assert.Empty(t, b.Issues)

	two := form.Batch(2)
	require.NoError(t, form.Fill(two, 0, map[string]any{"name": "a"}))
	require.NoError(t, form.Fill(two, 1, map[string]any{"name": "b"}))
	assert.Equal(t, "a", two.Columns[0].Word(0), "with more rows the words of the others stay")
}
