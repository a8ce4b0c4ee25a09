package dataset

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var recordFields = []Field{
	{Name: "key", Type: Word, Required: true},
	{Name: "marks", Type: Word},
	{Name: "year", Type: Integer},
	{Name: "revenue", Type: Decimal, Scale: 2},
	{Name: "roe", Type: Number, Evidence: true},
	{Name: "q_csat__x", Type: Number, Evidence: true},
	{Name: "q_csat__mean", Type: Number, Evidence: true},
	{Name: "s_ethics", Type: Number},
}

// filled is the one row that a record gives, in words.
func filled(t require.TestingT, record any) (string, error) {
	f := NewForm(recordFields)
	b := f.Batch(1)
	err := f.Fill(b, 0, record)
	return linesOf(b)[0].values, err
}

func TestFormTakesAMap(t *testing.T) {
	five := 5
	cases := []struct {
		record map[string]any
		want   string
	}{
		{nil, `missing|missing|missing|missing| missing| missing| missing|missing|`},
		{map[string]any{"key": "stock:1", "marks": []string{"1", "2"}, "year": 2025.0, "revenue": 1234.56, "roe": 5, "s_ethics": true},
			`"stock:1"|"1;2"|2025|123456| 5| missing| missing|1|`},
		{map[string]any{"q_csat": map[string]any{"x": 4.2, "mean": float32(2), "evidence": "E3"}},
			`missing|missing|missing|missing| missing|E3 4.2|E3 2|missing|`},
		{map[string]any{"q_csat__x": 4.2, "q_csat__evidence": E1, "q_csat__mean": Attested{2, E1}},
			`missing|missing|missing|missing| missing|E1 4.2|E1 2|missing|`},
		{map[string]any{"q_csat": NA, "roe__state": "NA", "s_ethics__state": NotApplicable, "revenue": NA},
			`missing|missing|missing|not applicable| not applicable| not applicable| not applicable|not applicable|`},
		{map[string]any{"q_csat__x": NA, "q_csat__mean": 1, "roe__evidence": "", "roe__state": ""},
			`missing|missing|missing|missing| missing| not applicable| 1|missing|`},
		{map[string]any{"roe": Attested{&five, E5}, "year": uint16(2025), "revenue": &five, "marks": []any{"a", "b"}, "s_ethics": nil},
			`missing|"a;b"|2025|500|E5 5| missing| missing|missing|`},
		{map[string]any{"marks": []string{}, "roe": (*float64)(nil), "revenue": decimal.RequireFromString("-7.5"), "year": json.Number("2.025e3")},
			`missing|""|2025|-750| missing| missing| missing|missing|`},
		{map[string]any{"marks": []string(nil), "revenue": json.Number("12345678901234567.89"), "roe": json.Number("1e-3"), "s_ethics": decimal.New(1, -1)},
			`missing|missing|missing|1234567890123456789| 0.001| missing| missing|0.1|`},
		{map[string]any{"revenue": (*decimal.Decimal)(nil), "year": int8(3)},
			`missing|missing|3|missing| missing| missing| missing|missing|`},
	}
	for _, c := range cases {
		got, err := filled(t, c.record)
		require.NoError(t, err)
		assert.Equal(t, c.want, got)
	}
}

func TestFormReportsAllFaultsOfAMap(t *testing.T) {
	_, err := filled(t, map[string]any{
		"roa": 1, "year": 2025.5, "revenue": 1.005, "roe": math.NaN(), "key": 600600, "marks": []string{"a;b"},
		"q_csat": map[string]any{"y": 1, "evidence": "E7"}, "q_csat__x": "4.2", "s_ethics__state": "n/a",
		"q_csat__mean": map[string]any{"x": 1},
	})
	assert.EqualError(t, err, strings.TrimSpace(`
column key: found a number, wanted word
column marks: "a;b" holds a semicolon, which separates the words of a list
column q_csat__evidence: evidence "E7" is not one of E0, E1, E2, E3, E4, E5
column q_csat__mean: takes one value, not parts
column q_csat__x: found text "4.2", wanted number
column q_csat__y: not known; close names: q_csat__x
column revenue: 1.005 is no decimal with 2 digits after the point
column roa: not known; close names: roe
column roe: the value is NaN, not a finite number; leave out what is missing
column s_ethics__state: state "n/a" is not NA; leave it out where the value speaks for itself
column year: 2025.5 is no integer`))
	refused := []struct {
		record map[string]any
		text   string
	}{
		{map[string]any{"q_csat": 4.2}, "has parts only"},
		{map[string]any{"roe": 1, "roe__state": "NA"}, "column roe: given a value and not applicable by roe"},
		{map[string]any{"q_csat__x": 1, "q_csat": map[string]any{"x": 1}}, "column q_csat__x: given twice"},
		{map[string]any{"roe": Attested{1, E2}, "roe__evidence": "E3"}, "column roe: given the evidence levels E2 and E3"},
		{map[string]any{"roe": Attested{1, 99}}, "evidence(99) is no level of evidence"},
		{map[string]any{"roe": E3}, "found dataset.Evidence, wanted number"},
		{map[string]any{"roe__evidence": 3}, "takes E0 to E5 or an Evidence, not a int"},
		{map[string]any{"roe__state": true}, `takes "NA" or a State, not a bool`},
		{map[string]any{"roe__state": State(9)}, `state(9) is no state`},
		{map[string]any{"roe": []float64{1}}, "found []float64, wanted number"},
		{map[string]any{"marks": []any{"a", 1}}, "a list holds words, not 1, a int"},
		{map[string]any{"roe": struct{}{}}, "found struct {}, wanted number"},
		{map[string]any{"year": uint64(math.MaxUint64)}, "18446744073709551615 is too large"},
		{map[string]any{"revenue": int64(math.MaxInt64)}, "is too large for a decimal with 2 digits"},
		{map[string]any{"revenue": 1e30}, "1e+30 is no decimal with 2 digits"},
		{map[string]any{"revenue": json.Number("0.001")}, "1e-3 is no decimal with 2 digits"},
		{map[string]any{"revenue": json.Number("1e999999999")}, "is no decimal with 2 digits"},
		{map[string]any{"revenue": json.Number(".-5")}, "is no number"},
		{map[string]any{"roe": json.Number("1e999")}, "is no number"},
		{map[string]any{"roe": decimal.New(1, 400)}, "is too large"},
	}
	for _, c := range refused {
		_, err := filled(t, c.record)
		assert.ErrorContains(t, err, c.text, "%v", c.record)
	}
	_, err = filled(t, 7)
	assert.EqualError(t, err, "a record is a map[string]any, a struct or a pointer to one, not int")
	_, err = filled(t, nil)
	assert.EqualError(t, err, "a record is a map[string]any, a struct or a pointer to one, not <nil>")
}

type owner struct {
	Key   string   `brandvalue:"key"`
	Marks []string `brandvalue:"marks"`
}

type satisfaction struct {
	X     float64  `brandvalue:"x"`
	Mean  *float64 `brandvalue:"mean"`
	Level Evidence `brandvalue:"evidence"`
}

type firm struct {
	owner
	Year     int             `brandvalue:"year"`
	Revenue  decimal.Decimal `brandvalue:"revenue"`
	ROE      *float64        `brandvalue:"roe,E4"`
	CSat     satisfaction    `brandvalue:"q_csat"`
	Ethics   any             `brandvalue:"s_ethics"`
	Internal string
	Skipped  string `brandvalue:"-"`
}

func TestFormTakesAStruct(t *testing.T) {
	got, err := filled(t, firm{})
	require.NoError(t, err)
	assert.Equal(t, `""|missing|0|0| missing| 0| missing|missing|`, got, "a plain field is a value, though it be zero")

	roe, mean := 5.5, 2.0
	f := firm{owner{"stock:1", []string{"7", "8"}}, 2025, decimal.New(1234, -2), &roe, satisfaction{4.2, &mean, E3}, NA, "", ""}
	for _, record := range []any{f, &f} {
		got, err = filled(t, record)
		require.NoError(t, err)
		assert.Equal(t, `"stock:1"|"7;8"|2025|1234|E4 5.5|E3 4.2|E3 2|not applicable|`, got)
	}
}

func TestFormReportsAllFaultsOfAStruct(t *testing.T) {
	type wrong struct {
		Key   float64  `brandvalue:"key"`
		Roa   float64  `brandvalue:"roa"`
		ROE   string   `brandvalue:"roe"`
		Twice float64  `brandvalue:"s_ethics"`
		Again *float64 `brandvalue:"s_ethics"`
		Level float64  `brandvalue:"revenue,E6"`
		year  int      `brandvalue:"year"` //nolint:unused // that it is not exported is the point
	}
	want := `the fields of dataset.wrong:
column key: found float64, wanted word
column roa: not known; close names: roe
column roe: found string, wanted number
column s_ethics: several fields of the struct have this name
column revenue: the tag says evidence "E6" is not one of E0, E1, E2, E3, E4, E5
column year: the field year of dataset.wrong is not exported`
	form := NewForm(recordFields)
	assert.EqualError(t, form.Check(&wrong{year: 1}), want)
	assert.EqualError(t, form.Fill(form.Batch(1), 0, wrong{}), want)
	assert.NoError(t, form.Check(firm{}))
	assert.NoError(t, form.Check(map[string]any(nil)))
	assert.Error(t, form.Check(7))
	assert.Error(t, form.Fill(NewBatch(sample, 1), 0, firm{}))

	hostile := math.Inf(1)
	_, err := filled(t, &firm{ROE: &hostile, Ethics: "yes"})
	assert.EqualError(t, err, `column roe: the value is +Inf, not a finite number; leave out what is missing
column s_ethics: found text "yes", wanted number`)
}

func TestFormTakesMoneyInFloatsExactly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.Int64Range(-1<<52, 1<<52).Draw(t, "fen")
		yuan := DecimalNumber(n, 2)
		got, ok := nearestUnscaled(yuan, 2)
		require.True(t, ok)
		assert.Equal(t, n, got)
	})
}

func TestFormEmptiesTheRowFirst(t *testing.T) {
	f := NewForm(recordFields)
	b := f.Batch(2)
	require.NoError(t, f.Fill(b, 0, map[string]any{"roe": Attested{1, E3}, "q_csat": NA}))
	require.NoError(t, f.Fill(b, 1, map[string]any{"roe": 2}))
	require.NoError(t, f.Fill(b, 0, map[string]any{"year": 1}))
	lines := linesOf(b)
	assert.Equal(t, `missing|missing|1|missing| missing| missing| missing|missing|`, lines[0].values)
	assert.Equal(t, `missing|missing|missing|missing| 2| missing| missing|missing|`, lines[1].values)
}

// wide is a record of 64 figures and the identity of a subject.
type wide struct {
	Key  string `brandvalue:"key"`
	Year int    `brandvalue:"year"`
	eight
	B eight `brandvalue:"b"`
	C eight `brandvalue:"c"`
	D eight `brandvalue:"d"`
	E eight `brandvalue:"e"`
	F eight `brandvalue:"f"`
	G eight `brandvalue:"g"`
	H eight `brandvalue:"h"`
}

type eight struct {
	A float64  `brandvalue:"a"`
	B float64  `brandvalue:"b_"`
	C float64  `brandvalue:"c_"`
	D float64  `brandvalue:"d_"`
	E float64  `brandvalue:"e_"`
	F *float64 `brandvalue:"f_"`
	G float64  `brandvalue:"g_"`
	H float64  `brandvalue:"h_"`
}

func wideForm() *Form {
	fields := []Field{{Name: "key", Type: Word}, {Name: "year", Type: Integer}}
	for _, item := range []string{"", "b__", "c__", "d__", "e__", "f__", "g__", "h__"} {
		for _, part := range []string{"a", "b_", "c_", "d_", "e_", "f_", "g_", "h_"} {
			fields = append(fields, Field{Name: item + part, Type: Number})
		}
	}
	return NewForm(fields)
}

func TestFormFillsAStructWithoutAllocating(t *testing.T) {
	f, x := wideForm(), 7.0
	b := f.Batch(1)
	record := wide{Key: "stock:600600", Year: 2025}
	record.H.F = &x
	var err error
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		b.Resize(1)
		err = f.Fill(b, 0, &record)
	}))
	require.NoError(t, err)
	assert.Equal(t, 7.0, b.Columns[2+7*8+5].Float[0])
}

func BenchmarkForm(b *testing.B) {
	f, x := wideForm(), 7.0
	batch := f.Batch(1)
	record := wide{Key: "stock:600600", Year: 2025}
	record.H.F = &x
	b.Run("struct/64", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			batch.Resize(1)
			if err := f.Fill(batch, 0, &record); err != nil {
				b.Fatal(err)
			}
		}
	})
	m := map[string]any{"key": "stock:600600", "year": 2025}
	for _, field := range f.fields[2:] {
		m[field.Name] = 7.5
	}
	b.Run("map/64", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			batch.Resize(1)
			if err := f.Fill(batch, 0, m); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func ExampleForm() {
	form := NewForm([]Field{
		{Name: Key, Type: Word},
		{Name: "revenue", Type: Number},
		{Name: "q_csat__x", Type: Number, Evidence: true},
	})
	type enterprise struct {
		Key     string   `brandvalue:"key"`
		Revenue *float64 `brandvalue:"revenue"`
		CSat    struct {
			X float64 `brandvalue:"x"`
		} `brandvalue:"q_csat,E3"`
	}
	record := enterprise{Key: "stock:600600"}
	record.CSat.X = 4.2

	b := form.Batch(1)
	if err := form.Fill(b, 0, &record); err != nil {
		fmt.Println(err)
		return
	}
	for i := range b.Columns {
		c := &b.Columns[i]
		fmt.Println(c.Field.Name, c.State[0])
		if c.Evidence != nil {
			fmt.Println("evidence", c.Evidence[0])
		}
	}
	fmt.Println(form.Fill(b, 0, map[string]any{"revenu": 27.6e9}))
	// Output:
	// key present
	// revenue missing
	// q_csat__x present
	// evidence E3
	// column revenu: not known; close names: revenue
}
