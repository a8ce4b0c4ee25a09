package parquetfile

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

// errEarly tells that a page holds fewer values than it should.
var errEarly = fmt.Errorf("the values end early: %w", ErrCorrupt)

// fixedValues gives the next n values of a page, of the same width each, lowest
// byte first. The bytes are valid until the next call.
type fixedValues interface {
	next(n int) ([]byte, error)
}

// textValues gives the next values of a page, which differ in length. They are
// valid until the next call.
type textValues interface {
	next(dst [][]byte) error
}

// plainFixed reads values that stand one after the other.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Plain".
type plainFixed struct {
	b     []byte
	width int
}

func (p *plainFixed) next(n int) ([]byte, error) {
	size := n * p.width
	if size > len(p.b) {
		return nil, errEarly
	}
	b := p.b[:size]
	p.b = p.b[size:]
	return b, nil
}

// splitFixed reads values of which all first bytes stand together, then all
// second bytes, and so on.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Byte Stream Split".
type splitFixed struct {
	b         []byte
	width, at int
	out       []byte
}

func (p *splitFixed) next(n int) ([]byte, error) {
	count := len(p.b) / p.width
	if n > count-p.at {
		return nil, errEarly
	}
	p.out = sized(p.out, n*p.width)
	for k := range p.width {
		for i, b := range p.b[k*count+p.at:][:n] {
			p.out[i*p.width+k] = b
		}
	}
	p.at += n
	return p.out, nil
}

// deltaFixed gives whole numbers that are written as differences.
type deltaFixed struct {
	delta delta
	width int
	ints  []int64
	out   []byte
}

func (p *deltaFixed) next(n int) ([]byte, error) {
	p.ints, p.out = sized(p.ints, n), sized(p.out, n*p.width)
	if err := p.delta.next(p.ints); err != nil {
		return nil, err
	}
	for i, x := range p.ints {
		if p.width == 4 {
			binary.LittleEndian.PutUint32(p.out[4*i:], uint32(x))
		} else {
			binary.LittleEndian.PutUint64(p.out[8*i:], uint64(x))
		}
	}
	return p.out, nil
}

// bitFixed gives truth values as a byte each.
type bitFixed struct {
	bits hybrid
	ints []uint32
	out  []byte
}

func (p *bitFixed) next(n int) ([]byte, error) {
	p.ints, p.out = sized(p.ints, n), sized(p.out, n)
	if err := p.bits.next(p.ints); err != nil {
		return nil, err
	}
	for i, x := range p.ints {
		p.out[i] = byte(x)
	}
	return p.out, nil
}

// textFixed gives values of a fixed length that are written as texts.
type textFixed struct {
	texts textValues
	width int
	parts [][]byte
	out   []byte
}

func (p *textFixed) next(n int) ([]byte, error) {
	p.parts = sized(p.parts, n)
	if err := p.texts.next(p.parts); err != nil {
		return nil, err
	}
	p.out = bytes.Join(p.parts, nil)
	for _, part := range p.parts {
		if len(part) != p.width {
			return nil, fmt.Errorf("a value of %d bytes where all have %d: %w", len(part), p.width, ErrCorrupt)
		}
	}
	return p.out, nil
}

// plainTexts reads texts that each stand behind their length.
type plainTexts struct{ b []byte }

func (p *plainTexts) next(dst [][]byte) error {
	b := p.b
	for i := range dst {
		if len(b) < 4 {
			return errEarly
		}
		n := int(binary.LittleEndian.Uint32(b))
		if n > len(b)-4 {
			return errEarly
		}
		dst[i] = b[4 : 4+n]
		b = b[4+n:]
	}
	p.b = b
	return nil
}

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
