package indicators_test

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// A scheme of one dimension, written by a user, evaluates one subject of a service.
func Example() {
	scheme, err := indicators.ReadScheme([]byte(`{
	  "code": "tea", "title": {"zh": "茶企示例", "en": "tea houses, an example"}, "status": "demonstration",
	  "source": {"grade": "assumption", "words": "made up"}, "full_score": 100, "mean": "arithmetic", "metrics": [],
	  "dimensions": [{"code": "Q", "name": {"zh": "质量", "en": "quality"}, "weight": 100, "mean": "arithmetic", "children": [
	    {"metric": "q_csat", "weight": 60}, {"metric": "q_spot", "weight": 40}]}]
	}`))
	if err != nil {
		panic(err)
	}
	evaluator, err := scheme.Compile(indicators.ProposedPolicy())
	if err != nil {
		panic(err)
	}
	binding, err := evaluator.Bind(evaluator.Fields())
	if err != nil {
		panic(err)
	}
	batch, err := indicators.Values{
		"q_csat": {Reported: 84.0, Evidence: dataset.E2}, // asks for E3: 0.8 * 0.9
		"q_spot": {Reported: 99.0, Evidence: dataset.E5}, // 0.9
	}.Batch(evaluator.Fields())
	if err != nil {
		panic(err)
	}
	var scores indicators.Scores
	scores.Reset(batch.Rows, len(evaluator.Dimensions()))
	binding.Evaluate(batch, nil, &scores)
	fmt.Printf("%.1f of %v\n", scores.Total[0], scheme.FullScore)
	fmt.Print(binding.Explain(batch, 0).Text("en"))
	// Output:
	// 79.2 of 100
	// tea houses, an example tea
	// Q quality: 79.2 / 100
	//   q_csat customer satisfaction index: 84 0-100 (E2); zero at 60, full at 90, linear between; 0.8 × 0.9 × 60 = 43.2 [evidence E2 is below the E3 asked for: factor 0.9]
	//   q_spot spot-check pass rate, last 3 years: 99 % (E5); zero at 90, full at 100, linear between; 0.9 × 1 × 40 = 36
	// total 79.2 / 100, coverage 1
}

func ExampleOpenScheme() {
	for _, code := range indicators.SchemeCodes() {
		scheme, err := indicators.OpenScheme(code)
		if err != nil {
			panic(err)
		}
		fmt.Print(scheme.Title.English, ":")
		for _, d := range scheme.Dimensions {
			fmt.Printf(" %s %v", d.Code, d.Weight)
		}
		fmt.Println()
	}
	// Output:
	// General scheme, enterprises (proposal): Q 280 I 200 B 220 E 150 S 150
	// Special scheme for industry (proposal): Q 280 I 240 B 180 E 150 S 150
	// Special scheme for agriculture (proposal): Q 320 I 120 B 230 E 130 S 200
	// Special scheme for services (proposal): Q 330 I 130 B 250 E 150 S 140
	// Special scheme for the marine economy (proposal): Q 260 I 220 B 170 E 150 S 200
}

func ExampleReadScheme() {
	_, err := indicators.ReadScheme([]byte(`{
	  "code": "tea", "title": {"zh": "茶企示例", "en": "tea houses"}, "status": "demonstration",
	  "source": {"grade": "assumption", "words": ""}, "full_score": 100, "mean": "arithmetic", "metrics": [],
	  "dimensions": [{"code": "Q", "name": {"zh": "质量", "en": "quality"}, "weight": 100, "mean": "arithmetic", "children": [
	    {"metric": "q_taste", "weight": 60}, {"metric": "q_spot", "weight": -40}]}]
	}`))
	fmt.Println(err)
	// Output:
	// Q/q_taste: metric "q_taste" is neither defined in the scheme nor in the catalogue
	// Q/q_spot: weight -40 must be zero or more
	// Q: the weights of its children sum to 20, not to 100
}

func ExampleValues() {
	var values indicators.Values
	err := json.Unmarshal([]byte(`{
	  "q_std":  {"value": "domestic_leading", "evidence": "E3"},
	  "q_cert": {"value": ["ISO9001", "ISO14001"], "evidence": "E4"},
	  "s_env":  {"value": {"penalty_minor": 1}, "evidence": "E5"},
	  "s_give": {"value": "NA", "evidence": ""}
	}`), &values)
	if err != nil {
		panic(err)
	}
	fmt.Println(values["q_std"].Reported, values["q_cert"].Reported, values["s_env"].Reported, values["s_give"].Reported)
	// Output: domestic_leading [ISO9001 ISO14001] map[penalty_minor:1] not applicable
}

func ExampleScale_At() {
	debt := indicators.Scale{X: []float64{50, 50, 60, 60}, Y: []float64{1, 0.6, 0.6, 0}, Side: indicators.AtMost}
	for _, x := range []float64{50, 50.1, 60, 61} {
		y, _ := debt.At(x)
		fmt.Println(x, y)
	}
	// Output:
	// 50 1
	// 50.1 0.6
	// 60 0.6
	// 61 0
}

// A scheme whose rules and weights await their numbers is fitted on last year's
// population and printed with its numbers.
func ExampleFit() {
	scheme, err := indicators.ReadScheme([]byte(`{
	  "code": "tea", "title": {"zh": "茶企示例", "en": "tea houses, an example"}, "status": "demonstration",
	  "source": {"grade": "assumption", "words": "made up"}, "full_score": 100, "mean": "arithmetic",
	  "metrics": [
	    {"code": "sat", "name": {"zh": "满意度", "en": "satisfaction"}, "unit": {"zh": "分", "en": "points"}, "direction": "benefit",
	     "min_evidence": "", "rule": {"kind": "min_max"}, "source": {"grade": "assumption", "words": ""}},
	    {"code": "loss", "name": {"zh": "损失率", "en": "losses"}, "unit": {"zh": "%", "en": "%"}, "direction": "cost",
	     "min_evidence": "", "rule": {"kind": "winsorised", "low": 0.25, "high": 0.75}, "source": {"grade": "assumption", "words": ""}}],
	  "dimensions": [{"code": "Q", "name": {"zh": "质量", "en": "quality"}, "weight": 100, "mean": "arithmetic",
	    "weighting": {"kind": "entropy", "low": 0, "high": 1}, "children": [
	      {"metric": "sat", "weight": 0}, {"metric": "loss", "weight": 0}]}]
	}`))
	if err != nil {
		panic(err)
	}
	fields := []dataset.Field{{Name: "sat"}, {Name: "loss"}}
	batch := dataset.NewBatch(fields, 5)
	for row, x := range [][2]float64{{60, 9}, {90, 1}, {75, 2}, {70, 3}, {80, 4}} {
		batch.Columns[0].SetNumber(row, x[0])
		batch.Columns[1].SetNumber(row, x[1])
	}
	lastYear, err := dataset.NewMemory(0, fields, batch)
	if err != nil {
		panic(err)
	}
	pinned, report, err := indicators.Fit(context.Background(), scheme, lastYear, indicators.FitOptions{Population: "applicants of 2024"})
	if err != nil {
		panic(err)
	}
	for _, r := range report.Rules {
		fmt.Printf("%s: %s; %s\n", r.Place, r.Rule.Words().English, r.Pinned.Words().English)
	}
	for _, w := range report.Weights {
		fmt.Printf("%s: entropy %.3f, weight %.1f\n", w.Place, w.Entropy, w.Weight)
	}
	fmt.Println(pinned.Pinned(), pinned.Fitted.Subjects, pinned.Fitted.Population)
	// Output:
	// metrics/sat: zero at the worst value of the population, full at the best, linear between; zero at 60, full at 90, linear between
	// metrics/loss: linear between the quantiles 0.25 and 0.75 of the population; zero at 4, full at 2, linear between
	// Q/sat: entropy 0.814, weight 35.1
	// Q/loss: entropy 0.655, weight 64.9
	// true 5 applicants of 2024
}

// Machines of a cluster read parts of the population; their summaries travel as
// bytes and are merged.
func ExampleFitting() {
	scheme, err := indicators.OpenScheme("general")
	if err != nil {
		panic(err)
	}
	scheme = scheme.Resolve()
	scheme.Metrics[0].Direction, scheme.Metrics[0].Rule = indicators.Benefit, indicators.MinMax{}
	code := scheme.Metrics[0].Code
	f, err := indicators.NewFitting(scheme, indicators.FitOptions{Population: "two machines"})
	if err != nil {
		panic(err)
	}
	for p := f.Pass(); p != nil; p = f.Pass() {
		whole := p.Summary()
		for _, value := range []float64{20, 45} { // each machine has one row
			batch, own := dataset.NewBatch(p.Fields(), 1), p.Summary()
			batch.Columns[batch.Index(code)].SetNumber(0, value)
			own.Add(batch, nil)
			sent, err := own.AppendBinary(nil)
			if err != nil {
				panic(err)
			}
			received := p.Summary()
			if err := received.UnmarshalBinary(sent); err != nil {
				panic(err)
			}
			if err := whole.Merge(received); err != nil {
				panic(err)
			}
		}
		if err := f.Take(whole); err != nil {
			panic(err)
		}
	}
	pinned, _ := f.Result()
	fmt.Println(pinned.Metrics[0].Rule.Words().English)
	// Output: zero at 20, full at 45, linear between
}
