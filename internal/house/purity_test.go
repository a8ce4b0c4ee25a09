package house

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"
)

var decimalUnset = rule{
	name: "decimal's package variables are never set",
	why:  "they are shared by every user of shopspring/decimal in a program: a library that sets one changes other people's sums",
	mend: "round with the decimal's own methods, or marshal through a type of this module",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			faults = append(faults, decimalFaults(h, f)...)
		}
		return faults
	},
	fires: map[string]string{
		"valuation/a.go":      `package valuation; import "github.com/shopspring/decimal"; func init() { decimal.DivisionPrecision = 8 }`,
		"valuation/b.go":      `package valuation; import d "github.com/shopspring/decimal"; func init() { d.DivisionPrecision++ }`,
		"valuation/c_test.go": `package valuation; import "github.com/shopspring/decimal"; var p = &decimal.MarshalJSONWithoutQuotes`,
	},
	rests: map[string]string{
		"valuation/a.go": `package valuation; import "github.com/shopspring/decimal"; var zero = decimal.Zero`,
	},
}

func decimalFaults(h *tree, f *goFile) (faults []fault) {
	known := f.imports()
	report := func(e ast.Expr) {
		if sel, pkg := selected(e, known); pkg == "github.com/shopspring/decimal" {
			faults = append(faults, found(h.at(e), "sets or lends decimal.%s", sel))
		}
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, left := range n.Lhs {
				report(left)
			}
		case *ast.IncDecStmt:
			report(n.X)
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				report(n.X)
			}
		}
		return true
	})
	return faults
}

// surroundings are the functions through which a library would read the clock
// or the environment or speak uninvited; a name that ends in * stands for all
// that begin so. Of log/slog these are the functions that speak through the
// default logger; a *slog.Logger that is passed in may be used.
var surroundings = map[string][]string{
	"time":     {"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Sleep"},
	"os":       {"Getenv", "LookupEnv", "Environ", "ExpandEnv", "Setenv", "Unsetenv", "Exit", "Args", "Stdout", "Stderr", "Stdin"},
	"fmt":      {"Print*", "Scan*"},
	"log":      {"Print*", "Fatal*", "Panic*", "Default", "Set*", "Output"},
	"log/slog": {"Debug", "DebugContext", "Info", "InfoContext", "Warn", "WarnContext", "Error", "ErrorContext", "Log", "LogAttrs", "Default", "SetDefault", "With"},
}

var noSurroundings = rule{
	name: "no clock, no environment, no output in the library",
	why:  "the same input gives the same bytes, today and tomorrow, here and there; a library speaks through results and errors",
	mend: "take the time, the setting, the writer or the logger as a parameter; programs under examples and benchmarks decide",
	check: func(h *tree) (faults []fault) {
		for _, f := range h.files {
			if f.library() {
				faults = append(faults, surroundingFaults(h, f)...)
			}
		}
		return faults
	},
	fires: map[string]string{
		"dataset/a.go":    `package dataset; import "time"; var t = time.Now()`,
		"dataset/b.go":    `package dataset; import clock "time"; var now = clock.Now`,
		"indicators/a.go": `package indicators; import "os"; var home, _ = os.LookupEnv("HOME")`,
		"valuation/a.go":  `package valuation; import "fmt"; func f() { fmt.Printf("x") }`,
		"valuation/b.go":  `package valuation; import . "fmt"; func f() { Printf("x") }`,
		"internal/x/a.go": `package x; import "log"; func f() { log.Fatalln("x") }`,
		"internal/y/a.go": `package y; func f() { println("x") }`,
		"internal/z/a.go": `package z; import "log/slog"; func f() { slog.Info("x") }`,
	},
	rests: map[string]string{
		"dataset/a.go":            `package dataset; import ("fmt"; "log/slog"; "time"); func f(l *slog.Logger, t time.Time) string { l.Info("x"); return fmt.Sprint(t) }`,
		"dataset/a_test.go":       `package dataset; import "fmt"; func Example() { fmt.Println("x") }`,
		"examples/annual/main.go": `package main; import "time"; var t = time.Now()`,
		"valuation/a.go":          `package valuation; type clock struct{}; func (clock) Now() int { return 0 }; func f() int { time := clock{}; return time.Now() }`,
	},
}

func surroundingFaults(h *tree, f *goFile) (faults []fault) {
	known := f.imports()
	if p, ok := known["."]; ok {
		faults = append(faults, found(f.path, "imports %q with a dot, which hides what is used of it", p))
	}
	ast.Inspect(f.syntax, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			name, pkg := selected(n, known)
			if slices.ContainsFunc(surroundings[pkg], func(p string) bool { return glob(name, p) }) {
				faults = append(faults, found(h.at(n), "uses %s.%s", pkg, name))
			}
		case *ast.CallExpr:
			if id, ok := n.Fun.(*ast.Ident); ok && id.Obj == nil && (id.Name == "print" || id.Name == "println") {
				faults = append(faults, found(h.at(n), "calls the built-in %s", id.Name))
			}
		}
		return true
	})
	return faults
}

// selected resolves pkg.Name to the name and the package's path; the path is
// empty where the expression is something else.
func selected(e ast.Expr, known map[string]string) (name, pkg string) {
	sel, ok := e.(*ast.SelectorExpr)
	if !ok {
		return "", ""
	}
	id, ok := sel.X.(*ast.Ident)
	if !ok || id.Obj != nil { // a variable of that name, not the package
		return "", ""
	}
	return sel.Sel.Name, known[id.Name]
}

func glob(name, pattern string) bool {
	if stem, ok := strings.CutSuffix(pattern, "*"); ok {
		return strings.HasPrefix(name, stem)
	}
	return name == pattern
}
