package valuation

import "fmt"

// EarningsBasis says what the earnings of a case are.
type EarningsBasis string

// ChargeBase says what assets the earnings are charged on.
type ChargeBase string

const (
	// OperatingProfit is operating profit after tax and before interest of the
	// whole entity, without non-operating, subsidy and one-off items.
	OperatingProfit EarningsBasis = "operating-profit-after-tax"
	// NetProfit is net profit attributable to the shareholders, recurring where known.
	NetProfit EarningsBasis = "net-profit-attributable"

	// GrossTangible is all tangible assets: without goodwill, other
	// intangibles, excess cash and financial investments.
	GrossTangible ChargeBase = "gross-tangible-assets"
	// NetTangible is tangible assets net of interest-free liabilities.
	NetTangible ChargeBase = "tangible-assets-net-of-interest-free-liabilities"
	// Equity is the equity attributable to the shareholders, split into a
	// current and a non-current part as the assets are.
	Equity ChargeBase = "attributable-equity"
)

// Basis pairs earnings with the assets they are charged on.
type Basis struct {
	Earnings EarningsBasis `json:"earnings"`
	Charge   ChargeBase    `json:"charge"`
}

// Bases are the pairs that match. Profit after interest charged on all assets
// would count the cost of debt twice; profit before interest charged on equity
// would leave it out.
func Bases() []Basis {
	return []Basis{
		{OperatingProfit, GrossTangible},
		{OperatingProfit, NetTangible},
		{NetProfit, Equity},
	}
}

// Check refuses a pair that does not match and names those that do.
func (b Basis) Check() error {
	for _, ok := range Bases() {
		if b == ok {
			return nil
		}
	}
	return fmt.Errorf("earnings basis %q cannot be charged on %q: the pairs that match are %v", b.Earnings, b.Charge, Bases())
}

// String is the pair in words.
func (b Basis) String() string { return string(b.Earnings) + " on " + string(b.Charge) }
