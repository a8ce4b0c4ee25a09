package annual

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// fault is something wrong with an edition, and where.
type fault struct{ place, text string }

// Error is the place and the fault.
func (f *fault) Error() string { return f.place + ": " + f.text }

// joined is one error of all faults of an edition, nil if there are none.
func joined(code string, faults []error) error {
	faults = once(faults)
	switch len(faults) {
	case 0:
		return nil
	case 1:
		return fmt.Errorf("edition %s: %w", code, faults[0])
	}
	return fmt.Errorf("edition %s has %d faults:\n%w", code, len(faults), errors.Join(faults...))
}

// faultsOf takes a joined error apart.
func faultsOf(err error) []error {
	if err == nil {
		return nil
	}
	many, joined := err.(interface{ Unwrap() []error })
	if !joined || !strings.Contains(err.Error(), "\n") { // of one line: its words belong together
		return []error{err}
	}
	var all []error
	for _, e := range many.Unwrap() {
		all = append(all, faultsOf(e)...)
	}
	return all
}

// once leaves out faults that were named before.
func once(faults []error) []error {
	seen := map[string]bool{}
	return slices.DeleteFunc(faults, func(f error) bool {
		before := seen[f.Error()]
		seen[f.Error()] = true
		return before
	})
}

// remarkInPlace is the name of a row beside its position, as in "[3] (tyres)".
var remarkInPlace = regexp.MustCompile(` \([^)]*\)`)

// uncaused leaves out the faults at or under the place of an earlier one: a
// member that could not be read is not also out of its range.
func uncaused(faults, earlier []error) []error {
	var places []string
	for _, f := range earlier {
		place, _, _ := strings.Cut(f.Error(), ": ")
		places = append(places, remarkInPlace.ReplaceAllString(place, ""))
	}
	return slices.DeleteFunc(faults, func(f error) bool {
		place, _, _ := strings.Cut(f.Error(), ": ")
		place = remarkInPlace.ReplaceAllString(place, "")
		return slices.ContainsFunc(places, func(p string) bool {
			rest, under := strings.CutPrefix(place, p)
			return under && (rest == "" || rest[0] == '.' || rest[0] == '[')
		})
	})
}
