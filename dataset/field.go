package dataset

import (
	"fmt"
	"slices"
	"strings"
)

// Type says how the values of a field are held in a batch.
type Type uint8

const (
	// Number is a float64: percentages as 5.0, counts, ratios, amounts for computing.
	Number Type = iota
	// Decimal is an exact integer times 10^-Scale, as in DECIMAL(20,2) money in yuan.
	Decimal
	// Integer is an int64: years, ranks, counts.
	Integer
	// Word is text, held as codes into a dictionary: keys, names, grades, lists joined by ";".
	Word
)

var typeNames = [...]string{"number", "decimal", "integer", "word"}

// String is the name of the type as used in documents and messages.
func (t Type) String() string {
	if int(t) < len(typeNames) {
		return typeNames[t]
	}
	return fmt.Sprintf("type(%d)", t)
}

// Field names a column and says how its values are wanted or given.
//
// A field's name is its column's name. Metric m that reads several figures has a
// column for each, m__x and m__mean; earlier years of m are m__1 and m__2. All of
// them belong to the item m (see Item), whose evidence stands in m__evidence and
// whose state in m__state.
type Field struct {
	Name     string
	Type     Type
	Scale    int  // digits after the decimal point, for Decimal
	Required bool // a source without this column is refused
	Evidence bool // the item's evidence is wanted as well
}

const (
	evidenceSuffix = "__evidence"
	stateSuffix    = "__state"
)

// Item is the part of a column name before its first double underscore: the
// reported thing that the column is a figure of. Item("s_env__penalty_minor")
// and Item("revenue__2") are "s_env" and "revenue".
func Item(name string) string {
	item, _, _ := strings.Cut(name, "__")
	return item
}

// EvidenceColumn is the name of the column with the evidence of an item.
func EvidenceColumn(item string) string { return item + evidenceSuffix }

// StateColumn is the name of the column that marks an item as not applicable.
func StateColumn(item string) string { return item + stateSuffix }

// position is where a name stands among fields, or -1.
func position(fields []Field, name string) int {
	return slices.IndexFunc(fields, func(f Field) bool { return f.Name == name })
}

func fieldNames(fields []Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}
