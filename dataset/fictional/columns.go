package fictional

import (
	"slices"
	"strconv"

	"github.com/brandvalue/brandvalue/dataset"
)

// columnKind says where a column's values come from.
type columnKind uint8

const (
	textColumn     columnKind = iota // words of the subject's own: key, name, parent, marks
	closedColumn                     // words of a closed list; the draft has the position
	numberColumn                     // float64
	moneyColumn                      // whole fen
	yearColumn                       // the fiscal year
	evidenceColumn                   // words E0 to E5
	stateColumn                      // NA
	columnKinds
)

// column is a column of the native file. Its position among the columns is its
// slot in a draft.
type column struct {
	name   string
	kind   columnKind
	typ    dataset.Type
	scale  int
	words  []string // of a closed list
	metric int      // position in metrics, or -1
	back   int      // of an amount: how many years ago
	item   int      // of an amount
}

// columns are all columns in the order of the file.
var columns = makeColumns()

// slotOf is the position of a column that is known to exist.
func slotOf(name string) int {
	at := slices.IndexFunc(columns, func(c column) bool { return c.name == name })
	if at < 0 {
		panic("fictional: no column " + name)
	}
	return at
}

func makeColumns() []column {
	list := subjectColumns()
	for i := range metrics {
		m := &metrics[i]
		for _, figure := range m.shape.figures() {
			c := column{name: m.code, kind: numberColumn, metric: i}
			if figure != "" {
				c.name += "__" + figure
			}
			if c.words = m.shape.words(); c.words != nil {
				c.kind, c.typ = closedColumn, dataset.Word
			}
			list = append(list, c)
		}
		list = append(list,
			column{name: dataset.EvidenceColumn(m.code), kind: evidenceColumn, typ: dataset.Word, metric: i},
			column{name: dataset.StateColumn(m.code), kind: stateColumn, typ: dataset.Word, metric: i})
	}
	for back := range years {
		for item, name := range accountItems {
			if back > 0 {
				name += "__" + strconv.Itoa(back)
			}
			list = append(list, column{name: name, kind: moneyColumn, typ: dataset.Decimal, scale: fenDigits, metric: -1, back: back, item: item})
		}
	}
	for _, name := range []string{"revenue_growth", "roe"} {
		list = append(list, column{name: name, kind: numberColumn, metric: -1})
	}
	return list
}

// metricSlots are the slots of each metric's first figure.
var metricSlots = firstSlots()

func firstSlots() []int {
	slots := make([]int, len(metrics))
	for i := range metrics {
		slots[i] = slices.IndexFunc(columns, func(c column) bool { return c.metric == i })
	}
	return slots
}

func subjectColumns() (list []column) {
	closed := map[string][]string{
		dataset.KindOf:    wordsOf(dataset.Kinds()),
		dataset.SectorOf:  wordsOf(dataset.Sectors()),
		dataset.Industry:  industryCodes(),
		dataset.District:  districts,
		dataset.SizeOf:    wordsOf(dataset.Sizes()),
		dataset.RightsOf:  wordsOf(dataset.RightsTerms()),
		dataset.ConsentOf: wordsOf(dataset.Consents()),
	}
	for _, f := range dataset.SubjectFields() {
		c := column{name: f.Name, typ: f.Type, words: closed[f.Name], metric: -1}
		switch {
		case f.Type == dataset.Number:
			c.kind = numberColumn
		case f.Type == dataset.Integer:
			c.kind = yearColumn
		case c.words != nil:
			c.kind = closedColumn
		}
		list = append(list, c)
	}
	return list
}

func wordsOf(terms dataset.Terms) []string {
	words := make([]string, len(terms))
	for i, t := range terms {
		words[i] = t.Word
	}
	return words
}
