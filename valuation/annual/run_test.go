package annual_test

import (
	"context"
	"crypto/sha256"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

var ctx = context.Background()

func model(t testing.TB, code string) *annual.Model {
	edition, err := annual.OpenEdition(annual.Editions(), code)
	require.NoError(t, err)
	m, err := edition.Compile()
	require.NoError(t, err)
	return m
}

// table is a source's rows in memory, in shards of so many rows.
func table(t testing.TB, shardRows int, fields []dataset.Field, batches ...*dataset.Batch) *dataset.Memory {
	m, err := dataset.NewMemory(shardRows, fields, batches...)
	require.NoError(t, err)
	return m
}

// subjects are fictional enterprises in memory, as a run reads them.
func subjects(t testing.TB, m *annual.Model, seed uint64, n int64, year int) *dataset.Batch {
	memory := new(dataset.Memory)
	require.NoError(t, memory.Begin(m.Fields()))
	for b, err := range dataset.Read(ctx, fictional.Enterprises{Seed: seed, N: n, Year: year}, m.Fields()) {
		require.NoError(t, err)
		require.NoError(t, memory.Write(ctx, b))
	}
	require.NoError(t, memory.Commit(ctx, nil))
	return memory.Content()
}

func runOf(t testing.TB, m *annual.Model, src dataset.Source, o annual.Options) (*annual.Year, *dataset.Batch, *dataset.Memory) {
	results := new(dataset.Memory)
	year, err := annual.Run(ctx, m, src, results, o)
	require.NoError(t, err)
	return year, results.Content(), results
}

func col(t testing.TB, b *dataset.Batch, name string) *dataset.Column {
	i := b.Index(name)
	require.GreaterOrEqual(t, i, 0, name)
	return &b.Columns[i]
}

func digest(t *testing.T, m *annual.Model, src dataset.Source, workers int) string {
	path := filepath.Join(t.TempDir(), "results.parquet")
	_, err := annual.Run(ctx, m, src, parquetfile.Create(path), annual.Options{Workers: workers, Scratch: t.TempDir()})
	require.NoError(t, err)
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return fmt.Sprintf("%x", sha256.Sum256(data))
}

// The result file has the same bytes for any number of workers and any cut of
// the input into shards and files.
func TestRun_SameBytes(t *testing.T) {
	m := model(t, "2025")
	b := subjects(t, m, 11, 9000, 2024)
	want := digest(t, m, table(t, 131072, m.Fields(), b), 1)
	for _, workers := range []int{1, 2, 3, 8} {
		for _, rows := range []int{100, 4096, 131072} {
			assert.Equal(t, want, digest(t, m, table(t, rows, m.Fields(), b), workers), "%d workers, shards of %d rows", workers, rows)
		}
	}
}

// rowsAsText are the rows of a table in words that tell any two apart.
func rowsAsText(b *dataset.Batch) []string {
	rows := make([]string, b.Rows)
	for i := range rows {
		var line strings.Builder
		for k := range b.Columns {
			c := &b.Columns[k]
			fmt.Fprintf(&line, "%d|", c.State[i])
			if c.State[i] != dataset.Present {
				continue
			}
			switch c.Field.Type {
			case dataset.Number:
				fmt.Fprintf(&line, "%x|", math.Float64bits(c.Float[i]))
			case dataset.Word:
				line.WriteString(c.Word(i) + "|")
			default:
				fmt.Fprintf(&line, "%d|", c.Int[i])
			}
		}
		rows[i] = line.String()
	}
	return rows
}

// Rows split over several files give the same rows, and shuffled rows the same
// rows in their order: no result depends on another subject's place.
func TestRun_FilesAndOrder(t *testing.T) {
	m := model(t, "2025")
	b := subjects(t, m, 12, 3000, 2024)
	_, whole, _ := runOf(t, m, table(t, 0, m.Fields(), b), annual.Options{})
	want := rowsAsText(whole)

	dir := t.TempDir()
	fields := fictional.Fields()
	for k, rows := range [][2]int64{{0, 700}, {700, 701}, {701, 3000}} {
		sink := parquetfile.Create(filepath.Join(dir, fmt.Sprintf("part-%d.parquet", k)))
		require.NoError(t, sink.Begin(fields))
		at := int64(0)
		for b, err := range dataset.Read(ctx, fictional.Enterprises{Seed: 12, N: 3000, Year: 2024}, fields) {
			require.NoError(t, err)
			require.NoError(t, sink.Write(ctx, slice(b, max(0, int(rows[0]-at)), min(b.Rows, int(rows[1]-at)))))
			at += int64(b.Rows)
		}
		require.NoError(t, sink.Commit(ctx, nil))
	}
	set, err := parquetfile.Open(dir)
	require.NoError(t, err)
	defer set.Close()
	_, parts, _ := runOf(t, m, set, annual.Options{Workers: 2})
	assert.Equal(t, want, rowsAsText(parts))

	order := rand.New(rand.NewPCG(1, 2)).Perm(b.Rows)
	_, shuffled, _ := runOf(t, m, table(t, 500, m.Fields(), reorder(b, order)), annual.Options{Workers: 3})
	got := rowsAsText(shuffled)
	slices.Sort(want)
	slices.Sort(got)
	assert.Equal(t, want, got)
}

// slice is the rows from to to of a batch.
func slice(b *dataset.Batch, from, to int) *dataset.Batch {
	order := []int{}
	for i := from; i < to; i++ {
		order = append(order, i)
	}
	return reorder(b, order)
}

// reorder is rows of a batch in another order.
func reorder(b *dataset.Batch, order []int) *dataset.Batch {
	fields := make([]dataset.Field, len(b.Columns))
	for k := range fields {
		fields[k] = b.Columns[k].Field
	}
	out := dataset.NewBatch(fields, len(order))
	for k := range out.Columns {
		to, from := &out.Columns[k], &b.Columns[k]
		to.Words = append(to.Words, from.Words...)
		for i, row := range order {
			to.State[i] = from.State[row]
			if from.Evidence != nil && to.Evidence != nil {
				to.Evidence[i] = from.Evidence[row]
			}
			switch from.Field.Type {
			case dataset.Number:
				to.Float[i] = from.Float[row]
			case dataset.Word:
				to.Code[i] = from.Code[row]
			default:
				to.Int[i] = from.Int[row]
			}
		}
	}
	return out
}

// Every subject of the year has one row, no figure is NaN or infinite, rows of
// other years are counted.
func TestRun_OneRowASubjectAndNoNaN(t *testing.T) {
	m := model(t, "2025")
	b := subjects(t, m, 13, 2000, 2024)
	for i := 0; i < b.Rows; i += 7 {
		col(t, b, dataset.Year).SetInt(i, 2023)
	}
	col(t, b, "q_csat").SetNumber(1, math.NaN())
	col(t, b, "operating_profit").SetNumber(2, math.Inf(-1))
	col(t, b, "current_tangible").SetNumber(3, 1e300)
	year, out, _ := runOf(t, m, table(t, 333, m.Fields(), b), annual.Options{})
	assert.EqualValues(t, 286, year.Skipped)
	assert.EqualValues(t, 2000-286, year.Rows)
	assert.Equal(t, 2000-286, out.Rows)
	for k := range out.Columns {
		for i, x := range out.Columns[k].Float {
			if out.Columns[k].State[i] == dataset.Present {
				require.False(t, math.IsNaN(x) || math.IsInf(x, 0), "%s of row %d is %v", out.Columns[k].Field.Name, i, x)
			}
		}
	}
	issues := col(t, out, annual.ColIssues)
	assert.Contains(t, issues.Word(0), "not-finite:q_csat")
	assert.Contains(t, issues.Word(1), "not-finite:operating_profit")
	assert.Equal(t, annual.StatusNoAccounts, col(t, out, annual.ColStatus).Word(1))
	assert.Equal(t, annual.StatusInvalid, col(t, out, annual.ColStatus).Word(2))
	assert.Equal(t, "inconsistent-accounts", col(t, out, annual.ColReason).Word(2))
}

func TestRun_NoRowOfTheYear(t *testing.T) {
	m := model(t, "2025")
	_, err := annual.Run(ctx, m, table(t, 0, m.Fields(), subjects(t, m, 1, 10, 2019)), new(dataset.Memory), annual.Options{})
	assert.ErrorIs(t, err, annual.ErrNoRows)
}

// Keys that occur twice end the run, with the place of each, wherever they lie.
func TestRun_DuplicateKeys(t *testing.T) {
	m := model(t, "2025")
	b := subjects(t, m, 1, 1000, 2024)
	key := col(t, b, dataset.Key)
	key.Code[999] = key.Code[5]
	key.Code[500] = key.Code[5]
	col(t, b, dataset.Year).SetInt(2, 2020) // a row of another year moves no place
	_, err := annual.Run(ctx, m, table(t, 90, m.Fields(), b), new(dataset.Memory), annual.Options{Workers: 2})
	require.ErrorIs(t, err, annual.ErrDuplicateKeys)
	for _, text := range []string{key.Word(5), "row 6", "row 501", "row 1000"} {
		assert.ErrorContains(t, err, text)
	}
}

// Equal published values share a rank, and ranks exist within kind and sector:
// held against counting.
func TestRun_RanksAgainstCounting(t *testing.T) {
	m := model(t, "2025")
	b := subjects(t, m, 14, 1500, 2024)
	for i := 1; i < b.Rows; i += 3 { // neighbours with the same figures
		for k := range b.Columns {
			c := &b.Columns[k]
			if c.Field.Name == dataset.Key {
				continue
			}
			c.State[i] = c.State[i-1]
			if c.Evidence != nil {
				c.Evidence[i] = c.Evidence[i-1]
			}
			switch c.Field.Type {
			case dataset.Number:
				c.Float[i] = c.Float[i-1]
			case dataset.Word:
				c.Code[i] = c.Code[i-1]
			default:
				c.Int[i] = c.Int[i-1]
			}
		}
	}
	_, out, _ := runOf(t, m, table(t, 100, m.Fields(), b), annual.Options{})
	value, sector := col(t, out, annual.ColValue), col(t, out, dataset.SectorOf)
	rank, sectorRank := col(t, out, annual.ColRank), col(t, out, annual.ColSectorRank)
	ties := 0
	for i := range out.Rows {
		if value.State[i] != dataset.Present {
			assert.NotEqual(t, dataset.Present, rank.State[i])
			continue
		}
		greater, greaterInSector := int64(0), int64(0)
		for j := range out.Rows {
			if value.State[j] == dataset.Present && value.Int[j] > value.Int[i] {
				greater++
				if sector.Word(j) == sector.Word(i) {
					greaterInSector++
				}
			}
			if i != j && value.State[j] == dataset.Present && value.Int[j] == value.Int[i] {
				ties++
			}
		}
		require.Equal(t, 1+greater, rank.Int[i])
		require.Equal(t, 1+greaterInSector, sectorRank.Int[i])
	}
	assert.Greater(t, ties, 100)
}

// Tiers and grades are decided on the published total.
func TestRun_TiersOnPublishedTotals(t *testing.T) {
	m := model(t, "2025")
	_, out, _ := runOf(t, m, table(t, 0, m.Fields(), subjects(t, m, 15, 3000, 2024)), annual.Options{})
	total, tier, grade := col(t, out, annual.ColTotal), col(t, out, annual.ColTier), col(t, out, annual.ColGrade)
	band := func(bands []annual.Band, tenths int64) string {
		code := ""
		for _, b := range bands {
			if float64(tenths) >= b.Min*10 {
				code = b.Code
			}
		}
		return code
	}
	seen := map[string]bool{}
	for i := range out.Rows {
		if total.State[i] == dataset.Present {
			require.Equal(t, band(m.Edition.Tiers, total.Int[i]), tier.Word(i))
			require.Equal(t, band(m.Edition.Grades, total.Int[i]), grade.Word(i))
			seen[tier.Word(i)] = true
		}
	}
	assert.GreaterOrEqual(t, len(seen), 6)
}

// Verify finds nothing in an honest file, and names what was changed in another.
func TestVerify(t *testing.T) {
	m := model(t, "2025")
	b := subjects(t, m, 16, 400, 2024)
	src := table(t, 0, m.Fields(), b)
	_, out, results := runOf(t, m, src, annual.Options{})
	v, err := annual.Verify(ctx, m, src, results, annual.Options{Workers: 2})
	require.NoError(t, err)
	assert.Empty(t, v.Differences)
	assert.EqualValues(t, 400, v.Rows)

	random := rand.New(rand.NewPCG(3, 4))
	for range 40 {
		i, k := random.IntN(out.Rows), random.IntN(len(out.Columns))
		forged := reorder(out, slices.Collect(func(yield func(int) bool) {
			for i := range out.Rows {
				if !yield(i) {
					return
				}
			}
		}))
		name := tamper(&forged.Columns[k], i)
		v, err := annual.Verify(ctx, m, src, published(t, forged, results.Metadata()), annual.Options{})
		require.NoError(t, err)
		require.NotEmpty(t, v.Differences, name)
		assert.Equal(t, name, v.Differences[0].Column)
		if name != dataset.Key {
			assert.Equal(t, col(t, out, dataset.Key).Word(i), v.Differences[0].Key)
		}
	}
	v, err = annual.Verify(ctx, m, src, published(t, slice(out, 0, 399), results.Metadata()), annual.Options{})
	require.NoError(t, err)
	require.Len(t, v.Differences, 1)
	assert.Contains(t, v.Differences[0].Place, "after the last row")
	_, err = annual.Verify(ctx, m, src, src, annual.Options{})
	assert.ErrorContains(t, err, "no result file")
}

// tamper changes one cell and gives the column's name.
func tamper(c *dataset.Column, i int) string {
	switch {
	case c.Field.Type == dataset.Word:
		c.SetWord(i, "forged")
	case c.State[i] != dataset.Present && c.Field.Type == dataset.Number:
		c.SetNumber(i, 1)
	case c.State[i] != dataset.Present:
		c.SetInt(i, 1)
	case c.Field.Type == dataset.Number:
		c.Float[i] = math.Nextafter(c.Float[i], math.Inf(1))
	default:
		c.Int[i]++
	}
	return c.Field.Name
}

// published is a batch as a source with metadata.
func published(t *testing.T, b *dataset.Batch, meta dataset.Metadata) *dataset.Memory {
	memory := new(dataset.Memory)
	fields := make([]dataset.Field, len(b.Columns))
	for k := range fields {
		fields[k] = b.Columns[k].Field
	}
	require.NoError(t, memory.Begin(fields))
	require.NoError(t, memory.Write(ctx, b))
	require.NoError(t, memory.Commit(ctx, meta))
	return memory
}

// What Explain computes is what the run computed, to the last bit.
func TestExplain_IsTheRun(t *testing.T) {
	m := model(t, "2025")
	src := table(t, 64, m.Fields(), subjects(t, m, 17, 150, 2024))
	_, out, results := runOf(t, m, src, annual.Options{})
	raw, total := col(t, out, annual.ColValueRaw), col(t, out, annual.ColTotalRaw)
	for i := range out.Rows {
		x, err := annual.Explain(ctx, m, src, results, col(t, out, dataset.Key).Word(i))
		require.NoError(t, err)
		if raw.State[i] == dataset.Present {
			require.Equal(t, math.Float64bits(raw.Float[i]), math.Float64bits(x.Value.Yuan))
			require.NotNil(t, x.Sheet)
			require.Positive(t, x.Slope)
		}
		if total.State[i] == dataset.Present {
			require.Equal(t, math.Float64bits(total.Float[i]), math.Float64bits(x.Score.Total))
		}
		require.Equal(t, col(t, out, annual.ColStatus).Word(i), x.Result.Status)
	}
	_, err := annual.Explain(ctx, m, src, nil, "nobody")
	assert.ErrorIs(t, err, annual.ErrNotFound)
}
