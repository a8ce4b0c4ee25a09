package indicators

import (
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// A table of means names its groups of peers by words: "C2614/large" is an
// industry and a size class, "C2614" an industry, "C26" a division, of whatever
// class below it, "sector:marine" a sector, "*" all. A subject's peers are the
// narrowest of these groups, in this order, that the table has.
const (
	anyIndustry = "*" // all without a mean of their own
	sizeMark    = "/"
	sectorMark  = "sector:"
)

// peer is where a subject stands among others.
type peer struct{ industry, size, sector string }

// division is the part of an industry code of GB/T 4754 that names the two-digit
// division, with its letter if it has one; empty if the word is no longer code.
//
// Reference: GB/T 4754-2017, section 4 (letter, two-digit division, group, class).
func division(industry string) string {
	letters := 0
	if industry != "" && industry[0] >= 'A' && industry[0] <= 'T' {
		letters = 1
	}
	digits := industry[letters:]
	if len(digits) < 3 || len(digits) > 4 || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return industry[:letters+2]
}

// groups are the names of all groups that a subject belongs to, the narrowest first.
func (p peer) groups() []string {
	var names []string
	if p.industry != "" && p.size != "" {
		names = append(names, p.industry+sizeMark+p.size)
	}
	for _, name := range []string{p.industry, division(p.industry)} {
		if name != "" {
			names = append(names, name)
		}
	}
	if p.sector != "" {
		names = append(names, sectorMark+p.sector)
	}
	return append(names, anyIndustry)
}

// peerTable is a table of means ready to be looked up.
type peerTable struct {
	named map[string]float64    // by industry, division or anyIndustry
	sized map[[2]string]float64 // by industry and size class
	of    map[string]float64    // by sector
}

func newPeerTable(means map[string]float64) *peerTable {
	t := &peerTable{named: map[string]float64{}, sized: map[[2]string]float64{}, of: map[string]float64{}}
	for name, mean := range means {
		industry, size, both := cutLast(name, sizeMark)
		sector, isSector := strings.CutPrefix(name, sectorMark)
		switch {
		case isSector:
			t.of[sector] = mean
		case both:
			t.sized[[2]string{industry, size}] = mean
		default:
			t.named[name] = mean
		}
	}
	return t
}

func cutLast(s, mark string) (before, after string, found bool) {
	if i := strings.LastIndex(s, mark); i >= 0 {
		return s[:i], s[i+len(mark):], true
	}
	return s, "", false
}

// mean is that of the narrowest group of a subject.
func (t *peerTable) mean(p peer) (float64, bool) {
	if m, ok := t.sized[[2]string{p.industry, p.size}]; ok {
		return m, true
	}
	if m, ok := t.named[p.industry]; ok {
		return m, true
	}
	if m, ok := t.named[division(p.industry)]; ok {
		return m, true
	}
	if m, ok := t.of[p.sector]; ok {
		return m, true
	}
	m, ok := t.named[anyIndustry]
	return m, ok
}

// peerColumns are the places of the columns that say where a subject stands, -1
// for those not asked for.
type peerColumns struct{ industry, size, sector int }

// subjectColumn asks for one of the identity columns of the native file.
func (c *compiler) subjectColumn(name string) int {
	for _, f := range dataset.SubjectFields() {
		if f.Name == name {
			return c.column(f)
		}
	}
	panic("indicators: no subject column " + name)
}

// peers asks for the columns that a table needs.
func (c *compiler) peers(t *peerTable) peerColumns {
	at := peerColumns{c.subjectColumn(dataset.Industry), -1, -1}
	if len(t.sized) > 0 {
		at.size = c.subjectColumn(dataset.SizeOf)
	}
	if len(t.of) > 0 {
		at.sector = c.subjectColumn(dataset.SectorOf)
	}
	return at
}

// peer is where the k-th row in view stands.
func (v *view) peer(at peerColumns, k int) peer {
	return peer{v.word(at.industry, k), v.word(at.size, k), v.word(at.sector, k)}
}

// word is the word of the k-th row in a column, empty where there is none.
func (v *view) word(column, k int) string {
	if column < 0 {
		return ""
	}
	c := v.column(column)
	if c == nil {
		return ""
	}
	return c.Word(v.row(k))
}
