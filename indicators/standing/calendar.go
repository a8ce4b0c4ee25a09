package standing

import (
	"errors"
	"fmt"
	"slices"
	"time"
)

// Calendar says which days are working days between From and To: Monday to
// Friday without the Holidays, and the Workdays (weekend days worked to make
// up for a holiday). Both lists are in ascending order.
//
// Outside From to To a calendar knows only weekends. A guard that needs such a
// day is refused with ErrCalendar, because next year's holiday notice would
// change the answer; a due date that rests on one is marked provisional.
//
// Reference: the yearly holiday notice of the General Office of the State
// Council (for 2025: 国办发明电〔2024〕12号).
type Calendar struct {
	From     Date   `json:"from"`     // first day covered
	To       Date   `json:"to"`       // last day covered
	Holidays []Date `json:"holidays"` // days off, weekend days among them or not
	Workdays []Date `json:"workdays"` // Saturdays and Sundays that are worked
	Source   string `json:"source"`   // the notice that fixes them
}

// ErrCalendar says that a decision needs a day that the calendar does not cover.
var ErrCalendar = errors.New("day not covered by the working-day calendar: add that year's holiday notice")

// Covers reports whether the calendar knows the holidays around d.
func (c Calendar) Covers(d Date) bool { return !d.Before(c.From) && !d.After(c.To) && !c.From.IsZero() }

// Working reports whether d is a working day.
func (c Calendar) Working(d Date) bool {
	weekend := d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
	if weekend {
		return holds(c.Workdays, d)
	}
	return !holds(c.Holidays, d)
}

func holds(days []Date, d Date) bool {
	_, ok := slices.BinarySearchFunc(days, d, Date.Compare)
	return ok
}

// Last returns the last day of a term that starts on a day: the starting day
// is not counted, a term of months ends on the corresponding day, and a term
// of days or months whose last day is a day off ends on the next working day.
// provisional says that the answer rests on days which the calendar does not
// cover. A term of unit Forever has no last day: the zero Date.
//
// Waits (a cool-down, validity) end on their own day, whatever day that is,
// and do not go through Last.
//
// Reference: Civil Code of the People's Republic of China, articles 201 to 203.
func (c Calendar) Last(start Date, t Term) (last Date, provisional bool) {
	if t.Unit == Forever {
		return Date{}, false
	}
	last = t.last(start)
	for n := t.N; t.Unit == WorkingDays && n > 0; {
		last = last.AddDays(1)
		provisional = provisional || !c.Covers(last)
		if c.Working(last) {
			n--
		}
	}
	for t.Unit != WorkingDays {
		provisional = provisional || !c.Covers(last)
		if c.Working(last) {
			break
		}
		last = last.AddDays(1)
	}
	return last, provisional
}

// passed reports whether day on lies after the last day of the term. It looks
// only at days before on, so that holidays not yet published cannot matter.
func (c Calendar) passed(start Date, t Term, on Date) (bool, error) {
	if t.Unit == Forever {
		return false, nil
	}
	from, need := t.last(start), 1
	if t.Unit == WorkingDays {
		from, need = start.AddDays(1), t.N
		if need == 0 {
			return on.After(start), nil
		}
	}
	for d := from; d.Before(on); d = d.AddDays(1) {
		if !c.Covers(d) {
			return false, fmt.Errorf("%v: %w", d, ErrCalendar)
		}
		if c.Working(d) {
			need--
		}
		if need == 0 {
			return true, nil
		}
	}
	return false, nil
}

func (c Calendar) faults() []error {
	var faults []error
	fault := func(format string, a ...any) { faults = append(faults, fmt.Errorf("calendar: "+format, a...)) }
	if c.From.IsZero() || c.To.Before(c.From) {
		fault("from %v to %v is no span of days", c.From, c.To)
	}
	if c.Source == "" {
		fault("source is empty: name the holiday notice")
	}
	check := func(list string, days []Date) {
		for i, d := range days {
			if !c.Covers(d) {
				fault("%s[%d]: %v lies outside %v to %v", list, i, d, c.From, c.To)
			}
			if i > 0 && !days[i-1].Before(d) {
				fault("%s[%d]: %v does not come after %v", list, i, d, days[i-1])
			}
		}
	}
	check("holidays", c.Holidays)
	check("workdays", c.Workdays)
	for i, d := range c.Workdays {
		if d.Weekday() != time.Saturday && d.Weekday() != time.Sunday {
			fault("workdays[%d]: %v is a %v, worked in any case", i, d, d.Weekday())
		}
		if slices.Contains(c.Holidays, d) {
			fault("workdays[%d]: %v is among the holidays too", i, d)
		}
	}
	return faults
}

// ParseCalendar reads the JSON form. Unknown, absent and repeated fields are
// refused; one error joins all faults found.
func ParseCalendar(data []byte) (Calendar, error) {
	var c Calendar
	faults := decode(data, "calendar", []field{
		{"from", &c.From}, {"to", &c.To}, {"holidays", &c.Holidays}, {"workdays", &c.Workdays}, {"source", &c.Source},
	})
	if len(faults) == 0 {
		faults = c.faults()
	}
	if len(faults) > 0 {
		return Calendar{}, errors.Join(faults...)
	}
	return c, nil
}
