package parquetfile

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// element is a node of the schema, which the footer lists depth first.
//
// Reference: Apache Parquet format 2.11, parquet.thrift, SchemaElement and LogicalType.
type element struct {
	name       string
	leaf       bool // it has a physical type
	physical   int32
	length     int32
	repetition int32
	children   int32
	converted  int32 // the older annotation, or -1
	scale      int32
	precision  int32
	logical    logical
}

// logical is the annotation of a leaf.
type logical struct {
	kind             int16 // the number of the union's member, or zero
	scale, precision int32
	bits             int32
	signed           bool
	utc              bool
	unit             int16 // 1 milliseconds, 2 microseconds, 3 nanoseconds
}

// The physical types.
const (
	physBoolean = iota
	physInt32
	physInt64
	physInt96
	physFloat
	physDouble
	physBytes
	physFixed
)

var physicalNames = [...]string{"BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"}

// The members of the union of logical types that matter here.
const (
	logString    = 1
	logEnum      = 4
	logDecimal   = 5
	logDate      = 6
	logTime      = 7
	logTimestamp = 8
	logInterval  = 9 // reserved; stands for the older annotation
	logInt       = 10
	logJSON      = 12
	logBSON      = 13
	logUUID      = 14
	logFloat16   = 15
	logVariant   = 16
	logGeometry  = 17
	logGeography = 18
)

// The repetition types.
const (
	required = iota
	optional
	repeated
)

func readElement(c *compact) element {
	e := element{converted: -1}
	var id int16
	for t := c.field(&id); t != thriftStop; t = c.field(&id) {
		switch id {
		case 1:
			e.leaf, e.physical = true, c.i32(t)
		case 2:
			e.length = c.i32(t)
		case 3:
			e.repetition = c.i32(t)
		case 4:
			e.name = c.text(t)
		case 5:
			e.children = c.i32(t)
		case 6:
			e.converted = c.i32(t)
		case 7:
			e.scale = c.i32(t)
		case 8:
			e.precision = c.i32(t)
		case 10:
			if c.want(t, thriftStruct) {
				e.logical.read(c)
			}
		default:
			c.skip(t)
		}
	}
	return e
}

func (l *logical) read(c *compact) {
	var member int16
	for t := c.field(&member); t != thriftStop; t = c.field(&member) {
		if !c.want(t, thriftStruct) {
			return
		}
		l.kind = member
		var id int16
		for t := c.field(&id); t != thriftStop; t = c.field(&id) {
			l.readParameter(c, id, t)
		}
	}
}

func (l *logical) readParameter(c *compact, id int16, t byte) {
	switch {
	case l.kind == logDecimal && id == 1:
		l.scale = c.i32(t)
	case l.kind == logDecimal && id == 2:
		l.precision = c.i32(t)
	case l.kind == logInt && id == 1:
		l.bits = c.i32(t)
	case l.kind == logInt && id == 2:
		l.signed = c.bool(t)
	case (l.kind == logTimestamp || l.kind == logTime) && id == 1:
		l.utc = c.bool(t)
	case (l.kind == logTimestamp || l.kind == logTime) && id == 2 && t == thriftStruct:
		var member int16
		for t := c.field(&member); t != thriftStop; t = c.field(&member) {
			l.unit = member
			c.skip(t)
		}
	default:
		c.skip(t)
	}
}

// annotation is the logical type of a leaf, taken from the older annotation
// where it has no other.
func (e *element) annotation() logical {
	if e.logical.kind != 0 {
		return e.logical
	}
	switch e.converted {
	case 0:
		return logical{kind: logString}
	case 4:
		return logical{kind: logEnum}
	case 5:
		return logical{kind: logDecimal, scale: e.scale, precision: e.precision}
	case 6:
		return logical{kind: logDate}
	case 7, 8:
		return logical{kind: logTime, utc: true, unit: int16(e.converted - 6)}
	case 9, 10:
		return logical{kind: logTimestamp, utc: true, unit: int16(e.converted - 8)}
	case 11, 12, 13, 14:
		return logical{kind: logInt, bits: 8 << (e.converted - 11)}
	case 15, 16, 17, 18:
		return logical{kind: logInt, bits: 8 << (e.converted - 15), signed: true}
	case 19:
		return logical{kind: logJSON}
	case 20:
		return logical{kind: logBSON}
	case 21:
		return logical{kind: logInterval}
	}
	return logical{}
}

// leaf is a flat column: a child of the root with values of its own that does
// not repeat.
type leaf struct {
	info     dataset.Info
	index    int // among all leaves, and so among the chunks of a row group
	physical int32
	length   int // of fixed-length values
	optional bool
	logical  logical
}

// flatLeaves lists the flat columns whose values can be offered, and counts
// all leaves. Nested and repeated columns are passed over.
func flatLeaves(schema []element) (flat []leaf, leaves int, err error) {
	if len(schema) == 0 {
		return nil, 0, fmt.Errorf("the schema is absent: %w", ErrCorrupt)
	}
	open := []int32{schema[0].children} // children still to come, by depth
	for i := range schema[1:] {
		e := &schema[i+1]
		for len(open) > 0 && open[len(open)-1] == 0 {
			open = open[:len(open)-1]
		}
		if len(open) == 0 || e.children < 0 {
			return nil, 0, fmt.Errorf("the schema is no tree: %w", ErrCorrupt)
		}
		open[len(open)-1]--
		if e.children > 0 || !e.leaf {
			open = append(open, e.children)
			continue
		}
		if len(open) == 1 && e.repetition != repeated {
			if l, ok := newLeaf(e, leaves); ok {
				flat = append(flat, l)
			}
		}
		leaves++
	}
	for _, n := range open {
		if n != 0 {
			return nil, 0, fmt.Errorf("the schema ends early: %w", ErrCorrupt)
		}
	}
	return flat, leaves, nil
}
