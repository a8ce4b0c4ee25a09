package parquetfile

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/brandvalue/brandvalue/dataset"
)

// words reads a leaf as words. A dictionary of the file becomes the dictionary
// of the batch as it is; words that stand in full share one string a batch.
type words struct {
	cursor
	spell  func(dst, value []byte) []byte // the text of a value that is none itself
	entry  []string
	bad    map[uint32]fault
	own    []string // the words of a batch that do not come from the dictionary
	base   int      // where in the batch's words the dictionary begins, or -1
	spelt  []byte
	parts  [][]byte
	faults faults
}

func (c *words) cursorOf() *cursor { return &c.cursor }

func (c *words) read(out *dataset.Column, issues []dataset.Issue) ([]dataset.Issue, error) {
	out.Words, c.base = c.own[:0], -1
	for from := 0; from < len(out.State); {
		if err := c.advance(c.load); err != nil {
			return issues, err
		}
		to := min(from+c.rows, len(out.State))
		n, err := c.states(out.State[from:to])
		if err == nil && n > 0 {
			err = c.fill(out, out.Code[from:from+n])
		}
		if err != nil {
			return issues, err
		}
		spread(out.Code[from:to], out.State[from:to], n)
		if len(c.faults) > 0 {
			issues = c.faults.report(issues, out, from)
		}
		from = to
	}
	if c.base != 0 {
		c.own = out.Words[:0]
	}
	return issues, nil
}

// fill reads the next present words.
func (c *words) fill(out *dataset.Column, codes []uint32) error {
	if c.dictionary {
		return c.gather(out, codes)
	}
	values, err := c.values(len(codes))
	if err != nil {
		return err
	}
	c.add(out, codes, values)
	return nil
}

func (c *words) gather(out *dataset.Column, codes []uint32) error {
	indices, err := c.nextIndices(len(codes), len(c.entry))
	if err != nil {
		return err
	}
	switch {
	case c.base >= 0:
	case len(out.Words) == 0:
		out.Words, c.base = c.entry[:len(c.entry):len(c.entry)], 0 // to append to it copies it
	default:
		c.base = len(out.Words)
		out.Words = append(out.Words, c.entry...)
	}
	for i, k := range indices {
		codes[i] = uint32(c.base) + k
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

// values reads the next n texts, spelling out those that are held otherwise.
func (c *words) values(n int) ([][]byte, error) {
	if c.fixed == nil {
		return c.nextTexts(n)
	}
	b, err := c.fixed.next(n)
	if err != nil {
		return nil, err
	}
	return c.spellAll(b, n), nil
}

func (c *words) spellAll(b []byte, n int) [][]byte {
	width := len(b) / n
	c.parts, c.spelt = sized(c.parts, n), c.spelt[:0]
	for i := range n {
		from := len(c.spelt)
		c.spelt = c.spell(c.spelt, b[i*width:(i+1)*width])
		c.parts[i] = c.spelt[from:] // stays as it is even if the bytes move as they grow
	}
	return c.parts
}

// add appends words to the batch's, in one string of their own, and gives their
// codes. A word that repeats the one before it is not added again.
func (c *words) add(out *dataset.Column, codes []uint32, values [][]byte) {
	var text strings.Builder
	size := 0
	for _, v := range values {
		size += len(v)
	}
	text.Grow(size)
	for i, v := range values {
		if i > 0 && bytes.Equal(v, values[i-1]) {
			codes[i] = codes[i-1]
			c.repeat(i)
			continue
		}
		from := text.Len()
		if c.check(i, v) {
			text.Write(v)
		}
		codes[i] = uint32(len(out.Words))
		out.Words = append(out.Words, text.String()[from:])
	}
}

// check notes a word that cannot be used.
func (c *words) check(at int, v []byte) bool {
	switch {
	case int64(len(v)) > c.limits.WordBytes:
		c.faults.add(at, IssueText, "a text of %d bytes, of which %d are allowed", len(v), c.limits.WordBytes)
		return false
	case !utf8.Valid(v):
		c.faults.add(at, IssueText, "the text is not valid UTF-8")
		return false
	}
	return true
}

// repeat notes the same of a word that repeats the one before it.
func (c *words) repeat(at int) {
	if n := len(c.faults); n > 0 && c.faults[n-1].at == at-1 {
		c.faults = append(c.faults, fault{at, c.faults[n-1].code, c.faults[n-1].text})
	}
}

// load takes the words of the dictionary, in one string.
func (c *words) load() error {
	n, err := c.entries()
	if err != nil || n == 0 {
		c.entry = nil
		return err
	}
	var values [][]byte
	if c.leaf.physical == physBytes {
		values = make([][]byte, n)
		err = (&plainTexts{c.body}).next(values)
	} else {
		values = c.spellAll(c.body[:n*c.leaf.width()], n)
	}
	if err != nil {
		return err
	}
	var distinct dataset.Column
	codes := make([]uint32, n)
	c.add(&distinct, codes, values)
	c.entry, c.bad = make([]string, n), nil // batches may still hold the words of the last one
	for i, k := range codes {
		c.entry[i] = distinct.Words[k]
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
