package house

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var references = rule{
	name: "every formula and method cites its source",
	why:  "a figure that goes to the public must be traceable to a clause, a paper or an assumption that says so",
	mend: "end the doc comment with a paragraph \"Reference: ...\" (what is the library's own: \"Reference: library default, assumption.\"); " +
		"a method of a type is covered by the type's; what is no formula goes into citeless in internal/house/citeless_test.go with the reason",
}

// TestReferences holds the formula rooms to the rule in the package comment.
func TestReferences(t *testing.T) {
	h := read(t)
	all, err := compiled()
	require.NoError(t, err)
	packages := importAll(t, all)
	kinds := kindsOf(packages)
	used := make(map[string]bool)
	for _, pkg := range packages {
		dir := strings.TrimPrefix(pkg.Path(), module+"/")
		comments := commentsOf(h, dir)
		for _, name := range formulas(pkg, kinds, comments) {
			key := dir + "." + name
			if _, ok := citeless[key]; ok {
				used[key] = true
			} else if !cites(comments[name].text) {
				references.report(t, []fault{found(comments[name].place, "%s has no last paragraph \"Reference: ...\"", key)})
			}
		}
	}
	for key, why := range citeless {
		assert.NotEmpty(t, why, "citeless[%q] needs a reason", key)
		assert.True(t, used[key] || t.Failed(), "citeless[%q] exempts nothing any more: take it out", key)
	}
}

// importAll loads the exported types of the formula rooms' packages.
func importAll(t *testing.T, all []built) (packages []*types.Package) {
	t.Helper()
	exports := make(map[string]string)
	for _, b := range all {
		exports[b.ImportPath] = b.Export
	}
	gc := importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) {
		if exports[path] == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(exports[path])
	})
	for _, b := range all {
		room := slices.ContainsFunc(service, func(s string) bool { return under(b.ImportPath, module+"/"+s) })
		if !room || b.Name == "main" {
			continue
		}
		if b.Export == "" {
			t.Errorf("%s does not compile, so its formulas can't be looked at: run go build", b.ImportPath)
			continue
		}
		pkg, err := gc.Import(b.ImportPath)
		require.NoError(t, err)
		packages = append(packages, pkg)
	}
	return packages
}

// comment is a doc comment and where the name it is for is declared.
type comment struct{ text, place string }

// commentsOf collects the doc comments of a package by name: Name for functions
// and types, Type.Name for methods.
func commentsOf(h *tree, dir string) map[string]comment {
	comments := make(map[string]comment)
	for _, f := range h.files {
		if f.dir != dir || f.test {
			continue
		}
		for _, d := range f.syntax.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				name := d.Name.Name
				if d.Recv != nil {
					name = receiver(d) + "." + name
				}
				comments[name] = comment{d.Doc.Text(), h.at(d)}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok {
						doc := spec.Doc
						if !d.Lparen.IsValid() {
							doc = d.Doc
						}
						comments[spec.Name.Name] = comment{doc.Text(), h.at(spec)}
					}
				}
			}
		}
	}
	return comments
}

// cites says whether the last paragraph of a comment is a reference.
func cites(comment string) bool {
	paragraphs := strings.Split(strings.TrimSpace(comment), "\n\n")
	source, ok := strings.CutPrefix(paragraphs[len(paragraphs)-1], "Reference:")
	return ok && len(strings.TrimSpace(source)) >= 4
}

// formulas names what of a package must cite: functions, types, and methods of
// types that do not.
func formulas(pkg *types.Package, kinds []*types.Interface, comments map[string]comment) (names []string) {
	scope := pkg.Scope()
	for _, name := range scope.Names() {
		obj := scope.Lookup(name)
		if !obj.Exported() {
			continue
		}
		says := strings.Contains(comments[name].text, "Formula:")
		switch obj := obj.(type) {
		case *types.Func:
			if says || computes(obj) || states(obj) {
				names = append(names, name)
			}
		case *types.TypeName:
			named, ok := obj.Type().(*types.Named)
			if !ok || types.IsInterface(named) {
				continue
			}
			if says || isMethodType(named, kinds) {
				names = append(names, name)
			}
			if !cites(comments[name].text) {
				names = append(names, methodFormulas(named, comments)...)
			}
		}
	}
	return names
}

// methodFormulas are the exported methods of a type that compute.
func methodFormulas(named *types.Named, comments map[string]comment) (names []string) {
	for m := range named.Methods() {
		name := named.Obj().Name() + "." + m.Name()
		if m.Exported() && (computes(m) || strings.Contains(comments[name].text, "Formula:")) {
			names = append(names, name)
		}
	}
	return names
}

// kindsOf are the exported interfaces of the packages, whose implementations
// are the methods of a kind. What an interface asks may be unexported, so every
// one with a method counts.
func kindsOf(packages []*types.Package) (kinds []*types.Interface) {
	for _, pkg := range packages {
		for _, name := range pkg.Scope().Names() {
			obj, ok := pkg.Scope().Lookup(name).(*types.TypeName)
			if !ok || !obj.Exported() {
				continue
			}
			iface, ok := obj.Type().Underlying().(*types.Interface)
			if ok && iface.IsMethodSet() && iface.NumMethods() > 0 {
				kinds = append(kinds, iface)
			}
		}
	}
	return kinds
}

// isMethodType says whether a type is one of the methods of some kind.
func isMethodType(named *types.Named, kinds []*types.Interface) bool {
	return slices.ContainsFunc(kinds, func(k *types.Interface) bool {
		return types.Implements(named, k) || types.Implements(types.NewPointer(named), k)
	})
}

// computes says whether a function takes numbers and gives numbers.
func computes(f *types.Func) bool { return takes(f.Signature()) && gives(f.Signature()) }

// states says whether a function gives numbers out of nothing: a published
// table, or defaults.
func states(f *types.Func) bool {
	return f.Signature().Params().Len() == 0 && gives(f.Signature())
}

func takes(s *types.Signature) bool {
	for p := range s.Params().Variables() {
		if carries(p.Type(), nil) {
			return true
		}
	}
	return false
}

// gives counts parameters that are there to be filled as results.
func gives(s *types.Signature) bool {
	for r := range s.Results().Variables() {
		if carries(r.Type(), nil) {
			return true
		}
	}
	for p := range s.Params().Variables() {
		if slices.Contains([]string{"dst", "out", "into"}, p.Name()) && carries(p.Type(), nil) {
			return true
		}
	}
	return false
}

// carries says whether a type holds numbers that users can see: floats,
// decimals, vectors and matrices, tables of integers, and structs of this
// module's formula rooms with an exported field of such a type.
func carries(t types.Type, seen []types.Type) bool {
	if slices.Contains(seen, t) {
		return false
	}
	seen = append(seen, t)
	if named, ok := types.Unalias(t).(*types.Named); ok {
		if known, ok := carriesByName(named); ok {
			return known
		}
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&(types.IsFloat|types.IsComplex) != 0
	case *types.Slice:
		return integers(u.Elem()) || carries(u.Elem(), seen)
	case *types.Array:
		return integers(u.Elem()) || carries(u.Elem(), seen)
	case *types.Pointer:
		return carries(u.Elem(), seen)
	case *types.Map:
		return carries(u.Elem(), seen)
	case *types.Signature:
		return u.Results().Len() > 0 && carries(u.Results().At(0).Type(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if f.Exported() && carries(f.Type(), seen) {
				return true
			}
		}
	case *types.Interface: // a type parameter's constraint
		for e := range u.EmbeddedTypes() {
			if union, ok := e.(*types.Union); ok && union.Len() > 0 && carries(union.Term(0).Type(), seen) {
				return true
			}
		}
	}
	return false
}

// carriesByName settles types of other packages: what a struct of theirs holds
// inside is not looked at.
func carriesByName(named *types.Named) (carries, known bool) {
	pkg := named.Obj().Pkg()
	if pkg == nil {
		return false, false
	}
	if pkg.Path() == "github.com/shopspring/decimal" || under(pkg.Path(), "gonum.org/v1/gonum/mat") {
		return true, true
	}
	_, isStruct := named.Underlying().(*types.Struct)
	formulaRoom := slices.ContainsFunc(service, func(s string) bool { return under(pkg.Path(), module+"/"+s) })
	return false, isStruct && !formulaRoom
}

// integers says whether the elements of a list are counts, ranks or codes,
// bytes and runes aside.
func integers(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsInteger != 0 && b.Kind() != types.Uint8 && b.Kind() != types.Int32
}
