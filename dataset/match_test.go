package dataset

import (
	"math"
	"math/big"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestMatchFindsValuesStatesAndEvidence(t *testing.T) {
	have := []Info{
		{Name: "roe__state", Type: Word}, {Name: "key", Type: Word}, {Name: "roe", Type: Number},
		{Name: "roe__evidence", Type: Word}, {Name: "revenue", Type: Decimal, Scale: 2}, {Name: "revenue__evidence", Type: Word},
	}
	found, err := Match(have, []Field{
		{Name: "key", Type: Word, Required: true},
		{Name: "roe", Type: Number, Evidence: true},
		{Name: "roe__mean", Type: Number},
		{Name: "revenue", Type: Decimal, Scale: 2},
		{Name: "roe__state", Type: Word},
	})
	require.NoError(t, err)
	assert.Equal(t, []Found{{1, -1, -1}, {2, 0, 3}, {-1, -1, -1}, {4, -1, -1}, {0, -1, -1}}, found)
}

func TestMatchReportsAllAtOnce(t *testing.T) {
	have := []Info{
		{Name: "Roe", Type: Number, Origin: "DOUBLE"}, {Name: "name", Type: Number, Origin: "DOUBLE"},
		{Name: "year", Type: Word, Origin: "text"}, {Name: "twice", Type: Word}, {Name: "twice", Type: Word},
		{Name: "q", Type: Number}, {Name: "q__state", Type: Integer, Origin: "INT32"}, {Name: "q__x", Type: Number},
	}
	_, err := Match(have, []Field{
		{Name: "roe", Type: Number, Required: true}, {Name: "name", Type: Word}, {Name: "year", Type: Integer},
		{Name: "twice", Type: Word}, {Name: "q", Type: Number}, {Name: "q__x", Type: Number}, {Name: "q", Type: Number},
	})
	require.ErrorIs(t, err, ErrSchema)
	assert.EqualError(t, err, `the columns are not as wanted:
column roe: missing, wanted number; close names: Roe
column name: found number (DOUBLE), wanted word
column year: found word (text), wanted integer; text that holds numbers is read through a mapping
column twice: several columns have this name
column q__state: found integer (INT32), wanted word
column q: asked for twice`)
}

func TestMatchAsksWhatAsWhat(t *testing.T) {
	number, word, integer := Info{Type: Number}, Info{Type: Word}, Info{Type: Integer}
	whole, cents := Info{Type: Decimal}, Info{Type: Decimal, Scale: 2}
	cases := []struct {
		have Info
		want Field
		ok   bool
	}{
		{number, Field{Type: Number}, true}, {cents, Field{Type: Number}, true}, {integer, Field{Type: Number}, true}, {word, Field{Type: Number}, false},
		{number, Field{Type: Decimal, Scale: 2}, false}, {whole, Field{Type: Decimal, Scale: 2}, true}, {cents, Field{Type: Decimal, Scale: 2}, true},
		{cents, Field{Type: Decimal, Scale: 1}, false}, {integer, Field{Type: Decimal, Scale: 2}, true}, {word, Field{Type: Decimal, Scale: 2}, false},
		{number, Field{Type: Integer}, false}, {whole, Field{Type: Integer}, true}, {cents, Field{Type: Integer}, false}, {integer, Field{Type: Integer}, true},
		{word, Field{Type: Word}, true}, {integer, Field{Type: Word}, false}, {number, Field{Type: Word}, false}, {cents, Field{Type: Word}, false},
	}
	for _, c := range cases {
		c.have.Name, c.want.Name = "a", "a"
		_, err := Match([]Info{c.have}, []Field{c.want})
		assert.Equal(t, c.ok, err == nil, "%v as %v", c.have, c.want)
	}
}

func TestFoldState(t *testing.T) {
	state := NewBatch([]Field{{Name: "roe__state", Type: Word}}, 5)
	data := NewBatch([]Field{{Name: "roe", Type: Number}, {Name: "roe__x", Type: Number}}, 5)
	s, roe, x := &state.Columns[0], &data.Columns[0], &data.Columns[1]
	s.SetWord(0, "NA")
	s.SetWord(1, "n/a")
	s.SetWord(2, "")
	s.SetWord(3, "NA")
	roe.SetNumber(1, 1)
	roe.SetNumber(2, 2)
	roe.SetNumber(3, 3)
	for _, filler := range []int{0, smallDictionary} { // looked through once, and row by row
		for range filler {
			s.Words = append(s.Words, "unused")
		}
		roe.State[3] = Present
		issues := FoldState(nil, s, roe, x)
		assert.Equal(t, []State{NotApplicable, Present, Present, NotApplicable, Missing}, roe.State)
		assert.Equal(t, []State{NotApplicable, Missing, Missing, NotApplicable, Missing}, x.State)
		assert.Equal(t, []Issue{
			{IssueState, Fault, 1, "roe__state", `state "n/a" is not NA; leave it empty where the value speaks for itself`},
			{IssueContested, Query, 3, "roe", "a value stands here although roe__state says NA; it is not used"},
		}, issues)
	}
}

func TestFoldEvidence(t *testing.T) {
	b := NewBatch([]Field{{Name: "roe__evidence", Type: Word}}, 5)
	c := &b.Columns[0]
	c.SetWord(0, "E5")
	c.SetWord(1, "e3")
	c.SetWord(2, "")
	c.SetWord(3, "E0")
	for _, filler := range []int{0, smallDictionary} {
		for range filler {
			c.Words = append(c.Words, "unused")
		}
		into := []Evidence{E1, E1, E1, E1, E1}
		issues := FoldEvidence(nil, into, c)
		assert.Equal(t, []Evidence{E5, Unstated, Unstated, E0, Unstated}, into)
		assert.Equal(t, []Issue{{IssueEvidence, Fault, 1, "roe__evidence", `evidence "e3" is not one of E0 to E5`}}, issues)
	}
}

func TestDecimalNumberIsNearest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, scale := rapid.Int64().Draw(t, "n"), rapid.IntRange(0, 38).Draw(t, "scale")
		power := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(scale)), nil)
		want, _ := new(big.Rat).SetFrac(big.NewInt(n), power).Float64()
		assert.Equal(t, want, DecimalNumber(n, scale))
	})
}

func TestRescaleAgainstBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, digits := rapid.Int64().Draw(t, "n"), rapid.IntRange(0, 40).Draw(t, "digits")
		want := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
		want.Mul(want, big.NewInt(n))
		got, ok := Rescale(n, digits)
		require.Equal(t, want.IsInt64(), ok)
		if ok {
			assert.Equal(t, want.Int64(), got)
		}
	})
}

func TestConvert(t *testing.T) {
	column := func(f Field) *Column { return &NewBatch([]Field{f}, 3).Columns[0] }
	integers := column(Field{Name: "n", Type: Integer})
	integers.SetInt(0, 7)
	integers.SetInt(2, math.MaxInt64)

	asDecimal := column(Field{Name: "n", Type: Decimal, Scale: 2})
	issues := Convert(nil, asDecimal, integers)
	assert.Equal(t, []State{Present, Missing, Missing}, asDecimal.State)
	assert.EqualValues(t, 700, asDecimal.Int[0])
	require.Len(t, issues, 1)
	assert.Equal(t, IssueOverflow, issues[0].Code)
	assert.Equal(t, 2, issues[0].Row)

	asNumber := column(Field{Name: "n", Type: Number})
	require.Empty(t, Convert(nil, asNumber, asDecimal))
	assert.Equal(t, 7.0, asNumber.Float[0])
	assert.Equal(t, asDecimal.State, asNumber.State)

	hostile := column(Field{Name: "x", Type: Number})
	hostile.SetNumber(0, math.NaN())
	hostile.SetNumber(1, math.Inf(-1))
	hostile.SetNumber(2, -1)
	clean := column(Field{Name: "x", Type: Number})
	issues = Convert(nil, clean, hostile)
	assert.Equal(t, []State{Missing, Missing, Present}, clean.State)
	require.Len(t, issues, 2)
	assert.Equal(t, "the value is -Inf, not a finite number; it counts as missing", issues[1].Text)
}
