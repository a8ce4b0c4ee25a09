package indicators

import (
	"fmt"
	"maps"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
)

// RatioToMean compares a figure with the mean of its peers:
//
//	s = clamp((x / mean - Zero) / (Full - Zero))
//
// Metric m reads m__x and m__mean. A mean that is not reported comes from the
// policy's table for the metric, or else from the rule's own Means, for the
// narrowest group of the subject that the table has; without one the metric is
// missing. A mean of zero or less is a Fault.
//
// A table names industries and size classes ("C2614/large"), industries
// ("C2614"), divisions ("C26"), sectors ("sector:marine") and all ("*"), looked
// up in this order.
//
// Reference: 工信部企业〔2022〕63号, annex (above the mean of the sector); Zero
// and Full of the default schemes are library defaults, assumption.
type RatioToMean struct {
	Zero float64 `json:"zero"`
	Full float64 `json:"full"`
	// Means by group of peers; absent where they are reported or the policy's.
	Means map[string]float64 `json:"means,omitempty"`
}

// Kind is "ratio_to_mean".
func (RatioToMean) Kind() string { return "ratio_to_mean" }

// Words says the rule.
func (r RatioToMean) Words() Text {
	return Text{
		fmt.Sprintf("与同业均值之比,%v 得零分,%v 得满分", r.Zero, r.Full),
		fmt.Sprintf("ratio to the peers' mean, zero at %v, full at %v", r.Zero, r.Full),
	}
}

func (r RatioToMean) check() []error {
	faults := distinct("zero", r.Zero, "full", r.Full)
	for _, group := range slices.Sorted(maps.Keys(r.Means)) {
		if mean := r.Means[group]; !(mean > 0) || !finite(mean) {
			faults = append(faults, fmt.Errorf("means.%s: %v must be a positive number", group, mean))
		}
	}
	return faults
}

func (r RatioToMean) compile(c *compiler, item, figure string) reading {
	if figure == "" {
		figure = figureField
	}
	return reading{c.ratio(item, figure, r.Means), between(r.Zero, 0, r.Full, 1)}
}

// The figures that a ratio reads.
const (
	figureField = "x"
	meanField   = "mean"
)

// ratio is a figure over the mean of the peers.
type ratio struct {
	of    *value
	mean  int // the column of reported means
	table *peerTable
	peers peerColumns // where there is a table
}

func (m *ratio) read(v *view) ([]float64, []dataset.State) {
	x, own := m.of.read(v)
	mean, reported := v.number(m.mean)
	y, state := v.floats(), v.states()
	copy(state, own)
	for k := range x {
		if own[k] != dataset.Present {
			y[k] = 0
			continue
		}
		base, ok := mean[k], reported[k] == dataset.Present
		if !ok {
			base, ok = m.pinned(v, k)
		}
		switch {
		case !ok:
			v.refuse(IssueNoMean, m.mean, k, "no mean of the peers is reported and none is pinned for the industry")
			state[k] = dataset.Missing
		case !(base > 0 && finite(base)):
			v.refuse(IssueMean, m.mean, k, "the mean of the peers must be a positive number")
			state[k] = dataset.Missing
		}
		y[k] = x[k] / base
	}
	return y, state
}

// pinned is the mean that the table has for the peers of a row.
func (m *ratio) pinned(v *view, k int) (float64, bool) {
	if m.table == nil {
		return 0, false
	}
	return m.table.mean(v.peer(m.peers, k))
}
