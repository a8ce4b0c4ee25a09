package standing

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// drawEvent draws an event that is well formed and often, not always, legal.
func drawEvent(t *rapid.T, h *History, from Date) Event {
	acts := h.Legal()
	if rapid.IntRange(0, 9).Draw(t, "wild") == 0 {
		acts = Acts()
	}
	acts = slices.DeleteFunc(slices.Clone(acts), func(a Act) bool { return a == Adopt })
	e := Event{Act: rapid.SampledFrom(acts).Draw(t, "act"), Document: "fictional"}
	e.Date = from.AddDays(rapid.SampledFrom([]int{0, 1, 8, 30, 100, 400}).Draw(t, "days"))
	sp := spec(e.Act)
	reasons := slices.Clone(sp.reasons)
	if sp.triggers {
		for range 3 {
			reasons = append(reasons, triggers[rapid.IntRange(0, len(triggers)-1).Draw(t, "trigger")].Code)
		}
	}
	e.Reason = rapid.SampledFrom(reasons).Draw(t, "reason")
	for _, need := range []string{"found", "of", "of?", "intends", "year", "stage", "claimant outcome"} {
		if has(sp.needs, need) {
			drawField(t, h, &e, need)
		}
	}
	return e
}

func has(needs, field string) bool {
	return (" "+needs+" ") != " " && bytes.Contains([]byte(" "+needs+" "), []byte(" "+field+" "))
}

func drawField(t *rapid.T, h *History, e *Event, field string) {
	switch field {
	case "found":
		e.Found = e.Date
	case "of", "of?":
		drawOf(t, h, e)
	case "intends":
		e.Intends = rapid.SampledFrom(intendable).Draw(t, "intends")
	case "year":
		e.Year = h.now.Reported + 1
		if h.now.Reported == 0 {
			e.Year = 2026
		}
	case "stage":
		e.Stage = rapid.SampledFrom(stageNames).Draw(t, "stage").code
	default:
		e.Claimant = rapid.SampledFrom(claimantNames).Draw(t, "claimant").code
		e.Outcome = rapid.SampledFrom(outcomeNames).Draw(t, "outcome").code
	}
}

// drawOf points at an entry that may be meant, and copies what must agree.
func drawOf(t *rapid.T, h *History, e *Event) {
	var of []int
	switch e.Act {
	case Fix, Intend:
		for _, m := range h.now.Matters {
			of = append(of, m.Entry)
		}
	case Hear, Drop, Suspend, Revoke, Remove:
		for _, n := range h.now.Intentions {
			of = append(of, n.Entry)
		}
	default:
		for _, d := range h.now.Decisions {
			of = append(of, d.Entry)
		}
		for _, r := range h.restored {
			of = append(of, r.entry)
		}
	}
	if len(of) > 0 && (e.Act != Intend || e.Reason == NotFixed) {
		e.Of = rapid.SampledFrom(of).Draw(t, "of")
	}
	if n := h.now.intention(e.Of); n != nil && n.Act == e.Act {
		e.Reason, e.Found = n.Reason, n.Found
	}
}

// drawHistory draws a life under one of the profiles, mostly past its recognition.
func drawHistory(t *rapid.T, steps int) *History {
	terms := DefaultTerms()
	if rapid.Bool().Draw(t, "graded") {
		terms = gradedTerms()
	}
	kind := rapid.SampledFrom([]Kind{Product, Enterprise}).Draw(t, "kind")
	h, err := New(Qualification{"X", kind, "all"}, weekdays(), terms)
	require.NoError(t, err)
	if rapid.IntRange(0, 4).Draw(t, "fresh") > 0 {
		for _, text := range []string{"submit 2026-03-02", "accept 2026-03-03", "evaluate 2026-03-04", "pass 2026-03-06", "confirm 2026-03-16"} {
			_, err := h.Append(event(t, text))
			require.NoError(t, err)
		}
	}
	grow(t, h, steps)
	return h
}

func lastDate(h *History) Date {
	if h.Len() == 0 {
		return MustDate("2026-03-01")
	}
	return h.entries[h.Len()-1].Date
}

func grow(t *rapid.T, h *History, steps int) {
	for range rapid.IntRange(0, steps).Draw(t, "steps") {
		_, _ = h.Append(drawEvent(t, h, lastDate(h)))
	}
}

// A random event extends the history by itself or leaves it as it was.
func TestLawAppendExtendsOrLeaves(t *testing.T) {
	took, refused := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t, 25)
		for range 5 {
			e := drawEvent(t, h, lastDate(h))
			before, n, digest, void := h.Standing(), h.Len(), h.Digest(), slices.Clone(h.void)
			acts := h.Legal()
			_, err := h.Append(e)
			if err == nil {
				took++
				require.Equal(t, n+1, h.Len())
				require.Equal(t, n+1, len(h.void))
				require.Equal(t, e, h.entries[n])
				require.NotEqual(t, digest, h.Digest())
				require.True(t, known(stateNames, h.now.State))
				require.True(t, slices.Contains(acts, e.Act), "took %s, which Legal does not list", e.Act)
				continue
			}
			refused++
			require.Equal(t, before, h.Standing())
			require.Equal(t, []any{n, digest, void}, []any{h.Len(), h.Digest(), h.void})
			var illegal *IllegalError
			if errors.As(err, &illegal) && illegal.Why == nil {
				require.NotContains(t, illegal.Legal, e.Act)
			}
		}
	})
	require.Positive(t, took, "the law was tried on legal events")
	require.Positive(t, refused, "and on illegal ones")
}

// Replaying any prefix gives the standing that the history had there; writing
// and reading any prefix gives the same history.
func TestLawReplay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t, 0)
		standings := []Standing{h.Standing()}
		start := h.Len()
		for range 30 {
			if _, err := h.Append(drawEvent(t, h, lastDate(h))); err == nil {
				standings = append(standings, h.Standing())
			}
		}
		require.Equal(t, h.Standing(), h.At(lastDate(h)))
		require.Equal(t, h.Standing(), h.Effective(lastDate(h)))
		var text bytes.Buffer
		_, err := h.WriteTo(&text)
		require.NoError(t, err)
		lines := bytes.SplitAfter(bytes.TrimSuffix(text.Bytes(), []byte("\n")), []byte("\n"))
		k := rapid.IntRange(0, len(standings)-1).Draw(t, "prefix")
		prefix := bytes.Join(lines[:1+start+k], nil)
		g, err := Read(bytes.NewReader(prefix), weekdays(), DefaultTerms(), gradedTerms())
		require.NoError(t, err)
		require.Equal(t, standings[k], g.Standing())
		var again bytes.Buffer
		_, err = g.WriteTo(&again)
		require.NoError(t, err)
		require.Equal(t, string(bytes.TrimSuffix(prefix, []byte("\n")))+"\n", again.String())
	})
}

// An adverse decision annulled and restored leaves the standing as if it had not been made.
func TestLawAnnulAndRestore(t *testing.T) {
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t, 20)
		before, ok := drawAdverse(t, h)
		if !ok {
			return
		}
		tried++
		d := h.Len()
		undo(t, h, d, lastDate(h))
		require.Equal(t, before, h.Standing(), "after %v", h.entries[d-1])
		require.True(t, h.Void(d))
	})
	require.Positive(t, tried)
}

// drawAdverse grows the history up to a decision against the subject, and
// returns the standing just before it.
func drawAdverse(t *rapid.T, h *History) (before Standing, ok bool) {
	for range 40 {
		before = h.Standing()
		e := drawEvent(t, h, lastDate(h))
		if _, err := h.Append(e); err == nil && len(h.now.Decisions) > len(before.Decisions) {
			return before, e.Act != Restore
		}
	}
	return before, false
}

func undo(t *rapid.T, h *History, decision int, on Date) {
	for _, e := range []Event{
		{Act: Annul, Reason: OwnMotion, Date: on, Document: "fictional", Of: decision},
		{Act: Restore, Reason: Ordinary, Date: on, Document: "fictional", Of: decision},
	} {
		_, err := h.Append(e)
		require.NoError(t, err)
	}
}

// With entries between decision and restoration, the standing is that of a
// second history to which the decision was never appended and which took, of
// the later entries, those that it allows.
func TestLawRestoreWorksBack(t *testing.T) {
	tried := 0
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t, 10)
		var text bytes.Buffer
		_, err := h.WriteTo(&text)
		require.NoError(t, err)
		before := h.Len()
		if _, ok := drawAdverse(t, h); !ok || len(h.undone) > 0 {
			return
		}
		d := h.Len()
		grow(t, h, 6)
		if len(h.undone) > 0 || h.now.decision(d) == nil || !h.now.decision(d).Annulled.IsZero() {
			return
		}
		later := slices.Clone(h.entries[before:])
		undo(t, h, d, lastDate(h))
		g, err := Read(&text, weekdays(), DefaultTerms(), gradedTerms())
		require.NoError(t, err)
		g.stays = h.stays // time to act did not run, in either
		for i, e := range later {
			if before+i+1 == d || e.Of > before {
				continue // entries about later entries: numbered otherwise in g
			}
			_, _ = g.Append(e)
		}
		if slices.ContainsFunc(later, func(e Event) bool { return e.Of > before }) {
			return
		}
		tried++
		require.Equal(t, outline(g.Standing()), outline(h.Standing()))
	})
	require.Positive(t, tried)
}

// outline is a standing without entry numbers.
func outline(s Standing) Standing {
	for i := range s.Matters {
		s.Matters[i].Entry = 0
	}
	for i := range s.Intentions {
		s.Intentions[i].Entry = 0
	}
	for i := range s.Decisions {
		s.Decisions[i].Entry = 0
	}
	return s
}

// Being counterfeited, misused or complained about moves nothing, ever.
func TestLawWhatOthersDoMovesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHistory(t, 20)
		before, on := h.Standing(), lastDate(h)
		for _, e := range []Event{
			{Act: Counterfeited, Reason: Counterfeit, Date: on, Found: on, Document: "fictional"},
			{Act: Misused, Reason: MisuseOther, Date: on, Found: on, Document: "fictional"},
			{Act: Complain, Reason: Ordinary, Date: on, Document: "fictional", Claimant: Professional, Outcome: Upheld},
		} {
			notices, err := h.Append(e)
			require.NoError(t, err)
			require.Empty(t, notices)
		}
		require.Equal(t, before, h.Standing())
		for _, n := range h.Due(on.AddDays(rapid.IntRange(0, 2000).Draw(t, "ahead"))) {
			require.False(t, n.By.IsZero())
			require.NotEqual(t, Name{}, n.Topic.Name())
		}
	})
}
