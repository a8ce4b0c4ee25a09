package experts_test

import (
	"fmt"

	"github.com/brandvalue/brandvalue/indicators/experts"
)

// Three fictional brands before a panel of five; Chen advises the third brand.
var ratings = experts.Ratings{
	Subjects:  []string{"brand 1", "brand 2", "brand 3"},
	Assessors: []string{"Li", "Wang", "Zhang", "Zhao", "Chen"},
	Scores: [][]float64{
		{82, 85, 79, 60, 84},
		{74, 77, 71, 55, 78},
		{90, 93, 88, 70, 99},
	},
}

func ExamplePanel_Score() {
	s, err := experts.DefaultPanel().Score([]float64{82, 85, 79, 91, 84, 60, 83})
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s %.1f, dropped %v, mean %.3f, median %v\n", s.Rule, s.Score, s.Dropped, s.Mean, s.Median)
	// Output: trimmed-mean 82.6, dropped [60 91], mean 80.571, median 83
}

func ExamplePanel_Aggregate() {
	result, err := experts.DefaultPanel().Aggregate(ratings, experts.Recusal{Subject: "brand 3", Assessor: "Chen", Reason: "adviser"})
	if err != nil {
		panic(err)
	}
	for _, s := range result.Subjects {
		fmt.Printf("%s: %.2f (%s of %d, recused %v)\n", s.Subject, s.Score, s.Rule, s.Counted, s.Recused)
	}
	for _, w := range result.Warnings {
		fmt.Println(w)
	}
	// Output:
	// brand 1: 81.67 (trimmed-mean of 5, recused [])
	// brand 2: 74.00 (trimmed-mean of 5, recused [])
	// brand 3: 89.00 (median of 4, recused [Chen])
	// assessor "Zhao" deviates from the panel by 19.89 on average, more than 2.5 times the panel's median
	// assessor "Chen": drift is not judged on 2 subjects; 3 are needed
}

func ExampleKendallW() {
	w, err := experts.KendallW(ratings)
	if err != nil {
		panic(err)
	}
	fmt.Printf("W = %.3f, chi-square %.1f on %d\n", w.W, w.ChiSquare, w.DF)
	// Output: W = 1.000, chi-square 10.0 on 2
}

func ExampleICC() {
	c, err := experts.ICC(ratings, 0.95)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%s = %.2f, %s\n", c.ICC2k.Name, c.ICC2k.Value, experts.KooLi2016().Of(c.ICC2k.Value).EN)
	// Output: ICC(2,k) = 0.78, good
}

func ExampleFleissKappa() {
	counts, err := experts.CountGrades(
		[]string{"brand 1", "brand 2", "brand 3"}, []string{"Li", "Wang", "Zhang"}, []string{"A", "B", "C"},
		[][]string{{"A", "A", "B"}, {"B", "B", "B"}, {"C", "C", "B"}})
	if err != nil {
		panic(err)
	}
	k, err := experts.FleissKappa(counts)
	if err != nil {
		panic(err)
	}
	fmt.Printf("kappa = %.3f, %s\n", k.Value, experts.LandisKoch1977().Of(k.Value).EN)
	// Output: kappa = 0.250, fair
}

func ExampleAgreement_Check() {
	report, err := experts.DefaultAgreement().Check(ratings, experts.Recusal{Subject: "brand 3", Assessor: "Chen", Reason: "adviser"})
	if err != nil {
		panic(err)
	}
	fmt.Println(report.Decision, report.LeftOut)
	for _, w := range report.Warnings {
		fmt.Println(w)
	}
	// Output:
	// accept [brand 3]
	// 1 of 3 subjects are left out for recusals: brand 3
	// ICC(2,k) = 0.5561 stands, but its 95 % interval begins at 0.08747, below 0.5
	// the chi-square of W is rough for 2 subjects; read W itself
}
