package standing

import (
	"encoding/json"
	"os"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestDate_CivilCode202(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-08-31", 6, "2027-02-28"}, // no such day: last day of the month
		{"2027-08-31", 6, "2028-02-29"},
		{"2026-03-16", 36, "2029-03-16"},
		{"2028-02-29", 12, "2029-02-28"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-01-15", -2, "2025-11-15"},
	} {
		assert.Equal(t, c.want, MustDate(c.from).AddMonths(c.months).String(), c.from)
	}
}

func TestDateRefusesWhatDoesNotExist(t *testing.T) {
	for _, s := range []string{"2026-02-29", "2026-13-01", "26-03-01", "2026/03/01", "0026-03-01", "3000-01-01", ""} {
		_, err := ParseDate(s)
		assert.Error(t, err, s)
	}
	assert.Panics(t, func() { MustDate("soon") })
	assert.True(t, Date{}.IsZero())
	assert.Equal(t, "no date", Date{}.String())
}

func TestDateAgreesWithTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(-25000, 200000).Draw(t, "days")
		want := time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n)
		d := MustDate("1970-01-01").AddDays(n)
		if d.String() != want.Format(time.DateOnly) || d.Weekday() != want.Weekday() || d.Year() != want.Year() {
			t.Fatalf("%v is not %v", d, want)
		}
		text, err := json.Marshal(d)
		require.NoError(t, err)
		var back Date
		require.NoError(t, json.Unmarshal(text, &back))
		require.Equal(t, d, back)
	})
}

func calendar2025(t require.TestingT) Calendar {
	data, err := os.ReadFile("testdata/calendar-2025/calendar.json")
	require.NoError(t, err)
	c, err := ParseCalendar(data)
	require.NoError(t, err)
	return c
}

// The year has 365 days, 104 of them on weekends, and 13 statutory days off.
func TestCalendar_StateCouncil2025(t *testing.T) {
	c, n := calendar2025(t), 0
	for d := c.From; !d.After(c.To); d = d.AddDays(1) {
		if c.Working(d) {
			n++
		}
	}
	assert.Equal(t, 365-104-13, n)

	last, provisional := c.Last(MustDate("2025-09-26"), Term{N: 5, Unit: WorkingDays})
	assert.Equal(t, "2025-10-10", last.String(), "28, 29, 30 September, 9, 10 October")
	assert.False(t, provisional)
	last, _ = c.Last(MustDate("2025-09-01"), Term{N: 1, Unit: Months})
	assert.Equal(t, "2025-10-09", last.String(), "1 to 8 October are days off")
	last, _ = c.Last(MustDate("2025-10-09"), Term{N: 2, Unit: Days})
	assert.Equal(t, "2025-10-11", last.String(), "a Saturday that is worked")
}

func TestCalendarOutsideItsDays(t *testing.T) {
	c := calendar2025(t)
	_, provisional := c.Last(MustDate("2025-12-30"), Term{N: 5, Unit: WorkingDays})
	assert.True(t, provisional)
	passed, err := c.passed(MustDate("2025-12-30"), Term{N: 5, Unit: WorkingDays}, MustDate("2025-12-31"))
	assert.NoError(t, err, "the answer needs no day of 2026")
	assert.False(t, passed)
	_, err = c.passed(MustDate("2025-12-30"), Term{N: 5, Unit: WorkingDays}, MustDate("2026-01-20"))
	assert.ErrorIs(t, err, ErrCalendar)
	never, err := c.passed(MustDate("2025-12-30"), Term{Unit: Forever}, MustDate("2999-01-20"))
	assert.NoError(t, err)
	assert.False(t, never)
}

func TestPassedIsAfterLast(t *testing.T) {
	cal := calendar2025(t)
	rapid.Check(t, func(t *rapid.T) {
		start := cal.From.AddDays(rapid.IntRange(0, 150).Draw(t, "start"))
		term := rapid.SampledFrom([]Term{{N: 1, Unit: WorkingDays}, {N: 5, Unit: WorkingDays}, {N: 20, Unit: WorkingDays},
			{N: 1, Unit: Days}, {N: 90, Unit: Days}, {N: 1, Unit: Months}, {N: 5, Unit: Months}}).Draw(t, "term")
		on := start.AddDays(rapid.IntRange(0, 200).Draw(t, "on"))
		last, provisional := cal.Last(start, term)
		passed, err := cal.passed(start, term, on)
		require.NoError(t, err)
		require.False(t, provisional)
		require.Equal(t, on.After(last), passed, "start %v term %v last %v on %v", start, term, last, on)
	})
}

func TestCalendarFaultsAllAtOnce(t *testing.T) {
	_, err := ParseCalendar([]byte(`{"from":"2025-01-01","to":"2025-12-31","holidays":["2025-05-02","2025-05-01","2026-01-01"],"workdays":["2025-05-02"],"source":""}`))
	for _, words := range []string{"source is empty", "holidays[1]", "holidays[2]", "workdays[0]: 2025-05-02 is a Friday", "among the holidays too"} {
		assert.ErrorContains(t, err, words)
	}
	_, err = ParseCalendar([]byte(`{"from":"2025-01-01","from":"2025-01-02","holydays":[],"workdays":null}`))
	for _, words := range []string{`"from" stands twice`, `"holydays" is unknown`, `"holidays" is absent`, `"workdays" is null`, `"to" is absent`} {
		assert.ErrorContains(t, err, words)
	}
	for _, text := range []string{``, `[]`, `{`, `{"from":}`, `{} {}`} {
		_, err = ParseCalendar([]byte(text))
		assert.Error(t, err, text)
	}
	_, err = New(product, Calendar{}, DefaultTerms())
	assert.ErrorContains(t, err, "calendar")
}
