package main

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// publication prints all of a publication.
func (t *printer) publication(j *job, p *annual.Publication, year *annual.Year) {
	e := p.Edition
	t.line("%s", e.Title.In(t.lang))
	if j.heading != "" {
		t.line("%s", j.heading)
	}
	t.lines(
		fmt.Sprintf("版本 %s(%s),%d财年,价值时点 %s,发布年 %d,金额单位:%s", e.Code, e.State, e.FiscalYear, e.ValuationDate, e.ReleaseYear, e.Money.Unit),
		fmt.Sprintf("edition %s (%s), fiscal year %d, valuation date %s, release year %d, amounts in %s", e.Code, e.State, e.FiscalYear, e.ValuationDate, e.ReleaseYear, e.Money.Unit))
	t.league(j, p, year)
	t.sensitivity(j.model, p)
	t.unvalued(p)
	t.strengthOnly(p)
	t.totals(p)
	t.outcomes(j, p, year)
	t.lastYear(p, year)
	t.quoted(p)
	t.notes(p)
	t.cautions(p)
	t.line("\n%s %s", t.say("结果文件", "results"), j.result)
}

// rateable are the positions of the dimensions that any row of the table has.
func rateable(p *annual.Publication, names []dataset.Text) []int {
	var list []int
	for k := range names {
		for _, rows := range [][]annual.Row{p.Table, p.Unvalued} {
			if anyHas(rows, k) {
				list = append(list, k)
				break
			}
		}
	}
	return list
}

func anyHas(rows []annual.Row, k int) bool {
	for i := range rows {
		if k < len(rows[i].Dimensions) && rows[i].Dimensions[k].Has {
			return true
		}
	}
	return false
}

// league prints the table of values by rank.
func (t *printer) league(j *job, p *annual.Publication, year *annual.Year) {
	e := p.Edition
	names := j.model.DimensionNames()
	dims := rateable(p, names)
	head := []dataset.Text{{Chinese: "名次", English: "rank"}, {Chinese: "主体", English: "subject"}, {Chinese: "名称", English: "name"}}
	for _, k := range dims {
		head = append(head, names[k])
	}
	tiers, variant := len(e.Tiers) > 0, e.Variant != nil
	head = append(head, dataset.Text{Chinese: "总分", English: "total"})
	if tiers {
		head = append(head, dataset.Text{Chinese: "强度", English: "strength"})
	}
	head = append(head, dataset.Text{Chinese: "F0", English: "F_0"}, dataset.Text{Chinese: "品牌价值", English: "value"},
		dataset.Text{Chinese: "下限", English: "low"}, dataset.Text{Chinese: "上限", English: "high"},
		dataset.Text{Chinese: "永续占比", English: "terminal"}, dataset.Text{Chinese: "隐含许可费率", English: "royalty"})
	if variant {
		head = append(head, dataset.Text{Chinese: "变体", English: "variant"})
	}
	compared := year != nil && year.Last != nil
	if compared {
		head = append(head, dataset.Text{Chinese: "较上年", English: "change"}, dataset.Text{Chinese: "名次变动", English: "move"})
	}
	head = append(head, dataset.Text{Chinese: "权属", English: "rights"})
	if tiers {
		head = append(head, dataset.Text{Chinese: "梯次", English: "tier"})
	}
	head = append(head, dataset.Text{Chinese: "标记", English: "marks"})
	tab := &table{head: t.head(head...), left: 3}
	for i := range p.Table {
		r := &p.Table[i]
		cells := []string{fmt.Sprint(r.Rank), r.Key, r.Name}
		for _, k := range dims {
			cells = append(cells, whole(r.Dimensions[k]))
		}
		cells = append(cells, whole(r.Total))
		if tiers {
			cells = append(cells, whole(r.Strength))
		}
		cells = append(cells, yuan(e, r.BaseFlow.Float), money(e, r.Value), money(e, r.Low), money(e, r.High),
			percent(r.TerminalShare, 0), percent(r.Royalty, 1))
		if variant {
			cells = append(cells, money(e, r.Variant))
		}
		if compared {
			cells = append(cells, percent(r.ChangeRate, 1), move(r.RankMove))
		}
		cells = append(cells, t.rights(r.Rights))
		if tiers {
			cells = append(cells, t.band(e.Tiers, r.Tier))
		}
		tab.add(append(cells, marks(r))...)
	}
	t.line("")
	t.table(tab)
	t.legend(p)
}

// move is a rank move with its sign; up is positive.
func move(f annual.Figure) string {
	if !f.Has {
		return ""
	}
	return fmt.Sprintf("%+d", f.Int)
}

// rights keeps a narrow column: one language, the Chinese word in both.
func (t *printer) rights(word string) string {
	if t.lang == "both" {
		return (&printer{lang: "zh"}).term(dataset.RightsTerms(), word)
	}
	return t.term(dataset.RightsTerms(), word)
}

func (t *printer) band(bands []annual.Band, code string) string {
	for _, b := range bands {
		if b.Code == code {
			if t.lang == "en" {
				return b.Name.English
			}
			return b.Name.Chinese
		}
	}
	return ""
}

// marks are the signs that the legend explains.
func marks(r *annual.Row) string {
	s := ""
	if r.Status == annual.StatusProvisional {
		s += "P"
	}
	if r.Scaled {
		s += "S"
	}
	if hasIssue(r.Issues, "short-history") {
		s += "1"
	}
	if r.Guards != "" {
		s += "G"
	}
	if r.Issues != "" && r.Issues != "short-history" {
		s += "?"
	}
	return s
}

func (t *printer) legend(p *annual.Publication) {
	used := ""
	for i := range p.Table {
		used += marks(&p.Table[i])
	}
	for _, m := range []struct{ mark, zh, en string }{
		{"P", "P 暂定", "P provisional"},
		{"S", "S 部分维度不可评,总分按其余权重折算", "S dimensions left out, total scaled by the weights that remain"},
		{"1", "1 可用财务年度少于规定", "1 fewer years of accounts than the method weighs"},
		{"G", "G 约束条件生效", "G a guard is binding"},
		{"?", "? 数据存疑,见数据问题", "? there are issues with its data, see below"},
	} {
		if containsMark(used, m.mark) {
			t.line("%s", t.say(m.zh, m.en))
		}
	}
	e := p.Edition
	s := e.Method.ExcessEarnings.Spread
	t.lines(
		fmt.Sprintf("下限与上限:单项输入各自变动时的最小值与最大值(品牌贡献率±%.0f个百分点,折现率±%.0f个百分点,强度系数K×%.1f与K×%.1f)", 100*s.BrandShare, 100*s.Rate, 1-s.Coefficient, 1+s.Coefficient),
		fmt.Sprintf("low and high: least and greatest value when one input at a time moves (brand share ±%.0f points, discount rate ±%.0f points, K x %.1f and K x %.1f)", 100*s.BrandShare, 100*s.Rate, 1-s.Coefficient, 1+s.Coefficient))
	if p.Silent > 0 || len(p.Strength) > 0 {
		t.lines("缺少的名次属于不同意公布价值的主体", "ranks that are not shown belong to subjects that do not consent to the publication of their value")
	}
	if e.Variant != nil {
		t.line("%s", t.say("变体:"+e.Variant.Name.Chinese, "variant: "+e.Variant.Name.English))
	}
}
