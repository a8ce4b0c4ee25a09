package main

import (
	"fmt"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// explanation prints the whole way from reported figures to the value.
func (t *printer) explanation(m *annual.Model, x *annual.Explanation) {
	e, r := m.Edition, &x.Result
	t.line("%s  %s", r.Key, r.Name)
	t.line("%s", e.Title.In(t.lang))
	t.line("%s: %s", t.say("数据位置", "reported at"), x.Place)
	t.line("%s: %s, %s, %s", t.say("类别、领域、行业", "kind, sector, industry"),
		t.term(dataset.Kinds(), r.Kind), t.term(dataset.Sectors(), r.Sector), r.Industry)
	t.score(e, x)
	t.strength(e, x)
	t.industry(e, x)
	t.accounts(e, x)
	t.sheet(t.say("价值测算底稿", "worksheet"), x.Sheet)
	t.guards(e, x)
	if x.Variant != nil {
		t.sheet(t.say("变体:"+e.Variant.Name.Chinese, "variant: "+e.Variant.Name.English), x.Variant)
	}
	t.outcome(e, x)
	t.change(e, r)
	if r.Note != (dataset.Text{}) {
		t.title("附注", "note")
		t.line("%s", r.Note.In(t.lang))
	}
	t.quoted(&annual.Publication{Edition: e, Table: []annual.Row{*r}})
	t.cautions(&annual.Publication{Edition: e})
}

// score prints the rows of the score, each node before its children.
func (t *printer) score(e *annual.Edition, x *annual.Explanation) {
	s := x.Score
	t.title("一、评分", "1. score")
	if s == nil {
		t.line("%s", t.say("未评价", "not evaluated"))
		return
	}
	t.line("%s", s.Title.In(t.lang))
	tab := &table{head: t.head(dataset.Text{Chinese: "指标", English: "node"}, dataset.Text{Chinese: "名称", English: "name"},
		dataset.Text{Chinese: "申报值", English: "reported"}, dataset.Text{Chinese: "证据", English: "evidence"},
		dataset.Text{Chinese: "得分率", English: "fraction"}, dataset.Text{Chinese: "系数", English: "factor"},
		dataset.Text{Chinese: "权重", English: "weight"}, dataset.Text{Chinese: "折算权重", English: "effective"},
		dataset.Text{Chinese: "得分", English: "points"}, dataset.Text{Chinese: "计入总分", English: "contribution"}), left: 4}
	for i := range s.Rows {
		tab.add(t.scoreRow(&s.Rows[i])...)
	}
	t.table(tab)
	for i := range s.Rows {
		r := &s.Rows[i]
		if r.Indicator {
			t.line("  %s: %s%s", r.Code, r.Rule.In(t.lang), t.reading(e, x, r))
		}
		if r.Reason != (indicators.Text{}) {
			t.line("  %s: %s", r.Code, r.Reason.In(t.lang))
		}
	}
	t.line("%s: %.6f / %g, %s %.4f%s", t.say("总分(未修约)", "total, unrounded"), s.Total, s.FullScore,
		t.say("数据完整率", "coverage"), s.Coverage, t.ifScaled(s.Scaled))
}

// reading says where on its scale an indicator was read, and against which pinned mean.
func (t *printer) reading(e *annual.Edition, x *annual.Explanation, r *indicators.ExplanationRow) string {
	if r.State != dataset.Present {
		return ""
	}
	text := fmt.Sprintf("; %s %.6g, %s (%.6g, %.4g)..(%.6g, %.4g)", t.say("测度", "measured"), r.Measured, t.say("所在区间", "segment"),
		r.Segment.X0, r.Segment.Y0, r.Segment.X1, r.Segment.Y1)
	if m := e.PinnedMean(r.Code, x.Result.Industry); m != nil {
		text += fmt.Sprintf("; %s %g [%s] %s", t.say("版本定值", "pinned mean"), m.Mean, m.Grade, m.Source)
	}
	return text
}

func (t *printer) ifScaled(scaled bool) string {
	if !scaled {
		return ""
	}
	return ", " + t.say("按可评维度的权重折算", "scaled by the dimensions that can be rated")
}

func (t *printer) scoreRow(r *indicators.ExplanationRow) []string {
	var reported []string
	for _, f := range r.Reported {
		text := f.Text
		if f.State != dataset.Present {
			text = f.State.String()
		}
		if len(r.Reported) > 1 {
			text = strings.TrimPrefix(f.Column, r.Code+"__") + "=" + text
		}
		reported = append(reported, text)
	}
	number := func(format string, x float64) string { return fmt.Sprintf(format, x) }
	effective, contribution := "", ""
	if r.Additive {
		effective, contribution = number("%.4f", r.Effective), number("%.4f", r.Contribution)
	}
	evidence := ""
	if r.Indicator && r.MinEvidence > dataset.E0 {
		evidence = fmt.Sprintf("%s/%s", r.Evidence, r.MinEvidence)
	}
	return []string{strings.Repeat("  ", r.Level) + r.Code, r.Name.In(t.lang), strings.Join(reported, " "), evidence,
		number("%.6f", r.Fraction), number("%.2f", r.Factor), number("%g", r.Weight), effective, number("%.4f", r.Points), contribution}
}

func (t *printer) strength(e *annual.Edition, x *annual.Explanation) {
	t.title("二、品牌强度", "2. strength")
	if x.Strength < 0 || x.Slope == 0 {
		t.line("%s", e.Strength.Reference.In(t.lang))
	} else {
		t.line("%s = %.6f (0..100), %s %s", t.say("强度S", "strength S"), x.Strength, t.say("公布值", "published"), whole(x.Result.Strength))
		t.line("%s", e.Strength.Reference.In(t.lang))
	}
	if x.Case != nil {
		t.line("K = %.6f, %s [%s]", x.Case.Coefficient, x.Mapping, e.Strength.Grade)
	}
	if x.Slope != 0 {
		t.line("dV/dS = %s %s %s", yuan(e, x.Slope), e.Money.Unit, t.say("每强度分", "a point of strength"))
	}
}

func (t *printer) industry(e *annual.Edition, x *annual.Explanation) {
	t.title("三、行业与利率参数", "3. parameters")
	if row := x.Industry; row != nil {
		t.line("%s %s: %s %.4g, Z %.4g (%s, %d %s), %s %.4g [%s] %s", t.say("行业", "industry"), row.Name.In(t.lang),
			t.say("品牌贡献率", "brand share"), row.BrandShare, row.Return, row.ReturnTax, row.Years, t.say("年平均", "years"),
			t.say("增长率", "growth"), row.Growth, row.Grade, row.Source)
		t.line("Z: %s", row.Weighting)
	}
	for _, r := range []annual.Rate{e.Rates.Short, e.Rates.Long, e.Rates.Tax, e.Rates.TerminalGrowth} {
		t.line("%s: %.4g, %s [%s] %s", r.Name.In(t.lang), r.Value, r.Date, r.Grade, r.Source)
	}
}

// accounts prints the reported figures and how the case's years follow from them.
func (t *printer) accounts(e *annual.Edition, x *annual.Explanation) {
	t.title("申报的财务数据", "accounts as reported")
	tab := &table{left: 1}
	for _, r := range x.Accounts {
		tab.add(r.Column, thousands(fmt.Sprintf("%.2f", r.Number)))
	}
	t.table(tab)
	t.line("%s", e.Accounts.Formula())
	if e.Variant != nil {
		t.line("%s: %s", t.say("变体", "variant"), e.Variant.Accounts.Formula())
	}
	if f, ok := e.Method.ExcessEarnings.Forecast.(valuation.WeightedHistory); ok {
		t.line("F_0 = sum w_i F(-i), w = %.6g", f.Weights)
	}
	t.line("F_t = F_0 (1+g_1)...(1+g_t), V_B = sum F_t/(1+R)^t + F_{T+1}/(R-g)/(1+R)^T")
}

func (t *printer) sheet(title string, s *valuation.Worksheet) {
	t.line("\n%s", title)
	if s == nil {
		t.line("%s", t.say("无", "none"))
		return
	}
	tab := &table{head: t.head(dataset.Text{Chinese: "符号", English: "symbol"}, dataset.Text{Chinese: "名称", English: "name"},
		dataset.Text{Chinese: "单位", English: "unit"}, dataset.Text{Chinese: "数值", English: "number"},
		dataset.Text{Chinese: "说明", English: "note"}), left: 3}
	for _, l := range s.Lines {
		format := "%.8g"
		if l.Unit == "元" {
			format = "%.2f"
		}
		tab.add(l.Symbol, dataset.Text{Chinese: l.Chinese, English: l.English}.In(t.lang), l.Unit, thousands(fmt.Sprintf(format, l.Number)), l.Note)
	}
	t.table(tab)
}

func (t *printer) guards(e *annual.Edition, x *annual.Explanation) {
	g := e.Method.ExcessEarnings.Guards
	t.title("约束条件", "guards")
	t.line("R >= B_NCT + %g, R - g >= %g, g <= %g, TV/V <= %g", g.OverLending, g.OverGrowth, g.MaxGrowth, g.TerminalShare)
	if names := x.Value.Bound.Names(); len(names) > 0 {
		t.line("%s: %s", t.say("生效", "binding"), strings.Join(names, ", "))
	} else {
		t.line("%s", t.say("均未生效", "none is binding"))
	}
}

func (t *printer) outcome(e *annual.Edition, x *annual.Explanation) {
	r := &x.Result
	t.title("结论", "outcome")
	t.line("%s: %s %s", t.say("状态", "status"), t.term(annual.Statuses(), r.Status), t.term(annual.Reasons(), r.Reason))
	if r.Total.Has {
		t.line("%s: %s", t.say("总分(公布值)", "total, published"), whole(r.Total))
	}
	if r.Tier != "" {
		t.line("%s: %s", t.say("梯次", "tier"), t.band(e.Tiers, r.Tier))
	}
	if r.Value.Has {
		t.line("%s: %s %s (%s .. %s), %s %d", t.say("品牌价值(公布值)", "brand value, published"), money(e, r.Value), e.Money.Unit,
			money(e, r.Low), money(e, r.High), t.say("名次", "rank"), r.Rank)
	}
	if x.Consent != "value" {
		t.line("%s: %s", t.say("注意:该主体不同意公布价值,本页仅供内部使用", "caution: the subject does not consent to the publication of its value; this page is internal"), t.term(dataset.Consents(), x.Consent))
	}
	if r.Issues != "" {
		t.line("%s: %s", t.say("数据问题", "issues"), r.Issues)
	}
}

func (t *printer) change(e *annual.Edition, r *annual.Row) {
	t.title("与上年比较", "against last year")
	if !r.Change.Has {
		t.line("%s", t.say("无上年结果", "no results of last year for this subject"))
		return
	}
	t.line("%s: %s %s; %s: %s %s, %s %d", t.say("上年公布值", "published last year"), money(e, r.LastValue), e.Money.Unit,
		t.say("按本版重算", "restated under this edition"), money(e, r.LastRestated), e.Money.Unit, t.say("上年名次", "rank"), r.LastRank.Int)
	t.line("%s: %s %s (%s), %s %+d", t.say("变动(对按本版重算的上年值)", "change against the restated value"), money(e, r.Change), e.Money.Unit,
		percent(r.ChangeRate, 1), t.say("名次变动", "rank move"), r.RankMove.Int)
}
