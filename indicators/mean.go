package indicators

import "math"

// Mean is how a node joins its children's fractions f with their applicable
// weights w into one: a weighted power mean. A child without applicable weight
// takes no part. With arithmetic means throughout, groups are transparent: the
// dimension is the mean of its indicators.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 6; Hardy, Littlewood, Pólya, Inequalities, chapter II, for the family.
type Mean uint8

const (
	// Arithmetic is sum(w f) / sum(w): strengths make up for weaknesses.
	Arithmetic Mean = iota
	// Geometric is exp(sum(w ln f) / sum(w)): zero in one child is zero in all.
	Geometric
	// Harmonic is sum(w) / sum(w / f): nearer to the weakest still.
	Harmonic
	// Weakest is the smallest f, whatever the weights.
	Weakest
)

var meanNames = []string{"arithmetic", "geometric", "harmonic", "weakest"}

// String is the mean as in a document.
func (m Mean) String() string { return nameOf(meanNames, int(m)) }

// MarshalText writes the mean as in a document.
func (m Mean) MarshalText() ([]byte, error) { return []byte(m.String()), nil }

// UnmarshalText reads the mean from a document.
func (m *Mean) UnmarshalText(text []byte) error { return read(m, "mean", meanNames, text) }

// empty is the sum that add starts from.
func (m Mean) empty() float64 {
	if m == Weakest {
		return 1
	}
	return 0
}

// add takes a child with fraction f and weight w > 0 into the sum. Logarithm
// and quotient of zero are infinite here and zero again in fraction.
func (m Mean) add(sum, f, w float64) float64 {
	switch m {
	case Geometric:
		return float64(math.Log(f)*w) + sum
	case Harmonic:
		return w/f + sum
	case Weakest:
		return min(sum, f)
	default:
		return float64(f*w) + sum
	}
}

// fraction ends the mean, whose weights sum to w > 0.
func (m Mean) fraction(sum, w float64) float64 {
	f := sum / w
	switch m {
	case Geometric:
		f = math.Exp(f)
	case Harmonic:
		f = w / sum
	case Weakest:
		f = sum
	}
	return min(f, 1) // above one by rounding alone
}
