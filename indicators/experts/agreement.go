package experts

import (
	"errors"
	"fmt"
	"strings"
)

// Agreement holds the thresholds below which a panel's scores do not stand. Every
// field is a choice; start from [DefaultAgreement].
type Agreement struct {
	LeastICC   float64 `json:"least_icc"`  // of ICC(2,k), the reliability of the panel's mean
	LeastW     float64 `json:"least_w"`    // of Kendall's W, the likeness of the orders
	Confidence float64 `json:"confidence"` // of the intervals reported
}

// DefaultAgreement asks for ICC(2,k) and W of one half or more, with intervals of
// 95 %.
//
// Reference: library default, assumption; one half is where Koo and Li (2016)
// begin to call reliability moderate.
func DefaultAgreement() Agreement {
	return Agreement{LeastICC: 0.5, LeastW: 0.5, Confidence: 0.95}
}

// Validate reports all that is wrong with the thresholds.
func (a Agreement) Validate() error {
	var f faults
	if !(a.LeastICC >= 0 && a.LeastICC <= 1) {
		f.add("least_icc %v: must lie between 0 and 1", a.LeastICC)
	}
	if !(a.LeastW >= 0 && a.LeastW <= 1) {
		f.add("least_w %v: must lie between 0 and 1", a.LeastW)
	}
	if !(a.Confidence > 0 && a.Confidence < 1) {
		f.add("confidence %v: must lie between 0 and 1, as 0.95", a.Confidence)
	}
	return f.err()
}

// Decision is what follows from a panel's agreement.
type Decision string

// What may follow from a panel's agreement.
const (
	Accept        Decision = "accept"         // the scores stand
	SecondPanel   Decision = "second-panel"   // a second panel scores the subjects again
	NotMeasurable Decision = "not-measurable" // too few subjects or assessors, or all scores alike: decide by hand
)

// AgreementReport is a decision with its grounds. ICC or W is nil where the
// scores leave it undefined.
type AgreementReport struct {
	Decision Decision
	ICC      *IntraclassCorrelation
	Band     Text // of ICC(2,k), after Koo and Li; empty where it is undefined
	W        *Concordance
	LeftOut  []string // subjects with a recusal, which the coefficients can't use
	Warnings []string
}

// Check measures agreement on the subjects that all assessors scored and decides
// whether the scores stand. ICC(2,k) that is undefined because the subjects' means
// do not differ counts as below the threshold. It refuses a table with faults.
//
// Reference: see [DefaultAgreement], [ICC] and [KendallW].
func (a Agreement) Check(r Ratings, recusals ...Recusal) (AgreementReport, error) {
	if err := a.Validate(); err != nil {
		return AgreementReport{}, err
	}
	counts, err := r.counted(recusals)
	if err != nil {
		return AgreementReport{}, err
	}
	complete, left := r.crossed(counts)
	report := AgreementReport{Decision: Accept, LeftOut: left}
	if len(left) > 0 {
		report.warn("%d of %d subjects are left out for recusals: %s", len(left), len(r.Subjects), strings.Join(left, ", "))
	}
	icc, err := ICC(complete, a.Confidence)
	if err != nil {
		report.Decision = NotMeasurable
		report.warn("%v", err)
		return report, unlessExpected(err)
	}
	report.ICC = &icc
	a.judgeICC(&report)
	w, err := KendallW(complete)
	if err != nil {
		report.warn("%v", err)
		return report, unlessExpected(err)
	}
	report.W = &w
	a.judgeW(&report)
	return report, nil
}

func (a Agreement) judgeICC(report *AgreementReport) {
	c := report.ICC.ICC2k
	if !c.Defined {
		report.Decision = SecondPanel
		report.warn("ICC(2,k) is undefined: the subjects' means differ less than chance would make them; a second panel is due")
		return
	}
	report.Band = KooLi2016().Of(c.Value)
	if c.Value < a.LeastICC {
		report.Decision = SecondPanel
		report.warn("ICC(2,k) = %.4g is below %.4g; a second panel is due", c.Value, a.LeastICC)
	} else if c.Bounded && c.Low < a.LeastICC {
		report.warn("ICC(2,k) = %.4g stands, but its %.4g %% interval begins at %.4g, below %.4g", c.Value, 100*a.Confidence, c.Low, a.LeastICC)
	}
}

func (a Agreement) judgeW(report *AgreementReport) {
	w := report.W
	if w.W < a.LeastW {
		report.Decision = SecondPanel
		report.warn("Kendall W = %.4g is below %.4g; a second panel is due", w.W, a.LeastW)
	}
	if w.Subjects <= 7 {
		report.warn("the chi-square of W is rough for %d subjects; read W itself", w.Subjects)
	}
}

func (r *AgreementReport) warn(format string, args ...any) {
	r.Warnings = append(r.Warnings, fmt.Sprintf(format, args...))
}

// unlessExpected lets pass the errors that are findings about a sound table.
func unlessExpected(err error) error {
	if errors.Is(err, ErrTooFew) || errors.Is(err, ErrNoVariation) {
		return nil
	}
	return err
}
