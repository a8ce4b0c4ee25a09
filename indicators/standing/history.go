package standing

import (
	"errors"
	"fmt"
	"iter"
	"slices"
)

// History is the append-only record of one qualification. Its standing is
// always what a replay of its entries gives. It is not safe for concurrent
// appends; concurrent readers need no lock while nobody appends.
type History struct {
	q       Qualification
	cal     Calendar
	known   []adopted
	first   string // digest of the terms at the start
	entries []Event
	log     chain // header and entries as written

	now      Standing
	inForce  *Terms
	undone   []int // entries annulled and restored
	stays    []stay
	restored []restoration
	void     []bool // entry i+1 has no effect on now
}

type adopted struct {
	digest string
	terms  *Terms
}

// restoration is a restore entry and its correction notice.
type restoration struct {
	entry, of int
	act       Act // of the decision restored from
	date      Date
	announced Date
}

// New begins a history in the state draft. The first terms are in force from
// the start; the others may be adopted later by an Adopt event. The error
// joins all faults of the qualification, the calendar and the terms.
func New(q Qualification, cal Calendar, terms ...Terms) (*History, error) {
	var faults []error
	if q.Subject == "" || q.Scope == "" {
		faults = append(faults, errors.New("qualification: subject and scope are needed"))
	}
	if !known(kindNames, q.Kind) {
		faults = append(faults, fmt.Errorf("qualification: kind %q is none of product, enterprise, industry, region", q.Kind))
	}
	faults = append(faults, cal.faults()...)
	if len(terms) == 0 {
		faults = append(faults, errors.New("terms are needed, DefaultTerms for example"))
	}
	h := &History{q: q, cal: cal}
	for _, t := range terms {
		faults = append(faults, t.faults()...)
		digest, err := t.Digest()
		if err != nil {
			faults = append(faults, err)
		}
		h.known = append(h.known, adopted{digest, &t})
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("standing: %w", errors.Join(faults...))
	}
	h.begin(h.known[0])
	return h, nil
}

func (h *History) begin(a adopted) {
	h.first, h.inForce = a.digest, a.terms
	h.now = Standing{State: Draft}
	h.log.push(header{Format: format, Qualification: h.q, Terms: h.first})
}

// Qualification returns what the history is about.
func (h *History) Qualification() Qualification { return h.q }

// Standing returns what the history amounts to now.
func (h *History) Standing() Standing { return h.now.clone() }

// Terms returns the terms in force.
func (h *History) Terms() Terms { return *h.inForce }

// Len returns the number of entries.
func (h *History) Len() int { return len(h.entries) }

// All yields the entries with their numbers, from 1.
func (h *History) All() iter.Seq2[int, Event] {
	return func(yield func(int, Event) bool) {
		for i, e := range h.entries {
			if !yield(i+1, e) {
				return
			}
		}
	}
}

// Void reports whether an entry has lost its effect because a decision before
// it was annulled and restored. It stays in the record.
func (h *History) Void(entry int) bool { return entry >= 1 && entry <= len(h.void) && h.void[entry-1] }

// Legal lists the acts that the table has for the present state; a guard may
// still refuse one of them on a given date.
func (h *History) Legal() []Act { return legal(&h.now) }

// Append records an event and returns what it makes necessary at once: that a
// member left or joined, a revocation to announce, a correction to publish. Hand
// each notice to Cascade for what it does to other subjects. A refused event leaves the history as it
// was; the error is an *IllegalError where the event is well formed.
func (h *History) Append(e Event) ([]Notice, error) {
	seq := len(h.entries) + 1
	if err := e.Validate(); err != nil {
		return nil, fmt.Errorf("standing: entry %d: %w", seq, err)
	}
	if n := len(h.entries); n > 0 && e.Date.Before(h.entries[n-1].Date) {
		return nil, fmt.Errorf("standing: entry %d: dated %v, before entry %d of %v; a history is kept in order of decision dates",
			seq, e.Date, n, h.entries[n-1].Date)
	}
	before := h.now
	notices, err := h.enact(e, seq)
	if err != nil {
		return nil, fmt.Errorf("standing: %w", err)
	}
	h.entries = append(h.entries, e)
	h.log.push(line{seq, h.log.head, e})
	return append(h.told(e, seq, before.State), notices...), nil
}

func (h *History) enact(e Event, seq int) ([]Notice, error) {
	switch {
	case e.Act == Adopt:
		return nil, h.adopt(e, seq)
	case e.Act == Restore:
		return h.restore(e, seq)
	case e.Act == Announce && h.restoration(e.Of) != nil:
		return nil, h.announceRestoration(e, seq)
	}
	s, err := h.try(h.now, h.inForce, h.stays, e, seq)
	if err != nil {
		return nil, err
	}
	h.now, h.void = s, append(h.void, false)
	return nil, nil
}

func (h *History) try(s Standing, t *Terms, stays []stay, e Event, seq int) (Standing, error) {
	s = s.clone()
	c := step{kind: h.q.Kind, terms: t, cal: h.cal, stays: stays, s: &s, e: e, seq: seq}
	_, err := c.take()
	return s, err
}

func (h *History) adopt(e Event, seq int) error {
	i := slices.IndexFunc(h.known, func(a adopted) bool { return a.digest == e.Terms })
	if i < 0 {
		return fmt.Errorf("entry %d: terms %s are not among those given to the history", seq, e.Terms)
	}
	if h.known[i].terms == h.inForce {
		return fmt.Errorf("entry %d: terms %s are in force already", seq, e.Terms)
	}
	h.inForce, h.void = h.known[i].terms, append(h.void, false)
	return nil
}

func (h *History) restoration(entry int) *restoration {
	i := slices.IndexFunc(h.restored, func(r restoration) bool { return r.entry == entry })
	if i < 0 {
		return nil
	}
	return &h.restored[i]
}

func (h *History) announceRestoration(e Event, seq int) error {
	r := h.restoration(e.Of)
	if !r.announced.IsZero() {
		return fmt.Errorf("entry %d: the restoration, entry %d, was announced on %v", seq, e.Of, r.announced)
	}
	r.announced = e.Date
	h.void = append(h.void, false)
	return nil
}

// restore replays the record without the annulled decision. Time to act does
// not run between the decision and its restoration.
func (h *History) restore(e Event, seq int) ([]Notice, error) {
	if _, err := h.try(h.now, h.inForce, h.stays, e, seq); err != nil {
		return nil, err
	}
	d := h.now.decision(e.Of)
	undone := append(slices.Clone(h.undone), e.Of)
	stays := append(slices.Clone(h.stays), stay{d.Date, e.Date})
	s, void, err := h.replay(len(h.entries), undone, stays)
	if err != nil {
		return nil, err
	}
	correction := Notice{
		Topic: TopicCorrection, Qualification: h.q, Entry: seq, Of: e.Of, Act: d.Act, Date: e.Date,
		From: h.now.State, To: s.State, Status: Pending,
	}
	for i := range void {
		if void[i] && !h.void[i] && i+1 != e.Of {
			correction.Void = append(correction.Void, i+1)
		}
	}
	correction.By, correction.Provisional = h.cal.Last(e.Date, h.inForce.Announce)
	h.restored = append(h.restored, restoration{entry: seq, of: e.Of, act: d.Act, date: e.Date})
	h.now, h.void, h.undone, h.stays = s, append(void, false), undone, stays
	return []Notice{correction}, nil
}

// replay gives the standing after the first n entries as if the undone
// decisions had not been made, and which entries are void for it: the undone
// ones and those that are not legal without them.
func (h *History) replay(n int, undone []int, stays []stay) (Standing, []bool, error) {
	s, void := Standing{State: Draft}, make([]bool, n)
	terms := h.termsOf(h.first)
	for i, e := range h.entries[:n] {
		switch {
		case slices.Contains(undone, i+1):
			void[i] = true
			continue
		case e.Act == Adopt:
			terms = h.termsOf(e.Terms)
			continue
		case e.Act == Restore, e.Act == Announce && h.restoration(e.Of) != nil:
			continue
		}
		next, err := h.try(s, terms, stays, e, i+1)
		if errors.Is(err, ErrCalendar) {
			return s, nil, err
		}
		if void[i] = err != nil; err == nil {
			s = next
		}
	}
	return s, void, nil
}

func (h *History) termsOf(digest string) *Terms {
	for _, a := range h.known {
		if a.digest == digest {
			return a.terms
		}
	}
	return nil
}

// told says what an entry makes necessary at once, besides a correction: the
// subject left or joined those with a live title; a revocation is to be announced.
func (h *History) told(e Event, seq int, before State) (out []Notice) {
	n := Notice{Qualification: h.q, Entry: seq, Act: e.Act, Date: e.Date, From: before, To: h.now.State}
	if before.Live() != h.now.State.Live() {
		n.Topic = TopicLeft
		if h.now.State.Live() {
			n.Topic = TopicJoined
		}
		out = append(out, n)
	}
	if e.Act == Revoke || e.Act == Cascaded {
		n.Topic, n.Status = TopicAnnounce, Pending
		n.By, n.Provisional = h.cal.Last(e.Date, h.inForce.Announce)
		out = append(out, n)
	}
	return out
}

// upTo counts the entries dated on a day or before it.
func (h *History) upTo(on Date) int {
	n := 0
	for n < len(h.entries) && !h.entries[n].Date.After(on) {
		n++
	}
	return n
}

// At returns the standing on a date as the record said on that date.
func (h *History) At(on Date) Standing {
	g := &History{q: h.q, cal: h.cal, known: h.known, inForce: h.termsOf(h.first), first: h.first, now: Standing{State: Draft}}
	for i, e := range h.entries[:h.upTo(on)] {
		if _, err := g.enact(e, i+1); err != nil {
			panic("standing: a recorded entry does not replay: " + err.Error())
		}
		g.entries = append(g.entries, e)
	}
	return g.now
}

// Effective returns the standing on a date as the record says now: decisions
// since annulled and restored are left out.
func (h *History) Effective(on Date) Standing {
	s, _, err := h.replay(h.upTo(on), h.undone, h.stays)
	if err != nil {
		panic("standing: a recorded entry does not replay: " + err.Error())
	}
	return s
}
