package dataset

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const firmsMapping = `{
	"version": "1", "title": {"zh": "企业表", "en": "Firms"},
	"missing": ["--"], "not_applicable": ["不适用"], "evidence": "E4",
	"years": {"from": "年份", "keep": [2015]},
	"columns": [
		{"name": "key", "evidence": "", "rule": {"kind": "code", "from": "股票代码", "digits": 6, "prefix": "stock:"}},
		{"name": "kind", "evidence": "", "rule": {"kind": "constant", "value": "enterprise", "as": "word"}},
		{"name": "industry", "evidence": "", "note": "as listed", "rule": {"kind": "category", "from": "所属行业", "words": {"啤酒": "beer"}, "others": "keep", "default": ""}},
		{"name": "name", "evidence": "", "rule": {"kind": "word", "from": "股票名称", "prefix": ""}},
		{"name": "revenue", "evidence": "E5", "rule": {"kind": "number", "from": "营业收入(百万元)", "unit": "百万元", "factor": 1.0, "as": "decimal(2)"}},
		{"name": "current_assets", "evidence": "", "rule": {"kind": "product",
			"of": [{"from": "营业收入(百万元)", "unit": "百万元", "factor": 1}], "over": [{"from": "流动资产周转率", "unit": "", "factor": 1}], "as": "number"}}
	]
}`

func TestParseMapping(t *testing.T) {
	m, err := ParseMapping([]byte(firmsMapping))
	require.NoError(t, err)
	assert.Equal(t, CodeRule{"股票代码", 6, "stock:"}, m.Columns[0].Rule)
	assert.Equal(t, NumberRule{Quantity{"营业收入(百万元)", "百万元", "1.0"}, "decimal(2)"}, m.Columns[4].Rule)
	assert.Equal(t, &YearFilter{"年份", []int64{2015}}, m.Years)

	written, err := json.Marshal(m)
	require.NoError(t, err)
	again, err := ParseMapping(written)
	require.NoError(t, err)
	assert.Equal(t, m, again)

	digest, err := m.Digest()
	require.NoError(t, err)
	compact, err := ParseMapping([]byte(strings.NewReplacer("\t", "", "\n", "\r\n ").Replace(firmsMapping)))
	require.NoError(t, err)
	same, err := compact.Digest()
	require.NoError(t, err)
	assert.Equal(t, digest, same, "blanks and line ends")
	compact.Columns[0].Rule = CodeRule{"股票代码", 7, "stock:"}
	other, err := compact.Digest()
	require.NoError(t, err)
	assert.NotEqual(t, digest, other)
	assert.Regexp(t, `^sha256:[0-9a-f]{64}$`, digest)
}

func TestParseMappingReportsAllFaults(t *testing.T) {
	_, err := ParseMapping([]byte(`{"version": "1", "titel": {}, "missing": [], "not_applicable": [], "evidence": "", "columns": []}`))
	assert.EqualError(t, err, `mapping:
title: absent; every parameter must be written
years: absent; every parameter must be written
titel: unknown; known here are columns, evidence, missing, not_applicable, note, title, version, years`)

	_, err = ParseMapping([]byte(`{
		"version": "", "title": {"zh": "", "en": "x"}, "missing": ["-"], "not_applicable": ["-", ""], "evidence": "E9",
		"years": {"from": "", "keep": []},
		"columns": [
			{"name": "1x", "evidence": "e1", "rule": {"kind": "number", "from": "", "unit": "万圆", "factor": 0, "as": "word"}},
			{"name": "kind", "evidence": "", "rule": {"kind": "constant", "value": "enterprse", "as": "word"}},
			{"name": "kind", "evidence": "", "rule": {"kind": "word", "from": "x"}},
			{"name": "kind", "evidence": "", "rule": {"kind": "words"}},
			{"name": "y", "rule": {"kind": "word"}},
			{"name": "sector", "evidence": "", "rule": {"kind": "category", "from": "x", "words": {"a": "industrie"}, "others": "default", "default": ""}},
			{"name": "year", "evidence": "E1", "rule": {"kind": "number", "from": "年", "unit": "年", "factor": 1, "as": "number"}},
			{"name": "year__x", "evidence": "E2", "rule": {"kind": "product", "of": [{"from": "a", "unit": "", "factor": "1"}], "over": [], "as": "decimal(19)"}},
			{"name": "z__state", "evidence": "", "rule": {"kind": "constant", "value": "1", "as": "number"}},
			{"name": "c", "evidence": "", "rule": {"kind": "code", "from": "a", "digits": 0, "prefix": ""}}
		]}`))
	assert.EqualError(t, err, `mapping:
version: is empty; name this state of the document
title.zh: is empty
not_applicable[0]: "-" stands for a missing value already
not_applicable[1]: "" stands for a missing value already
evidence: evidence "E9" is not one of E0, E1, E2, E3, E4, E5
years.from: is empty; name a foreign column
years.keep: no year would be read
columns[0].name: "1x" is no native name: letters, digits and underscores, a letter first
columns[0].evidence: evidence "e1" is not one of E0, E1, E2, E3, E4, E5
columns[0].rule.from: is empty; name a foreign column
columns[0].rule.unit: "万圆" is no unit known here, which are 元, 千元, 万元, 百万元, 千万元, 亿元, 十亿元, 万亿元, %, 小数, ‰, 基点, 千, 万, 百万, 亿, 人, 万人, 年 and their English names; or state a factor; close names: 万元, 万, 万人
columns[0].rule.as: a number can't be held as a word; use the rule "word"
columns[1].rule: kind "enterprse" is not one of product, enterprise, industry, region; close names: enterprise
columns[2].rule.prefix: absent; every parameter must be written
columns[3].rule.kind: "words" is not one of number, product, constant, word, code, category
columns[4].evidence: absent; every parameter must be written
columns[5].rule.default: is empty, though others says to use it
columns[6].rule: gives number where year is integer
columns[7].rule.of: a product of one column is the rule "number"
columns[7].rule.of[0].factor: "1" is no number other than zero with at most 18 digits and exponents up to 30
columns[7].rule.as: "decimal(19)" is not one of number, integer, word, decimal(n) with n from 0 to 18
columns[7].evidence: E2 here and E1 for year, a column of the same item
columns[8].rule: gives number where z__state is of words
columns[9].rule.digits: 0 is not from 1 to 18`)
}

func TestMappingNamesAllForeignColumnsThatAreAbsent(t *testing.T) {
	m, err := ParseMapping([]byte(firmsMapping))
	require.NoError(t, err)
	_, err = m.Apply(table(t, "年份|股票代码|所属行业|营业收入（百万元）|流动资产周转率|股票名"))
	require.ErrorIs(t, err, ErrSchema)
	assert.EqualError(t, err, `mapping "Firms": the columns are not as wanted:
column 股票名称: missing, wanted word; close names: 股票名
column 营业收入(百万元): missing, wanted decimal with 2 digits after the point; close names: 营业收入（百万元）`)

	m.Version = ""
	_, err = m.Apply(table(t, "年份"))
	assert.ErrorContains(t, err, "version: is empty")
}

func TestMappedSourceSaysWhereItComesFrom(t *testing.T) {
	m, err := ParseMapping([]byte(firmsMapping))
	require.NoError(t, err)
	src, err := m.Apply(table(t, "年份|股票代码|所属行业|营业收入(百万元)|流动资产周转率|股票名称"))
	require.NoError(t, err)
	assert.Equal(t, Info{Name: "revenue", Type: Decimal, Scale: 2, Nullable: true, Origin: "number of 营业收入(百万元)"}, src.Columns()[4])
	digest, err := m.Digest()
	require.NoError(t, err)
	got, ok := src.Metadata().Get(MetadataMapping)
	assert.True(t, ok)
	assert.Equal(t, digest, got)
	_, err = src.Shards(t.Context(), []Field{{Name: "revenue", Type: Word}, {Name: "roe", Required: true}})
	assert.ErrorIs(t, err, ErrSchema)
	assert.ErrorContains(t, err, "column revenue: found decimal with 2 digits after the point (number of 营业收入(百万元)), wanted word")
}

// schema is the part of JSON Schema that mapping.schema.json uses.
type schema struct {
	Type                 string
	Const                string
	AdditionalProperties any
	Required             []string
	Properties           map[string]schema
	Items                *schema
	AnyOf, OneOf         []schema
	Enum                 []string
	Ref                  string            `json:"$ref"`
	Defs                 map[string]schema `json:"$defs"`
}

// TestMappingSchemaIsThatOfTheStructs: the schema that is published knows the
// fields that the types have, each required unless it may be absent.
func TestMappingSchemaIsThatOfTheStructs(t *testing.T) {
	data, err := os.ReadFile("mapping.schema.json")
	require.NoError(t, err)
	var root schema
	require.NoError(t, json.Unmarshal(data, &root))
	types := map[string]any{"Text": Text{}, "YearFilter": YearFilter{}, "MappedColumn": mappedColumn{}, "Quantity": Quantity{}}
	var rules []schema
	for _, rule := range MappingRules() {
		name := reflect.TypeOf(rule).Name()
		types[name] = rule
		rules = append(rules, schema{Ref: "#/$defs/" + name})
		assert.Equal(t, rule.Kind(), root.Defs[name].Properties["kind"].Const)
	}
	assert.Len(t, root.Defs, len(types))
	assert.Equal(t, rules, root.Defs["MappedColumn"].Properties["rule"].OneOf)
	for name, value := range types {
		def, ok := root.Defs[name]
		require.True(t, ok, name)
		_, isRule := value.(MappingRule)
		checkSchema(t, name, def, reflect.TypeOf(value), isRule)
	}
	checkSchema(t, "Mapping", root, reflect.TypeFor[Mapping](), false)
	for _, list := range [][]string{root.Properties["evidence"].Enum, root.Defs["MappedColumn"].Properties["evidence"].Enum} {
		assert.Equal(t, evidenceNames[:], list)
	}
	var units []string
	for _, u := range Units() {
		units = append(units, u.Chinese, u.English)
	}
	assert.Equal(t, units[1:], root.Defs["Quantity"].Properties["unit"].Enum)
	assert.Equal(t, []string{othersKeep, othersDefault, othersRefuse}, root.Defs["CategoryRule"].Properties["others"].Enum)
}

func checkSchema(t *testing.T, name string, s schema, of reflect.Type, isRule bool) {
	assert.Equal(t, "object", s.Type, name)
	assert.Equal(t, false, s.AdditionalProperties, name)
	var known, required []string
	if isRule {
		known, required = append(known, "kind"), append(required, "kind")
	}
	for _, f := range reflect.VisibleFields(of) {
		tag, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || !f.IsExported() {
			continue
		}
		known = append(known, tag)
		if options != "omitempty" {
			required = append(required, tag)
		}
		p, ok := s.Properties[tag]
		if assert.True(t, ok, "%s.%s is not in the schema", name, tag) {
			assert.Equal(t, typeInSchema(f.Type), p.Type, "%s.%s", name, tag)
		}
	}
	var there []string
	for property := range s.Properties {
		there = append(there, property)
	}
	slices.Sort(there)
	slices.Sort(known)
	assert.Equal(t, known, there, name)
	assert.ElementsMatch(t, required, s.Required, name)
}

func typeInSchema(t reflect.Type) string {
	switch {
	case t == reflect.TypeFor[Factor]():
		return "number"
	case t == reflect.TypeFor[json.RawMessage](), t.Kind() == reflect.Struct, t.Kind() == reflect.Pointer:
		return "" // a reference or a choice
	case t.Kind() == reflect.Slice:
		return "array"
	case t.Kind() == reflect.Map:
		return "object"
	case t.Kind() == reflect.Int:
		return "integer"
	default:
		return t.Kind().String()
	}
}

func TestUnits(t *testing.T) {
	names := map[string]bool{}
	for _, u := range Units() {
		for _, name := range []string{u.Chinese, u.English} {
			assert.False(t, names[name] && name != "", name)
			names[name] = true
		}
		s, ok := u.Factor.scaling()
		assert.True(t, ok, u.English)
		assert.EqualValues(t, 1, s.n, "%s: factors are powers of ten, which scaling relies on", u.English)
		assert.Contains(t, []string{"", "yuan", "percent", "count", "year"}, u.Native)
	}
}

// FuzzMapping: no document makes parsing panic, and what is accepted is
// written and read back the same, and applies to a table or says what it lacks.
func FuzzMapping(f *testing.F) {
	f.Add([]byte(firmsMapping))
	f.Add([]byte(`{"columns": [{"rule": null}, {"rule": {"kind": "number", "factor": 1e999}}, 7]}`))
	f.Add([]byte(`{"version":"1","title":{"zh":"a","en":"b"},"missing":[],"not_applicable":[],"evidence":"","years":null,"columns":[` +
		`{"name":"a","evidence":"","rule":{"kind":"number","from":"股票代码","unit":"%","factor":-2.5e3,"as":"decimal(4)"}}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := ParseMapping(data)
		if err != nil {
			return
		}
		digest, err := m.Digest()
		require.NoError(t, err)
		written, err := json.Marshal(m)
		require.NoError(t, err)
		again, err := ParseMapping(written)
		require.NoError(t, err)
		same, err := again.Digest()
		require.NoError(t, err)
		require.Equal(t, digest, same)

		src, err := m.Apply(table(t, "年份|股票代码|所属行业|营业收入(百万元)|流动资产周转率|股票名称", "2015|520|啤酒|1,234.5|x|甲", "2015|\x00|--|1%|0|"))
		if err != nil {
			require.ErrorIs(t, err, ErrSchema)
			return
		}
		var want []Field
		for _, info := range src.Columns() {
			want = append(want, Field{Name: info.Name, Type: info.Type, Scale: info.Scale, Evidence: !isMarker(info.Name)})
		}
		shards, err := src.Shards(t.Context(), want)
		if err != nil {
			require.ErrorIs(t, err, ErrSchema)
			return
		}
		for b, err := range shards[0].Batches(t.Context()) {
			require.NoError(t, err)
			require.LessOrEqual(t, b.Rows, 2)
		}
	})
}
