package annual_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// What counts in totals: a subject is left out when an ancestor that holds
// more than half, or an unstated share, is valued, and licensees are left out.
func TestFamilies(t *testing.T) {
	m := model(t, "2025")
	b := subjects(t, m, 31, 60, 2024)
	// subjects that are sure to have a value: copies of one that has, under their own keys
	_, out, _ := runOf(t, m, table(t, 0, m.Fields(), b), annual.Options{})
	good, bad := -1, -1
	for i := range out.Rows {
		switch col(t, out, annual.ColStatus).Word(i) {
		case annual.StatusValued:
			good = i
		case annual.StatusNotApplicable:
			bad = i
		}
	}
	require.GreaterOrEqual(t, min(good, bad), 0)
	// 0 group, 1 its daughter, 2 its granddaughter through a daughter that is not valued (3),
	// 4 minority holding, 5 unstated share, 6 and 7 a circle, 8 licensee, 9 its own parent, 10 parent absent
	order := []int{good, good, good, bad, good, good, good, good, good, good, good}
	keys := make([]string, len(order))
	for i := range keys {
		keys[i] = col(t, b, dataset.Key).Word(i)
	}
	batch := reorder(b, order)
	key, parent, share, rights := col(t, batch, dataset.Key), col(t, batch, dataset.Parent), col(t, batch, dataset.ParentShare), col(t, batch, dataset.RightsOf)
	for i := range order {
		key.SetWord(i, keys[i])
		parent.State[i], share.State[i] = dataset.Missing, dataset.Missing
		rights.SetWord(i, "owner")
	}
	hold := func(i, by int, percent float64) {
		parent.SetWord(i, keys[by])
		if percent > 0 {
			share.SetNumber(i, percent)
		}
	}
	hold(1, 0, 80)
	hold(2, 3, 100)
	hold(3, 0, 51)
	hold(4, 0, 50)
	hold(5, 0, 0)
	hold(6, 7, 60)
	hold(7, 6, 60)
	rights.SetWord(8, "licensee")
	hold(9, 9, 100)
	parent.SetWord(10, "X0370299999999999X")

	_, out, results := runOf(t, m, table(t, 2, m.Fields(), batch), annual.Options{})
	want := []string{"yes", "parent-counted", "parent-counted", "not-valued", "yes", "parent-counted", "parent-counted", "parent-counted", "licensee", "yes", "yes"}
	for i := range want {
		assert.Equal(t, want[i], col(t, out, annual.ColCounted).Word(i), "subject %d", i)
	}
	publication, err := annual.Publish(ctx, m, results, annual.Selection{})
	require.NoError(t, err)
	assert.EqualValues(t, 4, publication.Totals.All.Members)
}
