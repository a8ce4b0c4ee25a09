package indicators

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/document"
)

// Metric is an indicator before it is weighted: what is reported and how it is
// turned into a fraction of its points.
type Metric struct {
	Code        string           `json:"code"` // the item of the native file
	Name        Text             `json:"name"`
	Unit        Text             `json:"unit"`
	Direction   Direction        `json:"direction"`
	MinEvidence dataset.Evidence `json:"min_evidence"` // the level that earns the full fraction
	Rule        Rule             `json:"rule"`
	Source      Source           `json:"source"`

	faults []error // of the document it was read from
}

// Source says where a number or rule comes from and how sure that is.
type Source struct {
	Grade string `json:"grade"` // standard, official, recalled or assumption
	Words string `json:"words"`
}

// sourceGrades are the grades, the best first.
var sourceGrades = []string{"standard", "official", "recalled", "assumption"}

// metricDocument is a metric's JSON before its rule is chosen.
type metricDocument struct {
	Code        string           `json:"code"`
	Name        Text             `json:"name"`
	Unit        Text             `json:"unit"`
	Direction   Direction        `json:"direction"`
	MinEvidence dataset.Evidence `json:"min_evidence"`
	Rule        json.RawMessage  `json:"rule"`
	Source      Source           `json:"source"`
}

// UnmarshalJSON reads a metric. Its faults are kept for the scheme to report
// with all others; a metric that has some can't be compiled.
func (m *Metric) UnmarshalJSON(data []byte) error {
	var d metricDocument
	err := document.Decode(data, &d)
	if len(d.Rule) == 0 {
		d.Rule = ruleOf(data)
	}
	*m = Metric{Code: codeOf(data), Name: d.Name, Unit: d.Unit, Direction: d.Direction, MinEvidence: d.MinEvidence, Source: d.Source}
	m.faults = faultsOf(err)
	if len(d.Rule) > 0 {
		m.Rule, err = document.Choose(d.Rule, allRules())
		m.faults = append(m.faults, prefixed("rule", err)...)
	}
	return nil
}

// MarshalJSON writes a metric with its rule's kind.
func (m Metric) MarshalJSON() ([]byte, error) {
	if m.Rule == nil {
		return nil, fmt.Errorf("metric %s has no rule", m.Code)
	}
	rule, err := document.Tag(m.Rule)
	if err != nil {
		return nil, err
	}
	return json.Marshal(metricDocument{m.Code, m.Name, m.Unit, m.Direction, m.MinEvidence, rule, m.Source})
}

// check reports what is wrong with a metric.
func (m *Metric) check() []error {
	faults := m.faults
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if len(faults) > 0 {
		return faults
	}
	if m.Code == "" || dataset.Item(m.Code) != m.Code {
		fault("code %q: must be a word without a double underscore, which separates the figures of an item", m.Code)
	}
	if !m.Name.full() {
		fault("name: must be given in Chinese and English")
	}
	if int(m.Direction) >= len(directionNames) {
		fault("direction: %d is none of those known", m.Direction)
	}
	faults = append(faults, m.Source.check()...)
	if m.Rule == nil {
		return append(faults, errors.New("rule: absent"))
	}
	if wrong := m.Rule.check(); len(wrong) > 0 {
		for _, err := range wrong {
			faults = append(faults, prefixed("rule "+m.Rule.Kind(), err)...)
		}
		return faults
	}
	c := compiler{}
	switch d, known := m.Rule.compile(&c, m.Code, "").direction(); {
	case !known && m.Direction == Target:
		fault("direction: the rule %s is fitted for more or for less, not for a target", m.Rule.Kind())
	case known && d != m.Direction:
		fault("direction: the metric says %s and its rule rewards as %s", m.Direction, d)
	}
	return faults
}

func (s Source) check() []error {
	for _, g := range sourceGrades {
		if s.Grade == g {
			return nil
		}
	}
	return []error{fmt.Errorf("source.grade: %q is not one of %v", s.Grade, sourceGrades)}
}

// codeOf and ruleOf look into a metric or node whose other members may be
// faulty, so that its faults can be named and all reported at once.
func codeOf(data []byte) string {
	var d struct{ Code, Metric any }
	_ = json.Unmarshal(data, &d) // faults are reported by the strict reading
	for _, word := range []any{d.Code, d.Metric} {
		if s, ok := word.(string); ok && s != "" {
			return s
		}
	}
	return ""
}

func ruleOf(data []byte) json.RawMessage {
	var d struct{ Rule json.RawMessage }
	_ = json.Unmarshal(data, &d) // as above
	return d.Rule
}
