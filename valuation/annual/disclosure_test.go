package annual_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// published year of results with consents, sectors and districts drawn anew.
func publishedYear(t testing.TB, m *annual.Model, random *rand.Rand, out *dataset.Batch, meta dataset.Metadata) (*annual.Publication, *dataset.Batch) {
	order := random.Perm(out.Rows)[:random.IntN(40)+1]
	b := reorder(out, order)
	draw := func(name string, words ...string) {
		c := col(t, b, name)
		c.Words = append(c.Words[:0:0], words...)
		for i := range b.Rows {
			c.Code[i], c.State[i] = uint32(random.IntN(len(words))), dataset.Present
		}
	}
	draw(dataset.ConsentOf, "value", "value", "value", "value", "strength", "nothing")
	draw(dataset.SectorOf, "industry", "agriculture", "services", "marine")
	draw(dataset.District, "市南区", "市北区", "李沧区", "崂山区", "城阳区")
	draw(dataset.Industry, "C15", "C27", "A01", "F52")
	memory := new(dataset.Memory)
	fields := make([]dataset.Field, len(b.Columns))
	for k := range fields {
		fields[k] = b.Columns[k].Field
	}
	require.NoError(t, memory.Begin(fields))
	require.NoError(t, memory.Write(ctx, b))
	require.NoError(t, memory.Commit(ctx, meta))
	p, err := annual.Publish(ctx, m, memory, annual.Selection{})
	require.NoError(t, err)
	return p, b
}

// Whoever knows all published totals and all values shown one by one learns no
// sum over fewer than three hidden values, by taking what is shown away from a
// total, or the shown groups of a classification from the total of all.
func TestDisclosure_NoHiddenValueFollows(t *testing.T) {
	m := model(t, "2025")
	_, out, results := runOf(t, m, table(t, 0, m.Fields(), subjects(t, m, 41, 400, 2024)), annual.Options{})
	least := m.Edition.Disclosure.LeastGroup
	withheld := 0
	rapid.Check(t, func(r *rapid.T) {
		seed := rapid.Uint64().Draw(r, "seed")
		p, b := publishedYear(t, m, rand.New(rand.NewPCG(seed, 1)), out, results.Metadata())
		shown := map[string]bool{}
		for _, row := range p.Table {
			shown[row.Key] = true
		}
		hidden := func(in func(i int) bool) (members, hidden int, sum int64) {
			for i := range b.Rows {
				if col(t, b, annual.ColCounted).Word(i) != "yes" || !in(i) {
					continue
				}
				members++
				sum += col(t, b, annual.ColValue).Int[i]
				if !shown[col(t, b, dataset.Key).Word(i)] {
					hidden++
				}
			}
			return members, hidden, sum
		}
		safe := func(what string, members, n int) {
			if n > 0 && n < least {
				r.Fatalf("%s tells the sum of %d hidden values", what, n)
			}
			if members > 0 && members < least {
				r.Fatalf("%s is a total of %d members", what, members)
			}
		}
		for _, class := range []struct {
			name   string
			groups []annual.Group
		}{{dataset.SectorOf, p.Totals.Sectors}, {dataset.District, p.Totals.Districts}, {dataset.Industry, p.Totals.Industries}} {
			c := col(t, b, class.name)
			var open []string
			for _, g := range class.groups {
				members, n, sum := hidden(func(i int) bool { return c.Word(i) == g.Word })
				require.EqualValues(t, members, g.Members)
				if g.Withheld {
					withheld++
					require.Zero(t, g.Value)
					continue
				}
				require.Equal(t, sum, g.Value)
				safe(class.name+" "+g.Word, members, n)
				open = append(open, g.Word)
			}
			if !p.Totals.All.Withheld {
				members, n, _ := hidden(func(i int) bool { return !slices.Contains(open, c.Word(i)) })
				safe("the rest of "+class.name, members, n)
			}
		}
		if members, n, sum := hidden(func(int) bool { return true }); !p.Totals.All.Withheld {
			require.Equal(t, sum, p.Totals.All.Value)
			safe("all", members, n)
		}
	})
	assert.Positive(t, withheld)
}

// Consent decides what is shown: a value, the strength alone, or nothing.
func TestDisclosure_Consent(t *testing.T) {
	m := model(t, "2025")
	_, out, results := runOf(t, m, table(t, 0, m.Fields(), subjects(t, m, 42, 300, 2024)), annual.Options{})
	p, err := annual.Publish(ctx, m, results, annual.Selection{})
	require.NoError(t, err)
	consent := map[string]string{}
	for i := range out.Rows {
		consent[col(t, out, dataset.Key).Word(i)] = col(t, out, dataset.ConsentOf).Word(i)
	}
	for _, row := range p.Table {
		assert.Equal(t, "value", consent[row.Key])
		assert.True(t, row.Value.Has)
	}
	require.NotEmpty(t, p.Strength)
	for _, row := range p.Strength {
		assert.Equal(t, "strength", consent[row.Key])
		for _, f := range []annual.Figure{row.Value, row.Low, row.High, row.Variant, row.BaseFlow, row.TerminalShare, row.Royalty, row.Change, row.ChangeRate, row.RankMove} {
			assert.False(t, f.Has)
		}
		assert.Zero(t, row.Rank)
		assert.True(t, row.Strength.Has)
	}
	assert.Positive(t, p.Silent)
	assert.EqualValues(t, p.Valued, int64(len(p.Table)+len(p.Strength))+p.Silent)
	assert.NotEmpty(t, p.Edition.Disclosure.Caution.Chinese)
	var n int64
	for _, o := range p.Outcomes {
		n += o.N
	}
	assert.EqualValues(t, 300, n, fmt.Sprint(p.Outcomes))
}
