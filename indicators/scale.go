package indicators

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Side says to which side of a step the number belongs at which the step
// stands. Chinese law includes the number in 以上 and 以下 and excludes it in
// 超过 and 不满, so it is stored and never inferred.
type Side uint8

const (
	// AtLeast puts the number itself on the upper side: x >= cut reaches the cut.
	AtLeast Side = iota
	// AtMost puts the number itself on the lower side: x <= cut keeps within the cut.
	AtMost
)

var sideNames = []string{"at_least", "at_most"}

// String is "at_least" or "at_most".
func (s Side) String() string { return nameOf(sideNames, int(s)) }

// MarshalText writes the side as in a document.
func (s Side) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the side from a document.
func (s *Side) UnmarshalText(text []byte) error { return read(s, "side", sideNames, text) }

// Scale maps a measured value x to a fraction y of the points along straight
// lines through the points (X[i], Y[i]), and flat outside of them. X rises; an
// X given twice is a step, and Side says to which side of it X itself belongs.
// Every rule whose parameters are known ends in a scale.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 5, for min-max, distance to a reference and categorical scales; that all
// of them are piecewise linear is used here as the common form.
type Scale struct {
	X, Y []float64
	Side Side
}

// At is the fraction at x; ok is false for an x that is not finite.
func (s *Scale) At(x float64) (y float64, ok bool) {
	y = s.fraction(x)
	return y, !math.IsNaN(y)
}

// fraction is At with NaN for an x that is not finite: x-x is zero for every
// other x, so that the test costs the kernels nothing.
func (s *Scale) fraction(x float64) float64 {
	x0, y0, x1, y1 := s.segment(x)
	if x0 == x1 {
		return y0 + (x - x)
	}
	y := y0 + float64((y1-y0)*((x-x0)/(x1-x0)))
	return min(max(y, min(y0, y1)), max(y0, y1)) // beyond them by the last rounding alone
}

// segment are the points between which x lies; equal ones where the scale is
// flat beyond its ends.
func (s *Scale) segment(x float64) (x0, y0, x1, y1 float64) {
	j := s.below(x)
	i := max(j-1, 0)
	j = min(j, len(s.X)-1)
	return s.X[i], s.Y[i], s.X[j], s.Y[j]
}

// below is the number of points that lie below x, or at it where X itself
// belongs to the upper side. It counts without branches, which the processor
// could not foresee.
func (s *Scale) below(x float64) int {
	if len(s.X) > fewPoints {
		return s.belowMany(x)
	}
	n := 0
	if s.Side == AtMost {
		for _, at := range s.X {
			n += one(at < x)
		}
		return n
	}
	for _, at := range s.X {
		n += one(at <= x)
	}
	return n
}

// fewPoints are counted through faster than halved.
const fewPoints = 16

// belowMany halves the points, also without branches: at every turn the points
// before first are below, and what is sought lies within the n after it.
func (s *Scale) belowMany(x float64) int {
	first, n := 0, len(s.X)
	for n > 1 {
		half := n / 2
		at, below := s.X[first+half-1], 0
		if s.Side == AtMost {
			below = one(at < x)
		} else {
			below = one(at <= x)
		}
		first += half & -below
		n -= half
	}
	if s.Side == AtMost {
		return first + one(s.X[first] < x)
	}
	return first + one(s.X[first] <= x)
}

func one(yes bool) int {
	n := 0
	if yes {
		n = 1
	}
	return n
}

// apply puts the fractions of all x into y.
func (s *Scale) apply(y, x []float64) {
	y = y[:len(x)]
	if len(s.X) != 2 || s.X[0] == s.X[1] || s.Y[0]+s.Y[1] != 1 || s.Y[0]*s.Y[1] != 0 {
		for k, v := range x {
			y[k] = s.fraction(v)
		}
		return
	}
	// One line from 0 to 1 or back, the commonest scale, without branches. At
	// the ends the quotient is exactly 0 and 1; v-v is NaN for infinities.
	x0, span := s.X[0], s.X[1]-s.X[0]
	y0, rise := s.Y[0], s.Y[1]-s.Y[0]
	for k, v := range x {
		r := min(max((v-x0)/span, 0), 1)
		y[k] = (y0 + float64(rise*r)) + (v - v)
	}
}

// check reports points that make no scale.
func (s *Scale) check() error {
	n := len(s.X)
	if n == 0 || n != len(s.Y) {
		return fmt.Errorf("a scale needs as many X as Y, at least one: %d and %d are given", n, len(s.Y))
	}
	for i := range s.X {
		if !finite(s.X[i]) || !(s.Y[i] >= 0 && s.Y[i] <= 1) {
			return fmt.Errorf("the point (%v, %v) is not on a scale: X must be finite and Y within 0 to 1", s.X[i], s.Y[i])
		}
	}
	if !slices.IsSorted(s.X) {
		return fmt.Errorf("the points at %v do not rise", s.X)
	}
	for i := 2; i < n; i++ {
		if s.X[i] == s.X[i-2] {
			return fmt.Errorf("%v is given three times", s.X[i])
		}
	}
	if slices.Min(s.Y) == slices.Max(s.Y) {
		return errors.New("the scale gives every value the same points")
	}
	return nil
}

// direction is the one in which the scale rewards, Target where it does both.
func (s *Scale) direction() Direction {
	rises, falls := false, false
	for i := 1; i < len(s.Y); i++ {
		rises = rises || s.Y[i] > s.Y[i-1]
		falls = falls || s.Y[i] < s.Y[i-1]
	}
	switch {
	case rises && falls:
		return Target
	case falls:
		return Cost
	default:
		return Benefit
	}
}

// between is the scale through two points given in either order.
func between(x0, y0, x1, y1 float64) Scale {
	if x0 > x1 {
		x0, y0, x1, y1 = x1, y1, x0, y0
	}
	return Scale{X: []float64{x0, x1}, Y: []float64{y0, y1}}
}

func finite(x float64) bool { return x-x == 0 }
