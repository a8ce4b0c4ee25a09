package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"github.com/brandvalue/brandvalue/valuation"
)

// strengthSum is the weighted sum of scores, both by name.
func strengthSum(inputs json.RawMessage) (figures, error) {
	var in struct {
		Weights map[string]float64 `json:"weights"`
		Scores  map[string]float64 `json:"scores"`
	}
	if err := readInputs(inputs, &in); err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(in.Weights))
	if !slices.Equal(names, slices.Sorted(maps.Keys(in.Scores))) {
		return nil, fmt.Errorf("inputs: weights and scores have other names: %v and %v", names, slices.Sorted(maps.Keys(in.Scores)))
	}
	var weights, scores []float64
	for _, name := range names {
		weights, scores = append(weights, in.Weights[name]), append(scores, in.Scores[name])
	}
	s, err := valuation.Strength(weights, scores)
	return figures{"S": s}, err
}

// strengthCoefficientLogistic is K at each strength.
func strengthCoefficientLogistic(inputs json.RawMessage) (figures, error) {
	var in struct {
		Min       float64   `json:"kmin"`
		Max       float64   `json:"kmax"`
		Slope     float64   `json:"a"`
		Reference float64   `json:"Sref"`
		Strengths []float64 `json:"S"`
	}
	if err := readInputs(inputs, &in); err != nil {
		return nil, err
	}
	mapping := valuation.Logistic{Min: in.Min, Max: in.Max, Slope: in.Slope, Reference: in.Reference}
	if err := mapping.Check(); err != nil {
		return nil, err
	}
	k := make([]float64, len(in.Strengths))
	for i, s := range in.Strengths {
		k[i] = mapping.K(s)
	}
	return figures{"K": k}, nil
}
