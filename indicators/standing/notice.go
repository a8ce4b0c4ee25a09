package standing

import (
	"fmt"
	"slices"
)

// Topic is what a notice is about.
type Topic string

// The topics: first those of an event, then those with a date by which or from
// which something is to be done.
const (
	TopicLeft           Topic = "left"            // no longer live: leaves its industry and region
	TopicJoined         Topic = "joined"          // live now
	TopicCorrection     Topic = "correction"      // a decision was undone: publish the correction by By
	TopicAnnotation     Topic = "annotation"      // a past edition says From, To holds now
	TopicRevokeProduct  Topic = "revoke-product"  // revoke the product with its owner
	TopicRestoreProduct Topic = "restore-product" // annul and restore the product's cascade
	TopicRecompute      Topic = "recompute"       // recompute an industry or region

	TopicCheck         Topic = "check"
	TopicCorrect       Topic = "correct"
	TopicNotice        Topic = "notice"
	TopicObjection     Topic = "objection"
	TopicReapply       Topic = "reapply"
	TopicCooldown      Topic = "cooldown"
	TopicReport        Topic = "report"
	TopicReportWarn    Topic = "report-warn"
	TopicReportSuspend Topic = "report-suspend"
	TopicRectify       Topic = "rectify"
	TopicSuspension    Topic = "suspension"
	TopicRenewal       Topic = "renewal"
	TopicExpiry        Topic = "expiry"
	TopicHearing       Topic = "hearing"
	TopicDecide        Topic = "decide"
	TopicServe         Topic = "serve"
	TopicContest       Topic = "contest"
	TopicRestore       Topic = "restore"
	TopicAnnounce      Topic = "announce"
	TopicReview        Topic = "review"
	TopicStall         Topic = "stall"
)

// Status is where a dated notice stands on the day asked about.
type Status string

// The three statuses.
const (
	Pending Status = "pending" // the term runs
	Open    Status = "open"    // a wait is over: the act is open
	Overdue Status = "overdue" // a deadline has passed
)

// Notice is something that somebody is to know or to do because of an entry.
type Notice struct {
	Topic Topic `json:"topic"`
	Qualification
	Entry       int    `json:"entry,omitzero"`       // the entry that it follows from
	Of          int    `json:"of,omitzero"`          // correction: the decision undone
	Act         Act    `json:"act,omitzero"`         // of that entry; correction: of the decision undone
	Date        Date   `json:"date,omitzero"`        // of that entry; annotation: of the edition
	From        State  `json:"from,omitzero"`        // state before
	To          State  `json:"to,omitzero"`          // state after
	Void        []int  `json:"void,omitempty"`       // correction: entries that lost their effect with the decision
	By          Date   `json:"by,omitzero"`          // last day of the term
	Status      Status `json:"status,omitzero"`      // on the day asked about
	Provisional bool   `json:"provisional,omitzero"` // By rests on days that the calendar does not cover
}

// topic, wait (By ends a wait, after which the act is open) and name
var topics = []struct {
	topic Topic
	wait  bool
	name  Name
}{
	{TopicLeft, false, Name{"退出在册主体", "left"}},
	{TopicJoined, false, Name{"列入在册主体", "joined"}},
	{TopicCorrection, false, Name{"发布更正公告", "publish the correction"}},
	{TopicAnnotation, false, Name{"历史版本加注", "annotate a past edition"}},
	{TopicRevokeProduct, false, Name{"随企业撤销产品资格", "revoke the product with its owner"}},
	{TopicRestoreProduct, false, Name{"随企业恢复产品资格", "restore the product with its owner"}},
	{TopicRecompute, false, Name{"重新计算产业或区域", "recompute the industry or region"}},
	{TopicCheck, false, Name{"受理审查", "check the application"}},
	{TopicCorrect, false, Name{"补正材料", "correct the application"}},
	{TopicNotice, true, Name{"公示期", "public notice"}},
	{TopicObjection, false, Name{"处理异议", "decide on the objection"}},
	{TopicReapply, true, Name{"可再次申请", "wait before applying again"}},
	{TopicCooldown, true, Name{"冷却期", "cool-down"}},
	{TopicReport, false, Name{"提交年度报告", "file the yearly report"}},
	{TopicReportWarn, false, Name{"年度报告逾期警示线", "yearly report, or a warning"}},
	{TopicReportSuspend, false, Name{"年度报告逾期暂停线", "yearly report, or a suspension"}},
	{TopicRectify, false, Name{"警示整改", "put right what the warning names"}},
	{TopicSuspension, false, Name{"暂停期限", "put right what the suspension names"}},
	{TopicRenewal, true, Name{"续期窗口", "renewal opens"}},
	{TopicExpiry, false, Name{"有效期届满", "end of validity"}},
	{TopicHearing, true, Name{"陈述申辩期", "time to be heard"}},
	{TopicDecide, false, Name{"作出决定", "decide on the intended measure"}},
	{TopicServe, false, Name{"送达决定", "serve the decision"}},
	{TopicContest, false, Name{"复议诉讼期限", "contest the decision"}},
	{TopicRestore, false, Name{"恢复资格", "restore after annulment"}},
	{TopicAnnounce, false, Name{"公告撤销", "announce the revocation"}},
	{TopicReview, false, Name{"库内年度复核", "review the library member"}},
	{TopicStall, true, Name{"库内无进步期限", "time for progress in the library"}},
}

// Name returns the topic's name in both languages.
func (t Topic) Name() Name {
	for _, x := range topics {
		if x.topic == t {
			return x.name
		}
	}
	return Name{}
}

func (t Topic) wait() bool {
	for _, x := range topics {
		if x.topic == t {
			return x.wait
		}
	}
	return false
}

// String returns the notice as one line for people.
func (n Notice) String() string {
	text := fmt.Sprintf("%s %s: %s", n.Kind, n.Subject, n.Topic.Name().EN)
	if n.From != n.To {
		text += fmt.Sprintf(", %s -> %s", n.From, n.To)
	}
	if !n.By.IsZero() {
		text += fmt.Sprintf(", by %v", n.By)
	}
	if n.Status != "" {
		text += ", " + string(n.Status)
	}
	if n.Provisional {
		text += " (provisional: holidays not known)"
	}
	return text
}

// Annotations compares what past editions said on their cut-off dates with
// what the record says now. An edition is annotated, never rewritten: each
// notice gives the state then (From), the state now (To), and the restoration
// that made the difference (Entry).
func (h *History) Annotations(editions ...Date) []Notice {
	editions = slices.Clone(editions)
	slices.SortFunc(editions, Date.Compare)
	var out []Notice
	for _, on := range slices.Compact(editions) {
		then, now := h.At(on).State, h.Effective(on).State
		if then == now {
			continue
		}
		n := Notice{Topic: TopicAnnotation, Qualification: h.q, Date: on, From: then, To: now}
		for _, r := range h.restored {
			if n.Entry == 0 && r.date.After(on) && !h.entries[r.of-1].Date.After(on) {
				n.Entry, n.Of, n.Act = r.entry, r.of, h.entries[r.of-1].Act
			}
		}
		out = append(out, n)
	}
	return out
}
