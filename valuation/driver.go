package valuation

import "slices"

// Driver is one number of a case that an analysis may move. Bridges, tornado
// charts, what-ifs and simulations all move this one list.
//
// Reference: symbols after GB/T 29188; the ranges are a library default, assumption.
type Driver struct {
	Code     string // as in a case's JSON
	Symbol   string // as in the standard
	Chinese  string
	English  string
	Unit     string
	Min, Max float64 // the range a case is checked against

	at int // position among the fields of a case
}

// Get reads the driver from a case.
func (d Driver) Get(c *Case) float64 { return *c.fields()[d.at] }

// Set moves the driver of a case.
func (d Driver) Set(c *Case, x float64) { *c.fields()[d.at] = x }

// Drivers are the scalar drivers of a case in the order of its fields.
//
// Reference: symbols after GB/T 29188; the ranges are a library default, assumption.
func Drivers() []Driver { return slices.Clone(drivers[:]) }

// fields are the drivers of a case in their order. They are no functions of
// each driver: through such a call every case would go to the heap.
func (c *Case) fields() [len(drivers)]*float64 {
	return [...]*float64{
		&c.Revenue, &c.Margin, &c.Turnover, &c.CurrentShare, &c.Tax, &c.ShortRate, &c.LongRate,
		&c.BrandShare, &c.IndustryReturn, &c.Coefficient, &c.Growth, &c.TerminalGrowth,
	}
}

var drivers = [...]Driver{
	{"revenue", "Rev", "营业收入", "revenue", "元", 0, maxYuan, 0},
	{"margin", "m", "营业利润率", "operating margin before tax", "1", -10, 10, 1},
	{"turnover", "Rev/A", "有形资产周转率", "turnover of tangible assets", "1/year", 0, 1e6, 2},
	{"current_share", "s", "流动有形资产占比", "current share of tangible assets", "1", 0, 1, 3},
	{"tax", "t", "所得税率", "income tax rate", "1", 0, 0.99, 4},
	{"short_rate", "B_CT", "流动有形资产投资报酬率", "return on current tangible assets", "1/year", 0, 1, 5},
	{"long_rate", "B_NCT", "非流动有形资产投资报酬率", "return on non-current tangible assets", "1/year", 0, 1, 6},
	{"brand_share", "β", "品牌贡献率", "brand's share of excess earnings", "1", 0, 1, 7},
	{"industry_return", "Z", "行业平均资产报酬率", "average return of the industry", "1/year", 0, 1, 8},
	{"coefficient", "K", "品牌强度系数", "strength coefficient", "1", leastK, 100, 9},
	{"growth", "g_h", "预测期增长率", "growth of the explicit years", "1/year", -0.99, 10, 10},
	{"terminal_growth", "g", "永续增长率", "perpetual growth", "1/year", -0.5, 0.5, 11},
}
