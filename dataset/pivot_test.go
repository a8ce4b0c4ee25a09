package dataset

import (
	"context"
	"fmt"
	"os"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawPanel makes up a panel of the sample fields, one row a batch so that
// rows can be put in any order.
func drawPanel(t *rapid.T) []*Batch {
	type keyYear struct {
		key  string
		year int64
	}
	rows := rapid.SliceOfNDistinct(rapid.Custom(func(t *rapid.T) keyYear {
		return keyYear{rapid.SampledFrom([]string{"a", "b", "c", "d", "青岛"}).Draw(t, "key"), rapid.Int64Range(2020, 2026).Draw(t, "year")}
	}), 0, 25, rapid.ID).Draw(t, "panel")
	var panel []*Batch
	for i, r := range rows {
		b := NewBatch(sample, 1)
		b.Place = Place{File: "panel", Row: int64(i) + 1}
		for c := range b.Columns {
			drawValue(t, &b.Columns[c], 0)
		}
		b.Columns[2].Evidence[0] = b.Columns[1].Evidence[0]
		b.Columns[0].SetWord(0, r.key)
		b.Columns[4].SetInt(0, r.year)
		b.Issues = append(b.Issues, Issue{"code", Query, 0, "revenue", fmt.Sprint(r)})
		panel = append(panel, b)
	}
	return panel
}

// pivotInMemory does what Pivot does, with maps.
func pivotInMemory(panel []*Batch, year int64, back int) (lines []line) {
	at := make(map[string]map[int64]*Batch)
	for _, b := range panel {
		key := b.Columns[0].Word(0)
		if at[key] == nil {
			at[key] = make(map[int64]*Batch)
		}
		at[key][b.Columns[4].Int[0]] = b
	}
	var keys []string
	for key := range at {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	for _, key := range keys {
		now := at[key][year]
		if now == nil {
			continue
		}
		l := linesOf(now)[0]
		for _, column := range []int{3, 5} {
			for k := 1; k <= back; k++ {
				text := "missing|"
				if then := at[key][year-int64(k)]; then != nil {
					c := then.Columns[column]
					c.Evidence = nil
					text = valueText(&c, 0) + "|"
				}
				l.values += text
			}
		}
		for k := 1; k <= back; k++ {
			if then := at[key][year-int64(k)]; then != nil {
				issue := then.Issues[0]
				issue.Column = fmt.Sprint("revenue__", k)
				l.issues += fmt.Sprint(issue)
			}
		}
		lines = append(lines, l)
	}
	return lines
}

func TestPivotAgreesWithMapsForAnyOrderOfThePanel(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		panel := drawPanel(t)
		back := rapid.IntRange(0, 3).Draw(t, "back")
		want := pivotInMemory(panel, 2025, back)
		shuffled := rapid.Permutation(panel).Draw(t, "shuffled")
		for _, rows := range [][]*Batch{panel, shuffled} {
			src, err := NewMemory(2, sample, rows...)
			require.NoError(t, err)
			pivot := Pivot{Year: 2025, Back: back, Fields: sample, Earlier: []string{"revenue", "grade"}}
			space := Space{Memory: rapid.SampledFrom([]int64{1, 1 << 20}).Draw(t, "memory"), Rows: 3, Dir: dir}
			out, report, err := pivot.Run(context.Background(), src, space)
			require.NoError(t, err)
			var fields []Field
			for _, info := range out.Columns() {
				if i := position(sample, info.Name); !isMarker(info.Name) {
					fields = append(fields, Field{Name: info.Name, Type: info.Type, Scale: info.Scale, Evidence: i >= 0 && sample[i].Evidence})
				}
			}
			assert.Equal(t, want, allLines(t, out, fields))
			assert.EqualValues(t, len(want), report.Subjects)
			assert.EqualValues(t, len(panel), report.Used+report.Outside+leftRows(panel, back), "every row is accounted for")
			require.NoError(t, out.Close())
		}
	})
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

// leftRows counts the rows of wanted years whose subjects lack the year 2025.
func leftRows(panel []*Batch, back int) (n int64) {
	now := make(map[string]bool)
	for _, b := range panel {
		if b.Columns[4].Int[0] == 2025 {
			now[b.Columns[0].Word(0)] = true
		}
	}
	for _, b := range panel {
		if y := b.Columns[4].Int[0]; !now[b.Columns[0].Word(0)] && y <= 2025 && y >= 2025-int64(back) {
			n++
		}
	}
	return n
}

// panelOf makes a panel of keys and years, with the row's number as revenue.
func panelOf(t require.TestingT, rows ...any) *Memory {
	fields := []Field{{Name: Key, Type: Word}, {Name: Year, Type: Integer}, {Name: "revenue", Type: Number}}
	b := NewBatch(fields, len(rows)/2)
	for i := range b.Rows {
		if key, ok := rows[2*i].(string); ok {
			b.Columns[0].SetWord(i, key)
		}
		if year, ok := rows[2*i+1].(int); ok {
			b.Columns[1].SetInt(i, int64(year))
		}
		b.Columns[2].SetNumber(i, float64(i+1))
	}
	m, err := NewMemory(0, fields, b)
	require.NoError(t, err)
	return m
}

func TestPivotLeavesOutAndSaysSo(t *testing.T) {
	panel := panelOf(t, "a", 2025, "b", 2024, "b", 2023, nil, 2025, "c", nil, "", 2025, "a", 2022, "a", 2026, "a", 2024)
	pivot := Pivot{Year: 2025, Back: 2, Fields: []Field{{Name: "revenue", Type: Number}}, Earlier: []string{"revenue"}}
	out, report, err := pivot.Run(context.Background(), panel, Space{})
	require.NoError(t, err)
	defer out.Close()
	lines := allLines(t, out, []Field{{Name: Key, Type: Word}, {Name: Year, Type: Integer},
		{Name: "revenue", Type: Number}, {Name: "revenue__1", Type: Number}, {Name: "revenue__2", Type: Number}})
	require.Len(t, lines, 1)
	assert.Equal(t, `"a"|2025|1|9|missing|`, lines[0].values)
	assert.Equal(t, int64(1), lines[0].place.Row)
	assert.Equal(t, &Pivoted{Subjects: 1, Used: 2, Outside: 2, Without: 1, Unusable: 3, First: []LeftOut{
		{Place{Row: 4}, "", Issue{IssueNoKey, Fault, 0, "", "the row has no key or no year, so it is nobody's"}},
		{Place{Row: 5}, "c", Issue{IssueNoKey, Fault, 0, "", "the row has no key or no year, so it is nobody's"}},
		{Place{Row: 6}, "", Issue{IssueNoKey, Fault, 0, "", "the row has no key or no year, so it is nobody's"}},
		{Place{Row: 2}, "b", Issue{IssueNoYear, Fault, 0, "", "the panel has earlier years of this subject and no row of the year; it is left out"}},
	}}, report)
}

func TestPivotRefusesTwoRowsOfOneKeyAndYear(t *testing.T) {
	pivot := Pivot{Year: 2025, Back: 1, Fields: []Field{{Name: "revenue", Type: Number}}, Earlier: []string{"revenue"}}
	dir := t.TempDir()
	panel := panelOf(t, "a", 2025, "b", 2024, "b", 2025, "a", 2025, "b", 2024, "b", 2024, "a", 2020, "a", 2020)
	_, _, err := pivot.Run(context.Background(), panel, Space{Memory: 1, Dir: dir})
	assert.ErrorIs(t, err, ErrDuplicate)
	assert.EqualError(t, err, `rows with the same key: 5 rows share 2 keys of key and year
key a, year 2025, 2 rows: row 1; row 4
key b, year 2024, 3 rows: row 2; row 5; row 6`)
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestPivotChecksWhatItIsAskedFor(t *testing.T) {
	panel := panelOf(t, "a", 2025)
	pivot := Pivot{Year: 2025, Back: -1, Fields: []Field{{Name: Key, Type: Integer}, {Name: "revenue", Type: Number}}, Earlier: []string{"revenu", "key"}}
	_, _, err := pivot.Run(context.Background(), panel, Space{})
	assert.EqualError(t, err, `a pivot goes back -1 years; it takes none or more
the fields key and year of a pivot are a word and an integer, not integer and integer
"revenu", wanted for earlier years, is not among the wanted fields; close names: revenue
key has no earlier values: it says whose and of when a row is`)
	pivot = Pivot{Year: 2025, Back: 1, Fields: []Field{{Name: "revenue", Type: Number}, {Name: "revenue__1", Type: Number}}, Earlier: []string{"revenue"}}
	_, _, err = pivot.Run(context.Background(), panel, Space{})
	assert.EqualError(t, err, "revenue__1 is wanted twice")
	_, _, err = Pivot{Year: 2025, Fields: []Field{{Name: "roe", Type: Number, Required: true}}}.Run(context.Background(), panel, Space{})
	assert.ErrorIs(t, err, ErrSchema)
}

func ExamplePivot() {
	fields := []Field{{Name: Key, Type: Word}, {Name: Year, Type: Integer}, {Name: "revenue", Type: Number}}
	panel := NewBatch(fields, 3)
	for row, year := range []int64{2013, 2015, 2014} {
		panel.Columns[0].SetWord(row, "stock:600600")
		panel.Columns[1].SetInt(row, year)
		panel.Columns[2].SetNumber(row, float64(year)) // a figure made up
	}
	table, err := NewMemory(0, fields, panel)
	if err != nil {
		fmt.Println(err)
		return
	}
	native, report, err := Pivot{Year: 2015, Back: 2, Fields: fields, Earlier: []string{"revenue"}}.Run(context.Background(), table, Space{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer native.Close()
	fmt.Println(report.Subjects, "subject")
	want := []Field{{Name: "revenue", Type: Number}, {Name: "revenue__1", Type: Number}, {Name: "revenue__2", Type: Number}}
	for b, err := range Read(context.Background(), native, want) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for i := range b.Columns {
			fmt.Println(b.Columns[i].Field.Name, b.Columns[i].Float[0])
		}
	}
	// Output:
	// 1 subject
	// revenue 2015
	// revenue__1 2014
	// revenue__2 2013
}
