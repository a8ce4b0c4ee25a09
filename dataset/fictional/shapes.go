package fictional

import "math"

// shape is how the values of a metric are distributed.
type shape interface {
	// figures are the parts of the item; one empty name where it has none.
	figures() []string
	// words are the closed list of values, nil for numbers.
	words() []string
	// reported tells the sectors that have the metric.
	reported() [sectors]bool
	// draw sets the figures, in slots one behind the other.
	draw(d *draft, slot int, t ties)
}

// half is the middle half of a distribution: its lower and upper quartile.
type half [2]float64

// upperQuartile is that of the standard normal distribution.
const upperQuartile = 0.6744897501960817

// normal is the normal distribution with this middle half.
func (h half) normal() spread {
	return spread{(h[0] + h[1]) / 2, (h[1] - h[0]) / 2 / upperQuartile}
}

// spread is a normal distribution.
type spread struct{ middle, deviation float64 }

// at is its value for a standard normal number.
func (s spread) at(z float64) float64 { return s.middle + float64(s.deviation*z) }

// bySector are the middle halves of industry, agriculture, services and marine
// economy; {} where the sector does not report the metric.
type bySector [sectors]half

func (h bySector) reported() (yes [sectors]bool) {
	for s := range h {
		yes[s] = h[s] != half{}
	}
	return yes
}

func (h bySector) normals() (list [sectors]spread) {
	for s := range h {
		list[s] = h[s].normal()
	}
	return list
}

// number is what shapes of a single number have in common.
type number struct{ in [sectors]bool }

func (*number) figures() []string         { return []string{""} }
func (*number) words() []string           { return nil }
func (n *number) reported() [sectors]bool { return n.in }

// levelShape is a normal number within bounds.
type levelShape struct {
	number
	low, high float64
	places    int
	spreads   [sectors]spread
}

func level(low, high float64, places int, halves bySector) *levelShape {
	return &levelShape{number{halves.reported()}, low, high, places, halves.normals()}
}

func (l *levelShape) draw(d *draft, slot int, t ties) {
	x := l.spreads[d.sector].at(d.tied(t))
	d.setNumber(slot, decimals(clamp(x, l.low, l.high), l.places))
}

// skewedShape is a log-normal number less an offset, from zero to a bound:
// x = exp(y) - offset. An offset lets the lower quartile be zero.
type skewedShape struct {
	number
	offset, high float64
	places       int
	logs         [sectors]spread
}

func skewed(offset, high float64, places int, halves bySector) *skewedShape {
	s := &skewedShape{number: number{halves.reported()}, offset: offset, high: high, places: places}
	for i, h := range halves {
		if s.in[i] {
			s.logs[i] = half{math.Log(h[0] + offset), math.Log(h[1] + offset)}.normal()
		}
	}
	return s
}

func (s *skewedShape) draw(d *draft, slot int, t ties) {
	x := math.Exp(s.logs[d.sector].at(d.tied(t))) - s.offset
	d.setNumber(slot, decimals(clamp(x, 0, s.high), s.places))
}

// typicalShape is a log-normal number around what is typical of the industry;
// its peers' mean is left to the edition.
type typicalShape struct {
	number
	deviation, high float64 // of the logarithm; at most
	of              func(*industry) float64
}

func typical(deviation, high float64, of func(*industry) float64) *typicalShape {
	return &typicalShape{number{everywhere}, deviation, high, of}
}

func (*typicalShape) figures() []string { return []string{"x"} }
func (s *typicalShape) draw(d *draft, slot int, t ties) {
	x := s.of(&industries[d.industry]) * math.Exp(s.deviation*d.tied(t))
	d.setNumber(slot, decimals(min(x, s.high), 2))
}

// stated is a figure that follows from the accounts, in percent or 10,000 yuan.
type stated struct {
	number
	back int // years of accounts that it needs beside the last
	of   func(*draft) float64
}

func fromAccounts(back int, of func(*draft) float64) *stated {
	return &stated{number{everywhere}, back, of}
}

func (s *stated) draw(d *draft, slot int, _ ties) {
	if d.reported > s.back {
		d.setNumber(slot, decimals(s.of(d), 2))
	}
}

// outsideShape is the two shares of sales beyond the city's reach, exported and
// sold in other provinces, together at most all.
type outsideShape struct {
	number
	export, province *skewedShape
}

func outside(export, province bySector) *outsideShape {
	return &outsideShape{number{export.reported()}, skewed(4, 90, 2, export), skewed(4, 90, 2, province)}
}

func (*outsideShape) figures() []string { return []string{"export_share", "out_of_province_share"} }
func (o *outsideShape) draw(d *draft, slot int, t ties) {
	o.export.draw(d, slot, t)
	o.province.draw(d, slot+1, t)
	d.number[slot+1] = min(d.number[slot+1], decimals(100-d.number[slot], 2))
}

func clamp(x, low, high float64) float64 { return min(high, max(low, x)) }

// decimals rounds to so many places after the point.
func decimals(x float64, places int) float64 {
	return math.RoundToEven(x*powers[places]) / powers[places]
}

var powers = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6}
