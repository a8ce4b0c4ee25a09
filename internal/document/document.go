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
	if faults := check(nil, "", tree, reflect.TypeOf(v).Elem()); len(faults) > 0 {
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
	if p := reflect.PointerTo(t); p.Implements(unmarshaler) || p.Implements(textUnmarshaler) {
		return faults
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
	ok, want := false, t.Kind().String()
	switch t.Kind() {
	case reflect.Interface:
		ok = true
	case reflect.String:
		_, ok = tree.(string)
	case reflect.Bool:
		_, ok = tree.(bool)
	case reflect.Struct, reflect.Map:
		want = "an object"
	case reflect.Slice, reflect.Array:
		want = "a list"
	default:
		_, ok = tree.(json.Number)
		want = "a number"
	}
	if ok {
		return nil
	}
	if path == "" {
		path = "the document"
	}
	return []error{fmt.Errorf("%s: found %s, wanted %s", path, shape(tree), want)}
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

// Kinded is a type that is chosen by its kind.
type Kinded interface{ Kind() string }

// Choose reads an object whose member "kind" names one of the given types, and
// its other members into a new value of that type.
func Choose[T Kinded](data []byte, kinds []T) (T, error) {
	var none T
	members := map[string]json.RawMessage{}
	if err := json.Unmarshal(data, &members); err != nil {
		return none, errors.New("wanted an object with a member \"kind\"")
	}
	var kind string
	if err := json.Unmarshal(members["kind"], &kind); err != nil {
		return none, errors.New("kind: absent; it says which of the kinds this is")
	}
	delete(members, "kind")
	rest, err := json.Marshal(members)
	if err != nil {
		return none, err
	}
	var names []string
	for _, k := range kinds {
		if k.Kind() == kind {
			value := reflect.New(reflect.TypeOf(k))
			if err := Decode(rest, value.Interface()); err != nil {
				return none, fmt.Errorf("%s: %w", kind, err)
			}
			return value.Elem().Interface().(T), nil
		}
		names = append(names, k.Kind())
	}
	return none, fmt.Errorf("kind: %q is not one of %s", kind, strings.Join(names, ", "))
}

// Tag writes a value of a chosen kind: its members after the member "kind".
func Tag[T Kinded](v T) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	head := fmt.Sprintf(`{"kind":%q`, v.Kind())
	if len(body) > 2 {
		head += ","
	}
	return append([]byte(head), body[1:]...), nil
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
