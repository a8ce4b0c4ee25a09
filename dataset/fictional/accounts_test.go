package fictional_test

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
)

// accounts are the columns of the amounts, by item and years back.
type accounts map[string][3]*dataset.Column

func accountsOf(t *testing.T, b *dataset.Batch) accounts {
	a := accounts{}
	for _, item := range []string{"revenue", "operating_profit", "net_profit", "current_tangible", "noncurrent_tangible",
		"current_assets", "total_assets", "equity"} {
		a[item] = [3]*dataset.Column{column(t, b, item), column(t, b, item+"__1"), column(t, b, item+"__2")}
	}
	return a
}

// yuan is an amount of row i in yuan, NaN where it is not reported.
func (a accounts) yuan(item string, back, i int) float64 {
	c := a[item][back]
	if c.State[i] != dataset.Present {
		return math.NaN()
	}
	return float64(c.Int[i]) / 100
}

func TestAccounts_BalanceInEveryYear(t *testing.T) {
	b := population()
	a, counts := accountsOf(t, b), [4]int{}
	for i := range b.Rows {
		reported := 0
		for back := range 3 {
			get := func(item string) float64 { return a.yuan(item, back, i) }
			there := 0
			for item := range a {
				if get(item) == get(item) {
					there++
				}
			}
			if there == 0 {
				continue
			}
			revenue, profit, operating := get("revenue"), get("net_profit"), get("operating_profit")
			current, total, equity := get("current_assets"), get("total_assets"), get("equity")
			tangible, fixed := get("current_tangible"), get("noncurrent_tangible")
			for law, holds := range map[string]bool{
				"all figures of a year are there, and of those after it": there == len(a) && reported == back,
				"revenue is positive": revenue > 0,
				"current tangible assets are part of the current ones":                                           0 < tangible && tangible <= current && current < total,
				"other tangible assets are part of the other ones":                                               0 < fixed && fixed <= total-current,
				"equity is a part of the assets":                                                                 0 < equity && equity < total,
				"profit before interest and tax is at least that after them, less what is not of the operations": operating > profit-0.006*revenue-0.05,
				"equity suffices for profit and loss":                                                            math.Abs(profit) < equity,
			} {
				if !holds {
					t.Errorf("row %d, %d years ago: not so that %s", i+1, back, law)
				}
			}
			reported++
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
	a, checked := accountsOf(t, b), map[string]int{}
	for i := range b.Rows {
		get := func(item string, back int) float64 { return a.yuan(item, back, i) }
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
			if !(math.Abs(want-c.Float[i]) <= 0.005000001) {
				t.Errorf("row %d: %s is %v where the accounts give %v", i+1, name, c.Float[i], want)
			}
			checked[name]++
		}
		c := column(t, b, "roe")
		if end := 100 * get("net_profit", 0) / get("equity", 0); c.State[i] == dataset.Present && !(math.Abs(end-c.Float[i]) < 5) {
			t.Errorf("row %d: the return %v is far from %v, profit over equity", i+1, c.Float[i], end)
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
	a := accountsOf(t, b)
	size, sector := column(t, b, dataset.SizeOf), column(t, b, dataset.SectorOf)
	least := map[string][3]float64{"industry": {40000, 2000, 300}, "marine": {40000, 2000, 300},
		"agriculture": {20000, 500, 50}, "services": {10000, 2000, 100}}
	for i := range b.Rows {
		revenue := a.yuan("revenue", 0, i)
		if math.IsNaN(revenue) {
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
