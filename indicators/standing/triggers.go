package standing

// Reason is the code of why an entry was made: a trigger (a finding about a
// subject) or a step of the procedure.
type Reason string

// Class is the measure that a trigger on a holder calls for.
type Class string

// The classes, from none to the gravest.
const (
	ClassNone    Class = "none"    // recorded, nothing follows
	ClassWarn    Class = "warn"    // W
	ClassSuspend Class = "suspend" // S
	ClassRemove  Class = "remove"  // the title lapses without fault: withdrawn, no cool-down
	ClassRevoke  Class = "revoke"  // R
)

var classRank = map[Class]int{ClassNone: 0, ClassWarn: 1, ClassSuspend: 2, ClassRemove: 3, ClassRevoke: 4}

// Milder reports whether c leaves more to a holder than d does.
func (c Class) Milder(d Class) bool { return classRank[c] < classRank[d] }

// Trigger is a finding and what it calls for on a holder.
type Trigger struct {
	Code Reason `json:"code"`
	Name
	Paper  Class  `json:"paper"`  // under the profile paper
	Graded Class  `json:"graded"` // under the profile graded
	Again  Class  `json:"again"`  // when a finding of the same Group went before within Terms.Repeat; empty: no other
	Group  string `json:"group"`  // findings that repeat each other
	Veto   string `json:"veto"`   // the code of the veto that the same finding is on an applicant
	Safety bool   `json:"safety"` // may suspend at once, before a hearing
	// ProductClause marks findings that the founding paper orders to revoke on
	// products and services; other kinds fall under Graded.
	ProductClause bool   `json:"product_clause"`
	Grade         Grade  `json:"grade"` // of the class under the profile paper
	Source        string `json:"source"`
}

// Reasons of the procedure.
const (
	Ordinary        Reason = "ORDINARY"         // in the ordinary course
	Defect          Reason = "DEFECT"           // material incomplete or faulty
	TermPassed      Reason = "TERM_PASSED"      // a term ran out
	Below           Reason = "BELOW"            // score, floor or quota not reached
	ObjectionUpheld Reason = "OBJECTION_UPHELD" // an objection is right
	NotFixed        Reason = "NOT_FIXED"        // not put right in time
	OwnerRevoked    Reason = "OWNER_REVOKED"    // the enterprise that owns the product was revoked
	OwnerRestored   Reason = "OWNER_RESTORED"   // that revocation was annulled
	ContestUpheld   Reason = "CONTEST_UPHELD"   // review or court agrees with the holder
	OwnMotion       Reason = "OWN_MOTION"       // the authority corrects itself
	NoProgress      Reason = "NO_PROGRESS"      // a library member stands still
	TooYoung        Reason = "AGE_3Y"           // operating for less than three years: a veto on applicants only
)

// The triggers that rules of the table name.
const (
	Forged      Reason = "FORGED"
	Blacklisted Reason = "BLACKLIST"
	ReportLate  Reason = "REPORT_LATE"
	Counterfeit Reason = "COUNTERFEITED"
	MisuseOther Reason = "MISUSE_OTHER"
)

const (
	paper43    = "青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 四(三)"
	gate2023   = "application terms of 2023: a veto on applicants, hence at least a suspension"
	reading    = paper43 + "; that a failed spot check is below the standard is the library's reading"
	proposal   = "library default"
	order493   = "library default; grades of accidents after State Council order 493 (2007)"
	reportRule = "library default: warned after Terms.ReportWarn, suspended after Terms.ReportSuspend"
)

// Triggers lists all triggers. No class is milder on a holder than the same
// finding is on an applicant: where it vetoes an application, the title is at
// least suspended, under both profiles. A first ordinary spot-check failure is
// therefore suspended and not only warned, and a loss-making holder too.
func Triggers() []Trigger { return append([]Trigger(nil), triggers...) }

const (
	c0 = ClassNone
	cW = ClassWarn
	cS = ClassSuspend
	cX = ClassRemove
	cR = ClassRevoke
)

// code, name, paper, graded, again, group, veto, safety, product clause, grade, source
var triggers = []Trigger{
	{Forged, Name{"弄虚作假骗取资格", "title obtained by fraud, or forged data"}, cR, cR, "", "", "FORGED", false, false, Assumption, proposal},
	{Blacklisted, Name{"列入严重违法失信名单", "entered in the serious-illegality list"}, cR, cR, "", "", "BLACKLIST", false, false, Official, paper43},
	{"STANDARD", Name{"技术或质量达不到标准要求", "technology or quality below the standard"}, cR, cS, "", "", "", false, true, Official, paper43},
	{"STANDARD_SAFETY", Name{"安全项目达不到标准要求", "safety item below the standard"}, cR, cR, "", "", "", true, true, Official, paper43},
	{"RESPONSIBILITY", Name{"主体责任不力造成严重不良影响", "failure of main responsibility in quality, safety, environment or public health with seriously bad effect"}, cR, cR, "", "", "", true, false, Official, paper43},
	{"SPOTCHECK", Name{"监督抽查不合格(一般项目)", "spot check failed, ordinary item of quality"}, cR, cS, cR, "spotcheck", "SPOTCHECK_3Y", false, true, Assumption, reading},
	{"SPOTCHECK_LABEL", Name{"监督抽查不合格(标签标识)", "spot check failed, labelling only"}, cS, cS, cR, "spotcheck", "SPOTCHECK_3Y", false, false, Assumption, gate2023},
	{"SPOTCHECK_SAFETY", Name{"监督抽查不合格(安全项目)", "spot check failed, safety item"}, cR, cS, cR, "spotcheck", "SPOTCHECK_3Y", true, true, Assumption, reading},
	{"SPOTCHECK_REFUSED", Name{"拒绝监督抽查", "spot check refused"}, cS, cS, cR, "spotcheck", "SPOTCHECK_3Y", false, false, Assumption, gate2023},
	{"FAKE_GOODS", Name{"生产销售假冒伪劣商品", "fake or shoddy goods made or sold"}, cR, cR, "", "", "FAKE_GOODS", false, false, Assumption, proposal},
	{"ACCIDENT_GENERAL", Name{"一般事故", "general accident"}, cW, cW, "", "", "", false, false, Assumption, order493},
	{"ACCIDENT_LARGER", Name{"较大事故", "larger accident"}, cR, cS, "", "", "ACCIDENT_3Y", true, false, Assumption, order493},
	{"ACCIDENT_MAJOR", Name{"重大及以上事故", "major or worse accident"}, cR, cR, "", "", "ACCIDENT_3Y", true, false, Assumption, order493},
	{"ENV_PENALTY", Name{"一般环境处罚", "ordinary environment penalty"}, cW, cW, "", "", "", false, false, Assumption, proposal},
	{"ENV_SERIOUS", Name{"重大环境处罚", "environment penalty of 500,000 yuan or more, stop of production or criminal referral"}, cS, cS, "", "", "", false, false, Assumption, proposal},
	{"RECALL_VOLUNTARY", Name{"主动召回", "voluntary recall"}, c0, c0, "", "", "", false, false, Assumption, proposal},
	{"RECALL_ORDERED", Name{"责令召回", "ordered recall"}, cS, cS, "", "", "", true, false, Assumption, proposal},
	{"ABNORMAL_LIST", Name{"列入经营异常名录", "entered in the list of abnormal operations"}, cS, cS, "", "", "CREDIT_3Y", false, false, Assumption, gate2023},
	{"CREDIT", Name{"不良信用记录", "bad credit record"}, cS, cS, "", "", "CREDIT_3Y", false, false, Assumption, gate2023},
	{"WAGES", Name{"列入拖欠工资失信名单", "entered in the list of overdue wages"}, cS, cS, "", "", "CREDIT_3Y", false, false, Assumption, gate2023},
	{"TAX_D", Name{"纳税信用D级", "tax credit grade D"}, cS, cS, "", "", "TAX_3Y", false, false, Assumption, gate2023},
	{"OPINION_MAJOR", Name{"重大舆情事件", "major public-opinion event"}, cS, cS, "", "", "OPINION_MAJOR", false, false, Assumption, gate2023},
	{"LOSS_2Y", Name{"连续两年以上亏损", "loss-making for two years or more in a row"}, cS, cS, "", "", "LOSS_2Y", false, false, Assumption, gate2023},
	{"LOGO_SCOPE", Name{"超授权范围使用标识", "logo used outside the authorised product"}, cW, cW, cS, "logo", "", false, false, Assumption, proposal},
	{"SCORE_BELOW", Name{"年度监测得分低于等级线", "yearly score below the tier"}, cW, cW, "", "", "", false, false, Assumption, proposal},
	{ReportLate, Name{"逾期未提交年度报告", "yearly report missing"}, cW, cW, "", "", "", false, false, Assumption, reportRule},
	{"TRADEMARK", Name{"丧失商标权", "trademark lost"}, cX, cX, "", "", "TRADEMARK", false, false, Assumption, gate2023},
	{"DISSOLVED", Name{"主体注销或解散", "firm dissolved"}, cX, cX, "", "", "", false, false, Assumption, proposal},
	{"MOVED_OUT", Name{"迁出本市", "moved out of the city"}, cX, cX, "", "", "", false, false, Assumption, proposal},
	{Counterfeit, Name{"被他人假冒", "counterfeited by others"}, c0, c0, "", "", "", false, false, Assumption, proposal},
	{MisuseOther, Name{"他人未经授权使用名称或标识", "name or logo used by others without authorisation"}, c0, c0, "", "", "", false, false, Official, paper43},
}

var procedural = []named[Reason]{
	{Ordinary, Name{"正常程序", "in the ordinary course"}},
	{Defect, Name{"材料不齐或不符", "material incomplete or faulty"}},
	{TermPassed, Name{"期限届满", "term passed"}},
	{Below, Name{"未达到认定条件", "score, floor or quota not reached"}},
	{ObjectionUpheld, Name{"异议成立", "objection upheld"}},
	{NotFixed, Name{"逾期未整改到位", "not put right in time"}},
	{OwnerRevoked, Name{"所属企业资格被撤销", "owner revoked"}},
	{OwnerRestored, Name{"所属企业资格恢复", "owner restored"}},
	{ContestUpheld, Name{"复议或诉讼支持", "contest upheld"}},
	{OwnMotion, Name{"依职权纠正", "corrected on the authority's own motion"}},
	{NoProgress, Name{"入库后无明显进步", "no progress in the library"}},
	{TooYoung, Name{"经营未满三年", "operating for less than three years"}},
}

// Name returns the reason's name in both languages, and an empty one for an unknown code.
func (c Reason) Name() Name {
	if t := trigger(c); t != nil {
		return t.Name
	}
	return nameOf(procedural, c)
}

func trigger(code Reason) *Trigger {
	for i := range triggers {
		if triggers[i].Code == code {
			return &triggers[i]
		}
	}
	return nil
}

// Class returns the class of a first finding on a holder of kind k.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 四(三).
func (t Trigger) Class(p Profile, k Kind) Class {
	if p == Paper && (k == Product || !t.ProductClause) {
		return t.Paper
	}
	return t.Graded
}
