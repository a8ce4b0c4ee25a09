package dataset

import (
	"fmt"
	"strings"
)

// Place says where something lies, as far as it is known. Row counts from one
// within the file; zero means unknown, as an empty name does.
type Place struct {
	File     string
	RowGroup int   // from one
	Row      int64 // from one
	Column   string
}

// String is the place in words: "firms.parquet, row group 2, row 1017, column roe".
func (p Place) String() string {
	var parts []string
	if p.File != "" {
		parts = append(parts, p.File)
	}
	if p.RowGroup > 0 {
		parts = append(parts, fmt.Sprintf("row group %d", p.RowGroup))
	}
	if p.Row > 0 {
		parts = append(parts, fmt.Sprintf("row %d", p.Row))
	}
	if p.Column != "" {
		parts = append(parts, "column "+p.Column)
	}
	return strings.Join(parts, ", ")
}

// Error is a fault of a file that ends its reading: what is wrong, where, and
// under Err, which errors.Is can look for, its kind.
type Error struct {
	Place Place
	Text  string
	Err   error
}

// Error is the fault in words, its place first.
func (e *Error) Error() string {
	text := e.Text
	if e.Err != nil {
		if text != "" {
			text += ": "
		}
		text += e.Err.Error()
	}
	if place := e.Place.String(); place != "" {
		return place + ": " + text
	}
	return text
}

// Unwrap gives the kind of fault.
func (e *Error) Unwrap() error { return e.Err }

// Severity says what an issue does to its subject.
type Severity uint8

const (
	// Query is a doubt about a value that is used as it stands.
	Query Severity = iota
	// Warning marks a result that stands on less than it should.
	Warning
	// Fault is a value that cannot be used; it counts as missing.
	Fault
)

var severityNames = [...]string{"query", "warning", "fault"}

// String is the severity in one word.
func (s Severity) String() string { return severityNames[s] }

// Issue is something about one subject that does not stop a run and must not
// be lost: a value that could not be used, a doubt, a warning.
type Issue struct {
	Code     string // a fixed short name such as "not-finite", for counting
	Severity Severity
	Row      int    // the row within the batch
	Column   string // the column or item, empty if it concerns the subject
	Text     string // what is wrong and what to do, with the value
}
