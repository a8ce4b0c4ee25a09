package document_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/internal/document"
)

// level is a type that reads itself from a text.
type level int

func (l *level) UnmarshalText(text []byte) error {
	n, err := fmt.Sscanf(string(text), "E%d", (*int)(l))
	if err != nil || n != 1 {
		return fmt.Errorf("%q is no level", text)
	}
	return nil
}

// own is a type that reads itself from JSON.
type own struct{ raw string }

func (o *own) UnmarshalJSON(data []byte) error {
	if o.raw = string(data); strings.Contains(o.raw, "bad") {
		return errors.New("own: bad")
	}
	return nil
}

type guard struct {
	Max float64 `json:"max"`
}

type shared struct {
	Code string `json:"code"`
}

type sample struct {
	shared
	Name   string             `json:"name"`
	Years  int                `json:"years"`
	Places uint8              `json:"places"`
	Fade   bool               `json:"fade"`
	Guards guard              `json:"guards"`
	Knots  [][2]float64       `json:"knots"`
	Rows   []guard            `json:"rows"`
	ByName map[string]guard   `json:"by_name"`
	Level  level              `json:"level"`
	Levels map[string]float64 `json:"levels,omitempty"`
	Maybe  *guard             `json:"maybe"`
	Own    own                `json:"own"`
	Any    any                `json:"any"`
	Plain  string
	hidden int
	Left   int `json:"-"`
}

const full = `{
  "code": "c", "name": "n", "years": 5, "places": 2, "fade": true, "guards": {"max": 0.02},
  "knots": [[0, 2], [100, 0.6]], "rows": [{"max": 1}], "by_name": {"a": {"max": 2}},
  "level": "E3", "maybe": null, "own": {"x": [1]}, "any": {"free": [1, "two"]}, "Plain": "p"
}`

func TestDecodeFillsTheValue(t *testing.T) {
	var got sample
	require.NoError(t, document.Decode([]byte(full), &got))
	assert.Equal(t, "c", got.Code)
	assert.Equal(t, 5, got.Years)
	assert.Equal(t, 0.02, got.Guards.Max)
	assert.Equal(t, [][2]float64{{0, 2}, {100, 0.6}}, got.Knots)
	assert.Equal(t, guard{2}, got.ByName["a"])
	assert.Equal(t, level(3), got.Level)
	assert.Nil(t, got.Maybe)
	assert.Equal(t, `{"x": [1]}`, got.Own.raw)
	assert.Zero(t, got.hidden+got.Left)
}

// with is the full document with one member changed, or left out if it is empty.
func with(t require.TestingT, name, value string) string {
	var members map[string]json.RawMessage
	require.NoError(t, json.Unmarshal([]byte(full), &members))
	delete(members, name)
	if value != "" {
		members[name] = json.RawMessage(value)
	}
	data, err := json.Marshal(members)
	require.NoError(t, err)
	return string(data)
}

func TestFaultsHaveTheirPath(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"name", "", "name: absent; every parameter must be written"},
		{"code", "", "code: absent; every parameter must be written"},
		{"Plain", "", "Plain: absent; every parameter must be written"},
		{"maybe", "", "maybe: absent; every parameter must be written"},
		{"name", "null", "name: null; a value must be written"},
		{"rows", "null", "rows: null; a value must be written"},
		{"any", "null", "any: null; a value must be written"},
		{"guards", `{}`, "guards.max: absent; every parameter must be written"},
		{"guards", `{"max": 1, "min": 0}`, "guards.min: unknown; known here are max"},
		{"guards", `{"Max": 1, "max": 1}`, "guards.Max: unknown; known here are max"},
		{"guards", `3`, "guards: found 3, wanted an object"},
		{"guards", `{"max": "1"}`, `guards.max: found the text "1", wanted a number`},
		{"guards", `{"max": 1e999}`, "guards.max: found 1e999, wanted a number within the range of float64"},
		{"name", `3`, "name: found 3, wanted a text"},
		{"name", `{}`, "name: found an object, wanted a text"},
		{"fade", `"yes"`, `fade: found the text "yes", wanted true or false`},
		{"years", `1.5`, "years: found 1.5, wanted a whole number"},
		{"places", `-1`, "places: found -1, wanted a whole number of zero or more"},
		{"places", `256`, "places: found 256, wanted a whole number of zero or more"},
		{"knots", `[[0, 2], [50, "x"]]`, `knots[1][1]: found the text "x", wanted a number`},
		{"knots", `{}`, "knots: found an object, wanted a list"},
		{"rows", `[{"max": 1}, {"max": null}]`, "rows[1].max: null; a value must be written"},
		{"rows", `[null]`, "rows[0]: found null, wanted an object"},
		{"by_name", `{"b": {"max": []}}`, "by_name.b.max: found a list, wanted a number"},
		{"levels", `{"E1": true}`, "levels.E1: found true, wanted a number"},
		{"level", `"high"`, `level: "high" is no level`},
		{"level", `3`, "level: found 3, wanted a text"},
		{"maybe", `{}`, "maybe.max: absent; every parameter must be written"},
		{"own", `"bad"`, "own: bad"},
		{"hidden", `1`, "hidden: unknown; known here are Plain, any, by_name, code, fade, guards, knots, level, levels, maybe, name, own, places, rows, years"},
		{"Left", `1`, "Left: unknown"},
	} {
		var got sample
		err := document.Decode([]byte(with(t, c.name, c.value)), &got)
		require.Error(t, err, "%s: %s", c.name, c.value)
		assert.True(t, strings.HasPrefix(err.Error(), c.want), "%s: %s gives %q", c.name, c.value, err)
		assert.NotContains(t, err.Error(), "\n", "one fault")
	}
}

func TestAllFaultsAreReportedAtOnce(t *testing.T) {
	var got sample
	err := document.Decode([]byte(`{
	  "code": 1, "name": "n", "name": "m", "years": "5", "guards": {"mx": 1, "mx": 2}, "rows": [{}, {"max": 1, "x": 0}, {"max": 1, "max": 2}],
	  "level": "x", "other": 1
	}`), &got)
	require.Error(t, err)
	assert.Equal(t, []string{
		"name: given twice",
		"guards.mx: given twice",
		"rows[2].max: given twice",
		"code: found 1, wanted a text",
		`years: found the text "5", wanted a number`,
		"places: absent; every parameter must be written",
		"fade: absent; every parameter must be written",
		"guards.max: absent; every parameter must be written",
		"guards.mx: unknown; known here are max",
		"knots: absent; every parameter must be written",
		"rows[0].max: absent; every parameter must be written",
		"rows[1].x: unknown; known here are max",
		"by_name: absent; every parameter must be written",
		`level: "x" is no level`,
		"maybe: absent; every parameter must be written",
		"own: absent; every parameter must be written",
		"any: absent; every parameter must be written",
		"Plain: absent; every parameter must be written",
		"other: unknown; known here are Plain, any, by_name, code, fade, guards, knots, level, levels, maybe, name, own, places, rows, years",
	}, strings.Split(err.Error(), "\n"))
	assert.Equal(t, sample{}, got, "nothing is filled in from a document with faults")
}

func TestRepeatedMembersOfWhatReadsItself(t *testing.T) {
	var got sample
	err := document.Decode([]byte(with(t, "name", `"n"`)), &got)
	require.NoError(t, err)
	for name, value := range map[string]string{"own": `{"a": {"b": 1, "b": 1}}`, "any": `[{"a": {"b": 1, "b": 2}}]`} {
		// with goes through package json, which keeps the members of an inner object as they are
		err := document.Decode([]byte(with(t, name, value)), &got)
		assert.ErrorContains(t, err, "a.b: given twice", name)
	}
}

func TestDocumentsThatAreNone(t *testing.T) {
	for text, want := range map[string]string{
		"":                        "the document is empty",
		" \n":                     "the document is empty",
		"{} {}":                   "more than one JSON value",
		"{}]":                     "more than one JSON value",
		"[]":                      "the document: found a list, wanted an object",
		"null":                    "the document: found null, wanted an object",
		"{\n  \"max\": 1,\n  x}":  "line 3, column 3: invalid character 'x'",
		"{\"max\": 1":             "unexpected EOF",
		"{\"max\": \"\xe9\x9d\"}": `max: found the text`,
	} {
		var got guard
		assert.ErrorContains(t, document.Decode([]byte(text), &got), want, "%q", text)
	}
}

func TestDecodeReadsWhatJSONWrites(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type inner struct {
			X float64        `json:"x"`
			N map[string]int `json:"n"`
		}
		type outer struct {
			A []inner `json:"a"`
			B string  `json:"b"`
			C *inner  `json:"c"`
		}
		number := rapid.Float64()
		inners := rapid.Custom(func(t *rapid.T) inner {
			return inner{number.Draw(t, "x"), rapid.MapOf(rapid.String(), rapid.Int()).Draw(t, "n")}
		})
		want := outer{A: rapid.SliceOf(inners).Draw(t, "a"), B: rapid.String().Draw(t, "b"), C: rapid.Ptr(inners, true).Draw(t, "c")}
		data, err := json.Marshal(want)
		require.NoError(t, err)
		var got, plain outer
		require.NoError(t, document.Decode(data, &got))
		require.NoError(t, json.Unmarshal(data, &plain))
		require.Equal(t, plain, got)
	})
}
