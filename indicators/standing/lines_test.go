package standing

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func written(t *testing.T, h *History) []string {
	var b bytes.Buffer
	n, err := h.WriteTo(&b)
	require.NoError(t, err)
	require.EqualValues(t, b.Len(), n)
	return strings.SplitAfter(strings.TrimSuffix(b.String(), "\n"), "\n")
}

func TestLinesRoundTripEveryScenario(t *testing.T) {
	for _, sc := range scenarios {
		l := sc.play(t)
		text := strings.Join(written(t, l.History), "")
		back, err := Read(strings.NewReader(text), weekdays(), gradedTerms(), DefaultTerms())
		require.NoError(t, err, sc.name)
		assert.Equal(t, l.Standing(), back.Standing(), sc.name)
		assert.Equal(t, l.Digest(), back.Digest(), sc.name)
		assert.Equal(t, l.void, back.void, sc.name)
		assert.Equal(t, sc.q, back.Qualification())
		assert.Equal(t, text, strings.Join(written(t, back), ""), sc.name)
	}
}

// Whatever is done to a line, the reader names the line where it shows.
func TestLinesShowTampering(t *testing.T) {
	l := recognised(t)
	l.do("warn 2026-05-01 reason=ENV_PENALTY found=2026-04-30", "fix 2026-05-20 of=6")
	for _, c := range []struct {
		name   string
		tamper func([]string) []string
		words  []string
	}{
		{"a date moved", func(x []string) []string { return swap(x, 6, "2026-05-01", "2026-05-02") }, []string{"line 8", "does not fit"}},
		{"a reason changed", func(x []string) []string { return swap(x, 6, "ENV_PENALTY", "ACCIDENT_GENERAL") }, []string{"line 8", "does not fit"}},
		{"a date gone backwards", func(x []string) []string { return swap(x, 7, "2026-05-20", "2026-04-20") }, []string{"line 8", "before entry 6"}},
		{"an illegal act", func(x []string) []string { return swap(x, 7, `"act":"fix"`, `"act":"drop"`) }, []string{"line 8", "not legal while warned"}},
		{"a line cut out", func(x []string) []string { return append(x[:3:3], x[4:]...) }, []string{"line 4", "entry 4 stands where 3 should"}},
		{"two lines swapped", func(x []string) []string { x[3], x[4] = x[4], x[3]; return x }, []string{"line 4", "entry 4 stands where 3"}},
		{"the subject changed", func(x []string) []string { return swap(x, 0, "P1", "P2") }, []string{"line 2", "does not fit"}},
		{"the terms changed", func(x []string) []string { return swap(x, 0, `"terms":"`, `"terms":"0`) }, []string{"line 1", "not among"}},
		{"the format changed", func(x []string) []string { return swap(x, 0, "standing/1", "standing/9") }, []string{"line 1", "standing/9"}},
		{"the kind changed", func(x []string) []string { return swap(x, 0, "product", "prodigy") }, []string{"line 1", "prodigy"}},
		{"an unknown field", func(x []string) []string { return swap(x, 2, `{"entry"`, `{"by":"me","entry"`) }, []string{"line 3", `unknown field "by"`}},
		{"a field twice", func(x []string) []string { return swap(x, 2, `"act":`, `"act":"submit","act":`) }, []string{"line 3", "not in the form"}},
		{"a space", func(x []string) []string { return swap(x, 2, `"act":`, `"act": `) }, []string{"line 3", "not in the form"}},
		{"a field absent", func(x []string) []string { return swap(x, 2, `,"document":"fictional-1"`, "") }, []string{"line 3", "not in the form"}},
		{"two objects", func(x []string) []string { return swap(x, 2, "}\n", "}{}\n") }, []string{"line 3", "not in the form"}},
		{"no JSON", func(x []string) []string { return swap(x, 2, "{", "") }, []string{"line 3"}},
		{"an empty line", func(x []string) []string { return swap(x, 2, "\n", "\n\n") }, []string{"line 4"}},
		{"nothing", func([]string) []string { return nil }, []string{"empty"}},
		{"a line without end", func([]string) []string { return []string{strings.Repeat("x", longestLine+1)} }, []string{"line 1", "too long"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Join(c.tamper(written(t, l.History)), "")
			_, err := Read(strings.NewReader(text), weekdays(), DefaultTerms())
			require.Error(t, err)
			for _, w := range c.words {
				assert.ErrorContains(t, err, w)
			}
		})
	}
}

func swap(lines []string, i int, old, new string) []string {
	lines[i] = strings.Replace(lines[i], old, new, 1)
	return lines
}

// A forger who recomputes the chain is met by the state machine; who cuts off
// the end, by the digest kept elsewhere.
func TestForgedChain(t *testing.T) {
	l := recognised(t)
	forged := chain{}
	for i, text := range written(t, l.History) {
		var v line
		if i == 0 {
			forged.push(header{format, product, l.first})
			continue
		}
		require.NoError(t, strictLine([]byte(strings.TrimSuffix(text, "\n")), &v))
		v.Prev = forged.head
		if i == 5 {
			v.Date = MustDate("2026-03-10") // recognised before the notice was over
		}
		forged.push(v)
	}
	var b bytes.Buffer
	_, err := forged.writeTo(&b)
	require.NoError(t, err)
	_, err = Read(&b, weekdays(), DefaultTerms())
	assert.ErrorContains(t, err, "line 6")
	assert.ErrorContains(t, err, "the public notice of 5 working-days from 2026-03-06 runs until 2026-03-13")
	var illegal *IllegalError
	assert.ErrorAs(t, err, &illegal)

	lines := written(t, l.History)
	short, err := Read(strings.NewReader(strings.Join(lines[:5], "")), weekdays(), DefaultTerms())
	require.NoError(t, err)
	assert.NotEqual(t, l.Digest(), short.Digest())
}

type failing struct{}

func (failing) Write([]byte) (int, error) { return 0, errors.New("disk full") }
func (failing) Read([]byte) (int, error)  { return 0, errors.New("disk gone") }

func TestFailingDisks(t *testing.T) {
	_, err := recognised(t).WriteTo(failing{})
	assert.ErrorContains(t, err, "disk full")
	_, err = Read(failing{}, weekdays(), DefaultTerms())
	assert.ErrorContains(t, err, "disk gone")
}

func FuzzRead(f *testing.F) {
	h, err := New(product, weekdays(), DefaultTerms())
	require.NoError(f, err)
	for _, text := range []string{"submit 2026-03-02", "accept 2026-03-03"} {
		_, err := h.Append(event(f, text))
		require.NoError(f, err)
	}
	var b bytes.Buffer
	_, err = h.WriteTo(&b)
	require.NoError(f, err)
	f.Add(b.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		h, err := Read(bytes.NewReader(data), weekdays(), DefaultTerms())
		if err != nil {
			return
		}
		var again bytes.Buffer
		_, err = h.WriteTo(&again)
		require.NoError(t, err)
		require.Equal(t, strings.ReplaceAll(strings.TrimSuffix(string(data), "\n"), "\r\n", "\n")+"\n", again.String())
	})
}
