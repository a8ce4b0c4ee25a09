package dataset

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func describe(t testing.TB, src Source) *Description {
	t.Helper()
	d, err := Describe(context.Background(), src)
	require.NoError(t, err)
	require.Len(t, d.Columns, len(src.Columns()))
	return d
}

func TestDescribe(t *testing.T) {
	d := describe(t, table(t, "年份|股票代码|名称|总资产(万元)|增长率|空",
		"2014|520|青岛啤酒|1,234.5|12.5%|\x00",
		"2015|600600|青岛啤酒|-3|--|\x00",
		"2015|2|海尔|２|N/A|\x00",
		"2015|2| |--|7％|\x00"))
	assert.EqualValues(t, 4, d.Rows)
	year, code, name, total, growth, none := d.Columns[0], d.Columns[1], d.Columns[2], d.Columns[3], d.Columns[4], d.Columns[5]
	assert.True(t, year.Years)
	assert.Equal(t, []float64{2014, 2015}, []float64{year.Min, year.Max})
	assert.Equal(t, 2, year.Distinct)
	assert.True(t, code.LostZeros)
	assert.Equal(t, []int{1, 6}, []int{code.Shortest, code.Longest})
	assert.Equal(t, []string{"海尔", "青岛啤酒"}, name.Examples)
	assert.Equal(t, []TokenSeen{{"", 1}}, name.Tokens)
	assert.Equal(t, "万元", total.Unit)
	assert.Equal(t, []any{int64(3), -3.0, 1234.5, false}, []any{total.Numerals, total.Min, total.Max, total.Whole})
	assert.Equal(t, []TokenSeen{{"--", 1}}, total.Tokens)
	assert.EqualValues(t, 2, growth.Percents)
	assert.Equal(t, []int64{0, 4}, []int64{none.Present, none.Missing})

	assert.Equal(t, `4 rows, 6 columns
年份: word (memory), 2 distinct, 2014 to 2015, numbers held as text, looks like years, "2014", "2015"
股票代码: word (memory), 3 distinct, 2 to 600600, numbers held as text, looks like codes of 6 digits that lost leading zeros, "2", "520", "600600"
名称: word (memory), 3 distinct, 1 times "", "海尔", "青岛啤酒"
总资产(万元): word (memory), 4 distinct, -3 to 1234.5, 1 times "--", numbers held as text, unit 万元, "-3", "２", "1,234.5"
增长率: word (memory), 4 distinct, 7 to 12.5, 1 times "--", 1 times "N/A", numbers held as text, "7％", "12.5%"
空: word (memory), 4 missing, 0 distinct
`, d.String())
	var b strings.Builder
	n, err := d.WriteTo(&b)
	require.NoError(t, err)
	assert.EqualValues(t, len(d.String()), n)
}

// bare is a source of one batch as it stands, whatever is in it.
type bare struct{ batch *Batch }

func (b bare) Columns() (infos []Info) {
	for _, c := range b.batch.Columns {
		infos = append(infos, Info{Name: c.Field.Name, Type: c.Field.Type, Scale: c.Field.Scale, Nullable: true})
	}
	return infos
}

func (b bare) Shards(_ context.Context, want []Field) ([]Shard, error) {
	found, err := Match(b.Columns(), want)
	if err != nil {
		return nil, err
	}
	cut := *b.batch
	cut.Columns = nil
	for _, f := range found {
		cut.Columns = append(cut.Columns, b.batch.Columns[f.Column])
	}
	return []Shard{bare{&cut}}, nil
}

func (bare) Inputs(context.Context) ([]Input, error) { return nil, nil }
func (bare) Metadata() Metadata                      { return nil }
func (b bare) Place() Place                          { return b.batch.Place }
func (b bare) Rows() int64                           { return int64(b.batch.Rows) }
func (b bare) Batches(context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) { yield(b.batch, nil) }
}

func TestMappingRefusesWhatIsNotFinite(t *testing.T) {
	b := NewBatch([]Field{{Name: "x", Type: Number}}, 3)
	b.Columns[0].SetNumber(0, math.NaN())
	b.Columns[0].SetNumber(1, math.Inf(1))
	b.Columns[0].SetNumber(2, 520)
	b.Issues = []Issue{{IssueNotFinite, Fault, 1, "x", "the source's own"}}
	for _, rule := range []MappingRule{
		number("x", "万元", "number"), number("x", "", "decimal(2)"), WordRule{From: "x"}, CodeRule{From: "x", Digits: 6},
		ProductRule{Of: []Quantity{{"x", "", "1"}}, Over: []Quantity{{"x", "", "1"}}, As: "number"},
	} {
		form := rule.form()
		got := through(t, native(MappedColumn{Name: "y", Rule: rule}), bare{b}, Field{Name: "y", Type: form.Type, Scale: form.Scale})
		assert.Equal(t, []State{Missing, Missing, Present}, got.Columns[0].State, rule.Kind())
		assert.Equal(t, b.Issues[0], got.Issues[0], "the source's issues come along")
		for _, issue := range got.Issues {
			assert.Equal(t, IssueNotFinite, issue.Code, rule.Kind())
		}
	}
	assert.EqualValues(t, 1, describe(t, bare{b}).Columns[0].Faults)
}

func TestDescribeNumbers(t *testing.T) {
	d := describe(t, numbers(t))
	assert.Equal(t, []float64{-1, 520}, []float64{d.Columns[0].Min, d.Columns[0].Max})
	assert.EqualValues(t, 1, d.Columns[1].Faults)
	assert.Equal(t, []float64{-.05, 69.71}, []float64{d.Columns[2].Min, d.Columns[2].Max})
	assert.False(t, d.Columns[2].Whole)
	assert.True(t, d.Columns[0].Whole)
}

// TestDescribeCounts: the counts are those that a plain loop makes.
func TestDescribeCounts(t *testing.T) {
	cells := rapid.SampledFrom([]string{"\x00", "1", "02", "-3.5", "1,000", "--", "", "青", "12%", "1e3"})
	rapid.Check(t, func(rt *rapid.T) {
		list := rapid.SliceOfN(cells, 1, 30).Draw(rt, "cells")
		c := describe(t, table(t, "x", list...)).Columns[0]
		different, missing, low, high, numerals := map[string]bool{}, int64(0), math.Inf(1), math.Inf(-1), int64(0)
		for _, cell := range list {
			if cell == "\x00" {
				missing++
				continue
			}
			different[cell] = true
			if x, err := strconv.ParseFloat(strings.TrimRight(strings.ReplaceAll(cell, ",", ""), "%"), 64); err == nil {
				numerals, low, high = numerals+1, min(low, x), max(high, x)
			}
		}
		require.Equal(rt, []any{len(different), missing, numerals}, []any{c.Distinct, c.Missing, c.Numerals})
		require.Equal(rt, int64(len(list)), c.Missing+c.Present+c.NotApplicable)
		if numerals > 0 {
			require.Equal(rt, []float64{low, high}, []float64{c.Min, c.Max})
		}
	})
}

func TestDescribeStopsCounting(t *testing.T) {
	var rows []string
	for i := range distinctLimit + 1 {
		rows = append(rows, fmt.Sprint("w", i))
	}
	c := describe(t, table(t, "x", rows[:distinctLimit]...)).Columns[0]
	assert.Equal(t, []any{distinctLimit, false}, []any{c.Distinct, c.AndMore})
	c = describe(t, table(t, "x", rows...)).Columns[0]
	assert.Equal(t, []any{distinctLimit, true}, []any{c.Distinct, c.AndMore})
	assert.Contains(t, c.words(), "more than 10000 distinct")
}

func TestUnitInName(t *testing.T) {
	for head, unit := range map[string]string{
		"总资产(万元)": "万元", "总资产（单位：百万元）": "百万元", "总资产[亿元]": "亿元", "净利率(%)": "%", "净利率（％）": "%", "总资产万元": "万元", "资产百万元": "百万元",
		"revenue (million yuan)": "百万元", "利润(元)": "元", "一元": "", "总资产(合并)": "", "百分比%": "", "": "",
	} {
		assert.Equal(t, unit, unitInName(head), head)
	}
}

func TestScaffold(t *testing.T) {
	d := describe(t, table(t, "年份|股票代码|股票名称|营业收入(百万元)|净资产收益率(%)|速动比率|备注|备注2|行政代码",
		"2015|520|甲|1,234.5|--|1.5|x|5%|0532", "2015|600600|乙|2|3.5|不适用|7|6%|0531"))
	m := d.Scaffold()
	require.NoError(t, m.Check())
	var got []string
	for _, c := range m.Columns {
		rule, err := json.Marshal(c.Rule)
		require.NoError(t, err)
		got = append(got, c.Name+" "+c.Rule.Kind()+" "+string(rule))
	}
	assert.Equal(t, []string{
		`year number {"from":"年份","unit":"年","factor":1,"as":"integer"}`,
		`key code {"from":"股票代码","digits":6,"prefix":"stock:"}`,
		`name word {"from":"股票名称","prefix":""}`,
		`revenue number {"from":"营业收入(百万元)","unit":"百万元","factor":1,"as":"decimal(2)"}`,
		`roe number {"from":"净资产收益率(%)","unit":"%","factor":1,"as":"number"}`,
		`quick_ratio number {"from":"速动比率","unit":"","factor":1,"as":"number"}`,
		`column_7 word {"from":"备注","prefix":""}`,
		`column_8 number {"from":"备注2","unit":"%","factor":1,"as":"number"}`,
		`column_9 word {"from":"行政代码","prefix":""}`,
		`kind constant {"value":"enterprise","as":"word"}`,
	}, got)
	assert.Equal(t, []string{"--"}, m.Missing)
	assert.Equal(t, []string{"不适用"}, m.NotApplicable)
	assert.Equal(t, "column 股票代码: word; 520 to 600600; guess: codes of 6 digits that lost leading zeros", m.Columns[1].Note)
}

// TestScaffoldIsAlwaysValid: whatever the table, the scaffold is a document
// that can be read back and applied to it, and no value is refused.
func TestScaffoldIsAlwaysValid(t *testing.T) {
	head := rapid.OneOf(rapid.SampledFrom([]string{"年份", "代码", "股票代码", "kind", "year", "sector", "净利润(万元)", "净利润", "率(%)", "key", "column_1"}),
		rapid.StringMatching(`[a-z%(（万元)）年 _]{1,6}`))
	cell := rapid.OneOf(rapid.SampledFrom([]string{"\x00", "", "--", "2015", "1,234.5", "-7%", "000520", "3.5", "9999999999999999999999", "NA", "E3"}), rapid.StringMatching(`[0-9a-c.,%]{0,5}`))
	rapid.Check(t, func(rt *rapid.T) {
		heads := rapid.SliceOfNDistinct(head, 1, 5, func(s string) string { return s }).Draw(rt, "heads")
		var rows []string
		for range rapid.IntRange(1, 5).Draw(rt, "rows") {
			rows = append(rows, strings.Join(rapid.SliceOfN(cell, len(heads), len(heads)).Draw(rt, "row"), "|"))
		}
		src := table(t, strings.Join(heads, "|"), rows...)
		data, err := json.Marshal(describe(t, src).Scaffold())
		require.NoError(rt, err)
		m, err := ParseMapping(data)
		require.NoError(rt, err)
		mapped, err := m.Apply(src)
		require.NoError(rt, err)
		for _, c := range describe(t, mapped).Columns {
			require.Zero(rt, c.Faults, "%s: %s", c.Name, data)
		}
	})
}
