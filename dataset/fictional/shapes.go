package fictional

import "math"

// shape is how the values of a metric are distributed.
type shape interface {
	figures() []string // parts of the item; one empty name for an item that is its own figure
	words() []string   // the closed list of values, nil for numbers
	reported() [sectors]bool
	draw(d *draft, slot int, tied ties)
}

// half is the middle half of a distribution: its lower and upper quartile.
type half [2]float64

// at is the value of a normal distribution with this middle half.
func (h half) at(z float64) float64 {
	return (h[0]+h[1])/2 + float64(z*((h[1]-h[0])/2/halfOfNormal))
}

func clamp(x, low, high float64) float64 { return min(high, max(low, x)) }

// bySector are the middle halves of industry, agriculture, services and marine
// economy; {} where the sector does not report the metric.
type bySector [sectors]half

func (h bySector) reported() (yes [sectors]bool) {
	for s := range h {
		yes[s] = h[s] != half{}
	}
	return yes
}

// level is a normal number within bounds.
type level struct {
	low, high float64
	places    int
	halves    bySector
}

func (level) figures() []string         { return []string{""} }
func (level) words() []string           { return nil }
func (l level) reported() [sectors]bool { return l.halves.reported() }
func (l level) draw(d *draft, slot int, t ties) {
	x := l.halves[d.sector].at(d.tied(t))
	d.setNumber(slot, decimals(clamp(x, l.low, l.high), l.places))
}

// skewed is a log-normal number less an offset, at most high: x = exp(y) - offset.
// An offset lets the lower quartile be zero. Values below zero are zero.
type skewed struct {
	offset, high float64
	places       int
	halves       bySector
}

func (skewed) figures() []string         { return []string{""} }
func (skewed) words() []string           { return nil }
func (l skewed) reported() [sectors]bool { return l.halves.reported() }
func (l skewed) draw(d *draft, slot int, t ties) {
	d.setNumber(slot, l.value(l.halves[d.sector], d.tied(t)))
}

func (l skewed) value(h half, z float64) float64 {
	logs := half{math.Log(h[0] + l.offset), math.Log(h[1] + l.offset)}
	return decimals(clamp(math.Exp(logs.at(z))-l.offset, 0, l.high), l.places)
}

// typical is a log-normal number around what is typical of the industry.
type typical struct {
	spread float64 // standard deviation of the logarithm
	high   float64
	of     func(*industry) float64
}

func (typical) figures() []string       { return []string{"x"} }
func (typical) words() []string         { return nil }
func (typical) reported() [sectors]bool { return everywhere }
func (y typical) draw(d *draft, slot int, t ties) {
	x := y.of(&industries[d.industry]) * math.Exp(y.spread*d.tied(t))
	d.setNumber(slot, decimals(min(x, y.high), 2))
}

// statement is a figure that follows from the accounts of so many earlier
// years beside the last, in percent or 10,000 yuan.
type statement struct {
	back int
	of   func(*draft) float64
}

func (statement) figures() []string       { return []string{""} }
func (statement) words() []string         { return nil }
func (statement) reported() [sectors]bool { return everywhere }
func (s statement) draw(d *draft, slot int, _ ties) {
	if d.reported > s.back {
		d.setNumber(slot, decimals(s.of(d), 2))
	}
}
