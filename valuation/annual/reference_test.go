package annual_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/valuation"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// The reference strength of the proposals is the mean strength of the
// population that they name.
func TestEditions_ReferenceStrengthIsThatOfItsPopulation(t *testing.T) {
	for _, code := range []string{"2024", "2025"} {
		m := model(t, code)
		desk := m.NewDesk()
		var sum float64
		n := 0
		population := fictional.Enterprises{Seed: 2025, N: 100_000, Year: m.Edition.FiscalYear}
		at := -1
		for b, err := range dataset.Read(ctx, population, m.Fields()) {
			require.NoError(t, err)
			out := desk.Assess(b)
			if at < 0 {
				at = out.Index(annual.ColStrengthRaw)
			}
			for i, s := range out.Columns[at].Float {
				if out.Columns[at].State[i] == dataset.Present {
					sum += s
					n++
				}
			}
		}
		mapping := m.Edition.Strength.Mapping.Coefficient.(valuation.Logistic)
		assert.Equal(t, mapping.Reference, math.Round(10*sum/float64(n))/10, "edition %s, mean %v of %d", code, sum/float64(n), n)
	}
}
