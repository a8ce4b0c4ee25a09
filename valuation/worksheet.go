package valuation

import "fmt"

// Line is one figure of a worksheet.
type Line struct {
	Symbol  string
	Chinese string
	English string
	Unit    string
	Number  float64
	Note    string
}

// Worksheet is the way from a case to its value, line by line in the order of
// the standard: rates, years, flows, discount rate, value. The computation
// itself writes it; a nil worksheet records nothing and costs nothing.
type Worksheet struct {
	Lines []Line
}

func (s *Worksheet) add(symbol, chinese, english, unit string, x float64, note string) {
	s.Lines = append(s.Lines, Line{symbol, chinese, english, unit, x, note})
}

func (s *Worksheet) rates(c *Case) {
	if s == nil {
		return
	}
	s.add("B_CT", "流动有形资产投资报酬率", "return on current tangible assets", "1/year", c.ShortRate, "")
	s.add("B_NCT", "非流动有形资产投资报酬率", "return on non-current tangible assets", "1/year", c.LongRate, "")
	s.add("β", "品牌贡献率", "brand's share of excess earnings", "1", c.BrandShare, "")
}

// year records one year of history (0, -1, ...) or of an explicit list (1, 2, ...).
func (s *Worksheet) year(t int, y Year, charge, flow float64) {
	if s == nil {
		return
	}
	at := func(symbol string) string { return fmt.Sprintf("%s(%d)", symbol, t) }
	s.add(at("P_A"), "业务收益", "earnings after tax", "元", y.Earnings, "")
	s.add(at("A_CT"), "流动有形资产", "current tangible assets", "元", y.Current, "")
	s.add(at("A_NCT"), "非流动有形资产", "non-current tangible assets", "元", y.NonCurrent, "")
	s.add(at("I_A"), "有形资产收益", "return on tangible assets", "元", charge, "A_CT B_CT + A_NCT B_NCT")
	s.add(at("F"), "品牌现金流", "brand cash flow", "元", flow, "(P_A - I_A) β")
}

func (s *Worksheet) flows(p *projection, v *Value) {
	if s == nil {
		return
	}
	if p.short {
		s.add("n", "历史年数", "years of history", "1", float64(len(p.c.History)), "fewer than the method weighs; weights scaled to those there are")
	}
	if len(p.c.Explicit) == 0 {
		s.add("F_0", "基期品牌现金流", "brand cash flow of the base year", "元", p.base, "")
		s.add("g_h", "预测期增长率", "growth of the explicit years", "1/year", p.c.Growth, "")
	}
	for t := 1; t <= p.years; t++ {
		s.add(fmt.Sprintf("F_%d", t), "品牌现金流", "brand cash flow", "元", p.flows[t-1], "")
	}
	s.add("g", "永续增长率", "perpetual growth", "1/year", p.g, bindingNote("", v.Bound&BoundInflation))
	s.add("F_{T+1}", "预测期后首年品牌现金流", "brand cash flow of the first year after", "元", p.flows[p.years], "")
}

func (s *Worksheet) discount(c *Case, v *Value) {
	if s == nil {
		return
	}
	s.add("Z", "行业平均资产报酬率", "average return of the industry", "1/year", c.IndustryReturn, "")
	s.add("K", "品牌强度系数", "strength coefficient", "1", c.Coefficient, "")
	s.add("R", "品牌折现率", "discount rate", "1/year", v.Rate, bindingNote("Z K", v.Bound&(BoundLending|BoundGrowth)))
}

func (s *Worksheet) present(v *Value, timing Timing) {
	if s == nil {
		return
	}
	if timing == "" {
		timing = YearEnd
	}
	s.add("PV", "预测期现值", "present value of the explicit years", "元", v.Explicit, string(timing))
	s.add("TV", "永续期现值", "present value of what follows", "元", v.Terminal, "F_{T+1}/(R-g)/(1+R)^T")
}

func (s *Worksheet) inapplicable(reason Reason) {
	if s == nil {
		return
	}
	s.add("V_B", "品牌价值", "brand value", "元", 0, "method not applicable: "+string(reason))
}

func (s *Worksheet) value(v *Value) {
	if s == nil {
		return
	}
	s.add("V_B", "品牌价值", "brand value", "元", v.Yuan, "PV + TV")
	s.add("TV/V", "永续价值占比", "terminal share", "1", v.TerminalShare, bindingNote("", v.Bound&BoundTerminal))
	if v.HasRoyalty {
		s.add("r", "隐含许可费率(税前)", "implied royalty rate before tax", "1", v.ImpliedRoyalty, "V / (PV(revenue) (1-t))")
	}
	for i, move := range moveNames {
		s.add("V'", move.chinese, move.english, "元", v.Moves[i], "one input moved by its spread")
	}
	s.add("V_low", "下限", "low", "元", v.Low, "least of the moves")
	s.add("V_high", "上限", "high", "元", v.High, "greatest of the moves")
}

var moveNames = [...]struct{ chinese, english string }{
	MoveShareDown:       {"品牌贡献率下调", "brand share down"},
	MoveShareUp:         {"品牌贡献率上调", "brand share up"},
	MoveRateDown:        {"折现率下调", "discount rate down"},
	MoveRateUp:          {"折现率上调", "discount rate up"},
	MoveCoefficientDown: {"强度系数下调", "strength coefficient down"},
	MoveCoefficientUp:   {"强度系数上调", "strength coefficient up"},
}

// bindingNote adds the guards that were binding to a note.
func bindingNote(note string, b Bound) string {
	for _, name := range b.Names() {
		if note != "" {
			note += "; "
		}
		note += "guard " + name + " is binding"
	}
	return note
}
