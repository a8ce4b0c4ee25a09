package annual

import (
	"errors"
	"fmt"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation"
)

// Model is an edition compiled: immutable, shared by all workers, small enough
// to be sent to any of them.
type Model struct {
	Edition *Edition

	schemes    []*scheme      // distinct schemes
	bySector   map[string]int // position in schemes; "*" for any other sector
	dimensions []string       // codes of all schemes' dimensions, in order of first appearance

	subjectFields []dataset.Field
	want          []dataset.Field // what is read: subject, evaluation, accounts
	first         []dataset.Field // what a desk writes
	yearAt        int
	accounts      [][]int // by year back, positions in want of the items' columns
	variant       [][]int
	revenue       []int // by year back, positions in want
	results       positions
	at            columnsAt
	score         scoreColumns
	worth         worthColumns
	tierMins      []int64 // published minima, unscaled
	gradeMins     []int64
	queries       plausibility
	needsStrength bool // the mapping to K reads the strength
	closed        []closedColumn
	industries    map[string]int // position in Edition.Industries
	mapping       string
}

// scheme is a scheme in use.
type scheme struct {
	code      string
	evaluator *indicators.Evaluator
	binding   *indicators.Binding
	dims      []int     // positions of its dimensions in Model.dimensions
	full      []float64 // their full scores
	strength  []float64 // their weights in the strength
}

// closedColumn is a result column with a closed list of words.
type closedColumn struct {
	column int
	words  []string
}

// columnsAt are positions in the first stage's fields that are used a row.
type columnsAt struct {
	key, kind, sector, industry, status, reason, issues int
}

const (
	unknownKind = -1
	otherKind   = -2
)

// Compile checks an edition with its schemes and makes it ready to run.
func (e *Edition) Compile() (*Model, error) {
	if err := e.Check(); err != nil {
		return nil, err
	}
	m := &Model{Edition: e, subjectFields: dataset.SubjectFields(), mapping: valuation.Describe(e.Strength.Mapping.Coefficient)}
	if err := m.compileSchemes(); err != nil {
		return nil, fmt.Errorf("edition %s: %w", e.Code, err)
	}
	m.layIn()
	if err := m.bindSchemes(); err != nil {
		return nil, fmt.Errorf("edition %s: %w", e.Code, err)
	}
	m.layOut()
	if err := m.layBands(); err != nil {
		return nil, fmt.Errorf("edition %s: %w", e.Code, err)
	}
	_, direct := e.Strength.Mapping.Coefficient.(valuation.Direct)
	m.needsStrength = !direct
	m.industries = make(map[string]int, len(e.Industries))
	for i, row := range e.Industries {
		m.industries[row.Industry] = i
	}
	return m, nil
}

// Fields are the columns that a run or a desk reads.
func (m *Model) Fields() []dataset.Field { return slices.Clone(m.want) }

// ResultFields are the columns that a desk gives. A run adds ranks, what counts
// in totals and the comparison with last year.
func (m *Model) ResultFields() []dataset.Field { return slices.Clone(m.first) }

// Dimensions are the codes of the dimensions of all schemes, in the order of
// first appearance.
func (m *Model) Dimensions() []string { return slices.Clone(m.dimensions) }

func (m *Model) compileSchemes() error {
	m.bySector = map[string]int{}
	position := map[string]int{}
	var faults []error
	for _, sector := range sortedKeys(m.Edition.Schemes) {
		document := m.Edition.scheme(sector)
		at, known := position[document.Code]
		if !known {
			evaluator, err := document.Compile(m.Edition.policy(document))
			if err != nil {
				faults = append(faults, fmt.Errorf("scheme %s: %w", document.Code, err))
				continue
			}
			at = len(m.schemes)
			position[document.Code] = at
			m.schemes = append(m.schemes, m.newScheme(document.Code, evaluator))
		}
		m.bySector[sector] = at
	}
	return errors.Join(faults...)
}

func (m *Model) newScheme(code string, evaluator *indicators.Evaluator) *scheme {
	s := &scheme{code: code, evaluator: evaluator}
	for _, d := range evaluator.Dimensions() {
		at := slices.Index(m.dimensions, d.Code)
		if at < 0 {
			at = len(m.dimensions)
			m.dimensions = append(m.dimensions, d.Code)
		}
		s.dims = append(s.dims, at)
		s.full = append(s.full, d.Weight)
		s.strength = append(s.strength, m.Edition.Strength.Weights[d.Code])
	}
	return s
}

// layIn fixes the columns that are read and remembers where the accounts lie.
func (m *Model) layIn() {
	at := positions{}
	add := func(fields []dataset.Field) {
		for _, f := range fields {
			i, known := at[f.Name]
			if !known {
				at[f.Name] = len(m.want)
				m.want = append(m.want, f)
				continue
			}
			m.want[i].Required = m.want[i].Required || f.Required
			m.want[i].Evidence = m.want[i].Evidence || f.Evidence
		}
	}
	add(m.subjectFields)
	for _, s := range m.schemes {
		add(s.evaluator.Fields())
	}
	accounts := m.Edition.Accounts.Accounts
	add(accountFields(accounts))
	years := max(accounts.Years(), 2)
	for back := range years {
		add([]dataset.Field{number(columnOf("revenue", back))})
	}
	add(queryFields())
	m.yearAt = at.of(dataset.Year)
	m.accounts = accountColumns(accounts, at)
	if v := m.Edition.Variant; v != nil {
		add(accountFields(v.Accounts.Accounts))
		m.variant = accountColumns(v.Accounts.Accounts, at)
	}
	for back := range years {
		m.revenue = append(m.revenue, at.of(columnOf("revenue", back)))
	}
	m.queries = m.findQueries(at)
}

// layBands brings the minima of tiers and grades onto the grid of published scores.
func (m *Model) layBands() error {
	unscaled := func(bands []Band) ([]int64, error) {
		mins := make([]int64, len(bands))
		for i, b := range bands {
			n, err := m.Edition.Score.Rule.Unscaled(b.Min, m.Edition.Score.Places)
			if err != nil {
				return nil, fmt.Errorf("band %s: %w", b.Code, err)
			}
			mins[i] = n
		}
		return mins, nil
	}
	var err1, err2 error
	m.tierMins, err1 = unscaled(m.Edition.Tiers)
	m.gradeMins, err2 = unscaled(m.Edition.Grades)
	return errors.Join(err1, err2)
}

func accountColumns(a Accounts, at positions) [][]int {
	columns := make([][]int, a.Years())
	for back := range columns {
		for _, item := range a.Items() {
			columns[back] = append(columns[back], at.of(columnOf(item, back)))
		}
	}
	return columns
}

func (m *Model) bindSchemes() error {
	var faults []error
	for _, s := range m.schemes {
		binding, err := s.evaluator.Bind(m.want)
		if err != nil {
			faults = append(faults, err)
		}
		s.binding = binding
	}
	return errors.Join(faults...)
}

// kindIndex is a position among the edition's kinds, or says why there is none.
func (m *Model) kindIndex(word string) int {
	if i := slices.Index(m.Edition.Kinds, word); i >= 0 {
		return i
	}
	if dataset.Kinds().Index(word) >= 0 {
		return otherKind
	}
	return unknownKind
}

// schemeOf is the position of a sector's scheme, or -1.
func (m *Model) schemeOf(sector string) int {
	if dataset.Sectors().Index(sector) < 0 {
		return -1
	}
	if at, ok := m.bySector[sector]; ok {
		return at
	}
	if at, ok := m.bySector["*"]; ok {
		return at
	}
	return -1
}

// DimensionNames are the names of the dimensions, in the order of Dimensions.
func (m *Model) DimensionNames() []dataset.Text {
	names := make([]dataset.Text, len(m.dimensions))
	for _, s := range m.schemes {
		for _, d := range s.evaluator.Dimensions() {
			at := slices.Index(m.dimensions, d.Code)
			names[at] = dataset.Text{Chinese: d.Name.Chinese, English: d.Name.English}
		}
	}
	return names
}
