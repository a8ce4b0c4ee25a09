package logarithm

import "math"

const (
	tableBits = 8
	shift     = 52 - tableBits
	half      = 1 << (shift - 1)                       // of a piece of the table, in units of the last place
	start     = 0x3fe6800000000000                     // the bits of 0.703125, the first c of the table
	pieceMask = (1<<tableBits - 1) << shift            // the bits that choose the piece
	infBits   = 0x7ff0000000000000                     // the bits of +Inf
	leastBits = 0x0010000000000000                     // the bits of the least normal number
	ln2High   = 0x1.62e42fefa3800p-1                   // ln 2 to 42 bits, so that its product with an exponent is exact
	ln2Low    = 0x1.ef35793c76730p-45                  // ln 2 less ln2High
	c2, c3    = -0.5, 0.333333333333333333333333333333 // the series of ln(1+r)
	c4, c5    = -0.25, 0.2
	c6        = -0.166666666666666666666666666666
)

// piece is where the table knows the logarithm.
type piece struct{ inverse, log float64 } // 1/c and ln c

// Of is the natural logarithm of x, -Inf at zero and NaN below it, as math.Log
// gives them.
//
// Reference: P. T. P. Tang, Table-driven implementation of the logarithm
// function in IEEE floating-point arithmetic, ACM TOMS 16(4), 378-400 (1990).
func Of(x float64) float64 {
	b := math.Float64bits(x)
	if b-leastBits >= infBits-leastBits {
		return unusual(x, b)
	}
	return normal(b, 0)
}

// unusual is the logarithm of zero, negative numbers, infinities, NaN and
// numbers below the least normal one.
func unusual(x float64, b uint64) float64 {
	switch {
	case b == infBits || x != x:
		return x
	case x == 0:
		return math.Inf(-1)
	case x < 0:
		return math.NaN()
	}
	return normal(math.Float64bits(x*(1<<52)), -52)
}

// normal is the logarithm of the normal number with the bits b times 2^k.
func normal(b uint64, k int64) float64 {
	t := b + half - start
	k += int64(t) >> 52
	m := math.Float64frombits(b - t&(infBits|1<<63))
	p := &table[t>>shift&(1<<tableBits-1)]
	r := (m - math.Float64frombits(t&pieceMask+start)) * p.inverse
	s := r * r
	e := float64(k)
	series := c2 + float64(c3*r) + float64(s*(c4+float64(c5*r)+float64(c6*s)))
	return (float64(e*ln2High) + p.log) + (float64(s*series) + float64(e*ln2Low) + r)
}

// TimesSelf puts -x ln x, which is 0 at zero, into y for every x within 0 to 1.
// For other x it gives what the formula gives.
//
// Reference: the summand of C. E. Shannon, A mathematical theory of
// communication, Bell System Technical Journal 27 (1948), section 6.
func TimesSelf(y, x []float64) {
	y = y[:len(x)]
	for i, v := range x {
		b := math.Float64bits(v)
		if b-leastBits >= infBits-leastBits {
			y[i] = 0
			if v != 0 {
				y[i] = -v * unusual(v, b)
			}
			continue
		}
		// The same lines as normal with k = 0, which is too long to be inlined.
		t := b + half - start
		m := math.Float64frombits(b - t&(infBits|1<<63))
		p := &table[t>>shift&(1<<tableBits-1)]
		r := (m - math.Float64frombits(t&pieceMask+start)) * p.inverse
		s := r * r
		e := float64(int64(t) >> 52)
		series := c2 + float64(c3*r) + float64(s*(c4+float64(c5*r)+float64(c6*s)))
		y[i] = -v * ((float64(e*ln2High) + p.log) + (float64(s*series) + float64(e*ln2Low) + r))
	}
}
