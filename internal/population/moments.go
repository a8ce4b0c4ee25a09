package population

import (
	"math"
	"math/big"

	"github.com/brandvalue/brandvalue/internal/exact"
)

// Moments are the exact sums of the values and of their squares. The squares
// are exact for values between 1e-140 and 1e154 in size, and zero.
type Moments struct {
	Count   int64
	sum     exact.Sum
	squares exact.Sum
}

// Add takes finite values in.
func (m *Moments) Add(xs []float64) {
	m.Count += int64(len(xs))
	m.sum.AddSlice(xs)
	for _, x := range xs {
		square := x * x
		m.squares.Add(square)
		if rest := math.FMA(x, x, -square); rest-rest == 0 {
			m.squares.Add(rest) // what rounding took off the square
		}
	}
}

// Merge takes the values of another summary in.
func (m *Moments) Merge(o *Moments) {
	m.Count += o.Count
	m.sum.Merge(&o.sum)
	m.squares.Merge(&o.squares)
}

// Append appends the encoding.
func (m *Moments) Append(b []byte) []byte {
	return AppendSum(AppendSum(AppendCount(b, m.Count), &m.sum), &m.squares)
}

// Read sets m to what the reader's next bytes encode.
func (m *Moments) Read(r *Reader) {
	m.Count = r.count()
	m.sum, m.squares = r.Sum(), r.Sum()
}

// workBits are enough for a deviation to be rounded but once.
const workBits = 256

// Mean is sum(x) / n correctly rounded, 0 for no values.
func (m *Moments) Mean() float64 { return Quotient(&m.sum, m.Count) }

// Quotient is a sum over a count, correctly rounded, 0 where the count is.
func Quotient(s *exact.Sum, n int64) float64 {
	if n == 0 {
		return 0
	}
	q, _ := new(big.Float).SetPrec(workBits).Quo(whole(s), new(big.Float).SetInt64(n)).Float64()
	return q
}

// Deviation is the sample's standard deviation
//
//	sd = sqrt((sum(x²) - sum(x)²/n) / (n - 1))
//
// from the exact sums, so that it keeps its digits where the mean is large. It
// is 0 for fewer than two values, and infinite where a square is too large.
func (m *Moments) Deviation() float64 {
	if m.Count < 2 {
		return 0
	}
	if total := m.squares.Float64(); math.IsInf(total, 0) || math.IsNaN(total) {
		return math.Inf(1)
	}
	n, one := new(big.Float).SetInt64(m.Count), new(big.Float).SetInt64(m.Count-1)
	sum, squares := whole(&m.sum), whole(&m.squares)
	d := new(big.Float).SetPrec(sumBits).Mul(n, squares)
	d.Sub(d, new(big.Float).SetPrec(sumBits).Mul(sum, sum))
	if d.Sign() <= 0 {
		return 0
	}
	d.SetPrec(workBits).Quo(d, n.Mul(n, one))
	sd, _ := d.Sqrt(d).Float64()
	return sd
}

// sumBits hold n times a sum of squares, or a squared sum, of any float64.
const sumBits = 4500

// whole is a finite sum as it is: the nearest float64, that of the rest, and so on.
func whole(s *exact.Sum) *big.Float {
	rest, total := *s, new(big.Float).SetPrec(sumBits)
	for {
		x := rest.Float64()
		if x == 0 || x-x != 0 {
			return total
		}
		total.Add(total, big.NewFloat(x))
		rest.Add(-x)
	}
}

// AppendSum appends a sum with its length.
func AppendSum(b []byte, s *exact.Sum) []byte {
	var room [274]byte
	sum, _ := s.AppendBinary(room[:0]) // never an error
	return append(AppendCount(b, int64(len(sum))), sum...)
}

// Sum is a sum that AppendSum wrote.
func (r *Reader) Sum() (s exact.Sum) {
	if err := s.UnmarshalBinary([]byte(r.Text())); err != nil {
		r.fail(err)
	}
	return s
}
