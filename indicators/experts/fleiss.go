package experts

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// GradeCounts tells for each subject how many assessors gave it each grade. Every
// subject has the same number of assessors, who need not be the same people.
type GradeCounts struct {
	Subjects []string // N names, a row each
	Grades   []string // categories, a column each
	Counts   [][]int  // Counts[i][j] assessors gave subject i the grade j
}

// CountGrades counts grades given by name: given[i][j] is the grade that assessor
// j gave subject i. A grade not in the list, or an empty one, is refused with its
// place; all faults at once.
func CountGrades(subjects, assessors, grades []string, given [][]string) (GradeCounts, error) {
	var f faults
	names(&f, "assessor", assessors)
	if len(given) != len(subjects) {
		f.add("%d rows of grades for %d subjects", len(given), len(subjects))
		return GradeCounts{}, f.err()
	}
	c := GradeCounts{Subjects: subjects, Grades: grades, Counts: make([][]int, len(subjects))}
	for i, row := range given {
		c.Counts[i] = make([]int, len(grades))
		if len(row) != len(assessors) {
			f.add("subject %q: %d grades for %d assessors", subjects[i], len(row), len(assessors))
			continue
		}
		for j, grade := range row {
			g := slices.Index(grades, grade)
			if g < 0 {
				f.add("subject %q, assessor %q: the grade %q is none of %q", subjects[i], assessors[j], grade, grades)
				continue
			}
			c.Counts[i][g]++
		}
	}
	if err := f.err(); err != nil {
		return GradeCounts{}, err
	}
	return c, c.Validate()
}

// Validate reports all that is wrong with the counts: names, shapes, negative
// counts, subjects with another number of assessors than the first.
func (c GradeCounts) Validate() error {
	var f faults
	names(&f, "subject", c.Subjects)
	names(&f, "grade", c.Grades)
	if len(c.Counts) != len(c.Subjects) {
		f.add("%d rows of counts for %d subjects", len(c.Counts), len(c.Subjects))
		return f.err()
	}
	for i, row := range c.Counts {
		if len(row) != len(c.Grades) {
			f.add("subject %q: %d counts for %d grades", c.Subjects[i], len(row), len(c.Grades))
			continue
		}
		for j, n := range row {
			if n < 0 {
				f.add("subject %q, grade %q: %d assessors; a count is 0 or more", c.Subjects[i], c.Grades[j], n)
			}
		}
		if sum(row) != sum(c.Counts[0]) {
			f.add("subject %q: %d assessors graded it, but %d graded %q; the number must be the same", c.Subjects[i], sum(row), sum(c.Counts[0]), c.Subjects[0])
		}
	}
	return f.err()
}

// Kappa is Fleiss' coefficient with what it rests on.
type Kappa struct {
	Subjects  int     // N
	Assessors int     // m, for each subject
	Value     float64 // 1 complete agreement, 0 what chance gives, below 0 less
	Observed  float64 // mean share of agreeing pairs of assessors
	Expected  float64 // share of agreeing pairs if grades were drawn at random
	SE        float64 // standard error if all agreement were chance
	Z         float64 // Value / SE
	P         float64 // two-sided, normal

	Agreement []float64    // share of agreeing pairs, a subject each
	ByGrade   []GradeKappa // a grade each
}

// GradeKappa is the agreement on one grade against all others.
type GradeKappa struct {
	Grade   string
	Share   float64 // of all grades given
	Kappa   float64 // 0 and meaningless unless Defined
	Defined bool    // false if nobody, or everybody, gave the grade throughout
}

// FleissKappa measures agreement on grades beyond chance. With n_ij assessors of
// m giving subject i of N the grade j:
//
//	kappa = (P - Pe) / (1 - Pe)
//	P  = mean of P_i,  P_i = (sum_j n_ij^2 - m) / (m (m-1))
//	Pe = sum p_j^2,    p_j = sum_i n_ij / (N m)
//
// For one grade, kappa_j = 1 - sum_i n_ij (m - n_ij) / (N m (m-1) p_j (1-p_j)).
// It returns [ErrTooFew] below two subjects or assessors, and [ErrNoVariation] if
// only one grade was given.
//
// Reference: Fleiss, Measuring nominal scale agreement among many raters,
// Psychological Bulletin 76 (1971) 378-382; standard error from Fleiss, Nee and
// Landis, Large sample variance of kappa in the case of different sets of raters
// (1979).
func FleissKappa(c GradeCounts) (Kappa, error) {
	if err := c.Validate(); err != nil {
		return Kappa{}, fmt.Errorf("kappa: %w", err)
	}
	if len(c.Counts) < 2 || sum(c.Counts[0]) < 2 {
		return Kappa{}, fmt.Errorf("kappa: %w", ErrTooFew)
	}
	k := Kappa{Subjects: len(c.Counts), Assessors: sum(c.Counts[0])}
	n, m := float64(k.Subjects), float64(k.Assessors)
	for _, row := range c.Counts {
		squares := 0
		for _, count := range row {
			squares += count * count
		}
		p := (float64(squares) - m) / (m * (m - 1))
		k.Agreement = append(k.Agreement, p)
		k.Observed += p / n
	}
	var pq, skew float64
	for j, grade := range c.Grades {
		g := gradeKappa(c.Counts, j, n, m)
		g.Grade = grade
		k.ByGrade = append(k.ByGrade, g)
		p, q := g.Share, 1-g.Share
		k.Expected += float64(p * p)
		pq += float64(p * q)
		skew += float64(p * q * (q - p))
		if g.Share == 1 {
			return Kappa{}, fmt.Errorf("kappa: %w; every grade given is %q", ErrNoVariation, grade)
		}
	}
	k.Value = (k.Observed - k.Expected) / (1 - k.Expected)
	k.SE = math.Sqrt(2*(float64(pq*pq)-skew)/(n*m*(m-1))) / pq
	k.Z = k.Value / k.SE
	k.P = 2 * distuv.UnitNormal.Survival(math.Abs(k.Z))
	return k, nil
}

func gradeKappa(counts [][]int, j int, n, m float64) (g GradeKappa) {
	given, apart := 0, 0.0
	for _, row := range counts {
		given += row[j]
		apart += float64(float64(row[j]) * (m - float64(row[j])))
	}
	g.Share = float64(given) / (n * m)
	if g.Share > 0 && g.Share < 1 {
		g.Kappa, g.Defined = 1-apart/(n*m*(m-1)*g.Share*(1-g.Share)), true
	}
	return g
}

func sum(counts []int) (total int) {
	for _, n := range counts {
		total += n
	}
	return total
}
