package annual

import (
	"cmp"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// Totals are sums of published values in fen, net of subjects whose parent is
// counted and of licensees, over all kinds but of enterprises only where
// products were counted with them.
//
// # Disclosure
//
// A sum can tell a single subject's value when it covers fewer members than
// the edition's least group, or when all but one or two of its members are
// shown one by one. Such a group is withheld; and since a withheld group would
// follow from the total and the others, further groups are withheld, those
// with the fewest members first, until what is withheld together is safe.
type Totals struct {
	All        Group
	Sectors    []Group
	Industries []Group
	Districts  []Group
}

// Group is a total over the subjects that share a word.
type Group struct {
	Word     string
	Name     dataset.Text
	Members  int64
	Value    int64 // fen; 0 where withheld
	Withheld bool
	hidden   int64 // members whose own value is not shown
}

// tally adds up totals.
type tally struct {
	e          *Edition
	all        Group
	sectors    map[string]*Group
	industries map[string]*Group
	districts  map[string]*Group
}

func newTally(e *Edition) *tally {
	return &tally{e: e, sectors: map[string]*Group{}, industries: map[string]*Group{}, districts: map[string]*Group{}}
}

// add enters a subject that counts.
func (t *tally) add(row *Row, counts, shown bool) {
	if !counts {
		return
	}
	value := row.totalled
	t.all.add(value, shown)
	for _, g := range []struct {
		groups map[string]*Group
		word   string
	}{{t.sectors, row.Sector}, {t.industries, row.Industry}, {t.districts, row.District}} {
		group := g.groups[g.word]
		if group == nil {
			word := strings.Clone(g.word)
			group = &Group{Word: word}
			g.groups[word] = group
		}
		group.add(value, shown)
	}
}

func (g *Group) add(fen int64, shown bool) {
	g.Members++
	g.Value += fen
	if !shown {
		g.hidden++
	}
}

// publish withholds what must not be told.
func (t *tally) publish() Totals {
	terms := dataset.Sectors()
	sectorName := func(word string) dataset.Text {
		if i := terms.Index(word); i >= 0 {
			return dataset.Text{Chinese: terms[i].Chinese, English: terms[i].English}
		}
		return dataset.Text{Chinese: word, English: word}
	}
	industryName := func(word string) dataset.Text {
		for _, row := range t.e.Industries {
			if row.Industry == word {
				return row.Name
			}
		}
		return dataset.Text{Chinese: word, English: word}
	}
	same := func(word string) dataset.Text { return dataset.Text{Chinese: word, English: word} }
	least := int64(t.e.Disclosure.LeastGroup)
	totals := Totals{All: t.all, Sectors: disclose(t.sectors, sectorName, least), Industries: disclose(t.industries, industryName, least),
		Districts: disclose(t.districts, same, least)}
	if !totals.All.safe(least) {
		totals.All.withhold()
	}
	return totals
}

// safe tells whether a sum over these members tells nobody's value.
func (g *Group) safe(least int64) bool {
	return g.Members >= least && (g.hidden == 0 || g.hidden >= least)
}

func (g *Group) withhold() { g.Withheld, g.Value = true, 0 }

// disclose lists groups, the greatest first, withheld ones last, with the
// complementary suppression that the package comment of Totals describes.
func disclose(groups map[string]*Group, name func(string) dataset.Text, least int64) []Group {
	list := make([]Group, 0, len(groups))
	for word, g := range groups {
		g.Name = name(word)
		list = append(list, *g)
	}
	slices.SortFunc(list, func(a, b Group) int { return cmp.Or(cmp.Compare(a.Members, b.Members), cmp.Compare(a.Word, b.Word)) })
	var withheld Group
	hold := func(g *Group) {
		withheld.Members += g.Members
		withheld.hidden += g.hidden
		g.withhold()
	}
	for i := range list {
		if !list[i].safe(least) {
			hold(&list[i])
		}
	}
	for i := range list {
		if withheld.Members > 0 && !withheld.safe(least) && !list[i].Withheld {
			hold(&list[i])
		}
	}
	slices.SortFunc(list, func(a, b Group) int { return cmp.Or(cmp.Compare(b.Value, a.Value), cmp.Compare(a.Word, b.Word)) })
	return list
}
