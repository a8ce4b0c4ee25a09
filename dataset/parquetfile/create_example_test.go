package parquetfile_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
)

// A result is written beside the old file and takes its place at the end.
func ExampleCreate() {
	dir, err := os.MkdirTemp("", "results")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "brand-values.parquet")

	fields := []dataset.Field{
		{Name: "key", Type: dataset.Word},
		{Name: "brand_value", Type: dataset.Decimal, Scale: 2},
	}
	rows := dataset.NewBatch(fields, 2)
	rows.Columns[0].SetWord(0, "fictional:beer")
	rows.Columns[1].SetInt(0, 123456789) // 1,234,567.89 yuan
	rows.Columns[0].SetWord(1, "fictional:port")

	out := parquetfile.Create(path)
	defer out.Discard() // does nothing once the file is committed
	if err := out.Begin(fields); err != nil {
		fmt.Println(err)
		return
	}
	if err := out.Write(context.Background(), rows); err != nil {
		fmt.Println(err)
		return
	}
	if err := out.Commit(context.Background(), dataset.Metadata{{Key: "edition", Value: "2025"}}); err != nil {
		fmt.Println(err)
		return
	}

	in, err := parquetfile.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer in.Close()
	for _, c := range in.Columns() {
		fmt.Println(c.Name, c.Origin)
	}
	for b, err := range dataset.Read(context.Background(), in, fields) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for i := range b.Rows {
			fmt.Println(b.Columns[0].Word(i), b.Columns[1].State[i], b.Columns[1].Int[i])
		}
	}
	// Output:
	// key BYTE_ARRAY STRING
	// brand_value INT64 DECIMAL(18,2)
	// fictional:beer present 123456789
	// fictional:port missing 0
}

// A folder that is not there is found out before any work is done.
func ExampleWriter_Begin() {
	out := parquetfile.Create("no-such-folder/brand-values.parquet")
	fmt.Println(out.Begin([]dataset.Field{{Name: "key", Type: dataset.Word}}))
	// Output:
	// no-such-folder/brand-values.parquet: the folder no-such-folder does not exist; make it first or name another
}
