package standing

import "slices"

// Qualification is what a history is about: one subject, in one kind, for one
// scope (the products or services, the industry or area that the title covers).
type Qualification struct {
	Subject string `json:"subject"` // key of the subject
	Kind    Kind   `json:"kind"`
	Scope   string `json:"scope"`
}

// Standing is what a history amounts to: where the qualification stands after
// its last entry, decisions that were annulled and restored left out.
type Standing struct {
	State State
	Since Date // day on which State was entered; no date before the first step

	Renewal        State // a holder's application for renewal: evaluating, notice, objected; empty: none
	RenewalSince   Date  // day on which Renewal was entered
	RenewalRefused Date  // day on which the last renewal was refused
	NoticeOn       Date  // day on which the public notice began

	Recognised Date // day of the recognition
	ValidUntil Date // last day of validity
	Reported   int  // last year for which the yearly report is in, or not due

	Matters    []Matter    // findings not yet put right
	Intentions []Intention // measures intended and not yet decided
	Decisions  []Decision  // decisions against the subject that stand

	Ended    Reason // why the last title was revoked
	Revoked  Date   // day of that revocation
	Delisted bool   // removed from the serious-illegality list since

	Stage      Stage // in the library; empty: not in it
	StageSince Date  // day on which Stage was entered
	Reviewed   Date  // day of the last review in the library
}

// Matter is a finding that waits to be put right.
type Matter struct {
	Entry  int    // of the warning or suspension
	Reason Reason // its reason
	Class  Class  // ClassWarn or ClassSuspend
	Since  Date   // when the time to put it right began
}

// Intention is a measure of which the holder was told and that is not yet decided.
type Intention struct {
	Entry  int    // of the notice
	Act    Act    // Suspend, Revoke or Remove
	Reason Reason // its reason
	Found  Date   // day of the finding
	Matter int    // entry of the matter that was not put right, where Reason is NotFixed
	Date   Date   // when the holder was told
	Heard  bool   // the holder was heard
}

// Decision is an entry against the subject and what became of it.
type Decision struct {
	Entry     int
	Act       Act
	Reason    Reason
	Found     Date // day of the finding
	Date      Date // of the decision
	Served    Date // each of the following is no date until it happens
	Contested Date
	Upheld    Date
	Annulled  Date
	Announced Date
}

// LiveOn reports whether the title may be used and published on a day: live,
// and within its validity or with a renewal under way, which keeps the status.
func (s Standing) LiveOn(on Date) bool {
	return s.State.Live() && (!on.After(s.ValidUntil) || s.Renewal != "")
}

func (s Standing) clone() Standing {
	s.Matters = slices.Clone(s.Matters)
	s.Intentions = slices.Clone(s.Intentions)
	s.Decisions = slices.Clone(s.Decisions)
	return s
}

// application is the state of the application under way: a holder's renewal,
// else the state itself.
func (s *Standing) application() State {
	if s.State.Held() {
		return s.Renewal
	}
	return s.State
}

// applicationSince is the day on which that state was entered.
func (s *Standing) applicationSince() Date {
	if s.State.Held() {
		return s.RenewalSince
	}
	return s.Since
}

func (s *Standing) matter(entry int) *Matter {
	i := slices.IndexFunc(s.Matters, func(m Matter) bool { return m.Entry == entry })
	if i < 0 {
		return nil
	}
	return &s.Matters[i]
}

func (s *Standing) intention(entry int) *Intention {
	i := slices.IndexFunc(s.Intentions, func(m Intention) bool { return m.Entry == entry })
	if i < 0 {
		return nil
	}
	return &s.Intentions[i]
}

func (s *Standing) decision(entry int) *Decision {
	i := slices.IndexFunc(s.Decisions, func(m Decision) bool { return m.Entry == entry })
	if i < 0 {
		return nil
	}
	return &s.Decisions[i]
}

// dropIf removes the items that match and leaves nil where none is left, so
// that two equal standings are equal in every field.
func dropIf[T any](list []T, match func(T) bool) []T {
	list = slices.DeleteFunc(list, match)
	if len(list) == 0 {
		return nil
	}
	return list
}
