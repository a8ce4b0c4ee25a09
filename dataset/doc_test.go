package dataset_test

import (
	"context"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// The enterprise of the package comment.
func Example() {
	file := []dataset.Field{
		{Name: dataset.Key, Type: dataset.Word},
		{Name: "revenue", Type: dataset.Decimal, Scale: 2},
		{Name: "roe", Type: dataset.Number},
		{Name: "roe__state", Type: dataset.Word},
		{Name: "q_csat__x", Type: dataset.Number},
		{Name: "q_csat__evidence", Type: dataset.Word},
	}
	b := dataset.NewBatch(file, 1)
	b.Columns[0].SetWord(0, "91350100M000100Y43")
	b.Columns[1].SetInt(0, 123456)
	b.Columns[3].SetWord(0, dataset.NotApplicableWord)
	b.Columns[4].SetNumber(0, 4.2)
	b.Columns[5].SetWord(0, "E3")
	source, err := dataset.NewMemory(0, file, b)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(dataset.CheckKey(b.Columns[0].Word(0)))

	want := []dataset.Field{
		{Name: "revenue", Type: dataset.Number},
		{Name: "roe", Type: dataset.Number},
		{Name: "q_csat__x", Type: dataset.Number, Evidence: true},
	}
	for b, err := range dataset.Read(context.Background(), source, want) {
		if err != nil {
			fmt.Println(err)
			return
		}
		revenue, roe, satisfaction := &b.Columns[0], &b.Columns[1], &b.Columns[2]
		fmt.Println(revenue.State[0], revenue.Float[0])
		fmt.Println(roe.State[0])
		fmt.Println(satisfaction.State[0], satisfaction.Float[0], satisfaction.Evidence[0])
	}
	_, err = source.Shards(context.Background(), []dataset.Field{{Name: "roa", Type: dataset.Number, Required: true}})
	fmt.Println(err)
	// Output:
	// <nil>
	// present 1234.56
	// not applicable
	// present 4.2 E3
	// the columns are not as wanted:
	// column roa: missing, wanted number; close names: roe
}
