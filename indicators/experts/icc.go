package experts

import (
	"fmt"

	"gonum.org/v1/gonum/stat/distuv"
)

// Coefficient is one intraclass correlation with its confidence interval. A
// negative estimate is reported as it is.
type Coefficient struct {
	Name    string  // as in ICC(2,k)
	Value   float64 // 0 and meaningless unless Defined
	Low     float64 // lower confidence limit, if Bounded
	High    float64 // upper confidence limit, if Bounded
	Defined bool    // false where the formula divides by nothing, or by less
	Bounded bool    // false where the interval can't be formed
}

// IntraclassCorrelation is the two-way table's analysis of variance and the six
// coefficients that are read off it.
type IntraclassCorrelation struct {
	Subjects   int     // n
	Assessors  int     // k
	Confidence float64 // of the intervals

	MSR float64 // mean square between subjects (rows), n-1 degrees of freedom
	MSC float64 // mean square between assessors (columns), k-1
	MSE float64 // residual mean square, (n-1)(k-1)
	MSW float64 // mean square within subjects, n(k-1)

	ICC11 Coefficient // one assessor, each subject with assessors of its own
	ICC21 Coefficient // one assessor of many such, absolute agreement
	ICC31 Coefficient // one of just these assessors, consistency
	ICC1k Coefficient // mean of k, each subject with assessors of its own
	ICC2k Coefficient // mean of k assessors of many such, absolute agreement
	ICC3k Coefficient // mean of just these k assessors, consistency
}

// ICC measures how far scores of different assessors for the same subject are
// alike. With the mean squares of the two-way table:
//
//	ICC(1,1) = (MSR-MSW) / (MSR + (k-1) MSW)              ICC(1,k) = (MSR-MSW) / MSR
//	ICC(2,1) = (MSR-MSE) / (MSR + (k-1) MSE + k(MSC-MSE)/n)  ICC(2,k) = (MSR-MSE) / (MSR + (MSC-MSE)/n)
//	ICC(3,1) = (MSR-MSE) / (MSR + (k-1) MSE)              ICC(3,k) = (MSR-MSE) / MSR
//
// confidence is that of the two-sided intervals, such as 0.95. It returns
// [ErrTooFew] below two subjects or assessors, and [ErrNoVariation] if all scores
// are the same.
//
// Reference: Shrout and Fleiss, Intraclass correlations: uses in assessing rater
// reliability, Psychological Bulletin 86 (1979) 420-428; intervals also in McGraw
// and Wong, Forming inferences about some intraclass correlation coefficients
// (1996).
func ICC(r Ratings, confidence float64) (IntraclassCorrelation, error) {
	if !(confidence > 0 && confidence < 1) {
		return IntraclassCorrelation{}, fmt.Errorf("ICC: confidence %v: must lie between 0 and 1, as 0.95", confidence)
	}
	if err := r.measurable(); err != nil {
		return IntraclassCorrelation{}, fmt.Errorf("ICC: %w", err)
	}
	c := IntraclassCorrelation{Subjects: len(r.Subjects), Assessors: len(r.Assessors), Confidence: confidence}
	if !c.meanSquares(r.Scores) {
		return IntraclassCorrelation{}, fmt.Errorf("ICC: %w; all scores are %v", ErrNoVariation, r.Scores[0][0])
	}
	n, k := float64(c.Subjects), float64(c.Assessors)
	c.ICC11 = c.ratio("ICC(1,1)", c.MSR-c.MSW, c.MSR+float64((k-1)*c.MSW))
	c.ICC21 = c.ratio("ICC(2,1)", c.MSR-c.MSE, c.MSR+float64((k-1)*c.MSE)+k*(c.MSC-c.MSE)/n)
	c.ICC31 = c.ratio("ICC(3,1)", c.MSR-c.MSE, c.MSR+float64((k-1)*c.MSE))
	c.ICC1k = c.ratio("ICC(1,k)", c.MSR-c.MSW, c.MSR)
	c.ICC2k = c.ratio("ICC(2,k)", c.MSR-c.MSE, c.MSR+(c.MSC-c.MSE)/n)
	c.ICC3k = c.ratio("ICC(3,k)", c.MSR-c.MSE, c.MSR)
	c.intervals()
	return c, nil
}

// meanSquares does the analysis of variance on scores less the first, so that a
// constant added to all takes no digits away. It is false if all scores are alike.
func (c *IntraclassCorrelation) meanSquares(scores [][]float64) bool {
	n, k := float64(c.Subjects), float64(c.Assessors)
	origin := scores[0][0]
	rows, cols := make([]float64, c.Subjects), make([]float64, c.Assessors)
	total, differ := 0.0, false
	for i, row := range scores {
		for j, x := range row {
			differ = differ || x != origin
			rows[i] += (x - origin) / k
			cols[j] += (x - origin) / n
		}
		total += rows[i] / n
	}
	var ssr, ssc, sse, ssw float64
	for i, row := range scores {
		ssr += float64(k * (rows[i] - total) * (rows[i] - total))
		for j, x := range row {
			d := x - origin - rows[i]
			e := d - (cols[j] - total)
			ssw += float64(d * d)
			sse += float64(e * e)
		}
	}
	for _, col := range cols {
		ssc += float64(n * (col - total) * (col - total))
	}
	c.MSR, c.MSC = ssr/(n-1), ssc/(k-1)
	c.MSE, c.MSW = sse/((n-1)*(k-1)), ssw/(n*(k-1))
	return differ
}

// ratio is a coefficient, undefined where the divisor is nothing against the
// table's own variation, or negative: a negative variance estimates nothing.
func (c *IntraclassCorrelation) ratio(name string, over, under float64) Coefficient {
	if under <= 1e-12*(c.MSR+c.MSC+c.MSE) {
		return Coefficient{Name: name}
	}
	return Coefficient{Name: name, Value: over / under, Defined: true}
}

func quantileF(p, d1, d2 float64) float64 { return distuv.F{D1: d1, D2: d2}.Quantile(p) }
