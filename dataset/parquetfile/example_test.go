package parquetfile_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/parquet-go/parquet-go"
)

type enterprise struct {
	Key     string   `parquet:"key"`
	Revenue *int64   `parquet:"revenue,optional,decimal(2:18)"`
	Roe     *float64 `parquet:"roe,optional"`
}

// exampleFile writes two fictional enterprises to a file in a temporary folder.
func exampleFile() string {
	dir, err := os.MkdirTemp("", "parquetfile")
	if err != nil {
		panic(err)
	}
	path := filepath.Join(dir, "fictional.parquet")
	revenue, roe := int64(1234567), 8.5
	if err := parquet.WriteFile(path, []enterprise{{"X-1", &revenue, nil}, {"X-2", nil, &roe}}); err != nil {
		panic(err)
	}
	return path
}

func ExampleOpen() {
	path := exampleFile()
	defer os.RemoveAll(filepath.Dir(path))
	set, err := parquetfile.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer set.Close()
	for _, c := range set.Columns() {
		fmt.Println(c.Name, c.Type, c.Origin)
	}
	ctx := context.Background()
	shards, err := set.Shards(ctx, []dataset.Field{{Name: "key", Type: dataset.Word, Required: true}, {Name: "revenue", Type: dataset.Number}})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, shard := range shards {
		for batch, err := range shard.Batches(ctx) {
			if err != nil {
				fmt.Println(err)
				return
			}
			key, revenue := &batch.Columns[0], &batch.Columns[1]
			for i := range batch.Rows {
				fmt.Println(key.Word(i), revenue.State[i], revenue.Float[i])
			}
		}
	}
	// Output:
	// key word BYTE_ARRAY STRING
	// revenue decimal INT64 DECIMAL(18,2)
	// roe number DOUBLE
	// X-1 present 12345.67
	// X-2 missing 0
}

func ExampleSet_Shards() {
	path := exampleFile()
	defer os.RemoveAll(filepath.Dir(path))
	set, err := parquetfile.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer set.Close()
	_, err = set.Shards(context.Background(), []dataset.Field{
		{Name: "revenues", Type: dataset.Number, Required: true},
		{Name: "roe", Type: dataset.Decimal, Scale: 2},
	})
	fmt.Println(errors.Is(err, dataset.ErrSchema))
	// Output: true
}

func ExampleOpenFS() {
	path := exampleFile()
	defer os.RemoveAll(filepath.Dir(path))
	set, err := parquetfile.OpenFS(os.DirFS(filepath.Dir(path)), ".")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer set.Close()
	fmt.Println(set.Rows(), "rows")
	// Output: 2 rows
}

func ExampleOpenReader() {
	path := exampleFile()
	defer os.RemoveAll(filepath.Dir(path))
	f, err := os.Open(path)
	if err != nil {
		fmt.Println(err)
		return
	}
	defer f.Close()
	_, err = parquetfile.OpenReader("a text of mine", f, 3)
	fmt.Println(err)
	// Output: a text of mine: 3 bytes are too few: not a Parquet file
}
