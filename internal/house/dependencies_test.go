package house

import (
	"slices"
	"strings"
)

// dependency says where the root module may use a module of others.
type dependency struct {
	module string
	rooms  []string // patterns as in the arrow table
	tests  bool     // in test files only, and in internal packages that end in "test"
	why    string
}

var dependencyTable = []dependency{
	{"github.com/parquet-go/parquet-go", []string{"dataset/parquetfile"}, false,
		"reads and writes Parquet; in one place, so that a service that scores one enterprise links none of it"},
	{"github.com/shopspring/decimal", []string{"..."}, false,
		"published money"},
	{"gonum.org/v1/gonum", []string{"..."}, false,
		"linear algebra, distributions, optimisation"},
	{"golang.org/x/text", []string{"dataset/...", "examples/...", "benchmarks/..."}, false,
		"GBK and the width of Chinese characters"},
	{"github.com/schollz/progressbar/v3", []string{"examples/..."}, false,
		"progress is for people at a terminal, so for programs"},
	{"github.com/stretchr/testify", []string{"..."}, true,
		"assertions"},
	{"pgregory.net/rapid", []string{"..."}, true,
		"properties"},
}

var dependencies = rule{
	name: "dependencies of the root module",
	why:  "every dependency is code that users link, audit and update (table in internal/house/dependencies_test.go)",
	mend: "do without, move the import to the room that may have it, or make the program a nested module with a go.mod of its own",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			if !f.nested {
				faults = append(faults, dependencyFaults(h, f)...)
			}
		}
		return faults
	},
	fires: map[string]string{
		"dataset/a.go":            `package dataset; import _ "github.com/parquet-go/parquet-go"`,
		"valuation/a_test.go":     `package valuation; import _ "github.com/parquet-go/parquet-go/format"`,
		"indicators/a.go":         `package indicators; import _ "github.com/stretchr/testify/assert"`,
		"indicators/b.go":         `package indicators; import _ "github.com/schollz/progressbar/v3"`,
		"examples/annual/main.go": `package main; import _ "github.com/spf13/cobra"`,
	},
	rests: map[string]string{
		"dataset/parquetfile/a.go": `package parquetfile; import _ "github.com/parquet-go/parquet-go"`,
		"valuation/a_test.go":      `package valuation; import _ "pgregory.net/rapid"`,
		"valuation/a.go":           `package valuation; import _ "github.com/shopspring/decimal"; import _ "encoding/json"`,
	},
}

func dependencyFaults(h *tree, f *goFile) (faults []fault) {
	testing := f.test || under(f.dir, "internal") && strings.HasSuffix(f.dir, "test")
	for _, spec := range f.syntax.Imports {
		p := importPath(spec)
		first, _, _ := strings.Cut(p, "/")
		if !strings.Contains(first, ".") || under(p, module) {
			continue
		}
		i := slices.IndexFunc(dependencyTable, func(d dependency) bool { return under(p, d.module) })
		if i < 0 {
			faults = append(faults, found(h.at(spec), "imports %s, which is not among the module's dependencies", p))
			continue
		}
		d := dependencyTable[i]
		allowed := slices.ContainsFunc(d.rooms, func(room string) bool { return matches(f.dir, room) })
		switch {
		case !allowed:
			faults = append(faults, found(h.at(spec), "imports %s, which belongs in %s alone: %s", p, strings.Join(d.rooms, ", "), d.why))
		case d.tests && !testing:
			faults = append(faults, found(h.at(spec), "imports %s, which belongs in tests: %s", p, d.why))
		}
	}
	return faults
}

var noCgo = rule{
	name: "no cgo",
	why:  "the module builds with the Go tool alone on every system, and cross-compiles",
	mend: "write it in Go, or put it in a nested module under examples or benchmarks",
	check: func(h *tree) []fault {
		return importers(h, "C")
	},
	fires: map[string]string{"dataset/a.go": `package dataset; import "C"`},
	rests: map[string]string{"dataset/a.go": `package dataset; import "cmp"; var _ = cmp.Compare[int]`},
}

var noOldRand = rule{
	name: "no math/rand of the first version",
	why:  "its global state and its sequences are not ours to fix; sources of math/rand/v2 are passed in",
	mend: "import math/rand/v2 and take a rand.Source or *rand.Rand as a parameter or field",
	check: func(h *tree) []fault {
		return importers(h, "math/rand")
	},
	fires: map[string]string{"dataset/a_test.go": `package dataset; import _ "math/rand"`},
	rests: map[string]string{"dataset/a_test.go": `package dataset; import _ "math/rand/v2"`},
}

// importers are the places of the root module that import a package.
func importers(h *tree, pkg string) (faults []fault) {
	for _, f := range h.files {
		for _, spec := range f.syntax.Imports {
			if !f.nested && importPath(spec) == pkg {
				faults = append(faults, found(h.at(spec), "imports %q", pkg))
			}
		}
	}
	return faults
}
