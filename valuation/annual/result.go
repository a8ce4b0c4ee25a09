package annual

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// Columns of a result file, after the subject's own (see
// dataset.SubjectFields). Scores are on the edition's scale, money is yuan,
// rates and shares are decimals. A column of the case is called case_ and the
// driver's code; years of the case before the latest end in __1, __2.
const (
	ColScheme   = "scheme" // code of the scheme applied
	ColTotal    = "total"  // published total score
	ColTotalRaw = "total__unrounded"
	ColCoverage = "coverage" // of the total
	ColScaled   = "scaled"   // 1 if dimensions were left out and the total scaled by the rest
	ColGrade    = "grade"
	ColTier     = "tier"

	ColStrength    = "strength"            // published, ten times the strength
	ColStrengthRaw = "strength__unrounded" // 0 to 100

	ColBasis    = "case_basis"
	ColMapping  = "case_mapping" // strength to K with its parameters
	ColIndustry = "case_industry"

	ColValue         = "brand_value"
	ColLow           = "brand_value_low"
	ColHigh          = "brand_value_high"
	ColValueRaw      = "brand_value__unrounded"
	ColExplicit      = "explicit_value"
	ColTerminal      = "terminal_value"
	ColTerminalShare = "terminal_share"
	ColRate          = "discount_rate"
	ColGrowth        = "perpetual_growth"
	ColBaseFlow      = "base_flow"
	ColTerminalFlow  = "terminal_flow"
	ColRoyalty       = "implied_royalty"
	ColGuards        = "guards"
	ColVariant       = "variant_value" // brand value on the edition's variant of the accounts

	ColStatus = "status"
	ColReason = "reason"
	ColIssues = "issues"

	ColRank       = "rank"        // within the kind
	ColSectorRank = "sector_rank" // within kind and sector
	ColCounted    = "counted"     // "yes", or why the value is left out of totals

	ColLastValue    = "last_value"    // as published last year
	ColLastRestated = "last_restated" // last year's, recomputed under this edition
	ColChange       = "change"        // against the restated value
	ColChangeRate   = "change_rate"
	ColLastRank     = "last_rank" // among last year's restated values
	ColRankMove     = "rank_move" // positive: up
)

// caseDrivers are the scalar drivers of a case in a result file.
var caseDrivers = []string{
	"revenue", "tax", "short_rate", "long_rate", "brand_share", "industry_return", "coefficient", "growth", "terminal_growth",
}

// caseYear are the figures of one year of a case's history in a result file.
var caseYear = [...]string{"case_earnings", "case_current", "case_noncurrent"}

func number(name string) dataset.Field  { return dataset.Field{Name: name, Type: dataset.Number} }
func integer(name string) dataset.Field { return dataset.Field{Name: name, Type: dataset.Integer} }
func word(name string) dataset.Field    { return dataset.Field{Name: name, Type: dataset.Word} }
func money(name string) dataset.Field {
	return dataset.Field{Name: name, Type: dataset.Decimal, Scale: 2}
}
func score(name string, places int) dataset.Field {
	return dataset.Field{Name: name, Type: dataset.Decimal, Scale: places}
}

// firstStage lists the columns that follow from a subject alone.
func (m *Model) firstStage() []dataset.Field {
	places := m.Edition.Score.Places
	fields := dataset.SubjectFields()
	for i := range fields {
		fields[i].Required = false
	}
	fields = append(fields, word(ColScheme), score(ColTotal, places), number(ColTotalRaw), number(ColCoverage), integer(ColScaled))
	for _, d := range m.dimensions {
		fields = append(fields, score("score_"+d, places), number("score_"+d+"__unrounded"), number("coverage_"+d))
	}
	fields = append(fields, word(ColGrade), word(ColTier), score(ColStrength, places), number(ColStrengthRaw),
		word(ColBasis), word(ColMapping), word(ColIndustry))
	for _, d := range caseDrivers {
		fields = append(fields, number("case_"+d))
	}
	for back := range m.Edition.Accounts.Years() {
		for _, f := range caseYear {
			fields = append(fields, number(columnOf(f, back)))
		}
	}
	fields = append(fields, money(ColValue), money(ColLow), money(ColHigh), number(ColValueRaw),
		number(ColExplicit), number(ColTerminal), number(ColTerminalShare), number(ColRate), number(ColGrowth),
		number(ColBaseFlow), number(ColTerminalFlow), number(ColRoyalty), word(ColGuards))
	if m.Edition.Variant != nil {
		fields = append(fields, money(ColVariant))
	}
	return append(fields, word(ColStatus), word(ColReason), word(ColIssues))
}

// secondStage lists the columns that need the other subjects' results.
func (m *Model) secondStage(last bool) []dataset.Field {
	fields := []dataset.Field{integer(ColRank), integer(ColSectorRank), word(ColCounted)}
	if last {
		fields = append(fields, money(ColLastValue), money(ColLastRestated), money(ColChange), number(ColChangeRate),
			integer(ColLastRank), integer(ColRankMove))
	}
	return fields
}

// positions finds columns by name in a list of fields; a missing one is a
// programmer's error.
type positions map[string]int

func positionsOf(fields []dataset.Field) positions {
	p := make(positions, len(fields))
	for i, f := range fields {
		p[f.Name] = i
	}
	return p
}

func (p positions) of(name string) int {
	i, ok := p[name]
	if !ok {
		panic(fmt.Sprintf("annual: no column %q", name))
	}
	return i
}
