package fictional_test

import (
	"cmp"
	"math"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
)

// population is what the distributions are looked at on.
var population = sync.OnceValue(func() *dataset.Batch {
	return read(panicking{}, fictional.Enterprises{Seed: 20, N: 40_000, Year: 2024}, fictional.Fields())
})

type panicking struct{}

func (panicking) Errorf(string, ...any) {}
func (panicking) FailNow()              { panic("the population cannot be read") }

// figures are the present values of a column in a sector, "" for all.
func figures(t *testing.T, b *dataset.Batch, name, sector string) (list []float64) {
	c, s := column(t, b, name), column(t, b, dataset.SectorOf)
	for i := range b.Rows {
		if c.State[i] == dataset.Present && (sector == "" || s.Word(i) == sector) {
			list = append(list, c.Float[i])
		}
	}
	slices.Sort(list)
	return list
}

func quartiles(sorted []float64) (low, high float64) {
	return sorted[len(sorted)/4], sorted[3*len(sorted)/4]
}

// The planning ranges are typical middle halves by sector: industry,
// agriculture, services, marine economy. A range of zeros says that the sector
// does not report the figure.
func TestMetrics_MiddleHalvesArePlanningRanges(t *testing.T) {
	sectors := []string{"industry", "agriculture", "services", "marine"}
	for _, row := range []struct {
		name   string
		slack  float64 // of the width of the range
		ranges [4][2]float64
	}{
		{"q_spot", 0.05, [4][2]float64{{93, 99}, {96, 99.5}, {}, {94, 99}}},
		{"q_fpy", 0.05, [4][2]float64{{92, 99}, {}, {}, {90, 98}}},
		{"q_ontime", 0.05, [4][2]float64{{}, {}, {88, 98}, {}}},
		{"q_csat", 0.05, [4][2]float64{{76, 88}, {75, 87}, {77, 88}, {75, 86}}},
		{"q_compl", 0.05, [4][2]float64{{0.05, 0.5}, {0.05, 0.4}, {0.1, 1.0}, {0.02, 0.3}}},
		{"i_rd__x", 0.30, [4][2]float64{{2, 5}, {0.3, 2}, {0.5, 4}, {2, 6}}}, // a mixture of industries
		{"i_staff", 0.05, [4][2]float64{{8, 20}, {2, 8}, {2, 15}, {8, 22}}},
		{"i_patent", 0.05, [4][2]float64{{3, 30}, {0, 5}, {0, 6}, {3, 25}}},
		{"i_new", 0.05, [4][2]float64{{12, 35}, {5, 20}, {8, 30}, {10, 30}}},
		{"b_out__export_share", 0.05, [4][2]float64{{3, 35}, {0, 20}, {0, 10}, {5, 45}}},
		{"b_nps", 0.05, [4][2]float64{{10, 45}, {10, 40}, {5, 50}, {10, 40}}},
		{"e_growth", 0.05, [4][2]float64{{0, 14}, {-2, 10}, {0, 15}, {0, 15}}},
		{"e_npm", 0.05, [4][2]float64{{2, 10}, {2, 9}, {2, 12}, {1, 9}}},
		{"e_roe", 0.25, [4][2]float64{{3, 14}, {3, 11}, {3, 14}, {2, 12}}}, // follows from margin, turnover and leverage
		{"e_lev", 0.08, [4][2]float64{{35, 62}, {30, 60}, {35, 65}, {40, 68}}},
		{"s_energy", 0.05, [4][2]float64{{0.75, 1.15}, {0.8, 1.2}, {0.7, 1.2}, {0.75, 1.2}}},
	} {
		for s, want := range row.ranges {
			got := figures(t, population(), row.name, sectors[s])
			if want == [2]float64{} {
				assert.Empty(t, got, "%s in %s", row.name, sectors[s])
				continue
			}
			require.NotEmpty(t, got, "%s in %s", row.name, sectors[s])
			low, high := quartiles(got)
			slack := row.slack*(want[1]-want[0]) + 0.01
			assert.InDelta(t, want[0], low, slack, "lower quartile of %s in %s", row.name, sectors[s])
			assert.InDelta(t, want[1], high, slack, "upper quartile of %s in %s", row.name, sectors[s])
		}
	}
}

// ranks are the ranks of values, those of equal ones their mean.
func ranks(x []float64) []float64 {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(x[a], x[b]) })
	out := make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			out[i] = float64(from+to-1) / 2
		}
		from = to
	}
	return out
}

// spearman is the rank correlation of two columns in industry.
func spearman(t *testing.T, b *dataset.Batch, one, other string) float64 {
	c, d, s := column(t, b, one), column(t, b, other), column(t, b, dataset.SectorOf)
	var x, y []float64
	for i := range b.Rows {
		if s.Word(i) == "industry" && c.State[i] == dataset.Present && d.State[i] == dataset.Present {
			x, y = append(x, c.Float[i]), append(y, d.Float[i])
		}
	}
	x, y = ranks(x), ranks(y)
	middle := float64(len(x)-1) / 2
	var xy, xx, yy float64
	for i := range x {
		xy += (x[i] - middle) * (y[i] - middle)
		xx += (x[i] - middle) * (x[i] - middle)
		yy += (y[i] - middle) * (y[i] - middle)
	}
	return xy / math.Sqrt(xx*yy)
}

// Size lifts patents, standards, awareness and tax; R&D lifts the share of new
// products; margin and leverage go against each other.
func TestMetrics_RankCorrelations(t *testing.T) {
	for _, row := range []struct {
		one, other  string
		least, most float64
	}{
		{"e_rev", "i_patent", 0.2, 0.8},
		{"e_rev", "i_std", 0.2, 0.8},
		{"e_rev", "b_aware", 0.2, 0.8},
		{"e_rev", "e_tax__x", 0.2, 0.8},
		{"i_rd__x", "i_new", 0.2, 0.8},
		{"i_rd__x", "i_staff", 0.2, 0.8},
		{"e_npm", "e_lev", -0.7, -0.25},
		{"e_npm", "e_roe", 0.5, 1},
		{"q_spot", "q_fpy", 0.1, 0.8},
		{"q_csat", "q_compl", -0.8, -0.1},
		{"q_csat", "b_nps", 0.1, 0.8},
		{"i_rd__x", "e_rev", -0.1, 0.5},
	} {
		got := spearman(t, population(), row.one, row.other)
		assert.True(t, row.least < got && got < row.most, "%s with %s: %.3f is not in %v to %v", row.one, row.other, got, row.least, row.most)
	}
}

// Two seeds have nothing in common, nor have neighbouring subjects.
func TestSeeds_AreIndependent(t *testing.T) {
	const n = 20_000
	want := []dataset.Field{{Name: "b_aware", Type: dataset.Number}}
	one := read(t, fictional.Enterprises{Seed: 1, N: n}, want).Columns[0]
	two := read(t, fictional.Enterprises{Seed: 2, N: n}, want).Columns[0]
	pairs := func(second *dataset.Column, shift int) float64 {
		var x, y []float64
		for i := range n - shift {
			if one.State[i] == dataset.Present && second.State[i+shift] == dataset.Present {
				x, y = append(x, one.Float[i]), append(y, second.Float[i+shift])
			}
		}
		x, y = ranks(x), ranks(y)
		middle, xy, xx := float64(len(x)-1)/2, 0.0, 0.0
		for i := range x {
			xy += (x[i] - middle) * (y[i] - middle)
			xx += (x[i] - middle) * (x[i] - middle)
		}
		return xy / xx
	}
	bound := 4 / math.Sqrt(n) // four standard errors
	assert.InDelta(t, 0, pairs(&two, 0), bound)
	assert.InDelta(t, 0, pairs(&one, 1), bound)
	assert.InDelta(t, 1, pairs(&one, 0), 1e-12)
}

// shareOf is how often a column has a word, among the rows with any.
func shareOf(t *testing.T, b *dataset.Batch, name, word string) float64 {
	c, n, all := column(t, b, name), 0, 0
	for i := range b.Rows {
		if c.State[i] == dataset.Present {
			all++
			if c.Word(i) == word {
				n++
			}
		}
	}
	return float64(n) / float64(all)
}

func TestSubjects_Shares(t *testing.T) {
	b := population()
	for _, row := range []struct {
		name, word string
		share      float64
	}{
		{dataset.KindOf, "enterprise", 1},
		{dataset.SectorOf, "industry", 0.45}, {dataset.SectorOf, "agriculture", 0.13},
		{dataset.SectorOf, "services", 0.30}, {dataset.SectorOf, "marine", 0.12},
		{dataset.RightsOf, "owner", 0.90},
		{dataset.ConsentOf, "value", 0.85}, {dataset.ConsentOf, "strength", 0.10}, {dataset.ConsentOf, "nothing", 0.05},
	} {
		assert.InDelta(t, row.share, shareOf(t, b, row.name, row.word), 0.01, "%s %s", row.name, row.word)
	}
	for name, terms := range map[string]dataset.Terms{
		dataset.KindOf: dataset.Kinds(), dataset.SectorOf: dataset.Sectors(), dataset.SizeOf: dataset.Sizes(),
		dataset.RightsOf: dataset.RightsTerms(), dataset.ConsentOf: dataset.Consents(),
	} {
		c := column(t, b, name)
		for i := range b.Rows {
			require.Equal(t, dataset.Present, c.State[i])
			require.NoError(t, terms.Check(name, c.Word(i)))
		}
	}
	for _, size := range []string{"large", "medium", "small"} { // hardly any is micro
		assert.Greater(t, shareOf(t, b, dataset.SizeOf, size), 0.01, size)
	}
}

// Three values in a hundred are missing and two not applicable; nineteen in
// twenty that are there have the evidence asked for, as most do in practice.
func TestMetrics_MissingAndNotApplicable(t *testing.T) {
	b := population()
	var all, missing, without int
	for _, name := range []string{"q_csat", "b_aware", "b_share", "i_patent", "s_credit", "e_prod__x", "q_cert", "b_out__export_share"} {
		c := column(t, b, name)
		for _, s := range c.State {
			all++
			switch s {
			case dataset.Missing:
				missing++
			case dataset.NotApplicable:
				without++
			}
		}
	}
	assert.InDelta(t, 0.03, float64(missing)/float64(all), 0.003)
	assert.InDelta(t, 0.02, float64(without)/float64(all), 0.003)
	for _, name := range []string{"e_rev", "e_npm"} {
		for _, s := range column(t, b, name).State {
			require.NotEqual(t, dataset.NotApplicable, s, "%s concerns everybody", name)
		}
	}
}
