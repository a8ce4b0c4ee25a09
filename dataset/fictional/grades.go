package fictional

import (
	"math"
	"strings"
)

// graded is a grade: the first whose threshold the number reaches, the best
// grade standing first. Better moves the number by sector.
type graded struct {
	list   []string
	least  []float64 // thresholds of all but the last
	better [sectors]float64
	only   [sectors]bool
}

// share is a word and how often it occurs.
type share struct {
	word string
	of   float64
}

// grades makes thresholds of the shares of the words, which add up to one
// before a sector is better or worse.
func grades(only [sectors]bool, better [sectors]float64, shares ...share) graded {
	g := graded{better: better, only: only}
	above := 0.0
	for i, s := range shares {
		g.list = append(g.list, s.word)
		if above += s.of; i < len(shares)-1 {
			g.least = append(g.least, upperQuantile(above))
		}
	}
	return g
}

// upperQuantile is what a standard normal number exceeds with probability p.
func upperQuantile(p float64) float64 { return -math.Sqrt2 * math.Erfinv(2*p-1) }

func (graded) figures() []string         { return []string{""} }
func (g graded) words() []string         { return g.list }
func (g graded) reported() [sectors]bool { return g.only }
func (g graded) draw(d *draft, slot int, t ties) {
	z := d.tied(t) + g.better[d.sector]
	at := len(g.least)
	for i, least := range g.least {
		if z >= least {
			at = i
			break
		}
	}
	d.setNumber(slot, float64(at))
}

// held is a set of items: one word, the codes of those that are held joined by ";".
type held struct {
	codes []string
	least [][sectors]float64 // thresholds
	only  [sectors]bool
}

// item is something held and the share of a sector's enterprises that hold it.
type item struct {
	code string
	of   [sectors]float64
}

// items makes thresholds of the shares; a sector in which nobody holds anything
// does not report the metric.
func items(list ...item) held {
	var h held
	for _, it := range list {
		h.codes = append(h.codes, it.code)
		var least [sectors]float64
		for s, p := range it.of {
			least[s] = upperQuantile(p)
			h.only[s] = h.only[s] || p > 0
		}
		h.least = append(h.least, least)
	}
	return h
}

func (held) figures() []string         { return []string{""} }
func (h held) reported() [sectors]bool { return h.only }

// words are all sets, by the bits of their position.
func (h held) words() []string {
	sets := make([]string, 1<<len(h.codes))
	for set := range sets {
		var codes []string
		for i, code := range h.codes {
			if set&(1<<i) != 0 {
				codes = append(codes, code)
			}
		}
		sets[set] = strings.Join(codes, ";")
	}
	return sets
}

func (h held) draw(d *draft, slot int, t ties) {
	set := 0
	for i := range h.least {
		if d.tied(t) >= h.least[i][d.sector] {
			set |= 1 << i
		}
	}
	d.setNumber(slot, float64(set))
}
