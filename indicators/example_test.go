package indicators_test

import (
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
