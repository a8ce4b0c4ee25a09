package dataset

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// steady is a view at work and a batch of 4096 rows for it: a code, a
// category, an amount as text and one held as a number, a quotient.
func steady(t testing.TB) (*mappedView, *Batch) {
	q := func(from, unit string) Quantity { return Quantity{from, unit, "1"} }
	m := native(
		MappedColumn{Name: "key", Rule: CodeRule{"代码", 6, "stock:"}},
		MappedColumn{Name: "industry", Rule: CategoryRule{"行业", map[string]string{"w1": "beer"}, "keep", ""}},
		MappedColumn{Name: "revenue", Rule: NumberRule{q("收入", "万元"), "decimal(2)"}},
		MappedColumn{Name: "profit", Rule: NumberRule{q("利润", "百万元"), "number"}},
		MappedColumn{Name: "assets", Rule: ProductRule{Of: []Quantity{q("利润", "")}, Over: []Quantity{q("收入", "")}, As: "number"}},
	)
	m.Years = &YearFilter{"年份", []int64{2015}}
	b := NewBatch([]Field{{Name: "代码", Type: Word}, {Name: "行业", Type: Word}, {Name: "收入", Type: Word}, {Name: "利润"}, {Name: "年份", Type: Integer}}, 4096)
	for i := range b.Rows {
		b.Columns[0].SetWord(i, fmt.Sprint(i))
		b.Columns[1].SetWord(i, fmt.Sprint("w", i/64))
		b.Columns[2].SetWord(i, fmt.Sprintf("%d,%03d.%02d", i%90+1, i%1000, i%100))
		b.Columns[3].SetNumber(i, float64(i)/100)
		b.Columns[4].SetInt(i, int64(2014+i%2))
	}
	mapped, err := m.Apply(bare{b})
	require.NoError(t, err)
	shards, err := mapped.Shards(t.Context(), []Field{{Name: "key", Type: Word}, {Name: "industry", Type: Word}, {Name: "revenue"},
		{Name: "profit", Evidence: true}, {Name: "assets"}})
	require.NoError(t, err)
	shard := shards[0].(mappedShard)
	var in *Batch
	for in, err = range shard.Shard.Batches(t.Context()) {
		require.NoError(t, err)
	}
	return newMappedView(shard.plan), in
}

// TestMappingAllocatesPerBatch: beyond the words that are new, which are built in
// one piece a column, nothing is allocated.
func TestMappingAllocatesPerBatch(t *testing.T) {
	v, in := steady(t)
	v.view(in)
	allocs := testing.AllocsPerRun(10, func() { v.view(in) })
	assert.LessOrEqual(t, allocs, 1.0, "2048 rows")
}

func BenchmarkMapping(b *testing.B) {
	v, in := steady(b)
	b.ReportAllocs()
	for b.Loop() {
		v.view(in)
	}
	b.ReportMetric(float64(in.Rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
}
