package annual_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// Last year's results under the same edition and the same figures: nothing has
// changed, nobody came or went.
func TestLast_SameYearChangesNothing(t *testing.T) {
	m := model(t, "2025")
	src := table(t, 0, m.Fields(), subjects(t, m, 21, 800, 2024))
	_, _, last := runOf(t, m, src, annual.Options{})
	year, out, _ := runOf(t, m, src, annual.Options{Last: last, Workers: 2})
	change, move := col(t, out, annual.ColChange), col(t, out, annual.ColRankMove)
	value, published, restated := col(t, out, annual.ColValue), col(t, out, annual.ColLastValue), col(t, out, annual.ColLastRestated)
	n := 0
	for i := range out.Rows {
		require.Equal(t, value.State[i], change.State[i])
		if value.State[i] == dataset.Present {
			n++
			require.Zero(t, change.Int[i])
			require.Zero(t, move.Int[i])
			require.Equal(t, value.Int[i], published.Int[i])
			require.Equal(t, value.Int[i], restated.Int[i])
		}
	}
	assert.EqualValues(t, n, year.Last.Stayed)
	assert.Zero(t, year.Last.Entries)
	assert.Zero(t, year.Last.Exits)
	assert.Zero(t, year.Last.Lost)
	assert.Equal(t, year.Last.SumLast, year.Last.SumThis)
}

// Last year under edition 2024 is restated under 2025 before it is compared:
// its own case with this year's rates, mapping and industry figures, computed
// here from the columns of the file.
func TestLast_IsRestatedUnderThisEdition(t *testing.T) {
	old, m := model(t, "2024"), model(t, "2025")
	before := subjects(t, old, 22, 700, 2023)
	_, lastRows, last := runOf(t, old, table(t, 0, old.Fields(), before), annual.Options{})
	now := subjects(t, m, 22, 900, 2024) // 200 more
	year, out, _ := runOf(t, m, table(t, 0, m.Fields(), slice(now, 100, 900)), annual.Options{Last: last})

	want := map[string]int64{}
	for i := range lastRows.Rows {
		if fen, ok := restate(t, m.Edition, lastRows, i); ok {
			want[col(t, lastRows, dataset.Key).Word(i)] = fen
		}
	}
	key, value := col(t, out, dataset.Key), col(t, out, annual.ColValue)
	restated, change, rank := col(t, out, annual.ColLastRestated), col(t, out, annual.ColChange), col(t, out, annual.ColLastRank)
	stayed, entries := int64(0), int64(0)
	for i := range out.Rows {
		fen, has := want[key.Word(i)]
		require.Equal(t, has, restated.State[i] == dataset.Present, key.Word(i))
		if has {
			require.Equal(t, fen, restated.Int[i])
			greater := int64(1)
			for _, other := range want {
				if other > fen {
					greater++
				}
			}
			require.Equal(t, greater, rank.Int[i])
		}
		switch valued := value.State[i] == dataset.Present; {
		case valued && has:
			stayed++
			require.Equal(t, value.Int[i]-fen, change.Int[i])
		case valued:
			entries++
		}
	}
	assert.Equal(t, stayed, year.Last.Stayed)
	assert.Equal(t, entries, year.Last.Entries)
	assert.EqualValues(t, len(want), year.Last.Restated)
	assert.EqualValues(t, int64(len(want))-stayed, year.Last.Exits)
	assert.Equal(t, "2024", year.Last.Edition)
	assert.Positive(t, stayed)
	assert.Positive(t, entries)
	assert.Positive(t, year.Last.Exits)
}

// restate values last year's case under an edition, step by step.
func restate(t *testing.T, e *annual.Edition, b *dataset.Batch, i int) (int64, bool) {
	get := func(name string) (float64, bool) {
		c := col(t, b, name)
		return c.Float[i], c.State[i] == dataset.Present
	}
	c := valuation.Case{Basis: e.Accounts.Basis(), Tax: e.Rates.Tax.Value, ShortRate: e.Rates.Short.Value, LongRate: e.Rates.Long.Value,
		TerminalGrowth: e.Rates.TerminalGrowth.Value}
	row := e.Industries[0]
	for _, r := range e.Industries {
		if r.Industry == "*" {
			row = r
		}
	}
	for _, r := range e.Industries {
		if r.Industry == col(t, b, dataset.Industry).Word(i) {
			row = r
		}
	}
	c.BrandShare, c.IndustryReturn = row.BrandShare, row.Return
	if row.ReturnTax == "pre-tax" {
		c.IndustryReturn *= 1 - c.Tax
	}
	growth, ok := get("case_growth")
	strength, rated := get(annual.ColStrengthRaw)
	if !ok || !rated || !row.Applicable {
		return 0, false
	}
	c.Revenue, _ = get("case_revenue")
	c.Growth = min(growth, row.Growth)
	c.Coefficient = e.Strength.Mapping.K(strength)
	for back := range 3 {
		suffix := ""
		if back > 0 {
			suffix = fmt.Sprintf("__%d", back)
		}
		earnings, ok := get("case_earnings" + suffix)
		current, _ := get("case_current" + suffix)
		noncurrent, _ := get("case_noncurrent" + suffix)
		if !ok {
			break
		}
		c.History = append(c.History, valuation.Year{Earnings: earnings, Current: current, NonCurrent: noncurrent})
	}
	if len(c.History) == 0 {
		return 0, false
	}
	v, err := e.Method.ExcessEarnings.Value(&c)
	require.NoError(t, err)
	if v.Status == valuation.NotApplicable {
		return 0, false
	}
	fen, err := e.Money.Fen(v.Yuan)
	require.NoError(t, err)
	return fen, true
}

func TestLast_ThatIsNoResultFile(t *testing.T) {
	m := model(t, "2025")
	src := table(t, 0, m.Fields(), subjects(t, m, 1, 50, 2024))
	_, err := annual.Run(ctx, m, src, new(dataset.Memory), annual.Options{Last: src})
	assert.ErrorContains(t, err, "last year's results")
	assert.ErrorContains(t, err, "no result file")
}
