package standing

// Name is the name of a thing in Chinese and English.
type Name struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Kind is the kind of subject that a qualification belongs to.
type Kind string

// The four kinds of subject.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 二(一).
const (
	Product    Kind = "product"    // a product or service
	Enterprise Kind = "enterprise" // a legal person
	Industry   Kind = "industry"   // an industry, built from its members
	Region     Kind = "region"     // a regional brand, built from its members
)

// State is where a qualification, or the application for one, stands.
type State string

// The fifteen states. Draft to Objected are states of an application, Recognised,
// Warned and Suspended those of a holder; the others are where a title ends.
const (
	Draft      State = "draft"
	Submitted  State = "submitted"
	Returned   State = "returned"
	Accepted   State = "accepted"
	Evaluating State = "evaluating"
	OnNotice   State = "notice"
	Objected   State = "objected"
	Recognised State = "recognised"
	Warned     State = "warned"
	Suspended  State = "suspended"
	Expired    State = "expired"
	Withdrawn  State = "withdrawn"
	Revoked    State = "revoked"
	Rejected   State = "rejected"
	Cooldown   State = "cooldown"
)

// Live reports whether the title may be used and published: recognised or warned.
func (s State) Live() bool { return s == Recognised || s == Warned }

// Held reports whether there is a holder: live or suspended.
func (s State) Held() bool { return s.Live() || s == Suspended }

// Name returns the state's name in both languages.
func (s State) Name() Name { return nameOf(stateNames, s) }

// States lists all states, in the order of a life.
func States() []State { return codes(stateNames) }

// Stage is a stage of the cultivation library; the empty Stage is outside it.
type Stage string

// The three stages of the library, from the bottom up.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 二(一);
// the names 培育, 发展, 储备 as reported on 2024-11-26 (qingdaonews.com).
const (
	Reserve   Stage = "reserve"
	Cultivate Stage = "cultivate"
	Develop   Stage = "develop"
)

// Name returns the stage's name in both languages.
func (s Stage) Name() Name { return nameOf(stageNames, s) }

// Name returns the kind's name in both languages.
func (k Kind) Name() Name { return nameOf(kindNames, k) }

type named[T ~string] struct {
	code T
	Name
}

var stateNames = []named[State]{
	{Draft, Name{"草稿", "draft"}},
	{Submitted, Name{"已提交", "submitted"}},
	{Returned, Name{"退回补正", "returned for correction"}},
	{Accepted, Name{"已受理", "accepted"}},
	{Evaluating, Name{"评价中", "under evaluation"}},
	{OnNotice, Name{"公示中", "on public notice"}},
	{Objected, Name{"异议处理", "objection under examination"}},
	{Recognised, Name{"认定", "recognised"}},
	{Warned, Name{"警示", "warned"}},
	{Suspended, Name{"暂停", "suspended"}},
	{Expired, Name{"到期", "expired"}},
	{Withdrawn, Name{"退出", "withdrawn"}},
	{Revoked, Name{"撤销", "revoked"}},
	{Rejected, Name{"不予认定", "rejected"}},
	{Cooldown, Name{"冷却期", "cool-down"}},
}

var stageNames = []named[Stage]{
	{Reserve, Name{"储备", "reserve"}},
	{Cultivate, Name{"培育", "cultivate"}},
	{Develop, Name{"发展", "develop"}},
}

var kindNames = []named[Kind]{
	{Product, Name{"产品(服务)", "product (service)"}},
	{Enterprise, Name{"企业", "enterprise"}},
	{Industry, Name{"产业", "industry"}},
	{Region, Name{"区域", "region"}},
}

func nameOf[T ~string](list []named[T], code T) Name {
	for _, n := range list {
		if n.code == code {
			return n.Name
		}
	}
	return Name{}
}

func codes[T ~string](list []named[T]) []T {
	out := make([]T, len(list))
	for i, n := range list {
		out[i] = n.code
	}
	return out
}

func known[T ~string](list []named[T], code T) bool { return nameOf(list, code) != Name{} }
