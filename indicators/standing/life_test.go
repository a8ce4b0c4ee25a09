package standing

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// weekdays is a fictional calendar without holidays, wide enough for any test.
func weekdays() Calendar {
	return Calendar{From: MustDate("2015-01-01"), To: MustDate("2199-12-31"), Source: "fictional: weekends only"}
}

var product = Qualification{"P1", Product, "refrigerators"}

func gradedTerms() Terms {
	t := DefaultTerms()
	t.Profile = Choice{string(Graded), Assumption, "proposal"}
	return t
}

// life is a history with the words to write a scenario: each word is
// "act date key=value ...".
type life struct {
	*History
	t *testing.T
}

func newLife(t *testing.T, q Qualification, terms ...Terms) life {
	t.Helper()
	if len(terms) == 0 {
		terms = []Terms{DefaultTerms()}
	}
	h, err := New(q, weekdays(), terms...)
	require.NoError(t, err)
	return life{h, t}
}

func event(t require.TestingT, text string) Event {
	words := strings.Fields(text)
	e := Event{Act: Act(words[0]), Date: MustDate(words[1]), Document: "fictional-1"}
	s := spec(e.Act)
	require.NotNil(t, s, text)
	if len(s.reasons) > 0 {
		e.Reason = s.reasons[0]
	}
	for _, w := range words[2:] {
		key, value, _ := strings.Cut(w, "=")
		switch key {
		case "reason":
			e.Reason = Reason(value)
		case "of":
			e.Of = number(value)
		case "intends":
			e.Intends = Act(value)
		case "found":
			e.Found = MustDate(value)
		case "year":
			e.Year = number(value)
		case "stage":
			e.Stage = Stage(value)
		case "claimant":
			e.Claimant = Claimant(value)
		case "outcome":
			e.Outcome = Outcome(value)
		case "terms":
			e.Terms = value
		default:
			t.Errorf("no key %q", key)
		}
	}
	return e
}

func number(s string) (n int) {
	for _, c := range s {
		n = 10*n + int(c-'0')
	}
	return n
}

// do appends each event and returns the notices of the last.
func (l life) do(texts ...string) (notices []Notice) {
	l.t.Helper()
	for _, text := range texts {
		var err error
		notices, err = l.Append(event(l.t, text))
		require.NoError(l.t, err, text)
	}
	return notices
}

// refuse appends an event that must be refused with these words, and leave no trace.
func (l life) refuse(text string, words ...string) {
	l.t.Helper()
	before, n, digest := l.Standing(), l.Len(), l.Digest()
	_, err := l.Append(event(l.t, text))
	require.Error(l.t, err, text)
	for _, w := range words {
		require.ErrorContains(l.t, err, w)
	}
	require.Equal(l.t, before, l.Standing())
	require.Equal(l.t, n, l.Len())
	require.Equal(l.t, digest, l.Digest())
}

// recognised is a product recognised on Monday 2026-03-16 by entries 1 to 5.
func recognised(t *testing.T, terms ...Terms) life {
	t.Helper()
	return recognisedAs(t, product, terms...)
}

func recognisedAs(t *testing.T, q Qualification, terms ...Terms) life {
	t.Helper()
	l := newLife(t, q, terms...)
	l.do("submit 2026-03-02", "accept 2026-03-03", "evaluate 2026-03-04", "pass 2026-03-06", "confirm 2026-03-16")
	require.Equal(t, Recognised, l.now.State)
	return l
}

func topicsOf(notices []Notice) (out []Topic) {
	for _, n := range notices {
		out = append(out, n.Topic)
	}
	return out
}

func find(t require.TestingT, notices []Notice, topic Topic) Notice {
	for _, n := range notices {
		if n.Topic == topic {
			return n
		}
	}
	t.Errorf("no notice %s among %v", topic, topicsOf(notices))
	t.FailNow()
	return Notice{}
}
