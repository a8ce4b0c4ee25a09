package house

import (
	"go/ast"
	"go/types"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestFormulasAreFound shows the rule on references what it must find, and
// what it must leave alone.
func TestFormulasAreFound(t *testing.T) {
	const source = `package valuation

// Ranker is a kind.
type Ranker interface { Rank(n Node) []float64 }

// Node hides what it holds.
type Node struct { children []Node }

// Weight computes nothing: a figure that is held.
func (n Node) Weight(i int) float64 { return 0 }

// Scale is a formula by its method.
func (n Node) Scale(x float64) float64 { return 0 }

// Best is a method of a kind.
type Best struct{}

// Rank ranks.
func (*Best) Rank(n Node) []float64 { return nil }

// Cited is a method with a source.
//
// Reference: Hwang and Yoon 1981, chapter 3.
type Cited struct{}

// Rank is covered by its type.
func (Cited) Rank(n Node) []float64 { return nil }

// At is covered by its type.
func (Cited) At(x float64) float64 { return 0 }

// Case carries numbers in the open.
type Case struct { Inner *struct { Yuan []float64 } }

// Value is a formula on structs.
func Value(c Case) (Case, error) { return c, nil }

// Fill gives its result through a parameter.
func Fill(into []float64, x Case) error { return nil }

// Kendall takes a table of ranks.
func Kendall(ranks [][]int) float64 { return 0 }

// Generic takes any float.
func Generic[T ~float64](x T) T { return x }

// Discount gives a function.
func Discount(rate float64) func(float64) float64 { return nil }

// Said computes words. Formula: y = x.
func Said(s string) string { return s }

// Defaults come from somewhere.
func Defaults() Case { return Case{} }

// Other is a kind that asks for something hidden.
type Other interface { hide(x string) }

// Hider is a method of it.
type Hider string

func (Hider) hide(x string) {}

// Load takes no numbers.
func Load(name string) (Case, error) { return Case{}, nil }

// Check gives no numbers.
func Check(c Case) error { return nil }

// Count counts.
func Count(s []string) int { return len(s) }

// Bytes is about text.
func Bytes(b []byte) []byte { return b }

func hidden(x float64) float64 { return x }
`
	h := treeOf(t, map[string]string{"valuation/a.go": source})
	pkg, err := new(types.Config).Check(module+"/valuation", h.fset, []*ast.File{h.files[0].syntax}, nil)
	require.NoError(t, err)

	got := formulas(pkg, kindsOf([]*types.Package{pkg}), commentsOf(h, "valuation"))
	var uncited []string
	for _, name := range got {
		if !cites(commentsOf(h, "valuation")[name].text) {
			uncited = append(uncited, name)
		}
	}
	assert.Contains(t, got, "Cited", "a method of a kind is looked at")
	assert.ElementsMatch(t, []string{
		"Best", "Node.Scale", "Value", "Fill", "Kendall", "Generic", "Discount", "Said", "Defaults", "Hider",
	}, uncited)
}

func TestReferenceIsTheLastParagraph(t *testing.T) {
	assert.True(t, cites("F is a formula.\n\nReference: GB/T 29188-2012, 6.2.\n"))
	assert.True(t, cites("F is a formula.\n\nReference: library default,\nassumption.\n"))
	assert.False(t, cites("F is a formula.\n"))
	assert.False(t, cites("F is a formula.\nReference: in the same paragraph.\n"))
	assert.False(t, cites("F is a formula.\n\nReference:\n"), "a reference to nothing")
	assert.False(t, cites("F is a formula.\n\nReference: ISO 10668.\n\nAnd more.\n"), "not the last")
	assert.False(t, cites(""))
}
