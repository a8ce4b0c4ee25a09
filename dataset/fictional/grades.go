package fictional

import (
	"math"
	"strings"
)

// gradeShape is a grade: the first whose threshold the number reaches, the best
// grade standing first. Better moves the number by sector.
type gradeShape struct {
	number
	list   []string
	least  []float64 // thresholds of all but the last
	better [sectors]float64
}

// share is a word and how often it occurs.
type share struct {
	word string
	of   float64
}

// grades makes thresholds of the shares of the words, which add up to one
// before a sector is better or worse.
func grades(in [sectors]bool, better [sectors]float64, shares ...share) *gradeShape {
	g := &gradeShape{number: number{in}, better: better}
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

func (g *gradeShape) words() []string { return g.list }
func (g *gradeShape) draw(d *draft, slot int, t ties) {
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

// heldShape is a set of items: one word, the codes of those that are held
// joined by ";".
type heldShape struct {
	number
	codes []string
	least [][sectors]float64 // thresholds
}

// item is something held and the share of a sector's enterprises that hold it.
type item struct {
	code string
	of   [sectors]float64
}

// items makes thresholds of the shares; a sector in which nobody holds anything
// does not report the metric.
func items(list ...item) *heldShape {
	h := new(heldShape)
	for _, it := range list {
		h.codes = append(h.codes, it.code)
		var least [sectors]float64
		for s, p := range it.of {
			least[s] = upperQuantile(p)
			h.in[s] = h.in[s] || p > 0
		}
		h.least = append(h.least, least)
	}
	return h
}

// words are all sets, by the bits of their position.
func (h *heldShape) words() []string {
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

func (h *heldShape) draw(d *draft, slot int, t ties) {
	set := 0
	for i := range h.least {
		if d.tied(t) >= h.least[i][d.sector] {
			set |= 1 << i
		}
	}
	d.setNumber(slot, float64(set))
}
