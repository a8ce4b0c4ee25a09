package valuation

import (
	"errors"
	"fmt"
	"math"
)

// Year holds what one year earned and the tangible assets that it used, all in
// yuan. With the basis NetProfit on Equity the two assets are the equity's
// current and non-current part.
type Year struct {
	Earnings   float64 `json:"earnings"`   // P_A, after tax
	Current    float64 `json:"current"`    // A_CT
	NonCurrent float64 `json:"noncurrent"` // A_NCT
}

// Case holds all drivers of a valuation and nothing else: whoever has the case
// and the method has the value. Rates and shares are decimals (0.05), amounts
// are yuan.
type Case struct {
	Basis Basis `json:"basis"`

	// History has the years up to the valuation date, the latest first, for a
	// forecast from a weighted history.
	History []Year `json:"history,omitempty"`
	// Explicit has the years 1 to T, for a forecast given as a list.
	Explicit []Year `json:"explicit,omitempty"`

	// Revenue is that of the latest year. Forecasts by drivers start from it;
	// elsewhere it serves the implied royalty alone, and zero means unknown.
	Revenue float64 `json:"revenue,omitempty"`
	// Margin is operating profit before tax over revenue, for a forecast by drivers.
	Margin float64 `json:"margin,omitempty"`
	// Turnover is revenue over tangible assets, for a forecast by drivers.
	Turnover float64 `json:"turnover,omitempty"`
	// CurrentShare is the current part of the tangible assets, for a forecast by drivers.
	CurrentShare float64 `json:"current_share,omitempty"`
	// Tax is the rate of income tax, for a forecast by drivers and the implied royalty.
	Tax float64 `json:"tax"`

	ShortRate      float64 `json:"short_rate"`      // B_CT, return on current tangible assets
	LongRate       float64 `json:"long_rate"`       // B_NCT, return on non-current tangible assets
	BrandShare     float64 `json:"brand_share"`     // beta, the brand's share of the excess earnings
	IndustryReturn float64 `json:"industry_return"` // Z, on the tax basis of the earnings
	Coefficient    float64 `json:"coefficient"`     // K, from the brand's strength
	Growth         float64 `json:"growth"`          // of the explicit years
	TerminalGrowth float64 `json:"terminal_growth"` // g
}

// Check reports every driver that is not finite or out of its range, and every
// year whose amounts are.
func (c *Case) Check() error {
	var faults []error // stays nil for a good case, which costs no allocation
	if err := c.Basis.Check(); err != nil {
		faults = append(faults, err)
	}
	for i, field := range c.fields() {
		d := &drivers[i]
		if x := *field; !(x >= d.Min && x <= d.Max) {
			faults = append(faults, fmt.Errorf("%s (%s, %s) is %v, must lie in %v to %v", d.Code, d.Symbol, d.English, x, d.Min, d.Max))
		}
	}
	faults = appendYearFaults(faults, "history", c.History)
	faults = appendYearFaults(faults, "explicit", c.Explicit)
	return errors.Join(faults...)
}

// maxYuan bounds amounts far above any economy, so that no product overflows.
const maxYuan = 1e18

func appendYearFaults(faults []error, list string, years []Year) []error {
	for i, y := range years {
		if !(math.Abs(y.Earnings) <= maxYuan && y.Current >= 0 && y.Current <= maxYuan && y.NonCurrent >= 0 && y.NonCurrent <= maxYuan) {
			faults = append(faults, fmt.Errorf("%s year %d: earnings %v, current assets %v, non-current assets %v: amounts must be finite and assets not negative", list, i+1, y.Earnings, y.Current, y.NonCurrent))
		}
	}
	return faults
}
