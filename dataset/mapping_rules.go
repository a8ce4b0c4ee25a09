package dataset

import (
	"encoding/json"
	"fmt"
)

// MappingRule is a way to fill a native column from foreign ones. The rules
// are those of MappingRules; in a document the member "kind" names one.
type MappingRule interface {
	// Kind is the rule's name in documents.
	Kind() string

	faults() []error             // what is wrong with the parameters
	form() columnForm            // as what the values are held
	reads() []string             // the foreign columns
	filler(*rulePlace) rowFiller // the rule at work, with memory of its own
}

// MappingRules are all rules, each without parameters.
func MappingRules() []MappingRule {
	return []MappingRule{NumberRule{}, ProductRule{}, ConstantRule{}, WordRule{}, CodeRule{}, CategoryRule{}}
}

// NumberRule takes the numbers of one foreign column, be they held as numbers
// or as text:
//
//	native = foreign x unit x factor
//
// Text may have thousands separators, full-width digits, a sign, an exponent,
// and its own unit or a percent sign behind it. Anything else is a Fault and
// the value missing. Decimals and integers are computed exactly in decimal, a
// binary number being taken for the shortest decimal that reads as it; decimals
// are rounded half to even, and an integer must come out whole.
//
// Reference: library default (assumption); rounding GB/T 8170-2008, 3.2.
type NumberRule struct {
	Quantity
	As string `json:"as"` // "number", "integer" or "decimal(2)"
}

// Quantity is a foreign column read as numbers in a unit.
type Quantity struct {
	From   string `json:"from"`   // the foreign column
	Unit   string `json:"unit"`   // its unit, a name out of Units; "" is a plain number
	Factor Factor `json:"factor"` // by which the numbers are multiplied besides, as a rule 1
}

// ProductRule multiplies and divides columns:
//
//	native = of[0] x of[1] x ... / (over[0] x over[1] x ...)
//
// A product of two columns has two in Of, a quotient one in Of and one in Over.
// It is missing where one of the columns is, and where one of Over is zero,
// which is a Fault; not applicable where one of the columns is. It is computed
// in binary floating point, from left to right.
//
// Reference: library default (assumption).
type ProductRule struct {
	Of   []Quantity `json:"of"`
	Over []Quantity `json:"over"`
	As   string     `json:"as"` // "number", "integer" or "decimal(2)"
}

// ConstantRule gives every row the same value.
type ConstantRule struct {
	Value string `json:"value"` // the value as text, also for numbers
	As    string `json:"as"`    // "word", "number", "integer" or "decimal(2)"
}

// WordRule takes the texts of a foreign column as they stand, after a prefix.
// Numbers are taken as they are written in decimal.
type WordRule struct {
	From   string `json:"from"`
	Prefix string `json:"prefix"`
}

// CodeRule restores codes of digits that lost their leading zeros, from text,
// integers or numbers: 520 with six digits and the prefix "stock:" is
// stock:000520. What is no code of at most so many digits is a Fault.
type CodeRule struct {
	From   string `json:"from"`
	Digits int    `json:"digits"`
	Prefix string `json:"prefix"`
}

// CategoryRule translates the words of a foreign column.
type CategoryRule struct {
	From  string            `json:"from"`
	Words map[string]string `json:"words"` // from foreign to native
	// Others says what becomes of a word that the table lacks: "keep" keeps it,
	// "default" gives it the word under Default, "refuse" makes it a Fault and
	// the value missing.
	Others  string `json:"others"`
	Default string `json:"default"` // "" unless Others is "default"
}

// What becomes of a word that a CategoryRule lacks.
const (
	othersKeep    = "keep"
	othersDefault = "default"
	othersRefuse  = "refuse"
)

// Kind is "number".
func (NumberRule) Kind() string { return "number" }

// Kind is "product".
func (ProductRule) Kind() string { return "product" }

// Kind is "constant".
func (ConstantRule) Kind() string { return "constant" }

// Kind is "word".
func (WordRule) Kind() string { return "word" }

// Kind is "code".
func (CodeRule) Kind() string { return "code" }

// Kind is "category".
func (CategoryRule) Kind() string { return "category" }

func (r NumberRule) form() columnForm   { return formOf(r.As) }
func (r ProductRule) form() columnForm  { return formOf(r.As) }
func (r ConstantRule) form() columnForm { return formOf(r.As) }
func (WordRule) form() columnForm       { return columnForm{Type: Word} }
func (CodeRule) form() columnForm       { return columnForm{Type: Word} }
func (CategoryRule) form() columnForm   { return columnForm{Type: Word} }

func (r NumberRule) reads() []string   { return []string{r.From} }
func (ConstantRule) reads() []string   { return nil }
func (r WordRule) reads() []string     { return []string{r.From} }
func (r CodeRule) reads() []string     { return []string{r.From} }
func (r CategoryRule) reads() []string { return []string{r.From} }

func (r ProductRule) reads() (names []string) {
	for _, q := range r.Of {
		names = append(names, q.From)
	}
	for _, q := range r.Over {
		names = append(names, q.From)
	}
	return names
}

// Factor is a decimal number in the very digits of a document.
type Factor string

// UnmarshalJSON takes the text of a JSON number; Check says if it is none.
func (f *Factor) UnmarshalJSON(data []byte) error {
	*f = Factor(data)
	return nil
}

// MarshalJSON writes the digits as they were read.
func (f Factor) MarshalJSON() ([]byte, error) {
	if !json.Valid([]byte(f)) {
		return nil, fmt.Errorf("factor %q is no number", string(f))
	}
	return []byte(f), nil
}

// columnForm is as what a column is held.
type columnForm struct {
	Type  Type
	Scale int
}

// String is the form as documents write it.
func (f columnForm) String() string {
	if f.Type == Decimal {
		return fmt.Sprintf("decimal(%d)", f.Scale)
	}
	return f.Type.String()
}

// maxScale is the most digits after the point that an int64 has room for.
const maxScale = 18

func parseForm(text string) (columnForm, error) {
	for _, t := range []Type{Number, Integer, Word} {
		if text == t.String() {
			return columnForm{Type: t}, nil
		}
	}
	for scale := range maxScale + 1 {
		if f := (columnForm{Decimal, scale}); text == f.String() {
			return f, nil
		}
	}
	return columnForm{}, fmt.Errorf(`%s is not one of number, integer, word, decimal(n) with n from 0 to %d`, quote(text), maxScale)
}

// formOf is the form of a text that faults has found in order.
func formOf(text string) columnForm {
	f, _ := parseForm(text)
	return f
}
