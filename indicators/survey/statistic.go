package survey

import "github.com/brandvalue/brandvalue/internal/document"

// Statistic is a figure that can be estimated from a tally. The zero Weighting
// means: as the respondents stand, with their design weights alone.
type Statistic interface {
	// Kind is its name in documents.
	Kind() string
	// Estimate computes the figure with its standard error and interval.
	Estimate(t *Tally, w Weighting) (Estimate, error)
}

// Statistics lists one of each kind, without parameters. Reliability is a property
// of the questions, not an estimate for the population, and stands apart.
func Statistics() []Statistic {
	return []Statistic{Satisfaction{}, NetPromoter{}, TopBox{}}
}

// Kind is "satisfaction".
func (Satisfaction) Kind() string { return "satisfaction" }

// Kind is "net-promoter".
func (NetPromoter) Kind() string { return "net-promoter" }

// Kind is "top-box".
func (TopBox) Kind() string { return "top-box" }

// ReadStatistic reads a statistic with its parameters from a JSON object whose
// member "kind" names it. Every parameter must be written, and no other; all faults
// are reported at once.
func ReadStatistic(data []byte) (Statistic, error) {
	return document.Choose(data, Statistics())
}

// WriteStatistic writes a statistic as [ReadStatistic] reads it.
func WriteStatistic(s Statistic) ([]byte, error) { return document.Tag(s) }

// ReadPostStratification reads known shares and rules from JSON. Every field must
// be written, and no other; all faults are reported at once.
func ReadPostStratification(data []byte) (PostStratification, error) {
	var p PostStratification
	if err := document.Decode(data, &p); err != nil {
		return PostStratification{}, err
	}
	return p, p.Validate()
}
