package fictional

import "math"

// countShape is events of several kinds, each a Poisson number; a number that is
// tied to the factors makes all of them rarer or more frequent.
type countShape struct {
	number
	events []event
}

// event is a kind of event and how many a middling enterprise of a sector has.
type event struct {
	figure string
	rate   [sectors]float64
}

func counts(in [sectors]bool, events ...event) *countShape { return &countShape{number{in}, events} }

// frequency is the standard deviation of the logarithm of the rates.
const frequency = 0.7

func (c *countShape) figures() []string {
	names := make([]string, len(c.events))
	for i, e := range c.events {
		names[i] = e.figure
	}
	return names
}

func (c *countShape) draw(d *draft, slot int, t ties) {
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
	if u < 1-expected { // which is less than the probability of none
		return 0
	}
	for p := math.Exp(-expected); n < mostEvents; n++ {
		if u -= p; u < 0 {
			break
		}
		p *= expected / float64(n+1)
	}
	return n
}
