package indicators

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/internal/document"
)

// BestOf takes the largest fraction among several rules, as in "amount or
// ratio, whichever is better". Figures that are missing leave the choice to the
// others; the metric is missing where all are.
//
// Reference: 工信部企业〔2022〕63号, annex on 专精特新 SMEs (R&D amount or ratio).
type BestOf struct {
	Parts []Part `json:"parts"`
}

// Kind is "best_of".
func (BestOf) Kind() string { return "best_of" }

// Words says the rule.
func (r BestOf) Words() Text {
	t := Text{"取最高者:", "the best of: "}
	for i, p := range r.Parts {
		if i > 0 {
			t.Chinese, t.English = t.Chinese+";", t.English+"; "
		}
		w := p.Rule.Words()
		t.Chinese += p.Field + " " + w.Chinese
		t.English += p.Field + " " + w.English
	}
	return t
}

func (r BestOf) check() []error {
	var faults []error
	if len(r.Parts) < 2 {
		faults = append(faults, errors.New("parts: a choice needs two or more"))
	}
	for i, p := range r.Parts {
		var own []error
		switch {
		case len(p.faults) > 0:
			own = p.faults
		case p.Rule == nil:
			own = []error{errors.New("rule: absent")}
		case !chooses(p.Rule):
			own = []error{fmt.Errorf("rule: %s reads figures of its own and can't be one of several", p.Rule.Kind())}
		default:
			own = p.Rule.check()
		}
		if p.Field == "" && len(p.faults) == 0 {
			own = append(own, errors.New("field: must name the figure that the rule reads"))
		}
		faults = append(faults, prefixed(fmt.Sprintf("parts[%d]", i), errors.Join(own...))...)
	}
	if len(faults) > 0 {
		return faults
	}
	return r.sameDirection()
}

// chooses tells whether a rule reads the one figure that a part names.
func chooses(r Rule) bool {
	switch r.(type) {
	case BestOf, SumCap, WeightedCount, Deduct, Rank:
		return false
	}
	return true
}

func (r BestOf) sameDirection() []error {
	first, found := Benefit, false
	for i, p := range r.Parts {
		d, known := p.Rule.compile(&compiler{}, "m", p.Field).direction()
		switch {
		case !known:
		case !found:
			first, found = d, true
		case d != first:
			return []error{fmt.Errorf("parts[%d]: rewards as %s and the first as %s", i, d, first)}
		}
	}
	return nil
}

func (r BestOf) compile(c *compiler, item, _ string) reading {
	m := &best{}
	for _, p := range r.Parts {
		m.parts = append(m.parts, p.Rule.compile(c, item, p.Field))
		m.fields = append(m.fields, p.Field)
	}
	return reading{m, between(0, 0, 1, 1)}
}

// part is a rule inside another one.
type part struct {
	Field string          `json:"field"`
	Rule  json.RawMessage `json:"rule"`
}

// Part is one rule of a best-of and the figure of the item it reads: field
// "x" of metric m is column m__x.
type Part struct {
	Field string `json:"field"`
	Rule  Rule   `json:"rule"`

	faults []error
}

// UnmarshalJSON reads a part; its faults are reported with the scheme's.
func (p *Part) UnmarshalJSON(data []byte) error {
	var d part
	*p = Part{faults: faultsOf(document.Decode(data, &d)), Field: d.Field}
	if len(p.faults) == 0 {
		var err error
		p.Rule, err = document.Choose(d.Rule, allRules())
		p.faults = faultsOf(err)
	}
	return nil
}

// MarshalJSON writes a part with its rule's kind.
func (p Part) MarshalJSON() ([]byte, error) {
	if p.Rule == nil {
		return nil, fmt.Errorf("field %s has no rule", p.Field)
	}
	rule, err := document.Tag(p.Rule)
	if err != nil {
		return nil, err
	}
	return json.Marshal(part{p.Field, rule})
}
