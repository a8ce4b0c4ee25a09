package indicators

import "github.com/brandvalue/brandvalue/dataset"

type recorder struct{ part string }

func (r *recorder) measured(of *reading, x, y []float64, state []dataset.State) {}
func (r *recorder) branch(b *branch, f float64)                                 {}
func (r *recorder) indicator(l *leaf, f float64, state dataset.State, level dataset.Evidence) {
}
