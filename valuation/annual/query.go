package annual

import (
	"math"

	"github.com/brandvalue/brandvalue/dataset"
)

// plausibility is where the figures lie that plausibility queries compare. A
// query never changes a figure; it asks the subject about it.
type plausibility struct {
	revenue, revenueBefore, growth int // -1 where not read
	profit, equity, returned       int
	current, total                 int
	now, before                    []int // figures with one of the year before
}

// queryFields are read for the queries alone.
func queryFields() []dataset.Field {
	return []dataset.Field{number("revenue_growth"), number("net_profit"), number("equity"), number("roe"),
		number("current_assets"), number("total_assets")}
}

func (m *Model) findQueries(at positions) plausibility {
	find := func(name string) int {
		if i, ok := at[name]; ok {
			return i
		}
		return -1
	}
	p := plausibility{
		revenue: find("revenue"), revenueBefore: find("revenue__1"), growth: find("revenue_growth"),
		profit: find("net_profit"), equity: find("equity"), returned: find("roe"),
		current: find("current_assets"), total: find("total_assets"),
	}
	for _, item := range append([]string{"revenue"}, m.Edition.Accounts.Items()...) {
		if now, before := find(item), find(columnOf(item, 1)); now >= 0 && before >= 0 && item != "roe" {
			p.now, p.before = append(p.now, now), append(p.before, before)
		}
	}
	return p
}

// query asks about figures that do not go together.
func (d *Desk) query() {
	p, q := &d.m.queries, &d.m.Edition.Queries
	for i, row := range d.rows {
		d.queryHistory(i, int(row))
		revenue, ok1 := d.figure(p.revenue, row)
		before, ok2 := d.figure(p.revenueBefore, row)
		growth, ok3 := d.figure(p.growth, row)
		if ok1 && ok2 && ok3 && before > 0 && math.Abs(100*(revenue/before-1)-growth) > q.GrowthGap {
			d.note(i, "growth-against-revenues:revenue_growth")
		}
		profit, ok1 := d.figure(p.profit, row)
		equity, ok2 := d.figure(p.equity, row)
		returned, ok3 := d.figure(p.returned, row)
		if ok1 && ok2 && ok3 && equity > 0 && math.Abs(100*profit/equity-returned) > q.ReturnGap {
			d.note(i, "return-against-profit:roe")
		}
		current, ok1 := d.figure(p.current, row)
		total, ok2 := d.figure(p.total, row)
		if ok1 && ok2 && current > total {
			d.note(i, "current-above-total:current_assets")
		}
	}
}

// queryHistory asks about figures that are far from last year's, or just the same.
func (d *Desk) queryHistory(i, row int) {
	p, q := &d.m.queries, &d.m.Edition.Queries
	same := 0
	for k, at := range p.now {
		now, ok1 := d.figure(at, int32(row))
		before, ok2 := d.figure(p.before[k], int32(row))
		if !ok1 || !ok2 || now == 0 || before == 0 {
			continue
		}
		if now == before {
			same++
		}
		ratio := math.Abs(now / before)
		if ratio < 1 {
			ratio = 1 / ratio
		}
		switch {
		case ratio >= q.UnitSlip:
			d.note(i, "unit-slip:"+d.in.Columns[at].Field.Name)
		case ratio >= q.Jump:
			d.note(i, "jump:"+d.in.Columns[at].Field.Name)
		}
	}
	if q.FrozenFrom > 0 && same >= q.FrozenFrom {
		d.note(i, "same-as-last-year")
	}
}

func (d *Desk) figure(column int, row int32) (float64, bool) {
	if column < 0 || d.in.Columns[column].State[row] != dataset.Present {
		return 0, false
	}
	return d.in.Columns[column].Float[row], true
}
