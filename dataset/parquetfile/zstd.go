package parquetfile

import (
	"encoding/binary"
	"fmt"
)

// checkZstd walks over the frames and blocks of a page, without decompressing
// them, and refuses those that could give far more than the declared size.
// A block says how many bytes it gives if it is stored or repeats one byte;
// otherwise it gives 128 KiB at the most.
//
// Reference: RFC 8878, sections 3.1.1 and 3.1.1.2.
func checkZstd(src []byte, size int) error {
	bad := func(text string) error { return fmt.Errorf("%s: %s: %w", codecNames[codecZstd], text, ErrCorrupt) }
	const block = 128 << 10
	known, most := int64(0), int64(0) // by frames that declare their content, and by the others
	for len(src) > 0 {
		content, head, ok := zstdFrame(src)
		if !ok {
			return bad("the head of a frame")
		}
		checked := src[4]&4 != 0
		src = src[head:]
		if content == skippable {
			continue
		}
		for last := false; !last; {
			if len(src) < 3 {
				return bad("a block ends early")
			}
			b := int64(src[0]) | int64(src[1])<<8 | int64(src[2])<<16
			src, last = src[3:], b&1 == 1
			takes, gives := b>>3, b>>3
			switch b >> 1 & 3 {
			case 1:
				takes = 1
			case 2:
				gives = block
			case 3:
				return bad("a block of unknown kind")
			}
			if takes > int64(len(src)) {
				return bad("a block ends early")
			}
			src = src[takes:]
			if content == unknownContent {
				most += gives
			}
		}
		if checked {
			if len(src) < 4 {
				return bad("a frame without its checksum")
			}
			src = src[4:]
		}
		known += max(content, 0)
	}
	if known > int64(size) || most > 4*int64(size)+16*block {
		return bad("more than the bytes declared")
	}
	return nil
}

const (
	unknownContent = -1
	skippable      = -2
)

// zstdFrame gives the declared content of a frame and the length of its head.
func zstdFrame(src []byte) (content int64, head int, ok bool) {
	if len(src) < 6 {
		return 0, 0, false
	}
	mark := binary.LittleEndian.Uint32(src)
	if mark&0xfffffff0 == 0x184d2a50 {
		if len(src) < 8 {
			return 0, 0, false
		}
		n := int64(binary.LittleEndian.Uint32(src[4:])) + 8
		return skippable, int(n), n <= int64(len(src))
	}
	if mark != 0xfd2fb528 {
		return 0, 0, false
	}
	d := src[4]
	single := d>>5&1 == 1
	head = 5 + []int{0, 1, 2, 4}[d&3]
	if !single {
		head++
	}
	size := []int{0, 2, 4, 8}[d>>6]
	if size == 0 && single {
		size = 1
	}
	if len(src) < head+size {
		return 0, 0, false
	}
	if size == 0 {
		return unknownContent, head, true
	}
	var b [8]byte
	copy(b[:], src[head:head+size])
	content = int64(binary.LittleEndian.Uint64(b[:]))
	if size == 2 {
		content += 256
	}
	return content, head + size, content >= 0
}
