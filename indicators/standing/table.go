package standing

// Row is one legal transition. Rows of the same state and act are tried in
// order; the first whose guard holds is taken.
type Row struct {
	From []State // empty: any state
	Act  Act
	To   State // empty: the state stays
	// Guard says in words what must hold besides the state; empty: nothing.
	Guard string
	// Adverse marks decisions against the subject: served, open to contest, annulled and restored.
	Adverse bool

	application bool // runs on the application: From is a holder's Renewal, or else the state
	check       func(*step) error
	effect      func(*step)
}

var (
	applying  = []State{Submitted, Returned, Accepted, Evaluating, OnNotice, Objected}
	live      = []State{Recognised, Warned}
	held      = []State{Recognised, Warned, Suspended}
	ended     = []State{Revoked, Cooldown}
	noTitle   = []State{Draft, Submitted, Returned, Accepted, Evaluating, OnNotice, Objected, Rejected, Expired, Withdrawn}
	anyState  []State
	one       = func(s State) []State { return []State{s} }
	unchanged = State("")
)

// Table returns the whole transition table.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 四(三), for
// revocation; Administrative Penalty Law (2021), articles 44, 45, 60 to 65, by analogy, for due
// process; all else library default, assumption.
func Table() []Row { return append([]Row(nil), table...) }

var table []Row

func init() { // not a literal: effects reach the table again
	table = append(table, applicationRows()...)
	table = append(table, holderRows()...)
	table = append(table, processRows()...)
	table = append(table, recordRows()...)
}

// from, act, to, guard, adverse, application, check, effect

func applicationRows() []Row {
	return []Row{
		{one(Draft), Submit, Submitted, "", false, true, nil, nil},
		{one(Submitted), Accept, Accepted, "", false, true, nil, nil},
		{one(Submitted), Return, Returned, "", false, true, nil, nil},
		{one(Returned), Correct, Submitted, "within terms.correct", false, true, inTimeToCorrect, nil},
		{one(Returned), Lapse, Withdrawn, "terms.correct passed", true, true, correctionLate, nil},
		{one(Accepted), Evaluate, Evaluating, "", false, true, nil, nil},
		{one(Evaluating), Pass, OnNotice, "", false, true, nil, beginNotice},
		{one(Evaluating), Fail, Rejected, "reason BELOW", true, true, reasonIs(Below), nil},
		{applying, Veto, Rejected, "reason is a veto", true, true, isVeto, nil},
		{one(OnNotice), Object, Objected, "within terms.notice", false, true, noticeRuns, nil},
		{one(Objected), Dismiss, OnNotice, "", false, true, nil, nil},
		{one(Objected), Reopen, Evaluating, "", false, true, nil, nil},
		{one(Objected), Fail, Rejected, "reason OBJECTION_UPHELD", true, true, reasonIs(ObjectionUpheld), nil},
		{one(OnNotice), Confirm, Recognised, "terms.notice passed; a renewal: not warned or suspended", false, true, noticeOver, recognise},
		{applying, Withdraw, Withdrawn, "", false, true, nil, nil},
		{one(Rejected), Reapply, Draft, "terms.reapply passed", false, false, reapplyOpen, nil},
		{[]State{Expired, Withdrawn}, Reapply, Draft, "", false, false, nil, nil},
		{one(Cooldown), Reapply, Draft, "cool-down over; removed from the list, if it was for the list", false, false, cooled, nil},
	}
}

func holderRows() []Row {
	return []Row{
		{one(Recognised), Renew, unchanged, "within terms.renewal_window; no renewal under way or refused in terms.reapply", false, false, renewalOpen, renew},
		{held, Report, unchanged, "the next year not yet reported", false, false, nextReport, report},
		{live, Warn, Warned, "the reason calls for a warning", true, false, callsForWarning, openWarning},
		{one(Suspended), Warn, Suspended, "the reason calls for a warning", true, false, callsForWarning, openWarning},
		{held, Suspend, Suspended, "the reason calls for a suspension, intended and heard; or is one of safety, at once", true, false, callsForSuspension, openSuspension},
		{one(Warned), Fix, Warned, "another matter is open", false, false, fixLeavesWarning, closeMatter},
		{one(Warned), Fix, Recognised, "no other matter is open", false, false, fixLeavesNothing, closeMatter},
		{one(Suspended), Fix, Suspended, "another suspension is open", false, false, fixLeavesSuspension, closeMatter},
		{one(Suspended), Fix, Warned, "a warning is open", false, false, fixLeavesWarning, closeMatter},
		{one(Suspended), Fix, Recognised, "no other matter is open", false, false, fixLeavesNothing, closeMatter},
		{held, Revoke, Revoked, "the reason calls for revocation, intended and heard", true, false, callsForRevocation, endRevoked},
		{held, Cascaded, Revoked, "a product", true, false, isProduct, endRevoked},
		{held, Remove, Withdrawn, "the reason calls for removal, intended and heard", true, false, callsForRemoval, nil},
		{held, Expire, Expired, "validity over; no renewal under way, no measure intended", true, false, validityOver, nil},
		{held, GiveUp, Withdrawn, "no measure intended", false, false, nothingIntended, nil},
		{one(Revoked), Cool, Cooldown, "the revocation is served", false, false, revocationServed, nil},
		{ended, Delist, unchanged, "revoked for the list", false, false, wasListed, delist},
	}
}

func processRows() []Row {
	return []Row{
		{held, Intend, unchanged, "the reason may call for the measure", false, false, mayIntend, intend},
		{held, Hear, unchanged, "a measure is intended", false, false, isIntended, hear},
		{held, Drop, unchanged, "a measure is intended", false, false, isIntended, dropIntention},
		{anyState, Serve, unchanged, "a decision not yet served", false, false, unserved, serve},
		{anyState, Contest, unchanged, "served, within terms.contest", false, false, contestable, contest},
		{anyState, Uphold, unchanged, "contested", false, false, contested, uphold},
		{anyState, Annul, unchanged, "contested, or on the authority's own motion; a cascade when its owner is restored", false, false, annullable, annul},
		{anyState, Restore, unchanged, "annulled; the state becomes as if the decision had not been made", false, false, annulled, nil},
		{anyState, Announce, unchanged, "a revocation or restoration not yet announced", false, false, unannounced, announce},
	}
}

func recordRows() []Row {
	return []Row{
		{noTitle, Enter, unchanged, "not in the library", false, false, outsideLibrary, setStage},
		{noTitle, Move, unchanged, "in another stage of the library", false, false, inOtherStage, setStage},
		{noTitle, Review, unchanged, "in the library", false, false, inLibrary, review},
		{noTitle, Leave, unchanged, "in the library; NO_PROGRESS: terms.library_stall passed", false, false, mayLeave, leave},
		{anyState, Complain, unchanged, "", false, false, nil, nil},
		{anyState, Misused, unchanged, "", false, false, nil, nil},
		{anyState, Counterfeited, unchanged, "", false, false, nil, nil},
		{anyState, Adopt, unchanged, "other terms, known to the history", false, false, nil, nil},
	}
}
