package standing

import "fmt"

// Due process: intended, heard, decided, served, contested, annulled, restored.

func mayIntend(c *step) error {
	if c.e.Reason != NotFixed {
		if c.e.Of != 0 {
			return fmt.Errorf("\"of\" names the open matter of reason %s only", NotFixed)
		}
		if c.e.Reason == ReportLate && c.e.Intends == Suspend {
			return nil // may be told ahead of the day; the decision looks at the day
		}
		want := map[Act]Class{Suspend: ClassSuspend, Revoke: ClassRevoke, Remove: ClassRemove}
		return c.calls(want[c.e.Intends])
	}
	class := map[Act]Class{Suspend: ClassWarn, Revoke: ClassSuspend}[c.e.Intends]
	if m := c.s.matter(c.e.Of); m == nil || m.Class != class {
		return fmt.Errorf("entry %d is no open matter that leads to %s when it is not put right", c.e.Of, c.e.Intends)
	}
	return nil
}

func intend(c *step) {
	c.s.Intentions = append(c.s.Intentions, Intention{
		Entry: c.seq, Act: c.e.Intends, Reason: c.e.Reason, Found: c.e.Found, Matter: c.e.Of, Date: c.e.Date,
	})
}

func isIntended(c *step) error {
	if c.s.intention(c.e.Of) == nil {
		return fmt.Errorf("entry %d is no measure intended and undecided", c.e.Of)
	}
	return nil
}

func hear(c *step) { c.s.intention(c.e.Of).Heard = true }

func dropIntention(c *step) {
	c.s.Intentions = dropIf(c.s.Intentions, func(n Intention) bool { return n.Entry == c.e.Of })
}

func (c *step) about() (*Decision, error) {
	if d := c.s.decision(c.e.Of); d != nil {
		return d, nil
	}
	return nil, fmt.Errorf("entry %d is no decision that stands", c.e.Of)
}

func unserved(c *step) error {
	d, err := c.about()
	if err == nil && !d.Served.IsZero() {
		err = fmt.Errorf("entry %d was served on %v", d.Entry, d.Served)
	}
	return err
}

func serve(c *step) { c.s.decision(c.e.Of).Served = c.e.Date }

// contestable allows a second contest, to a court after a review, from the day
// on which the first one failed.
func contestable(c *step) error {
	d, err := c.about()
	switch {
	case err != nil:
		return err
	case d.Served.IsZero():
		return fmt.Errorf("entry %d is not yet served", d.Entry)
	case !d.Annulled.IsZero():
		return fmt.Errorf("entry %d was annulled on %v", d.Entry, d.Annulled)
	case !d.Contested.IsZero() && d.Upheld.IsZero():
		return fmt.Errorf("entry %d is contested since %v", d.Entry, d.Contested)
	}
	start := d.Served
	if !d.Upheld.IsZero() {
		start = d.Upheld
	}
	return c.still(start, c.terms.Contest, "the time to contest")
}

func contest(c *step) {
	d := c.s.decision(c.e.Of)
	d.Contested, d.Upheld = c.e.Date, Date{}
}

func contested(c *step) error {
	d, err := c.about()
	if err == nil && (d.Contested.IsZero() || !d.Upheld.IsZero() || !d.Annulled.IsZero()) {
		err = fmt.Errorf("entry %d is not under contest", d.Entry)
	}
	return err
}

func uphold(c *step) { c.s.decision(c.e.Of).Upheld = c.e.Date }

func annullable(c *step) error {
	d, err := c.about()
	switch {
	case err != nil:
		return err
	case !d.Annulled.IsZero():
		return fmt.Errorf("entry %d was annulled on %v", d.Entry, d.Annulled)
	case c.e.Reason == OwnerRestored && d.Act != Cascaded:
		return fmt.Errorf("entry %d did not follow from its owner", d.Entry)
	case c.e.Reason == ContestUpheld:
		return contested(c)
	}
	return nil
}

func annul(c *step) { c.s.decision(c.e.Of).Annulled = c.e.Date }

func annulled(c *step) error {
	d, err := c.about()
	if err == nil && d.Annulled.IsZero() {
		err = fmt.Errorf("entry %d is not annulled", d.Entry)
	}
	return err
}

// unannounced sees revocations only; History handles announced restorations.
func unannounced(c *step) error {
	d, err := c.about()
	switch {
	case err != nil:
		return err
	case d.Act != Revoke && d.Act != Cascaded:
		return fmt.Errorf("entry %d is a %s; announced are revocations and restorations", d.Entry, d.Act)
	case !d.Announced.IsZero():
		return fmt.Errorf("entry %d was announced on %v", d.Entry, d.Announced)
	}
	return nil
}

func announce(c *step) { c.s.decision(c.e.Of).Announced = c.e.Date }
