package valuation

import (
	"errors"
	"fmt"
	"math"
)

// Timing says when in a year its cash is taken to flow.
type Timing string

const (
	// YearEnd discounts year t by (1+R)^t, as the standard does.
	YearEnd Timing = "year-end"
	// MidYear discounts year t by (1+R)^(t-1/2), the terminal value by (1+R)^(T-1/2).
	MidYear Timing = "mid-year"
)

// ExcessEarnings is the multi-period excess earnings method:
//
//	V_B = sum_{t=1..T} F_t/(1+R)^t + F_{T+1}/(R-g) / (1+R)^T
//	F = (P_A - I_A) beta,  I_A = A_CT B_CT + A_NCT B_NCT,  R = Z K
//
// V_B is the brand's value in yuan at the valuation date, F the brand's cash
// flow, P_A the earnings, I_A the return on tangible assets, beta the brand's
// share, Z the return of the industry, K the strength coefficient, g the
// perpetual growth. The fields are the parameters that all subjects of an
// edition share; what differs from subject to subject is in the Case.
//
// Reference: GB/T 29188-2022, multi-period excess earnings (its order of
// formulas was read, their bodies are recalled).
type ExcessEarnings struct {
	Years    int      // T; with an explicit forecast zero takes as many as there are
	Timing   Timing   // YearEnd where empty
	Fade     bool     // growth fades in equal steps from year 1 to g in year T+1
	Forecast Forecast // Explicit where nil
	Guards   Guards
	Spread   Spread
}

// Check reports every fault of the parameters.
func (m ExcessEarnings) Check() error {
	var faults []error
	if m.Years < 0 || m.Years > MaxYears || m.Years == 0 && m.forecast() != (Explicit{}) {
		faults = append(faults, fmt.Errorf("explicit years are %d, must be 1 to %d", m.Years, MaxYears))
	}
	if m.Timing != "" && m.Timing != YearEnd && m.Timing != MidYear {
		faults = append(faults, fmt.Errorf("timing %q is not one of %q, %q", m.Timing, YearEnd, MidYear))
	}
	for _, err := range [...]error{m.forecast().Check(), m.Guards.Check(), m.Spread.Check()} {
		if err != nil { // a good method costs no allocation
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}

func (m ExcessEarnings) forecast() Forecast {
	if m.Forecast == nil {
		return Explicit{}
	}
	return m.Forecast
}

// Value computes the value of a case. An error means that case or method are
// at fault; a case without positive brand cash flow has a value whose status
// says that the method is not applicable.
func (m ExcessEarnings) Value(c *Case) (Value, error) { return m.value(c, nil) }

// Explain computes the same value and keeps every step of it.
func (m ExcessEarnings) Explain(c *Case) (Value, *Worksheet, error) {
	sheet := &Worksheet{}
	v, err := m.value(c, sheet)
	return v, sheet, err
}

func (m ExcessEarnings) value(c *Case, sheet *Worksheet) (Value, error) {
	if err := m.Check(); err != nil {
		return Value{}, err
	}
	if err := c.Check(); err != nil {
		return Value{}, err
	}
	var v Value
	v.Growth = m.Guards.growth(c.TerminalGrowth, &v.Bound)
	p := projection{c: c, years: m.Years, g: v.Growth, fade: m.Fade, sheet: sheet}
	sheet.rates(c)
	if err := p.fill(m.forecast()); err != nil {
		return Value{}, err
	}
	v.BaseFlow, v.TerminalFlow, v.ShortHistory = p.base, p.flows[p.years], p.short
	v.Rate = m.Guards.rate(c.IndustryReturn*c.Coefficient, c.LongRate, v.Growth, &v.Bound)
	if !(v.Rate > v.Growth) {
		return Value{}, fmt.Errorf("discount rate R = Z K = %v is not above perpetual growth g = %v: the terminal value has no meaning", v.Rate, v.Growth)
	}
	sheet.flows(&p, &v)
	sheet.discount(c, &v)
	if reason := p.inapplicable(); reason != "" {
		return v.without(reason, sheet), nil
	}
	v.Explicit, v.Terminal = m.present(&p, p.flows[:p.years+1], v.Rate)
	sheet.present(&v, m.Timing)
	v.Yuan = v.Explicit + v.Terminal
	if !(v.Yuan > 0) {
		return v.without(NoPositiveValue, sheet), nil
	}
	v.TerminalShare = v.Terminal / v.Yuan
	m.royalty(&p, &v)
	m.spread(&p, &v)
	v.Status = m.Guards.status(&v)
	sheet.value(&v)
	return v, nil
}

// without is the outcome where the method is not applicable: no figure in yuan.
func (v Value) without(reason Reason, sheet *Worksheet) Value {
	v.Status, v.Reason = NotApplicable, reason
	v.Yuan, v.Explicit, v.Terminal = 0, 0, 0
	sheet.inapplicable(reason)
	return v
}

// inapplicable names the reason why flows have no brand value, if there is one.
func (p *projection) inapplicable() Reason {
	if !(p.flows[p.years] > 0) {
		return NoTerminalFlow
	}
	negative := 0
	for _, f := range p.flows[:p.years] {
		if f <= 0 {
			negative++
		}
	}
	if 2*negative > p.years {
		return NoExplicitFlow
	}
	return ""
}

// present discounts the explicit and the terminal flow at rate r.
func (m ExcessEarnings) present(p *projection, flows []float64, r float64) (explicit, terminal float64) {
	T := p.years
	d := 1 / (1 + r)
	for t := T - 1; t >= 0; t-- {
		explicit = (explicit + flows[t]) * d
	}
	terminal = flows[T] / (r - p.g)
	for range T {
		terminal *= d
	}
	if m.Timing == MidYear {
		half := math.Sqrt(1 + r)
		explicit *= half
		terminal *= half
	}
	return explicit, terminal
}

// royalty is the share of revenue before tax which, saved every year, would be
// worth as much: V / (PV(revenue) (1-t)).
func (m ExcessEarnings) royalty(p *projection, v *Value) {
	if !(p.c.Revenue > 0) {
		return
	}
	explicit, terminal := m.present(p, p.revenues[:p.years+1], v.Rate)
	royalty := v.Yuan / ((explicit + terminal) * (1 - p.c.Tax))
	if royalty <= math.MaxFloat64 { // revenue of next to nothing has none
		v.ImpliedRoyalty, v.HasRoyalty = royalty, true
	}
}
