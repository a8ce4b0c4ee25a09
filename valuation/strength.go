package valuation

import (
	"errors"
	"fmt"
	"math"
)

// Strength is the weighted mean of scores on a common scale:
//
//	S = sum_i W_i S_i,  sum_i W_i = 1
//
// The same sum serves at either level of a strength index: indicators to an
// element, elements to the whole.
//
// Reference: the two weighted sums of the brand strength standards, read in the
// draft revision of GB/T 31045.
func Strength(weights, scores []float64) (float64, error) {
	if len(weights) != len(scores) {
		return 0, fmt.Errorf("strength: %d weights for %d scores", len(weights), len(scores))
	}
	var sum, total float64
	var faults []error
	for i, w := range weights {
		if !(w >= 0 && w <= 1) || math.IsNaN(scores[i]) || math.IsInf(scores[i], 0) {
			faults = append(faults, fmt.Errorf("strength: item %d has weight %v and score %v", i+1, w, scores[i]))
		}
		sum += float64(w * scores[i])
		total += w
	}
	if !(math.Abs(total-1) <= 1e-9) {
		faults = append(faults, fmt.Errorf("strength: the weights sum to %v, must sum to 1", total))
	}
	if err := errors.Join(faults...); err != nil {
		return 0, err
	}
	return sum, nil
}
