package survey_test

import (
	"context"
	"fmt"

	"github.com/brandvalue/brandvalue/indicators/survey"
)

var questionnaire = survey.Questionnaire{
	Items: []survey.Item{
		{Code: "overall", Title: survey.Text{ZH: "总体满意度", EN: "overall satisfaction"}, Low: 1, High: 10, NoAnswer: []int{99}},
		{Code: "expected", Title: survey.Text{ZH: "与期望相比", EN: "against expectations"}, Low: 1, High: 10, NoAnswer: []int{99}},
		{Code: "recommend", Title: survey.Text{ZH: "推荐意愿", EN: "would recommend"}, Low: 0, High: 10},
	},
	Blocks: []survey.Block{{Code: "csat", Title: survey.Text{ZH: "满意度指数", EN: "satisfaction index"}, Items: []string{"overall", "expected"}}},
}

// fictional has 12 answers, from city and country.
func fictional() *survey.Tally {
	tally, err := survey.NewTally(questionnaire)
	if err != nil {
		panic(err)
	}
	err = tally.Add(context.Background(), survey.Answers{
		Row:         1,
		Respondents: 12,
		Strata:      []string{"city", "city", "city", "city", "city", "city", "city", "city", "country", "country", "country", "country"},
		Columns: []survey.Column{
			{Item: "overall", Values: []float64{9, 8, 10, 7, 9, 8, 9, 6, 7, 5, 8, 6}},
			{Item: "expected", Values: []float64{8, 8, 9, 7, 9, 7, 10, 5, 6, 5, 7, 99}},
			{Item: "recommend", Values: []float64{10, 9, 10, 7, 9, 8, 9, 4, 6, 3, 9, 7}},
		},
	})
	if err != nil {
		panic(err)
	}
	return tally
}

func ExampleSatisfaction_Estimate() {
	e, err := survey.DefaultSatisfaction(questionnaire.Blocks[0]).Estimate(fictional(), survey.Weighting{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.1f, standard error %.1f, %.1f to %.1f, %d answered, %d did not\n", e.Value, e.SE, e.Low, e.High, e.Base, e.Missing)
	fmt.Println(e.Warnings[0])
	// Output:
	// 73.2, standard error 5.1, 63.3 to 83.2, 11 answered, 1 did not
	// 11 answers, fewer than 200: too few for a figure to be used
}

func ExampleNetPromoter_Estimate() {
	e, err := survey.DefaultNetPromoter("recommend").Estimate(fictional(), survey.Weighting{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.0f, %.0f to %.0f: %.0f %% promoters, %.0f %% detractors; below base: %v\n", e.Value, e.Low, e.High, e.Parts[0].Value, e.Parts[2].Value, e.BelowBase)
	// Output: 25, -24 to 74: 50 % promoters, 25 % detractors; below base: true
}

func ExampleTopBox_Estimate() {
	e, err := survey.DefaultTopBox("overall", 8).Estimate(fictional(), survey.Weighting{})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.1f %%, %.1f to %.1f\n", e.Value, e.Low, e.High)
	// Output: 58.3 %, 32.0 to 80.7
}

func ExampleCronbachAlpha() {
	r, err := survey.CronbachAlpha(fictional(), "csat")
	if err != nil {
		panic(err)
	}
	fmt.Printf("alpha %.3f on %d answers\n", r.Alpha, r.Base)
	// Output: alpha 0.948 on 11 answers
}

func ExamplePostStratification_Weigh() {
	tally := fictional()
	post := survey.PostStratification{Shares: []survey.Share{{Stratum: "city", Share: 0.5}, {Stratum: "country", Share: 0.5}}, Fewest: 2}
	w, err := post.Weigh(tally)
	if err != nil {
		panic(err)
	}
	for _, s := range w.Strata {
		fmt.Printf("%s: %.3f of the sample, %.3f of the population, weight %.2f\n", s.Stratum, s.Sample, s.Population, s.Factor)
	}
	e, err := survey.DefaultNetPromoter("recommend").Estimate(tally, w)
	if err != nil {
		panic(err)
	}
	fmt.Printf("design effect %.3f; net promoter score %.1f\n", w.DesignEffect, e.Value)
	// Output:
	// city: 0.667 of the sample, 0.500 of the population, weight 0.75
	// country: 0.333 of the sample, 0.500 of the population, weight 1.50
	// design effect 1.125; net promoter score 12.5
}

func ExampleCompare() {
	before := survey.Estimate{Statistic: "net-promoter", Of: "recommend", Value: 30, SE: 3.9, Confidence: 0.95, Interval: survey.Wald}
	after := before
	after.Value = 42
	c, err := survey.Compare(survey.Wave{Name: "2024", Estimate: before}, survey.Wave{Name: "2025", Estimate: after})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%+.1f (%.1f to %.1f), significant: %v\n", c.Difference, c.Low, c.High, c.Significant)
	// Output: +12.0 (1.2 to 22.8), significant: true
}

func ExampleTally_Merge() {
	a, b := fictional(), fictional()
	if err := a.Merge(b); err != nil {
		panic(err)
	}
	fmt.Println(a.Respondents())
	// Output: 24
}
