package logarithm

import (
	"math"
	"math/big"
)

const precision = 128

// ln2 is ln 2 = 2 artanh(1/3), and lnOf a logarithm to about 120 bits: the
// argument is brought near 1 by roots of two, then 2 artanh((x-1)/(x+1)).
var ln2 = twiceArtanh(new(big.Float).SetPrec(precision).Quo(big.NewFloat(1), new(big.Float).SetPrec(precision).SetInt64(3)))

func lnOf(x float64) *big.Float {
	k := 0
	m, e := math.Frexp(x) // exact, subnormals too
	k += e
	if m < math.Sqrt2/2 {
		m, k = 2*m, k-1
	}
	b := new(big.Float).SetPrec(precision).SetFloat64(m)
	one := big.NewFloat(1)
	q := new(big.Float).SetPrec(precision).Sub(b, one)
	q.Quo(q, new(big.Float).SetPrec(precision).Add(b, one))
	sum := twiceArtanh(q)
	return sum.Add(sum, new(big.Float).SetPrec(precision).Mul(ln2, new(big.Float).SetInt64(int64(k))))
}

// twiceArtanh is 2 (q + q^3/3 + q^5/5 + ...).
func twiceArtanh(q *big.Float) *big.Float {
	sum := new(big.Float).SetPrec(precision)
	power := new(big.Float).SetPrec(precision).Set(q)
	square := new(big.Float).SetPrec(precision).Mul(q, q)
	for n := int64(1); n < 60; n += 2 {
		sum.Add(sum, new(big.Float).SetPrec(precision).Quo(power, new(big.Float).SetInt64(n)))
		power.Mul(power, square)
	}
	return sum.Mul(sum, big.NewFloat(2))
}

// apart is |got - want| / unit.
func apart(got float64, want *big.Float, unit float64) float64 {
	d := new(big.Float).SetPrec(precision).Sub(new(big.Float).SetPrec(precision).SetFloat64(got), want)
	f, _ := d.Abs(d).Float64()
	return f / unit
}

// lastPlace is the distance to the next float64 of larger size.
func lastPlace(x float64) float64 {
	x = math.Abs(x)
	return math.Nextafter(x, math.Inf(1)) - x
}
