package document

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// repeated names the members that an object gives more than once, which package
// json would read as if only the last were there. The document must be sound.
func repeated(data []byte) []error {
	w := walk{tokens: json.NewDecoder(bytes.NewReader(data))}
	w.value("")
	return w.faults
}

// walk goes through the tokens of a document.
type walk struct {
	tokens *json.Decoder
	faults []error
}

func (w *walk) value(path string) {
	token, err := w.tokens.Token()
	if err != nil {
		return
	}
	switch token {
	case json.Delim('{'):
		w.members(path)
	case json.Delim('['):
		for i := 0; w.tokens.More(); i++ {
			w.value(fmt.Sprintf("%s[%d]", path, i))
		}
	default:
		return
	}
	_, _ = w.tokens.Token() // the closing one
}

func (w *walk) members(path string) {
	seen := map[string]bool{}
	for w.tokens.More() {
		token, err := w.tokens.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return
		}
		if seen[name] {
			w.faults = append(w.faults, fmt.Errorf("%s: given twice", join(path, name)))
		}
		seen[name] = true
		w.value(join(path, name))
	}
}
