package indicators

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// Values are what one subject reports, by metric: for a service that has no
// files. A metric that is left out is missing.
type Values map[string]Value

// Value is what is reported on a metric, and its evidence.
type Value struct {
	// Reported is a number (float64 or int), a grade (string), the items held
	// ([]string), the figures or event counts by name (map[string]float64), or
	// dataset.Missing or dataset.NotApplicable.
	Reported any
	Evidence dataset.Evidence
}

// The words of a document for values that are not there.
const (
	missingWord       = "MISSING"
	notApplicableWord = dataset.NotApplicableWord
)

// UnmarshalJSON reads {"value": ..., "evidence": "E4"}, where the value is a
// number, a grade, a list of items, an object of figures, "MISSING" or "NA".
func (v *Value) UnmarshalJSON(data []byte) error {
	var d struct {
		Value    json.RawMessage   `json:"value"`
		Evidence *dataset.Evidence `json:"evidence"`
	}
	if err := json.Unmarshal(data, &d); err != nil {
		return err
	}
	if d.Value == nil || d.Evidence == nil {
		return fmt.Errorf("%s: a value has the members \"value\" and \"evidence\"", data)
	}
	v.Evidence = *d.Evidence
	return v.read(d.Value)
}

func (v *Value) read(data []byte) error {
	var x float64
	var word string
	var items []string
	var figures map[string]float64
	switch {
	case string(data) == "null":
	case json.Unmarshal(data, &x) == nil:
		v.Reported = x
		return nil
	case json.Unmarshal(data, &word) == nil:
		switch word {
		case missingWord:
			v.Reported = dataset.Missing
		case notApplicableWord:
			v.Reported = dataset.NotApplicable
		default:
			v.Reported = word
		}
		return nil
	case json.Unmarshal(data, &items) == nil:
		v.Reported = items
		return nil
	case json.Unmarshal(data, &figures) == nil:
		v.Reported = figures
		return nil
	}
	return fmt.Errorf("value %s is no number, grade, list of items or object of numbers", data)
}

// Batch puts the values into a batch of one row with the given columns, as
// Evaluator.Fields lists them. Metrics that none of the columns belongs to and
// values of another kind than their column are all reported at once.
func (vs Values) Batch(fields []dataset.Field) (*dataset.Batch, error) {
	b := dataset.NewBatch(fields, 1)
	return b, vs.Fill(b, 0)
}

// Fill puts the values into a row of a batch whose values are all missing.
func (vs Values) Fill(b *dataset.Batch, row int) error {
	var faults []error
	for _, metric := range slices.Sorted(maps.Keys(vs)) {
		if err := vs[metric].fill(b, row, metric); err != nil {
			faults = append(faults, fmt.Errorf("metric %s: %w", metric, err))
		}
	}
	return errors.Join(faults...)
}

func (v Value) fill(b *dataset.Batch, row int, metric string) error {
	known := false
	for i := range b.Columns {
		c := &b.Columns[i]
		if dataset.Item(c.Field.Name) != metric {
			continue
		}
		known = true
		if c.Evidence != nil {
			c.Evidence[row] = v.Evidence
		}
		if s, ok := v.Reported.(dataset.State); ok && s != dataset.Present {
			c.State[row] = s
		}
	}
	if !known {
		return errors.New("the scheme reads no such metric")
	}
	switch x := v.Reported.(type) {
	case nil, dataset.State:
		return nil
	case float64:
		return setNumber(b, row, metric, x)
	case int:
		return setNumber(b, row, metric, float64(x))
	case string:
		return setWord(b, row, metric, x)
	case []string:
		return setWord(b, row, metric, strings.Join(x, itemSeparator))
	case map[string]float64:
		var faults []error
		for _, figure := range slices.Sorted(maps.Keys(x)) {
			faults = append(faults, setNumber(b, row, columnName(metric, figure), x[figure]))
		}
		return errors.Join(faults...)
	}
	return fmt.Errorf("a %T is no value", v.Reported)
}

func setNumber(b *dataset.Batch, row int, column string, x float64) error {
	i := b.Index(column)
	switch {
	case i < 0:
		return fmt.Errorf("the scheme reads no column %s", column)
	case b.Columns[i].Field.Type != dataset.Number:
		return fmt.Errorf("column %s takes a %s, not the number %v", column, b.Columns[i].Field.Type, x)
	case !finite(x):
		return fmt.Errorf("column %s: %v is not a finite number", column, x)
	}
	b.Columns[i].SetNumber(row, x)
	return nil
}

func setWord(b *dataset.Batch, row int, column, word string) error {
	i := b.Index(column)
	switch {
	case i < 0:
		return fmt.Errorf("the scheme reads no column %s", column)
	case b.Columns[i].Field.Type != dataset.Word:
		return fmt.Errorf("column %s takes a %s, not the word %s", column, b.Columns[i].Field.Type, shortened(word))
	}
	b.Columns[i].SetWord(row, word)
	return nil
}
