package annual

import (
	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/rounding"
	"github.com/brandvalue/brandvalue/valuation"
)

// Grade says where a number of an edition comes from.
type Grade string

const (
	// Standard: read in the text of a standard.
	Standard Grade = "standard"
	// Official: published by an authority, read at its source.
	Official Grade = "official"
	// Recalled: known, not checked against its source.
	Recalled Grade = "recalled"
	// Assumption: ours.
	Assumption Grade = "assumption"
)

// State says how far an edition has come.
type State string

const (
	// Draft may change.
	Draft State = "draft"
	// Trial is run to be looked at; its figures are not published.
	Trial State = "trial"
	// Sealed is final: its schemes are held by their digests.
	Sealed State = "sealed"
)

// Edition is one year's model as a document: everything that turns reported
// data into published figures. Rates and shares are decimals, money is yuan.
type Edition struct {
	Code  string       `json:"code"`
	Title dataset.Text `json:"title"`
	State State        `json:"state"`

	FiscalYear    int    `json:"fiscal_year"`    // the year whose figures are valued
	ValuationDate string `json:"valuation_date"` // YYYY-MM-DD
	ReleaseYear   int    `json:"release_year"`   // the year of publication

	Kinds      []string             `json:"kinds"`   // kinds of subject evaluated, each ranked by itself
	Schemes    map[string]SchemeRef `json:"schemes"` // by sector, "*" for any other
	Evaluation indicators.Policy    `json:"evaluation"`
	Means      []PinnedMean         `json:"means"` // peer means by industry
	Score      ScoreRule            `json:"score"`
	Coverage   Coverage             `json:"coverage"`
	Tiers      []Band               `json:"tiers"`  // rising
	Grades     []Band               `json:"grades"` // rising
	Strength   Strength             `json:"strength"`

	Accounts   AccountsRef         `json:"accounts"` // how reported figures become the case's years
	Variant    *Variant            `json:"variant"`  // null for none
	Rates      Rates               `json:"rates"`
	Method     Method              `json:"method"`
	Industries []IndustryFigure    `json:"industries"` // one with industry "*" is the default row
	GrowthCap  GrowthCap           `json:"growth_cap"`
	Money      valuation.Published `json:"money"`

	Disclosure Disclosure     `json:"disclosure"`
	Queries    Queries        `json:"queries"`
	Cautions   []dataset.Text `json:"cautions"`
	Notes      []Note         `json:"notes"`     // remarks on single subjects
	Published  []Quoted       `json:"published"` // values of other valuers, shown beside

	resolved map[string]*indicators.Scheme // by name, all metrics written out
}

// SchemeRef names a scheme and holds it by its digest.
type SchemeRef struct {
	Scheme string `json:"scheme"`
	Digest string `json:"digest"` // of the resolved scheme
}

// PinnedMean is a metric's mean among the subjects of an industry.
type PinnedMean struct {
	Metric   string  `json:"metric"`
	Industry string  `json:"industry"` // "*" for any other
	Mean     float64 `json:"mean"`
	Grade    Grade   `json:"grade"`
	Source   string  `json:"source"`
}

// ScoreRule is how scores are published; tiers, grades and ranks are decided
// on the published figure.
type ScoreRule struct {
	Places int           `json:"places"`
	Rule   rounding.Rule `json:"rule"`
}

// Coverage is what follows from incomplete data, as shares of applicable weight.
type Coverage struct {
	Flag        float64 `json:"flag"`        // total below it: flagged
	Provisional float64 `json:"provisional"` // total below it: provisional
	None        float64 `json:"none"`        // total below it: no result
	Dimension   float64 `json:"dimension"`   // a dimension below it: flagged
}

// Band is a step of a ladder, reached at Min on the published total.
type Band struct {
	Code string       `json:"code"`
	Name dataset.Text `json:"name"`
	Min  float64      `json:"min"`
}

// Strength says how a brand's strength comes from its dimensions and what
// coefficient follows from it.
type Strength struct {
	Weights   map[string]float64 `json:"weights"`   // by dimension, sum 1
	Mapping   Mapping            `json:"mapping"`   // strength to K
	Reference dataset.Text       `json:"reference"` // the population on which the mapping is pinned
	Grade     Grade              `json:"grade"`
}

// Mapping is a valuation.Coefficient as an edition writes it.
//
// Reference: the kinds of valuation.Coefficient, each with its own.
type Mapping struct {
	valuation.Coefficient

	fault error // of the document it was read from
}

// Method is the valuation method of an edition.
type Method struct {
	ExcessEarnings valuation.ExcessEarnings `json:"excess_earnings"`
}

// Rates are the lending rates, tax and growth that all subjects share.
type Rates struct {
	Short          Rate `json:"short"` // B_CT
	Long           Rate `json:"long"`  // B_NCT
	Tax            Rate `json:"tax"`
	TerminalGrowth Rate `json:"terminal_growth"` // g
}

// Rate is a dated number with the grade of its source.
type Rate struct {
	Value  float64      `json:"value"`
	Name   dataset.Text `json:"name"` // with the tenor
	Date   string       `json:"date"` // YYYY-MM-DD from which it holds
	Grade  Grade        `json:"grade"`
	Source string       `json:"source"`
}

// IndustryFigure holds what an edition takes for the subjects of an industry.
type IndustryFigure struct {
	Industry   string       `json:"industry"` // "*" for any other
	Name       dataset.Text `json:"name"`
	Applicable bool         `json:"applicable"`      // false: the method does not fit the industry
	BrandShare float64      `json:"brand_share"`     // beta
	Return     float64      `json:"industry_return"` // Z
	ReturnTax  string       `json:"return_tax"`      // "after-tax", or "pre-tax", which is converted once
	Years      int          `json:"return_years"`    // years averaged in Z; one is refused
	Weighting  string       `json:"return_weighting"`
	Growth     float64      `json:"growth"` // of the explicit years
	Grade      Grade        `json:"grade"`
	Source     string       `json:"source"`
}

// GrowthCap says what bounds the growth of the explicit years from above,
// beside the industry's figure.
type GrowthCap string

const (
	// NoCap takes the industry's growth as it is.
	NoCap GrowthCap = "none"
	// OwnGrowth takes the subject's own yearly growth of revenue over the years
	// that are reported, where that is less: (Rev_0/Rev_-n)^(1/n) - 1.
	OwnGrowth GrowthCap = "own-revenue"
)

// Disclosure is what protects subjects in a publication.
type Disclosure struct {
	LeastGroup int          `json:"least_group"` // groups with fewer members are withheld
	Caution    dataset.Text `json:"caution"`     // stands beside every figure
}

// Queries are the thresholds of plausibility queries.
type Queries struct {
	GrowthGap  float64 `json:"growth_gap"`  // percentage points between stated growth and two revenues
	ReturnGap  float64 `json:"return_gap"`  // percentage points between stated return and profit over equity
	UnitSlip   float64 `json:"unit_slip"`   // ratio to last year from which a slip of the unit is asked about
	Jump       float64 `json:"jump"`        // ratio to last year from which a jump is asked about
	FrozenFrom int     `json:"frozen_from"` // so many figures equal to last year's to the digit are asked about
}

// Note is a remark on one subject that is printed with its figures.
type Note struct {
	Key  string       `json:"key"`
	Text dataset.Text `json:"text"`
}

// Quoted is a value that another valuer published.
type Quoted struct {
	Key       string       `json:"key"` // of the subject it stands beside
	Brand     dataset.Text `json:"brand"`
	Valuer    dataset.Text `json:"valuer"`
	List      dataset.Text `json:"list"`
	Release   int          `json:"release_year"`
	Fiscal    int          `json:"fiscal_year"` // zero where not stated
	Yuan      float64      `json:"yuan"`
	Scope     string       `json:"scope"`      // brand, company, group
	SameScope bool         `json:"same_scope"` // only then is a ratio shown
	Source    string       `json:"source"`
}

// AccountsRef chooses how reported figures become a case's years.
//
// Reference: the kinds of accounts, each with its own.
type AccountsRef struct{ Accounts }

// Variant is a second way to the case that is valued beside the first, for
// comparison.
type Variant struct {
	Name     dataset.Text `json:"name"`
	Accounts AccountsRef  `json:"accounts"`
}
