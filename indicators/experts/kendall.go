package experts

import (
	"fmt"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// Concordance is Kendall's coefficient with what it rests on.
type Concordance struct {
	Subjects  int       // n
	Assessors int       // k
	W         float64   // 0 no agreement on the order, 1 the same order from all
	S         float64   // squared deviations of the rank sums from their mean
	Ties      float64   // T, the sum of t^3-t over all groups of t tied ranks
	RankSums  []float64 // R_i, a subject each
	ChiSquare float64   // k(n-1)W
	DF        int       // n-1
	P         float64   // probability of so large a chi-square if all orders were chance; rough for 7 subjects or fewer
}

// KendallW measures how far assessors put the subjects in the same order. Scores
// are ranked within each assessor, ties with the mean of their ranks; ranks given
// as scores stay what they are.
//
//	W = 12 S / (k^2 (n^3 - n) - k T),  S = sum (R_i - mean R)^2,  T = sum (t^3 - t)
//	chi^2 = k (n - 1) W with n - 1 degrees of freedom
//
// It returns [ErrTooFew] below two subjects or assessors, and [ErrNoVariation] if
// no assessor tells any two subjects apart.
//
// Reference: Kendall and Babington Smith, The problem of m rankings (1939);
// Siegel and Castellan, Nonparametric Statistics for the Behavioral Sciences
// (1988), section 9.6, for ties and the chi-square.
func KendallW(r Ratings) (Concordance, error) {
	if err := r.measurable(); err != nil {
		return Concordance{}, fmt.Errorf("concordance: %w", err)
	}
	n, k := len(r.Subjects), len(r.Assessors)
	c := Concordance{Subjects: n, Assessors: k, DF: n - 1, RankSums: make([]float64, n)}
	column := make([]float64, n)
	for j := range k {
		for i := range n {
			column[i] = r.Scores[i][j]
		}
		ranks, ties := midRanks(column)
		c.Ties += ties
		for i, rank := range ranks {
			c.RankSums[i] += rank
		}
	}
	centre := float64(k*(n+1)) / 2
	for _, sum := range c.RankSums {
		c.S += float64((sum - centre) * (sum - centre))
	}
	fk := float64(k)
	most := float64(fk*fk*float64(n*n*n-n)) - float64(fk*c.Ties) // exact: whole numbers far below 2^53
	if most == 0 {
		return Concordance{}, fmt.Errorf("concordance: %w; no assessor tells any two subjects apart", ErrNoVariation)
	}
	c.W = 12 * c.S / most
	c.ChiSquare = fk * float64(n-1) * c.W
	c.P = distuv.ChiSquared{K: float64(c.DF)}.Survival(c.ChiSquare)
	return c, nil
}

// midRanks ranks values from 1 upward, ties with the mean of their ranks, and
// gives the sum of t^3-t over the groups of ties.
func midRanks(x []float64) (ranks []float64, ties float64) {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return a - b
	})
	ranks = make([]float64, len(x))
	for from := 0; from < len(order); {
		to := from + 1
		for to < len(order) && x[order[to]] == x[order[from]] {
			to++
		}
		for _, i := range order[from:to] {
			ranks[i] = float64(from+1+to) / 2
		}
		t := float64(to - from)
		ties += float64(t*t*t) - t
		from = to
	}
	return ranks, ties
}
