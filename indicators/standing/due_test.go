package standing

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestDue_AHolder(t *testing.T) {
	l := recognised(t)
	want := map[Topic]string{
		TopicReport: "2027-04-30", TopicReportWarn: "2027-06-29", TopicReportSuspend: "2027-08-30",
		TopicRenewal: "2028-09-15", TopicExpiry: "2029-03-16",
	}
	got := map[Topic]string{}
	for _, n := range l.Due(MustDate("2026-04-01")) {
		got[n.Topic] = n.By.String()
		assert.Equal(t, Pending, n.Status, n.Topic)
	}
	assert.Equal(t, want, got)
	assert.Empty(t, l.Overdue(MustDate("2027-04-30")))
	assert.Equal(t, []Topic{TopicReport}, topicsOf(l.Overdue(MustDate("2027-05-01"))))
	assert.Equal(t, []Topic{TopicReport, TopicReportWarn, TopicReportSuspend, TopicExpiry}, topicsOf(l.Overdue(MustDate("2029-03-17"))))
	assert.Equal(t, Open, find(t, l.Due(MustDate("2028-09-16")), TopicRenewal).Status)
}

func TestDue_EachTerm(t *testing.T) {
	for _, c := range []struct {
		topic  Topic
		by     string
		start  bool // from a recognition on 2026-03-16
		events []string
	}{
		{TopicCheck, "2026-03-09", false, []string{"submit 2026-03-02"}},
		{TopicCorrect, "2026-03-30", false, []string{"submit 2026-03-02", "return 2026-03-02"}},
		{TopicNotice, "2026-03-09", false, []string{"submit 2026-03-02", "accept 2026-03-02", "evaluate 2026-03-02", "pass 2026-03-02"}},
		{TopicObjection, "2026-03-31", false, []string{"submit 2026-03-02", "accept 2026-03-02", "evaluate 2026-03-02", "pass 2026-03-02", "object 2026-03-03"}},
		{TopicReapply, "2027-03-02", false, []string{"submit 2026-03-02", "accept 2026-03-02", "evaluate 2026-03-02", "fail 2026-03-02"}},
		{TopicReview, "2027-03-02", false, []string{"enter 2026-03-02 stage=reserve"}},
		{TopicStall, "2028-03-02", false, []string{"enter 2026-03-02 stage=reserve", "review 2027-03-01"}},
		{TopicRectify, "2026-07-30", true, []string{"warn 2026-05-01 reason=ENV_PENALTY found=2026-04-30"}},
		{TopicSuspension, "2026-11-02", true, []string{"suspend 2026-05-01 reason=RECALL_ORDERED found=2026-04-30"}}, // 1 November is a Sunday
		{TopicHearing, "2026-05-08", true, []string{"intend 2026-05-01 reason=FORGED found=2026-04-30 intends=revoke"}},
		{TopicDecide, "2026-07-30", true, []string{"intend 2026-05-01 reason=FORGED found=2026-04-30 intends=revoke"}},
		{TopicServe, "2026-05-12", true, []string{"cascade 2026-05-01"}},
		{TopicAnnounce, "2026-05-08", true, []string{"cascade 2026-05-01"}},
		{TopicCooldown, "2029-05-01", true, []string{"cascade 2026-05-01"}},
		{TopicContest, "2026-11-04", true, []string{"cascade 2026-05-01", "serve 2026-05-04 of=6"}},
	} {
		l := newLife(t, product)
		if c.start {
			l = recognised(t)
		}
		l.do(c.events...)
		by := MustDate(c.by)
		n := find(t, l.Due(by), c.topic)
		assert.Equal(t, c.by, n.By.String(), c.topic)
		assert.Equal(t, Pending, n.Status, c.topic)
		if c.topic == TopicContest {
			assert.NotContains(t, topicsOf(l.Due(by.AddDays(1))), c.topic, "a right that lapsed is no debt")
			continue
		}
		after := find(t, l.Due(by.AddDays(1)), c.topic).Status
		if c.topic.wait() {
			assert.Equal(t, Open, after, c.topic)
		} else {
			assert.Equal(t, Overdue, after, c.topic)
		}
	}
}

func TestDueBeyondTheCalendarIsProvisional(t *testing.T) {
	h, err := New(product, calendar2025(t), DefaultTerms())
	assert.NoError(t, err)
	l := life{h, t}
	l.do("submit 2025-12-29")
	n := find(t, l.Due(MustDate("2025-12-30")), TopicCheck)
	assert.True(t, n.Provisional)
	assert.Contains(t, n.String(), "provisional")
	l.do("return 2025-12-30", "correct 2025-12-31", "return 2025-12-31")
	l.refuse("lapse 2026-02-20", "2026-01-01", "add that year's holiday notice")
}

func TestComplaintsCountProfessionalsApart(t *testing.T) {
	l := recognised(t)
	before := l.Standing()
	l.do("complaint 2026-07-01 claimant=consumer outcome=upheld", "complaint 2026-07-02 claimant=professional outcome=upheld",
		"complaint 2026-07-03 claimant=professional outcome=upheld", "complaint 2026-07-04 claimant=professional outcome=unfounded",
		"complaint 2026-07-05 claimant=competitor outcome=settled", "complaint 2026-08-01 claimant=other outcome=withdrawn")
	assert.Equal(t, Complaints{Upheld: 1, UpheldProfessional: 2, NotUpheld: 2}, l.Complaints(MustDate("2026-07-01"), MustDate("2026-07-05")))
	assert.Equal(t, Complaints{NotUpheld: 2}, l.Complaints(MustDate("2026-07-05"), MustDate("2026-08-01")))
	assert.Equal(t, before, l.Standing(), "a complaint moves nothing")
}
