package house

import (
	"go/ast"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

var packageComments = rule{
	name: "every package has a package comment",
	why:  "the package comment is read first: the problem, the model in words, one worked number, the conventions",
	mend: "write doc.go with a comment that begins \"Package <name>\"; a program's says what it does, in any form",
	check: func(h *tree) (faults []fault) {
		comments := make(map[string]string)
		var first []*goFile // one file a package, in order
		for _, f := range h.files {
			if f.test {
				continue
			}
			if _, seen := comments[f.dir]; !seen {
				first = append(first, f)
			}
			comments[f.dir] += f.syntax.Doc.Text()
		}
		for _, f := range first {
			name := f.syntax.Name.Name
			switch comment := comments[f.dir]; {
			case comment == "":
				faults = append(faults, found(f.dir, "package %s has no package comment", name))
			case name != "main" && !strings.HasPrefix(comment, "Package "+name+" "):
				faults = append(faults, found(f.dir, "the package comment does not begin \"Package %s\"", name))
			}
		}
		return faults
	},
	fires: map[string]string{
		"dataset/a.go":         "package dataset\n",
		"indicators/a.go":      "// Indicators are good.\npackage indicators\n",
		"examples/year/a.go":   "package main\n",
		"dataset/doc_apart.go": "// Package dataset is cut off.\n\npackage dataset\n",
	},
	rests: map[string]string{
		"dataset/a.go":       "// Package dataset says what was reported.\npackage dataset\n",
		"examples/year/a.go": "// Year prints a year.\npackage main\n",
		"dataset/a_test.go":  "package dataset\n",
	},
}

var documented = rule{
	name: "every exported name is documented",
	why:  "the documentation is the specification: formula, symbols, units, shapes, errors",
	mend: "write a doc comment that begins with the name; constants and variables of a group may share the comment of the group",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			if f.test || f.syntax.Name.Name == "main" {
				continue
			}
			for _, d := range f.syntax.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					if exportedFunc(d) {
						faults = append(faults, wanting(h, d, d.Doc, d.Name.Name)...)
					}
				case *ast.GenDecl:
					faults = append(faults, groupFaults(h, d)...)
				}
			}
		}
		return faults
	},
	fires: map[string]string{
		"dataset/func.go":   "package dataset\n\nfunc Open() {}\n",
		"dataset/name.go":   "package dataset\n\n// This opens.\nfunc Open() {}\n",
		"dataset/prefix.go": "package dataset\n\n// Opening is fun.\nfunc Open() {}\n",
		"dataset/method.go": "package dataset\n\n// T is a type.\ntype T[A any] struct{}\n\nfunc (t *T[A]) Open() {}\n",
		"dataset/type.go":   "package dataset\n\n// Types of note.\ntype (\n\tT struct{}\n)\n",
		"dataset/iface.go":  "package dataset\n\n// T is a type.\ntype T interface {\n\tOpen()\n}\n",
		"dataset/const.go":  "package dataset\n\nconst (\n\t// A is one.\n\tA = iota\n\tB\n)\n",
		"dataset/var.go":    "package dataset\n\nvar Err error\n",
	},
	rests: map[string]string{
		"dataset/func.go":   "package dataset\n\n// Open opens.\nfunc Open() {}\n\nfunc shut() {}\n",
		"dataset/method.go": "package dataset\n\ntype t struct{}\n\nfunc (t) Open() {}\n",
		"dataset/type.go":   "package dataset\n\n// A T is a type.\ntype T struct{ Field int }\n",
		"dataset/iface.go":  "package dataset\n\n// T is a type.\ntype T interface {\n\tOpen() // for reading\n}\n",
		"dataset/const.go":  "package dataset\n\n// The letters.\nconst (\n\tA = iota\n\tB\n)\n",
		"dataset/single.go": "package dataset\n\nconst (\n\t// A: the first.\n\tA = iota\n\tb\n)\n",
		"examples/x/a.go":   "package main\n\nfunc Open() {}\n",
	},
}

// exportedFunc says whether users see the function: a method is seen where its
// type is.
func exportedFunc(d *ast.FuncDecl) bool {
	return d.Name.IsExported() && (d.Recv == nil || ast.IsExported(receiver(d)))
}

// receiver is the name of the type that a method belongs to.
func receiver(d *ast.FuncDecl) string {
	t := d.Recv.List[0].Type
	for {
		switch x := t.(type) {
		case *ast.StarExpr:
			t = x.X
		case *ast.ParenExpr:
			t = x.X
		case *ast.IndexExpr:
			t = x.X
		case *ast.IndexListExpr:
			t = x.X
		case *ast.Ident:
			return x.Name
		default:
			return ""
		}
	}
}

// groupFaults are those of a declaration of types, constants or variables.
func groupFaults(h *tree, d *ast.GenDecl) (faults []fault) {
	group := d.Lparen.IsValid()
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			doc := spec.Doc
			if !group {
				doc = d.Doc
			}
			if spec.Name.IsExported() {
				faults = append(faults, wanting(h, spec, doc, spec.Name.Name)...)
				faults = append(faults, interfaceFaults(h, spec)...)
			}
		case *ast.ValueSpec:
			doc := spec.Doc
			if !group {
				doc = d.Doc
			}
			names := exportedNames(spec.Names)
			if len(names) > 0 && (!group || d.Doc.Text() == "") {
				faults = append(faults, wanting(h, spec, doc, names...)...)
			}
		}
	}
	return faults
}

// interfaceFaults are the methods of an interface without a word on them.
func interfaceFaults(h *tree, spec *ast.TypeSpec) (faults []fault) {
	iface, ok := spec.Type.(*ast.InterfaceType)
	if !ok {
		return nil
	}
	for _, m := range iface.Methods.List {
		said := m.Doc.Text() + m.Comment.Text()
		if names := exportedNames(m.Names); len(names) > 0 && said == "" {
			faults = append(faults, found(h.at(m), "method %s of interface %s has no comment", names[0], spec.Name.Name))
		}
	}
	return faults
}

func exportedNames(ids []*ast.Ident) (names []string) {
	for _, id := range ids {
		if id.IsExported() {
			names = append(names, id.Name)
		}
	}
	return names
}

// wanting is the fault of a doc comment that is absent or begins with none of
// the names it is for.
func wanting(h *tree, n ast.Node, doc *ast.CommentGroup, names ...string) []fault {
	comment := doc.Text()
	if comment == "" {
		return []fault{found(h.at(n), "%s has no doc comment", strings.Join(names, ", "))}
	}
	if !slices.ContainsFunc(names, func(name string) bool { return begins(comment, name) }) {
		first, _, _ := strings.Cut(comment, "\n")
		return []fault{found(h.at(n), "the doc comment of %s begins %q, not with the name", strings.Join(names, ", "), first)}
	}
	return nil
}

// begins says whether a comment begins with a name, an article before it aside.
func begins(comment, name string) bool {
	for _, article := range []string{"A ", "An ", "The "} {
		if rest, ok := strings.CutPrefix(comment, article); ok && name+" " != article {
			comment = rest
			break
		}
	}
	rest, ok := strings.CutPrefix(comment, name)
	next, _ := utf8.DecodeRuneInString(rest)
	return ok && !unicode.IsLetter(next) && !unicode.IsDigit(next)
}

var noSkips = rule{
	name: "tests are not skipped",
	why:  "a skipped test looks like a passed one; only the absence of the shared folder excuses, since a clone need not have it",
	mend: "make the test run everywhere; where it needs the shared folder call sharedtest.Dir or sharedtest.File",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			if !f.test && !slices.ContainsFunc(f.syntax.Imports, func(s *ast.ImportSpec) bool { return importPath(s) == "testing" }) {
				continue
			}
			if f.dir == "internal/sharedtest" {
				continue
			}
			for _, d := range f.syntax.Decls {
				if fn, ok := d.(*ast.FuncDecl); ok && strings.Contains(strings.ToLower(fn.Name.Name), "shared") {
					continue
				}
				faults = append(faults, skipFaults(h, d)...)
			}
		}
		return faults
	},
	fires: map[string]string{
		"dataset/a_test.go":          `package dataset; import "testing"; func TestA(t *testing.T) { t.Skip("slow") }`,
		"dataset/b_test.go":          `package dataset; import "testing"; var f = func(t *testing.T) { t.SkipNow() }`,
		"dataset/datasettest/lib.go": `package datasettest; import "testing"; func A(t testing.TB) { t.Skipf("x") }`,
	},
	rests: map[string]string{
		"dataset/a_test.go":             `package dataset; import "testing"; func TestSharedFiles(t *testing.T) { t.Skip("absent") }`,
		"internal/sharedtest/a.go":      `package sharedtest; import "testing"; func Dir(t testing.TB) { t.Skip("absent") }`,
		"dataset/parquetfile/a.go":      `package parquetfile; type r struct{}; func (r) Skip() {}; func f(x r) { x.Skip() }`,
		"dataset/parquetfile/b_test.go": `package parquetfile; import "testing"; func TestA(t *testing.T) { t.Log("Skip") }`,
	},
}

func skipFaults(h *tree, d ast.Node) (faults []fault) {
	ast.Inspect(d, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && slices.Contains([]string{"Skip", "Skipf", "SkipNow"}, sel.Sel.Name) {
			faults = append(faults, found(h.at(n), "uses %s", sel.Sel.Name))
		}
		return true
	})
	return faults
}
