package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/brandvalue/brandvalue/internal/ordered"
)

const indicators = 36

func number64(name string) dataset.Field { return dataset.Field{Name: name, Type: dataset.Number} }

// named are the columns letter1 to letterN.
func named(format string, n int) (fields []dataset.Field) {
	for i := range n {
		fields = append(fields, number64(fmt.Sprintf(format, i+1)))
	}
	return fields
}

// table is the file with the shards that one pass reads.
type table struct {
	set     *parquetfile.Set
	threads int
}

// doJob opens the file and does the job.
func doJob(ctx context.Context, job, in, out, codec string, threads int) error {
	opts := []parquetfile.Option{parquetfile.WithoutDigest(), parquetfile.WithTemporary(filepath.Dir(in), 0)}
	set, err := parquetfile.OpenWith(opts, in)
	if err != nil {
		return err
	}
	defer set.Close()
	t := &table{set, threads}
	switch job {
	case "decode":
		return t.decode(ctx, out)
	case "bench":
		level, known := map[string]parquetfile.Codec{"zstd": parquetfile.Zstd, "fast": parquetfile.ZstdFast}[codec]
		if !known {
			return fmt.Errorf("-codec %s is not one of zstd, fast", codec)
		}
		w := parquetfile.Create(out, parquetfile.WithCodec(level), parquetfile.WithWorkers(threads))
		return t.bench(ctx, w, filepath.Dir(out))
	}
	return fmt.Errorf("-job %s is not one of bench, decode", job)
}

// pass takes every shard through work, and what it gives to emit in the order
// of the shards.
func pass[T any](ctx context.Context, t *table, want []dataset.Field, work func(worker int, batches func(func(*dataset.Batch, error) bool)) (T, error), emit func(T)) error {
	shards, err := t.set.Shards(ctx, want)
	if err != nil {
		return err
	}
	return ordered.Run(ctx, t.threads, len(shards), func(ctx context.Context, worker, i int) (T, error) {
		return work(worker, shards[i].Batches(ctx))
	}, func(_ int, x T) error {
		emit(x)
		return nil
	})
}

// decode sums all columns of numbers and writes a line for each.
func (t *table) decode(ctx context.Context, out string) error {
	want := []dataset.Field{{Name: "year", Type: dataset.Integer}}
	want = append(append(want, named("i%02d", indicators)...), named("a%d", 6)...)
	for _, f := range named("m%d", 6) {
		want = append(want, dataset.Field{Name: f.Name, Type: dataset.Decimal, Scale: 2})
	}
	total := make([]float64, len(want))
	err := pass(ctx, t, want, func(_ int, batches func(func(*dataset.Batch, error) bool)) ([]float64, error) {
		sums := make([]float64, len(want))
		for b, err := range batches {
			if err != nil {
				return nil, err
			}
			for i := range b.Columns {
				sums[i] += sum(&b.Columns[i])
			}
		}
		return sums, nil
	}, func(sums []float64) {
		for i, s := range sums {
			total[i] += s
		}
	})
	if err != nil {
		return err
	}
	text := []byte("name,total\n")
	for i, f := range want {
		text = fmt.Appendf(text, "%s,%.17g\n", f.Name, total[i])
	}
	return os.WriteFile(out, text, 0o666)
}

// sum is that of the values that are present.
func sum(c *dataset.Column) (s float64) {
	if c.Field.Type == dataset.Number {
		for i, x := range c.Float {
			if c.State[i] == dataset.Present {
				s += x
			}
		}
		return s
	}
	var whole int64
	for i, n := range c.Int {
		if c.State[i] == dataset.Present {
			whole += n
		}
	}
	if c.Field.Type == dataset.Decimal {
		return float64(whole) / 100
	}
	return float64(whole)
}
