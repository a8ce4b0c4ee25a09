package parquetfile

import (
	"encoding/binary"
	"encoding/hex"
	"time"
)

// spelling gives the text of values that are held as numbers: dates, times and
// identifiers. It is nil for texts.
//
// Reference: ISO 8601-1:2019, extended format; RFC 9562, section 4, for identifiers.
func spelling(l *leaf) func(dst, value []byte) []byte {
	switch {
	case l.physical == physInt96:
		return spellInt96
	case l.logical.kind == logUUID:
		return spellUUID
	case l.logical.kind == logDate:
		return func(dst, b []byte) []byte {
			return time.Unix(0, 0).UTC().AddDate(0, 0, int(int32(binary.LittleEndian.Uint32(b)))).AppendFormat(dst, time.DateOnly)
		}
	case l.logical.kind == logTime:
		return func(dst, b []byte) []byte {
			return appendTime(dst, instant(ticks(b), l.logical.unit), time.TimeOnly, l.logical.utc)
		}
	case l.logical.kind == logTimestamp:
		return func(dst, b []byte) []byte {
			return appendTime(dst, instant(ticks(b), l.logical.unit), "2006-01-02T15:04:05", l.logical.utc)
		}
	}
	return nil
}

func ticks(b []byte) int64 {
	if len(b) == 4 {
		return int64(int32(binary.LittleEndian.Uint32(b)))
	}
	return int64(binary.LittleEndian.Uint64(b))
}

// instant is n units after the beginning of 1970.
func instant(n int64, unit int16) time.Time {
	switch unit {
	case 1:
		return time.UnixMilli(n).UTC()
	case 2:
		return time.UnixMicro(n).UTC()
	}
	return time.Unix(0, n).UTC()
}

// appendTime writes a point in time with as many digits of the second as it
// needs, by threes, and a Z if it is known to be universal time.
func appendTime(dst []byte, t time.Time, layout string, utc bool) []byte {
	ns := t.Nanosecond()
	switch {
	case ns == 0:
	case ns%1e6 == 0:
		layout += ".000"
	case ns%1e3 == 0:
		layout += ".000000"
	default:
		layout += ".000000000"
	}
	dst = t.AppendFormat(dst, layout)
	if utc {
		dst = append(dst, 'Z')
	}
	return dst
}

// spellInt96 reads the time stamps of older writers: nanoseconds of the day in
// eight bytes, then the Julian day number in four. The zone is not known.
func spellInt96(dst, b []byte) []byte {
	const epoch = 2440588 // the Julian day of 1970-01-01
	ns := int64(binary.LittleEndian.Uint64(b))
	day := int64(binary.LittleEndian.Uint32(b[8:])) - epoch
	const perDay = int64(24 * time.Hour)
	day, ns = day+ns/perDay, ns%perDay
	return appendTime(dst, time.Unix(day*86400, ns).UTC(), "2006-01-02T15:04:05", false)
}

func spellUUID(dst, b []byte) []byte {
	for i, group := range [...][2]int{{0, 4}, {4, 6}, {6, 8}, {8, 10}, {10, 16}} {
		if i > 0 {
			dst = append(dst, '-')
		}
		dst = hex.AppendEncode(dst, b[group[0]:group[1]])
	}
	return dst
}
