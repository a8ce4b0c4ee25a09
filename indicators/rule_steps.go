package indicators

import (
	"errors"
	"fmt"
	"slices"
)

// Steps gives the fraction of the first cut that is reached, the best cut
// first: x >= At with side at_least, x <= At with at_most. Otherwise it gives Else.
//
// Reference: 工信部企业〔2022〕63号, annexes (points by bands of the value);
// Civil Code of the PRC art. 1259 for 以上 and 以下 including the number.
type Steps struct {
	Side Side    `json:"side"`
	Cuts []Cut   `json:"cuts"`
	Else float64 `json:"else"`
}

// Cut is a value to be reached and the fraction it earns.
type Cut struct {
	At       float64 `json:"at"`
	Fraction float64 `json:"fraction"`
}

// Kind is "steps".
func (Steps) Kind() string { return "steps" }

// Words says the rule.
func (r Steps) Words() Text {
	sign := map[Side]string{AtLeast: "≥", AtMost: "≤"}[r.Side]
	var list string
	for _, c := range r.Cuts {
		list += fmt.Sprintf("%s%v: %v, ", sign, c.At, c.Fraction)
	}
	return Text{"分档 " + list + fmt.Sprintf("其余 %v", r.Else), "steps " + list + fmt.Sprintf("else %v", r.Else)}
}

func (r Steps) check() []error {
	if len(r.Cuts) == 0 {
		return []error{errors.New("cuts: there are none")}
	}
	var faults []error
	for i, c := range append(slices.Clone(r.Cuts), Cut{Fraction: r.Else}) {
		if !(c.Fraction >= 0 && c.Fraction <= 1) {
			faults = append(faults, fmt.Errorf("cuts[%d].fraction: %v is not within 0 to 1 (the last is else)", i, c.Fraction))
		}
		if !finite(c.At) {
			faults = append(faults, fmt.Errorf("cuts[%d].at: %v is not a finite number", i, c.At))
		}
		if i == 0 {
			continue
		}
		before := r.Cuts[i-1]
		if c.Fraction >= before.Fraction {
			faults = append(faults, fmt.Errorf("cuts[%d]: earns %v, not less than the %v before it; write the best cut first", i, c.Fraction, before.Fraction))
		}
		if i < len(r.Cuts) && (c.At == before.At || (c.At > before.At) != (r.Side == AtMost)) {
			faults = append(faults, fmt.Errorf("cuts[%d]: %s %v is never reached after %v; the cuts overlap", i, r.Side, c.At, before.At))
		}
	}
	return faults
}

func (r Steps) scale() Scale {
	s := Scale{Side: r.Side}
	for i, c := range r.Cuts {
		worse := r.Else
		if i+1 < len(r.Cuts) {
			worse = r.Cuts[i+1].Fraction
		}
		s.X = append(s.X, c.At, c.At)
		s.Y = append(s.Y, c.Fraction, worse)
	}
	if r.Side == AtLeast {
		slices.Reverse(s.X)
		slices.Reverse(s.Y)
	}
	return s
}

func (r Steps) compile(c *compiler, item, figure string) reading {
	return reading{c.value(item, figure), r.scale()}
}
