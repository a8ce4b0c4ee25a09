package population

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Extremes are the number of values, the least and the largest. The zero value
// is that of no values.
type Extremes struct {
	Count       int64
	Least, Most float64
}

// Add takes finite values in.
func (e *Extremes) Add(xs []float64) {
	if len(xs) == 0 {
		return
	}
	least, most := e.Least, e.Most
	if e.Count == 0 {
		least, most = xs[0], xs[0]
	}
	for _, x := range xs {
		if x < least {
			least = x
		}
		if x > most {
			most = x
		}
	}
	e.Count += int64(len(xs))
	e.Least, e.Most = least+0, most+0 // -0 is 0
}

// Merge takes the values of another summary in.
func (e *Extremes) Merge(o *Extremes) {
	switch {
	case o.Count == 0:
	case e.Count == 0:
		*e = *o
	default:
		e.Count += o.Count
		e.Least, e.Most = min(e.Least, o.Least), max(e.Most, o.Most)
	}
}

// Append appends the encoding.
func (e *Extremes) Append(b []byte) []byte {
	b = binary.LittleEndian.AppendUint64(b, uint64(e.Count))
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Least))
	return binary.LittleEndian.AppendUint64(b, math.Float64bits(e.Most))
}

// Read sets e to what the reader's next bytes encode.
func (e *Extremes) Read(r *Reader) {
	e.Count = r.count()
	e.Least, e.Most = r.float(), r.float()
	if e.Count == 0 && *e != (Extremes{}) || !(e.Least <= e.Most) {
		r.fail(fmt.Errorf("least %v and largest %v of %d values", e.Least, e.Most, e.Count))
	}
}
