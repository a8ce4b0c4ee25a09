// Command first is the program of the README: a thousand fictional enterprises
// under edition 2025, and the first three by brand value.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

func main() {
	edition, err := annual.OpenEdition(annual.Editions(), "2025")
	check(err)
	model, err := edition.Compile()
	check(err)
	subjects := fictional.Enterprises{Seed: 1, N: 1000, Year: edition.FiscalYear}
	results := new(dataset.Memory)
	_, err = annual.Run(context.Background(), model, subjects, results, annual.Options{})
	check(err)
	publication, err := annual.Publish(context.Background(), model, results, annual.Selection{First: 3})
	check(err)
	for _, r := range publication.Table {
		fmt.Println(r.Rank, r.Name, edition.Money.String(r.Value.Int))
	}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
