package indicators

import (
	"errors"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// Binding is an evaluator that knows where its columns stand in batches of one
// shape. Like the evaluator it is immutable and may be shared.
type Binding struct {
	e  *Evaluator
	at []int // by the evaluator's fields, -1 where the batch has none
}

// Bind finds the evaluator's columns among the fields that batches will have,
// in their order. All that are missing or of another type are reported at once,
// as dataset.Match does for sources.
func (e *Evaluator) Bind(fields []dataset.Field) (*Binding, error) {
	at := make(map[string]int, len(fields))
	for i, f := range fields {
		at[f.Name] = i
	}
	b := &Binding{e: e, at: make([]int, len(e.fields))}
	var faults []error
	fault := func(column, format string, args ...any) {
		faults = append(faults, &dataset.Error{Place: dataset.Place{Column: column}, Text: fmt.Sprintf(format, args...)})
	}
	for k, want := range e.fields {
		i, ok := at[want.Name]
		b.at[k] = -1
		switch {
		case !ok && want.Required:
			fault(want.Name, "missing, wanted %s", want.Type)
		case !ok:
		case fields[i].Type != want.Type:
			fault(want.Name, "asked for as %s, wanted %s", fields[i].Type, want.Type)
		case want.Evidence && !fields[i].Evidence:
			fault(want.Name, "asked for without its evidence, which the scheme weighs")
		default:
			b.at[k] = i
		}
	}
	if len(faults) > 0 {
		return nil, fmt.Errorf("scheme %s: %w:\n%w", e.scheme.Code, dataset.ErrSchema, errors.Join(faults...))
	}
	return b, nil
}

// Evaluator is the one that was bound.
func (b *Binding) Evaluator() *Evaluator { return b.e }
