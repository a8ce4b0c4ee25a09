package dataset

import (
	"context"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// sample are fields of every type.
var sample = []Field{
	{Name: "key", Type: Word, Required: true},
	{Name: "roe", Type: Number, Evidence: true},
	{Name: "roe__mean", Type: Number, Evidence: true},
	{Name: "revenue", Type: Decimal, Scale: 2},
	{Name: "year", Type: Integer},
	{Name: "grade", Type: Word, Evidence: true},
}

// drawBatches makes up batches of the sample fields, places and issues with them.
func drawBatches(t *rapid.T) []*Batch {
	var batches []*Batch
	at := int64(1)
	for range rapid.IntRange(0, 6).Draw(t, "batches") {
		rows := rapid.IntRange(0, 12).Draw(t, "rows")
		b := NewBatch(sample, rows)
		b.Place = Place{File: rapid.SampledFrom([]string{"a", "b"}).Draw(t, "file"), RowGroup: 1, Row: at}
		at += int64(rows)
		for i := range b.Columns {
			for row := range rows {
				drawValue(t, &b.Columns[i], row)
			}
		}
		for row := range rows {
			b.Columns[2].Evidence[row] = b.Columns[1].Evidence[row]
			if rapid.IntRange(0, 9).Draw(t, "issue") == 0 {
				b.Issues = append(b.Issues, Issue{"code", Warning, row, "roe", fmt.Sprint("row ", row)})
			}
		}
		batches = append(batches, b)
	}
	return batches
}

func drawValue(t *rapid.T, c *Column, row int) {
	if c.Evidence != nil {
		c.Evidence[row] = Evidence(rapid.IntRange(0, int(E5)).Draw(t, "evidence"))
	}
	switch State(rapid.IntRange(0, 4).Draw(t, "state")) {
	case Missing:
	case NotApplicable:
		c.State[row] = NotApplicable
	default:
		switch c.Field.Type {
		case Number:
			c.SetNumber(row, float64(rapid.IntRange(-2, 2).Draw(t, "number")))
		case Word:
			c.SetWord(row, rapid.SampledFrom([]string{"", "a", "b", "ab", "青岛"}).Draw(t, "word"))
		default:
			c.SetInt(row, int64(rapid.IntRange(-2, 2).Draw(t, "integer")))
		}
	}
}

// line is a row in words: its place, its values, its issues.
type line struct {
	place  Place
	values string
	issues string
}

func linesOf(b *Batch) []line {
	lines := make([]line, b.Rows)
	for row := range lines {
		l := &lines[row]
		l.place = b.At(row)
		for i := range b.Columns {
			l.values += valueText(&b.Columns[i], row) + "|"
		}
	}
	for _, issue := range b.Issues {
		row := issue.Row
		issue.Row = 0
		lines[row].issues += fmt.Sprint(issue)
	}
	return lines
}

func valueText(c *Column, row int) string {
	text := ""
	if c.Evidence != nil {
		text = c.Evidence[row].String() + " "
	}
	if c.State[row] != Present {
		return text + c.State[row].String()
	}
	switch c.Field.Type {
	case Number:
		return text + fmt.Sprint(c.Float[row])
	case Word:
		return text + fmt.Sprintf("%q", c.Words[c.Code[row]])
	}
	return text + fmt.Sprint(c.Int[row])
}

func allLines(t require.TestingT, src Source, want []Field) (lines []line) {
	for b, err := range Read(context.Background(), src, want) {
		require.NoError(t, err)
		lines = append(lines, linesOf(b)...)
	}
	return lines
}

func linesOfAll(batches []*Batch) (lines []line) {
	for _, b := range batches {
		lines = append(lines, linesOf(b)...)
	}
	return lines
}

func TestMemoryGivesBackWhatItGot(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		batches := drawBatches(t)
		m, err := NewMemory(rapid.IntRange(0, 9).Draw(t, "shard rows"), sample, batches...)
		require.NoError(t, err)
		assert.Equal(t, linesOfAll(batches), allLines(t, m, sample))
	})
}

func TestMemoryShardsTileTheRows(t *testing.T) {
	b := NewBatch([]Field{{Name: "n", Type: Integer}}, 10)
	for row := range 10 {
		b.Columns[0].SetInt(row, int64(row))
	}
	m, err := NewMemory(4, []Field{{Name: "n", Type: Integer}}, b)
	require.NoError(t, err)
	m.Name = "table"
	shards, err := m.Shards(context.Background(), []Field{{Name: "n", Type: Integer}})
	require.NoError(t, err)
	var rows []int64
	for _, s := range shards {
		rows = append(rows, s.Rows())
	}
	assert.Equal(t, []int64{4, 4, 2}, rows)
	assert.Equal(t, int64(9), shards[2].Place().Row)
}

func TestMemoryGivesColumnsAsTheyAreWanted(t *testing.T) {
	b := NewBatch(sample, 2)
	b.Columns[0].SetWord(0, "k")
	b.Columns[1].SetNumber(0, 5)
	b.Columns[1].Evidence[0] = E3
	b.Columns[2].State[1] = NotApplicable
	b.Columns[3].SetInt(0, 12345)
	m, err := NewMemory(0, sample, b)
	require.NoError(t, err)
	lines := allLines(t, m, []Field{
		{Name: "revenue", Type: Number}, {Name: "roe__mean", Type: Number, Evidence: true},
		{Name: "roe__evidence", Type: Word}, {Name: "revenue__1", Type: Number}, {Name: "revenue", Type: Decimal, Scale: 3},
	}[:4])
	assert.Equal(t, `123.45|E3 missing|"E3"|missing|`, lines[0].values)
	assert.Equal(t, `missing| not applicable|missing|missing|`, lines[1].values)
}

func TestMemoryFoldsColumnsThatMark(t *testing.T) {
	fields := []Field{{Name: "roe", Type: Number}, {Name: "roe__x", Type: Number}, {Name: "roe__state", Type: Word}, {Name: "roe__evidence", Type: Word}}
	b := NewBatch(fields, 2)
	b.Columns[0].SetNumber(1, 1)
	b.Columns[2].SetWord(0, "NA")
	b.Columns[3].SetWord(1, "E9")
	m, err := NewMemory(0, fields, b)
	require.NoError(t, err)
	lines := allLines(t, m, []Field{{Name: "roe", Type: Number, Evidence: true}, {Name: "roe__x", Type: Number, Evidence: true}})
	assert.Equal(t, " not applicable| not applicable|", lines[0].values)
	assert.Equal(t, " 1| missing|", lines[1].values)
	assert.Equal(t, `{evidence-word fault 0 roe__evidence evidence "E9" is not one of E0 to E5}`, lines[1].issues, "said once, though two columns share it")
}

func TestMemoryDigestDoesNotDependOnTheLayout(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		batches := drawBatches(t)
		parts, err := NewMemory(3, sample, batches...)
		require.NoError(t, err)
		whole, err := NewMemory(0, sample, parts.Content())
		require.NoError(t, err)
		a, err := parts.Inputs(context.Background())
		require.NoError(t, err)
		b, err := whole.Inputs(context.Background())
		require.NoError(t, err)
		assert.Equal(t, a, b)
	})
}

func TestMemoryKeepsTheOrderOfASink(t *testing.T) {
	ctx := context.Background()
	var m Memory
	assert.Error(t, m.Write(ctx, NewBatch(sample, 1)))
	assert.Error(t, m.Commit(ctx, nil))
	require.NoError(t, m.Begin(sample))
	assert.Error(t, m.Begin(sample))
	_, err := m.Shards(ctx, sample)
	assert.Error(t, err, "nothing is to be seen before Commit")
	assert.EqualError(t, m.Write(ctx, NewBatch(sample[:2], 1)), "the batch has 2 columns where 6 were begun")
	other := append([]Field(nil), sample...)
	other[3].Scale = 3
	assert.EqualError(t, m.Write(ctx, NewBatch(other, 1)),
		"column 4 of the batch is revenue, decimal with 3 digits after the point, where revenue, decimal with 2 digits after the point was begun")
	require.NoError(t, m.Write(ctx, NewBatch(sample, 1)))
	require.NoError(t, m.Commit(ctx, Metadata{{"edition", "2025"}}))
	assert.Error(t, m.Write(ctx, NewBatch(sample, 1)))
	require.NoError(t, m.Discard())
	assert.Equal(t, 1, m.Content().Rows)
	edition, ok := m.Metadata().Get("edition")
	assert.True(t, ok)
	assert.Equal(t, "2025", edition)
	_, err = m.Shards(ctx, []Field{{Name: "roa", Type: Number, Required: true}})
	assert.ErrorIs(t, err, ErrSchema)
}

func TestMemoryEndsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	m, err := NewMemory(0, sample, NewBatch(sample, 1))
	require.NoError(t, err)
	cancel()
	for _, err := range Read(ctx, m, sample) {
		assert.ErrorIs(t, err, context.Canceled)
	}
}

func ExampleMemory() {
	fields := []Field{{Name: Key, Type: Word}, {Name: "roe", Type: Number}}
	b := NewBatch(fields, 2)
	b.Columns[0].SetWord(0, "stock:600600")
	b.Columns[1].SetNumber(0, 10.4)
	b.Columns[0].SetWord(1, "stock:000001")

	table, err := NewMemory(0, fields, b)
	if err != nil {
		fmt.Println(err)
		return
	}
	for b, err := range Read(context.Background(), table, fields) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for row := range b.Rows {
			fmt.Println(b.At(row), b.Columns[0].Word(row), b.Columns[1].State[row])
		}
	}
	// Output:
	// row 1 stock:600600 present
	// row 2 stock:000001 missing
}
