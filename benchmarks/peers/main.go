package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
)

// memoryLimit is what the collector of this program is asked to keep to; the
// ranks of many rows may need more.
const memoryLimit = 200 << 20

func main() {
	if err := run(context.Background(), os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

// run measures, or, with -job, does one job once.
func run(ctx context.Context, args []string) error {
	c := comparison{}
	set := flag.NewFlagSet("peers", flag.ContinueOnError)
	job := set.String("job", "", "do `bench` or decode once, without DuckDB")
	in := set.String("in", "", "`file` of that job")
	out := set.String("out", "", "`file` that it writes")
	codec := set.String("codec", "zstd", "zstd (level 3) or fast (level 1)")
	set.StringVar(&c.dir, "dir", filepath.Join("out", "peers"), "`folder` of data and results")
	set.StringVar(&c.script, "script", filepath.Join("benchmarks", "peers", "duckdb.mjs"), "DuckDB's `side`")
	set.IntVar(&c.runs, "runs", 5, "pairs of runs that count")
	set.Func("rows", "`number` of rows; may be repeated (default 1000000 and 5000000)", number(&c.rows))
	set.Func("threads", "`number` of threads; may be repeated (default 1 and 2)", number(&c.threads))
	if err := set.Parse(args); err != nil {
		return err
	}
	if *job == "" {
		return c.measure(ctx)
	}
	if len(c.threads) != 1 {
		return errors.New("-job needs one -threads")
	}
	runtime.GOMAXPROCS(c.threads[0])
	debug.SetMemoryLimit(memoryLimit)
	return doJob(ctx, *job, *in, *out, *codec, c.threads[0])
}

func number(list *[]int) func(string) error {
	return func(s string) error {
		var n int
		if _, err := fmt.Sscan(s, &n); err != nil || n < 1 {
			return fmt.Errorf("%q is not a number from 1", s)
		}
		*list = append(*list, n)
		return nil
	}
}
