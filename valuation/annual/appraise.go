package annual

import (
	"math"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation"
)

// value makes the case of row i, values it and publishes the value.
func (d *Desk) value(i int) {
	if d.out.Columns[d.m.at.status].State[i] == dataset.Present {
		return
	}
	var c valuation.Case
	industry := d.industry(i)
	row := &d.m.Edition.Industries[industry]
	setClosed(&d.out.Columns[d.m.worth.industry], i, industry)
	setClosed(&d.out.Columns[d.m.worth.basis], i, 0)
	setClosed(&d.out.Columns[d.m.worth.mapping], i, 0)
	if !row.Applicable {
		d.status(i, StatusNotApplicable, "industry-excluded")
		return
	}
	if d.strength[i] < 0 && d.m.needsStrength {
		d.status(i, StatusNotRated, "no-strength")
		return
	}
	d.prepareCase(&c, i, row)
	c.History = d.years(i, d.m.Edition.Accounts.Accounts, d.m.accounts)
	if len(c.History) == 0 {
		d.status(i, StatusNoAccounts, "no-usable-year")
		return
	}
	d.writeCase(i, &c)
	v, err := d.m.Edition.Method.ExcessEarnings.Value(&c)
	if err != nil {
		d.note(i, "inconsistent-accounts")
		d.status(i, StatusInvalid, "inconsistent-accounts")
		return
	}
	d.publish(i, &v)
	d.variant(i, c)
}

// industry is the position of the subject's row among the edition's
// industries, that of the default row if it has none of its own.
func (d *Desk) industry(i int) int {
	if at, ok := d.m.industries[d.out.Columns[d.m.at.industry].Word(i)]; ok {
		return at
	}
	return d.m.industries["*"]
}

// prepareCase fills in what does not come from the accounts.
func (d *Desk) prepareCase(c *valuation.Case, i int, row *IndustryFigure) {
	e := d.m.Edition
	*c = valuation.Case{
		Basis: e.Accounts.Basis(), Tax: e.Rates.Tax.Value,
		ShortRate: e.Rates.Short.Value, LongRate: e.Rates.Long.Value, TerminalGrowth: e.Rates.TerminalGrowth.Value,
		BrandShare: row.BrandShare, IndustryReturn: e.returnAfterTax(row),
		Coefficient: e.Strength.Mapping.K(d.strength[i]),
	}
	revenue := &d.in.Columns[d.m.revenue[0]]
	if at := d.rows[i]; revenue.State[at] == dataset.Present {
		if c.Revenue = revenue.Float[at]; c.Revenue < 0 {
			d.note(i, "negative:revenue")
			c.Revenue = 0
		}
	}
	c.Growth = d.growth(i, row.Growth)
}

// returnAfterTax is the industry's return on the tax basis of the earnings.
func (e *Edition) returnAfterTax(row *IndustryFigure) float64 {
	if row.ReturnTax == "pre-tax" {
		return row.Return * (1 - e.Rates.Tax.Value)
	}
	return row.Return
}

// growth is the industry's, bounded by the subject's own where the edition
// says so. Without two revenues it is the perpetual growth.
func (d *Desk) growth(i int, industry float64) float64 {
	if d.m.Edition.GrowthCap == NoCap {
		return industry
	}
	own, ok := d.ownGrowth(int(d.rows[i]))
	if !ok {
		d.note(i, "no-growth-history")
		return min(industry, d.m.Edition.Rates.TerminalGrowth.Value)
	}
	return min(industry, max(own, leastGrowth))
}

// leastGrowth keeps the growth of a subject that almost vanished within what a case accepts.
const leastGrowth = -0.9

// ownGrowth is the yearly growth of revenue over the reported years in a row.
func (d *Desk) ownGrowth(row int) (growth float64, ok bool) {
	first, last, n := 0.0, 0.0, 0
	for back, at := range d.m.revenue {
		c := &d.in.Columns[at]
		if c.State[row] != dataset.Present || !(c.Float[row] > 0) {
			break
		}
		if back == 0 {
			last = c.Float[row]
		}
		first, n = c.Float[row], back
	}
	if n == 0 {
		return 0, false
	}
	return math.Pow(last/first, 1/float64(n)) - 1, true
}

// years makes the years of a case from the accounts, the latest first, as far
// back as they are reported without a gap. The slice is valid until the next call.
func (d *Desk) years(i int, a Accounts, columns [][]int) []valuation.Year {
	row, n := d.rows[i], 0
	for _, items := range columns {
		for k, at := range items {
			c := &d.in.Columns[at]
			if c.State[row] != dataset.Present {
				return d.history[:n]
			}
			d.figures[k] = c.Float[row]
		}
		d.history[n] = a.year(d.figures[:len(items)], &d.m.Edition.Rates)
		n++
	}
	return d.history[:n]
}

// writeCase puts the case into the results, where next year and an audit find it.
func (d *Desk) writeCase(i int, c *valuation.Case) {
	for k, at := range d.m.worth.driverAt {
		d.out.Columns[at].SetNumber(i, d.m.worth.drivers[k].Get(c))
	}
	for back, y := range c.History {
		for k, x := range [...]float64{y.Earnings, y.Current, y.NonCurrent} {
			if !math.IsNaN(x) && !math.IsInf(x, 0) {
				d.out.Columns[d.m.worth.years[back][k]].SetNumber(i, x)
			}
		}
	}
}

// publish writes a value and closes the row.
func (d *Desk) publish(i int, v *valuation.Value) {
	at, out := &d.m.worth, d.out.Columns
	out[at.rate].SetNumber(i, v.Rate)
	out[at.growth].SetNumber(i, v.Growth)
	out[at.baseFlow].SetNumber(i, v.BaseFlow)
	out[at.terminalFlow].SetNumber(i, v.TerminalFlow)
	if v.ShortHistory {
		d.note(i, "short-history")
	}
	if v.Status == valuation.NotApplicable {
		d.status(i, StatusNotApplicable, string(v.Reason))
		return
	}
	money := [...]struct {
		column int
		yuan   float64
	}{{at.value, v.Yuan}, {at.low, v.Low}, {at.high, v.High}}
	for _, m := range money {
		if !d.setMoney(m.column, i, m.yuan) {
			d.status(i, StatusInvalid, "amount-too-large")
			return
		}
	}
	out[at.valueRaw].SetNumber(i, v.Yuan)
	out[at.explicit].SetNumber(i, v.Explicit)
	out[at.terminal].SetNumber(i, v.Terminal)
	out[at.terminalShare].SetNumber(i, v.TerminalShare)
	if v.HasRoyalty {
		out[at.royalty].SetNumber(i, v.ImpliedRoyalty)
	}
	setClosed(&out[at.guards], i, int(v.Bound))
	d.close(i, v)
}

// close decides between valued and provisional.
func (d *Desk) close(i int, v *valuation.Value) {
	low := d.coverage[i] < d.m.Edition.Coverage.Provisional
	switch guard := v.Status == valuation.Provisional; {
	case guard && low:
		d.status(i, StatusProvisional, "guard-and-coverage")
	case guard:
		d.status(i, StatusProvisional, "guard")
	case low:
		d.status(i, StatusProvisional, "coverage")
	default:
		d.status(i, StatusValued, "")
	}
}

func (d *Desk) setMoney(column, i int, yuan float64) bool {
	fen, err := d.m.Edition.Money.Fen(yuan)
	if err != nil {
		return false
	}
	d.out.Columns[column].SetInt(i, fen)
	return true
}

// variant values the same subject on the edition's variant of the accounts.
func (d *Desk) variant(i int, c valuation.Case) {
	v := d.m.Edition.Variant
	if v == nil {
		return
	}
	c.Basis = v.Accounts.Basis()
	c.History = d.years(i, v.Accounts.Accounts, d.m.variant)
	if value, err := d.m.Edition.Method.ExcessEarnings.Value(&c); err == nil && value.Status != valuation.NotApplicable {
		d.setMoney(d.m.worth.variant, i, value.Yuan)
	}
}
