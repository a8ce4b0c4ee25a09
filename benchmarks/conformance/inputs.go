package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/brandvalue/brandvalue/internal/document"
)

// readInputs reads the inputs of a case into the struct that v points to. An
// input that the struct lacks is refused, texts excepted; one that the case
// lacks is refused unless its tag says omitempty.
func readInputs(inputs json.RawMessage, v any) error {
	var given map[string]json.RawMessage
	if err := json.Unmarshal(inputs, &given); err != nil || given == nil {
		return errors.New("inputs: wanted an object")
	}
	known := names(reflect.TypeOf(v).Elem())
	for name, value := range given {
		var prose string
		if !known[name] && json.Unmarshal(value, &prose) == nil {
			delete(given, name)
		}
	}
	data, err := json.Marshal(given)
	if err != nil {
		return err
	}
	if err := document.Decode(data, v); err != nil {
		return fmt.Errorf("inputs: %w", err)
	}
	return nil
}

// names are those that the fields of a struct have in JSON.
func names(t reflect.Type) map[string]bool {
	known := map[string]bool{}
	for _, f := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		known[name] = true
	}
	return known
}
