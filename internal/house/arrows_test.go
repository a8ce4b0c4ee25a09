package house

import (
	"slices"
	"strings"
)

// arrow says what the packages of a room may import of this module. A pattern
// is a package relative to the root; "x/..." is x and everything below. The
// first row whose room matches holds.
type arrow struct {
	room  string
	may   []string
	tests []string // what its test files may import besides
	why   string
}

var arrowTable = []arrow{
	{"dataset", []string{"internal/..."}, nil,
		"what was reported knows nothing of scores, values or file formats"},
	{"dataset/...", []string{"dataset", "internal/..."}, nil,
		"where data lie, or come from, is told to dataset alone, so that any of them can be left out"},
	{"indicators", []string{"dataset", "internal/..."}, nil,
		"a score follows from reported data, never from a value or a file"},
	{"indicators/...", []string{"dataset", "indicators", "internal/..."}, nil,
		"each way of judging stands on the scheme and can be linked without its siblings"},
	{"valuation", []string{"internal/..."}, nil,
		"what a brand is worth follows from its case alone: no indicators, no files"},
	{"valuation/annual/...", []string{"dataset", "indicators/...", "valuation/...", "internal/..."}, []string{"dataset/..."},
		"the year is where data, scores and values meet; what lies behind a Source or Sink is not its business"},
	{"valuation/...", []string{"valuation", "internal/..."}, nil,
		"parts of valuation stand on the case as valuation does"},
	{"examples/...", []string{"..."}, nil,
		"programs put the rooms together"},
	{"benchmarks/...", []string{"..."}, nil,
		"measuring may look at anything"},
	{"internal/...", []string{"internal/..."}, nil,
		"what several rooms need stands below all of them"},
}

var arrows = rule{
	name: "arrows between the rooms",
	why:  "a service links only the rooms it uses, and each room can be read without those above it (table in internal/house/arrows_test.go)",
	mend: "move the code to the room that may know both, pass an interface in, or put a noun both need under internal/",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			if !f.nested && f.dir != "." {
				faults = append(faults, arrowFaults(h, f)...)
			}
		}
		return faults
	},
	fires: map[string]string{
		"dataset/a.go":                  `package dataset; import _ "github.com/brandvalue/brandvalue/indicators"`,
		"dataset/a_test.go":             `package dataset; import _ "github.com/brandvalue/brandvalue/dataset/parquetfile"`,
		"dataset/parquetfile/a.go":      `package parquetfile; import _ "github.com/brandvalue/brandvalue/valuation"`,
		"indicators/a.go":               `package indicators; import _ "github.com/brandvalue/brandvalue/dataset/parquetfile"`,
		"indicators/mcda/a.go":          `package mcda; import _ "github.com/brandvalue/brandvalue/indicators/robust"`,
		"valuation/a.go":                `package valuation; import _ "github.com/brandvalue/brandvalue/dataset"`,
		"valuation/annual/a.go":         `package annual; import _ "github.com/brandvalue/brandvalue/dataset/parquetfile"`,
		"internal/exact/a.go":           `package exact; import _ "github.com/brandvalue/brandvalue/dataset"`,
		"somewhere/a.go":                `package somewhere`,
		"valuation/annual/sub/under.go": `package sub; import _ "github.com/brandvalue/brandvalue/examples/annual"`,
	},
	rests: map[string]string{
		"dataset/a_test.go":          `package dataset_test; import _ "github.com/brandvalue/brandvalue/dataset"`,
		"indicators/mcda/a.go":       `package mcda; import _ "github.com/brandvalue/brandvalue/indicators"`,
		"valuation/annual/a.go":      `package annual; import _ "github.com/brandvalue/brandvalue/indicators/mcda"`,
		"valuation/annual/a_test.go": `package annual; import _ "github.com/brandvalue/brandvalue/dataset/parquetfile"`,
		"examples/annual/a.go":       `package main; import _ "github.com/brandvalue/brandvalue/dataset/parquetfile"`,
	},
}

func arrowFaults(h *tree, f *goFile) (faults []fault) {
	i := slices.IndexFunc(arrowTable, func(a arrow) bool { return matches(f.dir, a.room) })
	if i < 0 {
		return []fault{found(f.path, "package %s belongs to no room", f.dir)}
	}
	row := arrowTable[i]
	may := slices.Clone(row.may)
	if f.test {
		may = append(may, row.tests...)
	}
	for _, spec := range f.syntax.Imports {
		p := importPath(spec)
		if !under(p, module) {
			continue
		}
		target := strings.TrimPrefix(strings.TrimPrefix(p, module), "/")
		allowed := slices.ContainsFunc(may, func(m string) bool { return matches(target, m) })
		if !allowed && target != f.dir {
			faults = append(faults, found(h.at(spec), "%s imports %s, and may import only %s: %s",
				f.dir, target, strings.Join(may, ", "), row.why))
		}
	}
	return faults
}

// matches says whether a package fits a pattern of the table.
func matches(pkg, pattern string) bool {
	if pattern == "..." {
		return true
	}
	if folder, ok := strings.CutSuffix(pattern, "/..."); ok {
		return under(pkg, folder)
	}
	return pkg == pattern
}
