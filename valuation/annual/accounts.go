package annual

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/document"
	"github.com/brandvalue/brandvalue/valuation"
)

// maxHistory is the most years of accounts that are read: the fiscal year and those before.
const maxHistory = 5

// Accounts turns reported figures into the years of a case. The kinds are
// OperatingAccounts, EquityAccounts and ImputedAccounts.
type Accounts interface {
	// Kind is the name in editions.
	Kind() string
	// Check reports faults of the parameters.
	Check() error
	// Basis says what the earnings are and what they are charged on.
	Basis() valuation.Basis
	// Years is the number of years that are read.
	Years() int
	// Items are the reported figures that make up one year; that of the year
	// before stands in item__1, and so on.
	Items() []string
	// Formula says how a year follows from the items.
	Formula() string
	// year makes one year of the figures in the order of Items.
	year(x []float64, r *Rates) valuation.Year
}

// AccountsKinds is one value of each kind of accounts, for documents and tests.
func AccountsKinds() []Accounts {
	return []Accounts{OperatingAccounts{Back: 3}, EquityAccounts{Back: 2}, ImputedAccounts{Back: 2}}
}

// UnmarshalJSON reads the accounts by their kind.
func (a *AccountsRef) UnmarshalJSON(data []byte) (err error) {
	if a.Accounts, err = document.Choose(data, AccountsKinds()); err != nil {
		return err
	}
	return a.Check()
}

// MarshalJSON writes the accounts after their kind.
func (a AccountsRef) MarshalJSON() ([]byte, error) { return document.Tag(a.Accounts) }

// columnOf is the name of an item's column so many years back.
func columnOf(item string, back int) string {
	if back == 0 {
		return item
	}
	return fmt.Sprintf("%s__%d", item, back)
}

// accountFields lists the columns of all years, those of the latest first.
func accountFields(a Accounts) []dataset.Field {
	var fields []dataset.Field
	for back := range a.Years() {
		for _, item := range a.Items() {
			fields = append(fields, dataset.Field{Name: columnOf(item, back), Type: dataset.Number, Required: back == 0})
		}
	}
	return fields
}

func checkBack(kind string, back int) error {
	if back < 1 || back > maxHistory {
		return fmt.Errorf("%s: years are %d, must be 1 to %d", kind, back, maxHistory)
	}
	return nil
}

// OperatingAccounts takes operating profit before interest and tax, net of
// subsidies and one-off items, less tax, on gross tangible assets:
//
//	P_A = operating_profit (1-t),  A_CT = current_tangible,  A_NCT = noncurrent_tangible
//
// Reference: GB/T 29188, adjusted earnings on tangible assets (reading of the charge base recalled).
type OperatingAccounts struct {
	Back int `json:"years"` // years read
}

// Kind is "operating".
func (OperatingAccounts) Kind() string { return "operating" }

// Check wants one to five years.
func (a OperatingAccounts) Check() error { return checkBack("operating accounts", a.Back) }

// Basis is operating profit on gross tangible assets.
func (OperatingAccounts) Basis() valuation.Basis {
	return valuation.Basis{Earnings: valuation.OperatingProfit, Charge: valuation.GrossTangible}
}

// Years is the number of years read.
func (a OperatingAccounts) Years() int { return a.Back }

// Items are operating_profit, current_tangible and noncurrent_tangible.
func (OperatingAccounts) Items() []string {
	return []string{"operating_profit", "current_tangible", "noncurrent_tangible"}
}

// Formula is that of the type.
func (OperatingAccounts) Formula() string {
	return "P_A = operating_profit (1-t), A_CT = current_tangible, A_NCT = noncurrent_tangible"
}

func (OperatingAccounts) year(x []float64, r *Rates) valuation.Year {
	return valuation.Year{Earnings: x[0] * (1 - r.Tax.Value), Current: x[1], NonCurrent: x[2]}
}

// EquityAccounts takes net profit attributable to the shareholders on their
// equity, which follows from the return on it, split as the assets are:
//
//	E = net_profit / (roe/100),  s = min(1, current_assets/total_assets)
//	P_A = net_profit,  A_CT = s E,  A_NCT = (1-s) E
//
// Reference: library default for public statements, assumption.
type EquityAccounts struct {
	Back int `json:"years"` // years read
}

// Kind is "equity-from-return".
func (EquityAccounts) Kind() string { return "equity-from-return" }

// Check wants one to five years.
func (a EquityAccounts) Check() error { return checkBack("equity accounts", a.Back) }

// Basis is net profit on equity.
func (EquityAccounts) Basis() valuation.Basis {
	return valuation.Basis{Earnings: valuation.NetProfit, Charge: valuation.Equity}
}

// Years is the number of years read.
func (a EquityAccounts) Years() int { return a.Back }

// Items are net_profit, roe (percent), current_assets and total_assets.
func (EquityAccounts) Items() []string {
	return []string{"net_profit", "roe", "current_assets", "total_assets"}
}

// Formula is that of the type.
func (EquityAccounts) Formula() string {
	return "E = net_profit / (roe/100), s = min(1, current_assets/total_assets); P_A = net_profit, A_CT = s E, A_NCT = (1-s) E"
}

func (EquityAccounts) year(x []float64, _ *Rates) valuation.Year {
	equity := x[0] / (x[1] / 100)
	share := min(1, x[2]/x[3])
	return valuation.Year{Earnings: x[0], Current: share * equity, NonCurrent: (1 - share) * equity}
}

// ImputedAccounts sets beside EquityAccounts what the same company would be
// worth on gross assets. Interest is not in the data; it is taken as the long
// lending rate on everything that is not shareholders' equity, which is its
// upper bound:
//
//	P_A = net_profit + (total_assets - E) B_NCT (1-t),  A_CT = min(current_assets, total_assets)
//
// Reference: library variant, assumption.
type ImputedAccounts struct {
	Back int `json:"years"` // years read
}

// Kind is "gross-assets-imputed-interest".
func (ImputedAccounts) Kind() string { return "gross-assets-imputed-interest" }

// Check wants one to five years.
func (a ImputedAccounts) Check() error { return checkBack("imputed accounts", a.Back) }

// Basis is operating profit on gross tangible assets.
func (ImputedAccounts) Basis() valuation.Basis { return OperatingAccounts{}.Basis() }

// Years is the number of years read.
func (a ImputedAccounts) Years() int { return a.Back }

// Items are those of EquityAccounts.
func (ImputedAccounts) Items() []string { return EquityAccounts{}.Items() }

// Formula is that of the type.
func (ImputedAccounts) Formula() string {
	return "E = net_profit / (roe/100); P_A = net_profit + max(0, total_assets-E) B_NCT (1-t), A_CT = min(current_assets, total_assets), A_NCT = total_assets - A_CT"
}

func (ImputedAccounts) year(x []float64, r *Rates) valuation.Year {
	equity := x[0] / (x[1] / 100)
	interest := max(0, x[3]-equity) * r.Long.Value * (1 - r.Tax.Value)
	current := min(x[2], x[3])
	return valuation.Year{Earnings: x[0] + interest, Current: current, NonCurrent: x[3] - current}
}
