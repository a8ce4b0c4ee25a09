package indicators

import (
	"fmt"
	"slices"
	"strings"
)

// Text is a name or sentence in the two languages of the published tables.
type Text struct {
	Chinese string `json:"zh"`
	English string `json:"en"`
}

// In is the text in a language, "zh" or "en"; in any other it is both.
func (t Text) In(lang string) string {
	switch {
	case lang == "zh":
		return t.Chinese
	case lang == "en" || t.Chinese == t.English:
		return t.English
	default:
		return t.Chinese + " " + t.English
	}
}

// full tells whether both languages are there.
func (t Text) full() bool {
	return strings.TrimSpace(t.Chinese) != "" && strings.TrimSpace(t.English) != ""
}

// Direction says which values of a metric are good.
type Direction uint8

const (
	// Benefit 正向: more is better.
	Benefit Direction = iota
	// Cost 逆向: less is better.
	Cost
	// Target 适度: best within a range.
	Target
)

var directionNames = []string{"benefit", "cost", "target"}

// String is "benefit", "cost" or "target".
func (d Direction) String() string { return nameOf(directionNames, int(d)) }

// MarshalText writes the direction as in a document.
func (d Direction) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the direction from a document.
func (d *Direction) UnmarshalText(text []byte) error {
	return read(d, "direction", directionNames, text)
}

func nameOf(names []string, i int) string {
	if i < len(names) {
		return names[i]
	}
	return fmt.Sprintf("%s and %d more", names[0], i)
}

// read finds a word of a closed list.
func read[T ~uint8](into *T, what string, names []string, text []byte) error {
	i := slices.Index(names, string(text))
	if i < 0 {
		return fmt.Errorf("%s %q is not one of %s", what, text, strings.Join(names, ", "))
	}
	*into = T(i)
	return nil
}
