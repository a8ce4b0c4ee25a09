package parquetfile

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/brandvalue/brandvalue/dataset"
)

// longestRecord bounds a record of a CSV file, which is held in memory whole.
// One that is longer is most likely an unclosed quotation mark.
const longestRecord = 1 << 24

var byteOrderMark = []byte("\xef\xbb\xbf")

// survey is what a pass over the bytes of a CSV file finds. Quotes, line ends
// and the commas between fields are the same bytes in UTF-8 and GBK, and never
// part of another character.
type survey struct {
	start   []byte // the first bytes
	records int64
	invalid int64 // line of the first bytes that are not UTF-8; 0 for none
	foreign int64 // line of the first character outside ASCII that is UTF-8; 0 for none

	line, begun int64 // of the next byte, and of the record that it belongs to
	length      int64 // of this record so far
	filled      bool  // there is more in it than a line end
	quoted      bool
	returned    bool   // the last byte was a carriage return
	rest        []byte // the beginning of a character that the next block ends
}

func surveyCSV(ctx context.Context, r io.Reader) (*survey, error) {
	s := &survey{line: 1, begun: 1}
	block := make([]byte, 1<<16)
	for {
		if err := ctx.Err(); err != nil {
			return nil, context.Cause(ctx)
		}
		n, err := io.ReadFull(r, block)
		if s.start == nil {
			s.start = append([]byte{}, block[:min(n, 4)]...)
		}
		if fault := s.look(block[:n]); fault != nil {
			return nil, fault
		}
		switch {
		case err == io.EOF || err == io.ErrUnexpectedEOF:
			return s, s.end()
		case err != nil:
			return nil, err
		}
	}
}

// look goes over a block of the file: characters first, then records.
func (s *survey) look(block []byte) error {
	line := s.line
	for _, c := range block {
		switch {
		case c == 0:
			return &dataset.Error{Place: dataset.Place{Row: s.line}, Text: "a byte that is zero; this is no text file" + guess(s.start), Err: ErrEncoding}
		case c == '"':
			s.quoted = !s.quoted
			s.filled = true
		case c == '\n':
			s.line++
			if !s.quoted {
				s.close()
				continue
			}
		case c != '\r' || s.returned:
			s.filled = true
		}
		s.returned = c == '\r'
		if s.length++; s.length > longestRecord {
			return &dataset.Error{Place: dataset.Place{Row: s.begun}, Err: ErrRecord,
				Text: fmt.Sprintf("longer than %d bytes; a quotation mark may lack its partner", longestRecord)}
		}
	}
	s.characters(block, line)
	return nil
}

// close ends a record.
func (s *survey) close() {
	if s.filled {
		s.records++
	}
	s.length, s.begun, s.filled, s.returned = 0, s.line, false, false
}

// characters looks whether a block is UTF-8; line is that of its first byte.
func (s *survey) characters(block []byte, line int64) {
	if s.invalid > 0 {
		return
	}
	b := append(s.rest, block...)
	s.rest = nil
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			if b[0] == '\n' {
				line++
			}
			b = b[1:]
			continue
		}
		if !utf8.FullRune(b) {
			s.rest = append([]byte{}, b...)
			return
		}
		r, n := utf8.DecodeRune(b)
		switch {
		case r == utf8.RuneError && n == 1:
			s.invalid = line
			return
		case s.foreign == 0 && r != '\ufeff':
			s.foreign = line
		}
		b = b[n:]
	}
}

func (s *survey) end() error {
	if len(s.rest) > 0 && s.invalid == 0 {
		s.invalid = s.line
	}
	s.quoted = false // the reader of records says what is wrong
	s.close()
	if s.records == 0 {
		return errors.New("the file is empty")
	}
	return nil
}

// guess names the kind of file that begins like this.
func guess(start []byte) string {
	for _, kind := range []struct{ start, text string }{
		{"PAR1", ", but a Parquet file"},
		{"PK\x03\x04", ", but perhaps a workbook; save it as CSV UTF-8"},
		{"\xd0\xcf\x11\xe0", ", but perhaps a workbook; save it as CSV UTF-8"},
		{"\xff\xfe", ", or one in UTF-16; save it as CSV UTF-8"},
		{"\xfe\xff", ", or one in UTF-16; save it as CSV UTF-8"},
	} {
		if bytes.HasPrefix(start, []byte(kind.start)) {
			return kind.text
		}
	}
	return ""
}

// settle decides on the encoding.
func (c *CSV) settle(s *survey) error {
	if bytes.HasPrefix(s.start, byteOrderMark) {
		c.skip = int64(len(byteOrderMark))
		if c.encoding == GBK {
			return fmt.Errorf("%w: it begins with the byte order mark of UTF-8 and is said to be GBK", ErrEncoding)
		}
		c.encoding = UTF8
	}
	switch {
	case c.encoding == AnyEncoding && s.invalid == 0:
		c.encoding = UTF8
	case c.encoding == AnyEncoding && (s.foreign != 1 || s.invalid == 1):
		c.encoding = GBK // unless the first line is UTF-8, as Chinese text in GBK hardly ever is
	case c.encoding == GBK:
	case c.encoding != UTF8 && c.encoding != AnyEncoding:
		return fmt.Errorf("%w: encoding %q is not known; UTF-8 and GBK are", ErrEncoding, string(c.encoding))
	case s.invalid > 0:
		return &dataset.Error{Place: dataset.Place{Row: s.invalid}, Err: ErrEncoding,
			Text: "bytes that are not UTF-8, as the file is otherwise; mend them, or state the encoding if it is GBK"}
	}
	return nil
}

// text is the file as UTF-8, from its first character on.
func (c *CSV) text() io.Reader {
	r := io.Reader(io.NewSectionReader(c.r, c.skip, c.size-c.skip))
	if c.encoding == GBK {
		r = simplifiedchinese.GB18030.NewDecoder().Reader(r)
	}
	return r
}

// findComma is the character that separates most fields of the first line that
// is not empty: comma, semicolon or tab, in this order where they are as many.
func findComma(r io.Reader) (rune, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	commas, quoted := [...]rune{',', ';', '\t'}, false
	var count [len(commas)]int
	for seen := false; ; {
		c, _, err := b.ReadRune()
		switch {
		case err != nil && err != io.EOF:
			return 0, err
		case err == io.EOF || c == '\n' && seen && !quoted:
			best := 0
			for i := range count {
				if count[i] > count[best] {
					best = i
				}
			}
			return commas[best], nil
		case c == '"':
			quoted = !quoted
		}
		seen = seen || c != '\n' && c != '\r'
		for i := range commas {
			if c == commas[i] && !quoted {
				count[i]++
			}
		}
	}
}
