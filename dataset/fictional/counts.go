package fictional

import "math"

// counted are events of several kinds, each a Poisson number; a number that is
// tied to the factors makes all of them rarer or more frequent.
type counted struct {
	events []event
	only   [sectors]bool
}

// event is a kind of event and how many a middling enterprise of a sector has.
type event struct {
	figure string
	rate   [sectors]float64
}

// frequency is the standard deviation of the logarithm of the rates.
const frequency = 0.7

func (c counted) figures() []string {
	names := make([]string, len(c.events))
	for i, e := range c.events {
		names[i] = e.figure
	}
	return names
}
func (counted) words() []string           { return nil }
func (c counted) reported() [sectors]bool { return c.only }
func (c counted) draw(d *draft, slot int, t ties) {
	more := math.Exp(frequency * d.tied(t))
	for i := range c.events {
		d.setNumber(slot+i, float64(d.poisson(more*c.events[i].rate[d.sector])))
	}
}

// mostEvents bounds a count.
const mostEvents = 30

// poisson is how many events happen where so many are expected.
func (d *draft) poisson(expected float64) int {
	u, n := d.uniform(), 0
	for p := math.Exp(-expected); n < mostEvents; n++ {
		if u -= p; u < 0 {
			break
		}
		p *= expected / float64(n+1)
	}
	return n
}

// outside is the two shares of sales beyond the city's reach, exported and sold
// in other provinces, together at most all.
type outside struct{ export, province bySector }

func (outside) figures() []string         { return []string{"export_share", "out_of_province_share"} }
func (outside) words() []string           { return nil }
func (o outside) reported() [sectors]bool { return o.export.reported() }
func (o outside) draw(d *draft, slot int, t ties) {
	shape := skewed{offset: 4, high: 90, places: 2}
	export := shape.value(o.export[d.sector], d.tied(t))
	d.setNumber(slot, export)
	d.setNumber(slot+1, min(decimals(100-export, 2), shape.value(o.province[d.sector], d.tied(t))))
}
