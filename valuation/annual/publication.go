package annual

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// Publication is what may be shown of a year: the league tables, those not
// valued with the reason, totals, cautions. It is made from a result file and
// respects what each subject consents to.
type Publication struct {
	Edition  *Edition
	Digest   string // of the edition that the results were computed under
	Rows     int64  // subjects in the results
	Valued   int64  // subjects with a value, whether shown or not
	Table    []Row  // with a value to be shown, by kind and rank, equal ranks by key
	Strength []Row  // those that consent to their strength alone, by key
	Unvalued []Row  // without a value, by key
	Silent   int64  // valued subjects that consent to nothing
	Totals   Totals
	Outcomes []Outcome
}

// Row is one subject's published figures. Money is in fen, scores are unscaled
// integers of the edition's places; Has tells which there are.
type Row struct {
	Key, Name, Kind, Sector, Industry, District, Rights string

	Rank, SectorRank int64
	Dimensions       []Figure // in the order of Model.Dimensions
	Total, Strength  Figure
	Tier, Grade      string

	Value, Low, High, Variant         Figure
	BaseFlow, TerminalShare, Royalty  Figure
	Change, ChangeRate, RankMove      Figure
	LastValue, LastRestated, LastRank Figure
	Scaled                            bool
	Status, Reason, Guards, Issues    string
	Note                              dataset.Text
	Quoted                            []Quoted

	totalled int64 // the value in fen, for totals, whatever is shown
}

// Figure is a published figure that may be absent. Whole figures are unscaled
// integers of Scale digits after the point.
type Figure struct {
	Has   bool
	Scale int
	Int   int64
	Float float64
}

// Outcome counts the subjects that came to the same end.
type Outcome struct {
	Kind, Status, Reason string
	N                    int64
}

// Selection says how much of a publication is wanted.
type Selection struct {
	First int // rows of each list; 0 for all
}

// Publish makes a publication from a result file of the model's edition.
//
// Reference: library default, assumption; groups below a least size and
// complementary suppression as in Hundepool et al. (2012), Statistical
// Disclosure Control, chapter 4.
func Publish(ctx context.Context, m *Model, results dataset.Source, sel Selection) (*Publication, error) {
	meta := results.Metadata()
	if format, _ := meta.Get(MetaFormat); format != resultFormat {
		return nil, fmt.Errorf("the results' format is %q, wanted %q: it is no result file of this library", format, resultFormat)
	}
	p := &Publication{Edition: m.Edition}
	p.Digest, _ = meta.Get(MetaDigest)
	if own := m.Edition.Digest(); p.Digest != own {
		return nil, fmt.Errorf("the results were computed under edition digest %s, this edition %s has %s", p.Digest, m.Edition.Code, own)
	}
	r := newReader(m, results)
	totals := newTally(m.Edition)
	outcomes := map[Outcome]int64{}
	for b, err := range dataset.Read(ctx, results, r.fields) {
		if err != nil {
			return nil, err
		}
		for i := range b.Rows {
			row := r.row(b, i)
			p.Rows++
			outcomes[Outcome{Kind: row.Kind, Status: row.Status, Reason: row.Reason}]++
			p.place(&row, r.word(b, i, dataset.ConsentOf), sel)
			totals.add(&row, r.word(b, i, ColCounted) == countedYes, r.word(b, i, dataset.ConsentOf) == "value")
		}
	}
	p.finish(sel)
	p.Totals = totals.publish()
	p.Outcomes = sortedOutcomes(outcomes)
	return p, nil
}

// place puts a row into the list that its consent and status allow.
func (p *Publication) place(row *Row, consent string, sel Selection) {
	if !row.Value.Has {
		p.Unvalued = keep(p.Unvalued, row, sel.First, byKey)
		return
	}
	p.Valued++
	switch consent {
	case "value":
		p.Table = keep(p.Table, row, sel.First, byRank)
	case "strength":
		row.hideValue()
		p.Strength = keep(p.Strength, row, sel.First, byKey)
	default: // silence is no consent
		p.Silent++
	}
}

// hideValue takes out everything from which the value could be told.
func (r *Row) hideValue() {
	none := Figure{}
	r.Value, r.Low, r.High, r.Variant, r.BaseFlow, r.TerminalShare, r.Royalty = none, none, none, none, none, none, none
	r.Change, r.ChangeRate, r.RankMove = none, none, none
	r.LastValue, r.LastRestated, r.LastRank = none, none, none
	r.Rank, r.SectorRank, r.Quoted, r.Guards = 0, 0, nil, ""
}

// keep adds a row to a list of the first n; the list is cut to n each time it
// has grown to twice that.
func keep(list []Row, row *Row, n int, order func(a, b Row) int) []Row {
	list = append(list, row.clone())
	if n > 0 && len(list) >= 2*n+64 {
		slices.SortFunc(list, order)
		list = list[:n]
	}
	return list
}

func (p *Publication) finish(sel Selection) {
	for _, l := range []struct {
		rows  *[]Row
		order func(a, b Row) int
	}{{&p.Table, byRank}, {&p.Strength, byKey}, {&p.Unvalued, byKey}} {
		slices.SortFunc(*l.rows, l.order)
		if sel.First > 0 && len(*l.rows) > sel.First {
			*l.rows = (*l.rows)[:sel.First]
		}
	}
}

func byKey(a, b Row) int { return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Key, b.Key)) }

func byRank(a, b Row) int {
	return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Rank, b.Rank), cmp.Compare(a.Key, b.Key))
}

// clone frees the row from the memory of its batch.
func (r *Row) clone() Row {
	c := *r
	for _, s := range []*string{&c.Key, &c.Name, &c.Kind, &c.Sector, &c.Industry, &c.District, &c.Rights, &c.Tier, &c.Grade,
		&c.Status, &c.Reason, &c.Guards, &c.Issues} {
		*s = strings.Clone(*s)
	}
	return c
}

func sortedOutcomes(n map[Outcome]int64) []Outcome {
	list := make([]Outcome, 0, len(n))
	for o, count := range n {
		o.N = count
		list = append(list, o)
	}
	slices.SortFunc(list, func(a, b Outcome) int {
		return cmp.Or(cmp.Compare(a.Kind, b.Kind), cmp.Compare(slices.Index(statuses, a.Status), slices.Index(statuses, b.Status)),
			cmp.Compare(slices.Index(reasons, a.Reason), slices.Index(reasons, b.Reason)))
	})
	return list
}
