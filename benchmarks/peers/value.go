package main

import (
	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation"
)

// ends are where each dimension's indicators end.
var ends = [...]int{8, 15, 22, 29, 36}

const (
	dimensions     = len(ends)
	firstIndicator = 2 // among the columns read: id, sector, indicators, a1 to a6, m1 to m6
	firstAmount    = firstIndicator + indicators
	firstMoney     = firstAmount + 6
)

var (
	method = valuation.ExcessEarnings{
		Years:    5,
		Forecast: valuation.WeightedHistory{Weights: []float64{0.5, 0.3, 0.2}},
	}
	coefficient = valuation.Logistic{Min: 0.6, Max: 2, Slope: 0.08, Reference: 50}
)

// input are the columns that the third pass reads.
func input() []dataset.Field {
	fields := []dataset.Field{{Name: "id", Type: dataset.Word}, {Name: "sector", Type: dataset.Word}}
	fields = append(fields, named("i%02d", indicators)...)
	return append(append(fields, named("a%d", 6)...), named("m%d", 6)...)
}

// output are the columns of the result, without the rank.
func output() []dataset.Field {
	fields := []dataset.Field{{Name: "id", Type: dataset.Word}, {Name: "sector", Type: dataset.Word}}
	fields = append(fields, named("d%d", dimensions)...)
	for _, name := range []string{"total", "rate", "base_flow", "value"} {
		fields = append(fields, number64(name))
	}
	return fields
}

// Positions among the columns of the result.
const (
	atDimension = 2
	atTotal     = atDimension + dimensions
	atRate      = atTotal + 1
	atFlow      = atTotal + 2
	atValue     = atTotal + 3
)

// assess fills a batch of results from a batch of the file.
func (f *fit) assess(out, in *dataset.Batch) error {
	out.Resize(in.Rows)
	out.Columns[0], out.Columns[1] = in.Columns[0], in.Columns[1]
	total := whole(&out.Columns[atTotal])
	clear(total)
	from := 0
	for d, to := range ends {
		scores := whole(&out.Columns[atDimension+d])
		clear(scores)
		weight := 0.0
		for k := from; k < to; k++ {
			weight += f.weight[k]
			addScores(scores, &in.Columns[firstIndicator+k], f.least[k], 100*f.weight[k]/f.span[k])
		}
		for i, s := range scores {
			total[i] += s
			scores[i] = s / weight
		}
		from = to
	}
	for i := range in.Rows {
		if err := appraise(out, in, i); err != nil {
			return err
		}
	}
	return nil
}

// whole says that all values of a column are present, and gives them.
func whole(c *dataset.Column) []float64 {
	for i := range c.State {
		c.State[i] = dataset.Present
	}
	return c.Float
}

func addScores(scores []float64, c *dataset.Column, least, factor float64) {
	states, xs := c.State[:len(scores)], c.Float[:len(scores)]
	for i := range scores {
		if states[i] == dataset.Present {
			scores[i] += float64((xs[i] - least) * factor)
		}
	}
}

// appraise values row i. Its years are m1 to m3, a1 to a3 and a4 to a6; growth
// is that of m5 over m6 and m4 over m5, within 0 and 5 %.
func appraise(out, in *dataset.Batch, i int) error {
	amount := func(k int) float64 { return in.Columns[firstAmount+k].Float[i] }
	money := func(k int) float64 { return in.Columns[firstMoney+k].Float[i] }
	history := [3]valuation.Year{
		{Earnings: money(0), Current: money(1), NonCurrent: money(2)},
		{Earnings: amount(0), Current: amount(1), NonCurrent: amount(2)},
		{Earnings: amount(3), Current: amount(4), NonCurrent: amount(5)},
	}
	growth := (money(3)/money(4)+money(4)/money(5))/2 - 1
	v, err := method.Value(&valuation.Case{
		Basis:     valuation.Basis{Earnings: valuation.OperatingProfit, Charge: valuation.GrossTangible},
		History:   history[:],
		ShortRate: 0.03, LongRate: 0.04, BrandShare: 0.3, IndustryReturn: 0.08, Tax: 0.25,
		Coefficient: coefficient.K(out.Columns[atTotal].Float[i]),
		Growth:      min(max(growth, 0), 0.05), TerminalGrowth: 0.02,
	})
	if err != nil {
		return err
	}
	out.Columns[atRate].SetNumber(i, v.Rate)
	out.Columns[atFlow].SetNumber(i, v.BaseFlow)
	if v.Status != valuation.NotApplicable {
		out.Columns[atValue].SetNumber(i, v.Yuan)
	}
	return nil
}
