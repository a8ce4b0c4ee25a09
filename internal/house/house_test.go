package house

import (
	"fmt"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// fault is one breach of a rule: where, and what stands there.
type fault struct{ place, what string }

// rule is one habit of the house, with what a reader of the failure needs to know.
type rule struct {
	name  string
	why   string
	mend  string
	check func(*tree) []fault
	fires map[string]string // smallest trees that break the rule: path and content
	rests map[string]string // the same put right
}

// rules is the whole list; the rule on references, which needs types, stands in
// reference_test.go.
var rules = []rule{
	rootNames,
	noRootPackage,
	arrows,
	dependencies,
	noCgo,
	noOldRand,
	decimalUnset,
	noSurroundings,
	packageComments,
	documented,
	shortFunctions,
	shortFiles,
	noSkips,
	noMachinePaths,
	noWorkshop,
	nothingUnfinished,
}

func TestHouse(t *testing.T) {
	h := read(t)
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) { r.report(t, r.check(h)) })
	}
}

// report fails the test for each fault, with the rule's reason and its remedy.
func (r *rule) report(t *testing.T, faults []fault) {
	t.Helper()
	for _, f := range faults {
		t.Errorf("%s: %s\n\trule: %s\n\twhy:  %s\n\tmend: %s", f.place, f.what, r.name, r.why, r.mend)
	}
}

// TestRulesFire breaks each rule once in each way listed beside it: a rule that
// can't fail holds nothing.
func TestRulesFire(t *testing.T) {
	for _, r := range rules {
		t.Run(r.name, func(t *testing.T) {
			require.NotEmpty(t, r.fires, "a rule needs a breach that proves it")
			require.NotEmpty(t, r.rests)
			for path, content := range r.fires {
				faults := r.check(treeOf(t, map[string]string{path: content}))
				assert.NotEmpty(t, faults, "%s must break the rule:\n%s", path, content)
			}
			for path, content := range r.rests {
				faults := r.check(treeOf(t, map[string]string{path: content}))
				assert.Empty(t, faults, "%s must keep the rule:\n%s", path, content)
			}
		})
	}
}

func TestRulesAreExplained(t *testing.T) {
	seen := make(map[string]bool)
	for _, r := range rules {
		assert.False(t, seen[r.name], "two rules are called %q", r.name)
		seen[r.name] = true
		for _, said := range []string{r.name, r.why, r.mend} {
			assert.NotEmpty(t, said, "rule %q", r.name)
		}
	}
}

func treeOf(t *testing.T, files map[string]string) *tree {
	t.Helper()
	fsys := make(fstest.MapFS)
	for path, content := range files {
		fsys[path] = &fstest.MapFile{Data: []byte(content)}
	}
	h, err := load(fsys)
	require.NoError(t, err)
	return h
}

// found is a fault at a place, its text formatted.
func found(place, format string, args ...any) fault {
	return fault{place, fmt.Sprintf(format, args...)}
}
