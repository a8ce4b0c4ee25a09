package fictional_test

import (
	"context"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
)

// BenchmarkEnterprises makes enterprises with all their columns on one core.
func BenchmarkEnterprises(b *testing.B) {
	e := fictional.Enterprises{Seed: 1, N: 1 << 14, Year: 2024}
	rows := 0
	b.ReportAllocs()
	for b.Loop() {
		for batch, err := range dataset.Read(context.Background(), e, fictional.Fields()) {
			if err != nil {
				b.Fatal(err)
			}
			rows += batch.Rows
		}
	}
	b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
}
