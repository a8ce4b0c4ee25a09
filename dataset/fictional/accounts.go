package fictional

import "math"

// years is the number of years of accounts, the latest first.
const years = 3

// accountItems are the figures of a year's accounts, in fen.
var accountItems = []string{revenue: "revenue", operatingProfit: "operating_profit", netProfit: "net_profit",
	currentTangible: "current_tangible", noncurrentTangible: "noncurrent_tangible",
	currentAssets: "current_assets", totalAssets: "total_assets", equity: "equity"}

const (
	revenue = iota
	operatingProfit
	netProfit
	currentTangible
	noncurrentTangible
	currentAssets
	totalAssets
	equity
	itemCount
)

var (
	growthSlot = slotOf("revenue_growth")
	returnSlot = slotOf("roe")
)

// sectorAccounts is what the accounts of a sector look like.
//
// Reference: library default, assumption; the middle halves of growth, margin
// and leverage are planning ranges.
type sectorAccounts struct {
	revenue  float64 // median, 10,000 yuan
	growth   half    // yearly over two years, percent
	margin   half    // net profit over revenue, percent
	leverage half    // liabilities over assets, percent
	turnover float64 // median of revenue over assets
	current  float64 // current assets over assets
}

var accountsOf = [sectors]sectorAccounts{
	makers:   {32000, half{0, 14}, half{2, 10}, half{35, 62}, 0.80, 0.56},
	farms:    {12000, half{-2, 10}, half{2, 9}, half{30, 60}, 0.75, 0.46},
	services: {18000, half{0, 15}, half{2, 12}, half{35, 65}, 0.62, 0.58},
	marine:   {30000, half{0, 15}, half{1, 9}, half{40, 68}, 0.70, 0.50},
}

var (
	growthTies = tie(0, 0.15, 0.35)
	marginTies = tie(0.10, 0.40, 0.25)
)

// What keeps the accounts within reason.
const (
	sizeSpread  = 1.25 // of the logarithm of revenue, a unit of the size factor
	mostReturn  = 0.26 // of the last year's net profit over equity
	debtShare   = 0.45 // of the liabilities bear interest
	interest    = 0.04
	leverMargin = -0.40 // correlation of leverage with margin
)

// ratios are what the accounts are made from.
type ratios struct {
	revenue, growth, bend, turnover       float64
	current, tangibleCurrent, tangibleNon float64
	tax, subsidy                          float64
	margin, equityOverAssets              [years]float64
	equityGrowth                          [years - 1]float64
}

// drawAccounts makes the accounts of three years, consistent with each other.
func (d *draft) drawAccounts() {
	s := &accountsOf[d.sector]
	r := ratios{
		revenue:         s.revenue * 1e4 * factor(sizeSpread*d.size),
		growth:          clamp(s.growth.normal().at(d.tied(growthTies)), -35, 60) / 100,
		bend:            factor(d.about(0, 0.03)),
		turnover:        s.turnover * factor(d.about(0, 0.25)),
		current:         clamp(d.about(s.current, 0.10), 0.15, 0.90),
		tangibleCurrent: 0.78 + float64(0.18*d.uniform()),
		tangibleNon:     0.65 + float64(0.27*d.uniform()),
		tax:             0.15 + float64(0.10*d.uniform()),
		subsidy:         0.006 * d.uniform(),
	}
	z := d.tied(marginTies)
	r.margin[0] = clamp(s.margin.normal().at(z), -25, 40) / 100
	lever := float64(leverMargin*z) + float64(math.Sqrt(1-leverMargin*leverMargin)*d.normal())
	r.equityOverAssets[0] = 1 - clamp(s.leverage.normal().at(lever), 8, 88)/100
	for back := 1; back < years; back++ {
		r.margin[back] = clamp(r.margin[back-1]+d.about(0, 0.012), -0.25, 0.40)
		r.equityOverAssets[back] = clamp(r.equityOverAssets[back-1]+d.about(0, 0.015), 0.10, 0.94)
	}
	returned := clamp(r.margin[0]*r.turnover/r.equityOverAssets[0], -mostReturn, mostReturn)
	for back := range r.equityGrowth {
		r.equityGrowth[back] = clamp(float64(0.65*returned)+float64(0.45*r.growth)+d.about(0.03, 0.06), -0.20, 0.38)
	}
	d.writeAccounts(&r)
}

// writeAccounts writes the years, the latest first.
func (d *draft) writeAccounts(r *ratios) {
	sales := r.revenue
	for back := range years {
		profit := sales * r.margin[back]
		capital := max(sales/r.turnover*r.equityOverAssets[back], math.Abs(profit)/mostReturn)
		if back > 0 {
			capital = d.yuan(back-1, equity) / (1 + r.equityGrowth[back-1])
		}
		d.writeYear(back, r, sales, profit, capital/r.equityOverAssets[back], capital)
		sales /= (1 + r.growth) * r.bend
		r.bend = 1 / r.bend
	}
	d.reported = d.drawReported()
	if d.reported > 1 {
		d.setNumber(growthSlot, decimals(100*(d.yuan(0, revenue)/d.yuan(1, revenue)-1), 2))
		d.setNumber(returnSlot, decimals(d.meanReturn(), 2))
	}
}

// writeYear writes one year. Operating profit is before interest and tax and
// without subsidies; a loss bears no tax.
func (d *draft) writeYear(back int, r *ratios, sales, profit, assets, capital float64) {
	beforeTax := profit
	if profit > 0 {
		beforeTax = profit / (1 - r.tax)
	}
	charges := interest * debtShare * (assets - capital)
	current := assets * r.current
	yuan := [itemCount]float64{
		revenue: sales, netProfit: profit, totalAssets: assets, equity: capital, currentAssets: current,
		operatingProfit:    beforeTax + charges - float64(r.subsidy*sales),
		currentTangible:    current * r.tangibleCurrent,
		noncurrentTangible: (assets - current) * r.tangibleNon,
	}
	for item, x := range yuan {
		d.fen[back][item] = int64(math.Round(100 * x))
	}
}

// factor is exp(x), rounded: what follows from it by multiplication and division
// is the same on all machines, although their exponentials differ a little.
func factor(x float64) float64 { return decimals(math.Exp(x), 6) }

// drawReported is how many years of accounts the subject reports: three, rarely fewer.
func (d *draft) drawReported() int {
	switch u := d.uniform(); {
	case u < 0.005:
		return 0
	case u < 0.015:
		return 1
	case u < 0.040:
		return 2
	}
	return years
}

func (d *draft) yuan(back, item int) float64 { return float64(d.fen[back][item]) / 100 }

// meanReturn is net profit over the mean of the equity at the year's start and
// end, in percent.
func (d *draft) meanReturn() float64 {
	return 100 * d.yuan(0, netProfit) / ((d.yuan(0, equity) + d.yuan(1, equity)) / 2)
}

// The benefit metrics that follow from the accounts, in the units of the catalogue.
var (
	statedRevenue  = fromAccounts(0, func(d *draft) float64 { return d.yuan(0, revenue) / 1e4 })
	statedGrowth   = fromAccounts(2, func(d *draft) float64 { return 100 * (math.Sqrt(d.yuan(0, revenue)/d.yuan(2, revenue)) - 1) })
	statedCapital  = fromAccounts(1, func(d *draft) float64 { return 100 * (d.yuan(0, equity)/d.yuan(1, equity) - 1) })
	statedMargin   = fromAccounts(0, func(d *draft) float64 { return 100 * d.yuan(0, netProfit) / d.yuan(0, revenue) })
	statedReturn   = fromAccounts(1, (*draft).meanReturn)
	statedLeverage = fromAccounts(0, func(d *draft) float64 { return 100 * (1 - d.yuan(0, equity)/d.yuan(0, totalAssets)) })
)
