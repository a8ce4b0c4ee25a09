package standing

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
)

// field is a named place of a JSON object and where its value goes.
type field struct {
	name string
	into any
}

// decode reads one JSON object whose fields are exactly those named: none
// absent, none unknown, none twice, none null. It returns every fault with its place.
func decode(data []byte, place string, fields []field) []error {
	raw, faults := object(data, place)
	if faults != nil && raw == nil {
		return faults
	}
	for _, f := range fields {
		i := slices.IndexFunc(raw, func(m member) bool { return m.name == f.name })
		if i < 0 {
			faults = append(faults, fmt.Errorf("%s: field %q is absent", place, f.name))
			continue
		}
		value := raw[i].value
		raw = slices.Delete(raw, i, i+1)
		if bytes.Equal(value, []byte("null")) {
			faults = append(faults, fmt.Errorf("%s: field %q is null", place, f.name))
		} else if err := json.Unmarshal(value, f.into); err != nil {
			faults = append(faults, fmt.Errorf("%s: field %q: %w", place, f.name, err))
		}
	}
	for _, m := range raw {
		faults = append(faults, fmt.Errorf("%s: field %q is unknown", place, m.name))
	}
	return faults
}

type member struct {
	name  string
	value json.RawMessage
}

// object splits a JSON object into its members, in the order of the text.
func object(data []byte, place string) (members []member, faults []error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, []error{fmt.Errorf("%s: not a JSON object", place)}
	}
	for dec.More() {
		t, err := dec.Token()
		var m member
		if err == nil {
			m.name, _ = t.(string)
			err = dec.Decode(&m.value)
		}
		if err != nil {
			return nil, []error{fmt.Errorf("%s: %w", place, err)}
		}
		if slices.ContainsFunc(members, func(o member) bool { return o.name == m.name }) {
			faults = append(faults, fmt.Errorf("%s: field %q stands twice", place, m.name))
			continue
		}
		members = append(members, m)
	}
	if _, err := dec.Token(); err != nil {
		return nil, []error{fmt.Errorf("%s: %w", place, err)}
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, []error{fmt.Errorf("%s: text after the end of the object", place)}
	}
	if members == nil {
		members = []member{}
	}
	return members, faults
}

// canonical is the one JSON text of a value: no spaces, Chinese unescaped.
func canonical(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
