package standing

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// step is one event being tried on a standing.
type step struct {
	kind  Kind
	terms *Terms
	cal   Calendar
	stays []stay
	s     *Standing // a copy; thrown away if the step is refused
	e     Event
	seq   int
}

// stay is a span in which a holder suffered a decision later annulled: time to
// act did not run against it.
type stay struct{ from, to Date }

// IllegalError says why an event was refused and which acts the table has for
// the state.
type IllegalError struct {
	Entry int   // number that the event would have had
	Event Event // what was refused
	State State // where the qualification stands
	Why   error // the guard that failed; nil where the state itself has no such act
	Legal []Act // acts that the table has for the state
}

// Error says what is wrong and what would be legal.
func (e *IllegalError) Error() string {
	words := make([]string, len(e.Legal))
	for i, a := range e.Legal {
		words[i] = string(a)
	}
	why := "the table has no such act for this state"
	if e.Why != nil {
		why = e.Why.Error()
	}
	return fmt.Sprintf("entry %d: %s on %v is not legal while %s: %s; acts of this state: %s",
		e.Entry, e.Event.Act, e.Event.Date, e.State, why, strings.Join(words, ", "))
}

// Unwrap returns Why.
func (e *IllegalError) Unwrap() error { return e.Why }

func (r *Row) matches(s *Standing) bool {
	state := s.State
	if r.application {
		state = s.application()
	}
	return r.From == nil || slices.Contains(r.From, state)
}

// legal lists the acts that the table has for a standing, guards aside.
func legal(s *Standing) []Act {
	var acts []Act
	for i := range table {
		if table[i].matches(s) && !slices.Contains(acts, table[i].Act) {
			acts = append(acts, table[i].Act)
		}
	}
	return acts
}

// take finds the row of the event and applies it.
func (c *step) take() (*Row, error) {
	var refused []error
	for i := range table {
		row := &table[i]
		if row.Act != c.e.Act || !row.matches(c.s) {
			continue
		}
		if row.check != nil {
			if err := row.check(c); err != nil {
				refused = append(refused, err)
				continue
			}
		}
		c.apply(row)
		return row, nil
	}
	return nil, &IllegalError{c.seq, c.e, c.s.State, oneOf(refused), legal(c.s)}
}

// oneOf joins the reasons of rows that were alternatives, each said once.
func oneOf(refused []error) error {
	var said []string
	var out []error
	for _, err := range refused {
		if !slices.Contains(said, err.Error()) {
			said = append(said, err.Error())
			out = append(out, err)
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return errors.Join(out...)
}

func (c *step) apply(row *Row) {
	if row.Adverse {
		c.s.Decisions = append(c.s.Decisions, Decision{
			Entry: c.seq, Act: c.e.Act, Reason: c.e.Reason, Found: c.e.Found, Date: c.e.Date,
		})
	}
	if row.effect != nil {
		row.effect(c)
	}
	switch {
	case row.application && c.s.State.Held():
		c.moveRenewal(row.To)
	case row.To != unchanged && row.To != c.s.State:
		c.move(row.To)
	}
}

func (c *step) move(to State) {
	c.s.State, c.s.Since = to, c.e.Date
	if !to.Held() {
		c.s.Matters, c.s.Intentions = nil, nil
		c.s.Renewal, c.s.RenewalSince = "", Date{}
	}
}

// moveRenewal moves a holder's renewal; the title itself stays as it is.
func (c *step) moveRenewal(to State) {
	c.s.Renewal, c.s.RenewalSince = to, c.e.Date
	if to == Evaluating || to == OnNotice || to == Objected {
		return
	}
	c.s.Renewal, c.s.RenewalSince = "", Date{}
	if to == Rejected {
		c.s.RenewalRefused = c.e.Date
	}
}

// tolled moves the start of a holder's term past the stays that fell into it.
func (c *step) tolled(start Date, t Term) Date {
	for _, y := range c.stays {
		last, _ := c.cal.Last(start, t)
		switch {
		case start.After(y.from) && start.Before(y.to):
			start = y.to
		case !start.After(y.from) && !last.Before(y.from):
			start = start.AddDays(y.to.Sub(y.from))
		}
	}
	return start
}

func (c *step) passed(start Date, t Term) (bool, error) { return c.cal.passed(start, t, c.e.Date) }

func (c *step) holderPassed(start Date, t Term) (bool, error) {
	return c.passed(c.tolled(start, t), t)
}

// reportDay is the day on which the report on a year is due.
func (t *Terms) reportDay(year int) Date {
	d, err := ParseDate(fmt.Sprintf("%04d-%s", year+1, t.ReportDay.Value))
	if err != nil {
		panic("standing: terms not validated: " + err.Error())
	}
	return d
}

// nextReport is the first year for which a report is outstanding, and its day.
func (c *step) nextReport() (year int, due Date) {
	return c.s.Reported + 1, c.terms.reportDay(c.s.Reported + 1)
}

// renewalOpens is the first day on which a renewal may be applied for.
func (c *step) renewalOpens() Date {
	w := c.terms.RenewalWindow
	w.N = -w.N
	return w.last(c.s.ValidUntil)
}

// validityEnd is the last day on which to apply for renewal: the last day of
// validity, moved by the days of the renewal window that a stay took away.
func (c *step) validityEnd() Date {
	end, opens := c.s.ValidUntil, c.renewalOpens()
	for _, y := range c.stays {
		lost := y.from
		if lost.Before(opens) {
			lost = opens
		}
		if y.to.After(lost) && !lost.After(end) {
			end = end.AddDays(y.to.Sub(lost))
		}
	}
	return end
}

// class is the measure that the event's trigger calls for now.
func (c *step) class(reason Reason, found Date) (Class, error) {
	t := trigger(reason)
	if t == nil {
		return ClassNone, fmt.Errorf("%s is no trigger", reason)
	}
	if reason == ReportLate {
		return c.reportClass()
	}
	class := t.Class(Profile(c.terms.Profile.Value), c.kind)
	if t.Again != "" && class.Milder(t.Again) && c.repeated(t, found) {
		class = t.Again
	}
	return class, nil
}

func (c *step) reportClass() (Class, error) {
	year, due := c.nextReport()
	suspend, err := c.holderPassed(due, c.terms.ReportSuspend)
	if suspend || err != nil {
		return ClassSuspend, err
	}
	warn, err := c.holderPassed(due, c.terms.ReportWarn)
	if !warn && err == nil {
		err = fmt.Errorf("the report on %d is due on %v and not late by terms.report_warn", year, due)
	}
	return ClassWarn, err
}

// repeated reports whether another finding of the group was decided on, within terms.repeat.
func (c *step) repeated(t *Trigger, found Date) bool {
	return slices.ContainsFunc(c.s.Decisions, func(d Decision) bool {
		other := trigger(d.Reason)
		if other == nil || other.Group != t.Group || d.Found == found || d.Found.IsZero() {
			return false
		}
		early, late := d.Found, found
		if late.Before(early) {
			early, late = late, early
		}
		return !late.After(c.terms.Repeat.last(early))
	})
}
