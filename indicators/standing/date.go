package standing

import (
	"fmt"
	"time"
)

// Date is a day of the civil calendar, without time of day or time zone. The
// zero Date means "no date". Its JSON form is "2026-03-01".
type Date struct {
	n int32 // days since 0000-12-31, so that 0001-01-01 is 1 and 0 is no date
}

// The years that a record may name; what lies outside is a slip of the pen.
const (
	firstYear = 1900
	lastYear  = 2999
)

const unixEpoch = 719163 // 1970-01-01 counted from 0000-12-31

func civil(year int, month time.Month, day int) Date {
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return Date{int32(t.Unix()/86400) + unixEpoch}
}

func (d Date) time() time.Time {
	return time.Unix(int64(d.n-unixEpoch)*86400, 0).UTC()
}

// ParseDate reads "2026-03-01". It refuses days that do not exist and years
// outside 1900 to 2999.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%q is no date: write year-month-day, as in 2026-03-01", s)
	}
	if t.Year() < firstYear || t.Year() > lastYear {
		return Date{}, fmt.Errorf("date %q lies outside %d to %d", s, firstYear, lastYear)
	}
	return civil(t.Year(), t.Month(), t.Day()), nil
}

// MustDate is ParseDate for dates written in a program; it panics on a bad one.
func MustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.n == 0 }

// Before reports whether d lies before e.
func (d Date) Before(e Date) bool { return d.n < e.n }

// After reports whether d lies after e.
func (d Date) After(e Date) bool { return d.n > e.n }

// Compare returns -1, 0 or 1 as d lies before, on or after e.
func (d Date) Compare(e Date) int {
	switch {
	case d.n < e.n:
		return -1
	case d.n > e.n:
		return 1
	}
	return 0
}

// Sub returns the number of days from e to d.
func (d Date) Sub(e Date) int { return int(d.n - e.n) }

// Year returns the year of d.
func (d Date) Year() int { return d.time().Year() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.time().Weekday() }

// AddDays returns the day n days after d (before it, where n is negative).
func (d Date) AddDays(n int) Date { return Date{d.n + int32(n)} }

// AddMonths returns the corresponding day n months after d, and the last day
// of that month where it has no such day: 31 August + 6 months is 28 or 29
// February.
//
// Reference: Civil Code of the People's Republic of China, article 202.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.time().Date()
	lastDay := time.Date(y, m+time.Month(n)+1, 0, 0, 0, 0, 0, time.UTC).Day()
	return civil(y, m+time.Month(n), min(day, lastDay))
}

// String returns "2026-03-01", and "no date" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return "no date"
	}
	return d.time().Format(time.DateOnly)
}

// MarshalText writes "2026-03-01", and nothing for the zero Date.
func (d Date) MarshalText() ([]byte, error) {
	if d.IsZero() {
		return nil, nil
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what ParseDate reads.
func (d *Date) UnmarshalText(text []byte) (err error) {
	*d, err = ParseDate(string(text))
	return err
}
