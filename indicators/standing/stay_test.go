package standing

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A report that fell due while the holder was wrongly revoked is due from the
// restoration on: 1 December + 60 days = 30 January 2028, a Sunday.
func TestStayReportDayInside(t *testing.T) {
	l := recognised(t)
	l.do("cascade 2027-04-01", "annul 2027-12-01 of=6 reason=OWNER_RESTORED", "restore 2027-12-01 of=6")
	due := l.Due(MustDate("2027-12-01"))
	assert.Equal(t, "2027-12-01", find(t, due, TopicReport).By.String())
	assert.Equal(t, "2028-01-31", find(t, due, TopicReportWarn).By.String())
	l.refuse("warn 2028-01-31 reason=REPORT_LATE found=2028-01-31", "not late")
	l.do("warn 2028-02-01 reason=REPORT_LATE found=2028-02-01")
}

// A term that was over before the wrong decision is not opened again.
func TestStayAfterTheTerm(t *testing.T) {
	l := recognised(t)
	l.do("warn 2026-06-01 reason=ENV_PENALTY found=2026-05-30",
		"cascade 2026-12-01", "annul 2027-02-01 of=7 reason=OWNER_RESTORED", "restore 2027-02-01 of=7")
	assert.Equal(t, "2026-08-31", find(t, l.Due(MustDate("2027-02-01")), TopicRectify).By.String())
}

// Working back may need a day that the calendar does not know; then the
// restoration is refused, not half done.
func TestStayBeyondTheCalendar(t *testing.T) {
	terms := DefaultTerms()
	terms.Rectify = Term{90, WorkingDays, Assumption, "test"}
	cal := weekdays()
	cal.To = MustDate("2026-12-31")
	h, err := New(product, cal, terms)
	require.NoError(t, err)
	l := life{h, t}
	l.do("submit 2026-03-02", "accept 2026-03-03", "evaluate 2026-03-04", "pass 2026-03-06", "confirm 2026-03-16",
		"warn 2026-06-01 reason=ENV_PENALTY found=2026-05-30", "suspend 2026-06-10 reason=RECALL_ORDERED found=2026-06-09",
		"intend 2026-10-20 reason=NOT_FIXED found=2026-10-20 intends=suspend of=6", "hear 2026-10-21 of=8",
		"suspend 2027-01-05 reason=NOT_FIXED found=2026-10-20 of=8", "annul 2027-01-06 of=7 reason=OWN_MOTION")
	l.refuse("restore 2027-01-06 of=7", "2027-01-01", "add that year's holiday notice")
}

func TestFixClosesWhatWasIntended(t *testing.T) {
	l := recognised(t)
	l.do("warn 2026-06-01 reason=ENV_PENALTY found=2026-05-30")
	l.refuse("intend 2026-08-01 reason=FORGED found=2026-08-01 intends=revoke of=6", "names the open matter of reason NOT_FIXED only")
	l.refuse("intend 2026-08-01 reason=NOT_FIXED found=2026-08-01 intends=revoke of=6", "no open matter that leads to revoke")
	l.do("intend 2026-08-01 reason=NOT_FIXED found=2026-08-01 intends=suspend of=6", "hear 2026-08-02 of=7")
	l.refuse("suspend 2026-08-31 reason=NOT_FIXED found=2026-08-01 of=7", "the time to put it right", "2026-08-31")
	l.do("fix 2026-08-31 of=6")
	assert.Empty(t, l.Standing().Intentions)
	l.do("give-up 2026-09-01")
}

// Suspended for the missing report: what was intended on the warning falls away.
func TestEscalationClosesWhatWasIntended(t *testing.T) {
	l := recognised(t)
	l.do("warn 2027-06-30 reason=REPORT_LATE found=2027-06-30", // 6
		"intend 2027-08-02 reason=NOT_FIXED found=2027-08-02 intends=suspend of=6", "hear 2027-08-03 of=7",
		"intend 2027-08-04 reason=REPORT_LATE found=2027-08-02 intends=suspend", "hear 2027-08-05 of=9",
		"suspend 2027-08-31 reason=REPORT_LATE found=2027-08-02 of=9")
	assert.Empty(t, l.Standing().Intentions)
	assert.Len(t, l.Standing().Matters, 1)
}

func TestBlacklistNeedsRemovalBesidesTime(t *testing.T) {
	l := recognised(t)
	l.do("intend 2026-07-01 reason=BLACKLIST found=2026-06-30 intends=revoke", "hear 2026-07-02 of=6",
		"revoke 2026-07-03 reason=BLACKLIST found=2026-06-30 of=6", "serve 2026-07-03 of=8", "cool 2026-07-04")
	l.refuse("reapply 2035-01-01", "not yet removed")
	l.do("delist 2029-07-01")
	l.refuse("delist 2029-07-01", "the removal is recorded")
	l.refuse("reapply 2029-07-03", "runs until 2029-07-03")
	l.do("reapply 2029-07-04")
	assert.True(t, l.Standing().Delisted)
	forged := recognised(t)
	forged.do("cascade 2026-07-03")
	forged.refuse("delist 2026-07-04", "not revoked for the serious-illegality list")
}

// A second contest, in court, runs from the day on which the first one failed.
func TestContestTwice(t *testing.T) {
	l := recognised(t)
	l.do("cascade 2026-07-03", "serve 2026-07-03 of=6", "contest 2026-12-30 of=6")
	l.refuse("contest 2026-12-31 of=6", "contested since 2026-12-30")
	l.do("uphold 2027-05-03 of=6")
	l.refuse("contest 2027-11-04 of=6", "has passed")
	l.do("contest 2027-11-03 of=6", "annul 2028-01-01 of=6")
	l.refuse("contest 2028-01-02 of=6", "was annulled")
	l.refuse("annul 2028-01-02 of=6", "was annulled")
}

// A spot check failed as an applicant counts as the first of two.
func TestRepeatedAfterAVeto(t *testing.T) {
	l := newLife(t, product, gradedTerms())
	l.do("submit 2026-03-02", "veto 2026-03-02 reason=SPOTCHECK found=2026-03-01", "reapply 2027-03-03",
		"submit 2027-03-03", "accept 2027-03-03", "evaluate 2027-03-03", "pass 2027-03-03", "confirm 2027-03-15")
	l.do("intend 2027-12-01 reason=SPOTCHECK found=2027-11-30 intends=revoke")
	unknown := newLife(t, product, gradedTerms())
	unknown.do("submit 2026-03-02", "veto 2026-03-02 reason=SPOTCHECK", "reapply 2027-03-03",
		"submit 2027-03-03", "accept 2027-03-03", "evaluate 2027-03-03", "pass 2027-03-03", "confirm 2027-03-15")
	unknown.refuse("intend 2027-12-01 reason=SPOTCHECK found=2027-11-30 intends=revoke", "calls for suspend")
}

func TestANewTitleStartsClean(t *testing.T) {
	l := recognised(t)
	l.do("renew 2028-09-16", "fail 2028-10-16", "expire 2029-03-17", "enter 2029-03-17 stage=develop", "reapply 2029-03-20", "submit 2029-03-20",
		"accept 2029-03-20", "evaluate 2029-03-20", "pass 2029-03-20", "confirm 2029-04-02")
	s := l.Standing()
	assert.Equal(t, Standing{State: Recognised, Since: MustDate("2029-04-02"), NoticeOn: MustDate("2029-03-20"), Recognised: MustDate("2029-04-02"),
		ValidUntil: MustDate("2032-04-02"), Reported: 2028, Decisions: s.Decisions}, s)
}

// A stay that ends in the renewal window takes only the days in it: 16
// September to 16 October 2028, thirty days after 16 March 2029.
func TestStayIntoTheRenewalWindow(t *testing.T) {
	l := recognised(t)
	l.do("cascade 2028-06-16", "annul 2028-10-16 of=6 reason=OWNER_RESTORED", "restore 2028-10-16 of=6")
	assert.Equal(t, "2029-04-15", find(t, l.Due(MustDate("2028-10-16")), TopicExpiry).By.String())
}

func TestLosingTheTitleClosesWhatWasOpen(t *testing.T) {
	l := recognised(t)
	l.do("warn 2028-09-01 reason=ENV_PENALTY found=2028-08-30", "fix 2028-09-02 of=6", "renew 2028-09-16",
		"warn 2028-09-17 reason=ENV_PENALTY found=2028-09-16", "intend 2028-09-18 reason=FORGED found=2028-09-16 intends=revoke")
	assert.Equal(t, []Topic{TopicLeft, TopicAnnounce}, topicsOf(l.do("cascade 2028-09-19")))
	s := l.Standing()
	assert.Empty(t, s.Matters)
	assert.Empty(t, s.Intentions)
	assert.Empty(t, s.Renewal)
	l.refuse("cool 2028-09-20", "entry 11, is not yet served")
	l.do("announce 2028-09-20 of=11")
	assert.NotContains(t, topicsOf(l.Due(MustDate("2028-09-20"))), TopicAnnounce)
	l.refuse("announce 2028-09-20 of=11", "was announced")
	l.refuse("announce 2028-09-20 of=6", "announced are revocations and restorations")
}

// Two decisions undone one after the other: the record of the first correction stays.
func TestRestoreTwice(t *testing.T) {
	l := recognised(t)
	before := l.Standing()
	l.do("cascade 2026-07-03", "annul 2026-08-03 of=6 reason=OWNER_RESTORED", "restore 2026-08-04 of=6", "announce 2026-08-05 of=8",
		"suspend 2026-09-01 reason=RECALL_ORDERED found=2026-08-30", "annul 2026-10-01 of=10 reason=OWN_MOTION", "restore 2026-10-02 of=10")
	assert.Equal(t, before, l.Standing())
	assert.False(t, l.Void(9))
	assert.False(t, l.Void(8))
	assert.Equal(t, []Topic{TopicCorrection}, topicsOf(l.Due(MustDate("2026-10-02")))[:1], "of the second restoration")
	assert.Equal(t, Revoked, l.At(MustDate("2026-07-03")).State)
	assert.Equal(t, Suspended, l.At(MustDate("2026-09-01")).State)
	assert.Equal(t, Recognised, l.Effective(MustDate("2026-09-01")).State)
}
