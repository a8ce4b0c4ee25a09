package valuation

// Driver is one number of a case that an analysis may move. Bridges, tornado
// charts, what-ifs and simulations all move this one list.
type Driver struct {
	Code     string // as in a case's JSON
	Symbol   string // as in the standard
	Chinese  string
	English  string
	Unit     string
	Min, Max float64 // the range a case is checked against
	Get      func(*Case) float64
	Set      func(*Case, float64)
}

// Drivers are the scalar drivers of a case in the order of its fields.
//
// Reference: symbols after GB/T 29188; the ranges are a library default, assumption.
func Drivers() []Driver { return drivers }

var drivers = []Driver{
	{"revenue", "Rev", "营业收入", "revenue", "元", 0, maxYuan,
		func(c *Case) float64 { return c.Revenue }, func(c *Case, x float64) { c.Revenue = x }},
	{"margin", "m", "营业利润率", "operating margin before tax", "1", -10, 10,
		func(c *Case) float64 { return c.Margin }, func(c *Case, x float64) { c.Margin = x }},
	{"turnover", "Rev/A", "有形资产周转率", "turnover of tangible assets", "1/year", 0, 1e6,
		func(c *Case) float64 { return c.Turnover }, func(c *Case, x float64) { c.Turnover = x }},
	{"current_share", "s", "流动有形资产占比", "current share of tangible assets", "1", 0, 1,
		func(c *Case) float64 { return c.CurrentShare }, func(c *Case, x float64) { c.CurrentShare = x }},
	{"tax", "t", "所得税率", "income tax rate", "1", 0, 0.99,
		func(c *Case) float64 { return c.Tax }, func(c *Case, x float64) { c.Tax = x }},
	{"short_rate", "B_CT", "流动有形资产投资报酬率", "return on current tangible assets", "1/year", 0, 1,
		func(c *Case) float64 { return c.ShortRate }, func(c *Case, x float64) { c.ShortRate = x }},
	{"long_rate", "B_NCT", "非流动有形资产投资报酬率", "return on non-current tangible assets", "1/year", 0, 1,
		func(c *Case) float64 { return c.LongRate }, func(c *Case, x float64) { c.LongRate = x }},
	{"brand_share", "β", "品牌贡献率", "brand's share of excess earnings", "1", 0, 1,
		func(c *Case) float64 { return c.BrandShare }, func(c *Case, x float64) { c.BrandShare = x }},
	{"industry_return", "Z", "行业平均资产报酬率", "average return of the industry", "1/year", 0, 1,
		func(c *Case) float64 { return c.IndustryReturn }, func(c *Case, x float64) { c.IndustryReturn = x }},
	{"coefficient", "K", "品牌强度系数", "strength coefficient", "1", leastK, 100,
		func(c *Case) float64 { return c.Coefficient }, func(c *Case, x float64) { c.Coefficient = x }},
	{"growth", "g_h", "预测期增长率", "growth of the explicit years", "1/year", -0.99, 10,
		func(c *Case) float64 { return c.Growth }, func(c *Case, x float64) { c.Growth = x }},
	{"terminal_growth", "g", "永续增长率", "perpetual growth", "1/year", -0.5, 0.5,
		func(c *Case) float64 { return c.TerminalGrowth }, func(c *Case, x float64) { c.TerminalGrowth = x }},
}
