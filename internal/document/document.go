// Package document reads the JSON documents of the library strictly: schemes,
// editions, mappings, terms.
//
// A field that the type does not know is refused, so that a misspelt parameter
// is never ignored; a field that is absent is refused, so that a parameter left
// out is never taken for zero. A field whose tag says omitempty may be absent.
// All faults of a document are reported at once, each with its path, as in
// "guards.max_growth: absent; every parameter must be written".
//
// # Design
//
// The check walks the parsed document beside the Go type and leaves a type
// with its own UnmarshalJSON to itself. A choice among several types (a rule, a
// mapping) is an object whose member "kind" names the type; see Choose.
package document

import (
	"bytes"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Decode reads a document into the value that v points to.
func Decode(data []byte, v any) error {
	var tree any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&tree); err != nil {
		return located(data, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return errors.New("more than one JSON value; a document is one")
	}
	if faults := check(repeated(data), "", tree, reflect.TypeOf(v).Elem()); len(faults) > 0 {
		return errors.Join(faults...)
	}
	return located(data, json.Unmarshal(data, v))
}

// located puts line and column to a syntax error.
func located(data []byte, err error) error {
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		before := data[:min(int(syntax.Offset), len(data))]
		line := 1 + bytes.Count(before, []byte("\n"))
		return fmt.Errorf("line %d, column %d: %w", line, len(before)-bytes.LastIndexByte(before, '\n')-1, err)
	}
	if errors.Is(err, io.EOF) {
		return errors.New("the document is empty")
	}
	return err
}

var (
	unmarshaler     = reflect.TypeFor[json.Unmarshaler]()
	textUnmarshaler = reflect.TypeFor[encoding.TextUnmarshaler]()
)

// check compares a parsed value with the type it is to fill.
func check(faults []error, path string, tree any, t reflect.Type) []error {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch p := reflect.PointerTo(t); {
	case p.Implements(unmarshaler):
		return faults
	case p.Implements(textUnmarshaler):
		return append(faults, unread(path, tree, t)...)
	}
	switch node := tree.(type) {
	case map[string]any:
		switch t.Kind() {
		case reflect.Struct:
			return checkStruct(faults, path, node, t)
		case reflect.Map:
			for _, key := range sortedKeys(node) {
				faults = check(faults, join(path, key), node[key], t.Elem())
			}
			return faults
		}
	case []any:
		if t.Kind() == reflect.Slice || t.Kind() == reflect.Array {
			for i, item := range node {
				faults = check(faults, fmt.Sprintf("%s[%d]", path, i), item, t.Elem())
			}
			return faults
		}
	}
	return append(faults, mismatch(path, tree, t)...)
}

func checkStruct(faults []error, path string, node map[string]any, t reflect.Type) []error {
	known := map[string]bool{}
	for _, f := range reflect.VisibleFields(t) {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "-" || !f.IsExported() || f.Anonymous {
			continue
		}
		if name == "" {
			name = f.Name
		}
		known[name] = true
		item, there := node[name]
		switch {
		case there && item == nil && f.Type.Kind() != reflect.Pointer:
			faults = append(faults, fmt.Errorf("%s: null; a value must be written", join(path, name)))
		case there && item != nil:
			faults = check(faults, join(path, name), item, f.Type)
		case !there && !strings.Contains(options, "omitempty"):
			faults = append(faults, fmt.Errorf("%s: absent; every parameter must be written", join(path, name)))
		}
	}
	for _, key := range sortedKeys(node) {
		if !known[key] {
			faults = append(faults, fmt.Errorf("%s: unknown; known here are %s", join(path, key), strings.Join(sortedKeys(known), ", ")))
		}
	}
	return faults
}

// mismatch tells apart a scalar in its place from a value of the wrong shape.
func mismatch(path string, tree any, t reflect.Type) []error {
	ok, want := false, ""
	switch t.Kind() {
	case reflect.Interface:
		ok = true
	case reflect.String:
		_, ok = tree.(string)
		want = "a text"
	case reflect.Bool:
		_, ok = tree.(bool)
		want = "true or false"
	case reflect.Struct, reflect.Map:
		want = "an object"
	case reflect.Slice, reflect.Array:
		want = "a list"
	default:
		ok, want = number(tree, t)
	}
	if ok {
		return nil
	}
	if path == "" {
		path = "the document"
	}
	return []error{fmt.Errorf("%s: found %s, wanted %s", path, shape(tree), want)}
}

// number tells whether a value is a number that the type holds.
func number(tree any, t reflect.Type) (ok bool, want string) {
	n, ok := tree.(json.Number)
	if !ok {
		return false, "a number"
	}
	var err error
	want = "a whole number"
	switch v := reflect.New(t).Elem(); {
	case v.CanInt():
		_, err = strconv.ParseInt(n.String(), 10, t.Bits())
	case v.CanUint():
		want += " of zero or more"
		_, err = strconv.ParseUint(n.String(), 10, t.Bits())
	default:
		want = "a number within the range of float64"
		_, err = n.Float64()
	}
	return err == nil, want
}

// unread is the fault of a text that its type refuses.
func unread(path string, tree any, t reflect.Type) []error {
	text, ok := tree.(string)
	if !ok {
		return mismatch(path, tree, reflect.TypeFor[string]())
	}
	if err := reflect.New(t).Interface().(encoding.TextUnmarshaler).UnmarshalText([]byte(text)); err != nil {
		return []error{fmt.Errorf("%s: %w", path, err)}
	}
	return nil
}

func shape(tree any) string {
	switch x := tree.(type) {
	case nil:
		return "null"
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case string:
		return fmt.Sprintf("the text %q", x)
	default:
		return fmt.Sprint(x)
	}
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// Digest is "sha256:" and the hash of a value's JSON in Go's canonical form:
// fields in the order of the type, map keys sorted, no white space.
func Digest(v any) (string, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}
