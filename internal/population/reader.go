package population

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrEncoding is wrapped by the errors of reading summaries. The bytes were cut
// short or changed on their way, or belong to another fit.
var ErrEncoding = errors.New("not the encoding of this summary")

// Reader reads the encodings of several summaries one after the other. Its first
// error stays; what is read after it is zero.
type Reader struct {
	rest []byte
	err  error
}

// NewReader reads from b.
func NewReader(b []byte) *Reader { return &Reader{rest: b} }

// End is the first error, or that bytes are left.
func (r *Reader) End() error {
	if r.err == nil && len(r.rest) > 0 {
		r.fail(fmt.Errorf("%d bytes too many", len(r.rest)))
	}
	return r.err
}

func (r *Reader) fail(err error) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: %w", ErrEncoding, err)
	}
}

func (r *Reader) bytes(n int) []byte {
	if r.err != nil || n > len(r.rest) {
		r.fail(errors.New("cut short"))
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *Reader) uint64() uint64 {
	if b := r.bytes(8); b != nil {
		return binary.LittleEndian.Uint64(b)
	}
	return 0
}

// count is a number of things, below 2^53.
func (r *Reader) count() int64 {
	n := r.uint64()
	if n > 1<<53 {
		r.fail(fmt.Errorf("a count of %d", n))
		return 0
	}
	return int64(n)
}

func (r *Reader) float() float64 {
	x := math.Float64frombits(r.uint64())
	if x-x != 0 {
		r.fail(fmt.Errorf("%v is not finite", x))
		return 0
	}
	return x
}

// Text is a text that AppendText wrote.
func (r *Reader) Text() string { return string(r.bytes(int(min(r.count(), math.MaxInt32)))) }

// Count is a number that AppendCount wrote.
func (r *Reader) Count() int64 { return r.count() }

// AppendCount appends a number that is not negative.
func AppendCount(b []byte, n int64) []byte { return binary.LittleEndian.AppendUint64(b, uint64(n)) }

// AppendText appends a text with its length.
func AppendText(b []byte, text string) []byte {
	return append(AppendCount(b, int64(len(text))), text...)
}

// Sound tells whether there was no error so far.
func (r *Reader) Sound() bool { return r.err == nil }
