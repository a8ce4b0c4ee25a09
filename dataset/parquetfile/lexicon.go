package parquetfile

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"math/bits"
	"unicode/utf8"

	"github.com/brandvalue/brandvalue/dataset"
)

// lexicon is the dictionary of a column in a row group, in the order of the rows
// that use its entries first. The strip in which it becomes useless is written
// without, and so is the rest of the row group.
type lexicon interface {
	// load tells the size of the dictionary of the batch that comes next.
	load(words int)
	// add appends the values of rows to a strip; an error belongs to the row.
	add(out *stripColumn, src *dataset.Column, from, to int) (row int, err error)
	// cut ends a strip.
	cut(out *stripColumn)
	// take gives the entries and begins anew, for the next row group.
	take() entries
}

// entries are those of a dictionary.
type entries struct {
	words  []string
	floats []float64
}

func newLexicon(t dataset.Type) lexicon {
	switch t {
	case dataset.Word:
		return &wordLexicon{codes: make(map[string]uint32)}
	case dataset.Number:
		return new(numberLexicon)
	}
	return nil
}

const (
	// lexiconBytes is what a dictionary of words may hold: more than the names of
	// all industries and districts, less than a processor's cache.
	lexiconBytes = 1 << 20
	// lexiconNumbers is the most numbers of a dictionary.
	lexiconNumbers = 1 << 13
	// fewEntries are no harm however seldom they are used.
	fewEntries = 512
)

// useless tells that a dictionary has an entry for more than every second value.
func useless(entries, used int) bool { return entries > fewEntries && 2*entries > used }

// codeWidth is the number of bits that a code of a dictionary takes.
func codeWidth(entries int) int { return bits.Len(uint(max(entries, 2) - 1)) }

// wordLexicon is the dictionary of a column of words.
type wordLexicon struct {
	codes map[string]uint32
	words []string
	bytes int // of the words
	used  int // values of earlier strips
	plain bool
	since struct{ words, bytes int } // when the strip began
	known []knownWord                // by code of the batch
	stamp uint32
}

// knownWord is the code of a batch's word, if the stamp is the lexicon's.
type knownWord struct{ stamp, code uint32 }

func (l *wordLexicon) load(words int) {
	l.stamp++
	if n := words - len(l.known); n > 0 {
		l.known = append(l.known, make([]knownWord, n)...)
	}
}

func (l *wordLexicon) add(out *stripColumn, src *dataset.Column, from, to int) (row int, err error) {
	for i := from; i < to; i++ {
		if src.State[i] != dataset.Present {
			continue
		}
		code := src.Code[i]
		if !l.plain {
			k := &l.known[code]
			if k.stamp != l.stamp {
				if k.code, err = l.code(out, src.Words[code]); err != nil {
					return i, err
				}
				k.stamp = l.stamp
			}
			if !l.plain {
				out.code = append(out.code, k.code)
				continue
			}
		}
		if out.text, err = appendText(out.text, src.Words[code]); err != nil {
			return i, err
		}
	}
	return 0, nil
}

// code is the code of a word, unless the dictionary has become useless by it.
func (l *wordLexicon) code(out *stripColumn, word string) (uint32, error) {
	if code, ok := l.codes[word]; ok {
		return code, nil
	}
	if err := checkWord(word); err != nil {
		return 0, err
	}
	n := len(l.words)
	if l.bytes+4+len(word) > lexiconBytes || useless(n+1, l.used+len(out.code)+1) {
		l.spell(out)
		return 0, nil
	}
	l.codes[word] = uint32(n)
	l.words = append(l.words, word)
	l.bytes += 4 + len(word)
	return uint32(n), nil
}

// spell turns the codes of the strip at hand back into words.
func (l *wordLexicon) spell(out *stripColumn) {
	for _, code := range out.code {
		out.text = binary.LittleEndian.AppendUint32(out.text, uint32(len(l.words[code])))
		out.text = append(out.text, l.words[code]...)
	}
	out.code, l.plain = out.code[:0], true
	clear(l.words[l.since.words:])
	l.words, l.bytes = l.words[:l.since.words], l.since.bytes
	clear(l.codes)
}

func (l *wordLexicon) cut(out *stripColumn) {
	out.plain, out.width = l.plain, codeWidth(len(l.words))
	l.used += len(out.code)
	l.since.words, l.since.bytes = len(l.words), l.bytes
}

func (l *wordLexicon) take() entries {
	words := l.words
	clear(l.codes)
	l.stamp++ // what is known of the batch at hand is void
	l.words, l.bytes, l.used, l.plain = nil, 0, 0, false
	l.since.words, l.since.bytes = 0, 0
	return entries{words: words}
}

// appendText appends a word behind its length.
func appendText(dst []byte, word string) ([]byte, error) {
	if err := checkWord(word); err != nil {
		return dst, err
	}
	dst = binary.LittleEndian.AppendUint32(dst, uint32(len(word)))
	return append(dst, word...), nil
}

// checkWord refuses what would not come back when it is read.
func checkWord(word string) error {
	if limit := DefaultLimits().WordBytes; int64(len(word)) > limit {
		return fmt.Errorf("a text of %d bytes, of which %d are allowed", len(word), limit)
	}
	if !utf8.ValidString(word) {
		return fmt.Errorf("the text %.40q is not valid UTF-8", word)
	}
	return nil
}

// numberLexicon is the dictionary of a column of numbers: rates and parameters
// that many rows share. Its values stand in the strip as well, in case that it
// turns out useless.
type numberLexicon struct {
	table  []uint32 // code + 1 by hash, open addressing; never more than half full
	values []float64
	used   int
	since  int // entries when the strip began
	plain  bool
}

func (l *numberLexicon) load(int) {}

func (l *numberLexicon) add(out *stripColumn, src *dataset.Column, from, to int) (row int, err error) {
	if l.plain {
		return 0, nil
	}
	if l.table == nil {
		l.table = make([]uint32, 2*lexiconNumbers)
	}
	for i, x := range src.Float[from:to] {
		if src.State[from+i] != dataset.Present {
			continue
		}
		code := l.code(x)
		if code == len(l.values) {
			if x-x != 0 {
				return from + i, errNotFinite
			}
			if code == lexiconNumbers || useless(code+1, l.used+len(out.code)+1) {
				out.code, l.plain, l.values = out.code[:0], true, l.values[:l.since]
				return 0, nil
			}
			l.enter(x)
		}
		out.code = append(out.code, uint32(code))
	}
	return 0, nil
}

var errNotFinite = errors.New("the number is not finite; what cannot be computed is to be marked as missing")

// slot is where the hash of a number points to.
func (l *numberLexicon) slot(x uint64) int {
	const golden = 0x9e3779b97f4a7c15
	return int(x * golden >> (64 - 14)) // 2^14 is 2*lexiconNumbers
}

// code is the code of a number, by its bits, or the next one if it is new.
func (l *numberLexicon) code(x float64) int {
	b := math.Float64bits(x)
	for at := l.slot(b); ; at = (at + 1) & (2*lexiconNumbers - 1) {
		code := l.table[at]
		if code == 0 {
			return len(l.values)
		}
		if math.Float64bits(l.values[code-1]) == b {
			return int(code - 1)
		}
	}
}

func (l *numberLexicon) enter(x float64) {
	at := l.slot(math.Float64bits(x))
	for l.table[at] != 0 {
		at = (at + 1) & (2*lexiconNumbers - 1)
	}
	l.values = append(l.values, x)
	l.table[at] = uint32(len(l.values))
}

func (l *numberLexicon) cut(out *stripColumn) {
	out.plain, out.width = l.plain, codeWidth(len(l.values))
	l.used += len(out.code)
	l.since = len(l.values)
}

func (l *numberLexicon) take() entries {
	values := l.values
	clear(l.table)
	l.values, l.used, l.since, l.plain = nil, 0, 0, false
	return entries{floats: values}
}
