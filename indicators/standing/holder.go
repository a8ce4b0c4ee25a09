package standing

import (
	"errors"
	"fmt"
	"slices"
)

// Guards and effects of a holder.

func renewalOpen(c *step) error {
	if c.s.Renewal != "" {
		return fmt.Errorf("a renewal is under way: %s", c.s.Renewal)
	}
	opens, closes := c.renewalOpens(), c.validityEnd()
	if c.e.Date.Before(opens) || c.e.Date.After(closes) {
		return fmt.Errorf("renewal is open from %v to %v", opens, closes)
	}
	if c.s.RenewalRefused.IsZero() {
		return nil
	}
	return c.waited(c.s.RenewalRefused, c.terms.Reapply, "the wait after a refused renewal")
}

func renew(c *step) { c.s.Renewal, c.s.RenewalSince = Evaluating, c.e.Date }

func nextReport(c *step) error {
	year, _ := c.nextReport()
	if c.e.Year != year {
		return fmt.Errorf("the next report is the one on %d, not on %d", year, c.e.Year)
	}
	if c.e.Date.Year() <= year {
		return fmt.Errorf("a report on %d cannot be filed on %v, before the year is over", year, c.e.Date)
	}
	return nil
}

func report(c *step) { c.s.Reported = c.e.Year }

func (c *step) calls(want Class) error {
	class, err := c.class(c.e.Reason, c.e.Found)
	if err == nil && class != want {
		err = fmt.Errorf("%s calls for %s (profile %s, %s), not %s", c.e.Reason, class, c.terms.Profile.Value, c.kind, want)
	}
	return err
}

func callsForWarning(c *step) error {
	for _, m := range c.s.Matters {
		if m.Reason == ReportLate && c.e.Reason == ReportLate {
			return fmt.Errorf("already warned of the missing report, entry %d", m.Entry)
		}
	}
	return c.calls(ClassWarn)
}

func openWarning(c *step) {
	c.s.Matters = append(c.s.Matters, Matter{c.seq, c.e.Reason, ClassWarn, c.e.Date})
}

// callsForSuspension lets a suspension pass that was intended and heard, and
// at once one for safety, be it only until the revocation is decided.
func callsForSuspension(c *step) error {
	if c.e.Of != 0 {
		if err := c.decides(c.terms.Rectify); err != nil || c.e.Reason == NotFixed {
			return err
		}
		return c.calls(ClassSuspend)
	}
	if t := trigger(c.e.Reason); t == nil || !t.Safety {
		return errors.New("only a safety reason suspends at once: intend and hear first, then name the intention in \"of\"")
	}
	class, err := c.class(c.e.Reason, c.e.Found)
	if err == nil && class.Milder(ClassSuspend) {
		err = fmt.Errorf("%s calls for %s, not %s", c.e.Reason, class, ClassSuspend)
	}
	return err
}

func openSuspension(c *step) {
	if n := c.s.intention(c.e.Of); n != nil && n.Matter != 0 {
		c.s.closeMatter(n.Matter)
	}
	dropIntention(c)
	for _, m := range slices.Clone(c.s.Matters) {
		if c.e.Reason == ReportLate && m.Reason == ReportLate {
			c.s.closeMatter(m.Entry)
		}
	}
	c.s.Matters = append(c.s.Matters, Matter{c.seq, c.e.Reason, ClassSuspend, c.e.Date})
}

func callsForRevocation(c *step) error {
	if err := c.decides(c.terms.Suspension); err != nil || c.e.Reason == NotFixed {
		return err
	}
	return c.calls(ClassRevoke)
}

func callsForRemoval(c *step) error {
	if err := c.decides(Term{}); err != nil {
		return err
	}
	return c.calls(ClassRemove)
}

// decides checks that the event decides on an intention of the same act,
// reason and finding, that the holder was heard or let the time pass, and, for
// NotFixed, that the matter was not put right within the term. The matter is
// open: closing it closes the intention.
func (c *step) decides(term Term) error {
	n := c.s.intention(c.e.Of)
	switch {
	case n == nil:
		return fmt.Errorf("entry %d is no measure intended: intend and hear first", c.e.Of)
	case n.Act != c.e.Act || n.Reason != c.e.Reason || n.Found != c.e.Found:
		return fmt.Errorf("entry %d intends to %s for %s found on %v; decide on that, or drop it", n.Entry, n.Act, n.Reason, n.Found)
	}
	if !n.Heard {
		if err := c.over(n.Date, c.terms.Hearing, "the time to be heard"); err != nil {
			return err
		}
	}
	if c.e.Reason != NotFixed {
		return nil
	}
	return c.over(c.tolled(c.s.matter(n.Matter).Since, term), term, "the time to put it right")
}

func (c *step) fixing() (*Matter, error) {
	m := c.s.matter(c.e.Of)
	if m == nil {
		return nil, fmt.Errorf("entry %d is no open matter: name the warning or suspension that was put right", c.e.Of)
	}
	if m.Reason == ReportLate {
		switch _, err := c.reportClass(); {
		case err == nil:
			year, _ := c.nextReport()
			return nil, fmt.Errorf("the report on %d is still missing", year)
		case errors.Is(err, ErrCalendar):
			return nil, err
		}
	}
	return m, nil
}

// others counts the open matters of a class besides the one being fixed.
func (c *step) others(class Class) (n int, err error) {
	fixed, err := c.fixing()
	if err != nil {
		return 0, err
	}
	for _, m := range c.s.Matters {
		if m.Class == class && m.Entry != fixed.Entry {
			n++
		}
	}
	return n, nil
}

func fixLeavesSuspension(c *step) error {
	n, err := c.others(ClassSuspend)
	if err == nil && n == 0 {
		err = errors.New("no other suspension is open")
	}
	return err
}

func fixLeavesWarning(c *step) error {
	n, err := c.others(ClassWarn)
	if err == nil && n == 0 {
		err = errors.New("no other warning is open")
	}
	return err
}

func fixLeavesNothing(c *step) error { _, err := c.others(ClassWarn); return err }

func closeMatter(c *step) { c.s.closeMatter(c.e.Of) }

// closeMatter closes a matter, and the measures intended because it was open.
func (s *Standing) closeMatter(entry int) {
	s.Matters = dropIf(s.Matters, func(m Matter) bool { return m.Entry == entry })
	s.Intentions = dropIf(s.Intentions, func(n Intention) bool { return n.Matter == entry })
}

func isProduct(c *step) error {
	if c.kind != Product {
		return fmt.Errorf("a cascade goes from an enterprise to its products, never to a subject of kind %s", c.kind)
	}
	return nil
}

func endRevoked(c *step) {
	c.s.Ended, c.s.Revoked, c.s.Delisted = c.e.Reason, c.e.Date, false
}

func nothingIntended(c *step) error {
	if len(c.s.Intentions) > 0 {
		n := c.s.Intentions[0]
		return fmt.Errorf("entry %d intends to %s: decide or drop it first", n.Entry, n.Act)
	}
	return nil
}

func validityOver(c *step) error {
	if end := c.validityEnd(); !c.e.Date.After(end) {
		return fmt.Errorf("valid until %v", end)
	}
	if c.s.Renewal != "" {
		return fmt.Errorf("a renewal is under way: %s; the status stays until it is decided", c.s.Renewal)
	}
	return nothingIntended(c)
}

func revocationServed(c *step) error {
	for _, d := range c.s.Decisions {
		if (d.Act == Revoke || d.Act == Cascaded) && d.Served.IsZero() {
			return fmt.Errorf("the revocation, entry %d, is not yet served", d.Entry)
		}
	}
	return nil
}

func wasListed(c *step) error {
	if c.s.Ended != Blacklisted || c.s.Delisted {
		return errors.New("the title was not revoked for the serious-illegality list, or the removal is recorded")
	}
	return nil
}

func delist(c *step) { c.s.Delisted = true }
