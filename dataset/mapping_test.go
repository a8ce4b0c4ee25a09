package dataset

import (
	"context"
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// table is a foreign table in memory: a column of words for each head, where
// "\x00" stands for an absent value.
func table(t testing.TB, heads string, rows ...string) *Memory {
	t.Helper()
	var fields []Field
	for _, head := range strings.Split(heads, "|") {
		fields = append(fields, Field{Name: head, Type: Word})
	}
	b := NewBatch(fields, len(rows))
	for i, row := range rows {
		cells := strings.Split(row, "|")
		require.Len(t, cells, len(fields), row)
		for j, cell := range cells {
			if cell != "\x00" {
				b.Columns[j].SetWord(i, cell)
			}
		}
	}
	m, err := NewMemory(0, fields, b)
	require.NoError(t, err)
	return m
}

// native is a mapping of the columns, with the tokens "--" and "不适用".
func native(columns ...MappedColumn) *Mapping {
	return &Mapping{
		Version: "1", Title: Text{Chinese: "试验", English: "trial"},
		Missing: []string{"--", "N/A"}, NotApplicable: []string{"不适用"}, Columns: columns,
	}
}

func number(from, unit, as string) NumberRule {
	return NumberRule{Quantity{from, unit, "1"}, as}
}

// through reads all wanted fields of a source as seen through the mapping, as
// one batch.
func through(t testing.TB, m *Mapping, src Source, want ...Field) *Batch {
	t.Helper()
	mapped, err := m.Apply(src)
	require.NoError(t, err)
	shards, err := mapped.Shards(context.Background(), want)
	require.NoError(t, err)
	require.Len(t, shards, 1)
	var all *Batch
	for b, err := range shards[0].Batches(context.Background()) {
		require.NoError(t, err)
		require.Nil(t, all, "one batch is expected")
		all = b
	}
	return all
}

func TestMappingNumbersHeldAsText(t *testing.T) {
	cases := []struct {
		text, unit string
		want       float64
	}{
		{"12.5", "", 12.5}, {" 12.5\t", "", 12.5}, {"　12.5　", "", 12.5}, {"1,234,567.5", "", 1234567.5}, {"-1,234", "", -1234},
		{"１２．５", "", 12.5}, {"－３，０００", "", -3000}, {"−7", "", -7}, {"+7", "", 7}, {".5", "", .5}, {"5.", "", 5}, {"6.006E+05", "", 600600}, {"1e-3", "", .001},
		{"12.5%", "%", 12.5}, {"12.5％", "percent", 12.5}, {"12.5 %", "fraction", 12.5}, {"0.125", "fraction", 12.5}, {"0.125", "小数", 12.5}, {"125", "‰", 12.5},
		{"12.5", "万元", 125000}, {"12.5万元", "万元", 125000}, {"3 亿元", "亿元", 3e8}, {"2", "百万元", 2e6}, {"2.9410000000000003", "", 2.9410000000000003},
		{"179769313486231570000000000000000000000", "", 179769313486231570000000000000000000000},
	}
	for _, c := range cases {
		b := through(t, native(MappedColumn{Name: "x", Rule: number("x", c.unit, "number")}), table(t, "x", c.text), Field{Name: "x"})
		require.Equal(t, Present, b.Columns[0].State[0], "%q: %v", c.text, b.Issues)
		assert.Equal(t, c.want, b.Columns[0].Float[0], "%q in %q", c.text, c.unit)
	}
}

func TestMappingRefusesWhatIsNoNumber(t *testing.T) {
	for _, text := range []string{
		"abc", "12a", "1,23", "12,345,6", "1234,567", ",123", "1.234,56", "(1,234)", "1 234", "--1", "1e", "e5", "0x10", "1_000", "NaN", "Inf",
		"12%", "12.5万", "1.2.3", "1e99999", "½", "三", "1,234,", "5,000.1,2", strings.Repeat("1", 97),
	} {
		b := through(t, native(MappedColumn{Name: "revenue", Rule: number("收入", "万元", "number")}), table(t, "收入", "1", text), Field{Name: "revenue"})
		require.Len(t, b.Issues, 1, text)
		issue := b.Issues[0]
		assert.Equal(t, Missing, b.Columns[0].State[1], text)
		assert.Equal(t, []any{IssueNumber, Fault, 1, "收入"}, []any{issue.Code, issue.Severity, issue.Row, issue.Column}, text)
		assert.Contains(t, issue.Text, "is not a number; revenue counts as missing", text)
	}
	b := through(t, native(MappedColumn{Name: "x", Rule: number("x", "亿元", "number")}), table(t, "x", "1e308", "1e400"), Field{Name: "x"})
	assert.Equal(t, []State{Missing, Missing}, b.Columns[0].State)
	assert.Equal(t, []string{IssueOverflow, IssueOverflow}, codes(b.Issues))
}

func codes(issues []Issue) (list []string) {
	for _, issue := range issues {
		list = append(list, issue.Code)
	}
	return list
}

func TestMappingStates(t *testing.T) {
	src := table(t, "x", "--", " N/A ", "", "　", "\x00", "不适用", "0")
	want := []State{Missing, Missing, Missing, Missing, Missing, NotApplicable, Present}
	for _, rule := range []MappingRule{
		number("x", "", "number"), number("x", "", "integer"), number("x", "", "decimal(2)"),
		WordRule{From: "x"}, CodeRule{From: "x", Digits: 1}, CategoryRule{From: "x", Words: map[string]string{"0": "nil"}, Others: "refuse"},
		ProductRule{Of: []Quantity{{"x", "", "1"}, {"x", "", "1"}}, As: "number"},
	} {
		form := rule.form()
		b := through(t, native(MappedColumn{Name: "x", Rule: rule}), src, Field{Name: "x", Type: form.Type, Scale: form.Scale})
		assert.Equal(t, want, b.Columns[0].State, rule.Kind())
		assert.Empty(t, b.Issues, rule.Kind())
	}
}

func TestMappingDecimalsAreExact(t *testing.T) {
	cases := []struct {
		text, unit, as string
		want           int64
	}{
		{"14155.1672", "百万元", "decimal(2)", 1415516720000}, {"0.1", "万元", "decimal(2)", 100000}, {"-69.7126", "百万元", "decimal(2)", -6971260000},
		{"0.125", "元", "decimal(2)", 12}, {"0.135", "元", "decimal(2)", 14}, {"-0.125", "元", "decimal(2)", -12}, {"-0.135", "元", "decimal(2)", -14},
		{"0.1250000000000000000000001", "元", "decimal(2)", 13}, {"1e-30", "元", "decimal(2)", 0}, {"9223372036854775807", "", "integer", math.MaxInt64},
		{"-9223372036854775808", "", "integer", math.MinInt64}, {"92233720368547758.07", "元", "decimal(2)", math.MaxInt64},
		{"2015.0", "", "integer", 2015}, {"2015年", "年", "integer", 2015}, {"1.2e3", "", "integer", 1200},
	}
	for _, c := range cases {
		form := formOf(c.as)
		b := through(t, native(MappedColumn{Name: "x", Rule: number("x", c.unit, c.as)}), table(t, "x", c.text),
			Field{Name: "x", Type: form.Type, Scale: form.Scale})
		require.Equal(t, Present, b.Columns[0].State[0], "%q: %v", c.text, b.Issues)
		assert.Equal(t, c.want, b.Columns[0].Int[0], "%q in %q as %s", c.text, c.unit, c.as)
	}
	refused := through(t, native(MappedColumn{Name: "x", Rule: number("x", "", "integer")}),
		table(t, "x", "2015.5", "9223372036854775808", "1e30"), Field{Name: "x", Type: Integer})
	assert.Equal(t, []string{IssuePart, IssueOverflow, IssueOverflow}, codes(refused.Issues))
}

// numbers is a foreign table with one column held in each of the types.
func numbers(t testing.TB) *Memory {
	fields := []Field{{Name: "整数", Type: Integer}, {Name: "小数", Type: Number}, {Name: "金额", Type: Decimal, Scale: 2}, {Name: "文本", Type: Word}}
	b := NewBatch(fields, 3)
	b.Columns[0].SetInt(0, 520)
	b.Columns[1].SetNumber(0, 69.7126)
	b.Columns[2].SetInt(0, 6971)
	b.Columns[3].SetWord(0, "69.71")
	b.Columns[0].SetInt(1, -1)
	b.Columns[1].SetNumber(1, math.NaN())
	b.Columns[2].SetInt(1, -5)
	b.Columns[3].SetWord(1, "-0.05")
	m, err := NewMemory(0, fields, b)
	require.NoError(t, err)
	return m
}

func TestMappingFromHeldNumbers(t *testing.T) {
	m := native(
		MappedColumn{Name: "a", Rule: number("整数", "万元", "number")},
		MappedColumn{Name: "b", Rule: number("小数", "百万元", "decimal(2)")},
		MappedColumn{Name: "c", Rule: number("金额", "万元", "decimal(2)")},
		MappedColumn{Name: "d", Rule: number("金额", "万元", "number")},
		MappedColumn{Name: "e", Rule: number("文本", "万元", "decimal(2)")},
		MappedColumn{Name: "f", Rule: CodeRule{From: "整数", Digits: 6, Prefix: "stock:"}},
		MappedColumn{Name: "g", Rule: WordRule{From: "金额"}},
		MappedColumn{Name: "h", Rule: WordRule{From: "小数", Prefix: "x"}},
	)
	b := through(t, m, numbers(t),
		Field{Name: "a"}, Field{Name: "b", Type: Decimal, Scale: 2}, Field{Name: "c", Type: Decimal, Scale: 2}, Field{Name: "d"},
		Field{Name: "e", Type: Decimal, Scale: 2}, Field{Name: "f", Type: Word}, Field{Name: "g", Type: Word}, Field{Name: "h", Type: Word}, Field{Name: "absent"})
	c := b.Columns
	assert.Equal(t, 5.2e6, c[0].Float[0])
	assert.EqualValues(t, 6971260000, c[1].Int[0])
	assert.EqualValues(t, 69710000, c[2].Int[0])
	assert.Equal(t, 697100.0, c[3].Float[0])
	assert.EqualValues(t, 69710000, c[4].Int[0])
	assert.EqualValues(t, -50000, c[4].Int[1])
	assert.Equal(t, []string{"stock:000520", "", ""}, []string{c[5].Word(0), c[5].Word(1), c[5].Word(2)})
	assert.Equal(t, []string{"69.71", "-0.05", ""}, []string{c[6].Word(0), c[6].Word(1), c[6].Word(2)})
	assert.Equal(t, "x69.7126", c[7].Word(0))
	assert.Equal(t, []State{Missing, Missing, Missing}, c[8].State)
	assert.ElementsMatch(t, []string{IssueNotFinite, IssueDigits}, codes(b.Issues))
}

func TestMappingCodes(t *testing.T) {
	src := table(t, "代码", "000520", "520", " 520 ", "520.0", "５２０", "6006001", "SH600600", "-20", "5.5", "")
	b := through(t, native(MappedColumn{Name: "key", Rule: CodeRule{"代码", 6, "stock:"}}), src, Field{Name: "key", Type: Word})
	for i := range 5 {
		assert.Equal(t, "stock:000520", b.Columns[0].Word(i))
	}
	assert.Equal(t, []State{Missing, Missing, Missing, Missing, Missing}, b.Columns[0].State[5:])
	assert.Equal(t, []string{IssueDigits, IssueDigits, IssueDigits, IssueDigits}, codes(b.Issues))
	assert.Equal(t, `"6006001" is not a code of as many digits as the mapping says; key counts as missing`, b.Issues[0].Text)
}

func TestMappingCategories(t *testing.T) {
	src := table(t, "行业", "啤酒", " 啤酒 ", "白酒", "--")
	words := map[string]string{"啤酒": "beer"}
	cases := []struct {
		others, other string
		want          []string
		issues        int
	}{
		{"keep", "", []string{"beer", "beer", "白酒", ""}, 0},
		{"default", "all others", []string{"beer", "beer", "all others", ""}, 0},
		{"refuse", "", []string{"beer", "beer", "", ""}, 1},
	}
	for _, c := range cases {
		b := through(t, native(MappedColumn{Name: "industry", Rule: CategoryRule{"行业", words, c.others, c.other}}), src, Field{Name: "industry", Type: Word})
		var got []string
		for i := range b.Rows {
			got = append(got, b.Columns[0].Word(i))
		}
		assert.Equal(t, c.want, got, c.others)
		require.Len(t, b.Issues, c.issues, c.others)
	}
}

func TestMappingProducts(t *testing.T) {
	q := func(from, unit string) Quantity { return Quantity{from, unit, "1"} }
	m := native(
		MappedColumn{Name: "quotient", Rule: ProductRule{Of: []Quantity{q("收入", "百万元")}, Over: []Quantity{q("周转率", "")}, As: "number"}},
		MappedColumn{Name: "product", Rule: ProductRule{Of: []Quantity{q("收入", "百万元"), q("率", "fraction")}, As: "decimal(2)"}},
		MappedColumn{Name: "chain", Rule: ProductRule{Of: []Quantity{q("收入", ""), q("率", "")}, Over: []Quantity{q("周转率", "")}, As: "number"}},
	)
	src := table(t, "收入|率|周转率", "3|0.5|2", "3|0.5|0", "--|1|2", "3|不适用|x", "1e300|1e9|1e-9")
	b := through(t, m, src, Field{Name: "quotient"}, Field{Name: "product", Type: Decimal, Scale: 2}, Field{Name: "chain"})
	assert.Equal(t, 1.5e6, b.Columns[0].Float[0])
	assert.EqualValues(t, 3e6*50*100, b.Columns[1].Int[0])
	assert.Equal(t, .75, b.Columns[2].Float[0])
	assert.Equal(t, []State{Present, Missing, Missing, Missing, Missing}, b.Columns[0].State)
	assert.Equal(t, []State{Present, Present, Missing, NotApplicable, Missing}, b.Columns[1].State)
	assert.Equal(t, []State{Present, Missing, Missing, NotApplicable, Missing}, b.Columns[2].State)
	assert.Equal(t, []string{IssueZero, IssueNumber, IssueOverflow, IssueOverflow, IssueZero, IssueNumber, IssueOverflow}, codes(b.Issues))
	assert.Equal(t, Issue{IssueZero, Fault, 1, "周转率", `"0" is a divisor; quotient counts as missing`}, b.Issues[0])
}

func TestMappingConstantsAndEvidence(t *testing.T) {
	m := native(
		MappedColumn{Name: "kind", Rule: ConstantRule{"enterprise", "word"}},
		MappedColumn{Name: "year", Rule: ConstantRule{"2015", "integer"}},
		MappedColumn{Name: "fee", Rule: ConstantRule{"1.5", "decimal(2)"}},
		MappedColumn{Name: "roe", Evidence: "E2", Rule: number("roe", "%", "number")},
		MappedColumn{Name: "roa", Rule: number("roa", "%", "number")},
		MappedColumn{Name: "roa__mean", Rule: number("roa", "%", "number")},
		MappedColumn{Name: "roa__evidence", Rule: WordRule{From: "证据"}},
		MappedColumn{Name: "roa__state", Rule: CategoryRule{"态", map[string]string{"无关": "NA"}, "refuse", ""}},
	)
	m.Evidence = "E4"
	src := table(t, "roe|roa|证据|态", "1|2|E1|\x00", "1|2|\x00|无关", "1|--|E9|\x00")
	b := through(t, m, src, Field{Name: "kind", Type: Word}, Field{Name: "year", Type: Integer}, Field{Name: "year2"}, Field{Name: "fee"},
		Field{Name: "roe", Evidence: true}, Field{Name: "roa", Evidence: true}, Field{Name: "roa__mean", Evidence: true})
	c := b.Columns
	assert.Equal(t, "enterprise", c[0].Word(2))
	assert.EqualValues(t, 2015, c[1].Int[2])
	assert.Equal(t, 1.5, c[3].Float[0], "a decimal asked for as a number")
	assert.Equal(t, []Evidence{E2, E2, E2}, c[4].Evidence)
	assert.Equal(t, []Evidence{E1, E4, E4}, c[5].Evidence)
	assert.Equal(t, c[5].Evidence, c[6].Evidence)
	assert.Equal(t, []State{Present, NotApplicable, Missing}, c[5].State)
	assert.Equal(t, c[5].State, c[6].State)
	assert.ElementsMatch(t, []string{IssueEvidence, IssueContested, IssueContested}, codes(b.Issues))
}

func TestMappingYears(t *testing.T) {
	m := native(MappedColumn{Name: "year", Rule: number("年份", "年", "integer")}, MappedColumn{Name: "x", Rule: number("x", "", "number")})
	m.Years = &YearFilter{From: "年份", Keep: []int64{2015}}
	src := table(t, "年份|x", "2014|a", "2015|1", "2014|2", "2015年|b", "合计|3", "2013|4")
	b := through(t, m, src, Field{Name: "x"}, Field{Name: "year", Type: Integer})
	assert.Equal(t, 3, b.Rows)
	assert.Equal(t, []State{Present, Missing, Present}, b.Columns[0].State)
	assert.Equal(t, []State{Present, Present, Missing}, b.Columns[1].State)
	assert.Equal(t, []int64{2, 4, 5}, []int64{b.At(0).Row, b.At(1).Row, b.At(2).Row})
	require.Len(t, b.Issues, 2)
	assert.Equal(t, []any{1, "x"}, []any{b.Issues[0].Row, b.Issues[0].Column})
	assert.Equal(t, []any{2, "年份"}, []any{b.Issues[1].Row, b.Issues[1].Column})

	m.Years.Keep = []int64{1999}
	assert.Equal(t, 1, through(t, m, src, Field{Name: "x"}).Rows, "the row without a year")
}
