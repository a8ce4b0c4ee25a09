package indicators

import (
	"github.com/brandvalue/brandvalue/dataset"
)

// reading is a compiled rule: a measure of what is reported and the scale that
// makes a fraction of it.
type reading struct {
	measure measure
	scale   Scale
}

// measure reads the measured values of the rows in view, and which of them are
// there. Both slices may be the batch's own and are only to be read; values
// that are not Present may be anything.
type measure interface {
	read(v *view) ([]float64, []dataset.State)
}

// fraction is the measure through the scale; NaN stands for a value that is
// not finite.
func (r *reading) fraction(v *view) ([]float64, []dataset.State) {
	x, state := r.measure.read(v)
	y := v.floats()
	r.scale.apply(y, x)
	if v.record != nil {
		v.record.measured(r, x, y, state)
	}
	return y, state
}

// direction is the one that a rule rewards; unknown for one that awaits its
// scale and takes the direction of its metric then.
func (r reading) direction() (d Direction, known bool) {
	b, ok := r.measure.(*best)
	if !ok {
		return r.scale.direction(), len(r.scale.X) > 0
	}
	for _, part := range b.parts {
		if d, known = part.direction(); known {
			break
		}
	}
	return d, known
}

// compiler gathers the columns that the rules of a scheme read.
type compiler struct {
	fields []dataset.Field
	means  Means
	proven map[string]bool // items whose evidence is asked for
}

// column is the place of a column in the list, appended where it is new.
func (c *compiler) column(f dataset.Field) int {
	for i := range c.fields {
		if c.fields[i].Name == f.Name {
			c.fields[i].Required = c.fields[i].Required || f.Required
			return i
		}
	}
	c.fields = append(c.fields, f)
	return len(c.fields) - 1
}

// columnName is the column of a figure of an item.
func columnName(item, figure string) string {
	if figure == "" {
		return item
	}
	return item + "__" + figure
}

func (c *compiler) number(item, figure string, required bool) int {
	return c.column(dataset.Field{Name: columnName(item, figure), Type: dataset.Number, Required: required, Evidence: c.proven[item]})
}

func (c *compiler) value(item, figure string) *value {
	return &value{c.number(item, figure, true)}
}

func (c *compiler) word(item, figure string) int {
	return c.column(dataset.Field{Name: columnName(item, figure), Type: dataset.Word, Required: true, Evidence: c.proven[item]})
}

func (c *compiler) tally(item string, start float64, terms []CountTerm, sign float64) *tally {
	m := &tally{start: start}
	for _, t := range terms {
		m.columns = append(m.columns, c.number(item, t.Field, true))
		m.weights = append(m.weights, sign*t.Weight)
	}
	return m
}

// ratio measures a figure against the policy's means or the rule's own.
func (c *compiler) ratio(item, figure string, own map[string]float64) *ratio {
	means := c.means[item]
	if len(means) == 0 {
		means = own
	}
	m := &ratio{of: c.value(item, figure)}
	m.mean = c.number(item, meanField, len(means) == 0)
	if len(means) > 0 {
		m.table = newPeerTable(means)
		m.peers = c.peers(m.table)
	}
	return m
}
