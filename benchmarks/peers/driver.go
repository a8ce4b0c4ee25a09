package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// comparison is what is measured.
type comparison struct {
	dir, script   string
	runs          int
	rows, threads []int
}

// usage is what a process took.
type usage struct {
	cpu, wall float64 // seconds; user and system
	peak      float64 // MiB resident
}

// measure makes the data where they are not there yet, runs the sides in turn
// and prints a table.
func (c *comparison) measure(ctx context.Context) error {
	if len(c.rows) == 0 {
		c.rows = []int{1_000_000, 5_000_000}
	}
	if len(c.threads) == 0 {
		c.threads = []int{1, 2}
	}
	if err := os.MkdirAll(c.dir, 0o777); err != nil {
		return err
	}
	version, err := exec.CommandContext(ctx, "node", c.script, "version").Output()
	if err != nil {
		return err
	}
	fmt.Printf("%s %s/%s, %d cores; DuckDB %s; %d pairs after a warm-up, medians\n\n", runtime.Version(), runtime.GOOS, runtime.GOARCH,
		runtime.NumCPU(), strings.TrimSpace(string(version)), c.runs)
	fmt.Println("| job | rows | threads | CPU s, ours | DuckDB | ratio (least to most) | wall s, ours | DuckDB | ratio | peak MiB, ours | DuckDB |")
	fmt.Println("|---|---|---|---|---|---|---|---|---|---|---|")
	for _, rows := range c.rows {
		data, err := c.data(ctx, rows)
		if err != nil {
			return err
		}
		for _, threads := range c.threads {
			for _, job := range []string{"decode", "bench", "bench, level 1"} {
				if err := c.job(ctx, job, data, rows, threads); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// data is the file of so many rows.
func (c *comparison) data(ctx context.Context, rows int) (string, error) {
	path := filepath.Join(c.dir, fmt.Sprintf("data-%d.parquet", rows))
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	unfinished := path + ".tmp"
	if _, err := tookOf(ctx, []string{"node", c.script, "data", strconv.Itoa(rows), unfinished}); err != nil {
		return "", err
	}
	return path, os.Rename(unfinished, path)
}

// job measures one job and prints its line.
func (c *comparison) job(ctx context.Context, job, data string, rows, threads int) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	verb, level, _ := strings.Cut(job, ", ")
	ending, key, codec := ".parquet", "id", "zstd"
	if verb == "decode" {
		ending, key = ".csv", "name"
	}
	if level != "" {
		codec = "fast"
	}
	n := strconv.Itoa(threads)
	out := [2]string{filepath.Join(c.dir, "ours"+ending), filepath.Join(c.dir, "duckdb"+ending)}
	commands := [2][]string{
		{self, "-job", verb, "-in", data, "-out", out[0], "-threads", n, "-codec", codec},
		{"node", c.script, verb, data, out[1], n},
	}
	var took [2][]usage
	for range 1 + c.runs {
		for side, command := range commands {
			u, err := tookOf(ctx, command)
			if err != nil {
				return err
			}
			took[side] = append(took[side], u)
		}
	}
	if _, err := tookOf(ctx, []string{"node", c.script, "same", key, out[0], out[1]}); err != nil {
		return err
	}
	fmt.Println(line(job, rows, threads, took[0][1:], took[1][1:]))
	return nil
}

// tookOf runs a command to its end.
func tookOf(ctx context.Context, command []string) (usage, error) {
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	start := time.Now()
	text, err := cmd.CombinedOutput()
	if err != nil {
		return usage{}, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, text)
	}
	state := cmd.ProcessState
	u := usage{cpu: (state.UserTime() + state.SystemTime()).Seconds(), wall: time.Since(start).Seconds()}
	if r, ok := state.SysUsage().(*syscall.Rusage); ok {
		u.peak = float64(r.Maxrss) / 1024 // kilobytes on Linux
	}
	return u, nil
}

// line is a row of the table.
func line(job string, rows, threads int, ours, theirs []usage) string {
	cpu, wall := func(u usage) float64 { return u.cpu }, func(u usage) float64 { return u.wall }
	peak := func(u usage) float64 { return u.peak }
	ratios := func(of func(usage) float64) (list []float64) {
		for i := range ours {
			list = append(list, of(ours[i])/of(theirs[i]))
		}
		slices.Sort(list)
		return list
	}
	c, w := ratios(cpu), ratios(wall)
	return fmt.Sprintf("| %s | %d | %d | %.2f | %.2f | %.2f (%.2f to %.2f) | %.2f | %.2f | %.2f | %.0f | %.0f |", job, rows, threads,
		median(ours, cpu), median(theirs, cpu), c[len(c)/2], c[0], c[len(c)-1], median(ours, wall), median(theirs, wall), w[len(w)/2],
		median(ours, peak), median(theirs, peak))
}

// median is the middle figure of all runs.
func median(all []usage, of func(usage) float64) float64 {
	sorted := slices.SortedFunc(slices.Values(all), func(a, b usage) int { return cmp.Compare(of(a), of(b)) })
	return of(sorted[len(sorted)/2])
}
