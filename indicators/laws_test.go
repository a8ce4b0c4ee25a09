package indicators_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

const near = 1e-9

func within(t *rapid.T, what string, x, lo, hi float64) {
	if !(x >= lo && x <= hi*(1+1e-12)+1e-12) {
		t.Fatalf("%s is %v, not within %v to %v", what, x, lo, hi)
	}
}

func equal(t *rapid.T, what string, a, b float64) {
	if !(math.Abs(a-b) <= near*max(1, math.Abs(a))) {
		t.Fatalf("%s: %v and %v", what, a, b)
	}
}

func TestScoresStayWithinTheirWeights(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		e, b := compiled(t, s, anyPolicy(t))
		batch := anyBatch(t, e.Fields(), 4)
		for i := range batch.Columns { // hostile values
			if c := &batch.Columns[i]; rapid.IntRange(0, 3).Draw(t, "hostile") == 0 {
				if c.Field.Type == dataset.Word {
					c.SetWord(0, "?")
				} else {
					c.SetNumber(0, rapid.SampledFrom([]float64{math.NaN(), math.Inf(1), math.Inf(-1), -1e308, 1e308, -1}).Draw(t, "x"))
				}
			}
		}
		got := scored(b, batch, nil)
		for row := range batch.Rows {
			within(t, "total", got.Total[row], 0, s.FullScore)
			within(t, "coverage", got.Coverage[row], 0, 1)
			for i, d := range got.Dimensions {
				w := s.Dimensions[i].Weight
				within(t, "points", d.Points[row], 0, w)
				within(t, "applicable", d.Applicable[row], 0, w)
				within(t, "available", d.Available[row], 0, d.Applicable[row])
				within(t, "coverage", d.Coverage[row], 0, 1)
			}
		}
	})
}

func TestIndicatorOfWeightZeroIsAsIfAbsent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		without := anyScheme(t, allMeans...)
		s := *without
		s.Dimensions = slices.Clone(without.Dimensions)
		d := &s.Dimensions[rapid.IntRange(0, len(s.Dimensions)-1).Draw(t, "dimension")]
		extra := s.Metrics[0]
		extra.Code = "extra"
		s.Metrics = append(slices.Clone(s.Metrics), extra)
		d.Children = append(slices.Clone(d.Children), indicators.Node{Metric: "extra"})
		p := anyPolicy(t)
		_, b := compiled(t, &s, p)
		e, c := compiled(t, without, p)
		batch := anyBatch(t, e.Fields(), 3)
		got, want := scored(b, batch, nil), scored(c, batch, nil)
		for row := range batch.Rows {
			equal(t, "total", want.Total[row], got.Total[row])
		}
	})
}

func TestScalingAllWeightsScalesTheScoreAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		p := anyPolicy(t)
		e, b := compiled(t, s, p)
		batch := anyBatch(t, e.Fields(), 3)
		before := scored(b, batch, nil)
		factor := rapid.Float64Range(0.01, 100).Draw(t, "factor")
		for _, n := range indicatorsOf(s.Dimensions) {
			n.Weight *= factor
		}
		reweigh(s)
		_, c := compiled(t, s, p)
		after := scored(c, batch, nil)
		for row := range batch.Rows {
			equal(t, "total", before.Total[row]*factor, after.Total[row])
			equal(t, "coverage", before.Coverage[row], after.Coverage[row])
		}
	})
}

func TestDimensionWithoutApplicableIndicatorsIsLeftOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		s.Metrics = append(s.Metrics, indicators.Metric{Code: "more", Name: text("more"), Rule: indicators.Expert{}, Source: indicators.Source{Grade: "assumption"}})
		s.Dimensions = append(s.Dimensions, indicators.Node{Code: "More", Name: text("more"), Children: []indicators.Node{{Metric: "more", Weight: 3}}})
		reweigh(s)
		p := anyPolicy(t)
		e, b := compiled(t, s, p)
		batch := anyBatch(t, e.Fields(), 1)
		for _, n := range indicatorsOf(s.Dimensions[:1]) {
			for i := range batch.Columns {
				if c := &batch.Columns[i]; dataset.Item(c.Field.Name) == n.Metric {
					c.State[0] = dataset.NotApplicable
				}
			}
		}
		got := scored(b, batch, nil)
		rest := *s
		rest.Dimensions = s.Dimensions[1:]
		rest.FullScore -= s.Dimensions[0].Weight
		c, _ := compiled(t, &rest, p)
		want := scored(bound(t, c, e.Fields()), batch, nil)
		equal(t, "share of the full score", want.Total[0]/rest.FullScore, got.Total[0]/s.FullScore)
		if got.Dimensions[0].Rateable[0] || got.Rateable[0] != want.Rateable[0] || got.Scaled[0] != want.Rateable[0] {
			t.Fatalf("rateable %v %v, scaled %v", got.Dimensions[0].Rateable[0], got.Rateable[0], got.Scaled[0])
		}
		// The same as a dimension that the scheme says nothing is known of.
		unknown := *s
		unknown.Dimensions = slices.Clone(s.Dimensions)
		unknown.Dimensions[0] = indicators.Node{Code: "U", Name: text("u"), Weight: s.Dimensions[0].Weight, NotRateable: text("unknown")}
		u, _ := compiled(t, &unknown, p)
		same := scored(bound(t, u, e.Fields()), batch, nil)
		equal(t, "total", got.Total[0], same.Total[0])
	})
}

func TestBetterValuesAndEvidenceNeverCostPoints(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		p := anyPolicy(t)
		p.Missing = indicators.Zero{} // leaving missing values out rewards hiding bad ones
		e, b := compiled(t, s, p)
		batch := anyBatch(t, e.Fields(), 1)
		before := scored(b, batch, nil).Total[0]
		better := func(metric string, item func(c *dataset.Column)) {
			for i := range batch.Columns {
				if c := &batch.Columns[i]; dataset.Item(c.Field.Name) == metric {
					item(c)
				}
			}
		}
		m := rapid.SampledFrom(s.Metrics).Draw(t, "metric")
		if rapid.Bool().Draw(t, "evidence") {
			better(m.Code, func(c *dataset.Column) {
				if c.Evidence != nil && c.Evidence[0] < dataset.E5 {
					c.Evidence[0]++
				}
			})
		} else {
			by := rapid.Float64Range(0, 50).Draw(t, "by")
			if _, falls := m.Rule.(indicators.Deduct); falls || m.Direction == indicators.Cost {
				by = -by
			}
			better(m.Code, func(c *dataset.Column) {
				if c.Field.Type == dataset.Number && c.State[0] == dataset.Present && c.Field.Name != m.Code+"__mean" && (by > 0 || c.Float[0]+by >= 0) {
					c.Float[0] += by
				}
			})
		}
		if after := scored(b, batch, nil).Total[0]; after < before-near {
			t.Fatalf("%s: from %v down to %v", m.Code, before, after)
		}
	})
}

func TestResultsDoNotDependOnTheBatch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		e, b := compiled(t, s, anyPolicy(t))
		batch := anyBatch(t, e.Fields(), 6)
		whole := scored(b, batch, nil)
		issues := len(batch.Issues)
		order := rapid.Permutation([]int32{0, 1, 2, 3, 4, 5}).Draw(t, "order")
		some := order[:rapid.IntRange(0, 6).Draw(t, "rows")]
		part := scored(b, batch, some)
		if len(some) == 6 && len(batch.Issues) != issues {
			t.Fatalf("%d issues in one order and %d in another", issues, len(batch.Issues))
		}
		for row := range batch.Rows {
			want, selected := whole.Total[row], slices.Contains(some, int32(row))
			if !selected {
				want = 0
			}
			if part.Total[row] != want {
				t.Fatalf("row %d: %v in a selection, %v in the whole", row, part.Total[row], want)
			}
			if alone := scored(b, batch, []int32{int32(row)}); alone.Total[row] != whole.Total[row] || alone.Coverage[row] != whole.Coverage[row] {
				t.Fatalf("row %d: %v alone, %v in the whole", row, alone.Total[row], whole.Total[row])
			}
		}
	})
}

func TestMeansAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, indicators.Arithmetic)
		e, _ := compiled(t, s, indicators.ProposedPolicy())
		batch := anyBatch(t, e.Fields(), 1)
		last := math.Inf(1)
		for _, mean := range allMeans {
			for i := range s.Dimensions {
				s.Dimensions[i].Mean = mean
			}
			_, b := compiled(t, s, indicators.ProposedPolicy())
			total := scored(b, batch, nil).Total[0]
			if total > last+near {
				t.Fatalf("%v gives %v, more than the %v of the one before", mean, total, last)
			}
			last = total
		}
	})
}

func TestManyBlocksEqualOne(t *testing.T) {
	e, err := madeUp(t, true).Compile(indicators.ProposedPolicy())
	if err != nil {
		t.Fatal(err)
	}
	b, err := e.Bind(e.Fields())
	if err != nil {
		t.Fatal(err)
	}
	batch := filled(e.Fields(), 2500)
	whole := scored(b, batch, nil)
	for row := range batch.Rows {
		if alone := scored(b, batch, []int32{int32(row)}); alone.Total[row] != whole.Total[row] {
			t.Fatalf("row %d: %v alone, %v in the whole", row, alone.Total[row], whole.Total[row])
		}
	}
}
