package standing

import "slices"

// Due lists the terms that run, the waits that are over and the deadlines that
// have passed on a day, the earliest first. The day is usually today; one
// before the last entry is answered with what is known now.
func (h *History) Due(on Date) []Notice {
	s := h.now.clone()
	d := &docket{h: h, on: on, c: step{kind: h.q.Kind, terms: h.inForce, cal: h.cal, stays: h.stays, s: &s}}
	d.application()
	if s.State.Held() {
		d.holder()
	}
	d.process()
	d.library()
	slices.SortStableFunc(d.out, func(a, b Notice) int { return a.By.Compare(b.By) })
	return d.out
}

// Overdue lists the deadlines that have passed on a day.
func (h *History) Overdue(on Date) []Notice {
	return slices.DeleteFunc(h.Due(on), func(n Notice) bool { return n.Status != Overdue })
}

type docket struct {
	h   *History
	on  Date
	c   step
	out []Notice
}

// term adds a term that started on a day, because of an entry (0: none in particular).
func (d *docket) term(topic Topic, entry int, start Date, t Term) {
	last, provisional := d.h.cal.Last(start, t)
	d.add(topic, entry, last, provisional)
}

// wait adds a wait, which ends on its own day.
func (d *docket) wait(topic Topic, start Date, t Term) {
	if t.Unit != Forever {
		d.add(topic, 0, t.last(start), false)
	}
}

func (d *docket) add(topic Topic, entry int, by Date, provisional bool) {
	n := Notice{Topic: topic, Qualification: d.h.q, Entry: entry, By: by, Status: Pending, Provisional: provisional}
	if entry > 0 {
		n.Act, n.Date = d.h.entries[entry-1].Act, d.h.entries[entry-1].Date
	}
	if d.on.After(by) {
		n.Status = Overdue
		if topic.wait() {
			n.Status = Open
		}
	}
	d.out = append(d.out, n)
}

func (d *docket) application() {
	s, t := d.c.s, d.c.terms
	since := s.applicationSince()
	switch s.application() {
	case Submitted:
		d.term(TopicCheck, 0, since, t.Check)
	case Returned:
		d.term(TopicCorrect, 0, since, t.Correct)
	case OnNotice:
		d.term(TopicNotice, 0, s.NoticeOn, t.Notice)
	case Objected:
		d.term(TopicObjection, 0, since, t.Objection)
	case Rejected:
		d.wait(TopicReapply, since, t.Reapply)
	case Revoked, Cooldown:
		d.wait(TopicCooldown, s.Revoked, t.cooldown(s.Ended))
	}
}

func (d *docket) holder() {
	s, t := d.c.s, d.c.terms
	_, due := d.c.nextReport()
	d.add(TopicReport, 0, d.c.tolled(due, t.ReportWarn), false)
	d.term(TopicReportWarn, 0, d.c.tolled(due, t.ReportWarn), t.ReportWarn)
	d.term(TopicReportSuspend, 0, d.c.tolled(due, t.ReportSuspend), t.ReportSuspend)
	for _, m := range s.Matters {
		if m.Class == ClassWarn {
			d.term(TopicRectify, m.Entry, d.c.tolled(m.Since, t.Rectify), t.Rectify)
		} else {
			d.term(TopicSuspension, m.Entry, d.c.tolled(m.Since, t.Suspension), t.Suspension)
		}
	}
	if s.Renewal == "" {
		d.add(TopicRenewal, 0, d.c.renewalOpens().AddDays(-1), false)
		d.add(TopicExpiry, 0, d.c.validityEnd(), false)
	}
}

func (d *docket) process() {
	s, t := d.c.s, d.c.terms
	for _, n := range s.Intentions {
		if !n.Heard {
			d.term(TopicHearing, n.Entry, n.Date, t.Hearing)
		}
		d.term(TopicDecide, n.Entry, n.Date, t.Decide)
	}
	for _, x := range s.Decisions {
		switch {
		case !x.Annulled.IsZero():
			d.term(TopicRestore, x.Entry, x.Annulled, t.Restore)
			continue
		case x.Served.IsZero():
			d.term(TopicServe, x.Entry, x.Date, t.Serve)
		case x.Contested.IsZero():
			if last, p := d.h.cal.Last(x.Served, t.Contest); !d.on.After(last) { // a right that lapses is no debt
				d.add(TopicContest, x.Entry, last, p)
			}
		}
		if (x.Act == Revoke || x.Act == Cascaded) && x.Announced.IsZero() {
			d.term(TopicAnnounce, x.Entry, x.Date, t.Announce)
		}
	}
	for _, r := range d.h.restored {
		if r.announced.IsZero() {
			d.term(TopicCorrection, r.entry, r.date, t.Announce)
		}
	}
}

func (d *docket) library() {
	s, t := d.c.s, d.c.terms
	if s.Stage == "" {
		return
	}
	d.term(TopicReview, 0, s.Reviewed, t.LibraryReview)
	d.wait(TopicStall, s.StageSince, t.LibraryStall)
}
