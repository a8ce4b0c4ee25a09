package parquetfile_test

import (
	"context"
	"fmt"
	"log"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
)

func ExampleOpenCSVReader() {
	const text = "代码;名称\n000599;青岛双星\n600600;青岛啤酒\n"
	ctx := context.Background()
	file, err := parquetfile.OpenCSVReader(ctx, "firms.csv", strings.NewReader(text), int64(len(text)), parquetfile.CSVOptions{})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%s, %q between fields, %d rows\n", file.Encoding(), file.Comma(), file.Rows())
	shards, err := file.Shards(ctx, []dataset.Field{{Name: "名称", Type: dataset.Word, Required: true}})
	if err != nil {
		log.Fatal(err)
	}
	for _, shard := range shards {
		for b, err := range shard.Batches(ctx) {
			if err != nil {
				log.Fatal(err)
			}
			for i := range b.Rows {
				fmt.Println(b.At(i), b.Columns[0].Word(i))
			}
		}
	}
	// Output:
	// UTF-8, ';' between fields, 2 rows
	// firms.csv, row 2 青岛双星
	// firms.csv, row 3 青岛啤酒
}
