package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() { os.Exit(run(os.Args[1:], os.Stdout, os.Stderr)) }

// The exit statuses.
const (
	allAgree     = 0
	someDisagree = 1
	notRun       = 2 // the command or a file can't be understood
)

// run does what the arguments ask for and gives the exit status.
func run(args []string, out, errs io.Writer) int {
	files, only, err := arguments(args, errs)
	if errors.Is(err, flag.ErrHelp) {
		return allAgree
	}
	if err != nil {
		fmt.Fprintln(errs, err)
		return notRun
	}
	r := runner{out: out, methods: methods, only: only}
	for _, path := range files {
		cases, err := readCases(path)
		if err != nil {
			r.faults = append(r.faults, err)
			continue
		}
		r.file(path, cases)
	}
	r.faults = append(r.faults, r.unmet()...)
	r.summary(len(files))
	if err := errors.Join(r.faults...); err != nil {
		fmt.Fprintln(errs, err)
		return notRun
	}
	if r.failed > 0 {
		return someDisagree
	}
	return allAgree
}

// arguments reads the files, each after -cases or without a flag, and the keys.
func arguments(args []string, errs io.Writer) (files, only []string, err error) {
	flags := flag.NewFlagSet("conformance", flag.ContinueOnError)
	flags.SetOutput(errs)
	flags.Func("cases", "a `FILE` of cases; more may follow, with or without the flag", func(s string) error {
		files = append(files, s)
		return nil
	})
	flags.Func("only", "run the cases of these methods alone: `KEY,...`", func(s string) error {
		for _, key := range strings.Split(s, ",") {
			if key = strings.TrimSpace(key); key != "" {
				only = append(only, key)
			}
		}
		if len(only) == 0 {
			return errors.New("it names no key")
		}
		return nil
	})
	for len(args) > 0 {
		if err := flags.Parse(args); err != nil {
			return nil, nil, err
		}
		if args = flags.Args(); len(args) > 0 { // a file before more flags
			files, args = append(files, args[0]), args[1:]
		}
	}
	if len(files) == 0 {
		return nil, nil, errors.New("no file of cases; say -cases FILE")
	}
	return files, only, nil
}
