package population

import (
	"encoding/binary"
	"errors"
	"math"
	"slices"
)

const (
	buckets = 1 << 12 // of a counter: 96 KiB
	kept    = 1 << 16 // values that a counter keeps at most: 512 KiB
)

// Counter gathers one pass of the search for quantiles: how many values there
// are in each bucket, or the values themselves once they are few.
type Counter struct {
	ranges []span
	keep   bool
	counts []bucket
	keys   []uint64
}

// bucket counts the values in a part of a range. Their extremes settle at once
// what a value that many share, such as zero, would take many passes to find.
type bucket struct {
	count       int64
	least, most uint64 // keys
}

// noBucket is a bucket without values, ready to take some.
var noBucket = bucket{least: math.MaxUint64}

// keyOf puts the numbers in order: the larger the number, the larger the key.
func keyOf(x float64) uint64 {
	b := math.Float64bits(x + 0) // -0 is 0
	return b ^ (uint64(int64(b)>>63) | 1<<63)
}

func numberOf(key uint64) float64 {
	return math.Float64frombits(key ^ (uint64(int64(^key)>>63) | 1<<63))
}

// Add takes finite values in.
func (c *Counter) Add(xs []float64) {
	for _, x := range xs {
		key := keyOf(x)
		r := c.rangeOf(key)
		switch {
		case r == nil:
		case c.keep:
			if len(c.keys) <= kept { // more are found only in a population that changed
				c.keys = append(c.keys, key)
			}
		default:
			b := &c.counts[r.first+int((key-r.low)>>r.shift)]
			b.count++
			b.least, b.most = min(b.least, key), max(b.most, key)
		}
	}
}

// rangeOf is the range that holds a key, nil where none does.
func (c *Counter) rangeOf(key uint64) *span {
	low, high := 0, len(c.ranges)
	for high-low > 1 {
		if middle := (low + high) / 2; c.ranges[middle].low <= key {
			low = middle
		} else {
			high = middle
		}
	}
	if r := &c.ranges[low]; key-r.low <= r.high-r.low {
		return r
	}
	return nil
}

// Merge takes the values of another counter of the same pass in.
func (c *Counter) Merge(o *Counter) {
	for i, b := range o.counts {
		c.counts[i].count += b.count
		c.counts[i].least, c.counts[i].most = min(c.counts[i].least, b.least), max(c.counts[i].most, b.most)
	}
	c.keys = append(c.keys, o.keys[:min(len(o.keys), max(0, kept+1-len(c.keys)))]...)
}

// Append appends the encoding.
func (c *Counter) Append(b []byte) []byte {
	slices.Sort(c.keys)
	b = AppendCount(AppendCount(b, int64(len(c.counts))), int64(len(c.keys)))
	for _, n := range c.counts {
		b = AppendCount(b, n.count)
		b = binary.LittleEndian.AppendUint64(b, n.least)
		b = binary.LittleEndian.AppendUint64(b, n.most)
	}
	for _, key := range c.keys {
		b = binary.LittleEndian.AppendUint64(b, key)
	}
	return b
}

// Read sets c, which must be a counter of the same pass, to what the reader's
// next bytes encode.
func (c *Counter) Read(r *Reader) {
	counts, keys := r.count(), r.count()
	if counts != int64(len(c.counts)) || keys > kept+1 || keys > 0 && !c.keep {
		r.fail(errors.New("a counter of another pass"))
		return
	}
	for i := range c.counts {
		c.counts[i] = bucket{r.count(), r.uint64(), r.uint64()}
	}
	c.keys = make([]uint64, keys)
	for i := range c.keys {
		c.keys[i] = r.uint64()
	}
}
