package annual

import (
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation"
)

// scoreColumns are the positions of the columns of scores.
type scoreColumns struct {
	scheme, total, totalRaw, coverage, scaled, grade, tier, strength, strengthRaw int

	dimensions []int // of the published score; unrounded score and coverage follow
}

// worthColumns are the positions of the columns of case and value.
type worthColumns struct {
	basis, mapping, industry                                            int
	value, low, high, valueRaw, explicit, terminal, terminalShare, rate int
	growth, baseFlow, terminalFlow, royalty, guards, variant            int

	drivers  []valuation.Driver
	driverAt []int
	years    [][len(caseYear)]int // by year back
}

func (m *Model) findScoreColumns() scoreColumns {
	at := m.results.of
	c := scoreColumns{
		scheme: at(ColScheme), total: at(ColTotal), totalRaw: at(ColTotalRaw), coverage: at(ColCoverage), scaled: at(ColScaled),
		grade: at(ColGrade), tier: at(ColTier), strength: at(ColStrength), strengthRaw: at(ColStrengthRaw),
	}
	for _, d := range m.dimensions {
		c.dimensions = append(c.dimensions, at("score_"+d))
	}
	return c
}

func (m *Model) findWorthColumns() worthColumns {
	at := m.results.of
	c := worthColumns{
		basis: at(ColBasis), mapping: at(ColMapping), industry: at(ColIndustry),
		value: at(ColValue), low: at(ColLow), high: at(ColHigh), valueRaw: at(ColValueRaw),
		explicit: at(ColExplicit), terminal: at(ColTerminal), terminalShare: at(ColTerminalShare), rate: at(ColRate),
		growth: at(ColGrowth), baseFlow: at(ColBaseFlow), terminalFlow: at(ColTerminalFlow), royalty: at(ColRoyalty),
		guards: at(ColGuards), variant: -1,
	}
	if m.Edition.Variant != nil {
		c.variant = at(ColVariant)
	}
	for _, code := range caseDrivers {
		c.drivers = append(c.drivers, driver(code))
		c.driverAt = append(c.driverAt, at("case_"+code))
	}
	for back := range m.Edition.Accounts.Years() {
		var year [len(caseYear)]int
		for k, f := range caseYear {
			year[k] = at(columnOf(f, back))
		}
		c.years = append(c.years, year)
	}
	return c
}

// ofCase are the drivers of a case, listed once.
var ofCase = valuation.Drivers()

func driver(code string) valuation.Driver {
	for _, d := range ofCase {
		if d.Code == code {
			return d
		}
	}
	panic("annual: a case has no driver " + code)
}

// layOut fixes the columns that are written and the closed lists among them.
func (m *Model) layOut() {
	m.first = m.firstStage()
	m.results = positionsOf(m.first)
	at := m.results.of
	m.at = columnsAt{key: at(dataset.Key), kind: at(dataset.KindOf), sector: at(dataset.SectorOf), industry: at(dataset.Industry),
		status: at(ColStatus), reason: at(ColReason), issues: at(ColIssues)}
	m.score, m.worth = m.findScoreColumns(), m.findWorthColumns()
	codes := make([]string, len(m.schemes))
	for i, s := range m.schemes {
		codes[i] = s.code
	}
	rows := make([]string, len(m.Edition.Industries))
	for i, row := range m.Edition.Industries {
		rows[i] = row.Industry
	}
	m.closed = []closedColumn{
		{at(ColStatus), statuses}, {at(ColReason), reasons}, {at(ColScheme), codes}, {at(ColIndustry), rows},
		{at(ColTier), bandCodes(m.Edition.Tiers)}, {at(ColGrade), bandCodes(m.Edition.Grades)},
		{at(ColBasis), []string{m.Edition.Accounts.Basis().String()}}, {at(ColMapping), []string{m.mapping}},
		{at(ColGuards), guardSets()},
	}
}

// guardSets are the words for every set of binding guards, by the set.
func guardSets() []string {
	sets := make([]string, 1<<4)
	for b := range sets {
		sets[b] = strings.Join(valuation.Bound(b).Names(), ";")
	}
	return sets
}

func bandCodes(bands []Band) []string {
	codes := make([]string, len(bands))
	for i, b := range bands {
		codes[i] = b.Code
	}
	return codes
}
