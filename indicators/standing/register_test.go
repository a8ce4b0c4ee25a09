package standing

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func grant(product, from, to string) Authorisation {
	return Authorisation{"E1", product, MustDate(from), MustDate(to), "fictional-7"}
}

func TestRegister(t *testing.T) {
	var r Register
	require.NoError(t, r.Grant(grant("P1", "2026-03-16", "2029-03-16")))
	require.NoError(t, r.Grant(grant("P2", "2026-03-16", "2029-03-16")))
	assert.ErrorContains(t, r.Grant(grant("P1", "2029-03-16", "2030-01-01")), "already")
	authorised := func(product, on string) bool { _, ok := r.Authorised("E1", product, MustDate(on)); return ok }
	assert.False(t, authorised("P1", "2026-03-15"))
	assert.True(t, authorised("P1", "2026-03-16"))
	assert.True(t, authorised("P1", "2029-03-16"))
	assert.False(t, authorised("P1", "2029-03-17"))
	assert.False(t, authorised("P3", "2027-01-01"))
	_, ok := r.Authorised("E2", "P1", MustDate("2027-01-01"))
	assert.False(t, ok, "another holder")

	require.NoError(t, r.End("E1", "P1", MustDate("2026-07-01"), "fictional-8"))
	assert.True(t, authorised("P1", "2026-07-01"))
	assert.False(t, authorised("P1", "2026-07-02"))
	assert.True(t, authorised("P2", "2026-07-02"), "another product")
	assert.ErrorContains(t, r.End("E1", "P1", MustDate("2026-08-01"), "fictional-9"), "no authorisation")
	assert.ErrorContains(t, r.End("E1", "P2", MustDate("2026-08-01"), ""), "document")
	require.NoError(t, r.Grant(grant("P1", "2026-07-02", "2029-03-16")), "restored")
	assert.True(t, authorised("P1", "2026-07-02"))

	require.NoError(t, r.End("E1", "P2", MustDate("2026-03-15"), "fictional-10"), "ended before it began")
	assert.False(t, authorised("P2", "2026-03-16"))
	require.NoError(t, r.Grant(grant("P2", "2026-03-01", "2026-12-31")))
	a, ok := r.Authorised("E1", "P2", MustDate("2026-03-16"))
	assert.True(t, ok)
	assert.Equal(t, "2026-12-31", a.To.String())
	assert.ErrorContains(t, r.Grant(Authorisation{}), "needed")
	assert.ErrorContains(t, r.Grant(grant("P4", "2026-03-16", "2026-03-15")), "no span")
}

func TestRegisterLines(t *testing.T) {
	var r Register
	require.NoError(t, r.Grant(grant("P1", "2026-03-16", "2029-03-16")))
	require.NoError(t, r.End("E1", "P1", MustDate("2026-07-01"), "fictional-8"))
	var b bytes.Buffer
	_, err := r.WriteTo(&b)
	require.NoError(t, err)
	back, err := ReadRegister(bytes.NewReader(b.Bytes()))
	require.NoError(t, err)
	assert.Equal(t, &r, back)
	assert.Equal(t, r.Digest(), back.Digest())
	for old, words := range map[string]string{
		"2029-03-16":       "line 3",
		`"act":"end"`:      "line 3: act",
		"2026-07-01":       "line 3",
		`"entry":2`:        "stands where 2 should",
		"mark-register/1":  "line 1: format",
		`"holder":"E1",`:   "line 2",
		`{"format"`:        "line 1",
		`"act":"grant"`:    "line 2: act",
		`"from":"2026-03-`: "line 2",
	} {
		neu := map[string]string{"2029-03-16": "2039-03-16", `"act":"end"`: `"act":"halt"`, "2026-07-01": "2036-07-01", `"entry":2`: `"entry":3`,
			"mark-register/1": "mark-register/2", `"act":"grant"`: `"act":"gift"`}[old]
		_, err := ReadRegister(strings.NewReader(strings.Replace(b.String(), old, neu, 1)))
		assert.ErrorContains(t, err, words, old)
	}
	empty, err := ReadRegister(strings.NewReader(""))
	require.NoError(t, err)
	assert.Empty(t, empty.Digest())
}

// On every day the register agrees with a plain list of authorised days.
func TestLawRegister(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var r Register
		start := MustDate("2026-01-01")
		var days [2][60]bool
		names := []string{"P1", "P2"}
		for range rapid.IntRange(0, 12).Draw(t, "steps") {
			p := rapid.IntRange(0, 1).Draw(t, "product")
			from := rapid.IntRange(0, 50).Draw(t, "from")
			to := from + rapid.IntRange(0, 9).Draw(t, "length")
			if r.Grant(Authorisation{"E1", names[p], start.AddDays(from), start.AddDays(to), "fictional"}) == nil {
				for d := from; d <= to; d++ {
					require.False(t, days[p][d], "two authorisations for a day")
					days[p][d] = true
				}
			}
			last := rapid.IntRange(0, 58).Draw(t, "last")
			if rapid.Bool().Draw(t, "end") && r.End("E1", names[p], start.AddDays(last), "fictional") == nil {
				for d := last + 1; d < 60 && days[p][d]; d++ {
					if g, ok := r.Authorised("E1", names[p], start.AddDays(d)); ok && g.From.After(start.AddDays(last)) {
						break // the next authorisation begins
					}
					days[p][d] = false
				}
			}
		}
		for p, name := range names {
			for d := range 60 {
				_, ok := r.Authorised("E1", name, start.AddDays(d))
				require.Equal(t, days[p][d], ok, "%s on day %d", name, d)
			}
		}
	})
}
