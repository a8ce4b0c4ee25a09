package dataset_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log"

	"github.com/brandvalue/brandvalue/dataset"
)

// foreign is a table as one gets it: Chinese heads, all text, a code that lost
// its zeros, an amount in 万元.
func foreign() dataset.Source {
	fields := []dataset.Field{{Name: "代码", Type: dataset.Word}, {Name: "行业", Type: dataset.Word}, {Name: "营业收入(万元)", Type: dataset.Word}}
	b := dataset.NewBatch(fields, 2)
	for i, row := range [][]string{{"599", "啤酒", "1,234.5"}, {"600600", "白酒", "--"}} {
		for j, cell := range row {
			b.Columns[j].SetWord(i, cell)
		}
	}
	table, err := dataset.NewMemory(0, fields, b)
	if err != nil {
		log.Fatal(err)
	}
	return table
}

func ExampleMapping_Apply() {
	mapping, err := dataset.ParseMapping([]byte(`{
		"version": "1", "title": {"zh": "企业表", "en": "Firms"},
		"missing": ["--"], "not_applicable": [], "evidence": "E4", "years": null,
		"columns": [
			{"name": "key", "evidence": "", "rule": {"kind": "code", "from": "代码", "digits": 6, "prefix": "stock:"}},
			{"name": "industry", "evidence": "", "rule": {"kind": "category", "from": "行业", "words": {"啤酒": "beer"}, "others": "keep", "default": ""}},
			{"name": "revenue", "evidence": "", "rule": {"kind": "number", "from": "营业收入(万元)", "unit": "万元", "factor": 1, "as": "decimal(2)"}}
		]}`))
	if err != nil {
		log.Fatal(err)
	}
	src, err := mapping.Apply(foreign())
	if err != nil {
		log.Fatal(err)
	}
	shards, err := src.Shards(context.Background(), []dataset.Field{
		{Name: "key", Type: dataset.Word, Required: true},
		{Name: "industry", Type: dataset.Word},
		{Name: "revenue", Type: dataset.Number, Evidence: true},
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, shard := range shards {
		for b, err := range shard.Batches(context.Background()) {
			if err != nil {
				log.Fatal(err)
			}
			for i := range b.Rows {
				revenue := b.Columns[2]
				fmt.Println(b.Columns[0].Word(i), b.Columns[1].Word(i), revenue.State[i], revenue.Float[i], revenue.Evidence[i])
			}
		}
	}
	// Output:
	// stock:000599 beer present 1.2345e+07 E4
	// stock:600600 白酒 missing 0 E4
}

func ExampleDescribe() {
	description, err := dataset.Describe(context.Background(), foreign())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Print(description)
	column, err := json.Marshal(description.Scaffold().Columns[2])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(column))
	// Output:
	// 2 rows, 3 columns
	// 代码: word (memory), 2 distinct, 599 to 600600, numbers held as text, looks like codes of 6 digits that lost leading zeros, "599", "600600"
	// 行业: word (memory), 2 distinct, "啤酒", "白酒"
	// 营业收入(万元): word (memory), 2 distinct, 1234.5 to 1234.5, 1 times "--", numbers held as text, unit 万元, "1,234.5"
	// {"name":"revenue","evidence":"","note":"column 营业收入(万元): word; 1234.5 to 1234.5; unit from the column's name","rule":{"kind":"number","from":"营业收入(万元)","unit":"万元","factor":1,"as":"decimal(2)"}}
}
