package document

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// Kinded is a type that is chosen by its kind.
type Kinded interface {
	// Kind is the name of the type in documents.
	Kind() string
}

// Choose reads an object whose member "kind" names one of the given types, and
// its other members into a new value of that type.
func Choose[T Kinded](data []byte, kinds []T) (T, error) {
	var none T
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil || members == nil {
		return none, errors.New("wanted an object with a member \"kind\"")
	}
	if faults := repeated(data); len(faults) > 0 {
		return none, errors.Join(faults...)
	}
	var kind string
	switch word, there := members["kind"]; {
	case !there:
		return none, errors.New("kind: absent; it says which of the kinds this is")
	case json.Unmarshal(word, &kind) != nil:
		return none, fmt.Errorf("kind: found %s, wanted a text", word)
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
	if body[0] != '{' {
		return nil, fmt.Errorf("%s: its JSON is %s and no object, so it can't take its kind", v.Kind(), body)
	}
	head := fmt.Sprintf(`{"kind":%q`, v.Kind())
	if len(body) > 2 {
		head += ","
	}
	return append([]byte(head), body[1:]...), nil
}
