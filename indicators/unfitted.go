package indicators

import (
	"errors"

	"github.com/brandvalue/brandvalue/internal/population"
)

// unfitted is a rule whose numbers come from a population. It can be written
// and reviewed, but not evaluated: fitting puts one of the Rules in its place.
type unfitted interface {
	Rule
	// wants says what it needs to know of the population beside the number of
	// values, the least and the largest; d is the direction of its metric.
	wants(d Direction) wants
	// pin is the rule that takes its place. errNoRange says that the values
	// give a scale no length.
	pin(d Direction, p *described) (Rule, error)
}

// UnfittedRules lists every kind of rule that awaits its numbers once. A new one
// is a file and a line here.
func UnfittedRules() []Rule {
	return []Rule{
		MinMax{},     // from the worst value to the best
		Winsorised{}, // between two quantiles
		ToTarget{},   // from the worst value to the leader, or a quantile near it
		ZScore{},     // in standard deviations from the mean, bounded
		Percentile{}, // by the share that is passed
		PeerMean{},   // against the mean of the peers
	}
}

// allRules are the rules that a document may hold.
func allRules() []Rule { return append(Rules(), UnfittedRules()...) }

// wants is what a rule asks of a population.
type wants struct {
	moments, peers bool
	quantiles      []float64
}

// described is what a rule learns of the values of its figure.
type described struct {
	population.Extremes
	moments   population.Moments
	peers     peerSums
	quantiles []float64 // as wanted
}

// errNoRange is no fault where the weight comes from the data as well and is
// zero then.
var errNoRange = errors.New("the values give the scale no length")

// spanned is linear from one value to another, in the direction of the metric.
func spanned(d Direction, least, most float64) (Rule, error) {
	switch {
	case !finite(most - least):
		return nil, errors.New("the values lie too far apart for a scale")
	case least == most:
		return nil, errNoRange
	case d == Target:
		return nil, errors.New("a target has no worst and no best value")
	case d == Cost:
		return Linear{Zero: most, Full: least}, nil
	}
	return Linear{Zero: least, Full: most}, nil
}

// stepAt gives all points for the one value that all have, and for better ones.
func stepAt(d Direction, x float64) Rule {
	if d == Cost {
		return Points{X: []float64{x, x}, Y: []float64{1, 0}, Side: AtMost}
	}
	return Points{X: []float64{x, x}, Y: []float64{0, 1}, Side: AtLeast}
}

// awaiting reads the figure that an unfitted rule is about; its scale is to come.
func awaiting(c *compiler, item, figure string) reading {
	return reading{measure: c.value(item, figure)}
}

// shareOf reports a quantile that is none.
func shareOf(name string, q float64) []error {
	if !(q >= 0 && q <= 1) {
		return []error{errors.New(name + ": a quantile lies within 0 to 1")}
	}
	return nil
}
