package main

import "encoding/json"

// figures are what a method computes, by name.
type figures map[string]any

// method computes the figures of a case from its inputs.
type method func(inputs json.RawMessage) (figures, error)

// methods are all keys that cases may name.
var methods = map[string]method{
	"evaluate.enterprise":                 evaluateEnterprise,
	"value.excess_earnings":               excessEarnings,
	"value.strength_coefficient_logistic": strengthCoefficientLogistic,
	"value.strength_sum":                  strengthSum,
}
