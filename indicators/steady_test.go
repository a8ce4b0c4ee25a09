package indicators_test

import (
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

func TestSteadyStateAllocatesNothing(t *testing.T) {
	s, err := indicators.OpenScheme("general")
	require.NoError(t, err)
	for _, scheme := range []*indicators.Scheme{s, madeUp(t, true)} {
		e, err := scheme.Compile(indicators.ProposedPolicy())
		require.NoError(t, err)
		b, err := e.Bind(e.Fields())
		require.NoError(t, err)
		for _, rows := range []int{1, 1500} {
			batch := dataset.NewBatch(e.Fields(), rows)
			some := []int32{0, int32(rows - 1)}
			var scores indicators.Scores
			allocs := testing.AllocsPerRun(10, func() {
				scores.Reset(rows, len(e.Dimensions()))
				b.Evaluate(batch, nil, &scores)
				b.Evaluate(batch, some, &scores)
			})
			assert.Zero(t, allocs, "%s, %d rows", scheme.Code, rows)
		}
	}
}

// TestFittingAllocatesNothing once a summary has seen a batch, in the passes for
// extremes, moments and entropy.
func TestFittingAllocatesNothing(t *testing.T) {
	f, err := indicators.NewFitting(benchFit(t, indicators.ZScore{Bound: 3}), indicators.FitOptions{Population: "p"})
	require.NoError(t, err)
	passes := 0
	for p := f.Pass(); p != nil; p = f.Pass() {
		batch, sum := dense(p.Fields(), 1500), p.Summary()
		assert.Zero(t, testing.AllocsPerRun(10, func() { sum.Add(batch, nil) }))
		require.NoError(t, f.Take(sum))
		passes++
	}
	assert.Equal(t, 2, passes)
}

func TestBindingIsShared(t *testing.T) {
	e, err := madeUp(t, true).Compile(indicators.ProposedPolicy())
	require.NoError(t, err)
	b, err := e.Bind(e.Fields())
	require.NoError(t, err)
	batch := filled(e.Fields(), 300)
	want := scored(b, batch, nil)
	results := make([]*indicators.Scores, 8)
	var group sync.WaitGroup
	for i := range results {
		own := filled(e.Fields(), 300)
		group.Go(func() { results[i] = scored(b, own, nil) })
	}
	group.Wait()
	for _, got := range results {
		assert.Equal(t, want.Total, got.Total)
	}
}

func TestSectorsOfOneBatch(t *testing.T) {
	scheme := pair(0)
	other := pair(0)
	other.Dimensions[0].Children[0].Weight, other.Dimensions[0].Children[1].Weight = 0, 100
	e, err := scheme.Compile(indicators.Policy{})
	require.NoError(t, err)
	f, err := other.Compile(indicators.Policy{})
	require.NoError(t, err)
	one, err := e.Bind(e.Fields())
	require.NoError(t, err)
	two, err := f.Bind(e.Fields())
	require.NoError(t, err)
	batch := dataset.NewBatch(e.Fields(), 4)
	for row := range 4 {
		batch.Columns[0].SetNumber(row, 50)
		batch.Columns[1].SetNumber(row, 100)
	}
	var s indicators.Scores
	s.Reset(4, 1)
	one.Evaluate(batch, []int32{0, 2}, &s)
	two.Evaluate(batch, []int32{3}, &s)
	one.Evaluate(batch, []int32{}, &s)
	assert.Equal(t, []float64{70, 0, 70, 100}, s.Total)
	assert.Equal(t, []bool{true, false, true, true}, s.Rateable)
	assert.Panics(t, func() { s.Reset(3, 1); one.Evaluate(batch, nil, &s) })
}
