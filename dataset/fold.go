package dataset

import "fmt"

// The codes of issues that sources raise while they read.
const (
	IssueState     = "state-word"           // a state column holds something other than NA
	IssueEvidence  = "evidence-word"        // an evidence column holds something other than E0 to E5
	IssueContested = "not-applicable-value" // a value stands although its state is NA
	IssueNotFinite = "not-finite"           // NaN or an infinity
	IssueOverflow  = "too-large"            // a number does not fit the type that is wanted
)

// smallDictionary bounds the dictionaries that are looked through once; in a
// larger one, which state and evidence columns have no use for, each row's word
// is read by itself.
const smallDictionary = 256

// FoldState applies the state column of an item to the item's columns, all of
// the same rows: where it says NA the values become not applicable. A value
// that stands there all the same is a Query; a word other than NA is a Fault of
// the state column and leaves the value as it is. The issues are appended to
// the given ones. Nothing else is allocated.
func FoldState(issues []Issue, state *Column, columns ...*Column) []Issue {
	var table [smallDictionary]bool
	small := len(state.Words) <= len(table)
	if small {
		for i, word := range state.Words {
			table[i] = word == NotApplicableWord
		}
	}
	for i, s := range state.State {
		if s != Present {
			continue
		}
		code := state.Code[i]
		if !(small && table[code]) && state.Words[code] != NotApplicableWord {
			issues = refuseState(issues, state, i)
			continue
		}
		for _, c := range columns {
			if c.State[i] == Present {
				issues = append(issues, Issue{IssueContested, Query, i, c.Field.Name,
					"a value stands here although " + state.Field.Name + " says NA; it is not used"})
			}
			c.State[i] = NotApplicable
		}
	}
	return issues
}

func refuseState(issues []Issue, state *Column, row int) []Issue {
	word := state.Word(row)
	if word == "" {
		return issues
	}
	return append(issues, Issue{IssueState, Fault, row, state.Field.Name,
		fmt.Sprintf("state %s is not NA; leave it empty where the value speaks for itself", quote(word))})
}

// FoldEvidence reads an evidence column into levels, one a row; into must have
// that many places. A word other than E0 to E5 is a Fault and leaves the level
// unstated. The issues are appended to the given ones. Nothing else is allocated.
func FoldEvidence(issues []Issue, into []Evidence, evidence *Column) []Issue {
	var table [smallDictionary]Evidence
	small := len(evidence.Words) <= len(table)
	if small {
		for i, word := range evidence.Words {
			table[i] = levelOf(word)
		}
	}
	for i, s := range evidence.State {
		into[i] = Unstated
		if s != Present {
			continue
		}
		code := evidence.Code[i]
		level := refusedLevel
		if small {
			level = table[code]
		} else {
			level = levelOf(evidence.Words[code])
		}
		if level == refusedLevel {
			issues = append(issues, Issue{IssueEvidence, Fault, i, evidence.Field.Name,
				fmt.Sprintf("evidence %s is not one of E0 to E5", quote(evidence.Words[code]))})
			continue
		}
		into[i] = level
	}
	return issues
}

// refusedLevel marks a word that is no level.
const refusedLevel = Evidence(255)

func levelOf(word string) Evidence {
	for i, name := range evidenceNames {
		if word == name {
			return Evidence(i)
		}
	}
	return refusedLevel
}

// isMarker tells whether a name is that of a state or evidence column, to
// which no further state and evidence belong.
func isMarker(name string) bool {
	item := Item(name)
	return name == StateColumn(item) || name == EvidenceColumn(item)
}

// quote shows a foreign word in a message, shortened if it goes on and on.
func quote(word string) string {
	const limit = 40
	for i := range word {
		if i >= limit {
			return fmt.Sprintf("%q...", word[:i])
		}
	}
	return fmt.Sprintf("%q", word)
}
