// Command annual runs the year: it reads reported data, evaluates, values and
// ranks the subjects under an edition, prints the publication and writes the
// result file.
//
// Without arguments it runs two embedded files: companies listed in Qingdao on
// their public figures of 2014 and 2015 (edition listed-2015), and 200
// fictional enterprises (edition 2025, a proposal).
//
//	go run ./examples/annual                          both, into the folder out
//	go run ./examples/annual -in FILE -edition 2025   a file of one's own
//	go run ./examples/annual -explain 600600          the whole way to one value
//	go run ./examples/annual -describe FILE           what a file holds, and a mapping to begin with
//	go run ./examples/annual -demo 1000000            a million fictional subjects
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// flags are the command's.
type flags struct {
	in, mapping, edition, last, out string
	explain, verify, describe, lang string
	workers, demo                   int
}

func parseFlags(args []string, stderr io.Writer) (*flags, error) {
	f := &flags{}
	set := flag.NewFlagSet("annual", flag.ContinueOnError)
	set.SetOutput(stderr)
	set.StringVar(&f.in, "in", "", "Parquet `file`, folder of Parquet files, or CSV file with native column names, or others with -mapping")
	set.StringVar(&f.mapping, "mapping", "", "JSON `file` that maps foreign columns to native ones")
	set.StringVar(&f.edition, "edition", "", "`code` of an embedded edition, or path of an edition document of one's own")
	set.StringVar(&f.last, "last", "", "last year's result `file`, for the comparison")
	set.StringVar(&f.out, "out", "out", "output `folder`")
	set.StringVar(&f.explain, "explain", "", "print the whole way to the value of the subject with this `key` instead of the table")
	set.StringVar(&f.verify, "verify", "", "recompute this published result `file` and name each difference")
	set.StringVar(&f.describe, "describe", "", "print what a `file` holds, and a mapping to begin with")
	set.StringVar(&f.lang, "lang", "both", "zh, en or both")
	set.IntVar(&f.workers, "workers", 0, "goroutines; 0: all cores")
	set.IntVar(&f.demo, "demo", 0, "write and run `N` fictional subjects")
	if err := set.Parse(args); err != nil {
		return nil, err
	}
	return f, f.check(set.Args())
}

// check reports flags that contradict each other.
func (f *flags) check(rest []string) error {
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if len(rest) > 0 {
		fault("arguments %q: there are flags only; an input file goes after -in", rest)
	}
	if f.lang != "zh" && f.lang != "en" && f.lang != "both" {
		fault("-lang %s is not one of zh, en, both", f.lang)
	}
	if f.workers < 0 {
		fault("-workers %d is negative", f.workers)
	}
	if f.demo < 0 {
		fault("-demo %d is negative", f.demo)
	}
	if f.in == "" && f.mapping != "" {
		fault("-mapping needs -in: it says how that file's columns are read")
	}
	if f.demo > 0 && (f.in != "" || f.edition != "") {
		fault("-demo makes its own input and runs edition 2025; -in and -edition do not go with it")
	}
	if f.edition != "" && f.in == "" && f.explain == "" && f.verify == "" {
		fault("-edition needs -in: it says under which model that file is run")
	}
	if f.in != "" && f.edition == "" && f.verify == "" {
		fault("-in needs -edition: 2025, 2024, listed-2015 or a document of your own")
	}
	if f.explain != "" && f.verify != "" {
		fault("-explain and -verify are two different jobs")
	}
	return errors.Join(faults...)
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run does the job and gives the exit code: 0 done, 1 failed, 2 wrong flags,
// 130 interrupted.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	f, err := parseFlags(args, stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		fmt.Fprintln(stderr, "annual:", err)
		return 2
	}
	p := &program{flags: f, out: stdout, err: stderr}
	err = p.do(ctx)
	switch {
	case err == nil:
		return 0
	case ctx.Err() != nil:
		fmt.Fprintln(stderr, "annual: interrupted; existing results are as they were")
		return 130
	default:
		fmt.Fprintln(stderr, "annual:", err)
		return 1
	}
}
