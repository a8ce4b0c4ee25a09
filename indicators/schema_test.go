package indicators

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
)

var update = flag.Bool("update", false, "write the files that the tests compare with")

type object = map[string]any

// schemaOf is the JSON Schema of a type by its fields and tags.
func schemaOf(t reflect.Type) object {
	switch t {
	case reflect.TypeFor[Rule](), reflect.TypeFor[json.RawMessage]():
		return object{"$ref": "#/$defs/rule"}
	case reflect.TypeFor[Metric]():
		return object{"$ref": "#/$defs/metric"}
	case reflect.TypeFor[Weighting]():
		return object{"$ref": "#/$defs/weighting"}
	case reflect.TypeFor[Node]():
		return object{"$ref": "#/$defs/node"}
	case reflect.TypeFor[Part]():
		return schemaOf(reflect.TypeFor[part]())
	case reflect.TypeFor[Text]():
		return object{"$ref": "#/$defs/text"}
	case reflect.TypeFor[Direction]():
		return object{"enum": directionNames}
	case reflect.TypeFor[Side]():
		return object{"enum": sideNames}
	case reflect.TypeFor[Place]():
		return object{"enum": placeNames}
	case reflect.TypeFor[Mean]():
		return object{"enum": meanNames}
	case reflect.TypeFor[dataset.Evidence]():
		return object{"enum": []string{"", "E0", "E1", "E2", "E3", "E4", "E5"}}
	}
	switch t.Kind() {
	case reflect.String:
		return object{"type": "string"}
	case reflect.Float64:
		return object{"type": "number"}
	case reflect.Int, reflect.Int64:
		return object{"type": "integer"}
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Map:
		return object{"type": "object", "additionalProperties": schemaOf(t.Elem())}
	case reflect.Slice:
		return object{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Struct:
		return structSchema(t)
	}
	panic(fmt.Sprintf("no schema for %v", t))
}

// structSchema requires every field but those with omitempty and allows no other.
func structSchema(t reflect.Type) object {
	properties, required := object{}, []string{}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || name == "-" {
			continue
		}
		properties[name] = schemaOf(f.Type)
		if name == "weighting" {
			properties[name] = object{"$ref": "#/$defs/weighting"}
		}
		if options != "omitempty" {
			required = append(required, name)
		}
	}
	return object{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

// kindSchema is that of a value which its kind chooses.
func kindSchema(v interface{ Kind() string }) object {
	s := structSchema(reflect.TypeOf(v))
	s["properties"].(object)["kind"] = object{"const": v.Kind()}
	s["required"] = append([]string{"kind"}, s["required"].([]string)...)
	return s
}

func documentSchema() object {
	var rules, weightings, nodes []any
	for _, r := range allRules() {
		rules = append(rules, kindSchema(r))
	}
	for _, w := range Weightings() {
		weightings = append(weightings, kindSchema(w))
	}
	for _, form := range []reflect.Type{reflect.TypeFor[innerNode](), reflect.TypeFor[indicatorNode](), reflect.TypeFor[unrateableNode]()} {
		nodes = append(nodes, structSchema(form))
	}
	s := structSchema(reflect.TypeFor[Scheme]())
	s["properties"].(object)["status"] = object{"enum": Statuses()}
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "Evaluation scheme"
	s["$defs"] = object{
		"text":   structSchema(reflect.TypeFor[Text]()),
		"metric": structSchema(reflect.TypeFor[metricDocument]()),
		"node":   object{"oneOf": nodes},
		"rule":   object{"oneOf": rules},

		"weighting": object{"oneOf": weightings},
	}
	return s
}

func TestCommittedSchemaIsThatOfTheCode(t *testing.T) {
	data, err := json.MarshalIndent(documentSchema(), "", "  ")
	require.NoError(t, err)
	data = append(data, '\n')
	if *update {
		require.NoError(t, os.WriteFile("scheme.schema.json", data, 0o644))
	}
	committed, err := os.ReadFile("scheme.schema.json")
	require.NoError(t, err)
	assert.Equal(t, string(data), string(bytes.ReplaceAll(committed, []byte("\r\n"), []byte("\n"))), "run go test -update")
}

// fits tells whether a value satisfies a schema, of the keywords used here.
func fits(root, s object, v any) bool {
	if ref, ok := s["$ref"].(string); ok {
		return fits(root, root["$defs"].(object)[strings.TrimPrefix(ref, "#/$defs/")].(object), v)
	}
	if forms, ok := s["oneOf"].([]any); ok {
		n := 0
		for _, form := range forms {
			if fits(root, form.(object), v) {
				n++
			}
		}
		return n == 1
	}
	if words, ok := s["enum"].([]any); ok {
		for _, w := range words {
			if w == v {
				return true
			}
		}
		return false
	}
	if word, ok := s["const"]; ok {
		return word == v
	}
	switch x := v.(type) {
	case string:
		return s["type"] == "string"
	case float64:
		return s["type"] == "number" || s["type"] == "integer" && x == math.Trunc(x)
	case []any:
		for _, item := range x {
			if s["type"] != "array" || !fits(root, s["items"].(object), item) {
				return false
			}
		}
		return s["type"] == "array"
	case object:
		return s["type"] == "object" && objectFits(root, s, x)
	}
	return false
}

func objectFits(root, s, v object) bool {
	required, _ := s["required"].([]any)
	for _, name := range required {
		if _, ok := v[name.(string)]; !ok {
			return false
		}
	}
	for name, item := range v {
		properties, _ := s["properties"].(object)
		p, ok := properties[name].(object)
		if !ok {
			p, ok = s["additionalProperties"].(object)
		}
		if !ok || !fits(root, p, item) {
			return false
		}
	}
	return true
}

func TestEmbeddedSchemesFitTheCommittedSchema(t *testing.T) {
	data, err := os.ReadFile("scheme.schema.json")
	require.NoError(t, err)
	var schema object
	require.NoError(t, json.Unmarshal(data, &schema))
	for _, code := range SchemeCodes() {
		s, err := OpenScheme(code)
		require.NoError(t, err)
		text, err := json.Marshal(s.Resolve())
		require.NoError(t, err)
		var v object
		require.NoError(t, json.Unmarshal(text, &v))
		assert.True(t, fits(schema, schema, v), code)
		delete(v["dimensions"].([]any)[0].(object), "mean")
		assert.False(t, fits(schema, schema, v), "an absent field")
	}
}

// TestEveryRuleIsListed finds the exported rule and weighting types in the
// source that are absent from their lists.
func TestEveryRuleIsListed(t *testing.T) {
	for _, c := range []struct {
		list   []interface{ Kind() string }
		prefix string
		method string
	}{
		{kinds(Rules()), "rule_", `compile\(c \*compiler`},
		{kinds(UnfittedRules()), "fit_", `compile\(c \*compiler`},
		{kinds(Weightings()), "weights_", `question\(`},
	} {
		listed, named := map[string]bool{}, map[string]bool{}
		for _, r := range c.list {
			listed[reflect.TypeOf(r).Name()] = true
			assert.False(t, named[r.Kind()], "%s stands for two", r.Kind())
			named[r.Kind()] = true
		}
		entries, err := os.ReadDir(".")
		require.NoError(t, err)
		method := regexp.MustCompile(`(?m)^func \((?:\w+ )?(\w+)\) ` + c.method)
		found := 0
		for _, entry := range entries {
			if !strings.HasPrefix(entry.Name(), c.prefix) || strings.HasSuffix(entry.Name(), "_test.go") {
				continue
			}
			source, err := os.ReadFile(entry.Name())
			require.NoError(t, err)
			for _, m := range method.FindAllStringSubmatch(string(source), -1) {
				found++
				assert.True(t, listed[m[1]], "%s of %s is absent from its list", m[1], entry.Name())
			}
		}
		assert.Equal(t, len(listed), found, c.prefix)
	}
}

// kinds are the values of a list of one kind or another.
func kinds[T interface{ Kind() string }](list []T) []interface{ Kind() string } {
	var all []interface{ Kind() string }
	for _, r := range list {
		all = append(all, r)
	}
	return all
}

// TestScalesAreMonotone runs down the list of rules of one direction.
func TestScalesAreMonotone(t *testing.T) {
	for _, m := range Catalogue() {
		s := m.Rule.compile(&compiler{}, m.Code, "").scale
		require.NoError(t, s.check(), m.Code)
		if m.Direction == Target {
			continue
		}
		lo, hi := s.X[0]-1, s.X[len(s.X)-1]+1
		last, ok := s.At(lo)
		require.True(t, ok)
		for i := 1; i <= 1000; i++ {
			y, ok := s.At(lo + (hi-lo)*float64(i)/1000)
			require.True(t, ok)
			if s.direction() == Cost {
				require.LessOrEqual(t, y, last, m.Code)
			} else {
				require.GreaterOrEqual(t, y, last, m.Code)
			}
			last = y
		}
	}
}

func TestScaleAtItsPoints(t *testing.T) {
	s := Scale{X: []float64{0, 1, 1, 3}, Y: []float64{0, 0.25, 0.5, 1}}
	for side, want := range map[Side]float64{AtLeast: 0.5, AtMost: 0.25} {
		s.Side = side
		y, ok := s.At(1)
		assert.True(t, ok)
		assert.Equal(t, want, y, side.String())
		for x, want := range map[float64]float64{-1: 0, 0: 0, 0.5: 0.125, 2: 0.75, 3: 1, 4: 1} {
			y, _ := s.At(x)
			assert.Equal(t, want, y, "%v at %v", side, x)
		}
	}
	for _, bad := range []Scale{{}, {X: []float64{1}, Y: []float64{0, 1}}, {X: []float64{1, 0}, Y: []float64{0, 1}}, {X: []float64{1, 1, 1}, Y: []float64{0, 0.5, 1}}, {X: []float64{0, 1}, Y: []float64{0, 2}}, {X: []float64{0, 1}, Y: []float64{1, 1}}} {
		assert.Error(t, bad.check(), "%v", bad)
	}
}

// TestColumnsAndSingleValuesAgree holds apply to At, bit by bit.
func TestColumnsAndSingleValuesAgree(t *testing.T) {
	x := []float64{-100, 0, 0.1, 1.0 / 3, 1, 2, 4.999, 5, 9.9, 10, 14, 60, 89.99, 90, 95, 97.7, 100, 2000, 1e300, -1e300}
	y := make([]float64, len(x))
	for _, m := range Catalogue() {
		s := m.Rule.compile(&compiler{}, m.Code, "").scale
		s.apply(y, x)
		for k := range x {
			at, _ := s.At(x[k])
			assert.Equal(t, at, y[k], "%s at %v", m.Code, x[k])
		}
	}
}

// TestManyPointsAreFoundAsFewAre compares the two ways to find the piece of a scale.
func TestManyPointsAreFoundAsFewAre(t *testing.T) {
	for n := fewPoints + 1; n < fewPoints+40; n++ {
		s := Scale{}
		for i := range n {
			s.X = append(s.X, float64(i/2*2+i%2*(i/4%2))) // some are steps
		}
		for _, s.Side = range []Side{AtLeast, AtMost} {
			for x := -1.0; x <= float64(n)+1; x += 0.5 {
				want := 0
				for _, at := range s.X {
					want += one(at < x || at == x && s.Side == AtLeast)
				}
				require.Equal(t, want, s.below(x), "%v of %v", x, s)
			}
			require.Zero(t, s.below(math.NaN()))
		}
	}
}
