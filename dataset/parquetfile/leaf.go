package parquetfile

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// newLeaf describes a flat column; ok is false if its values are of no type
// that can be offered: binary documents, shapes, intervals.
func newLeaf(e *element, index int) (l leaf, ok bool) {
	l = leaf{index: index, physical: e.physical, length: int(e.length), optional: e.repetition == optional, logical: e.annotation()}
	l.info = dataset.Info{Name: e.name, Nullable: l.optional}
	if l.physical < 0 || int(l.physical) >= len(physicalNames) || l.length < 0 {
		return l, false
	}
	l.info.Type, ok = l.offered()
	if ok && l.info.Type == dataset.Decimal {
		l.info.Scale = int(l.logical.scale)
		ok = l.info.Scale >= 0 && l.info.Scale <= maxScale
	}
	l.info.Origin = l.origin()
	return l, ok
}

// maxScale is beyond the digits that any writer gives a decimal.
const maxScale = 100

// offered is the type as which the values are held. Bytes without annotation
// count as text, since older writers annotate nothing.
func (l *leaf) offered() (t dataset.Type, ok bool) {
	switch l.physical {
	case physBoolean:
		return dataset.Integer, true
	case physFloat, physDouble:
		return dataset.Number, true
	case physInt96:
		return dataset.Word, true
	case physInt32, physInt64:
		switch l.logical.kind {
		case logDecimal:
			return dataset.Decimal, true
		case logDate, logTime, logTimestamp:
			return dataset.Word, true
		}
		return dataset.Integer, true
	case physBytes:
		switch l.logical.kind {
		case logDecimal:
			return dataset.Decimal, true
		case 0, logString, logEnum, logJSON:
			return dataset.Word, true
		}
		return 0, false
	}
	switch l.logical.kind {
	case logDecimal:
		return dataset.Decimal, l.length > 0
	case logUUID:
		return dataset.Word, l.length == 16
	case logFloat16:
		return dataset.Number, l.length == 2
	}
	return 0, false
}

// width is the number of bytes of a value as the decoders give it, or zero if
// it varies.
func (l *leaf) width() int {
	switch l.physical {
	case physBoolean:
		return 1
	case physInt32, physFloat:
		return 4
	case physInt64, physDouble:
		return 8
	case physInt96:
		return 12
	case physFixed:
		return l.length
	}
	return 0
}

// origin is the physical and the logical type in the format's own words.
func (l *leaf) origin() string {
	text := physicalNames[l.physical]
	if l.physical == physFixed {
		text += fmt.Sprintf("(%d)", l.length)
	}
	a := l.logical
	units := [...]string{"", "MILLIS", "MICROS", "NANOS"}
	switch a.kind {
	case logString:
		text += " STRING"
	case logEnum:
		text += " ENUM"
	case logDecimal:
		text += fmt.Sprintf(" DECIMAL(%d,%d)", a.precision, a.scale)
	case logDate:
		text += " DATE"
	case logTime, logTimestamp:
		text += map[bool]string{true: " TIMESTAMP", false: " TIME"}[a.kind == logTimestamp]
		if a.unit > 0 && int(a.unit) < len(units) {
			text += "(" + units[a.unit] + map[bool]string{true: ",UTC", false: ""}[a.utc] + ")"
		}
	case logInt:
		text += fmt.Sprintf(" %s(%d)", map[bool]string{true: "INT", false: "UINT"}[a.signed], a.bits)
	case logJSON:
		text += " JSON"
	case logUUID:
		text += " UUID"
	case logFloat16:
		text += " FLOAT16"
	}
	return text
}
