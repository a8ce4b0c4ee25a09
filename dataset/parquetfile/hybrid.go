package parquetfile

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/bits"

	"github.com/brandvalue/brandvalue/dataset"
)

// hybrid reads whole numbers of a fixed width in bits that are written in runs:
// one value repeated, or values packed bit by bit. It gives as many as are asked
// for and holds nothing of those to come.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Run Length Encoding / Bit-Packing Hybrid".
type hybrid struct {
	b      []byte // from the next head of a run on, or from the packed values of this run on
	width  int    // bits of a value, 0 to 32
	run    int    // values that are left of this run
	packed bool
	value  uint32 // of a repeated run
	bit    int    // of a packed run: where in b the next value begins
	bytes  int    // of a packed run: what it takes of b
}

func newHybrid(b []byte, width int) (hybrid, error) {
	if width < 0 || width > 32 {
		return hybrid{}, fmt.Errorf("values of %d bits: %w", width, ErrCorrupt)
	}
	h := hybrid{b: b, width: width}
	if width == 0 {
		h.run = math.MaxInt // one value alone needs no bits, and some writers no runs
	}
	return h, nil
}

// packedBits reads n bits that are packed from the least bit of a byte on.
func packedBits(b []byte, n int) hybrid {
	return hybrid{b: b, width: 1, run: min(n, 8*len(b)), packed: true, bytes: len(b)}
}

// begin reads the head of the next run.
func (h *hybrid) begin() error {
	if h.packed {
		h.b, h.packed, h.bit = h.b[h.bytes:], false, 0
	}
	head, n := binary.Uvarint(h.b)
	if n <= 0 || head>>1 > math.MaxInt32 {
		return fmt.Errorf("the values end early: %w", ErrCorrupt)
	}
	h.b = h.b[n:]
	count := int(head >> 1)
	if head&1 == 1 {
		h.packed, h.bytes = true, min(count*h.width, len(h.b)) // the last run may be cut
		h.run = min(8*count, 8*h.bytes/h.width)
		return nil
	}
	size := (h.width + 7) / 8
	if len(h.b) < size {
		return fmt.Errorf("the values end early: %w", ErrCorrupt)
	}
	h.value = 0
	for i := range size {
		h.value |= uint32(h.b[i]) << (8 * i)
	}
	h.run, h.b = count, h.b[size:]
	return nil
}

// next reads len(dst) values.
func (h *hybrid) next(dst []uint32) error {
	for len(dst) > 0 {
		if h.run == 0 {
			if err := h.begin(); err != nil {
				return err
			}
		}
		n := min(h.run, len(dst))
		if h.packed {
			h.unpack(dst[:n])
		} else {
			for i := range dst[:n] {
				dst[i] = h.value
			}
		}
		h.run -= n
		dst = dst[n:]
	}
	return nil
}

func (h *hybrid) unpack(dst []uint32) {
	mask, bit, b := uint64(1)<<h.width-1, h.bit, h.b
	i := 0
	for ; i < len(dst) && bit>>3+8 <= len(b); i++ {
		dst[i] = uint32(binary.LittleEndian.Uint64(b[bit>>3:]) >> (bit & 7) & mask)
		bit += h.width
	}
	for ; i < len(dst); i++ {
		var last [8]byte
		copy(last[:], b[bit>>3:])
		dst[i] = uint32(binary.LittleEndian.Uint64(last[:]) >> (bit & 7) & mask)
		bit += h.width
	}
	h.bit = bit
}

// stateBits are the states that eight definition levels of one bit stand for.
var stateBits = func() (table [256][8]dataset.State) {
	for b := range table {
		for i := range 8 {
			table[b][i] = stateOf(uint32(b >> i & 1))
		}
	}
	return table
}()

// stateOf is the state of a value with the given definition level, 0 or 1.
func stateOf(level uint32) dataset.State { return dataset.State(level) * dataset.Present }

// states reads definition levels of a flat column as states and counts those
// that are present.
func (h *hybrid) states(dst []dataset.State) (present int, err error) {
	for len(dst) > 0 {
		if h.run == 0 {
			if err := h.begin(); err != nil {
				return 0, err
			}
			if h.value > 1 {
				return 0, fmt.Errorf("definition level %d in a flat column: %w", h.value, ErrCorrupt)
			}
		}
		n := min(h.run, len(dst))
		if h.packed {
			present += h.unpackStates(dst[:n])
		} else {
			fillStates(dst[:n], h.value)
			present += n * int(h.value)
		}
		h.run -= n
		dst = dst[n:]
	}
	return present, nil
}

// fillStates gives all rows the state of one definition level.
func fillStates(dst []dataset.State, level uint32) {
	if level == 0 {
		clear(dst)
		return
	}
	for len(dst) > 0 {
		dst = dst[copy(dst, manyPresent[:]):]
	}
}

var manyPresent = func() (states [1024]dataset.State) {
	for i := range states {
		states[i] = dataset.Present
	}
	return states
}()

func (h *hybrid) unpackStates(dst []dataset.State) (present int) {
	i := 0
	for i < len(dst) {
		b := h.b[h.bit>>3]
		if h.bit&7 == 0 && i+8 <= len(dst) {
			*(*[8]dataset.State)(dst[i:]) = stateBits[b]
			present += bits.OnesCount8(b)
			i, h.bit = i+8, h.bit+8
			continue
		}
		level := b >> (h.bit & 7) & 1
		dst[i] = stateOf(uint32(level))
		present += int(level)
		i, h.bit = i+1, h.bit+1
	}
	return present
}
