package main

import (
	"context"
	"errors"
	"os"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// copyTo writes all columns of a source to a native file.
func (p *program) copyTo(ctx context.Context, path string, src dataset.Source) error {
	bar := newBar(p.err)
	defer bar.finish()
	return writeNative(ctx, path, src, bar)
}

// writeNative writes all figures of a source, their evidence and states.
func writeNative(ctx context.Context, path string, src dataset.Source, bar *bar) (err error) {
	fields := nativeFields(src.Columns())
	sink := parquetfile.Create(path)
	defer func() { err = errors.Join(err, sink.Discard()) }()
	if err := sink.Begin(fields); err != nil {
		return err
	}
	shards, err := src.Shards(ctx, fields)
	if err != nil {
		return err
	}
	var done, total int64
	for _, s := range shards {
		total += s.Rows()
	}
	for b, err := range dataset.Read(ctx, src, fields) {
		if err != nil {
			return err
		}
		if err := sink.Write(ctx, b); err != nil {
			return err
		}
		done += int64(b.Rows)
		bar.show(annual.Progress{Stage: "subjects", Rows: done, Total: total})
	}
	return sink.Commit(ctx, src.Metadata())
}

// nativeFields asks for every column as it is held; evidence and states come
// with the items that they belong to.
func nativeFields(columns []dataset.Info) []dataset.Field {
	marked := map[string]bool{}
	for _, c := range columns {
		marked[c.Name] = true
	}
	var fields []dataset.Field
	for _, c := range columns {
		item := dataset.Item(c.Name)
		if c.Name == dataset.EvidenceColumn(item) || c.Name == dataset.StateColumn(item) {
			continue
		}
		fields = append(fields, dataset.Field{Name: c.Name, Type: c.Type, Scale: c.Scale, Evidence: marked[dataset.EvidenceColumn(item)]})
	}
	return fields
}

// scratch is where temporary files go that are gone when the program ends.
func scratch() string { return os.TempDir() }
