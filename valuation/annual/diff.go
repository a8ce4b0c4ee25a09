package annual

import (
	"maps"
	"strings"
	"unicode"

	"github.com/brandvalue/brandvalue/indicators"
)

// Change is one number or word in which two editions differ. Path names it by
// the members of the document; a row of a table stands under its code,
// industry, metric or key, as in "industries[tyres].brand_share", and what
// belongs to a scheme under the sector that uses it. Old or New is empty where
// there is none.
type Change struct{ Path, Old, New string }

// String is the change in one line.
func (c Change) String() string { return Changes{c}.String() }

// Changes lists the differences of two editions.
type Changes []Change

// String writes one change a line, with old and new values below each other as
// far as they are short.
func (cs Changes) String() string {
	const short = 32
	var b strings.Builder
	paths, olds := 0, 0
	for _, c := range cs {
		paths = max(paths, cells(c.Path))
		if n := cells(shown(c.Old)); n <= short {
			olds = max(olds, n)
		}
	}
	for i, c := range cs {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(filled(c.Path, paths) + "  " + filled(shown(c.Old), olds) + "  ->  " + shown(c.New))
	}
	return b.String()
}

// filled is a text with blanks up to so many cells of a terminal.
func filled(text string, n int) string { return text + strings.Repeat(" ", max(0, n-cells(text))) }

func shown(value string) string {
	if value == "" {
		return "(none)"
	}
	return value
}

// cells is the width of a text on a terminal, where Chinese characters and
// their punctuation are two cells wide.
func cells(text string) (n int) {
	for _, r := range text {
		n++
		if unicode.Is(unicode.Han, r) || '\u3000' <= r && r <= '\u303f' || '\uff01' <= r && r <= '\uff60' {
			n++
		}
	}
	return n
}

// Diff names every number and word in which edition b differs from a, in the
// documents and in their resolved schemes. Rows are matched by what they are
// about, not by position; a row that differs in its name alone has been renamed.
// Both editions must have been checked.
func Diff(a, b *Edition) Changes {
	changes := compare(nil, "", treeOf(a), treeOf(b))
	type pair [2]*indicators.Scheme
	seen := map[pair]bool{}
	sectors := maps.Clone(a.Schemes)
	maps.Copy(sectors, b.Schemes)
	for _, sector := range sortedKeys(sectors) {
		p := pair{a.scheme(sector), b.scheme(sector)}
		if !seen[p] {
			changes = compare(changes, "schemes."+sector, treeOf(p[0]), treeOf(p[1]))
		}
		seen[p] = true
	}
	return changes
}
