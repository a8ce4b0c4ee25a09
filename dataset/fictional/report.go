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
	aboveShare   = 0.35 // of the others, of those whose evidence is above it
)

// duty is a metric that an enterprise of an industry and sector reports, or
// says that it does not concern it.
type duty struct {
	*metric
	slot, figures int
	concerns      bool
	open          bool // may be not applicable to some
}

// duties are those of an enterprise by industry and sector.
var duties = makeDuties()

func makeDuties() [][sectors][]duty {
	table := make([][sectors][]duty, len(industries))
	for n := range industries {
		for s := range sectors {
			for i := range metrics {
				m := &metrics[i]
				reported, silent := m.shape.reported()[s], silent[m.code][s]
				if !reported && !silent {
					continue
				}
				_, stated := m.shape.(*stated)
				table[n][s] = append(table[n][s], duty{metric: m, slot: metricSlots[i], figures: len(m.shape.figures()),
					concerns: !silent && !slices.Contains(industries[n].no, m.code), open: !stated})
			}
		}
	}
	return table
}

// drawMetrics draws all metrics with state and evidence. Those that the sector
// does not report stay missing.
func (d *draft) drawMetrics() {
	list := duties[d.industry][d.sector]
	for i := range list {
		m := &list[i]
		if !m.concerns {
			d.withdraw(m, dataset.NotApplicable)
			continue
		}
		m.shape.draw(d, m.slot, m.ties)
		d.report(m)
	}
}

// report leaves out some values and attests the others.
func (d *draft) report(m *duty) {
	missing, thin := missingCareful, thinCareful
	if d.careless {
		missing, thin = missingCareless, thinCareless
	}
	bits := d.pcg.Uint64()
	switch u := float64(bits>>32) / (1 << 32); {
	case u < missing:
		d.withdraw(m, dataset.Missing)
	case u < missing+notApplicable && m.open:
		d.withdraw(m, dataset.NotApplicable)
	default:
		d.evidence[m.slot] = attested(m.asks, float64(bits&(1<<32-1))/(1<<32), thin)
	}
}

func (d *draft) withdraw(m *duty, state dataset.State) {
	for k := range m.figures {
		d.state[m.slot+k] = state
	}
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
	case u < thin+float64((1-thin)*aboveShare) && asks < dataset.E5:
		return asks + 1
	}
	return asks
}
