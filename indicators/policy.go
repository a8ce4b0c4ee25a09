package indicators

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/document"
)

// Policy is how an edition reads a scheme: what evidence is worth, what a
// missing value means, when a dimension can't be rated, and the means that the
// edition pins.
type Policy struct {
	// Evidence is what a level is worth where it is below the one that the
	// metric asks for; at that level or above the fraction counts in full.
	Evidence EvidenceFactors `json:"evidence"`
	// Strict makes a value whose level is two or more below count as missing.
	Strict bool `json:"strict"`
	// Missing says what a missing value means; nil is Zero.
	Missing Missing `json:"missing"`
	// MinApplicable is the share of a dimension's weight that must be
	// applicable for it to be rated; 0 asks for any.
	MinApplicable float64 `json:"min_applicable"`
	// Means are the pinned means of the peers.
	Means Means `json:"means"`
}

// EvidenceFactors are the factors of the levels. A level that nobody stated is
// evaluated as E0.
type EvidenceFactors struct {
	E0 float64 `json:"E0"`
	E1 float64 `json:"E1"`
	E2 float64 `json:"E2"`
	E3 float64 `json:"E3"`
	E4 float64 `json:"E4"`
	E5 float64 `json:"E5"`
}

// Means holds, by metric and group of peers, what a ratio to the mean takes for
// the mean where none is reported; groups are named as in RatioToMean.
type Means map[string]map[string]float64

// ProposedPolicy is the policy that the default schemes were written for:
// factors 0, 0.70, 0.90, 0.95, 1, 1 for E0 to E5, missing values earn nothing,
// any applicable weight makes a dimension rateable.
//
// Reference: library default, assumption; GB/T 27925-2011 credits certificates
// by the similar ladder 0.70, 0.80, 0.90, 0.95.
func ProposedPolicy() Policy {
	return Policy{Evidence: EvidenceFactors{0, 0.70, 0.90, 0.95, 1, 1}, Missing: Zero{}}
}

// levels are the factors from E0 to E5.
func (f EvidenceFactors) levels() [6]float64 { return [6]float64{f.E0, f.E1, f.E2, f.E3, f.E4, f.E5} }

// policyDocument is a policy's JSON before the kind of missing is chosen.
type policyDocument struct {
	Evidence      EvidenceFactors `json:"evidence"`
	Strict        bool            `json:"strict"`
	Missing       json.RawMessage `json:"missing"`
	MinApplicable float64         `json:"min_applicable"`
	Means         Means           `json:"means"`
}

// UnmarshalJSON reads a policy strictly and checks it.
func (p *Policy) UnmarshalJSON(data []byte) error {
	var d policyDocument
	if err := document.Decode(data, &d); err != nil {
		return err
	}
	missing, err := document.Choose(d.Missing, MissingPolicies())
	*p = Policy{d.Evidence, d.Strict, missing, d.MinApplicable, d.Means}
	return errors.Join(append(prefixed("missing", err), p.check()...)...)
}

// MarshalJSON writes a policy with all its parameters.
func (p Policy) MarshalJSON() ([]byte, error) {
	missing, err := document.Tag(p.missing())
	if err != nil {
		return nil, err
	}
	means := p.Means
	if means == nil {
		means = Means{}
	}
	return json.Marshal(policyDocument{p.Evidence, p.Strict, missing, p.MinApplicable, means})
}

func (p Policy) missing() Missing {
	if p.Missing == nil {
		return Zero{}
	}
	return p.Missing
}

func (p Policy) check() []error {
	var faults []error
	levels := p.Evidence.levels()
	for i, f := range levels {
		switch {
		case !(f >= 0 && f <= 1):
			faults = append(faults, fmt.Errorf("evidence.E%d: factor %v is not within 0 to 1", i, f))
		case i > 0 && f < levels[i-1]:
			faults = append(faults, fmt.Errorf("evidence.E%d: factor %v is less than that of E%d, so that better evidence would cost points", i, f, i-1))
		}
	}
	if !(p.MinApplicable >= 0 && p.MinApplicable <= 1) {
		faults = append(faults, fmt.Errorf("min_applicable: %v is not a share within 0 to 1", p.MinApplicable))
	}
	for _, metric := range slices.Sorted(maps.Keys(p.Means)) {
		for _, industry := range slices.Sorted(maps.Keys(p.Means[metric])) {
			if mean := p.Means[metric][industry]; !(mean > 0) || !finite(mean) {
				faults = append(faults, fmt.Errorf("means.%s.%s: %v must be a positive number", metric, industry, mean))
			}
		}
	}
	return faults
}

// factors are what each level is worth to a metric that asks for a minimum,
// indexed by dataset.Evidence; NaN marks a level that counts as missing.
func (p Policy) factors(asked dataset.Evidence) (table [8]float64) {
	levels := p.Evidence.levels()
	for e := dataset.Unstated; e <= dataset.E5; e++ {
		level := max(e, dataset.E0)
		switch {
		case level >= asked:
			table[e] = 1
		case p.Strict && asked-level >= 2:
			table[e] = notCounted
		default:
			table[e] = levels[level-dataset.E0]
		}
	}
	return table
}
