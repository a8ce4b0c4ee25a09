package dataset

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/internal/document"
)

// Mapping is a document that says how the columns of a foreign table become
// native ones. It is JSON, with the schema mapping.schema.json beside the
// package's source; ParseMapping reads it and Apply puts it in front of a source.
//
// All texts of the source are first rid of the blanks around them; a text of
// which nothing remains is missing.
type Mapping struct {
	// Version names this state of the document, as in "1".
	Version string `json:"version"`
	// Title says what table the mapping is for.
	Title Text `json:"title"`
	// Note is for readers.
	Note string `json:"note,omitempty"`
	// Missing are the texts that stand for an absent value, as "--" and "N/A".
	Missing []string `json:"missing"`
	// NotApplicable are the texts that say that the item does not concern the subject.
	NotApplicable []string `json:"not_applicable"`
	// Evidence is the level "E0" to "E5" of all columns that do not state their own; "" leaves it unstated.
	Evidence string `json:"evidence"`
	// Years keeps only the rows of some years; nil keeps all.
	Years *YearFilter `json:"years"`
	// Columns are the native columns in their order.
	Columns []MappedColumn `json:"columns"`
}

// YearFilter says which rows of a table are read. A row whose year is absent
// or no number is read, so that it can be seen to be at fault.
type YearFilter struct {
	From string  `json:"from"` // the foreign column with the year; "2015年" is read as 2015
	Keep []int64 `json:"keep"` // the years whose rows are read
}

// MappedColumn is one native column and the rule that fills it.
type MappedColumn struct {
	// Name is the native column's.
	Name string `json:"name"`
	// Evidence is the level of this column's item, "" the document's.
	Evidence string `json:"evidence"`
	// Note is for readers.
	Note string `json:"note,omitempty"`
	// Rule says where the values come from: one of MappingRules.
	Rule MappingRule `json:"rule"`

	fault error // of a rule or column that could not be read
}

// ParseMapping reads a mapping document. Unknown and absent fields are refused,
// and all faults are reported in one error, each with its place in the document.
func ParseMapping(data []byte) (*Mapping, error) {
	m := new(Mapping)
	if err := document.Decode(data, m); err != nil {
		return nil, mappingError(faultsUnder("", err))
	}
	if err := m.Check(); err != nil {
		return nil, err
	}
	return m, nil
}

// Check reports everything that is wrong with the mapping itself, whatever the
// source; nil if nothing is.
func (m *Mapping) Check() error { return mappingError(m.faults()) }

// Digest is "sha256:" and the hash of the document in canonical form, which
// does not depend on blanks and line ends.
func (m *Mapping) Digest() (string, error) { return document.Digest(m) }

// mappedColumn is the document's form of a MappedColumn.
type mappedColumn struct {
	Name     string          `json:"name"`
	Evidence string          `json:"evidence"`
	Note     string          `json:"note,omitempty"`
	Rule     json.RawMessage `json:"rule"`
}

// UnmarshalJSON reads a column. Its faults are kept for Check, so that those
// of all columns can be reported together.
func (c *MappedColumn) UnmarshalJSON(data []byte) error {
	var doc mappedColumn
	*c = MappedColumn{fault: document.Decode(data, &doc)}
	if c.fault == nil {
		c.Name, c.Evidence, c.Note = doc.Name, doc.Evidence, doc.Note
		c.Rule, c.fault = document.Choose(doc.Rule, MappingRules())
		if c.fault != nil {
			c.fault = errors.Join(faultsUnder("rule.", c.fault)...)
		}
	}
	return nil
}

// MarshalJSON writes the column with its rule's kind and parameters.
func (c MappedColumn) MarshalJSON() ([]byte, error) {
	if c.Rule == nil {
		return nil, fmt.Errorf("column %s of a mapping has no rule", c.Name)
	}
	rule, err := document.Tag(c.Rule)
	if err != nil {
		return nil, err
	}
	return json.Marshal(mappedColumn{c.Name, c.Evidence, c.Note, rule})
}

// faultsUnder takes a joined error apart and puts a path before each of its parts,
// which begin with a path themselves.
func faultsUnder(path string, err error) (faults []error) {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		joined, ok = errors.Unwrap(err).(interface{ Unwrap() []error })
	}
	if !ok {
		return []error{fmt.Errorf("%s%w", path, err)}
	}
	for _, part := range joined.Unwrap() {
		faults = append(faults, faultsUnder(path, part)...)
	}
	return faults
}

func mappingError(faults []error) error {
	if len(faults) == 0 {
		return nil
	}
	return fmt.Errorf("mapping:\n%w", errors.Join(faults...))
}
