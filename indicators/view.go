package indicators

import "github.com/brandvalue/brandvalue/dataset"

// blockRows is the number of rows that are evaluated together: few enough that
// what is computed on them stays in the nearest cache.
const blockRows = 1024

// view is a block of selected rows of a batch with scratch space for it. It
// belongs to one worker and is used again for every block.
type view struct {
	batch *dataset.Batch
	at    []int           // the evaluator's columns in the batch, -1 where it has none
	names []dataset.Field // the evaluator's columns
	rows  []int32         // the selected rows of the block, nil for consecutive ones
	first int             // the first of consecutive rows
	n     int             // the number of rows

	floatsUsed, statesUsed, levelsUsed int
	floatSpace                         [][]float64
	stateSpace                         [][]dataset.State
	levelSpace                         [][]dataset.Evidence
	unstated                           []dataset.Evidence // always so

	slots                 []slot    // one a depth of the tree
	applicable, available []float64 // weights of all dimensions
	record                *recorder
}

// row is the batch's row of the k-th one in view.
func (v *view) row(k int) int {
	if v.rows != nil {
		return int(v.rows[k])
	}
	return v.first + k
}

// column is one of the evaluator's columns, nil where the batch lacks it.
func (v *view) column(i int) *dataset.Column {
	if v.at[i] < 0 {
		return nil
	}
	return &v.batch.Columns[v.at[i]]
}

// number gives the rows of a Number column, to be read only.
func (v *view) number(i int) ([]float64, []dataset.State) {
	c := v.column(i)
	if c == nil {
		state := v.states()
		clear(state)
		return v.floats(), state
	}
	if v.rows == nil {
		return c.Float[v.first : v.first+v.n], c.State[v.first : v.first+v.n]
	}
	x, state := v.floats(), v.states()
	for k, row := range v.rows {
		x[k], state[k] = c.Float[row], c.State[row]
	}
	return x, state
}

// evidence gives the levels of a column's item.
func (v *view) evidence(i int) []dataset.Evidence {
	c := v.column(i)
	if c == nil || c.Evidence == nil {
		return v.unstated[:v.n]
	}
	if v.rows == nil {
		return c.Evidence[v.first : v.first+v.n]
	}
	level := take(&v.levelSpace, &v.levelsUsed, v.n)
	for k, row := range v.rows {
		level[k] = c.Evidence[row]
	}
	return level
}

// refuse reports the value of the k-th row in view as a Fault.
func (v *view) refuse(code string, column, k int, text string) {
	v.batch.Issues = append(v.batch.Issues, dataset.Issue{
		Code: code, Severity: dataset.Fault, Row: v.row(k), Column: v.names[column].Name, Text: text + "; it counts as missing",
	})
}

// floats is scratch space for the rows in view, with anything in it, until the
// next indicator.
func (v *view) floats() []float64 { return take(&v.floatSpace, &v.floatsUsed, v.n) }

// states is the same for states.
func (v *view) states() []dataset.State { return take(&v.stateSpace, &v.statesUsed, v.n) }

// release takes all scratch space back.
func (v *view) release() { v.floatsUsed, v.statesUsed, v.levelsUsed = 0, 0, 0 }

// take lends the next piece of a pool, which grows to what is ever in use.
func take[T any](space *[][]T, used *int, n int) []T {
	if *used == len(*space) {
		*space = append(*space, make([]T, blockRows))
	}
	s := (*space)[*used][:n]
	*used++
	return s
}
