package population

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"

	"github.com/brandvalue/brandvalue/internal/logarithm"
)

// Shares are the sums that the entropy of shares needs, of scores z within 0 to 1.
type Shares struct {
	Count int64
	Zeros int64 // scores of zero

	sum         fixed // of z
	information fixed // of -z ln z
	first       uint64
	varied      bool // not all are the first
}

// fixed is a whole number of 2^-62, not negative.
type fixed struct{ high, low uint64 }

const unit = 1 << 62

func (f *fixed) add(o fixed) {
	var carry uint64
	f.low, carry = bits.Add64(f.low, o.low, 0)
	f.high += o.high + carry
}

func (f fixed) float() float64 { return (float64(f.high)*(1<<64) + float64(f.low)) / unit }

// Add takes scores in. Their digits below 2^-62 are cut off.
func (s *Shares) Add(zs []float64) {
	var room [256]float64
	for len(zs) > 0 {
		n := min(len(zs), len(room))
		logarithm.TimesSelf(room[:n], zs[:n])
		s.add(zs[:n], room[:n])
		zs = zs[n:]
	}
}

func (s *Shares) add(zs, terms []float64) {
	if s.Count == 0 {
		s.first = math.Float64bits(zs[0] + 0)
	}
	sum, information, different, zeros := s.sum, s.information, uint64(0), int64(0)
	terms = terms[:len(zs)]
	for i, z := range zs {
		var carry uint64
		sum.low, carry = bits.Add64(sum.low, uint64(int64(z*unit)), 0)
		sum.high += carry
		information.low, carry = bits.Add64(information.low, uint64(int64(terms[i]*unit)), 0)
		information.high += carry
		different |= math.Float64bits(z+0) ^ s.first
		if z == 0 {
			zeros++
		}
	}
	s.Count += int64(len(zs))
	s.Zeros += zeros
	s.sum, s.information = sum, information
	s.varied = s.varied || different != 0
}

// Merge takes the scores of another summary in.
func (s *Shares) Merge(o *Shares) {
	if s.Count == 0 {
		*s = *o
		return
	}
	s.varied = s.varied || o.varied || o.Count > 0 && o.first != s.first
	s.Count += o.Count
	s.Zeros += o.Zeros
	s.sum.add(o.sum)
	s.information.add(o.information)
}

// Constant tells whether all scores are the same, so that the shares are too.
func (s *Shares) Constant() bool { return !s.varied }

// Entropy is the entropy of the shares p = z / sum(z) over its greatest value,
// with 0 ln 0 = 0; 1 where all scores are the same or there are fewer than two:
//
//	e = -sum(p ln p) / ln n = (ln S + H/S) / ln n, S = sum(z), H = sum(-z ln z)
//
// It differs from that of the exact scores by less than 1e-15 + n·2^-61/S.
//
// Reference: C. E. Shannon, A mathematical theory of communication, Bell System
// Technical Journal 27 (1948), section 6.
func (s *Shares) Entropy() float64 {
	if !s.varied {
		return 1
	}
	total := s.sum.float()
	if total == 0 { // digits below 2^-62 alone: one of them is as good as all
		return 0
	}
	e := (logarithm.Of(total) + s.information.float()/total) / logarithm.Of(float64(s.Count))
	return min(max(e, 0), 1)
}

// Append appends the encoding.
func (s *Shares) Append(b []byte) []byte {
	first, varied := s.first, int64(0)
	if s.varied {
		first, varied = 0, 1 // which was first depends on the order
	}
	b = AppendCount(AppendCount(AppendCount(b, s.Count), s.Zeros), varied)
	for _, n := range []uint64{first, s.sum.high, s.sum.low, s.information.high, s.information.low} {
		b = binary.LittleEndian.AppendUint64(b, n)
	}
	return b
}

// Read sets s to what the reader's next bytes encode.
func (s *Shares) Read(r *Reader) {
	s.Count, s.Zeros, s.varied = r.count(), r.count(), r.count() != 0
	s.first = r.uint64()
	s.sum = fixed{r.uint64(), r.uint64()}
	s.information = fixed{r.uint64(), r.uint64()}
	if s.Zeros > s.Count || s.sum.high > uint64(s.Count) {
		r.fail(errors.New("sums of more scores than there are"))
	}
}
