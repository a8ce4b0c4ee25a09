package main

import (
	"fmt"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

func containsMark(s, mark string) bool { return strings.Contains(s, mark) }

func hasIssue(issues, code string) bool {
	for issue := range strings.SplitSeq(issues, ";") {
		if issue == code {
			return true
		}
	}
	return false
}

// unvalued prints those without a value, with the reason.
func (t *printer) unvalued(p *annual.Publication) {
	if len(p.Unvalued) == 0 {
		return
	}
	t.title("未给出价值(不排名)", "without a value, not ranked")
	tab := &table{head: t.head(dataset.Text{Chinese: "主体", English: "subject"}, dataset.Text{Chinese: "名称", English: "name"},
		dataset.Text{Chinese: "状态与原因", English: "status and reason"}, dataset.Text{Chinese: "总分", English: "total"},
		dataset.Text{Chinese: "F0", English: "F_0"}), left: 3}
	for i := range p.Unvalued {
		r := &p.Unvalued[i]
		flow := ""
		if r.BaseFlow.Has {
			flow = yuan(p.Edition, r.BaseFlow.Float)
		}
		reason := t.term(annual.Statuses(), r.Status)
		if r.Reason != "" {
			reason += ": " + t.term(annual.Reasons(), r.Reason)
		}
		tab.add(r.Key, r.Name, reason, whole(r.Total), flow)
	}
	t.table(tab)
}

// strengthOnly prints those that consent to their strength alone.
func (t *printer) strengthOnly(p *annual.Publication) {
	if len(p.Strength) == 0 {
		return
	}
	t.title("仅公布品牌强度", "strength only, by their own choice")
	tab := &table{head: t.head(dataset.Text{Chinese: "主体", English: "subject"}, dataset.Text{Chinese: "名称", English: "name"},
		dataset.Text{Chinese: "强度", English: "strength"}), left: 2}
	for i := range p.Strength {
		tab.add(p.Strength[i].Key, p.Strength[i].Name, whole(p.Strength[i].Strength))
	}
	t.table(tab)
}

// totals prints the totals with what is withheld.
func (t *printer) totals(p *annual.Publication) {
	t.title(fmt.Sprintf("合计(%s,扣除母公司已计入者与被许可人)", p.Edition.Money.Unit),
		fmt.Sprintf("totals in %s, net of subjects whose parent is counted and of licensees", p.Edition.Money.Unit))
	tab := &table{head: t.head(dataset.Text{Chinese: "分组", English: "group"}, dataset.Text{Chinese: "数量", English: "members"},
		dataset.Text{Chinese: "价值", English: "value"}), left: 1}
	add := func(name string, g annual.Group) {
		value := moneyOf(p.Edition, g.Value)
		if g.Withheld {
			value = t.say("不予公布", "withheld")
		}
		tab.add(name, fmt.Sprint(g.Members), value)
	}
	add(t.say("全部", "all"), p.Totals.All)
	for _, class := range []struct {
		zh, en string
		groups []annual.Group
	}{{"领域", "sector", p.Totals.Sectors}, {"行业", "industry", p.Totals.Industries}, {"区市", "district", p.Totals.Districts}} {
		for _, g := range class.groups {
			if g.Word == "" {
				g.Name = dataset.Text{Chinese: "未注明", English: "not stated"}
			}
			add(t.say(class.zh, class.en)+": "+g.Name.In(t.lang), g)
		}
	}
	t.table(tab)
	t.lines(fmt.Sprintf("不予公布:成员少于%d个,或由公布数字可推出少于%d个未公布主体的价值", p.Edition.Disclosure.LeastGroup, p.Edition.Disclosure.LeastGroup),
		fmt.Sprintf("withheld: fewer than %d members, or what is published would tell the sum of fewer than %d values that are not shown", p.Edition.Disclosure.LeastGroup, p.Edition.Disclosure.LeastGroup))
}

// outcomes prints how many came to which end.
func (t *printer) outcomes(j *job, p *annual.Publication, year *annual.Year) {
	t.title("计数", "counts")
	tab := &table{head: t.head(dataset.Text{Chinese: "结果", English: "outcome"}, dataset.Text{Chinese: "数量", English: "subjects"}), left: 1}
	for _, o := range p.Outcomes {
		name := t.term(dataset.Kinds(), o.Kind) + ", " + t.term(annual.Statuses(), o.Status)
		if o.Reason != "" {
			name += ": " + t.term(annual.Reasons(), o.Reason)
		}
		tab.add(name, fmt.Sprint(o.N))
	}
	if p.Silent > 0 {
		tab.add(t.say("其中不同意公布", "of those valued, not to be named"), fmt.Sprint(p.Silent))
	}
	t.table(tab)
	if year == nil {
		return
	}
	if year.Skipped > 0 {
		t.line("%s: %d", t.say("其他年度的行数", "rows of other years"), year.Skipped)
	}
	if len(year.Issues) > 0 {
		t.title("数据问题(按代码)", "issues, by code")
		tab := &table{left: 1}
		for _, c := range year.Issues {
			tab.add(c.Word, fmt.Sprint(c.N))
		}
		t.table(tab)
		t.issues(j)
	}
}

// issues lists the first issues with their subjects; all of them are in the
// result file.
func (t *printer) issues(j *job) {
	t.title("数据问题(按主体,前若干个;全部见结果文件 issues 列)", "issues by subject, the first ones; all are in the column issues of the results")
	for _, i := range j.issues {
		t.line("- %s (%s): %s", i.key, i.place, i.text)
	}
	if j.moreIssues > 0 {
		t.line("  %s: %d", t.say("其余主体", "further subjects"), j.moreIssues)
	}
}

// lastYear prints the comparison with last year's results.
func (t *printer) lastYear(p *annual.Publication, year *annual.Year) {
	if year == nil || year.Last == nil {
		return
	}
	l := year.Last
	t.title(fmt.Sprintf("与上年比较(%s版,已按本版重算)", l.Edition), fmt.Sprintf("against last year (edition %s, restated under this one)", l.Edition))
	tab := &table{left: 1}
	tab.add(t.say("上年有价值", "valued last year, restated"), fmt.Sprint(l.Restated))
	tab.add(t.say("按本版不再适用", "no longer given by this edition"), fmt.Sprint(l.Lost))
	tab.add(t.say("两年均有", "valued in both years"), fmt.Sprint(l.Stayed))
	tab.add(t.say("新进", "entries"), fmt.Sprint(l.Entries))
	tab.add(t.say("退出(本年无价值者)", "exits (without a value this year)"), fmt.Sprint(l.Exits))
	if l.Stayed >= int64(p.Edition.Disclosure.LeastGroup) && l.SumLast > 0 {
		tab.add(t.say("同口径增长", "like-for-like growth"), fmt.Sprintf("%.2f%%", 100*(float64(l.SumThis)/float64(l.SumLast)-1)))
	}
	t.table(tab)
}

// quoted prints what other valuers published, with a ratio only where the
// scope is the same.
func (t *printer) quoted(p *annual.Publication) {
	tab := &table{head: t.head(dataset.Text{Chinese: "主体", English: "subject"}, dataset.Text{Chinese: "品牌", English: "brand"},
		dataset.Text{Chinese: "发布者", English: "valuer"}, dataset.Text{Chinese: "榜单", English: "list"},
		dataset.Text{Chinese: "口径", English: "scope"}, dataset.Text{Chinese: "发布年", English: "release"},
		dataset.Text{Chinese: "财年", English: "fiscal"}, dataset.Text{Chinese: "价值(亿元)", English: "value"},
		dataset.Text{Chinese: "同口径", English: "same scope"}, dataset.Text{Chinese: "比值", English: "ratio"}), left: 5}
	for i := range p.Table {
		r := &p.Table[i]
		for _, q := range r.Quoted {
			fiscal, same, ratio := "?", t.say("否", "no"), ""
			if q.Fiscal > 0 {
				fiscal = fmt.Sprint(q.Fiscal)
			}
			if q.SameScope {
				same = t.say("是", "yes")
				ratio = fmt.Sprintf("%.2f", float64(r.Value.Int)/100/q.Yuan)
			}
			tab.add(r.Key, q.Brand.In(t.lang), q.Valuer.In(t.lang), q.List.In(t.lang), q.Scope, fmt.Sprint(q.Release), fiscal,
				thousands(fmt.Sprintf("%.2f", q.Yuan/1e8)), same, ratio)
		}
	}
	if len(tab.rows) > 0 {
		t.title("其他机构公布的价值", "values published by others")
		t.table(tab)
	}
}

func (t *printer) notes(p *annual.Publication) {
	if len(p.Edition.Notes) == 0 {
		return
	}
	t.title("附注", "notes")
	for _, n := range p.Edition.Notes {
		t.line("- %s: %s", n.Key, n.Text.In(t.lang))
	}
}

func (t *printer) cautions(p *annual.Publication) {
	t.title("提示", "cautions")
	t.line("! %s", p.Edition.Disclosure.Caution.In(t.lang))
	for _, c := range p.Edition.Cautions {
		if c != p.Edition.Disclosure.Caution {
			t.line("! %s", c.In(t.lang))
		}
	}
	t.line("%s", t.say("参数来源等级", "grades of the parameters' sources")+": "+strings.Join(p.Edition.Grading(), "; "))
}
