package main

import (
	"fmt"
	"math"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// sensitivity prints what a point of strength does to value over the range of
// strengths in the table.
func (t *printer) sensitivity(m *annual.Model, p *annual.Publication) {
	low, high := math.Inf(1), math.Inf(-1)
	for i := range p.Table {
		if s := p.Table[i].Strength; s.Has {
			x := float64(s.Int) / math.Pow10(s.Scale) / 10
			low, high = min(low, x), max(high, x)
		}
	}
	if low > high {
		return
	}
	list, err := m.Sensitivities(10*math.Floor(low/10), 10*math.Ceil(high/10), 10)
	if err != nil {
		t.err = err
		return
	}
	tab := &table{head: t.head(dataset.Text{Chinese: "强度(千分制)", English: "strength"}, dataset.Text{Chinese: "K", English: "K"},
		dataset.Text{Chinese: "R", English: "R"}, dataset.Text{Chinese: "V/F0", English: "V/F_0"},
		dataset.Text{Chinese: "每10分价值变动", English: "value per 10 points"})}
	for _, s := range list {
		tab.add(fmt.Sprintf("%.0f", 10*s.Strength), fmt.Sprintf("%.4f", s.K), fmt.Sprintf("%.2f%%", 100*s.Rate), fmt.Sprintf("%.2f", s.Multiple),
			fmt.Sprintf("%+.2f%%", 100*s.Slope))
	}
	if len(tab.rows) > 0 {
		t.title("强度对价值的影响(默认行业参数,映射为本库假设)", "what strength does to value (default row of the industries; the mapping is an assumption)")
		t.table(tab)
	}
}
