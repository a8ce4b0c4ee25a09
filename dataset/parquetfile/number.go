package parquetfile

import (
	"encoding/binary"
	"math"

	"github.com/brandvalue/brandvalue/dataset"
)

// column reads one leaf into a column of a batch.
type column interface {
	cursorOf() *cursor
	// read fills all rows of out, which are rows of the chunk, and appends its
	// issues to the given ones.
	read(out *dataset.Column, issues []dataset.Issue) ([]dataset.Issue, error)
}

// newColumn is the reader of a leaf for a field that may ask for it.
func newColumn(l *leaf, f dataset.Field, limits *Limits, s *scratch) column {
	c := cursor{leaf: l, pages: pages{limits: limits, scratch: s}}
	switch f.Type {
	case dataset.Number:
		return &numbers[float64]{cursor: c, convert: floatsFrom(l), wide: wideFloats(l),
			of: func(c *dataset.Column) []float64 { return c.Float }}
	case dataset.Word:
		return &words{cursor: c, spell: spelling(l)}
	}
	digits := 0
	if f.Type == dataset.Decimal {
		digits = f.Scale
	}
	if l.info.Type == dataset.Decimal {
		digits -= l.info.Scale
	}
	return &numbers[int64]{cursor: c, convert: rescaled(intsFrom(l), digits), wide: wideInts(digits),
		of: func(c *dataset.Column) []int64 { return c.Int }}
}

// numbers reads a leaf as numbers of type T. Of a dictionary each entry is
// converted once.
type numbers[T int64 | float64] struct {
	cursor
	of      func(*dataset.Column) []T
	convert func(dst []T, b []byte, f *faults)        // values of a fixed width
	wide    func(dst []T, values [][]byte, f *faults) // values that differ in length
	entry   []T
	bad     map[uint32]fault // entries that cannot be used
	faults  faults
}

func (c *numbers[T]) cursorOf() *cursor { return &c.cursor }

func (c *numbers[T]) read(out *dataset.Column, issues []dataset.Issue) ([]dataset.Issue, error) {
	values := c.of(out)
	for from := 0; from < len(out.State); {
		if err := c.advance(c.load); err != nil {
			return issues, err
		}
		to := min(from+c.rows, len(out.State))
		n, err := c.states(out.State[from:to])
		if err == nil {
			err = c.fill(values[from : from+n])
		}
		if err != nil {
			return issues, err
		}
		spread(values[from:to], out.State[from:to], n)
		if len(c.faults) > 0 {
			issues = c.faults.report(issues, out, from)
		}
		from = to
	}
	return issues, nil
}

// fill reads the next present values.
func (c *numbers[T]) fill(dst []T) error {
	switch {
	case len(dst) == 0:
		return nil
	case c.dictionary:
		return c.gather(dst)
	case c.fixed != nil:
		b, err := c.fixed.next(len(dst))
		if err == nil {
			c.convert(dst, b, &c.faults)
		}
		return err
	}
	values, err := c.nextTexts(len(dst))
	if err == nil {
		c.wide(dst, values, &c.faults)
	}
	return err
}

func (c *numbers[T]) gather(dst []T) error {
	indices, err := c.nextIndices(len(dst), len(c.entry))
	if err != nil {
		return err
	}
	for i, k := range indices {
		dst[i] = c.entry[k]
	}
	if len(c.bad) > 0 {
		for i, k := range indices {
			if f, ok := c.bad[k]; ok {
				c.faults = append(c.faults, fault{i, f.code, f.text})
			}
		}
	}
	return nil
}

// load converts the dictionary.
func (c *numbers[T]) load() error {
	n, err := c.entries()
	if err != nil {
		return err
	}
	c.entry, c.bad = sized(c.entry, n), nil
	if err := c.loadEntries(); err != nil {
		return err
	}
	for _, f := range c.faults {
		if c.bad == nil {
			c.bad = make(map[uint32]fault)
		}
		c.bad[uint32(f.at)] = f
	}
	c.faults = c.faults[:0]
	return nil
}

func (c *numbers[T]) loadEntries() error {
	if c.leaf.physical == physBytes {
		values := make([][]byte, len(c.entry))
		if err := (&plainTexts{c.body}).next(values); err != nil {
			return err
		}
		c.wide(c.entry, values, &c.faults)
		return nil
	}
	p := plainFixed{c.body, c.leaf.width()}
	b, err := p.next(len(c.entry))
	if err == nil {
		c.convert(c.entry, b, &c.faults)
	}
	return err
}

// intsFrom converts values of a fixed width to whole numbers: a decimal to its
// unscaled one, a truth value to 0 or 1.
func intsFrom(l *leaf) func(dst []int64, b []byte, f *faults) {
	unsigned := l.logical.kind == logInt && !l.logical.signed
	switch {
	case l.physical == physBoolean:
		return func(dst []int64, b []byte, _ *faults) {
			for i := range dst {
				dst[i] = int64(b[i])
			}
		}
	case l.physical == physInt32 && unsigned:
		return func(dst []int64, b []byte, _ *faults) {
			for i := range dst {
				dst[i] = int64(binary.LittleEndian.Uint32(b[4*i:]))
			}
		}
	case l.physical == physInt32:
		return func(dst []int64, b []byte, _ *faults) {
			for i := range dst {
				dst[i] = int64(int32(binary.LittleEndian.Uint32(b[4*i:])))
			}
		}
	case l.physical == physInt64 && unsigned:
		return unsignedInts
	case l.physical == physInt64:
		return func(dst []int64, b []byte, _ *faults) {
			for i := range dst {
				dst[i] = int64(binary.LittleEndian.Uint64(b[8*i:]))
			}
		}
	}
	return fixedDecimals(l.length)
}

func unsignedInts(dst []int64, b []byte, f *faults) {
	for i := range dst {
		x := binary.LittleEndian.Uint64(b[8*i:])
		if x > math.MaxInt64 {
			f.tooLarge(i, x, dataset.Integer)
			x = 0
		}
		dst[i] = int64(x)
	}
}

// rescaled gives the numbers further digits after the point.
func rescaled(convert func([]int64, []byte, *faults), digits int) func([]int64, []byte, *faults) {
	if digits == 0 {
		return convert
	}
	return func(dst []int64, b []byte, f *faults) {
		convert(dst, b, f)
		for i, n := range dst {
			dst[i] = rescale(i, n, digits, f)
		}
	}
}

func rescale(at int, n int64, digits int, f *faults) int64 {
	scaled, ok := dataset.Rescale(n, digits)
	if !ok {
		f.tooLarge(at, n, dataset.Decimal)
		return 0
	}
	return scaled
}

// floatsFrom converts values of a fixed width to the nearest numbers.
func floatsFrom(l *leaf) func(dst []float64, b []byte, f *faults) {
	switch {
	case l.physical == physDouble:
		return doubles
	case l.physical == physFloat:
		return singles
	case l.logical.kind == logFloat16 && l.physical == physFixed:
		return halves
	case l.logical.kind == logDecimal && l.physical != physInt32 && l.physical != physInt64:
		return fixedDecimalFloats(l.length, l.info.Scale)
	case l.physical == physInt64 && l.logical.kind == logInt && !l.logical.signed:
		return func(dst []float64, b []byte, _ *faults) {
			for i := range dst {
				dst[i] = float64(binary.LittleEndian.Uint64(b[8*i:]))
			}
		}
	}
	return scaledFloats(intsFrom(l), l.info.Scale)
}

// doubles copies float64 values. NaN and infinities are all ones in the eleven
// bits of the exponent.
func doubles(dst []float64, b []byte, f *faults) {
	const exponent = 0x7ff << 52
	for i := range dst {
		x := binary.LittleEndian.Uint64(b[8*i:])
		dst[i] = math.Float64frombits(x)
		if x&exponent == exponent {
			f.notFinite(i, dst[i])
			dst[i] = 0
		}
	}
}

func singles(dst []float64, b []byte, f *faults) {
	const exponent = 0xff << 23
	for i := range dst {
		x := binary.LittleEndian.Uint32(b[4*i:])
		dst[i] = float64(math.Float32frombits(x))
		if x&exponent == exponent {
			f.notFinite(i, dst[i])
			dst[i] = 0
		}
	}
}

// halves converts the 16-bit numbers of IEEE 754: a sign, five bits of
// exponent, ten of fraction.
func halves(dst []float64, b []byte, f *faults) {
	for i := range dst {
		x := binary.LittleEndian.Uint16(b[2*i:])
		exponent, fraction := int(x>>10&31), float64(x&1023)
		switch {
		case exponent == 31:
			value := math.Inf(1 - int(x>>15)*2)
			if fraction > 0 {
				value = math.NaN()
			}
			f.notFinite(i, value)
			dst[i] = 0
			continue
		case exponent == 0:
			dst[i] = math.Ldexp(fraction, -24)
		default:
			dst[i] = math.Ldexp(1024+fraction, exponent-25)
		}
		if x>>15 == 1 {
			dst[i] = -dst[i]
		}
	}
}

// scaledFloats divides whole numbers by a power of ten. Up to 2^53 and 10^22
// both are exact, so that one division gives the nearest number.
func scaledFloats(convert func([]int64, []byte, *faults), scale int) func([]float64, []byte, *faults) {
	const chunk = 512
	return func(dst []float64, b []byte, f *faults) {
		var ints [chunk]int64
		width := len(b) / len(dst)
		for len(dst) > 0 {
			n := min(chunk, len(dst))
			convert(ints[:n], b[:n*width], f)
			divide(dst[:n], ints[:n], scale)
			dst, b = dst[n:], b[n*width:]
		}
	}
}

func divide(dst []float64, ints []int64, scale int) {
	const exact = 1 << 53
	if scale > 22 {
		for i, n := range ints {
			dst[i] = dataset.DecimalNumber(n, scale)
		}
		return
	}
	power := math.Pow10(scale)
	for i, n := range ints {
		if -exact <= n && n <= exact {
			dst[i] = float64(n) / power
		} else {
			dst[i] = dataset.DecimalNumber(n, scale)
		}
	}
}
