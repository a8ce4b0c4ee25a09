package standing

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Unit is what a term counts.
type Unit string

// The units of a term.
const (
	WorkingDays Unit = "working-days" // of the Calendar
	Days        Unit = "days"         // calendar days
	Months      Unit = "months"       // to the corresponding day
	Forever     Unit = "forever"      // never ends; for cool-downs only
)

// Grade says how firmly a parameter stands.
type Grade string

// The grades of a parameter.
const (
	Standard   Grade = "standard"   // printed in a standard
	Official   Grade = "official"   // fixed by the founding paper or another official text that was read
	Recalled   Grade = "recalled"   // in a published text, cited from memory: check before use
	Assumption Grade = "assumption" // the library's proposal
)

// Term is a length of time with its grade and source.
type Term struct {
	N      int    `json:"n"`      // how many units; 0 where Unit is Forever
	Unit   Unit   `json:"unit"`   // what is counted
	Grade  Grade  `json:"grade"`  // how firmly it stands
	Source string `json:"source"` // who says so
}

// last returns the term's last day before any move to a working day; for a
// term in working days, its start.
func (t Term) last(start Date) Date {
	switch t.Unit {
	case Months:
		return start.AddMonths(t.N)
	case Days:
		return start.AddDays(t.N)
	}
	return start
}

// Choice is a parameter that is a word, with its grade and source.
type Choice struct {
	Value  string `json:"value"`
	Grade  Grade  `json:"grade"`
	Source string `json:"source"`
}

// Profile says which measure a trigger calls for.
type Profile string

// The two trigger profiles.
const (
	Paper  Profile = "paper"  // what the founding paper orders to revoke is revoked
	Graded Profile = "graded" // a proposal: warned, suspended or revoked by gravity
)

// Terms are all parameters of the life cycle. DefaultTerms is a proposal.
type Terms struct {
	Title             Name   `json:"title"`              // says what it is, a proposal among others
	Profile           Choice `json:"profile"`            // trigger profile: paper or graded
	ReportDay         Choice `json:"report_day"`         // month and day of the yearly report, "04-30"
	ReportWarn        Term   `json:"report_warn"`        // after ReportDay: report missing, warn
	ReportSuspend     Term   `json:"report_suspend"`     // after ReportDay: report missing, suspend
	Check             Term   `json:"check"`              // submitted: accept or return
	Correct           Term   `json:"correct"`            // returned: correct, else withdrawn
	Notice            Term   `json:"notice"`             // public notice
	Objection         Term   `json:"objection"`          // objected: decide on the objection
	Validity          Term   `json:"validity"`           // of a recognition
	RenewalWindow     Term   `json:"renewal_window"`     // before the end of validity, in months or days
	Rectify           Term   `json:"rectify"`            // warned: put right
	Suspension        Term   `json:"suspension"`         // suspended: put right
	Repeat            Term   `json:"repeat"`             // findings this near are repeated ones
	Hearing           Term   `json:"hearing"`            // after a measure is intended: to be heard
	Decide            Term   `json:"decide"`             // after a measure is intended: to decide
	Serve             Term   `json:"serve"`              // after a decision: to serve it
	Contest           Term   `json:"contest"`            // after service: to contest it
	Restore           Term   `json:"restore"`            // after annulment: to restore
	Announce          Term   `json:"announce"`           // after a revocation or a restoration: to announce it
	Reapply           Term   `json:"reapply"`            // after a rejection: wait
	Cooldown          Term   `json:"cooldown"`           // after a revocation: wait
	CooldownFraud     Term   `json:"cooldown_fraud"`     // after one for forged data: wait
	CooldownBlacklist Term   `json:"cooldown_blacklist"` // after one for the serious-illegality list: wait, and be removed from it
	LibraryReview     Term   `json:"library_review"`     // between reviews of a library member
	LibraryStall      Term   `json:"library_stall"`      // without progress in one stage: may be put out
}

type termField struct {
	name  string
	term  *Term
	units []Unit
}

// terms is the one list of the terms, their JSON names and the units they take.
func (t *Terms) terms() []termField {
	some := []Unit{WorkingDays, Days, Months}
	plain := []Unit{Days, Months}
	waits := []Unit{Days, Months, Forever}
	return []termField{
		{"report_warn", &t.ReportWarn, some},
		{"report_suspend", &t.ReportSuspend, some},
		{"check", &t.Check, some},
		{"correct", &t.Correct, some},
		{"notice", &t.Notice, some},
		{"objection", &t.Objection, some},
		{"validity", &t.Validity, plain},
		{"renewal_window", &t.RenewalWindow, plain},
		{"rectify", &t.Rectify, some},
		{"suspension", &t.Suspension, some},
		{"repeat", &t.Repeat, plain},
		{"hearing", &t.Hearing, some},
		{"decide", &t.Decide, some},
		{"serve", &t.Serve, some},
		{"contest", &t.Contest, some},
		{"restore", &t.Restore, some},
		{"announce", &t.Announce, some},
		{"reapply", &t.Reapply, plain},
		{"cooldown", &t.Cooldown, waits},
		{"cooldown_fraud", &t.CooldownFraud, waits},
		{"cooldown_blacklist", &t.CooldownBlacklist, waits},
		{"library_review", &t.LibraryReview, some},
		{"library_stall", &t.LibraryStall, plain},
	}
}

const longestTerm = 4000 // units: over ten years of days

func (t *Terms) faults() []error {
	var faults []error
	fault := func(format string, a ...any) { faults = append(faults, fmt.Errorf("terms: "+format, a...)) }
	if t.Title.ZH == "" || t.Title.EN == "" {
		fault("title needs zh and en")
	}
	graded := func(name string, g Grade, source string) {
		if !slices.Contains([]Grade{Standard, Official, Recalled, Assumption}, g) {
			fault("%s: grade %q is none of standard, official, recalled, assumption", name, g)
		}
		if source == "" {
			fault("%s: source is empty", name)
		}
	}
	graded("profile", t.Profile.Grade, t.Profile.Source)
	if p := Profile(t.Profile.Value); p != Paper && p != Graded {
		fault("profile: %q is neither paper nor graded", p)
	}
	graded("report_day", t.ReportDay.Grade, t.ReportDay.Source)
	if _, err := time.Parse("01-02", t.ReportDay.Value); err != nil || t.ReportDay.Value == "02-29" {
		fault("report_day: %q is no month and day of every year, as in 04-30", t.ReportDay.Value)
	}
	for _, f := range t.terms() {
		graded(f.name, f.term.Grade, f.term.Source)
		if !slices.Contains(f.units, f.term.Unit) {
			fault("%s: unit %q is none of %v", f.name, f.term.Unit, f.units)
		}
		if forever := f.term.Unit == Forever; f.term.N < 0 || f.term.N > longestTerm || forever != (f.term.N == 0) {
			fault("%s: n = %d; a term lasts 1 to %d units, and 0 where the unit is forever", f.name, f.term.N, longestTerm)
		}
	}
	return faults
}

// Validate returns all faults of the terms as one error.
func (t Terms) Validate() error { return errors.Join(t.faults()...) }

// Digest returns the SHA-256 of the terms' JSON text in hexadecimal; a history
// names the terms that it was kept under by it.
func (t Terms) Digest() (string, error) {
	text, err := canonical(t)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// UnmarshalJSON reads terms; unknown, absent, repeated and null fields are
// refused, in each term too, and one error joins all faults.
func (t *Terms) UnmarshalJSON(data []byte) error {
	var out Terms
	place := "terms"
	fields := []field{
		{"title", &strict{place + ".title", nameFields(&out.Title)}},
		{"profile", &strict{place + ".profile", out.Profile.fields()}},
		{"report_day", &strict{place + ".report_day", out.ReportDay.fields()}},
	}
	for _, f := range out.terms() {
		fields = append(fields, field{f.name, &strict{place + "." + f.name, f.term.fields()}})
	}
	faults := decode(data, place, fields)
	if len(faults) == 0 {
		faults = out.faults()
	}
	if len(faults) > 0 {
		return errors.Join(faults...)
	}
	*t = out
	return nil
}

func nameFields(n *Name) []field { return []field{{"zh", &n.ZH}, {"en", &n.EN}} }

func (c *Choice) fields() []field {
	return []field{{"value", &c.Value}, {"grade", &c.Grade}, {"source", &c.Source}}
}

func (t *Term) fields() []field {
	return []field{{"n", &t.N}, {"unit", &t.Unit}, {"grade", &t.Grade}, {"source", &t.Source}}
}

// strict is an object inside another, read field by field.
type strict struct {
	place  string
	fields []field
}

func (s *strict) UnmarshalJSON(data []byte) error {
	return errors.Join(decode(data, s.place, s.fields)...)
}
