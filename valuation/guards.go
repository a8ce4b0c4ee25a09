package valuation

import (
	"errors"
	"fmt"
)

// Guards keep rates and growth within what a perpetuity can bear. A guard that
// is binding is recorded and makes the value provisional. A field that is zero
// guards nothing.
//
// Reference: library default, assumption.
type Guards struct {
	OverLending   float64 `json:"over_lending"`   // R is at least the long lending rate plus this
	OverGrowth    float64 `json:"over_growth"`    // R - g is at least this
	MaxGrowth     float64 `json:"max_growth"`     // g is at most this, the long-run inflation
	TerminalShare float64 `json:"terminal_share"` // above this share a value is provisional
}

// Check reports guards out of their range.
func (g Guards) Check() error {
	var faults []error
	for _, f := range []struct {
		name string
		x    float64
	}{{"over_lending", g.OverLending}, {"over_growth", g.OverGrowth}, {"max_growth", g.MaxGrowth}, {"terminal_share", g.TerminalShare}} {
		if !(f.x >= 0 && f.x <= 1) {
			faults = append(faults, fmt.Errorf("guard %s is %v, must lie in 0 to 1", f.name, f.x))
		}
	}
	return errors.Join(faults...)
}

// Bound is the set of guards that were binding.
type Bound uint8

const (
	// BoundLending: R was raised to the long lending rate plus its margin.
	BoundLending Bound = 1 << iota
	// BoundGrowth: R was raised to stay clear of g.
	BoundGrowth
	// BoundInflation: g was lowered to the long-run inflation.
	BoundInflation
	// BoundTerminal: the terminal share is above its limit.
	BoundTerminal
)

var boundNames = [...]string{"rate-over-lending", "rate-over-growth", "growth-under-inflation", "terminal-share"}

// Names lists the guards of the set.
func (b Bound) Names() []string {
	var names []string
	for i, name := range boundNames {
		if b&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return names
}

// growth is g under its guard.
func (g Guards) growth(x float64, b *Bound) float64 {
	if g.MaxGrowth > 0 && x > g.MaxGrowth {
		*b |= BoundInflation
		return g.MaxGrowth
	}
	return x
}

// rate is R under its guards.
func (g Guards) rate(r, lending, growth float64, b *Bound) float64 {
	if floor := lending + g.OverLending; g.OverLending > 0 && r < floor {
		*b |= BoundLending
		r = floor
	}
	if floor := growth + g.OverGrowth; g.OverGrowth > 0 && r < floor {
		*b |= BoundGrowth
		r = floor
	}
	return r
}

// status is that of a value with positive flows, after all guards.
func (g Guards) status(v *Value) Status {
	if g.TerminalShare > 0 && v.TerminalShare > g.TerminalShare {
		v.Bound |= BoundTerminal
	}
	if v.Bound != 0 {
		return Provisional
	}
	return Valued
}
