package standing

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestNoMeasureWithoutHearing(t *testing.T) {
	l := recognised(t)
	l.refuse("revoke 2026-07-01 reason=STANDARD found=2026-06-30 of=5", "intend and hear first")
	l.refuse("suspend 2026-07-01 reason=ENV_SERIOUS found=2026-06-30", "only a safety reason suspends at once")
	l.do("intend 2026-07-01 reason=STANDARD found=2026-06-30 intends=revoke")
	l.refuse("revoke 2026-07-08 reason=STANDARD found=2026-06-30 of=6", "the time to be heard", "2026-07-08")
	l.refuse("revoke 2026-07-09 reason=FORGED found=2026-06-30 of=6", "decide on that, or drop it")
	l.refuse("revoke 2026-07-09 reason=STANDARD found=2026-06-29 of=6", "decide on that, or drop it")
	l.do("revoke 2026-07-09 reason=STANDARD found=2026-06-30 of=6") // five working days passed unused
	l.refuse("cool 2026-07-10", "not yet served")
	l.refuse("contest 2026-07-10 of=7", "not yet served")
	l.do("serve 2026-07-10 of=7")
	l.refuse("serve 2026-07-10 of=7", "was served")
	l.refuse("contest 2027-01-12 of=7", "has passed")
	l.refuse("uphold 2027-01-12 of=7", "not under contest")
	l.refuse("restore 2027-01-12 of=7", "not annulled")
	l.refuse("annul 2027-01-12 of=7", "not under contest")
	l.refuse("annul 2027-01-12 of=7 reason=OWNER_RESTORED", "did not follow from its owner")
}

// Safety suspends at once, under the profile paper only until the revocation is decided.
func TestSafetySuspendsAtOnce(t *testing.T) {
	l := recognised(t)
	notices := l.do("suspend 2026-07-01 reason=STANDARD_SAFETY found=2026-07-01")
	assert.Equal(t, []Topic{TopicLeft}, topicsOf(notices))
	l.do("intend 2026-07-02 reason=STANDARD_SAFETY found=2026-07-01 intends=revoke", "hear 2026-07-06 of=7")
	notices = l.do("revoke 2026-07-07 reason=STANDARD_SAFETY found=2026-07-01 of=7")
	assert.Equal(t, []Topic{TopicAnnounce}, topicsOf(notices), "it left when it was suspended")
	assert.Equal(t, "2026-07-14", notices[0].By.String(), "five working days")
}

func TestMeasureMustFitTheTrigger(t *testing.T) {
	paper, graded := recognised(t), recognised(t, gradedTerms())
	paper.refuse("warn 2026-07-01 reason=STANDARD found=2026-06-30", "calls for revoke (profile paper, product), not warn")
	paper.refuse("intend 2026-07-01 reason=STANDARD found=2026-06-30 intends=suspend", "calls for revoke")
	graded.refuse("intend 2026-07-01 reason=STANDARD found=2026-06-30 intends=revoke", "calls for suspend (profile graded, product)")
	graded.refuse("warn 2026-07-01 reason=SPOTCHECK found=2026-06-30", "calls for suspend")
	for _, l := range []life{paper, graded} {
		l.refuse("warn 2026-07-01 reason=RECALL_VOLUNTARY found=2026-06-30", "calls for none")
		l.refuse("warn 2026-07-01 reason=COUNTERFEITED found=2026-06-30", "calls for none")
		l.refuse("suspend 2026-07-01 reason=COUNTERFEITED found=2026-06-30", "only a safety reason")
		l.refuse("veto 2026-07-01 reason=COUNTERFEITED found=2026-06-30", "is not legal while recognised")
		l.refuse("cascade 2026-07-01 of=3", `no field "of"`)
	}
}

// Two failed spot checks within 24 months revoke; the same finding twice is one.
func TestRepeatedFindings(t *testing.T) {
	l := recognised(t, gradedTerms())
	l.do("suspend 2026-07-01 reason=SPOTCHECK_SAFETY found=2026-06-30", "fix 2026-08-03 of=6")
	l.refuse("intend 2026-09-01 reason=SPOTCHECK_SAFETY found=2026-06-30 intends=revoke", "calls for suspend")
	l.refuse("intend 2028-07-03 reason=SPOTCHECK found=2028-07-01 intends=revoke", "calls for suspend")
	l.do("intend 2028-07-03 reason=SPOTCHECK_LABEL found=2028-06-30 intends=revoke") // another check of the group, on the last day
	logo := recognised(t)
	logo.do("warn 2026-07-01 reason=LOGO_SCOPE found=2026-06-30", "fix 2026-07-02 of=6")
	logo.refuse("warn 2026-08-01 reason=LOGO_SCOPE found=2026-07-30", "calls for suspend")
}

func TestNobodyLeavesAMeasureIntended(t *testing.T) {
	l := recognised(t)
	l.do("intend 2029-03-01 reason=FORGED found=2029-02-01 intends=revoke")
	l.refuse("expire 2029-03-20", "decide or drop it first")
	l.refuse("give-up 2029-03-20", "decide or drop it first")
	l.do("drop 2029-03-20 of=6", "expire 2029-03-20")
}

func TestYearlyReport_60And120Days(t *testing.T) {
	l := recognised(t)
	l.refuse("warn 2027-06-29 reason=REPORT_LATE found=2027-06-29", "the report on 2026 is due on 2027-04-30")
	l.refuse("report 2026-12-31 year=2026", "before the year is over")
	l.refuse("report 2027-04-01 year=2027", "the next report is the one on 2026")
	l.do("warn 2027-06-30 reason=REPORT_LATE found=2027-06-30") // 6
	l.refuse("warn 2027-07-01 reason=REPORT_LATE found=2027-07-01", "already warned")
	l.refuse("fix 2027-07-01 of=6", "still missing")
	l.do("intend 2027-08-02 reason=REPORT_LATE found=2027-08-02 intends=suspend", "hear 2027-08-03 of=7")
	l.refuse("suspend 2027-08-30 reason=REPORT_LATE found=2027-08-02 of=7", "calls for warn")
	l.do("suspend 2027-08-31 reason=REPORT_LATE found=2027-08-02 of=7") // 9; 28 August 2027 is a Saturday
	assert.Equal(t, []Matter{{9, ReportLate, ClassSuspend, MustDate("2027-08-31")}}, l.Standing().Matters)
	l.do("report 2027-09-01 year=2026", "fix 2027-09-02 of=9")
	assert.Equal(t, Recognised, l.Standing().State)
	assert.Empty(t, l.Standing().Matters)
}

func TestRenewalKeepsTheStatus(t *testing.T) {
	l := recognised(t)
	l.refuse("renew 2028-09-15", "open from 2028-09-16 to 2029-03-16")
	l.do("renew 2028-09-16")
	l.refuse("renew 2028-09-16", "a renewal is under way")
	l.refuse("expire 2029-03-20", "the status stays until it is decided")
	assert.True(t, l.Standing().LiveOn(MustDate("2029-03-20")))
	l.do("pass 2029-03-20", "warn 2029-03-21 reason=ENV_PENALTY found=2029-03-20")
	l.refuse("confirm 2029-04-02", "is not renewed before the matter is put right")
	l.do("fix 2029-04-02 of=8", "confirm 2029-04-02")
	assert.Equal(t, "2032-03-16", l.Standing().ValidUntil.String(), "without a gap")
	assert.False(t, l.Standing().LiveOn(MustDate("2032-03-17")))

	refused := recognised(t)
	refused.do("renew 2028-09-16", "fail 2028-10-16")
	assert.Equal(t, Recognised, refused.Standing().State)
	refused.refuse("renew 2028-11-16", "the wait after a refused renewal")
	refused.do("expire 2029-03-17")
}

// A warned holder is wrongly revoked and restored 100 days later: the warning
// stands, its ninety days are longer by the hundred, a correction is due, and
// what was built on the revocation is void.
func TestRestoreWorksBack(t *testing.T) {
	l := recognised(t, gradedTerms())
	l.do("warn 2026-06-01 reason=ENV_PENALTY found=2026-05-30", // 6, ninety days: until Sunday 30 August
		"intend 2026-06-10 reason=FORGED found=2026-06-09 intends=revoke", "hear 2026-06-11 of=7")
	before := l.Standing()
	assert.Equal(t, "2026-08-31", find(t, l.Due(MustDate("2026-06-12")), TopicRectify).By.String())
	l.do("revoke 2026-06-12 reason=FORGED found=2026-06-09 of=7", // 9
		"serve 2026-06-15 of=9", "cool 2026-06-16", "contest 2026-06-17 of=9", "annul 2026-09-18 of=9")
	assert.Equal(t, Cooldown, l.Standing().State, "annulled is not yet restored")
	assert.Equal(t, "2026-09-25", find(t, l.Due(MustDate("2026-09-18")), TopicRestore).By.String())
	notices := l.do("restore 2026-09-20 of=9") // 14
	assert.Equal(t, before, l.Standing())
	assert.Equal(t, []Topic{TopicJoined, TopicCorrection}, topicsOf(notices))
	c := notices[1]
	assert.Equal(t, []int{10, 11, 12, 13}, c.Void)
	assert.Equal(t, []any{9, Revoke, Cooldown, Warned}, []any{c.Of, c.Act, c.From, c.To})
	assert.Equal(t, "2026-09-25", c.By.String())
	for entry, void := range map[int]bool{0: false, 8: false, 9: true, 11: true, 14: false, 15: false} {
		assert.Equal(t, void, l.Void(entry), entry)
	}
	// 1 June + 100 days + 90 days = 8 December, a Tuesday
	assert.Equal(t, "2026-12-08", find(t, l.Due(MustDate("2026-09-20")), TopicRectify).By.String())
	assert.Equal(t, "2026-09-25", find(t, l.Due(MustDate("2026-09-20")), TopicCorrection).By.String())
	l.do("announce 2026-09-21 of=14")
	l.refuse("announce 2026-09-22 of=14", "was announced")
	assert.NotContains(t, topicsOf(l.Due(MustDate("2026-09-22"))), TopicCorrection)
	l.refuse("annul 2026-09-22 of=9 reason=OWN_MOTION", "no decision that stands")
}

// Editions are annotated, not rewritten.
func TestAnnotations(t *testing.T) {
	l := recognised(t)
	l.do("cascade 2026-06-12", "annul 2026-08-01 of=6 reason=OWNER_RESTORED", "restore 2026-08-03 of=6")
	var editions []Date
	for _, s := range []string{"2026-09-01", "2026-05-10", "2026-07-01", "2026-07-01", "2026-08-03"} {
		editions = append(editions, MustDate(s))
	}
	got := l.Annotations(editions...)
	assert.Equal(t, []Notice{{Topic: TopicAnnotation, Qualification: product, Entry: 8, Of: 6, Act: Cascaded,
		Date: MustDate("2026-07-01"), From: Revoked, To: Recognised}}, got)
	assert.Equal(t, Revoked, l.At(MustDate("2026-07-01")).State, "the record of the day stays")
	assert.Equal(t, "product P1: annotate a past edition, revoked -> recognised", got[0].String())
}

// A stay that ate the renewal window gives the lost days back.
func TestRestoreGivesBackTheRenewalWindow(t *testing.T) {
	l := recognised(t)
	l.do("cascade 2028-12-16", "annul 2029-06-01 of=6 reason=OWNER_RESTORED", "restore 2029-06-04 of=6")
	l.refuse("expire 2029-06-05", "valid until 2029-09-02") // 16 March and the 170 days from 16 December to 4 June
	l.do("renew 2029-06-05")
}
