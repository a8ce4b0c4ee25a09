package standing

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Act is what an event does.
type Act string

// The acts, in the order of a life: application, holder, due process, library, record.
const (
	Submit        Act = "submit"
	Accept        Act = "accept"
	Return        Act = "return"
	Correct       Act = "correct"
	Lapse         Act = "lapse"
	Evaluate      Act = "evaluate"
	Pass          Act = "pass"
	Fail          Act = "fail"
	Veto          Act = "veto"
	Object        Act = "object"
	Dismiss       Act = "dismiss"
	Reopen        Act = "reopen"
	Confirm       Act = "confirm"
	Withdraw      Act = "withdraw"
	Reapply       Act = "reapply"
	Renew         Act = "renew"
	Report        Act = "report"
	Warn          Act = "warn"
	Fix           Act = "fix"
	Suspend       Act = "suspend"
	Revoke        Act = "revoke"
	Cascaded      Act = "cascade"
	Remove        Act = "remove"
	Expire        Act = "expire"
	GiveUp        Act = "give-up"
	Cool          Act = "cool"
	Delist        Act = "delist"
	Intend        Act = "intend"
	Hear          Act = "hear"
	Drop          Act = "drop"
	Serve         Act = "serve"
	Contest       Act = "contest"
	Uphold        Act = "uphold"
	Annul         Act = "annul"
	Restore       Act = "restore"
	Announce      Act = "announce"
	Enter         Act = "enter"
	Move          Act = "move"
	Review        Act = "review"
	Leave         Act = "leave"
	Complain      Act = "complaint"
	Misused       Act = "misused"
	Counterfeited Act = "counterfeited"
	Adopt         Act = "adopt"
)

// Event is one entry of a history: what was done, when, why and by which paper.
type Event struct {
	Act      Act      `json:"act"`
	Date     Date     `json:"date"`              // of the decision
	Reason   Reason   `json:"reason"`            // code
	Document string   `json:"document"`          // number of the paper that records it
	Of       int      `json:"of,omitzero"`       // the entry that it is about: a warning fixed, a decision served
	Intends  Act      `json:"intends,omitzero"`  // intend: suspend, revoke or remove
	Found    Date     `json:"found,omitzero"`    // day of the finding, where Reason is a trigger on a holder or a veto
	Year     int      `json:"year,omitzero"`     // report: the calendar year reported on
	Stage    Stage    `json:"stage,omitzero"`    // enter, move: the library stage
	Claimant Claimant `json:"claimant,omitzero"` // complaint: who complains
	Outcome  Outcome  `json:"outcome,omitzero"`  // complaint: how it ended
	Terms    string   `json:"terms,omitzero"`    // adopt: digest of the terms in force from now on
	Note     string   `json:"note,omitempty"`    // free text
}

// actSpec says what an event of an act must carry besides date, document and reason.
type actSpec struct {
	act      Act
	name     Name
	needs    string   // fields that must be set, by JSON name; "found?" and "of?": may be set
	reasons  []Reason // procedural reasons allowed
	triggers bool     // a trigger is a reason too
}

var ordinary = []Reason{Ordinary}

var actSpecs = []actSpec{
	{Submit, Name{"提交申请", "submit"}, "", ordinary, false},
	{Accept, Name{"受理", "accept"}, "", ordinary, false},
	{Return, Name{"退回补正", "return for correction"}, "", []Reason{Defect}, false},
	{Correct, Name{"补正", "correct"}, "", ordinary, false},
	{Lapse, Name{"逾期未补正视为撤回", "lapse"}, "", []Reason{TermPassed}, false},
	{Evaluate, Name{"启动评价", "start evaluation"}, "", ordinary, false},
	{Pass, Name{"评价通过并公示", "pass and publish the notice"}, "", ordinary, false},
	{Fail, Name{"不予认定", "fail"}, "", []Reason{Below, ObjectionUpheld}, false},
	{Veto, Name{"一票否决", "veto"}, "found?", []Reason{TooYoung}, true},
	{Object, Name{"提出异议", "object"}, "", ordinary, false},
	{Dismiss, Name{"异议不成立", "dismiss the objection"}, "", ordinary, false},
	{Reopen, Name{"异议成立重新评价", "reopen the evaluation"}, "", []Reason{ObjectionUpheld}, false},
	{Confirm, Name{"公示期满认定", "recognise"}, "", ordinary, false},
	{Withdraw, Name{"撤回申请", "withdraw the application"}, "", ordinary, false},
	{Reapply, Name{"重新申请", "apply again"}, "", ordinary, false},
	{Renew, Name{"申请续期", "apply for renewal"}, "", ordinary, false},
	{Report, Name{"提交年度报告", "file the yearly report"}, "year", ordinary, false},
	{Warn, Name{"警示", "warn"}, "found", nil, true},
	{Fix, Name{"整改核实", "verify the fix"}, "of", ordinary, false},
	{Suspend, Name{"暂停资格", "suspend"}, "found of?", []Reason{NotFixed}, true},
	{Revoke, Name{"撤销资格", "revoke"}, "found of", []Reason{NotFixed}, true},
	{Cascaded, Name{"随企业撤销", "revoke with its owner"}, "", []Reason{OwnerRevoked}, false},
	{Remove, Name{"取消资格", "remove"}, "found of", nil, true},
	{Expire, Name{"到期终止", "expire"}, "", []Reason{TermPassed}, false},
	{GiveUp, Name{"放弃资格", "give up the title"}, "", ordinary, false},
	{Cool, Name{"进入冷却期", "enter the cool-down"}, "", ordinary, false},
	{Delist, Name{"移出严重违法失信名单", "removed from the serious-illegality list"}, "", ordinary, false},
	{Intend, Name{"拟作出决定告知", "give notice of an intended measure"}, "intends found of?", []Reason{NotFixed}, true},
	{Hear, Name{"陈述申辩或听证", "hear"}, "of", ordinary, false},
	{Drop, Name{"不予处理", "drop the intended measure"}, "of", ordinary, false},
	{Serve, Name{"送达", "serve"}, "of", ordinary, false},
	{Contest, Name{"申请复议或起诉", "contest"}, "of", ordinary, false},
	{Uphold, Name{"维持决定", "uphold"}, "of", ordinary, false},
	{Annul, Name{"撤销决定", "annul the decision"}, "of", []Reason{ContestUpheld, OwnMotion, OwnerRestored}, false},
	{Restore, Name{"恢复资格", "restore"}, "of", ordinary, false},
	{Announce, Name{"公告", "announce"}, "of", ordinary, false},
	{Enter, Name{"入库", "enter the library"}, "stage", ordinary, false},
	{Move, Name{"调整库内层级", "move in the library"}, "stage", ordinary, false},
	{Review, Name{"库内复核", "review in the library"}, "", ordinary, false},
	{Leave, Name{"出库", "leave the library"}, "", []Reason{Ordinary, NoProgress}, false},
	{Complain, Name{"投诉举报处理", "complaint closed"}, "claimant outcome", ordinary, false},
	{Misused, Name{"被他人违规使用", "misused by others"}, "found", []Reason{MisuseOther}, false},
	{Counterfeited, Name{"被他人假冒", "counterfeited by others"}, "found", []Reason{Counterfeit}, false},
	{Adopt, Name{"适用新规定", "adopt new terms"}, "terms", ordinary, false},
}

// Acts lists all acts.
func Acts() []Act {
	out := make([]Act, len(actSpecs))
	for i, a := range actSpecs {
		out[i] = a.act
	}
	return out
}

// Name returns the act's name in both languages.
func (a Act) Name() Name {
	if s := spec(a); s != nil {
		return s.name
	}
	return Name{}
}

func spec(a Act) *actSpec {
	for i := range actSpecs {
		if actSpecs[i].act == a {
			return &actSpecs[i]
		}
	}
	return nil
}

// Validate returns all faults of the event by itself: fields absent or out of
// place, unknown codes. Whether the event is legal depends on the history.
func (e Event) Validate() error {
	s := spec(e.Act)
	if s == nil {
		return fmt.Errorf("act %q is unknown", e.Act)
	}
	var faults []error
	fault := func(format string, a ...any) { faults = append(faults, fmt.Errorf(format, a...)) }
	if e.Date.IsZero() {
		fault("date is absent")
	}
	if e.Document == "" {
		fault("document is absent: give the number of the paper that records the %s", e.Act)
	}
	for _, text := range []string{e.Document, e.Note} {
		if strings.ContainsFunc(text, unicode.IsControl) {
			fault("%q holds control characters", text)
		}
	}
	if !slices.Contains(s.reasons, e.Reason) && !(s.triggers && trigger(e.Reason) != nil) {
		fault("reason %q does not belong to %s: give %s", e.Reason, e.Act, s.reasonText())
	}
	for _, p := range e.parts() {
		need := slices.Contains(strings.Fields(s.needs), p.name)
		may := need || slices.Contains(strings.Fields(s.needs), p.name+"?")
		if need && !p.set {
			fault("%s needs the field %q", e.Act, p.name)
		}
		if !may && p.set {
			fault("%s has no field %q", e.Act, p.name)
		}
	}
	return errors.Join(append(faults, e.codeFaults()...)...)
}

func (s *actSpec) reasonText() string {
	var words []string
	for _, r := range s.reasons {
		words = append(words, string(r))
	}
	if s.triggers {
		words = append(words, "a trigger")
	}
	return strings.Join(words, " or ")
}

type part struct {
	name string
	set  bool
}

func (e Event) parts() []part {
	return []part{
		{"of", e.Of != 0}, {"intends", e.Intends != ""}, {"found", !e.Found.IsZero()}, {"year", e.Year != 0},
		{"stage", e.Stage != ""}, {"claimant", e.Claimant != ""}, {"outcome", e.Outcome != ""}, {"terms", e.Terms != ""},
	}
}

func (e Event) codeFaults() (faults []error) {
	fault := func(bad bool, format string, a ...any) {
		if bad {
			faults = append(faults, fmt.Errorf(format, a...))
		}
	}
	fault(e.Intends != "" && !slices.Contains(intendable, e.Intends), "intends %q is none of %v", e.Intends, intendable)
	fault(e.Found.After(e.Date), "found on %v, after the decision of %v", e.Found, e.Date)
	fault(e.Stage != "" && !known(stageNames, e.Stage), "stage %q is unknown", e.Stage)
	fault(e.Claimant != "" && !known(claimantNames, e.Claimant), "claimant %q is unknown", e.Claimant)
	fault(e.Outcome != "" && !known(outcomeNames, e.Outcome), "outcome %q is unknown", e.Outcome)
	fault(e.Of < 0, "of = %d is no entry", e.Of)
	return faults
}

var intendable = []Act{Suspend, Revoke, Remove}
