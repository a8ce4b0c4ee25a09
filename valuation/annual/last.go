package annual

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation"
)

// LastYear says what became of last year's results.
type LastYear struct {
	Edition    string // that of the file
	FiscalYear string
	Rows       int64
	Restated   int64 // values recomputed under this edition
	Lost       int64 // values that this edition's method no longer gives
	Entries    int64 // valued this year and not last year
	Exits      int64 // valued last year (restated) and not this year
	Stayed     int64 // valued in both
	SumLast    int64 // restated values of those that stayed, fen
	SumThis    int64 // this year's published values of the same, fen
}

// book holds last year's results by key.
type book struct {
	inputs  []dataset.Input
	entries map[string]entry
	ranked  map[string][]int64 // restated values by kind, sorted
}

// entry is what is kept of one subject's last result.
type entry struct {
	published, restated int64 // fen
	hasPublished, has   bool
	kind                string
}

// lastFields are the columns of last year's result file that are read.
func (m *Model) lastFields(src dataset.Source) []dataset.Field {
	held := map[string]bool{}
	for _, c := range src.Columns() {
		held[c.Name] = true
	}
	fields := []dataset.Field{word(dataset.Key), word(dataset.KindOf), word(dataset.Industry), number(ColStrengthRaw), money(ColValue)}
	for _, d := range caseDrivers {
		fields = append(fields, number("case_"+d))
	}
	for i := range fields {
		fields[i].Required = true
	}
	for back := range maxHistory {
		for _, f := range caseYear {
			if name := columnOf(f, back); held[name] {
				fields = append(fields, number(name))
			}
		}
	}
	return fields
}

// openLast restates last year's results under this year's model. Scores and
// accounts are those of last year; mapping, rates, industry figures, guards
// and method are this year's. An explicit growth that last year's own revenue
// capped stays capped by it.
func (r *run) openLast(ctx context.Context) error {
	src := r.o.Last
	if src == nil {
		return nil
	}
	meta := src.Metadata()
	if format, _ := meta.Get(MetaFormat); format != resultFormat {
		return fmt.Errorf("last year's results: the file's format is %q, wanted %q: it is no result file of this library", format, resultFormat)
	}
	inputs, err := src.Inputs(ctx)
	if err != nil {
		return err
	}
	fields := r.m.lastFields(src)
	r.last = &book{inputs: inputs, entries: map[string]entry{}, ranked: map[string][]int64{}}
	r.year.Last = &LastYear{}
	r.year.Last.Edition, _ = meta.Get(MetaEdition)
	r.year.Last.FiscalYear, _ = meta.Get(MetaFiscal)
	at := positionsOf(fields)
	for b, err := range dataset.Read(ctx, src, fields) {
		if err != nil {
			return fmt.Errorf("last year's results: %w", err)
		}
		for i := range b.Rows {
			if err := r.restate(b, at, i); err != nil {
				return err
			}
		}
	}
	for _, values := range r.last.ranked {
		slices.Sort(values)
	}
	return nil
}

// restate enters row i of last year's results into the book.
func (r *run) restate(b *dataset.Batch, at positions, i int) error {
	key := strings.Clone(b.Columns[at.of(dataset.Key)].Word(i))
	if _, twice := r.last.entries[key]; twice {
		return fmt.Errorf("last year's results: %s: key %q occurs more than once", b.At(i), key)
	}
	e := entry{kind: strings.Clone(b.Columns[at.of(dataset.KindOf)].Word(i))}
	if value := &b.Columns[at.of(ColValue)]; value.State[i] == dataset.Present {
		e.published, e.hasPublished = value.Int[i], true
	}
	count := r.year.Last
	count.Rows++
	e.restated, e.has = r.m.restated(b, at, i)
	if e.has {
		count.Restated++
		r.last.ranked[e.kind] = append(r.last.ranked[e.kind], e.restated)
	} else if e.hasPublished {
		count.Lost++
	}
	r.last.entries[key] = e
	return nil
}

// restated is the published value of last year's case under this model.
func (m *Model) restated(b *dataset.Batch, at positions, i int) (fen int64, ok bool) {
	c, strength, ok := caseOf(b, at, i)
	if !ok || strength < 0 && m.needsStrength {
		return 0, false
	}
	e := m.Edition
	row := m.industryFigure(b.Columns[at.of(dataset.Industry)].Word(i))
	if !row.Applicable {
		return 0, false
	}
	c.Basis, c.Tax = e.Accounts.Basis(), e.Rates.Tax.Value
	c.ShortRate, c.LongRate, c.TerminalGrowth = e.Rates.Short.Value, e.Rates.Long.Value, e.Rates.TerminalGrowth.Value
	c.BrandShare, c.IndustryReturn = row.BrandShare, e.returnAfterTax(row)
	c.Coefficient = e.Strength.Mapping.K(strength)
	if e.GrowthCap == NoCap {
		c.Growth = row.Growth
	} else {
		c.Growth = min(c.Growth, row.Growth)
	}
	v, err := e.Method.ExcessEarnings.Value(&c)
	if err != nil || v.Status == valuation.NotApplicable {
		return 0, false
	}
	fen, err = e.Money.Fen(v.Yuan)
	return fen, err == nil
}

// industryFigure is the edition's row for an industry word.
func (m *Model) industryFigure(word string) *IndustryFigure {
	at, ok := m.industries[word]
	if !ok {
		at = m.industries["*"]
	}
	return &m.Edition.Industries[at]
}

// caseOf reads the case and the strength (negative if none) of a result row.
func caseOf(b *dataset.Batch, at positions, i int) (c valuation.Case, strength float64, ok bool) {
	for _, code := range caseDrivers {
		column := &b.Columns[at.of("case_"+code)]
		if column.State[i] != dataset.Present {
			return c, 0, false
		}
		driver(code).Set(&c, column.Float[i])
	}
	for back := range maxHistory {
		var x [len(caseYear)]float64
		for k, f := range caseYear {
			column, held := at[columnOf(f, back)]
			if !held || b.Columns[column].State[i] != dataset.Present {
				return withStrength(c, b, at, i)
			}
			x[k] = b.Columns[column].Float[i]
		}
		c.History = append(c.History, valuation.Year{Earnings: x[0], Current: x[1], NonCurrent: x[2]})
	}
	return withStrength(c, b, at, i)
}

func withStrength(c valuation.Case, b *dataset.Batch, at positions, i int) (valuation.Case, float64, bool) {
	strength := -1.0
	if s := &b.Columns[at.of(ColStrengthRaw)]; s.State[i] == dataset.Present {
		strength = s.Float[i]
	}
	return c, strength, len(c.History) > 0
}

// compare fills in the columns of the comparison with last year.
func (k *book) compare(r *run, b *dataset.Batch) {
	n := len(r.m.first)
	rank := &b.Columns[n]
	columns := b.Columns[n+3:]
	value := &b.Columns[r.m.worth.value]
	for i := range b.Rows {
		last, known := k.entries[b.Columns[r.m.at.key].Word(i)]
		if !known {
			continue
		}
		if last.hasPublished {
			columns[0].SetInt(i, last.published)
		}
		if !last.has {
			continue
		}
		columns[1].SetInt(i, last.restated)
		lastRank := k.rank(last)
		columns[4].SetInt(i, lastRank)
		if value.State[i] != dataset.Present {
			continue
		}
		columns[2].SetInt(i, value.Int[i]-last.restated)
		if last.restated > 0 {
			columns[3].SetNumber(i, float64(value.Int[i]-last.restated)/float64(last.restated))
		}
		columns[5].SetInt(i, lastRank-rank.Int[i])
	}
}

// rank is the place of a restated value among those of its kind.
func (k *book) rank(e entry) int64 {
	values := k.ranked[e.kind]
	place, _ := slices.BinarySearch(values, e.restated+1)
	return 1 + int64(len(values)-place)
}

// follow counts, page by page, who stayed, came and went.
func (k *book) follow(m *Model, b *dataset.Batch, count *LastYear) {
	value := &b.Columns[m.worth.value]
	for i := range b.Rows {
		last := k.entries[b.Columns[m.at.key].Word(i)]
		switch valued := value.State[i] == dataset.Present; {
		case valued && last.has:
			count.Stayed++
			count.SumLast += last.restated
			count.SumThis += value.Int[i]
		case valued:
			count.Entries++
		}
	}
	count.Exits = count.Restated - count.Stayed
}
