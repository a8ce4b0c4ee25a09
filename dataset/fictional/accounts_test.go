package fictional_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
)

// yuan is an amount so many years back, in yuan.
func yuan(t *testing.T, b *dataset.Batch, i int, item string, back int) (float64, bool) {
	name := item
	if back > 0 {
		name += "__" + string(rune('0'+back))
	}
	c := column(t, b, name)
	return float64(c.Int[i]) / 100, c.State[i] == dataset.Present
}

func TestAccounts_BalanceInEveryYear(t *testing.T) {
	b := population()
	counts := [4]int{}
	for i := range b.Rows {
		reported := 0
		for back := range 3 {
			get := func(item string) float64 {
				x, ok := yuan(t, b, i, item, back)
				require.Equal(t, back == reported, ok, "row %d: %s of %d years ago is there or not as the others are", i+1, item, back)
				return x
			}
			if _, ok := yuan(t, b, i, "revenue", back); !ok {
				break
			}
			revenue, profit, operating := get("revenue"), get("net_profit"), get("operating_profit")
			current, total, equity := get("current_assets"), get("total_assets"), get("equity")
			tangible, fixed := get("current_tangible"), get("noncurrent_tangible")
			reported++
			require.Positive(t, revenue)
			require.True(t, 0 < tangible && tangible <= current && current < total, "row %d", i+1)
			require.True(t, 0 < fixed && fixed <= total-current, "row %d: tangible assets are part of the assets", i+1)
			require.True(t, 0 < equity && equity < total, "row %d", i+1)
			// Before interest and tax a profit is at least what it is after,
			// less what others paid that is not of the operations.
			require.Greater(t, operating, profit-0.006*revenue-0.05, "row %d", i+1)
			require.Less(t, math.Abs(profit), equity, "row %d: equity suffices for profit and loss", i+1)
		}
		counts[reported]++
	}
	for years, share := range []float64{0.005, 0.010, 0.025, 0.960} {
		assert.InDelta(t, share, float64(counts[years])/float64(b.Rows), 0.004, "%d years", years)
	}
}

// The metrics of the benefit dimension are those of the accounts, to the
// second decimal.
func TestAccounts_MetricsFollow(t *testing.T) {
	b := population()
	checked := map[string]int{}
	for i := range b.Rows {
		get := func(item string, back int) float64 {
			x, ok := yuan(t, b, i, item, back)
			if !ok {
				return math.NaN()
			}
			return x
		}
		means := (get("equity", 0) + get("equity", 1)) / 2
		for name, want := range map[string]float64{
			"e_rev":          get("revenue", 0) / 10_000,
			"e_growth":       100 * (math.Pow(get("revenue", 0)/get("revenue", 2), 0.5) - 1),
			"e_nag":          100 * (get("equity", 0)/get("equity", 1) - 1),
			"e_npm":          100 * get("net_profit", 0) / get("revenue", 0),
			"e_roe":          100 * get("net_profit", 0) / means,
			"e_lev":          100 * (get("total_assets", 0) - get("equity", 0)) / get("total_assets", 0),
			"roe":            100 * get("net_profit", 0) / means,
			"revenue_growth": 100 * (get("revenue", 0)/get("revenue", 1) - 1),
		} {
			c := column(t, b, name)
			if c.State[i] != dataset.Present {
				continue
			}
			require.InDelta(t, want, c.Float[i], 0.005000001, "row %d: %s", i+1, name)
			checked[name]++
		}
		if c := column(t, b, "roe"); c.State[i] == dataset.Present {
			require.InDelta(t, 100*get("net_profit", 0)/get("equity", 0), c.Float[i], 5, "row %d: no doubt about the return", i+1)
		}
	}
	for name, n := range checked {
		assert.Greater(t, n, b.Rows*9/10, name)
	}
	assert.Len(t, checked, 8)
}

// A size class is what the year's revenue says, in 10,000 yuan.
func TestSize_FollowsRevenue(t *testing.T) {
	b := population()
	size, sector := column(t, b, dataset.SizeOf), column(t, b, dataset.SectorOf)
	least := map[string][3]float64{"industry": {40000, 2000, 300}, "marine": {40000, 2000, 300},
		"agriculture": {20000, 500, 50}, "services": {10000, 2000, 100}}
	for i := range b.Rows {
		revenue, ok := yuan(t, b, i, "revenue", 0)
		if !ok {
			continue
		}
		want := "micro"
		for k, class := range []string{"large", "medium", "small"} {
			if revenue/1e4 >= least[sector.Word(i)][k] {
				want = class
				break
			}
		}
		require.Equal(t, want, size.Word(i), "row %d", i+1)
	}
}

func TestFamilies_ParentsComeBefore(t *testing.T) {
	b := population()
	key, parent, share := column(t, b, dataset.Key), column(t, b, dataset.Parent), column(t, b, dataset.ParentShare)
	earlier := map[string]bool{}
	children, majority := 0, 0
	for i := range b.Rows {
		require.Equal(t, parent.State[i], share.State[i])
		if parent.State[i] == dataset.Present {
			children++
			require.True(t, earlier[parent.Word(i)], "row %d: the parent stands before", i+1)
			require.True(t, share.Float[i] >= 10 && share.Float[i] <= 100 && !(share.Float[i] > 49 && share.Float[i] < 51), "row %d: %v", i+1, share.Float[i])
			if share.Float[i] > 50 {
				majority++
			}
		}
		earlier[key.Word(i)] = true
	}
	assert.InDelta(t, 0.03, float64(children)/float64(b.Rows), 0.004)
	assert.InDelta(t, 0.70, float64(majority)/float64(children), 0.06)
}

// An owner's marks bear its number, a licensee's that of an earlier subject.
func TestMarks_AreTheOwnersOrLicensed(t *testing.T) {
	b := population()
	rights, marks, name := column(t, b, dataset.RightsOf), column(t, b, dataset.Marks), column(t, b, dataset.Name)
	seen := map[string]int{}
	for i := range b.Rows {
		number := []rune(name.Word(i))[4:10]
		seen[rights.Word(i)]++
		switch rights.Word(i) {
		case "owner":
			require.Regexp(t, "^F"+string(number)+`-1(;F[0-9]+-[2-9])*$`, marks.Word(i))
		case "unknown":
			require.Equal(t, dataset.Missing, marks.State[i])
		default:
			require.Regexp(t, `^F[0-9]{6}-1$`, marks.Word(i))
			require.Less(t, marks.Word(i)[1:7], string(number))
		}
	}
	for _, term := range dataset.RightsTerms() {
		assert.Positive(t, seen[term.Word], term.Word)
	}
}
