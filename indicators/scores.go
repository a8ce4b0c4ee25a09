package indicators

// Scores holds the results of a batch as columns indexed by the batch's rows.
// Several evaluators, each with its selection of rows, may fill one Scores. It
// also holds the scratch space of the worker it belongs to, so that evaluating
// allocates nothing once it has seen the largest batch.
type Scores struct {
	Rows       int
	Dimensions []DimensionScores // in the order of the scheme
	Total      []float64         // points of the scheme's full score
	Coverage   []float64         // weights with a value over applicable weights, of all dimensions
	Rateable   []bool            // at least one dimension could be rated; else Total is 0
	Scaled     []bool            // dimensions were left out and the total scaled by the weights that remain

	view view
}

// DimensionScores are the results of one dimension.
type DimensionScores struct {
	Points     []float64 // of the dimension's weight
	Applicable []float64 // weight of the indicators that concern the subject
	Available  []float64 // weight of those of them that have a value
	Coverage   []float64 // available over applicable weight, 0 where nothing is applicable
	Rateable   []bool    // false: left out of the total
}

// Reset gives the scores room for a number of rows and dimensions, all zero.
func (s *Scores) Reset(rows, dimensions int) {
	s.Rows = rows
	for len(s.Dimensions) < dimensions {
		if cap(s.Dimensions) > len(s.Dimensions) {
			s.Dimensions = s.Dimensions[:len(s.Dimensions)+1] // with the memory of an earlier batch
			continue
		}
		s.Dimensions = append(s.Dimensions, DimensionScores{})
	}
	s.Dimensions = s.Dimensions[:dimensions]
	for i := range s.Dimensions {
		d := &s.Dimensions[i]
		zeroed(rows, &d.Points, &d.Applicable, &d.Available, &d.Coverage)
		zeroed(rows, &d.Rateable)
	}
	zeroed(rows, &s.Total, &s.Coverage)
	zeroed(rows, &s.Rateable, &s.Scaled)
}

func zeroed[T any](n int, slices ...*[]T) {
	for _, s := range slices {
		if cap(*s) < n {
			*s = make([]T, n)
		}
		*s = (*s)[:n]
		clear(*s)
	}
}
