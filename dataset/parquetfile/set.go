package parquetfile

import (
	"context"
	"errors"

	"github.com/brandvalue/brandvalue/dataset"
)

// Set is one or several Parquet files read as one source, in the order given.
// Columns are matched by name in each file. It may be used by several
// goroutines at once, until it is closed.
type Set struct {
	files   []*file
	options options
}

var _ dataset.Source = (*Set)(nil)

// Close closes the files that Open has opened.
func (s *Set) Close() error {
	var faults []error
	for _, f := range s.files {
		if f.close != nil {
			faults = append(faults, f.close())
		}
	}
	return errors.Join(faults...)
}

// Columns lists the flat columns: those of the first file in its order, then
// those that only later files have. Nested and repeated columns and binary
// values are not offered. A column that files hold in different types is
// listed as the first one holds it; whether each can give it as wanted is found
// out by Shards.
func (s *Set) Columns() []dataset.Info {
	var list []dataset.Info
	at := make(map[string]int)
	for k, f := range s.files {
		for _, info := range f.have {
			i, known := at[info.Name]
			switch {
			case !known:
				at[info.Name] = len(list)
				list = append(list, info)
			case k == 0:
				list = append(list, info) // a name that a file has twice
			default:
				list[i].Nullable = list[i].Nullable || info.Nullable
			}
		}
	}
	for i := range list {
		for _, f := range s.files {
			if !f.has(list[i].Name) {
				list[i].Nullable = true
			}
		}
	}
	return list
}

func (f *file) has(name string) bool {
	for i := range f.have {
		if f.have[i].Name == name {
			return true
		}
	}
	return false
}

// Rows is the number of rows of all files, as their footers say.
func (s *Set) Rows() int64 {
	rows := int64(0)
	for _, f := range s.files {
		rows += f.footer.rows
	}
	return rows
}

// Inputs identifies the files. The digests are computed when they are first
// asked for, in a pass over each file.
func (s *Set) Inputs(ctx context.Context) ([]dataset.Input, error) {
	var list []dataset.Input
	for _, f := range s.files {
		in, err := f.input(ctx, s.options.digest)
		if err != nil {
			return nil, err
		}
		list = append(list, in)
	}
	return list, nil
}

// Metadata is what the first file says about itself, in the order in which it
// says it.
func (s *Set) Metadata() dataset.Metadata {
	return append(dataset.Metadata(nil), s.files[0].footer.metadata...)
}

// Shards gives a shard for each row group that has rows. Each file must be able
// to give all the fields; what is amiss is reported for all files at once.
func (s *Set) Shards(ctx context.Context, want []dataset.Field) ([]dataset.Shard, error) {
	var faults []error
	var shards []dataset.Shard
	for _, f := range s.files {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		found, err := dataset.Match(f.have, want)
		if err != nil {
			faults = append(faults, &dataset.Error{Place: dataset.Place{File: f.name}, Err: err})
			continue
		}
		shards = append(shards, newPlan(f, &s.options, want, found).shards()...)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	return shards, nil
}
