package fictional_test

import (
	"context"
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
)

func Example() {
	source := fictional.Enterprises{Seed: 1, N: 3, Year: 2024}
	want := []dataset.Field{
		{Name: dataset.Key, Type: dataset.Word, Required: true},
		{Name: dataset.Name, Type: dataset.Word},
		{Name: "b_aware", Type: dataset.Number, Evidence: true},
	}
	for b, err := range dataset.Read(context.Background(), source, want) {
		if err != nil {
			fmt.Println(err)
			return
		}
		key, name, aware := &b.Columns[0], &b.Columns[1], &b.Columns[2]
		for i := range b.Rows {
			fmt.Printf("%s %s %.2f %q\n", key.Word(i), name.Word(i), aware.Float[i], aware.Evidence[i])
		}
	}
	// Output:
	// X0370200000000001G 虚构企业000001(服务业) 54.94 "E3"
	// X0370200000000002K 虚构企业000002(服务业) 76.87 ""
	// X0370200000000003N 虚构企业000003(农业) 80.17 "E3"
}

func ExampleEnterprises_FaultOf() {
	source := fictional.Enterprises{Seed: 1, N: 5000, Year: 2024, Faults: 0.001}
	for i := range source.N {
		if fault := source.FaultOf(i); fault != "" {
			fmt.Println("subject", i+1, fault)
		}
	}
	// Output:
	// subject 948 unit-slip
	// subject 2405 unknown-grade
	// subject 2979 contradictory-return
	// subject 3648 unknown-grade
	// subject 4905 unit-slip
	// subject 4995 unknown-grade
}
