package annual

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/document"
	"github.com/brandvalue/brandvalue/internal/rounding"
	"github.com/brandvalue/brandvalue/valuation"
)

// schema is the part of JSON Schema that edition.schema.json uses.
type schema struct {
	Schema           string             `json:"$schema"`
	Title            string             `json:"title"`
	Description      string             `json:"description"`
	Ref              string             `json:"$ref"`
	Type             string             `json:"type"`
	Const            any                `json:"const"`
	Enum             []any              `json:"enum"`
	OneOf            []*schema          `json:"oneOf"`
	AnyOf            []*schema          `json:"anyOf"`
	Properties       map[string]*schema `json:"properties"`
	Required         []string           `json:"required"`
	Additional       json.RawMessage    `json:"additionalProperties"`
	PropertyNames    *schema            `json:"propertyNames"`
	MinProperties    int                `json:"minProperties"`
	Items            *schema            `json:"items"`
	MinItems         int                `json:"minItems"`
	MaxItems         *int               `json:"maxItems"`
	MinLength        int                `json:"minLength"`
	Pattern          string             `json:"pattern"`
	Minimum          *float64           `json:"minimum"`
	Maximum          *float64           `json:"maximum"`
	ExclusiveMinimum *float64           `json:"exclusiveMinimum"`
	Defs             map[string]*schema `json:"$defs"`
}

func readSchema(t *testing.T) *schema {
	data, err := os.ReadFile("edition.schema.json")
	require.NoError(t, err)
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields() // a keyword that the validator below would overlook
	s := &schema{}
	require.NoError(t, d.Decode(s))
	return s
}

// validator holds a value against a schema and remembers which parts of it
// were used.
type validator struct {
	root   *schema
	used   map[*schema]bool
	faults []string
}

func (v *validator) fault(path, format string, args ...any) {
	v.faults = append(v.faults, path+": "+fmt.Sprintf(format, args...))
}

func (v *validator) value(s *schema, path string, x any) {
	v.used[s] = true
	if s.Ref != "" {
		v.value(v.root.Defs[strings.TrimPrefix(s.Ref, "#/$defs/")], path, x)
	}
	if s.Const != nil && s.Const != x || s.Enum != nil && !slices.Contains(s.Enum, x) {
		v.fault(path, "%v is none of %v%v", x, s.Const, s.Enum)
	}
	if choices := slices.Concat(s.OneOf, s.AnyOf); len(choices) > 0 {
		v.choice(choices, path, x)
	}
	if s.Type != "" && s.Type != kindOf(x) && !(s.Type == "integer" && kindOf(x) == "number" && x == float64(int64(x.(float64)))) {
		v.fault(path, "%v is no %s", x, s.Type)
		return
	}
	switch x := x.(type) {
	case map[string]any:
		v.object(s, path, x)
	case []any:
		if len(x) < s.MinItems || s.MaxItems != nil && len(x) > *s.MaxItems {
			v.fault(path, "%d items", len(x))
		}
		for i := range x {
			if s.Items != nil {
				v.value(s.Items, fmt.Sprintf("%s[%d]", path, i), x[i])
			}
		}
	case string:
		if utf8.RuneCountInString(x) < s.MinLength || s.Pattern != "" && !regexp.MustCompile(s.Pattern).MatchString(x) {
			v.fault(path, "%q is too short or not of the form %s", x, s.Pattern)
		}
	case float64:
		if s.Minimum != nil && x < *s.Minimum || s.Maximum != nil && x > *s.Maximum || s.ExclusiveMinimum != nil && x <= *s.ExclusiveMinimum {
			v.fault(path, "%v is out of range", x)
		}
	}
}

// choice wants just one of the schemas to hold; its parts count as used.
func (v *validator) choice(choices []*schema, path string, x any) {
	var fits []*validator
	for _, s := range choices {
		trial := &validator{root: v.root, used: map[*schema]bool{}}
		if trial.value(s, path, x); len(trial.faults) == 0 {
			fits = append(fits, trial)
		}
	}
	if len(fits) != 1 {
		v.fault(path, "%d of %d forms fit", len(fits), len(choices))
		return
	}
	maps.Copy(v.used, fits[0].used)
}

func (v *validator) object(s *schema, path string, x map[string]any) {
	for _, name := range s.Required {
		if _, there := x[name]; !there {
			v.fault(path, "%s is absent", name)
		}
	}
	if len(x) < s.MinProperties {
		v.fault(path, "%d members", len(x))
	}
	for _, name := range sortedKeys(x) {
		if s.PropertyNames != nil {
			v.value(s.PropertyNames, path+"."+name, name)
		}
		if p := s.Properties[name]; p != nil {
			v.value(p, path+"."+name, x[name])
			continue
		}
		switch string(s.Additional) {
		case "":
		case "false":
			v.fault(path, "%s is unknown", name)
		default:
			v.value(s.others(), path+"."+name, x[name])
		}
	}
}

// others is the schema of the members that are not listed by name.
func (s *schema) others() *schema {
	of := &schema{}
	if err := json.Unmarshal(s.Additional, of); err != nil {
		panic(err)
	}
	return of
}

func kindOf(x any) string {
	switch x.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "object"
	case []any:
		return "array"
	case string:
		return "string"
	case bool:
		return "boolean"
	}
	return "number"
}

// written is a value as an edition's document has it, with every member.
func written(t *testing.T, v any) any {
	data, err := json.Marshal(v)
	require.NoError(t, err)
	var tree any
	require.NoError(t, json.Unmarshal(data, &tree))
	return tree
}

func tagged[T document.Kinded](t *testing.T, v T) any {
	data, err := document.Tag(v)
	require.NoError(t, err)
	return written(t, json.RawMessage(data))
}

// TestSchemaHasEveryMemberOfTheDocuments: what Go writes has every member that
// the types have, and the schema knows each and lets none be absent. Nothing in
// the schema is left that no document and no kind has.
func TestSchemaHasEveryMemberOfTheDocuments(t *testing.T) {
	root := readSchema(t)
	v := &validator{root: root, used: map[*schema]bool{}}
	for _, code := range embedded {
		v.value(root, code, written(t, mustOpen(t, code)))
		v.value(root, code+".json", parsed(t, folder(t), code+".json"))
	}
	for _, k := range valuation.Coefficients() {
		v.value(root.Defs["mapping"], k.Kind(), tagged(t, k))
	}
	for _, k := range AccountsKinds() {
		v.value(root.Defs["accounts"], k.Kind(), tagged(t, k))
	}
	for _, k := range indicators.MissingPolicies() {
		v.value(root.Defs["missing"], k.Kind(), tagged(t, k))
	}
	assert.Empty(t, v.faults)
	for place, part := range parts("", root, map[string]*schema{}) {
		assert.True(t, v.used[part], "%s is in the schema and in no document", place)
	}
}

// parts are all objects and members that a schema describes.
func parts(path string, s *schema, found map[string]*schema) map[string]*schema {
	for _, name := range sortedKeys(s.Defs) {
		found["$defs."+name] = s.Defs[name]
		parts("$defs."+name, s.Defs[name], found)
	}
	for _, name := range sortedKeys(s.Properties) {
		found[path+"."+name] = s.Properties[name]
		parts(path+"."+name, s.Properties[name], found)
	}
	for i, c := range slices.Concat(s.OneOf, s.AnyOf) {
		parts(fmt.Sprintf("%s<%d>", path, i), c, found)
	}
	return found
}

// TestSchemaObjectsAreClosed: every object lists all its members as required.
func TestSchemaObjectsAreClosed(t *testing.T) {
	root := readSchema(t)
	closed := 0
	for place, s := range parts("", root, map[string]*schema{"": root}) {
		if len(s.Properties) > 0 {
			closed++
			assert.Equal(t, "false", string(s.Additional), place)
			assert.ElementsMatch(t, s.Required, slices.Collect(maps.Keys(s.Properties)), place)
		}
	}
	assert.Greater(t, closed, 20)
}

// TestSchemaWordsAreThoseOfTheLibrary holds each closed list of words.
func TestSchemaWordsAreThoseOfTheLibrary(t *testing.T) {
	root := readSchema(t)
	enum := func(s *schema) (words []string) {
		for _, w := range s.Enum {
			words = append(words, w.(string))
		}
		return words
	}
	p := root.Properties
	assert.Equal(t, wordsOf(dataset.Kinds()), enum(p["kinds"].Items))
	assert.ElementsMatch(t, append(wordsOf(dataset.Sectors()), anyOther), enum(p["schemes"].PropertyNames))
	assert.Equal(t, fmt.Sprint(states), fmt.Sprint(enum(p["state"])))
	assert.Equal(t, fmt.Sprint(grades), fmt.Sprint(enum(root.Defs["grade"])))
	assert.Equal(t, scopes, enum(root.Defs["quoted"].Properties["scope"]))
	assert.Equal(t, []string{string(NoCap), string(OwnGrowth)}, enum(p["growth_cap"]))
	assert.Equal(t, []string{string(rounding.HalfEven), string(rounding.HalfUp)}, enum(root.Defs["rounding"]))
	assert.Equal(t, []string{string(valuation.Yuan), string(valuation.TenThousandYuan), string(valuation.HundredMillionYuan)}, enum(root.Defs["money"].Properties["unit"]))
	assert.Equal(t, []string{string(valuation.YearEnd), string(valuation.MidYear)}, enum(root.Defs["excess_earnings"].Properties["timing"]))
}

func wordsOf(terms dataset.Terms) (list []string) {
	for _, term := range terms {
		list = append(list, term.Word)
	}
	return list
}

// TestSchemaRefusesWhatTheCheckRefuses: where a schema can say it, it does.
func TestSchemaRefusesWhatTheCheckRefuses(t *testing.T) {
	root := readSchema(t)
	for _, c := range []struct {
		value any
		path  []any
	}{
		{"final", []any{"state"}}, {2024.5, []any{"fiscal_year"}}, {[]any{}, []any{"kinds"}}, {[]any{}, []any{"cautions"}},
		{2, []any{"disclosure", "least_group"}}, {"2024/12/31", []any{"valuation_date"}}, {"sha256:00", []any{"schemes", "*", "digest"}},
		{map[string]any{}, []any{"schemes"}}, {map[string]any{"scheme": "x", "digest": ""}, []any{"schemes", "fishery"}},
		{1.5, []any{"industries", 0, "brand_share"}}, {0, []any{"means", 0, "mean"}}, {"", []any{"title", "zh"}},
		{map[string]any{"kind": "cubic"}, []any{"strength", "mapping"}}, {map[string]any{"i_rd": 1}, []any{"evaluation", "means"}},
		{map[string]any{"kind": "explicit"}, []any{"method", "excess_earnings", "forecast"}}, {true, []any{"unknown"}}, {nil, []any{"rates"}},
	} {
		tree := parsed(t, folder(t), "2025.json")
		set(tree, c.value, c.path...)
		v := &validator{root: root, used: map[*schema]bool{}}
		v.value(root, "", written(t, tree))
		assert.NotEmpty(t, v.faults, "%v", c.path)
		assert.Error(t, faulty(t, "2025", c.value, c.path...), "%v", c.path)
	}
}
