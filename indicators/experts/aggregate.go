package experts

import "fmt"

// PanelResult is what a panel says of all its subjects, and what the panel's
// scores say of its assessors.
type PanelResult struct {
	Subjects  []PanelScore // in the order of the table
	Assessors []Severity   // in the order of the table
	Warnings  []string     // doubts that are no errors
}

// Aggregate puts a table of scores together, row by row, once the recused scores
// are taken out, and measures the assessors. Where CorrectSeverity is set,
// severity is estimated on the raw scores and taken off them first:
//
//	x'_ij = x_ij - b_j, held on the scale
//
// with b_j the mean signed deviation of assessor j; see [Severity].
//
// It refuses a table with a missing score that no recusal explains, a score off
// the scale, or a recusal that names nobody; all faults at once.
//
// Reference: see [DefaultPanel]; the additive correction is the main effect of
// the assessor in the two-way table, as in Shrout and Fleiss, Intraclass
// correlations: uses in assessing rater reliability (1979).
func (p Panel) Aggregate(r Ratings, recusals ...Recusal) (PanelResult, error) {
	if err := p.Validate(); err != nil {
		return PanelResult{}, err
	}
	counts, err := p.check(r, recusals)
	if err != nil {
		return PanelResult{}, err
	}
	raw := p.rows(r, counts, nil)
	result := PanelResult{Subjects: raw, Assessors: p.severities(r, counts, raw)}
	if p.CorrectSeverity {
		result.Subjects = p.rows(r, counts, result.Assessors)
	}
	result.Warnings = p.doubts(result)
	return result, nil
}

// check is Ratings.counted with the panel's scale.
func (p Panel) check(r Ratings, recusals []Recusal) ([][]bool, error) {
	counts, err := r.counted(recusals)
	if err != nil {
		return nil, err
	}
	var f faults
	for i, row := range r.Scores {
		for j, x := range row {
			if counts[i][j] && !p.onScale(x) {
				f.add("subject %q, assessor %q: the score %v is off the panel's scale, %v to %v", r.Subjects[i], r.Assessors[j], x, p.Low, p.High)
			}
		}
	}
	return counts, f.err()
}

// rows scores every subject, less the assessors' severities if they are given.
func (p Panel) rows(r Ratings, counts [][]bool, take []Severity) []PanelScore {
	scores := make([]PanelScore, len(r.Subjects))
	x := make([]float64, 0, len(r.Assessors))
	for i, row := range r.Scores {
		x = x[:0]
		var recused []string
		for j, v := range row {
			if !counts[i][j] {
				recused = append(recused, r.Assessors[j])
				continue
			}
			if take != nil {
				v = min(max(v-take[j].Signed, p.Low), p.High)
			}
			x = append(x, v)
		}
		scores[i] = p.score(x)
		scores[i].Subject, scores[i].Recused = r.Subjects[i], recused
	}
	return scores
}

func (p Panel) doubts(result PanelResult) (doubts []string) {
	for _, s := range result.Subjects {
		if s.Rule == Invalid {
			doubts = append(doubts, fmt.Sprintf("subject %q: %d scores count, a panel needs %d; no figure", s.Subject, s.Counted, p.Fewest))
		}
	}
	for _, a := range result.Assessors {
		switch {
		case a.Flagged:
			doubts = append(doubts, fmt.Sprintf("assessor %q deviates from the panel by %.4g on average, more than %.4g times the panel's median", a.Assessor, a.Absolute, p.DriftLimit))
		case a.Subjects < p.DriftSubjects:
			doubts = append(doubts, fmt.Sprintf("assessor %q: drift is not judged on %d subjects; %d are needed", a.Assessor, a.Subjects, p.DriftSubjects))
		}
	}
	return doubts
}
