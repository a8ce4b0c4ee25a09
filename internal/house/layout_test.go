package house

import (
	"go/ast"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// rootAllowed is what the root folder may hold besides dot files.
var rootAllowed = []string{
	"dataset", "indicators", "valuation", "examples", "benchmarks", "internal",
	"go.mod", "go.sum", "README.md", "README.zh-CN.md", "LICENSE", "CHANGELOG.md",
	"out", // what the example programs write, ignored by git
}

var rootNames = rule{
	name: "what the root holds",
	why:  "a newcomer sees the whole house in one listing",
	mend: "move it to the room it belongs to; outputs go to out/",
	check: func(h *tree) (faults []fault) {
		for _, name := range h.names {
			ignored := slices.Contains([]string{".test", ".prof", ".pprof", ".tmp"}, path.Ext(name)) ||
				slices.Contains([]string{"coverage.out", "go.work", "go.work.sum", "node_modules"}, name)
			if !strings.HasPrefix(name, ".") && !ignored && !slices.Contains(rootAllowed, name) {
				faults = append(faults, found(name, "is not among what the root may hold: %s", strings.Join(rootAllowed, ", ")))
			}
		}
		return faults
	},
	fires: map[string]string{"docs/plan.md": "", "Makefile": "", "pkg/a.go": "package pkg"},
	rests: map[string]string{"dataset/a.go": "package dataset", ".ci/run": "", "cpu.prof": ""},
}

var noRootPackage = rule{
	name: "no Go file at the root",
	why:  "the root has no package: every word is said in one of the rooms",
	mend: "move the file to its room",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			if f.dir == "." {
				faults = append(faults, found(f.path, "is a Go file at the root"))
			}
		}
		return faults
	},
	fires: map[string]string{"doc.go": "package brandvalue", "a_test.go": "package brandvalue"},
	rests: map[string]string{"dataset/doc.go": "package dataset"},
}

const (
	longestFunction = 60
	longestFile     = 500
)

var shortFunctions = rule{
	name: "functions of 60 lines at most",
	why:  "a function is read on one screen",
	mend: "give the steps names of their own; turn cases into a table",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			for _, d := range f.syntax.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || f.test {
					continue
				}
				lines := h.fset.Position(fn.End()).Line - h.fset.Position(fn.Pos()).Line + 1
				if lines > longestFunction {
					faults = append(faults, found(h.at(fn), "%s has %d lines", fn.Name.Name, lines))
				}
			}
		}
		return faults
	},
	fires: map[string]string{"dataset/a.go": "package dataset\nfunc f() {" + strings.Repeat("\n", longestFunction) + "}\n"},
	rests: map[string]string{
		"dataset/a.go":      "package dataset\nfunc f() {" + strings.Repeat("\n", longestFunction-1) + "}\n",
		"dataset/a_test.go": "package dataset\nfunc f() {" + strings.Repeat("\n", longestFunction) + "}\n",
	},
}

var shortFiles = rule{
	name: "files of 500 lines at most",
	why:  "a file holds one idea and is read in one sitting",
	mend: "split it by idea, not by length",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			if !f.test && f.lines > longestFile {
				faults = append(faults, found(f.path, "has %d lines", f.lines))
			}
		}
		return faults
	},
	fires: map[string]string{"dataset/a.go": "package dataset" + strings.Repeat("\n", longestFile+1)},
	rests: map[string]string{
		"dataset/a.go":      "package dataset" + strings.Repeat("\n", longestFile),
		"dataset/a_test.go": "package dataset" + strings.Repeat("\n", longestFile+1),
	},
}

var (
	// The folders are spelt in pieces here, lest these lines break their own rule.
	machinePath = regexp.MustCompile(`(^|[^\w.\-*/])/(wor` + `k|roo` + `t|home/\w+)/`)
	scratchPath = regexp.MustCompile(`(^|[^\w.\-*/])/tm` + `p/`)
	workshop    = regexp.MustCompile(`\.\./share` + `d\b|\bmethod` + `s/\w+\.md\b|\b(edition` + `s|desig` + `n|sty` + `le)\.md\b`)
	unfinished  = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME)\b`)
)

var noMachinePaths = rule{
	name: "no paths of somebody's machine",
	why:  "they mean nothing to others, and a program that holds one runs on one machine only",
	mend: "use a path relative to the module root, os.MkdirTemp or t.TempDir",
	check: func(h *tree) []fault {
		faults := lines(h, machinePath, func(string) bool { return true })
		return append(faults, lines(h, scratchPath, func(name string) bool { return !testFile(name) })...)
	},
	fires: map[string]string{
		"README.md":         "cd /wor" + "k/main",
		"dataset/a_test.go": "package dataset\n\nconst p = \"/roo" + "t/x\"\n",
		"dataset/b.go":      "package dataset\n\nconst p = \"/tm" + "p/x\"\n",
	},
	rests: map[string]string{
		"README.md":         "see https://example.org/wor" + "k/1 and out/tm" + "p/x",
		"dataset/a_test.go": "package dataset\n\nconst p = \"/tm" + "p/x\"\n",
	},
}

var noWorkshop = rule{
	name: "no mention of the workshop",
	why:  "readers have the repository and public sources, nothing else; the shared folder is for tests that look for it",
	mend: "cite the public source (standard and clause, paper, document), or say that it is a library default",
	check: func(h *tree) []fault {
		return lines(h, workshop, func(name string) bool {
			return !testFile(name) && !under(name, "internal/sharedtest") && name != "CHANGELOG.md"
		})
	},
	fires: map[string]string{
		"valuation/a.go":  "package valuation\n\n// see method" + "s/valuation.md 1.2\n",
		"indicators/a.go": "package indicators\n\n// as in edition" + "s.md\n",
		"README.md":       "put it in ../share" + "d",
	},
	rests: map[string]string{
		"valuation/a.go":           "package valuation\n\n// see GB/T 29188-2012, 6.2\n",
		"valuation/a_test.go":      "package valuation\n\n// ../share" + "d/golden\n",
		"internal/sharedtest/a.go": "package sharedtest\n\n// ../share" + "d\n",
	},
}

var nothingUnfinished = rule{
	name: "no marks of unfinished work",
	why:  "a mark in the code is a promise nobody keeps; what is refused or left out is said in a sentence where it would stand",
	mend: "do it, open an issue, or say in the comment what is not offered and why",
	check: func(h *tree) []fault {
		return lines(h, unfinished, func(string) bool { return true })
	},
	fires: map[string]string{
		"dataset/a.go": "package dataset\n\n// TO" + "DO(me): later\n",
		"README.md":    "FIX" + "ME",
	},
	rests: map[string]string{"README.md": "the toolbox"},
}

// testFile says whether a file serves tests alone.
func testFile(name string) bool {
	return strings.HasSuffix(name, "_test.go") || strings.Contains(name, "testdata/")
}

// lines are the lines of the text files that want looking at and match a pattern.
func lines(h *tree, pattern *regexp.Regexp, look func(name string) bool) (faults []fault) {
	for _, t := range h.texts {
		if !look(t.path) || !pattern.Match(t.content) {
			continue
		}
		for i, line := range strings.Split(string(t.content), "\n") {
			if m := pattern.FindString(line); m != "" {
				faults = append(faults, found(t.path+":"+strconv.Itoa(i+1), "says %q", strings.TrimSpace(m)))
			}
		}
	}
	return faults
}
