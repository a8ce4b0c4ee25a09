package valuation

import (
	"errors"
	"fmt"
	"math"
)

// MaxYears is the longest explicit period that is accepted.
const MaxYears = 30

// Forecast turns a case into the brand cash flows of the years to come. The
// kinds are Explicit, WeightedHistory and ByDrivers.
type Forecast interface {
	// Kind is the name of the forecast in documents.
	Kind() string
	// Check reports faults of the forecast's own parameters.
	Check() error
	// project fills in the flows of the years 1 to T+1.
	project(p *projection) error
}

// Forecasts is one usable value of each kind of forecast, for documents and tests.
func Forecasts() []Forecast {
	return []Forecast{Explicit{}, WeightedHistory{Weights: []float64{3. / 6, 2. / 6, 1. / 6}}, ByDrivers{}}
}

// projection is the work of one forecast: what it reads above, what it fills in below.
type projection struct {
	c     *Case
	years int     // T asked for; zero means as many as the case lists
	g     float64 // perpetual growth after its guard
	fade  bool
	sheet *Worksheet

	flows    [MaxYears + 1]float64 // F_1 to F_{T+1}
	revenues [MaxYears + 1]float64 // those of the same years, if known
	base     float64               // F_0, or F_1 where there is no base year
	short    bool                  // fewer years of history than weights
}

// fill has a forecast fill in the flows. It is no call through the interface,
// which would put every projection on the heap.
func (p *projection) fill(f Forecast) error {
	switch f := f.(type) {
	case Explicit:
		return f.project(p)
	case WeightedHistory:
		return f.project(p)
	case ByDrivers:
		return f.project(p)
	}
	panic(fmt.Sprintf("valuation: the forecast %T is not among those of fill", f))
}

// growth is that of year t (from 1): constant, or fading in equal steps so
// that year T+1 grows at g.
func (p *projection) growth(t int) float64 {
	if t > p.years {
		return p.g
	}
	if !p.fade {
		return p.c.Growth
	}
	return p.c.Growth + float64((p.g-p.c.Growth)*float64(t-1)/float64(p.years))
}

// flow is the brand cash flow of one year and its charge:
//
//	F = (P_A - I_A) beta,  I_A = A_CT B_CT + A_NCT B_NCT
func (c *Case) flow(y Year) (flow, charge float64) {
	charge = float64(y.Current*c.ShortRate) + float64(y.NonCurrent*c.LongRate)
	return (y.Earnings - charge) * c.BrandShare, charge
}

// Explicit takes the years 1 to T as the case lists them; year T+1 is year T
// grown at g.
//
// Reference: GB/T 29188, brand earnings by year (formula body recalled).
type Explicit struct{}

// Kind is "explicit".
func (Explicit) Kind() string { return "explicit" }

// Check finds no fault: there are no parameters.
func (Explicit) Check() error { return nil }

func (Explicit) project(p *projection) error {
	n := len(p.c.Explicit)
	if n == 0 || n > MaxYears {
		return fmt.Errorf("explicit forecast: the case lists %d years, must be 1 to %d", n, MaxYears)
	}
	if p.years != 0 && p.years != n {
		return fmt.Errorf("explicit forecast: the case lists %d years, the method has %d", n, p.years)
	}
	p.years = n
	revenue := p.c.Revenue
	for i, y := range p.c.Explicit {
		var charge float64
		p.flows[i], charge = p.c.flow(y)
		revenue *= 1 + p.growth(i+1)
		p.revenues[i] = revenue
		p.sheet.year(i+1, y, charge, p.flows[i])
	}
	p.flows[n] = p.flows[n-1] * (1 + p.g)
	p.revenues[n] = revenue * (1 + p.g)
	p.base = p.flows[0]
	return nil
}

// WeightedHistory starts from a weighted mean of the past years' flows:
//
//	F_0 = sum w_i F_-i,  F_t = F_0 (1+g_1)...(1+g_t)
//
// With fewer years of history than weights the weights are scaled to those
// there are and the value is marked.
//
// Reference: library default, assumption; no weights were found in the text of a standard.
type WeightedHistory struct {
	Weights []float64 `json:"weights"` // latest year first, sum 1
}

// Kind is "weighted-history".
func (WeightedHistory) Kind() string { return "weighted-history" }

// Check wants positive weights that sum to one.
func (w WeightedHistory) Check() error {
	var sum float64
	var faults []error
	for i, x := range w.Weights {
		if !(x > 0 && x <= 1) {
			faults = append(faults, fmt.Errorf("weighted history: weight %d is %v, must lie above 0 and be at most 1", i+1, x))
		}
		sum += x
	}
	if !(math.Abs(sum-1) <= 1e-9) {
		faults = append(faults, fmt.Errorf("weighted history: the weights sum to %v, must sum to 1", sum))
	}
	return errors.Join(faults...)
}

func (w WeightedHistory) project(p *projection) error {
	n := min(len(w.Weights), len(p.c.History))
	if n == 0 {
		return errors.New("weighted history: the case has no year of history")
	}
	p.short = n < len(w.Weights)
	var sum, weights float64
	for i, y := range p.c.History[:n] {
		flow, charge := p.c.flow(y)
		sum += float64(w.Weights[i] * flow)
		weights += w.Weights[i]
		p.sheet.year(-i, y, charge, flow)
	}
	if p.short {
		sum /= weights
	}
	p.base = sum
	p.grow()
	return nil
}

// grow fills in flows and revenues that grow from the base year alike.
func (p *projection) grow() {
	flow, revenue := p.base, p.c.Revenue
	for t := 1; t <= p.years+1; t++ {
		q := 1 + p.growth(t)
		flow *= q
		revenue *= q
		p.flows[t-1], p.revenues[t-1] = flow, revenue
	}
}

// ByDrivers lets revenue grow and takes margin, tax and turnover as they are:
//
//	P_A,t = Rev_t m (1-t),  A_t = Rev_t / turnover
//
// with A_t split by the current share, revenue and turnover above zero.
//
// Reference: library default, assumption.
type ByDrivers struct{}

// Kind is "by-drivers".
func (ByDrivers) Kind() string { return "by-drivers" }

// Check finds no fault: there are no parameters.
func (ByDrivers) Check() error { return nil }

func (ByDrivers) project(p *projection) error {
	if !(p.c.Turnover > 0) || !(p.c.Revenue > 0) {
		return fmt.Errorf("forecast by drivers: revenue %v and turnover %v must be above zero", p.c.Revenue, p.c.Turnover)
	}
	year := func(revenue float64) Year {
		assets := revenue / p.c.Turnover
		current := assets * p.c.CurrentShare
		return Year{Earnings: revenue * p.c.Margin * (1 - p.c.Tax), Current: current, NonCurrent: assets - current}
	}
	y := year(p.c.Revenue)
	if faults := appendYearFaults(nil, "forecast by drivers, base", []Year{y}); len(faults) > 0 {
		return faults[0]
	}
	flow, charge := p.c.flow(y)
	p.sheet.year(0, y, charge, flow)
	p.base = flow
	p.grow() // flows are proportional to revenue, since every driver but revenue stays
	return nil
}
