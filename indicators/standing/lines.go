package standing

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
)

const format = "standing/1"

// header is the first line of a history's text.
type header struct {
	Format string `json:"format"`
	Qualification
	Terms string `json:"terms"`
}

// line is one entry: its number, the digest of the line before it, the event.
type line struct {
	Entry int    `json:"entry"`
	Prev  string `json:"prev"`
	Event
}

func mustCanonical(v any) []byte {
	text, err := canonical(v)
	if err != nil {
		panic("standing: " + err.Error()) // strings and numbers always encode
	}
	return text
}

// chain is an append-only text in which each line holds the digest of the line before it.
type chain struct {
	lines [][]byte
	head  string // digest of the last line
}

func (c *chain) push(v any) {
	text := mustCanonical(v)
	sum := sha256.Sum256(text)
	c.lines, c.head = append(c.lines, text), hex.EncodeToString(sum[:])
}

func (c *chain) writeTo(w io.Writer) (n int64, err error) {
	for _, l := range c.lines {
		k, err := w.Write(append(slices.Clone(l), '\n'))
		n += int64(k)
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// Digest returns the SHA-256 of the last line in hexadecimal. Each line holds
// the digest of the line before it, so that whoever has this figure from
// elsewhere (a sealed edition) can tell that nothing was changed or cut off.
func (h *History) Digest() string { return h.log.head }

// WriteTo writes the history as JSON lines: a header and one line an entry.
func (h *History) WriteTo(w io.Writer) (int64, error) { return h.log.writeTo(w) }

// Read replays a history from its JSON lines. The terms are those that the
// text names by digest, in any order. A line that was changed, cut out, put in
// or moved, a date that goes backwards, an illegal transition: each is refused
// with its line number.
func Read(r io.Reader, cal Calendar, terms ...Terms) (*History, error) {
	var h *History
	err := eachLine(r, func(n int, text []byte) (err error) {
		if n == 1 {
			h, err = readHeader(text, cal, terms)
			return err
		}
		var l line
		if err := strictLine(text, &l); err != nil {
			return err
		}
		if err := chained(n-1, l.Entry, h.log.head, l.Prev); err != nil {
			return err
		}
		_, err = h.Append(l.Event)
		return err
	})
	if err == nil && h == nil {
		err = errors.New("standing: no history: the text is empty")
	}
	if err != nil {
		return nil, err
	}
	return h, nil
}

func readHeader(text []byte, cal Calendar, terms []Terms) (*History, error) {
	var head header
	if err := strictLine(text, &head); err != nil {
		return nil, err
	}
	if head.Format != format {
		return nil, fmt.Errorf("format %q is not %q", head.Format, format)
	}
	h, err := New(head.Qualification, cal, terms...)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(h.known, func(a adopted) bool { return a.digest == head.Terms })
	if i < 0 {
		return nil, fmt.Errorf("terms %s are not among the %d given", head.Terms, len(terms))
	}
	h.log = chain{}
	h.begin(h.known[i])
	return h, nil
}

// chained checks an entry's number and its link to the line before.
func chained(want, entry int, head, prev string) error {
	if entry != want {
		return fmt.Errorf("entry %d stands where %d should: a line was cut out, put in or moved", entry, want)
	}
	if prev != head {
		return errors.New("the digest of the line before does not fit: that line or this one was changed")
	}
	return nil
}

// strictLine reads one JSON line that must be exactly what writing it again gives.
func strictLine(text []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	again, err := canonical(into)
	if err != nil {
		return err
	}
	if !bytes.Equal(text, again) {
		return errors.New("not in the form in which a record is written (fields absent, repeated, out of order, or spaced)")
	}
	return nil
}

const longestLine = 1 << 20

// eachLine calls f with each line and its number, and puts the number on an error.
func eachLine(r io.Reader, f func(n int, text []byte) error) error {
	scan := bufio.NewScanner(r)
	scan.Buffer(nil, longestLine)
	n := 0
	for scan.Scan() {
		n++
		if err := f(n, scan.Bytes()); err != nil {
			return fmt.Errorf("standing: line %d: %w", n, err)
		}
	}
	if err := scan.Err(); err != nil {
		return fmt.Errorf("standing: line %d: %w", n+1, err)
	}
	return nil
}
