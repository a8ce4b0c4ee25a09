package parquetfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// compact reads the Thrift compact protocol, in which footers and page headers
// are written. It holds the first error and gives zeros after it. Nothing is
// allocated for a size that is only declared: lists are read element by
// element, texts are cut from the bytes at hand, and skipping keeps to a depth.
//
// Reference: Apache Thrift, "Thrift Compact protocol" specification.
type compact struct {
	b   []byte
	at  int
	err error
}

// errShort tells that the bytes ended inside a value.
var errShort = errors.New("the bytes end inside a structure")

const (
	thriftStop   = 0
	thriftTrue   = 1
	thriftFalse  = 2
	thriftI8     = 3
	thriftI16    = 4
	thriftI32    = 5
	thriftI64    = 6
	thriftDouble = 7
	thriftBinary = 8
	thriftList   = 9
	thriftSet    = 10
	thriftMap    = 11
	thriftStruct = 12
	thriftUUID   = 13
)

// maxDepth is deeper than any structure of the format.
const maxDepth = 32

func (c *compact) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// field reads the head of the next field of a structure: its number is id on
// return, its type the result, which is thriftStop at the end.
func (c *compact) field(id *int16) byte {
	head := c.byte()
	t, delta := head&0x0f, head>>4
	if c.err != nil || t == thriftStop {
		return thriftStop
	}
	if delta != 0 {
		*id += int16(delta)
	} else {
		*id = int16(c.varint())
	}
	return t
}

func (c *compact) byte() byte {
	if c.err != nil || c.at >= len(c.b) {
		c.fail(errShort)
		return 0
	}
	c.at++
	return c.b[c.at-1]
}

func (c *compact) uvarint() uint64 {
	if c.err != nil {
		return 0
	}
	x, n := binary.Uvarint(c.b[c.at:])
	if n <= 0 {
		if n == 0 {
			c.fail(errShort)
		} else {
			c.fail(errors.New("a number of more than 64 bits"))
		}
		return 0
	}
	c.at += n
	return x
}

func (c *compact) varint() int64 {
	x := c.uvarint()
	return int64(x>>1) ^ -int64(x&1)
}

func (c *compact) want(got byte, among ...byte) bool {
	for _, t := range among {
		if got == t {
			return true
		}
	}
	c.fail(fmt.Errorf("a field of type %d where another belongs", got))
	return false
}

func (c *compact) i64(t byte) int64 {
	if t == thriftI8 {
		return int64(int8(c.byte()))
	}
	if !c.want(t, thriftI16, thriftI32, thriftI64) {
		return 0
	}
	return c.varint()
}

func (c *compact) i32(t byte) int32 {
	x := c.i64(t)
	if x < math.MinInt32 || x > math.MaxInt32 {
		c.fail(fmt.Errorf("%d does not fit 32 bits", x))
		return 0
	}
	return int32(x)
}

func (c *compact) bool(t byte) bool {
	return c.want(t, thriftTrue, thriftFalse) && t == thriftTrue
}

func (c *compact) text(t byte) string {
	if !c.want(t, thriftBinary) {
		return ""
	}
	return string(c.bytes(c.uvarint()))
}

// remark is a text that nothing depends on, empty where some writers put
// something else.
func (c *compact) remark(t byte) string {
	if t != thriftBinary {
		c.skip(t)
		return ""
	}
	return c.text(t)
}

func (c *compact) bytes(n uint64) []byte {
	if c.err != nil || n > uint64(len(c.b)-c.at) {
		c.fail(errShort)
		return nil
	}
	c.at += int(n)
	return c.b[c.at-int(n) : c.at]
}

// list reads the head of a list and gives the type and number of its elements,
// each of which takes a byte at the least.
func (c *compact) list(t byte) (element byte, n int) {
	if !c.want(t, thriftList, thriftSet) {
		return 0, 0
	}
	head := c.byte()
	size := uint64(head >> 4)
	if size == 15 {
		size = c.uvarint()
	}
	if size > uint64(len(c.b)-c.at) {
		c.fail(errShort)
		return 0, 0
	}
	return head & 0x0f, int(size)
}

// structs reads the head of a list of structures and gives their number.
func (c *compact) structs(t byte) int {
	element, n := c.list(t)
	if n > 0 && !c.want(element, thriftStruct) {
		return 0
	}
	return n
}

// skip passes over a value.
func (c *compact) skip(t byte) { c.skipAt(t, 0) }

func (c *compact) skipAt(t byte, depth int) {
	if depth > maxDepth {
		c.fail(fmt.Errorf("structures nested deeper than %d", maxDepth))
	}
	if c.err != nil {
		return
	}
	switch t {
	case thriftTrue, thriftFalse: // the type is the value
	case thriftI8:
		c.byte()
	case thriftI16, thriftI32, thriftI64:
		c.uvarint()
	case thriftDouble:
		c.bytes(8)
	case thriftUUID:
		c.bytes(16)
	case thriftBinary:
		c.bytes(c.uvarint())
	case thriftList, thriftSet:
		element, n := c.list(t)
		c.skipElements(n, depth, element)
	case thriftMap:
		c.skipMap(depth)
	case thriftStruct:
		var id int16
		for t := c.field(&id); t != thriftStop; t = c.field(&id) {
			c.skipAt(t, depth+1)
		}
	default:
		c.fail(fmt.Errorf("a field of unknown type %d", t))
	}
}

func (c *compact) skipElements(n, depth int, types ...byte) {
	for ; n > 0 && c.err == nil; n-- {
		for _, t := range types {
			if t == thriftTrue || t == thriftFalse {
				c.byte() // as an element, a truth value takes a byte
				continue
			}
			c.skipAt(t, depth+1)
		}
	}
}

func (c *compact) skipMap(depth int) {
	n := c.uvarint()
	if n == 0 {
		return
	}
	types := c.byte()
	if n > uint64(len(c.b)-c.at) {
		c.fail(errShort)
		return
	}
	c.skipElements(int(n), depth, types>>4, types&0x0f)
}
