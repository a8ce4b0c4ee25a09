package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// runner runs cases and writes a line on each.
type runner struct {
	out     io.Writer
	methods map[string]method
	only    []string // keys; empty for all

	agreed, failed, unknown, leftOut int
	met                              map[string]bool // keys of the cases that were run
	faults                           []error         // what kept files from being run
}

// file runs the cases of a file.
func (r *runner) file(path string, cases []testCase) {
	fmt.Fprintln(r.out, path)
	for i := range cases {
		c := &cases[i]
		if len(r.only) > 0 && !slices.Contains(r.only, c.Method) {
			r.leftOut++
			continue
		}
		if r.met == nil {
			r.met = map[string]bool{}
		}
		r.met[c.Method] = true
		r.one(i, c)
	}
}

// one runs a case.
func (r *runner) one(i int, c *testCase) {
	compute, known := r.methods[c.Method]
	if !known {
		r.unknown++
		r.failed++
		r.line(i, c, false, fmt.Sprintf("the method %q is unknown", c.Method))
		return
	}
	verdict, ok := c.verdict(compute)
	if ok {
		r.agreed++
	} else {
		r.failed++
	}
	r.line(i, c, ok, verdict)
}

// line writes the outcome of a case.
func (r *runner) line(i int, c *testCase, ok bool, text string) {
	mark := "ok    "
	if !ok {
		mark = "NOT OK"
	}
	name := cmp.Or(c.ID, fmt.Sprintf("case %d", i+1))
	fmt.Fprintf(r.out, "  %s  %-30s  %-35s  %s\n", mark, name, c.Method, strings.ReplaceAll(text, "\n", "; "))
}

// verdict computes a case and says how it compares.
func (c *testCase) verdict(compute method) (text string, ok bool) {
	if err := c.check(); err != nil {
		return "the case is at fault: " + err.Error(), false
	}
	got, err := compute.try(c)
	if err != nil {
		return err.Error(), false
	}
	var full, printed comparison
	if len(c.Expected) > 0 {
		full.tolerance = *c.Tolerance
		full.figures(c.Expected, got)
	}
	text = full.String()
	if len(c.Printed) > 0 {
		printed.tolerance = *c.PrintedTolerance
		printed.figures(c.Printed, got)
		text += "; printed: " + printed.String()
	}
	return text, len(full.faults)+len(printed.faults) == 0
}

// try computes; a method that panics fails its case and no other.
func (m method) try(c *testCase) (got figures, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("panicked: %v", v)
		}
	}()
	return m(c.Inputs)
}

// shownFaults is the number of faults of a case that are written out.
const shownFaults = 3

// String is the largest difference and, if there are any, the first faults.
func (c *comparison) String() string {
	text := "no number compared"
	if c.compared > 0 {
		text = fmt.Sprintf("largest difference %.2g at %s", c.largest, c.place)
	}
	for i, fault := range c.faults {
		if i == shownFaults {
			return text + fmt.Sprintf("; and %d more", len(c.faults)-i)
		}
		text += "; " + fault
	}
	return text
}

// unmet are the keys asked for that no case has.
func (r *runner) unmet() (faults []error) {
	for _, key := range r.only {
		if !r.met[key] {
			faults = append(faults, fmt.Errorf("-only %s: no case has this method", key))
		}
	}
	return faults
}

// summary writes the counts.
func (r *runner) summary(files int) {
	fmt.Fprintf(r.out, "%d of %d cases agree, %d do not", r.agreed, r.agreed+r.failed, r.failed)
	if r.unknown > 0 {
		fmt.Fprintf(r.out, " (%d of unknown methods)", r.unknown)
	}
	if r.leftOut > 0 {
		fmt.Fprintf(r.out, "; %d left out by -only", r.leftOut)
	}
	fmt.Fprintf(r.out, "; files: %d\n", files)
}
