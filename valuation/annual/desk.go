package annual

import (
	"slices"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/valuation"
)

// Desk is the place of one worker: the model, which all share, and scratch
// space of its own. Its one function takes a batch of subjects to a batch of
// results; it serves a request for one enterprise as it serves a nation. A
// desk is for one goroutine at a time.
type Desk struct {
	m   *Model
	in  *dataset.Batch
	out *dataset.Batch

	rows    []int32 // rows of in that are of the fiscal year; row i of out comes from rows[i]
	skipped int     // rows of other years

	chosen   [][]int32         // by scheme: rows of in
	places   [][]int32         // by scheme: the same subjects' rows of out
	scores   indicators.Scores // by row of in
	strength []float64         // by row of out, negative where there is none
	coverage []float64         // by row of out, of the total; negative where there is none
	notes    []note

	history [maxHistory]valuation.Year
	figures [8]float64
	words   wordIndex
	closed  [][]string // a copy of the model's closed lists
}

// note is a word for the column of issues.
type note struct {
	row  int32 // of out
	text string
}

// NewDesk sets up a desk.
func (m *Model) NewDesk() *Desk {
	d := &Desk{
		m:      m,
		out:    dataset.NewBatch(m.first, 0),
		chosen: make([][]int32, len(m.schemes)),
		places: make([][]int32, len(m.schemes)),
	}
	for _, w := range m.closed {
		d.closed = append(d.closed, slices.Clone(w.words))
	}
	return d
}

// Assess takes a batch whose columns are the model's Fields to results whose
// columns are its ResultFields: scores, decisions, case, value, status, issues
// for each row of the edition's fiscal year. Rows of other years are left out.
// The results are valid until the next call.
func (d *Desk) Assess(in *dataset.Batch) *dataset.Batch {
	d.in = in
	d.selectYear()
	d.out.Resize(len(d.rows))
	d.out.Place = in.Place
	for _, row := range d.rows { // rows of other years lie between them
		d.out.Numbers = append(d.out.Numbers, in.At(int(row)).Row)
	}
	d.notes = d.notes[:0]
	d.prepareWords()
	d.identify()
	d.evaluate()
	for i := range d.rows {
		d.value(i)
	}
	d.query()
	d.collectIssues()
	return d.out
}

// selectYear keeps the rows that report the fiscal year.
func (d *Desk) selectYear() {
	year := &d.in.Columns[d.m.yearAt]
	d.rows = d.rows[:0]
	for i := range d.in.Rows {
		if year.State[i] == dataset.Present && year.Int[i] == int64(d.m.Edition.FiscalYear) {
			d.rows = append(d.rows, int32(i))
		}
	}
	d.skipped = d.in.Rows - len(d.rows)
}

// prepareWords gives the columns with a closed list of words their dictionary.
func (d *Desk) prepareWords() {
	for k, w := range d.m.closed {
		d.out.Columns[w.column].Words = d.closed[k]
	}
}

// note puts a word into the issues of a row.
func (d *Desk) note(i int, text string) { d.notes = append(d.notes, note{int32(i), text}) }

// collectIssues writes the issues of the rows: those that came with the batch
// or arose in evaluating it, and the desk's own notes.
func (d *Desk) collectIssues() {
	for _, issue := range d.in.Issues {
		if i, ok := slices.BinarySearch(d.rows, int32(issue.Row)); ok {
			text := issue.Code
			if issue.Column != "" {
				text += ":" + issue.Column
			}
			d.note(i, text)
		}
	}
	if len(d.notes) == 0 {
		return
	}
	slices.SortStableFunc(d.notes, func(a, b note) int { return int(a.row - b.row) })
	c := &d.out.Columns[d.m.at.issues]
	var texts []string
	for k, n := range d.notes {
		if !slices.Contains(texts, n.text) {
			texts = append(texts, n.text)
		}
		if k+1 == len(d.notes) || d.notes[k+1].row != n.row {
			c.SetWord(int(n.row), strings.Join(texts, ";"))
			texts = texts[:0]
		}
	}
}

// status closes a row with a status and the reason for it.
func (d *Desk) status(i int, status, reason string) {
	setClosed(&d.out.Columns[d.m.at.status], i, slices.Index(statuses, status))
	if reason != "" {
		setClosed(&d.out.Columns[d.m.at.reason], i, slices.Index(reasons, reason))
	}
}

func setClosed(c *dataset.Column, i, code int) {
	if code < 0 {
		panic("annual: a word outside the closed list of " + c.Field.Name)
	}
	c.Code[i], c.State[i] = uint32(code), dataset.Present
}

// wordIndex maps the words of a batch's column to positions in a list, once a word.
type wordIndex struct{ codes []int32 }

// of gives the positions by code, for use before the next call.
func (w *wordIndex) of(c *dataset.Column, position func(word string) int) []int32 {
	w.codes = w.codes[:0]
	for _, word := range c.Words {
		w.codes = append(w.codes, int32(position(word)))
	}
	return w.codes
}
