package fictional

import (
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
)

// How carelessly a subject reports. A careless one has more gaps and less
// evidence; over all, three values in a hundred are missing.
const (
	carelessShare = 0.10

	missingCareful  = 0.016
	missingCareless = 0.150
	notApplicable   = 0.020

	thinCareful  = 0.05 // of values whose evidence is below what the metric asks for
	thinCareless = 0.30
	aboveShare   = 0.35 // of values whose evidence is above it
)

// drawMetrics draws all metrics with state and evidence. Those that the sector
// does not report stay missing.
func (d *draft) drawMetrics() {
	for i := range metrics {
		m, slot := &metrics[i], metricSlots[i]
		switch concern[d.industry][d.sector][i] {
		case concerned:
			m.shape.draw(d, slot, m.ties)
			d.report(m, slot)
		case unconcerned:
			d.withdraw(m, slot, dataset.NotApplicable)
		}
	}
}

// report leaves out some values and attests the others.
func (d *draft) report(m *metric, slot int) {
	u, v := d.uniform(), d.uniform()
	missing, thin := missingCareful, thinCareful
	if d.careless {
		missing, thin = missingCareless, thinCareless
	}
	_, stated := m.shape.(statement)
	switch {
	case u < missing:
		d.withdraw(m, slot, dataset.Missing)
	case u < missing+notApplicable && !stated:
		d.withdraw(m, slot, dataset.NotApplicable)
	default:
		d.evidence[slot] = attested(m.asks, v, thin)
	}
}

func (d *draft) withdraw(m *metric, slot int, state dataset.State) {
	for k := range m.count() {
		d.state[slot+k] = state
	}
}

func (m *metric) count() int {
	if c, ok := m.shape.(counted); ok {
		return len(c.events)
	}
	if _, ok := m.shape.(outside); ok {
		return 2
	}
	return 1
}

// attested is the evidence for a value, by a uniform number: a part thin of all
// below what is asked for, of which two in three by one level, one in twelve unstated.
func attested(asks dataset.Evidence, u, thin float64) dataset.Evidence {
	switch {
	case u < thin/12:
		return dataset.Unstated
	case u < thin/3:
		return asks - 2
	case u < thin:
		return asks - 1
	case u < thin+(1-thin)*aboveShare && asks < dataset.E5:
		return asks + 1
	}
	return asks
}

// concernKind says whether an enterprise reports a metric.
type concernKind uint8

const (
	unreported  concernKind = iota // no scheme of the sector reads it
	concerned                      // it is reported
	unconcerned                    // it does not concern the enterprise
)

// concern is that by industry, sector and metric.
var concern = concerns()

func concerns() (table [][sectors][]concernKind) {
	for _, n := range industries {
		var row [sectors][]concernKind
		for s := range sectors {
			row[s] = make([]concernKind, len(metrics))
			for i, m := range metrics {
				switch {
				case silent[m.code][s], m.shape.reported()[s] && slices.Contains(n.no, m.code):
					row[s][i] = unconcerned
				case m.shape.reported()[s]:
					row[s][i] = concerned
				}
			}
		}
		table = append(table, row)
	}
	return table
}
