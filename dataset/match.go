package dataset

import (
	"errors"
	"fmt"
)

// ErrSchema is the kind of error of a source that lacks columns or cannot give
// them as they are wanted.
var ErrSchema = errors.New("the columns are not as wanted")

// Found says where a source finds a wanted field: positions in its own list
// of columns, or -1 where it has none.
type Found struct {
	Column   int // the values; -1 only for a field that is not required
	State    int // the item's state column
	Evidence int // the item's evidence column, where the field asks for it
}

// Match finds the wanted fields among the columns that a source holds, one
// Found a field. Every source uses it, so that all agree on what can be asked
// as what:
//
//   - Number from Number, Decimal and Integer;
//   - Decimal from Decimal of the same or fewer digits after the point, and from Integer;
//   - Integer from Integer, and from Decimal without digits after the point;
//   - Word from Word.
//
// The state and evidence columns themselves are words. All that is amiss is
// reported in one error, which is an ErrSchema: the column, what was found and
// what is wanted, and names that come close to one that is missing.
func Match(have []Info, want []Field) ([]Found, error) {
	m := matcher{have: have, at: make(map[string]int, len(have))}
	for i, info := range have {
		if _, twice := m.at[info.Name]; twice {
			i = ambiguous
		}
		m.at[info.Name] = i
	}
	found := make([]Found, len(want))
	for i, f := range want {
		found[i] = m.find(f)
	}
	m.repeated(want)
	if len(m.faults) > 0 {
		return nil, fmt.Errorf("%w:\n%w", ErrSchema, errors.Join(m.faults...))
	}
	return found, nil
}

// ambiguous stands for the position of a name that several columns bear.
const ambiguous = -2

type matcher struct {
	have   []Info
	at     map[string]int
	names  []string // of have, filled when first needed
	faults []error
}

func (m *matcher) find(f Field) Found {
	found := Found{Column: m.column(f), State: -1, Evidence: -1}
	if marker := isMarker(f.Name); marker || found.Column < 0 {
		return found
	}
	item := Item(f.Name)
	found.State = m.column(Field{Name: StateColumn(item), Type: Word})
	if f.Evidence {
		found.Evidence = m.column(Field{Name: EvidenceColumn(item), Type: Word})
	}
	return found
}

func (m *matcher) column(f Field) int {
	at, ok := m.at[f.Name]
	switch {
	case !ok && f.Required:
		m.fault(f.Name, "missing, wanted "+typeName(f.Type, f.Scale)+m.close(f.Name))
	case !ok:
		return -1
	case at == ambiguous:
		m.fault(f.Name, "several columns have this name")
	case !givesAs(m.have[at], f):
		m.fault(f.Name, mismatch(m.have[at], f))
	default:
		return at
	}
	return -1
}

func (m *matcher) fault(column, text string) {
	for _, err := range m.faults {
		if e, ok := err.(*Error); ok && e.Place.Column == column && e.Text == text {
			return // a state or evidence column that several fields share
		}
	}
	m.faults = append(m.faults, &Error{Place: Place{Column: column}, Text: text})
}

func (m *matcher) close(name string) string {
	if m.names == nil {
		for _, info := range m.have {
			m.names = append(m.names, info.Name)
		}
	}
	return closeTo(name, m.names)
}

func (m *matcher) repeated(want []Field) {
	seen := make(map[string]bool, len(want))
	for _, f := range want {
		if seen[f.Name] {
			m.fault(f.Name, "asked for twice")
		}
		seen[f.Name] = true
	}
}

// givesAs tells whether values held as in info can be given as f wants them.
func givesAs(info Info, f Field) bool {
	switch f.Type {
	case Number:
		return info.Type == Number || info.Type == Decimal || info.Type == Integer
	case Decimal:
		return info.Type == Integer || info.Type == Decimal && info.Scale <= f.Scale
	case Integer:
		return info.Type == Integer || info.Type == Decimal && info.Scale == 0
	default:
		return info.Type == f.Type
	}
}

func mismatch(info Info, f Field) string {
	found := typeName(info.Type, info.Scale)
	if info.Origin != "" {
		found += " (" + info.Origin + ")"
	}
	text := "found " + found + ", wanted " + typeName(f.Type, f.Scale)
	if info.Type == Word && f.Type != Word {
		text += "; text that holds numbers is read through a mapping"
	}
	return text
}

func typeName(t Type, scale int) string {
	if t == Decimal {
		return fmt.Sprintf("decimal with %d digits after the point", scale)
	}
	return t.String()
}
