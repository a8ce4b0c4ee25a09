package dataset

import "fmt"

// State tells apart the three ways a value can stand in a report. Not
// applicable, missing and zero are different things.
type State uint8

const (
	// Missing: the value should be there and is not.
	Missing State = iota
	// NotApplicable: the scheme or an approved case says the item does not concern this subject.
	NotApplicable
	// Present: there is a value, which may be zero.
	Present
)

var stateNames = [...]string{"missing", "not applicable", "present"}

// String is the state in words.
func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return fmt.Sprintf("state(%d)", s)
}

// NotApplicableWord is the one word a state column may hold; null means that
// the value speaks for itself.
const NotApplicableWord = "NA"

// Evidence is the level of proof behind a reported value.
type Evidence uint8

const (
	// Unstated: nobody said; evaluated as E0.
	Unstated Evidence = iota
	// E0 is no evidence at all.
	E0
	// E1 is a statement only.
	E1
	// E2 is company documents attached.
	E2
	// E3 is a certificate in force or an independent survey.
	E3
	// E4 is an accredited report, audited accounts, a tax or social insurance statement.
	E4
	// E5 is a government or official register.
	E5
)

var evidenceNames = [...]string{"", "E0", "E1", "E2", "E3", "E4", "E5"}

// String is "E0" to "E5", or empty where the level is unstated.
func (e Evidence) String() string {
	if int(e) < len(evidenceNames) {
		return evidenceNames[e]
	}
	return fmt.Sprintf("evidence(%d)", e)
}

// ParseEvidence reads "E0" to "E5"; the empty word is Unstated.
func ParseEvidence(word string) (Evidence, error) {
	for i, name := range evidenceNames {
		if word == name {
			return Evidence(i), nil
		}
	}
	return Unstated, fmt.Errorf("evidence %q is not one of E0, E1, E2, E3, E4, E5", word)
}

// MarshalText writes the level as in a document.
func (e Evidence) MarshalText() ([]byte, error) { return []byte(e.String()), nil }

// UnmarshalText reads the level from a document.
func (e *Evidence) UnmarshalText(text []byte) (err error) {
	*e, err = ParseEvidence(string(text))
	return err
}
