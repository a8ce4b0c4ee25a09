package standing

import (
	"errors"
	"fmt"
)

// Guards of the application and the library. Each returns nil where the row may be taken.

func reasonIs(want Reason) func(*step) error {
	return func(c *step) error {
		if c.e.Reason != want {
			return fmt.Errorf("reason %s belongs to another state, here it is %s", c.e.Reason, want)
		}
		return nil
	}
}

// still refuses once the term has passed.
func (c *step) still(start Date, t Term, what string) error {
	over, err := c.passed(start, t)
	if err == nil && over {
		err = fmt.Errorf("%s of %d %s from %v has passed", what, t.N, t.Unit, start)
	}
	return err
}

// over refuses until the term has passed.
func (c *step) over(start Date, t Term, what string) error {
	over, err := c.passed(start, t)
	if err != nil || over {
		return err
	}
	last, _ := c.cal.Last(start, t)
	return fmt.Errorf("%s of %d %s from %v runs until %v", what, t.N, t.Unit, start, last)
}

// waited refuses until a wait is over. A wait ends on its own day, working day
// or not, since nobody has to act on it.
func (c *step) waited(start Date, t Term, what string) error {
	last := t.last(start)
	switch {
	case t.Unit == Forever:
		return fmt.Errorf("%s never ends", what)
	case !c.e.Date.After(last):
		return fmt.Errorf("%s of %d %s from %v runs until %v", what, t.N, t.Unit, start, last)
	}
	return nil
}

func inTimeToCorrect(c *step) error {
	return c.still(c.s.applicationSince(), c.terms.Correct, "the time to correct")
}

func correctionLate(c *step) error {
	return c.over(c.s.applicationSince(), c.terms.Correct, "the time to correct")
}

func noticeRuns(c *step) error { return c.still(c.s.NoticeOn, c.terms.Notice, "the public notice") }

func noticeOver(c *step) error {
	if c.s.State.Held() && c.s.State != Recognised {
		return fmt.Errorf("a holder that is %s is not renewed before the matter is put right", c.s.State)
	}
	return c.over(c.s.NoticeOn, c.terms.Notice, "the public notice")
}

func isVeto(c *step) error {
	if t := trigger(c.e.Reason); c.e.Reason != TooYoung && (t == nil || t.Veto == "") {
		return fmt.Errorf("%s is no veto on an applicant", c.e.Reason)
	}
	return nil
}

func reapplyOpen(c *step) error {
	return c.over(c.s.Since, c.terms.Reapply, "the wait after a rejection")
}

func cooled(c *step) error {
	if c.s.Ended == Blacklisted && !c.s.Delisted {
		return errors.New("not yet removed from the serious-illegality list")
	}
	return c.waited(c.s.Revoked, c.terms.cooldown(c.s.Ended), "the cool-down")
}

// cooldown is the wait after a revocation for a reason.
func (t *Terms) cooldown(reason Reason) Term {
	switch reason {
	case Forged:
		return t.CooldownFraud
	case Blacklisted:
		return t.CooldownBlacklist
	}
	return t.Cooldown
}

func outsideLibrary(c *step) error {
	if c.s.Stage != "" {
		return fmt.Errorf("already in the library, at stage %s: move instead", c.s.Stage)
	}
	return nil
}

func inLibrary(c *step) error {
	if c.s.Stage == "" {
		return errors.New("not in the library: enter first")
	}
	return nil
}

func inOtherStage(c *step) error {
	if err := inLibrary(c); err != nil {
		return err
	}
	if c.s.Stage == c.e.Stage {
		return fmt.Errorf("already at stage %s: review instead", c.e.Stage)
	}
	return nil
}

func mayLeave(c *step) error {
	if err := inLibrary(c); err != nil || c.e.Reason != NoProgress {
		return err
	}
	return c.waited(c.s.StageSince, c.terms.LibraryStall, "the time for progress in the library")
}

// Effects of the application and the library.

func beginNotice(c *step) { c.s.NoticeOn = c.e.Date }

func recognise(c *step) {
	c.s.Stage, c.s.StageSince, c.s.Reviewed = "", Date{}, Date{}
	if c.s.State.Held() { // a renewal follows on without a gap
		c.s.ValidUntil = c.terms.Validity.last(c.s.ValidUntil)
		return
	}
	c.s.Recognised = c.e.Date
	c.s.ValidUntil = c.terms.Validity.last(c.e.Date)
	c.s.Reported = c.e.Date.Year() - 1
	c.s.Ended, c.s.Revoked, c.s.Delisted = "", Date{}, false
	c.s.RenewalRefused = Date{}
}

func setStage(c *step) {
	c.s.Stage, c.s.StageSince, c.s.Reviewed = c.e.Stage, c.e.Date, c.e.Date
}

func review(c *step) { c.s.Reviewed = c.e.Date }

func leave(c *step) { c.s.Stage, c.s.StageSince, c.s.Reviewed = "", Date{}, Date{} }
