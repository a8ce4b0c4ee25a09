package experts

import (
	"math"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestAgreement_AcceptsShroutFleissWithADoubt(t *testing.T) {
	report, err := DefaultAgreement().Check(shroutFleiss)
	require.NoError(t, err)
	assert.Equal(t, Accept, report.Decision)
	assert.InDelta(t, 0.620051, report.ICC.ICC2k.Value, 5e-7)
	assert.Equal(t, "moderate", report.Band.EN)
	assert.Greater(t, report.W.W, 0.5)
	assert.Contains(t, strings.Join(report.Warnings, "\n"), "interval begins at 0.07")
}

func TestAgreement_SecondPanel(t *testing.T) {
	a := DefaultAgreement()
	a.LeastICC = 0.7
	report, err := a.Check(shroutFleiss)
	require.NoError(t, err)
	assert.Equal(t, SecondPanel, report.Decision, "ICC(2,k) 0.62 is below 0.7")

	a = DefaultAgreement()
	a.LeastW = 1
	report, err = a.Check(shroutFleiss)
	require.NoError(t, err)
	assert.Equal(t, SecondPanel, report.Decision, "not all orders are the same")

	// Latin square: all subjects have one mean, ICC(2,k) is undefined, W is 0.
	report, err = DefaultAgreement().Check(table([]float64{1, 2, 3}, []float64{2, 3, 1}, []float64{3, 1, 2}))
	require.NoError(t, err)
	assert.Equal(t, SecondPanel, report.Decision)
	assert.Zero(t, report.W.W)
	assert.Empty(t, report.Band.EN)

	// Each assessor gives one score to all: the panel tells nobody apart.
	report, err = DefaultAgreement().Check(table([]float64{70, 80}, []float64{70, 80}))
	require.NoError(t, err)
	assert.Equal(t, SecondPanel, report.Decision)
	assert.Nil(t, report.W)
}

func TestAgreement_NotMeasurable(t *testing.T) {
	for name, r := range map[string]Ratings{
		"one subject":      table([]float64{70, 80, 90}),
		"one assessor":     table([]float64{70}, []float64{80}),
		"all scores alike": table([]float64{70, 70}, []float64{70, 70}),
	} {
		report, err := DefaultAgreement().Check(r)
		require.NoError(t, err, name)
		assert.Equal(t, NotMeasurable, report.Decision, name)
		assert.NotEmpty(t, report.Warnings, name)
		assert.Nil(t, report.ICC, name)
	}
	report, err := DefaultAgreement().Check(table([]float64{70, math.NaN()}), Recusal{"sA", "aB", "kin"})
	require.NoError(t, err)
	assert.Equal(t, NotMeasurable, report.Decision)
	assert.Equal(t, []string{"sA"}, report.LeftOut)
}

func TestAgreement_LeavesOutSubjectsWithARecusal(t *testing.T) {
	r := Ratings{Subjects: append(letters("s", 6), "extra"), Assessors: shroutFleiss.Assessors}
	r.Scores = append(append(r.Scores, shroutFleiss.Scores...), []float64{1, math.NaN(), 9, 1})
	report, err := DefaultAgreement().Check(r, Recusal{"extra", "aB", "kin"})
	require.NoError(t, err)
	assert.Equal(t, []string{"extra"}, report.LeftOut)
	assert.InDelta(t, 0.620051, report.ICC.ICC2k.Value, 5e-7)

	_, err = DefaultAgreement().Check(r)
	assert.ErrorContains(t, err, `subject "extra", assessor "aB": the score is missing`)
	_, err = Agreement{LeastICC: math.NaN(), LeastW: 2}.Check(r)
	for _, part := range []string{"least_icc", "least_w", "confidence"} {
		assert.ErrorContains(t, err, part)
	}
}

// Koo and Li 2016 and Landis and Koch 1977, at and beside every edge.
func TestBands_EdgesAsPrinted(t *testing.T) {
	below := func(x float64) float64 { return math.Nextafter(x, -10) }
	above := func(x float64) float64 { return math.Nextafter(x, 10) }
	for x, want := range map[float64]string{
		-0.3: "poor", below(0.5): "poor", 0.5: "moderate", below(0.75): "moderate", 0.75: "good", 0.9: "good", above(0.9): "excellent", 1: "excellent",
	} {
		assert.Equal(t, want, KooLi2016().Of(x).EN, x)
	}
	for x, want := range map[float64]string{
		-0.01: "poor", 0: "slight", 0.2: "slight", 0.21: "fair", 0.4: "fair", 0.41: "moderate", 0.6: "moderate", 0.61: "substantial", 0.8: "substantial", 0.81: "almost perfect", 1: "almost perfect",
	} {
		assert.Equal(t, want, LandisKoch1977().Of(x).EN, x)
	}
}
