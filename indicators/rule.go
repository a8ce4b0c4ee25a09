package indicators

import "fmt"

// Rule turns what is reported on a metric into a fraction of its points. Its
// fields are its parameters and its JSON, next to the member "kind". A rule is
// a measure of the reported figures in front of a scale.
type Rule interface {
	// Kind is the word that names the rule in a document.
	Kind() string
	// Words says the rule in a sentence, for explanations.
	Words() Text

	check() []error                                   // faults of the parameters
	compile(c *compiler, item, figure string) reading // for parameters without faults
}

// Rules lists every kind of rule once. A new one is a file and a line here.
// What is not offered is a formula: what no kind can say wants a new kind, which
// can be reviewed and tested once for all schemes.
func Rules() []Rule {
	return []Rule{
		Linear{},        // from zero to full
		BaselineLead{},  // 0.6 at the baseline, full at the leading value
		FiveTiers{},     // poor, low, mean, good, excellent
		Steps{},         // the first cut that is reached
		PerUnit{},       // points for each whole unit, capped
		BestOf{},        // the best of several rules
		Grades{},        // a table of grades
		WeightedCount{}, // counts with weights, then steps
		SumCap{},        // points for each item held, capped
		Interval{},      // full inside a range
		Log{},           // linear in the logarithm, for size
		RatioToMean{},   // against the mean of the peers
		Rank{},          // the place among peers
		Deduct{},        // from full, less for each event
		Expert{},        // a panel's result
		Points{},        // any scale, by its points
	}
}

// distinct reports two ends of a scale that are not finite or one.
func distinct(name0 string, x0 float64, name1 string, x1 float64) []error {
	if !finite(x0) || !finite(x1) {
		return []error{fmt.Errorf("%s and %s must be finite numbers", name0, name1)}
	}
	if x0 == x1 {
		return []error{fmt.Errorf("%s and %s are both %v, so the scale has no length", name0, name1, x0)}
	}
	return nil
}

// monotone reports numbers that do not all rise or all fall.
func monotone(what string, xs ...float64) []error {
	for i, x := range xs {
		if !finite(x) {
			return []error{fmt.Errorf("%s: %v is not a finite number", what, x)}
		}
		if i > 0 && (x == xs[i-1] || (x > xs[i-1]) != (xs[1] > xs[0])) {
			return []error{fmt.Errorf("%s: %v must all rise or all fall", what, xs)}
		}
	}
	return nil
}
