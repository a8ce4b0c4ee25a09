package fictional_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
)

// concerns tells what a fault may change.
func concerns(f fictional.Fault, name string) bool {
	switch f {
	case fictional.BadKey:
		return name == dataset.Key
	case fictional.UnknownSector:
		return name == dataset.SectorOf
	case fictional.UnknownGrade:
		return name == "b_share"
	case fictional.NegativeRevenue:
		return name == "revenue"
	case fictional.ContradictoryReturn:
		return name == "roe"
	case fictional.UnitSlip:
		switch name {
		case "revenue", "operating_profit", "net_profit", "current_tangible", "noncurrent_tangible", "current_assets", "total_assets", "equity":
			return true
		}
	}
	return false
}

func TestFaults_ChangeWhatTheyConcernAndNothingElse(t *testing.T) {
	clean := fictional.Enterprises{Seed: 6, N: 4000, Year: 2024}
	faulty := clean
	faulty.Faults = 0.1
	want, got := read(t, clean, fictional.Fields()), read(t, faulty, fictional.Fields())
	seen := map[fictional.Fault]int{}
	for i := range got.Rows {
		fault := faulty.FaultOf(int64(i))
		require.Empty(t, clean.FaultOf(int64(i)))
		seen[fault]++
		for k := range got.Columns {
			a, b := &want.Columns[k], &got.Columns[k]
			if concerns(fault, a.Field.Name) && a.State[i] == dataset.Present {
				require.NotEqual(t, text(a, i), text(b, i), "row %d: %s leaves %s as it is", i+1, fault, a.Field.Name)
			} else {
				require.Equal(t, text(a, i), text(b, i), "row %d: %s changes %s", i+1, fault, a.Field.Name)
			}
		}
	}
	assert.InDelta(t, 0.1, 1-float64(seen[""])/float64(got.Rows), 0.02)
	for _, f := range fictional.FaultKinds() {
		assert.Greater(t, seen[f], 30, f)
	}
	assert.Len(t, seen, len(fictional.FaultKinds())+1)
}

func TestFaults_AreWhatTheySay(t *testing.T) {
	clean := fictional.Enterprises{Seed: 6, N: 500, Year: 2024}
	faulty := clean
	faulty.Faults = 1
	want, got := read(t, clean, fictional.Fields()), read(t, faulty, fictional.Fields())
	for i := range got.Rows {
		was := func(name string) *dataset.Column { return column(t, want, name) }
		is := func(name string) *dataset.Column { return column(t, got, name) }
		switch faulty.FaultOf(int64(i)) {
		case fictional.BadKey:
			assert.ErrorContains(t, dataset.CheckKey(is(dataset.Key).Word(i)), "the check character is")
		case fictional.UnknownSector:
			assert.Error(t, dataset.Sectors().Check("sector", is(dataset.SectorOf).Word(i)))
		case fictional.NegativeRevenue:
			assert.Equal(t, -was("revenue").Int[i], is("revenue").Int[i])
		case fictional.ContradictoryReturn:
			if was("roe").State[i] == dataset.Present {
				assert.InDelta(t, was("roe").Float[i]+40, is("roe").Float[i], 1e-9)
			}
		case fictional.UnitSlip:
			assert.Equal(t, was("total_assets").Int[i]/10_000, is("total_assets").Int[i])
			assert.Equal(t, was("total_assets__1").Int[i], is("total_assets__1").Int[i])
		case "":
			assert.Fail(t, "every row is faulty")
		}
	}
}
