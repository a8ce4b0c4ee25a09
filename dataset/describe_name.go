package dataset

import (
	"strings"
)

// What the heads of columns usually say, for guesses that people check.

// nativeNames are native columns by heads that are usual for them, without unit.
var nativeNames = map[string]string{
	"年份": Year, "年度": Year, "会计年度": Year, "财年": Year, "年": Year,
	"股票代码": Key, "证券代码": Key, "统一社会信用代码": Key, "代码": Key,
	"股票名称": Name, "证券简称": Name, "证券名称": Name, "企业名称": Name, "公司名称": Name, "单位名称": Name, "名称": Name,
	"所属行业": Industry, "行业": Industry, "行业名称": Industry, "行业代码": Industry,
	"地区": District, "区市": District, "所在区市": District, "所属区域": District,
	"企业规模": SizeOf, "规模": SizeOf, "领域": SectorOf, "上级单位": Parent, "母公司": Parent,
	"营业收入": "revenue", "主营业务收入": "revenue", "营业收入增长率": "revenue_growth", "主营业务收入增长率": "revenue_growth",
	"净利润": "net_profit", "营业利润": "operating_profit", "净资产收益率": "roe", "净利率": "net_margin", "毛利率": "gross_margin",
	"股东权益比率": "equity_ratio", "速动比率": "quick_ratio", "应收账款周转率": "receivable_turnover",
	"总资产": "total_assets", "资产总计": "total_assets", "流动资产": "current_assets",
}

// nativeFor guesses the native column of a head; "" where there is no guess.
func nativeFor(head string) string {
	bare := strings.TrimSpace(head)
	if i := strings.IndexAny(bare, "(（[【"); i > 0 {
		bare = strings.TrimSpace(bare[:i])
	}
	if native, known := nativeNames[bare]; known {
		return native
	}
	if lower := strings.ToLower(bare); nativeName.MatchString(lower) {
		return lower
	}
	return ""
}

// unitInName is the unit in brackets in a head, as in "总资产(万元)" and
// "总资产(单位：万元)", or a unit of money at its end; "" if there is none.
func unitInName(head string) string {
	units := Units()[1:]
	inner := head
	if i := strings.IndexAny(head, "(（[【"); i >= 0 {
		inner = strings.TrimLeft(head[i:], "(（[【")
	}
	inner, _, bracketed := cutAny(inner, ")）]】")
	for _, sign := range []string{"单位", ":", "："} {
		inner = strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(inner), sign))
	}
	best := ""
	for _, u := range units {
		switch {
		case bracketed && (inner == u.Chinese || inner == u.English || inner == "％" && u.Chinese == "%"):
			return u.Chinese
		case u.Native == "yuan" && u.Chinese != "元" && strings.HasSuffix(head, u.Chinese) && len(u.Chinese) > len(best):
			best = u.Chinese
		}
	}
	return best
}

// cutAny cuts around the first of the given characters.
func cutAny(s, chars string) (before, after string, found bool) {
	if i := strings.IndexAny(s, chars); i >= 0 {
		return s[:i], s[i:], true
	}
	return s, "", false
}

func namesYear(head string) bool {
	return strings.Contains(head, "年") || strings.Contains(strings.ToLower(head), "year")
}

func namesCode(head string) bool {
	head = strings.ToLower(head)
	for _, sign := range []string{"代码", "编码", "编号", "邮编", "code", "ticker", "symbol", "_id"} {
		if strings.Contains(head, sign) {
			return true
		}
	}
	return false
}
