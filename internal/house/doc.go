// Package house holds the module to its own habits. It has no code but tests,
// which read the whole checkout and are part of
//
//	go test ./...
//
// Every failure names the place, the rule, its reason and how to mend it.
//
// # What is held
//
// Arrows. A package imports only what its room may know: a table of rooms, each
// row with its reason (arrows_test.go). Test files keep to the same table; those
// of valuation/annual may read files besides. A package in no room is a fault.
//
// Dependencies. Modules of others are listed with the rooms that may import
// them (dependencies_test.go). parquet-go is imported in dataset/parquetfile
// alone, by code and tests alike, and the go command confirms that no package of
// indicators or valuation links it by any path. No cgo, no math/rand of the
// first version. Nested modules, each with a go.mod of its own, are free here.
//
// Surroundings. Code outside examples, benchmarks and tests reads no clock, no
// environment and no arguments, and prints and logs nothing of its own accord.
// No file sets a package variable of shopspring/decimal, or takes its address.
//
// Layout. The root holds a fixed list of names and no Go file. Functions have 60
// lines at most and files 500, tests aside.
//
// Comments. Every package has a package comment. In packages that can be
// imported every exported function, type, constant, variable and method of an
// exported type has a doc comment that begins with its name, an article before
// it aside; constants and variables of one group may share the comment of the
// group; a method of an interface has any comment. Struct fields are left to
// judgment.
//
// References. See below.
//
// Tests. None is skipped, but for the absence of the folder that package
// sharedtest finds: Skip, Skipf and SkipNow stand only in that package and in
// functions with "shared" in their name.
//
// Texts. No file names a folder of somebody's machine (tests may name the
// system's scratch folder), nor notes that readers do not have, nor bears a mark
// of unfinished work.
//
// # References
//
// In indicators, valuation and all packages below them, a doc comment ends with
// a paragraph "Reference: ..." if it belongs to
//
//   - a type that implements an exported interface of these packages: a method
//     of some kind;
//   - an exported function, or an exported method of an exported type, that both
//     takes and gives numbers: a formula. A method whose type cites a source is
//     covered by it;
//   - an exported function without parameters that gives numbers: a published
//     table, or defaults;
//   - anything exported whose comment says "Formula:".
//
// Numbers are floats, decimals, gonum vectors and matrices; lists of integers,
// which are counts or ranks; functions that give numbers; lists, maps and
// pointers of these; and structs of these packages with an exported field of
// such a type. A single integer is an index or a count and no number. A
// parameter called dst, out or into counts as a result. Receivers count as
// nothing, so that reading a figure off a result is no formula.
//
// What fits this and is no formula, such as a comparison of two documents, is
// listed with its reason in citeless_test.go; an entry that exempts nothing is a
// fault.
//
// # Design
//
// Rules are values in one list, each with its reason, its remedy and the
// smallest trees that break and keep it, so that no rule can rot into one that
// never fires. They read syntax, which takes milliseconds, and need no package
// to compile; only references and links ask the go command for types.
package house
