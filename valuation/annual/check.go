package annual

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/brandvalue/brandvalue/dataset"
)

// Check reports everything that is wrong with an edition and its schemes, each
// fault with its place, as in "industries[3] (tyres).brand_share".
func (e *Edition) Check() error { return joined(e.Code, e.faults()) }

func (e *Edition) faults() []error {
	c := &check{e: e}
	c.heading()
	c.schemes()
	c.scores()
	c.strength()
	c.accounts()
	c.rates()
	c.method()
	c.industries()
	c.disclosure()
	c.remarks()
	return c.found
}

// check goes through an edition and gathers its faults.
type check struct {
	e     *Edition
	found []error
}

func (c *check) fault(place, format string, args ...any) {
	c.found = append(c.found, &fault{place, fmt.Sprintf(format, args...)})
}

// take puts all faults of an error at a place.
func (c *check) take(place string, err error) {
	for _, wrong := range faultsOf(err) {
		c.fault(place, "%v", wrong)
	}
}

// within wants a number in a closed range.
func (c *check) within(place string, x, low, high float64) {
	if !(x >= low && x <= high) {
		c.fault(place, "%v must lie in %v to %v", x, low, high)
	}
}

// text wants both languages.
func (c *check) text(place string, t dataset.Text) {
	for _, side := range []struct{ language, words string }{{"zh", t.Chinese}, {"en", t.English}} {
		if strings.TrimSpace(side.words) == "" {
			c.fault(place+"."+side.language, "empty; names and sentences are given in Chinese and English")
		}
	}
}

// word wants a word that is not empty.
func (c *check) word(place, word string) {
	if strings.TrimSpace(word) == "" {
		c.fault(place, "empty")
	}
}

// graded wants one of the grades, and a source for all but an assumption.
func (c *check) graded(place string, g Grade, source string) {
	c.grade(place, g)
	if g != Assumption && strings.TrimSpace(source) == "" {
		c.fault(place+".source", "empty; a number graded %s names its source", g)
	}
}

func (c *check) grade(place string, g Grade) {
	if !slices.Contains(grades, g) {
		c.fault(place+".grade", "%q is not one of %v", g, grades)
	}
}

var grades = []Grade{Standard, Official, Recalled, Assumption}

// once refuses what was there before.
func (c *check) once(seen map[string]bool, place, word string) {
	if seen[word] {
		c.fault(place, "%s is there already", word)
	}
	seen[word] = true
}

var states = []State{Draft, Trial, Sealed}

func (c *check) heading() {
	e := c.e
	if !plainName(e.Code) {
		c.fault("code", "%q can't name a file; letters, digits, hyphens and dots may stand in a code", e.Code)
	}
	c.text("title", e.Title)
	if !slices.Contains(states, e.State) {
		c.fault("state", "%q is not one of %v", e.State, states)
	}
	c.years()
	if len(e.Kinds) == 0 {
		c.fault("kinds", "empty; at least one kind of subject is evaluated")
	}
	seen := map[string]bool{}
	for i, kind := range e.Kinds {
		place := fmt.Sprintf("kinds[%d]", i)
		c.take(place, dataset.Kinds().Check("kind", kind))
		c.once(seen, place, kind)
	}
}

// years checks the three fields that say what year an edition is of.
func (c *check) years() {
	e := c.e
	c.within("fiscal_year", float64(e.FiscalYear), firstYear, lastYear)
	c.within("release_year", float64(e.ReleaseYear), firstYear, lastYear)
	if e.FiscalYear > firstYear && e.ReleaseYear > firstYear && e.ReleaseYear < e.FiscalYear {
		c.fault("release_year", "%d is before the fiscal year %d", e.ReleaseYear, e.FiscalYear)
	}
	if date, ok := c.date("valuation_date", e.ValuationDate); ok && e.FiscalYear > firstYear && date.Year() != e.FiscalYear {
		c.fault("valuation_date", "%s is not within the fiscal year %d", e.ValuationDate, e.FiscalYear)
	}
}

// firstYear and lastYear tell a year from a slip.
const firstYear, lastYear = 1979, 2999

func (c *check) date(place, word string) (time.Time, bool) {
	date, ok := parseDate(word)
	if !ok {
		c.fault(place, "%q is not a date as in 2024-12-31", word)
	}
	return date, ok
}

func parseDate(word string) (time.Time, bool) {
	date, err := time.Parse(time.DateOnly, word)
	return date, err == nil
}

// leastGroup keeps a member of a group from working out the figure of the other.
const leastGroup = 3

func (c *check) disclosure() {
	e := c.e
	if e.Disclosure.LeastGroup < leastGroup {
		c.fault("disclosure.least_group", "%d is below %d; in a group of two each member could work out the other's figure", e.Disclosure.LeastGroup, leastGroup)
	}
	c.text("disclosure.caution", e.Disclosure.Caution)
	if len(e.Cautions) == 0 {
		c.fault("cautions", "empty; a publication says what its figures are not")
	}
	for i, t := range e.Cautions {
		c.text(fmt.Sprintf("cautions[%d]", i), t)
	}
	for _, q := range []struct {
		name     string
		x, least float64
	}{
		{"growth_gap", e.Queries.GrowthGap, 0}, {"return_gap", e.Queries.ReturnGap, 0},
		{"unit_slip", e.Queries.UnitSlip, 1}, {"jump", e.Queries.Jump, 1}, {"frozen_from", float64(e.Queries.FrozenFrom), 0},
	} {
		if !(q.x > q.least) || math.IsInf(q.x, 0) {
			c.fault("queries."+q.name, "%v must be above %v", q.x, q.least)
		}
	}
}

var scopes = []string{"brand", "company", "group"}

func (c *check) remarks() {
	for i, n := range c.e.Notes {
		place := fmt.Sprintf("notes[%d]", i)
		c.take(place+".key", dataset.CheckKey(n.Key))
		c.text(place+".text", n.Text)
	}
	for i, q := range c.e.Published {
		c.quoted(fmt.Sprintf("published[%d] (%s)", i, q.Key), &q)
	}
}

func (c *check) quoted(place string, q *Quoted) {
	c.take(place+".key", dataset.CheckKey(q.Key))
	c.text(place+".brand", q.Brand)
	c.text(place+".valuer", q.Valuer)
	c.text(place+".list", q.List)
	c.within(place+".release_year", float64(q.Release), firstYear, lastYear)
	if q.Fiscal != 0 && !(q.Fiscal >= firstYear && q.Fiscal <= q.Release) {
		c.fault(place+".fiscal_year", "%d must not be after the release in %d; 0 says that it is not stated", q.Fiscal, q.Release)
	}
	if !(q.Yuan > 0) || math.IsInf(q.Yuan, 0) {
		c.fault(place+".yuan", "%v must be a positive amount", q.Yuan)
	}
	if !slices.Contains(scopes, q.Scope) {
		c.fault(place+".scope", "%q is not one of %v", q.Scope, scopes)
	}
	if q.SameScope && q.Scope == "group" {
		c.fault(place+".same_scope", "true, but the value is a group's and ours is not; a ratio would compare different things")
	}
	c.word(place+".source", q.Source)
}
