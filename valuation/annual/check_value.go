package annual

import (
	"fmt"
	"slices"

	"github.com/brandvalue/brandvalue/valuation"
)

func (c *check) accounts() {
	c.accountsAt("accounts", c.e.Accounts.Accounts)
	if v := c.e.Variant; v != nil {
		c.text("variant.name", v.Name)
		c.accountsAt("variant.accounts", v.Accounts.Accounts)
	}
	c.take("money", c.e.Money.Check())
}

func (c *check) accountsAt(place string, a Accounts) {
	if a == nil {
		c.fault(place, "absent; they say how reported figures become the years of a case")
		return
	}
	c.take(place, a.Check())
	c.take(place, a.Basis().Check())
}

// rates checks the lending rates, tax and growth that all subjects share.
func (c *check) rates() {
	r := &c.e.Rates
	c.rate("rates.short", &r.Short, 0.5)
	c.rate("rates.long", &r.Long, 0.5)
	c.rate("rates.tax", &r.Tax, 0.9)
	c.rate("rates.terminal_growth", &r.TerminalGrowth, 0.1)
	if r.Short.Value > r.Long.Value {
		c.fault("rates.short.value", "%v is above the long rate %v", r.Short.Value, r.Long.Value)
	}
	if most := c.e.Method.ExcessEarnings.Guards.MaxGrowth; r.TerminalGrowth.Value > most {
		c.fault("rates.terminal_growth.value", "%v is above the guard's %v, which would bind for every subject", r.TerminalGrowth.Value, most)
	}
}

func (c *check) rate(place string, r *Rate, most float64) {
	c.within(place+".value", r.Value, 0, most)
	c.text(place+".name", r.Name)
	if date, ok := c.date(place+".date", r.Date); ok {
		if at, ok := parseDate(c.e.ValuationDate); ok && date.After(at) {
			c.fault(place+".date", "%s is after the valuation date %s", r.Date, c.e.ValuationDate)
		}
	}
	c.graded(place, r.Grade, r.Source)
}

// method checks that method and accounts fit, and that no guard is off.
func (c *check) method() {
	const place = "method.excess_earnings"
	m := &c.e.Method.ExcessEarnings
	c.take(place, m.Check())
	history, ok := m.Forecast.(valuation.WeightedHistory)
	switch a := c.e.Accounts.Accounts; {
	case !ok:
		c.fault(place+".forecast", "must be of the kind %s; accounts report past years", valuation.WeightedHistory{}.Kind())
	case a != nil && a.Check() == nil && len(history.Weights) != a.Years():
		c.fault(place+".forecast.weights", "%d weights for the %d years that the accounts read", len(history.Weights), a.Years())
	}
	g := m.Guards
	for _, guard := range []struct {
		name string
		x    float64
	}{{"over_lending", g.OverLending}, {"over_growth", g.OverGrowth}, {"max_growth", g.MaxGrowth}, {"terminal_share", g.TerminalShare}} {
		if !(guard.x > 0) {
			c.fault(place+".guards."+guard.name, "%v guards nothing; an edition keeps all guards", guard.x)
		}
	}
	if caps := []GrowthCap{NoCap, OwnGrowth}; !slices.Contains(caps, c.e.GrowthCap) {
		c.fault("growth_cap", "%q is not one of %v", c.e.GrowthCap, caps)
	}
}

// leastRate is the discount rate below which a guard binds.
func (e *Edition) leastRate() float64 {
	g := e.Method.ExcessEarnings.Guards
	return max(e.Rates.Long.Value+g.OverLending, e.Rates.TerminalGrowth.Value+g.OverGrowth)
}

func (c *check) industries() {
	seen := map[string]bool{}
	for i := range c.e.Industries {
		row := &c.e.Industries[i]
		place := fmt.Sprintf("industries[%d] (%s)", i, row.Industry)
		c.word(place+".industry", row.Industry)
		c.once(seen, place, row.Industry)
		c.text(place+".name", row.Name)
		c.graded(place, row.Grade, row.Source)
		if row.Applicable {
			c.figures(place, row)
		}
	}
	if !seen[anyOther] {
		c.fault("industries", "no default row, industry %q", anyOther)
	}
}

// mostReturn tells a decimal from a percentage.
const mostReturn = 0.5

// figures checks the numbers of an industry to which the method applies.
func (c *check) figures(place string, row *IndustryFigure) {
	if !(row.BrandShare > 0 && row.BrandShare <= 1) {
		c.fault(place+".brand_share", "%v must lie above 0 and be at most 1", row.BrandShare)
	}
	c.within(place+".growth", row.Growth, -0.5, 0.5)
	c.word(place+".return_weighting", row.Weighting)
	switch {
	case row.Years == 1:
		c.fault(place+".return_years", "1; a single year is refused, since one slump would lower Z and so raise every value of the industry; five are usual")
	case row.Years < 1 || row.Years > 30:
		c.fault(place+".return_years", "%d must lie in 2 to 30", row.Years)
	}
	if row.ReturnTax != "after-tax" && row.ReturnTax != "pre-tax" {
		c.fault(place+".return_tax", "%q is not one of after-tax, pre-tax", row.ReturnTax)
	}
	z, least := c.e.returnAfterTax(row), c.e.leastRate()
	switch {
	case !(row.Return > 0 && row.Return <= mostReturn):
		c.fault(place+".industry_return", "%v must lie above 0 and be at most %v", row.Return, mostReturn)
	case z < least && least <= mostReturn:
		c.fault(place+".industry_return", "%v after tax is below %v, where the guards bind even for an average brand (K = 1)", z, least)
	}
}
