package annual

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestDiffOfAnEditionWithItselfIsEmpty(t *testing.T) {
	for _, code := range embedded {
		assert.Empty(t, Diff(mustOpen(t, code), mustOpen(t, code)), code)
	}
}

// place is a leaf of a tree: the way to it, and how to put another value there.
type place struct {
	members []string // names of members alone, without positions
	value   any
	put     func(any)
}

func placesOf(list []place, members []string, tree any, put func(any)) []place {
	switch x := tree.(type) {
	case map[string]any:
		for _, name := range sortedKeys(x) {
			list = placesOf(list, append(members[:len(members):len(members)], name), x[name], func(v any) { x[name] = v })
		}
		return list
	case []any:
		for i := range x {
			list = placesOf(list, members, x[i], func(v any) { x[i] = v })
		}
		return list
	}
	return append(list, place{members, tree, put})
}

var brackets = regexp.MustCompile(`\[[^\]]*\]`)

// documents are the trees of the embedded editions and of their schemes.
func documents(t *testing.T) (trees []any) {
	for _, code := range embedded {
		e := mustOpen(t, code)
		trees = append(trees, treeOf(e))
		for _, s := range e.used() {
			trees = append(trees, treeOf(s))
		}
	}
	return trees
}

// TestDiffNamesTheOneLeafThatChanged changes any leaf of any document, be it a
// number, a word, or the code by which a row is known.
func TestDiffNamesTheOneLeafThatChanged(t *testing.T) {
	trees := documents(t)
	rapid.Check(t, func(t *rapid.T) {
		tree := rapid.SampledFrom(trees).Draw(t, "document")
		changed := treeOf(tree)
		leaves := placesOf(nil, nil, changed, nil)
		p := rapid.SampledFrom(leaves).Draw(t, "leaf")
		others := rapid.SampledFrom(leaves).Draw(t, "another").value
		now := rapid.SampledFrom([]any{"another word", 12345.678, true, false, others}).Draw(t, "value")
		old, _ := leaf(p.value)
		new, _ := leaf(now)
		if old == new {
			return
		}
		p.put(now)
		changes := compare(nil, "", tree, changed)
		require.Len(t, changes, 1, "%v", changes)
		assert.Equal(t, p.members, strings.Split(brackets.ReplaceAllString(changes[0].Path, ""), "."))
		assert.Equal(t, [2]string{old, new}, [2]string{changes[0].Old, changes[0].New})
	})
}

func TestDiffMatchesRowsByWhatTheyAreAbout(t *testing.T) {
	a := mustOpen(t, "2025")
	change := func(f func(e *Edition)) []string {
		e := mustOpen(t, "2025")
		e.Industries = append([]IndustryFigure{}, e.Industries...)
		f(e)
		var list []string
		for _, c := range Diff(a, e) {
			list = append(list, fmt.Sprintf("%s: %s > %s", c.Path, c.Old, c.New))
		}
		return list
	}
	assert.Equal(t, []string{"industries[C15].brand_share: 0.5 > 0.45"}, change(func(e *Edition) {
		e.Industries[5].BrandShare = 0.45
	}))
	assert.Equal(t, []string{"industries[C15].industry: C15 > C16"}, change(func(e *Edition) {
		e.Industries[5].Industry = "C16"
	}), "a row that differs in its name alone has been renamed")
	removed := change(func(e *Edition) { e.Industries = append(e.Industries[:5], e.Industries[6:]...) })
	assert.Len(t, removed, 12, "every figure of the row that is gone, and no other row")
	assert.Contains(t, removed, "industries[C15].brand_share: 0.5 > ")
	moved := change(func(e *Edition) { e.Industries[0], e.Industries[1] = e.Industries[1], e.Industries[0] })
	require.Len(t, moved, 1)
	assert.True(t, strings.HasPrefix(moved[0], "industries (order): A01, A03, A04, "), moved[0])
	assert.Equal(t, []string{"means[i_rd, C13].mean: 1.2 > 1.3"}, change(func(e *Edition) { e.Means[0].Mean = 1.3 }))
	variant := change(func(e *Edition) { e.Variant = &Variant{Accounts: AccountsRef{EquityAccounts{Back: 2}}} })
	assert.Equal(t, []string{"variant.accounts.kind:  > equity-from-return", "variant.accounts.years:  > 2",
		`variant.name.en:  > ""`, `variant.name.zh:  > ""`}, variant)
}

func TestDiffNamesASharedSchemeOnce(t *testing.T) {
	a, b := mustOpen(t, "2025"), mustOpen(t, "2025")
	for _, e := range []*Edition{a, b} {
		e.Schemes["marine"] = e.Schemes["industry"]
	}
	b.resolved["industry"].Dimensions[0].Children[0].Children[0].Weight = 26
	assert.Equal(t, Changes{{"schemes.industry.dimensions[Q].children[Q1].children[q_cert].weight", "25", "26"}}, Diff(a, b))
}

// TestDiffOf2024And2025 says what a bridge between the two has to show: dates
// and rates, and six weights of the scheme for industry.
func TestDiffOf2024And2025(t *testing.T) {
	figures := map[string][2]string{}
	for _, c := range Diff(mustOpen(t, "2024"), mustOpen(t, "2025")) {
		if !strings.Contains(c.Path, "title") && !strings.Contains(c.Path, "source") && !strings.HasSuffix(c.Path, "date") {
			figures[c.Path] = [2]string{c.Old, c.New}
		}
	}
	const scheme = "schemes.industry.dimensions"
	assert.Equal(t, map[string][2]string{
		"code":                    {"2024", "2025"},
		"fiscal_year":             {"2023", "2024"},
		"release_year":            {"2024", "2025"},
		"rates.short.value":       {"0.0345", "0.031"},
		"rates.long.value":        {"0.042", "0.036"},
		"schemes.industry.scheme": {"industry-2024", "industry"},
		"schemes.industry.code":   {"industry-2024", "industry"},
		scheme + "[Q].weight":     {"290", "280"}, scheme + "[Q].children[Q2].weight": {"150", "140"}, scheme + "[Q].children[Q2].children[q_spot].weight": {"55", "45"},
		scheme + "[I].weight": {"230", "240"}, scheme + "[I].children[I1].weight": {"70", "80"}, scheme + "[I].children[I1].children[i_rd].weight": {"45", "55"},
	}, figures)
}

func TestChangesStandBelowEachOther(t *testing.T) {
	changes := Changes{
		{"rates.long.value", "0.042", "0.036"},
		{"title.zh", "二〇二四", "二〇二五"},
		{"notes[stock:600600].text.en", "", "new"},
		{"source", strings.Repeat("long ", 8), "short"},
	}
	assert.Equal(t, strings.Join([]string{
		"rates.long.value             0.042     ->  0.036",
		"title.zh                     二〇二四  ->  二〇二五",
		"notes[stock:600600].text.en  (none)    ->  new",
		"source                       long long long long long long long long   ->  short",
	}, "\n"), changes.String())
	assert.Equal(t, "code  2024  ->  2025", Change{"code", "2024", "2025"}.String())
}

func ExampleDiff() {
	a, err := OpenEdition(Editions(), "2024")
	if err != nil {
		fmt.Println(err)
		return
	}
	b, err := OpenEdition(Editions(), "2025")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, c := range Diff(a, b) {
		if strings.HasPrefix(c.Path, "rates.") && strings.HasSuffix(c.Path, ".value") {
			fmt.Println(c)
		}
	}
	// Output:
	// rates.long.value  0.042  ->  0.036
	// rates.short.value  0.0345  ->  0.031
}
