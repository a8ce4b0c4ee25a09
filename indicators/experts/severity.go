package experts

import (
	"math"
	"slices"
)

// Severity describes one assessor over the subjects on which the assessor's score
// counted and the panel has a figure. With d_ij = x_ij - P_i, the score less the
// panel's figure for the subject:
//
//	Signed_j   = mean over i of d_ij    below 0 severe, above 0 lenient
//	Absolute_j = mean over i of |d_ij|
//	Ratio_j    = Absolute_j / median over the assessors of Absolute
//
// Where all scores are a subject's worth plus an assessor's habit and every
// assessor scored every subject, Signed is that habit, exactly. With recusals it
// is an approximation, since assessors are then seen on different subjects.
//
// Reference: library default, assumption (the multiple of the panel's median as a
// flag); the reference point is the panel's own figure, so that one assessor out
// of line does not make the others look deviant.
type Severity struct {
	Assessor string
	Subjects int     // on which the assessor is judged
	Signed   float64 // mean signed deviation, in points
	Absolute float64 // mean absolute deviation, in points
	Ratio    float64 // Absolute over the panel's median; 0 if that is 0
	Flagged  bool    // Absolute above DriftLimit times the panel's median, on DriftSubjects or more
}

// severities measures the assessors against the panel's figures on raw scores.
func (p Panel) severities(r Ratings, counts [][]bool, figures []PanelScore) []Severity {
	all := make([]Severity, len(r.Assessors))
	var spreads []float64
	for j := range all {
		s := &all[j]
		s.Assessor = r.Assessors[j]
		for i, figure := range figures {
			if !counts[i][j] || figure.Rule == Invalid {
				continue
			}
			d := r.Scores[i][j] - figure.Score
			s.Subjects++
			s.Signed += d
			s.Absolute += math.Abs(d)
		}
		if s.Subjects > 0 {
			s.Signed /= float64(s.Subjects)
			s.Absolute /= float64(s.Subjects)
			spreads = append(spreads, s.Absolute)
		}
	}
	if len(spreads) == 0 {
		return all
	}
	slices.Sort(spreads)
	median := middle(spreads)
	for j := range all {
		s := &all[j]
		if median > 0 {
			s.Ratio = s.Absolute / median
		}
		s.Flagged = s.Subjects >= p.DriftSubjects && s.Absolute > p.DriftLimit*median
	}
	return all
}
