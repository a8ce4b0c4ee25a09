package parquetfile

import "fmt"

// Limits bound what a file may declare, so that a few hostile bytes cannot ask
// for memory without end. A zero field stands for the default.
type Limits struct {
	FooterBytes     int64 // the footer; 64 MiB
	Columns         int   // columns, nested ones and groups included; 20,000
	RowGroups       int   // row groups; 32,767, the most that the format numbers
	PageBytes       int64 // a page once decompressed; 256 MiB
	DictionaryBytes int64 // a dictionary once decompressed; 128 MiB
	WordBytes       int64 // one text; 16 MiB
}

// DefaultLimits are the limits that hold unless others are set.
//
// Reference: library default, assumption; DuckDB writes pages of up to 100 MB, other writers of 1 MiB.
func DefaultLimits() Limits {
	return Limits{
		FooterBytes:     64 << 20,
		Columns:         20_000,
		RowGroups:       32_767,
		PageBytes:       256 << 20,
		DictionaryBytes: 128 << 20,
		WordBytes:       16 << 20,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	fill(&l.FooterBytes, d.FooterBytes)
	fill(&l.Columns, d.Columns)
	fill(&l.RowGroups, d.RowGroups)
	fill(&l.PageBytes, d.PageBytes)
	fill(&l.DictionaryBytes, d.DictionaryBytes)
	fill(&l.WordBytes, d.WordBytes)
	return l
}

func fill[T int | int64](value *T, otherwise T) {
	if *value <= 0 {
		*value = otherwise
	}
}

// over is the error of something that is declared too large.
func over[T int | int32 | int64](what string, declared T, limit int64) error {
	return fmt.Errorf("%s of %d declared, at most %d allowed: %w", what, declared, limit, ErrLimit)
}
