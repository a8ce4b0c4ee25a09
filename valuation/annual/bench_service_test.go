package annual_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// TestServiceOfOneEnterprise holds what the benchmark measures to be the whole
// work: a score from 64 indicators and a value.
func TestServiceOfOneEnterprise(t *testing.T) {
	d := newDesk64(t)
	got, err := d.serve(newEnterprise64())
	require.NoError(t, err)
	require.Equal(t, 1, got.Rows)
	assert.Equal(t, annual.StatusValued, col(t, got, annual.ColStatus).Word(0), col(t, got, annual.ColIssues).Word(0))
	assert.Equal(t, 1.0, col(t, got, annual.ColCoverage).Float[0], "every indicator has a value")
	assert.Equal(t, dataset.Present, col(t, got, annual.ColValue).State[0])
	assert.Positive(t, col(t, got, annual.ColValue).Int[0])
}

func TestServiceAllocatesNothing(t *testing.T) {
	d, e := newDesk64(t), newEnterprise64()
	assert.Zero(t, testing.AllocsPerRun(100, func() {
		if _, err := d.serve(e); err != nil {
			panic(err)
		}
	}))
}

// BenchmarkService is a request: an enterprise as a struct is filled in,
// evaluated on 64 indicators and valued. Its parts are measured beside it.
func BenchmarkService(b *testing.B) {
	d, e := newDesk64(b), newEnterprise64()
	if _, err := d.serve(e); err != nil {
		b.Fatal(err)
	}
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
	run("whole", func() {
		if _, err := d.serve(e); err != nil {
			b.Fatal(err)
		}
	})
	run("fill", func() {
		if err := d.form.Fill(d.batch, 0, e); err != nil {
			b.Fatal(err)
		}
	})
	run("assess", func() { d.desk.Assess(d.batch) }) // of what was filled in last
}
