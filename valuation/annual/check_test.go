package annual

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation"
)

// TestOpenEditionReportsAllFaultsAtOnce puts ten faults of ten kinds into one
// document: absent and unknown members, wrong types, values that can't be
// read, values out of their range, a scheme that is not there.
func TestOpenEditionReportsAllFaultsAtOnce(t *testing.T) {
	m := folder(t)
	tree := parsed(t, m, "2025.json")
	set(tree, "no date", "valuation_date")
	set(tree, 1.5, "industries", 3, "brand_share")
	set(tree, 1, "industries", 4, "return_years")
	delete(tree["industries"].([]any)[5].(map[string]any), "growth")
	set(tree, 0.5, "rates", "short", "typo")
	set(tree, "five", "score", "places")
	set(tree, map[string]any{"kind": "operating", "years": 9}, "accounts")
	set(tree, map[string]any{"kind": "cubic"}, "strength", "mapping")
	set(tree, 0.5, "strength", "weights", "Q")
	set(tree, "fishery", "schemes", "marine", "scheme")
	put(t, m, "2025.json", tree)
	_, err := OpenEdition(m, "2025")
	require.Error(t, err)
	want := []string{
		`industries[5].growth: absent; every parameter must be written`,
		`rates.short.typo: unknown; known here are date, grade, name, source, value`,
		`score.places: found the text "five", wanted a number`,
		`accounts: operating accounts: years are 9, must be 1 to 5`,
		`schemes.marine (fishery): there is no file schemes/fishery.json beside the edition, and scheme "fishery" is not one of the embedded ones`,
		`valuation_date: "no date" is not a date as in 2024-12-31`,
		`strength.mapping: kind: "cubic" is not one of logistic, piecewise, geometric, direct`,
		`strength.weights: sum to 1.2, must sum to 1`,
		`industries[3] (C13).brand_share: 1.5 must lie above 0 and be at most 1`,
		`industries[4] (C14).return_years: 1; a single year is refused, since one slump would lower Z`,
	}
	for _, fault := range want {
		assert.ErrorContains(t, err, "\n"+fault)
	}
	assert.Len(t, strings.Split(err.Error(), "\n"), 1+len(want), "and nothing that only follows from these:\n%v", err)
	assert.ErrorContains(t, err, "edition 2025 has 10 faults:\n")
}

// faulty opens edition 2025 or listed-2015 with one value changed.
func faulty(t *testing.T, code string, value any, path ...any) error {
	m := folder(t)
	tree := parsed(t, m, code+".json")
	set(tree, value, path...)
	put(t, m, code+".json", tree)
	_, err := OpenEdition(m, code)
	return err
}

// lines puts each fault on a line of its own.
func lines(err error) error {
	if err == nil {
		return nil
	}
	return errors.New(regexp.MustCompile(`^edition \S+: `).ReplaceAllString(err.Error(), "\n"))
}

func TestCheckNamesEachFaultWithItsPlace(t *testing.T) {
	const listed = "listed-2015"
	text := map[string]any{"zh": "名", "en": " "}
	cases := []struct {
		edition string
		value   any
		path    []any
		want    string
	}{
		{"2025", "2024", []any{"code"}, `code: "2024" is not the name of its file, 2025.json`},
		{"2025", "a/b", []any{"code"}, `code: "a/b" can't name a file`},
		{"2025", text, []any{"title"}, "title.en: empty"},
		{"2025", "final", []any{"state"}, `state: "final" is not one of [draft trial sealed]`},
		{"2025", 24, []any{"fiscal_year"}, "fiscal_year: 24 must lie in 1979 to 2999"},
		{"2025", 2024.5, []any{"fiscal_year"}, "fiscal_year: the number 2024.5 does not fit; wanted int"},
		{"2025", "2025-01-01", []any{"valuation_date"}, "valuation_date: 2025-01-01 is not within the fiscal year 2024"},
		{"2025", "2024-02-30", []any{"valuation_date"}, `valuation_date: "2024-02-30" is not a date`},
		{"2025", 2023, []any{"release_year"}, "release_year: 2023 is before the fiscal year 2024"},
		{"2025", []any{}, []any{"kinds"}, "kinds: empty"},
		{"2025", []any{"enterprise", "firm"}, []any{"kinds"}, `kinds[1]: kind "firm" is not one of product, enterprise, industry, region`},
		{"2025", []any{"enterprise", "enterprise"}, []any{"kinds"}, "kinds[1]: enterprise is there already"},
		{"2025", map[string]any{}, []any{"schemes"}, "schemes: empty"},
		{"2025", map[string]any{"scheme": "industry", "digest": ""}, []any{"schemes", "fisheries"}, `schemes.fisheries: sector "fisheries" is not one of`},
		{"2025", "../general", []any{"schemes", "marine", "scheme"}, `schemes.marine (../general): "../general" can't name a scheme`},
		{"2025", "sha256:00", []any{"schemes", "marine", "digest"}, "schemes.marine.digest: sha256:00 does not agree with the scheme"},
		{"2025", 2, []any{"evaluation", "evidence", "E1"}, "evaluation: evidence.E1: factor 2 is not within 0 to 1"},
		{"2025", map[string]any{"i_rd": map[string]any{"*": 2}}, []any{"evaluation", "means"}, "evaluation.means: must be empty"},
		{"2025", "i_red", []any{"means", 0, "metric"}, `means[0] (i_red, C13).metric: "i_red" is in none of the schemes`},
		{"2025", "q_spot", []any{"means", 0, "metric"}, `means[0] (q_spot, C13).metric: the rule of "q_spot" takes no mean of the peers`},
		{"2025", 0, []any{"means", 0, "mean"}, "means[0] (i_rd, C13).mean: 0 must be a positive number"},
		{"2025", "C14", []any{"means", 0, "industry"}, "means[1] (i_rd, C14): i_rd for industry C14 is there already"},
		{"2025", "", []any{"means", 0, "industry"}, "means[0] (i_rd, ).industry: empty"},
		{"2025", []any{}, []any{"means"}, `means: no mean of i_rd for industry "*"`},
		{"2025", "guess", []any{"means", 0, "grade"}, `means[0] (i_rd, C13).grade: "guess" is not one of [standard official recalled assumption]`},
		{"2025", 7, []any{"score", "places"}, "score.places: 7 must lie in 0 to 6"},
		{"2025", "half-odd", []any{"score", "rule"}, `score.rule: rounding rule "half-odd"`},
		{"2025", 1.01, []any{"coverage", "flag"}, "coverage.flag: 1.01 must lie in 0 to 1"},
		{"2025", 0.95, []any{"coverage", "none"}, "coverage: flag 0.9, provisional 0.8 and none 0.95 must fall in this order"},
		{"2025", 600, []any{"tiers", 2, "min"}, "tiers[2] (develop).min: 600 must be above the 600 before it"},
		{"2025", 680.05, []any{"tiers", 2, "min"}, "tiers[2] (develop).min: 680.05 has more than the 1 places of published scores"},
		{"2025", 1000.5, []any{"tiers", 5, "min"}, "tiers[5] (excellent).min: 1000.5 must lie in 0 to the full score of 1000"},
		{"2025", "reserve", []any{"tiers", 1, "code"}, "tiers[1] (reserve): reserve is there already"},
		{"2025", -1, []any{"grades", 0, "min"}, "grades[0] (C).min: -1 must lie in 0 to"},
		{"2025", -0.3, []any{"strength", "weights", "Q"}, "strength.weights.Q: -0.3 must lie in 0 to 1"},
		{"2025", map[string]any{"Q": 0.5, "X": 0.5}, []any{"strength", "weights"}, "strength.weights.X: the scheme general has no such dimension"},
		{"2025", map[string]any{}, []any{"strength", "weights"}, "strength.weights: empty; they say what feeds the strength"},
		{"2025", map[string]any{"kind": "direct", "value": 0}, []any{"strength", "mapping"}, "strength.mapping: direct mapping: coefficient 0 must lie in 0.01 to 100"},
		{"2025", text, []any{"strength", "reference"}, "strength.reference.en: empty"},
		{"2025", "", []any{"strength", "grade"}, `strength.grade: "" is not one of`},
		{"2025", 0.04, []any{"rates", "short", "value"}, "rates.short.value: 0.04 is above the long rate 0.036"},
		{"2025", 3.6, []any{"rates", "long", "value"}, "rates.long.value: 3.6 must lie in 0 to 0.5"},
		{"2025", "2025-01-20", []any{"rates", "long", "date"}, "rates.long.date: 2025-01-20 is after the valuation date 2024-12-31"},
		{"2025", "", []any{"rates", "long", "source"}, "rates.long.source: empty; a number graded recalled names its source"},
		{"2025", 0.021, []any{"rates", "terminal_growth", "value"}, "rates.terminal_growth.value: 0.021 is above the guard's 0.02"},
		{"2025", 0.0, []any{"method", "excess_earnings", "guards", "over_lending"}, "method.excess_earnings.guards.over_lending: 0 guards nothing"},
		{"2025", map[string]any{"kind": "by-drivers"}, []any{"method", "excess_earnings", "forecast"}, "method.excess_earnings.forecast: must be of the kind weighted-history"},
		{"2025", []any{0.5, 0.5}, []any{"method", "excess_earnings", "forecast", "weights"}, "method.excess_earnings.forecast.weights: 2 weights for the 3 years that the accounts read"},
		{"2025", []any{0.5, 0.5, 0.5}, []any{"method", "excess_earnings", "forecast", "weights"}, "method: weighted history: the weights sum to 1.5, must sum to 1"},
		{"2025", 31, []any{"method", "excess_earnings", "years"}, "method: explicit years are 31, must be 1 to 30"},
		{"2025", "peers", []any{"growth_cap"}, `growth_cap: "peers" is not one of [none own-revenue]`},
		{"2025", "千元", []any{"money", "unit"}, `money: unit "千元" is not one of 元, 万元, 亿元`},
		{"2025", 7, []any{"money", "places"}, "money: published money: 7 places of 万元 is finer than a fen"},
		{"2025", "A03", []any{"industries", 0, "industry"}, "industries[1] (A03): A03 is there already"},
		{"2025", "T96", []any{"industries", 22, "industry"}, `industries: no default row, industry "*"`},
		{"2025", 0, []any{"industries", 0, "brand_share"}, "industries[0] (A01).brand_share: 0 must lie above 0 and be at most 1"},
		{"2025", 0.049, []any{"industries", 0, "industry_return"}, "industries[0] (A01).industry_return: 0.049 after tax is below 0.05, where the guards bind even for an average brand (K = 1)"},
		{"2025", 8, []any{"industries", 0, "industry_return"}, "industries[0] (A01).industry_return: 8 must lie above 0 and be at most 0.5"},
		{"2025", "net", []any{"industries", 0, "return_tax"}, `industries[0] (A01).return_tax: "net" is not one of after-tax, pre-tax`},
		{"2025", 0, []any{"industries", 0, "return_years"}, "industries[0] (A01).return_years: 0 must lie in 2 to 30"},
		{"2025", "", []any{"industries", 0, "return_weighting"}, "industries[0] (A01).return_weighting: empty"},
		{"2025", 3, []any{"industries", 0, "growth"}, "industries[0] (A01).growth: 3 must lie in -0.5 to 0.5"},
		{"2025", 2, []any{"disclosure", "least_group"}, "disclosure.least_group: 2 is below 3"},
		{"2025", []any{}, []any{"cautions"}, "cautions: empty; a publication says what its figures are not"},
		{"2025", 1, []any{"queries", "jump"}, "queries.jump: 1 must be above 1"},
		{listed, 0, []any{"variant", "accounts", "years"}, "variant: imputed accounts: years are 0, must be 1 to 5"},
		{listed, "600229", []any{"notes", 0, "key"}, `notes[0].key: key "600229" has 6 characters`},
		{listed, "stock:", []any{"published", 0, "key"}, `published[0] (stock:).key: key "stock:"`},
		{listed, 2017, []any{"published", 0, "fiscal_year"}, "published[0] (stock:600600).fiscal_year: 2017 must not be after the release in 2016"},
		{listed, -1, []any{"published", 0, "yuan"}, "published[0] (stock:600600).yuan: -1 must be a positive amount"},
		{listed, "product", []any{"published", 0, "scope"}, `published[0] (stock:600600).scope: "product" is not one of [brand company group]`},
		{listed, true, []any{"published", 2, "same_scope"}, "published[2] (stock:600690).same_scope: true, but the value is a group's"},
		{listed, "", []any{"published", 1, "source"}, "published[1] (stock:600600).source: empty"},
		{listed, map[string]any{"Q": 1}, []any{"strength", "weights"}, ""},
	}
	for _, c := range cases {
		err := faulty(t, c.edition, c.value, c.path...)
		if c.want == "" {
			assert.NoError(t, err, "%v", c.path)
			continue
		}
		assert.ErrorContains(t, lines(err), "\n"+c.want, "%v", c.path)
	}
}

func TestFaultsOfSchemesStandUnderTheirSector(t *testing.T) {
	m := folder(t)
	tree := parsed(t, m, "schemes/listed.json")
	set(tree, 150, "dimensions", 2, "weight")
	set(tree, 5, "metrics", 0, "rule", "good")
	put(t, m, "schemes/listed.json", tree)
	_, err := OpenEdition(m, "listed-2015")
	require.Error(t, err)
	for _, line := range strings.Split(err.Error(), "\n")[1:] {
		assert.Contains(t, line, "schemes.* (listed): ")
	}
	assert.ErrorContains(t, err, "schemes.* (listed): metrics/roe: rule tiers5:")
	assert.ErrorContains(t, err, "schemes.* (listed): B: the weights of its children sum to 220, not to 150")
}

func TestSchemesOfOneEditionShareTheirScale(t *testing.T) {
	m := folder(t)
	tree := parsed(t, m, "schemes/listed.json")
	tree["code"], tree["full_score"] = "marine", 520
	tree["dimensions"] = tree["dimensions"].([]any)[2:]
	put(t, m, "schemes/marine.json", tree)
	_, err := OpenEdition(m, "2025")
	assert.ErrorContains(t, err, "schemes.marine (marine): its full score is 520, that of general 1000")
	assert.ErrorContains(t, err, "strength.weights.I: the scheme marine has no such dimension")
}

// With a mapping that reads the strength, a scheme of which no dimension that
// feeds it can be rated leaves K without a ground.
func TestStrengthNeedsADimensionThatCanBeRated(t *testing.T) {
	e := mustOpen(t, "listed-2015")
	e.Strength.Weights = map[string]float64{"Q": 0.5, "I": 0.5}
	assert.NoError(t, e.Check(), "strength is not fed to value")
	e.Strength.Mapping = Mapping{Coefficient: valuation.DefaultLogistic}
	assert.ErrorContains(t, e.Check(), "strength.weights: none of these dimensions can be rated by the scheme listed")
	e.Strength.Weights = map[string]float64{"Q": 0.5, "B": 0.5}
	assert.NoError(t, e.Check())
	e.Strength.Weights = nil
	assert.Error(t, e.Check())
}

func TestCheckOfEditionsMadeInGo(t *testing.T) {
	nan := math.NaN()
	for place, spoil := range map[string]func(*Edition){
		"coverage.flag":                        func(e *Edition) { e.Coverage.Flag = nan },
		"tiers[0] (reserve).min":               func(e *Edition) { e.Tiers[0].Min = nan },
		"rates.tax.value":                      func(e *Edition) { e.Rates.Tax.Value = nan },
		"industries[0] (A01).growth":           func(e *Edition) { e.Industries[0].Growth = math.Inf(1) },
		"industries[0] (A01).industry_return":  func(e *Edition) { e.Industries[0].Return = nan },
		"industries[0] (A01).brand_share":      func(e *Edition) { e.Industries[0].BrandShare = nan },
		"queries.growth_gap":                   func(e *Edition) { e.Queries.GrowthGap = nan },
		"means[0] (i_rd, C13).mean":            func(e *Edition) { e.Means[0].Mean = math.Inf(1) },
		"strength.weights":                     func(e *Edition) { e.Strength.Weights = map[string]float64{"Q": nan} },
		"strength.mapping":                     func(e *Edition) { e.Strength.Mapping = Mapping{} },
		"accounts":                             func(e *Edition) { e.Accounts = AccountsRef{} },
		"variant.accounts":                     func(e *Edition) { e.Variant = &Variant{} },
		"method.excess_earnings.forecast":      func(e *Edition) { e.Method.ExcessEarnings.Forecast = nil },
		"method.excess_earnings":               func(e *Edition) { e.Method.ExcessEarnings.Guards.OverGrowth = nan },
		"rates.terminal_growth.value":          func(e *Edition) { e.Method.ExcessEarnings.Guards.MaxGrowth = 0.01 },
		"evaluation: min_applicable":           func(e *Edition) { e.Evaluation.MinApplicable = nan },
		"schemes.agriculture (agriculture): Q": func(e *Edition) { e.scheme("agriculture").Dimensions[0].Weight++ },
	} {
		e := mustOpen(t, "2025")
		spoil(e)
		err := e.Check()
		assert.ErrorContains(t, lines(err), "\n"+place, "%s", place)
		_, compiled := e.Compile()
		assert.Equal(t, err, compiled)
	}
}

// A pre-tax return is brought to the tax basis of the earnings before it is
// held against the guards: 6 % less 25 % tax is 4.5 %, below 5 %.
func TestReturnBeforeTaxIsCheckedAfterTax(t *testing.T) {
	e := mustOpen(t, "2025")
	e.Industries[0].Return, e.Industries[0].ReturnTax = 0.06, "pre-tax"
	assert.ErrorContains(t, e.Check(), "industries[0] (A01).industry_return: 0.045 after tax is below 0.05")
	e.Industries[0].Return = 0.067
	assert.NoError(t, e.Check())
}

func TestTakesMeanKnowsEveryRule(t *testing.T) {
	for _, r := range indicators.Rules() {
		_, ratio := r.(indicators.RatioToMean)
		assert.Equal(t, ratio, takesMean(r), r.Kind())
	}
	assert.True(t, takesMean(indicators.BestOf{Parts: []indicators.Part{{Rule: indicators.Linear{}}, {Rule: indicators.RatioToMean{}}}}))
}

func ExampleEdition_Check() {
	e, err := OpenEdition(Editions(), "2025")
	if err != nil {
		fmt.Println(err)
		return
	}
	e.Industries[2].Years = 1
	e.Rates.Short.Value = 0.31
	fmt.Println(e.Check())
	// Output:
	// edition 2025 has 2 faults:
	// rates.short.value: 0.31 is above the long rate 0.036
	// industries[2] (A04).return_years: 1; a single year is refused, since one slump would lower Z and so raise every value of the industry; five are usual
}
