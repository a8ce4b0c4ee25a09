package annual

import "github.com/brandvalue/brandvalue/dataset"

// Status words of a result, in the order in which they are looked for. Each
// row of a result file has just one.
const (
	StatusInvalid       = "invalid"        // the row contradicts the data model or itself
	StatusNotEvaluated  = "not-evaluated"  // the edition does not evaluate the kind
	StatusNotRated      = "not-rated"      // too little data for a score
	StatusNoAccounts    = "no-accounts"    // no usable year of accounts
	StatusNotApplicable = "not-applicable" // the method finds no positive brand cash flow, or does not fit the industry
	StatusProvisional   = "provisional"    // valued, with a guard binding or data incomplete
	StatusValued        = "valued"
)

// Statuses are the status words with their names.
func Statuses() dataset.Terms {
	return dataset.Terms{
		{Word: StatusValued, Chinese: "已测算", English: "valued"},
		{Word: StatusProvisional, Chinese: "暂定", English: "provisional"},
		{Word: StatusNotApplicable, Chinese: "方法不适用", English: "method not applicable"},
		{Word: StatusNoAccounts, Chinese: "财务数据不可用", English: "no usable accounts"},
		{Word: StatusNotRated, Chinese: "数据不足,不予评分", English: "not rated"},
		{Word: StatusNotEvaluated, Chinese: "不在评价范围", English: "kind not evaluated"},
		{Word: StatusInvalid, Chinese: "数据有误", English: "invalid"},
	}
}

// Reasons are the words that say why a status is what it is.
func Reasons() dataset.Terms {
	return dataset.Terms{
		{Word: "", Chinese: "", English: ""},
		{Word: "no-positive-terminal-flow", Chinese: "预测期后无正的品牌现金流", English: "no positive brand cash flow after the explicit years"},
		{Word: "no-positive-flow-in-most-years", Chinese: "多数预测年度无正的品牌现金流", English: "no positive brand cash flow in most explicit years"},
		{Word: "no-positive-value", Chinese: "价值不为正", English: "no positive value"},
		{Word: "industry-excluded", Chinese: "方法不适用于该行业", English: "the method does not fit the industry"},
		{Word: "guard", Chinese: "约束条件生效", English: "a guard is binding"},
		{Word: "coverage", Chinese: "数据完整率不足", English: "coverage too low"},
		{Word: "guard-and-coverage", Chinese: "约束条件生效且数据完整率不足", English: "a guard is binding and coverage is too low"},
		{Word: "no-strength", Chinese: "品牌强度无法计算", English: "no dimension that feeds strength can be rated"},
		{Word: "no-usable-year", Chinese: "无可用财务年度", English: "no usable year of accounts"},
		{Word: "inconsistent-accounts", Chinese: "财务数据自相矛盾", English: "the accounts contradict themselves"},
		{Word: "bad-key", Chinese: "主体代码有误", English: "the key is wrong"},
		{Word: "unknown-kind", Chinese: "评价对象类别未知", English: "unknown kind"},
		{Word: "unknown-sector", Chinese: "领域未知", English: "unknown sector"},
		{Word: "kind", Chinese: "本年度版本不评价该类对象", English: "the edition does not evaluate this kind"},
		{Word: "amount-too-large", Chinese: "金额超出范围", English: "the amount is too large"},
	}
}

// statuses and reasons are the same lists as dictionaries of result columns.
var (
	statuses = words(Statuses())
	reasons  = words(Reasons())
	counted  = []string{countedYes, countedNotValued, countedParent, countedLicensee}
)

// Words of ColCounted.
const (
	countedYes       = "yes"
	countedNotValued = "not-valued"
	countedParent    = "parent-counted"
	countedLicensee  = "licensee"
)

func words(terms dataset.Terms) []string {
	list := make([]string, len(terms))
	for i, t := range terms {
		list[i] = t.Word
	}
	return list
}
