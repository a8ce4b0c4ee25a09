package indicators

import (
	"encoding/json"
	"errors"

	"github.com/brandvalue/brandvalue/internal/document"
)

// Node is a dimension, a group within one, or an indicator: a tree of any and
// unequal depth. Weights are points; those of the children sum to the node's.
// A node has one of three forms:
//
//   - inner: Code, Name, Weight, Mean and Children, and a Weighting where the
//     weights below come from data;
//   - indicator: Metric and Weight;
//   - a dimension that nothing is known of: Code, Name, Weight and NotRateable,
//     the reason. It is left out and the total scaled by the weights that remain.
type Node struct {
	Code        string
	Name        Text
	Weight      float64
	Mean        Mean
	Weighting   Weighting
	Children    []Node
	Metric      string
	NotRateable Text

	faults []error // of the document it was read from
}

type innerNode struct {
	Code      string          `json:"code"`
	Name      Text            `json:"name"`
	Weight    float64         `json:"weight"`
	Mean      Mean            `json:"mean"`
	Weighting json.RawMessage `json:"weighting,omitempty"`
	Children  []Node          `json:"children"`
}

type indicatorNode struct {
	Metric string  `json:"metric"`
	Weight float64 `json:"weight"`
}

type unrateableNode struct {
	Code        string  `json:"code"`
	Name        Text    `json:"name"`
	Weight      float64 `json:"weight"`
	NotRateable Text    `json:"not_rateable"`
}

// UnmarshalJSON reads a node of any form. Its faults are kept for the scheme to
// report with all others.
func (n *Node) UnmarshalJSON(data []byte) error {
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) != nil {
		*n = Node{faults: []error{errors.New("wanted an object")}}
		return nil
	}
	var faults []error
	switch {
	case members["metric"] != nil:
		var d indicatorNode
		faults = faultsOf(document.Decode(data, &d))
		*n = Node{Metric: d.Metric, Weight: d.Weight}
	case members["not_rateable"] != nil:
		var d unrateableNode
		faults = faultsOf(document.Decode(data, &d))
		*n = Node{Code: d.Code, Name: d.Name, Weight: d.Weight, NotRateable: d.NotRateable}
	default:
		var d innerNode
		faults = faultsOf(document.Decode(data, &d))
		weighting, wrong := readWeighting(d.Weighting)
		*n = Node{Code: d.Code, Name: d.Name, Weight: d.Weight, Mean: d.Mean, Weighting: weighting, Children: d.Children}
		faults = append(faults, wrong...)
		if len(faults) > 0 { // so that the children's are reported as well
			_ = json.Unmarshal(members["children"], &n.Children)
		}
	}
	if n.faults = faults; len(faults) > 0 && n.Metric == "" && n.Code == "" {
		n.Code = codeOf(data)
	}
	return nil
}

// MarshalJSON writes a node in its form.
func (n Node) MarshalJSON() ([]byte, error) {
	switch {
	case n.Metric != "":
		return json.Marshal(indicatorNode{n.Metric, n.Weight})
	case len(n.Children) == 0:
		return json.Marshal(unrateableNode{n.Code, n.Name, n.Weight, n.NotRateable})
	default:
		weighting, err := writeWeighting(n.Weighting)
		return joinedJSON(innerNode{n.Code, n.Name, n.Weight, n.Mean, weighting, n.Children}, err)
	}
}
