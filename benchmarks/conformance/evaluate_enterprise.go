package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// evaluateEnterprise scores one enterprise on a default scheme under the
// proposed policy.
func evaluateEnterprise(inputs json.RawMessage) (figures, error) {
	var in struct {
		Scheme string            `json:"scheme"`
		Values indicators.Values `json:"values"`
	}
	if err := readInputs(inputs, &in); err != nil {
		return nil, err
	}
	scheme, err := indicators.OpenScheme(in.Scheme)
	if err != nil {
		return nil, err
	}
	evaluator, err := scheme.Compile(indicators.ProposedPolicy())
	if err != nil {
		return nil, err
	}
	batch, err := in.Values.Batch(evaluator.Fields())
	if err != nil {
		return nil, err
	}
	binding, err := evaluator.Bind(evaluator.Fields())
	if err != nil {
		return nil, err
	}
	var scores indicators.Scores
	scores.Reset(1, len(evaluator.Dimensions()))
	binding.Evaluate(batch, nil, &scores)
	if err := unusable(batch.Issues); err != nil {
		return nil, err
	}
	got := scored(evaluator.Dimensions(), &scores)
	got["rows"] = rows(binding.Explain(batch, 0))
	return got, nil
}

// unusable are the values that the scheme could not read.
func unusable(issues []dataset.Issue) error {
	var faults []error
	for _, issue := range issues {
		faults = append(faults, fmt.Errorf("%s: %s", issue.Column, issue.Text))
	}
	return errors.Join(faults...)
}

func scored(dimensions []indicators.Node, scores *indicators.Scores) figures {
	points, coverage := map[string]any{}, map[string]any{}
	for i, d := range dimensions {
		of := &scores.Dimensions[i]
		points[d.Code], coverage[d.Code] = nil, of.Coverage[0]
		if of.Rateable[0] {
			points[d.Code] = of.Points[0]
		}
	}
	got := figures{"total": nil, "dimensions": points, "coverage": coverage}
	if scores.Rateable[0] {
		got["total"] = scores.Total[0]
	}
	return got
}

// rows are the indicators of an explanation. Their figures are rounded to six
// decimals, as this kind of case has them; what is missing or not applicable
// has none, but earns zero if it is missing.
func rows(x *indicators.Explanation) []any {
	var list []any
	for _, r := range x.Rows {
		if !r.Indicator {
			continue
		}
		row := map[string]any{"metric": r.Code, "weight": r.Weight, "score_fraction": nil, "multiplier": nil, "points": nil}
		switch r.State {
		case dataset.Present:
			row["score_fraction"], row["multiplier"], row["points"] = rounded(r.Fraction), rounded(r.Factor), rounded(r.Points)
		case dataset.Missing:
			row["points"] = rounded(r.Points)
		}
		list = append(list, row)
	}
	return list
}

func rounded(x float64) float64 {
	y, err := strconv.ParseFloat(strconv.FormatFloat(x, 'f', 6, 64), 64)
	if err != nil {
		return x // NaN or infinite: fails the case by itself
	}
	return y
}
