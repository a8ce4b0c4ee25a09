package annual

import (
	"github.com/brandvalue/brandvalue/dataset"
)

// reader takes published rows from the columns of a result file.
type reader struct {
	m      *Model
	fields []dataset.Field
	at     positions
	notes  map[string]dataset.Text
	quoted map[string][]Quoted
}

// newReader reads the columns that results hold; without results those of a desk.
func newReader(m *Model, results dataset.Source) *reader {
	r := &reader{m: m, notes: map[string]dataset.Text{}, quoted: map[string][]Quoted{}}
	r.fields = append(r.fields, m.first...)
	if results != nil {
		r.fields = append(r.fields, m.secondStage(false)...)
	}
	for i := range r.fields {
		r.fields[i].Required = true
	}
	if results != nil {
		for _, c := range results.Columns() {
			if c.Name == ColLastRestated {
				r.fields = append(m.first[:len(m.first):len(m.first)], m.secondStage(true)...)
			}
		}
	}
	r.at = positionsOf(r.fields)
	for _, n := range m.Edition.Notes {
		r.notes[n.Key] = n.Text
	}
	for _, q := range m.Edition.Published {
		r.quoted[q.Key] = append(r.quoted[q.Key], q)
	}
	return r
}

func (r *reader) word(b *dataset.Batch, i int, name string) string {
	return b.Columns[r.at.of(name)].Word(i)
}

// figure is the figure of a column that may not be in the file at all.
func (r *reader) figure(b *dataset.Batch, i int, name string) Figure {
	at, ok := r.at[name]
	if !ok || b.Columns[at].State[i] != dataset.Present {
		return Figure{}
	}
	c := &b.Columns[at]
	if c.Field.Type == dataset.Number {
		return Figure{Has: true, Float: c.Float[i]}
	}
	return Figure{Has: true, Scale: c.Field.Scale, Int: c.Int[i]}
}

// row reads row i.
func (r *reader) row(b *dataset.Batch, i int) Row {
	w := func(name string) string { return r.word(b, i, name) }
	f := func(name string) Figure { return r.figure(b, i, name) }
	row := Row{
		Key: w(dataset.Key), Name: w(dataset.Name), Kind: w(dataset.KindOf), Sector: w(dataset.SectorOf),
		Industry: w(dataset.Industry), District: w(dataset.District), Rights: w(dataset.RightsOf),
		Rank: f(ColRank).Int, SectorRank: f(ColSectorRank).Int, Total: f(ColTotal), Strength: f(ColStrength),
		Tier: w(ColTier), Grade: w(ColGrade),
		Value: f(ColValue), Low: f(ColLow), High: f(ColHigh), Variant: f(ColVariant),
		BaseFlow: f(ColBaseFlow), TerminalShare: f(ColTerminalShare), Royalty: f(ColRoyalty),
		Change: f(ColChange), ChangeRate: f(ColChangeRate), RankMove: f(ColRankMove),
		LastValue: f(ColLastValue), LastRestated: f(ColLastRestated), LastRank: f(ColLastRank),
		Scaled: f(ColScaled).Int == 1, Status: w(ColStatus), Reason: w(ColReason), Guards: w(ColGuards), Issues: w(ColIssues),
	}
	for _, d := range r.m.dimensions {
		row.Dimensions = append(row.Dimensions, f("score_"+d))
	}
	row.totalled = row.Value.Int
	row.Note, row.Quoted = r.notes[row.Key], r.quoted[row.Key]
	return row
}
