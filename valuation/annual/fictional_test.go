package annual_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// population is fictional enterprises in memory with all that is said of them.
func population(t *testing.T, n int64) *dataset.Batch {
	m := &dataset.Memory{}
	require.NoError(t, m.Begin(fictional.Fields()))
	for b, err := range dataset.Read(ctx, fictional.Enterprises{Seed: 77, N: n, Year: 2024}, fictional.Fields()) {
		require.NoError(t, err)
		require.NoError(t, m.Write(ctx, b))
	}
	require.NoError(t, m.Commit(ctx, nil))
	return m.Content()
}

// The table of fictional metrics knows the catalogue by heart: all columns
// that the default schemes and editions read are there, means of peers aside.
func TestFictional_HasAllColumnsThatAreRead(t *testing.T) {
	have := map[string]bool{}
	for _, c := range (fictional.Enterprises{}).Columns() {
		have[c.Name] = true
	}
	policy := indicators.ProposedPolicy()
	for _, code := range indicators.SchemeCodes() {
		scheme, err := indicators.OpenScheme(code)
		require.NoError(t, err)
		evaluator, err := scheme.Compile(policy)
		require.NoError(t, err)
		for _, f := range evaluator.Fields() {
			if !strings.HasSuffix(f.Name, "__mean") {
				assert.True(t, have[f.Name], "scheme %s reads %s", code, f.Name)
			}
			if f.Evidence {
				assert.True(t, have[dataset.EvidenceColumn(dataset.Item(f.Name))], "scheme %s reads the evidence of %s", code, f.Name)
			}
		}
	}
	for _, code := range []string{"2024", "2025"} {
		m := model(t, code)
		_, err := fictional.Enterprises{}.Shards(ctx, m.Fields())
		assert.NoError(t, err, "edition %s", code)
		for _, f := range m.Fields() {
			assert.True(t, have[f.Name] || strings.HasSuffix(f.Name, "__mean"), "edition %s reads %s", code, f.Name)
		}
	}
}

func TestFictional_WordsAreThoseOfTheCatalogue(t *testing.T) {
	b := population(t, 20_000)
	check := func(metric string, grades []indicators.Grade) {
		at := b.Index(metric)
		require.GreaterOrEqual(t, at, 0, metric)
		c, seen := &b.Columns[at], map[string]int{}
		for i := range b.Rows {
			if c.State[i] != dataset.Present {
				continue
			}
			for word := range strings.SplitSeq(c.Word(i), ";") {
				seen[word]++
			}
		}
		for _, g := range grades {
			assert.Positive(t, seen[g.Code], "%s: nobody has %s", metric, g.Code)
			delete(seen, g.Code)
		}
		delete(seen, "") // nothing held
		assert.Empty(t, seen, "%s has words that the catalogue lacks", metric)
	}
	for _, m := range indicators.Catalogue() {
		switch rule := m.Rule.(type) {
		case indicators.Grades:
			check(m.Code, rule.Grades)
		case indicators.SumCap:
			check(m.Code, rule.Items)
		}
	}
}

// Most evidence is at or above the level that the catalogue asks for, some
// below; a metric is reported by some sector, and mostly where it is.
func TestFictional_EvidenceIsMostlyWhatIsAskedFor(t *testing.T) {
	b := population(t, 20_000)
	for _, m := range indicators.Catalogue() {
		present, enough, above := 0, 0, 0
		for k := range b.Columns {
			c := &b.Columns[k]
			if dataset.Item(c.Field.Name) != m.Code {
				continue
			}
			for i := range b.Rows {
				if c.State[i] == dataset.Present {
					present++
					if c.Evidence[i] >= m.MinEvidence {
						enough++
					}
					if c.Evidence[i] > m.MinEvidence {
						above++
					}
				}
			}
		}
		require.Greater(t, present, 1000, m.Code)
		share := float64(enough) / float64(present)
		assert.True(t, 0.88 < share && share < 0.97, "%s: %.3f have enough evidence", m.Code, share)
		assert.True(t, above > present/5 && above < present/2, "%s: %d of %d have more than enough", m.Code, above, present)
	}
}

// No scheme finds a fault in a fictional value, special or general.
func TestFictional_SchemesFindNoFault(t *testing.T) {
	m := model(t, "2025")
	for b, err := range dataset.Read(ctx, fictional.Enterprises{Seed: 3, N: 8000, Year: 2024}, m.Fields()) {
		require.NoError(t, err)
		m.NewDesk().Assess(b)
		assert.Empty(t, b.Issues)
	}
	policy := m.Edition.Evaluation
	policy.Means = indicators.Means{"i_rd": {"*": 2.5}, "e_tax": {"*": 3}, "e_prod": {"*": 24}}
	for _, code := range indicators.SchemeCodes() {
		scheme, err := indicators.OpenScheme(code)
		require.NoError(t, err)
		evaluator, err := scheme.Compile(policy)
		require.NoError(t, err)
		binding, err := evaluator.Bind(evaluator.Fields())
		require.NoError(t, err)
		var scores indicators.Scores
		for b, err := range dataset.Read(ctx, fictional.Enterprises{Seed: 3, N: 4000, Year: 2024}, evaluator.Fields()) {
			require.NoError(t, err)
			scores.Reset(b.Rows, len(evaluator.Dimensions()))
			binding.Evaluate(b, nil, &scores)
			assert.Empty(t, b.Issues, "scheme %s", code)
		}
	}
}

// A scheme finds nearly all of what it reads in its own sector.
func TestFictional_SectorsReportWhatTheirSchemesRead(t *testing.T) {
	b := population(t, 8000)
	sector := &b.Columns[b.Index(dataset.SectorOf)]
	for _, s := range dataset.Sectors() {
		scheme, err := indicators.OpenScheme(s.Word)
		require.NoError(t, err)
		evaluator, err := scheme.Compile(indicators.ProposedPolicy())
		require.NoError(t, err)
		for _, f := range evaluator.Fields() {
			at := b.Index(f.Name)
			if at < 0 || !f.Evidence {
				continue
			}
			all, missing := 0, 0
			for i := range b.Rows {
				if sector.Word(i) == s.Word {
					all++
					if b.Columns[at].State[i] == dataset.Missing {
						missing++
					}
				}
			}
			assert.Less(t, missing, all/10, "%s in %s: %d of %d missing", f.Name, s.Word, missing, all)
		}
	}
}

// The industries are those of the editions, so that parameters and means of
// every row are used.
func TestFictional_HasTheIndustriesOfTheEdition(t *testing.T) {
	b := population(t, 20_000)
	seen := map[string]bool{}
	for i := range b.Rows {
		seen[b.Columns[b.Index(dataset.Industry)].Word(i)] = true
	}
	others := 0
	for _, row := range model(t, "2025").Edition.Industries {
		if row.Industry != "*" {
			assert.True(t, seen[row.Industry], "no fictional enterprise is of %s", row.Industry)
			delete(seen, row.Industry)
		}
	}
	for range seen {
		others++
	}
	assert.Positive(t, others, "some industries have the default row")
}

// outcome is what edition 2025 makes of many fictional enterprises.
type outcome struct {
	rows            int
	totals          []float64
	strengths       []float64
	tiers, statuses map[string]int
	issues          map[string]int
}

func outcomeOf(t *testing.T, m *annual.Model, src dataset.Source) outcome {
	o := outcome{tiers: map[string]int{}, statuses: map[string]int{}, issues: map[string]int{}}
	desk := m.NewDesk()
	for b, err := range dataset.Read(ctx, src, m.Fields()) {
		require.NoError(t, err)
		out := desk.Assess(b)
		at := func(name string) *dataset.Column { return &out.Columns[out.Index(name)] }
		total, strength := at(annual.ColTotalRaw), at(annual.ColStrengthRaw)
		for i := range out.Rows {
			o.rows++
			o.tiers[at(annual.ColTier).Word(i)]++
			o.statuses[at(annual.ColStatus).Word(i)]++
			for code := range codesOf(at(annual.ColIssues).Word(i)) {
				o.issues[code]++
			}
			if total.State[i] == dataset.Present {
				o.totals = append(o.totals, total.Float[i])
			}
			if strength.State[i] == dataset.Present {
				o.strengths = append(o.strengths, strength.Float[i])
			}
		}
	}
	slices.Sort(o.totals)
	slices.Sort(o.strengths)
	return o
}

// codesOf are the kinds of issue of a row.
func codesOf(issues string) map[string]bool {
	codes := map[string]bool{}
	for issue := range strings.SplitSeq(issues, ";") {
		code, _, _ := strings.Cut(issue, ":")
		codes[code] = true
	}
	return codes
}

func quantile(sorted []float64, p float64) float64 { return sorted[int(p*float64(len(sorted)-1))] }

// The enterprises are made so that every tier and nearly every status occurs.
func TestFictional_FillsTheTiersOf2025(t *testing.T) {
	o := outcomeOf(t, model(t, "2025"), fictional.Enterprises{Seed: 1, N: 20_000, Year: 2024})
	require.Equal(t, 20_000, o.rows)
	assert.InDelta(t, 600, quantile(o.totals, 0.5), 20, "median of the totals")
	assert.InDelta(t, 60, quantile(o.strengths, 0.5), 2, "median of the strengths")
	assert.InDelta(t, 42, quantile(o.strengths, 0.1), 4)
	assert.InDelta(t, 78, quantile(o.strengths, 0.9), 4)
	for tier, least := range map[string]int{"": 100, "reserve": 100, "cultivate": 100, "develop": 100, "youpin": 100, "benchmark": 50, "excellent": 2} {
		assert.Greater(t, o.tiers[tier], least, "tier %q", tier)
	}
	positive := float64(o.statuses[annual.StatusValued]+o.statuses[annual.StatusProvisional]) / float64(o.rows)
	assert.True(t, 0.60 < positive && positive < 0.75, "%.3f have excess earnings", positive)
	for _, status := range []string{annual.StatusNotApplicable, annual.StatusNoAccounts, annual.StatusNotRated, annual.StatusProvisional} {
		assert.Positive(t, o.statuses[status], status)
	}
	assert.Zero(t, o.statuses[annual.StatusInvalid])
	for _, doubt := range []string{"growth-against-revenues", "return-against-profit", "current-above-total", "same-as-last-year", "unknown-grade", "bad-key"} {
		assert.Zero(t, o.issues[doubt], doubt)
	}
	assert.LessOrEqual(t, o.issues["unit-slip"], natural, "an operating profit may be next to nothing, and not the year before")
}

// natural is how many of 20,000 operating profits look as if in another unit.
const natural = 10

// What is planted is found, and nothing else changes.
func TestFictional_FaultsAreFound(t *testing.T) {
	m := model(t, "2025")
	e := fictional.Enterprises{Seed: 1, N: 20_000, Year: 2024, Faults: 0.05}
	planted := map[fictional.Fault]int{}
	for i := range e.N {
		planted[e.FaultOf(i)]++
	}
	o := outcomeOf(t, m, e)
	for fault, code := range map[fictional.Fault]string{
		fictional.BadKey: "bad-key", fictional.UnknownSector: "unknown-sector", fictional.UnknownGrade: "unknown-grade",
		fictional.NegativeRevenue: "negative", fictional.ContradictoryReturn: "return-against-profit", fictional.UnitSlip: "unit-slip",
	} {
		found, of := o.issues[code], planted[fault]
		assert.LessOrEqual(t, found, of+natural, code)
		// Figures that are missing could not be made bad, and of a bad key or
		// sector nothing else is looked at.
		assert.Greater(t, found, int(math.Floor(0.88*float64(of))), code)
	}
	assert.Equal(t, planted[fictional.BadKey]+planted[fictional.UnknownSector], o.statuses[annual.StatusInvalid])
}
