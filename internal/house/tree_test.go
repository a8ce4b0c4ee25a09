package house

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// module is the root module's path.
const module = "github.com/brandvalue/brandvalue"

// tree is everything the rules look at: the Go files of the root module and of
// the modules nested in it, and all text files. Paths are relative to the root
// and slashed.
type tree struct {
	fset  *token.FileSet
	names []string // what the root folder holds
	files []*goFile
	texts []text
}

// goFile is one parsed Go file.
type goFile struct {
	path   string
	dir    string // the folder, and so the package relative to the root
	test   bool   // a _test.go file
	nested bool   // belongs to a module below the root's own
	lines  int
	syntax *ast.File
}

// text is one file that holds no binary data.
type text struct {
	path    string
	content []byte
}

// unread are the folders without anything of ours: the tool's own, outputs,
// and what git ignores.
var unread = []string{".git", ".idea", ".vscode", "out", "node_modules", "testdata/rapid"}

// checkout is the tree around this package, read once.
var checkout = sync.OnceValues(func() (*tree, error) {
	wd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	return load(os.DirFS(path.Dir(path.Dir(wd))))
})

func read(t *testing.T) *tree {
	t.Helper()
	h, err := checkout()
	if err != nil {
		t.Fatalf("the tree at %s can't be read: %v", sharedtest.Root(t), err)
	}
	return h
}

// load reads a tree. A Go file that does not parse is an error.
func load(fsys fs.FS) (*tree, error) {
	h := &tree{fset: token.NewFileSet()}
	roots, err := nestedModules(fsys)
	if err != nil {
		return nil, err
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		h.names = append(h.names, e.Name())
	}
	return h, walk(fsys, func(name string) error {
		content, err := fs.ReadFile(fsys, name)
		if err != nil || bytes.IndexByte(content, 0) >= 0 {
			return err
		}
		h.texts = append(h.texts, text{name, content})
		if path.Ext(name) != ".go" || strings.Contains(name, "testdata/") {
			return nil
		}
		return h.parse(name, content, roots)
	})
}

func (h *tree) parse(name string, content []byte, roots []string) error {
	syntax, err := parser.ParseFile(h.fset, name, content, parser.ParseComments)
	if err != nil {
		return err
	}
	h.files = append(h.files, &goFile{
		path:   name,
		dir:    path.Dir(name),
		test:   strings.HasSuffix(name, "_test.go"),
		nested: slices.ContainsFunc(roots, func(r string) bool { return under(name, r) }),
		lines:  bytes.Count(content, []byte("\n")),
		syntax: syntax,
	})
	return nil
}

// nestedModules lists the folders below the root that hold a go.mod.
func nestedModules(fsys fs.FS) (roots []string, err error) {
	err = walk(fsys, func(name string) error {
		if path.Base(name) == "go.mod" && name != "go.mod" && !strings.Contains(name, "testdata/") {
			roots = append(roots, path.Dir(name))
		}
		return nil
	})
	return roots, err
}

// walk visits every file worth reading, in lexical order.
func walk(fsys fs.FS, visit func(name string) error) error {
	return fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && slices.ContainsFunc(unread, func(u string) bool { return name == u || strings.HasSuffix(name, "/"+u) }):
			return fs.SkipDir
		case !d.Type().IsRegular():
			return nil
		}
		switch path.Ext(name) {
		case ".test", ".prof", ".pprof", ".tmp", ".swp", ".exe":
			return nil
		}
		return visit(name)
	})
}

// under says whether a slashed path is folder or lies below it.
func under(name, folder string) bool {
	return name == folder || strings.HasPrefix(name, folder+"/")
}

// at is the place of a node as path:line.
func (h *tree) at(n ast.Node) string {
	p := h.fset.Position(n.Pos())
	return fmt.Sprintf("%s:%d", p.Filename, p.Line)
}

// library says whether the file is code that users link: not a test, not a
// program, not in a module of its own.
func (f *goFile) library() bool {
	return !f.test && !f.nested && !under(f.dir, "examples") && !under(f.dir, "benchmarks")
}

// imports maps the name under which the file knows a package to its path.
func (f *goFile) imports() map[string]string {
	known := make(map[string]string)
	for _, spec := range f.syntax.Imports {
		p := importPath(spec)
		name := path.Base(p)
		if strings.HasPrefix(name, "v") && strings.Trim(name[1:], "0123456789") == "" {
			name = path.Base(path.Dir(p)) // math/rand/v2 is rand
		}
		if spec.Name != nil {
			name = spec.Name.Name
		}
		known[name] = p
	}
	return known
}

func importPath(spec *ast.ImportSpec) string { return strings.Trim(spec.Path.Value, "`\"") }
