package fictional

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// writer puts drafts into the rows of a batch, which it uses again and again.
type writer struct {
	batch *dataset.Batch
	by    [columnKinds][]target
	proof []target // columns that want the evidence of their metric
}

// target is a column of the batch and where its values come from.
type target struct {
	*dataset.Column
	from *column
	slot int // of the value, for evidence and state of the metric's first figure
}

func newWriter(b *dataset.Batch, found []dataset.Found) *writer {
	w := &writer{batch: b}
	for k, f := range found {
		if f.Column < 0 {
			continue
		}
		t := target{&b.Columns[k], &columns[f.Column], f.Column}
		if t.from.metric >= 0 && t.Field.Evidence {
			w.proof = append(w.proof, target{t.Column, t.from, metricSlots[t.from.metric]})
		}
		if t.from.kind == evidenceColumn || t.from.kind == stateColumn {
			t.slot = metricSlots[t.from.metric]
		}
		w.by[t.from.kind] = append(w.by[t.from.kind], t)
	}
	return w
}

// begin makes room for rows and gives closed lists their dictionaries.
func (w *writer) begin(place dataset.Place, rows int) {
	w.batch.Resize(rows)
	w.batch.Place = place
	for _, t := range w.by[closedColumn] {
		t.Words = t.from.words[:len(t.from.words):len(t.from.words)]
	}
	for _, t := range w.by[evidenceColumn] {
		t.Words = evidenceWords[:len(evidenceWords):len(evidenceWords)]
	}
}

// write puts drafts into the rows from first on.
func (w *writer) write(drafts []*draft, first int) {
	for _, t := range w.by[numberColumn] {
		state, x := t.State[first:][:len(drafts)], t.Float[first:][:len(drafts)]
		for k, d := range drafts {
			state[k], x[k] = d.state[t.slot], d.number[t.slot]
		}
	}
	for _, t := range w.by[closedColumn] {
		state, code := t.State[first:][:len(drafts)], t.Code[first:][:len(drafts)]
		for k, d := range drafts {
			state[k], code[k] = d.state[t.slot], uint32(d.number[t.slot])
		}
	}
	for _, t := range w.proof {
		level := t.Evidence[first:][:len(drafts)]
		for k, d := range drafts {
			level[k] = d.level(t.slot)
		}
	}
	for _, t := range w.by[moneyColumn] {
		for k, d := range drafts {
			if t.from.back < d.reported {
				w.writeScaled(t, first+k, d.fen[t.from.back][t.from.item], fenDigits)
			}
		}
	}
	w.writeWords(drafts, first)
}

// writeWords puts words of the subjects' own, and those that stand for
// evidence and state, into the rows from first on.
func (w *writer) writeWords(drafts []*draft, first int) {
	for _, t := range w.by[textColumn] {
		for k, d := range drafts {
			if d.state[t.slot] == dataset.Present {
				t.SetWord(first+k, d.text(t.slot))
			}
		}
	}
	for _, t := range w.by[evidenceColumn] {
		for k, d := range drafts {
			if level := d.level(t.slot); level != dataset.Unstated {
				t.State[first+k], t.Code[first+k] = dataset.Present, uint32(level)
			}
		}
	}
	for _, t := range w.by[stateColumn] {
		for k, d := range drafts {
			if d.state[t.slot] == dataset.NotApplicable {
				t.SetWord(first+k, dataset.NotApplicableWord)
			}
		}
	}
}

// writeYear puts the fiscal year into all rows.
func (w *writer) writeYear(year int) {
	for _, t := range w.by[yearColumn] {
		for row := range w.batch.Rows {
			w.writeScaled(t, row, int64(year), 0)
		}
	}
}

// fenDigits are the digits of yuan after the point.
const fenDigits = 2

// writeScaled writes n times 10^-scale in the type that is wanted, which has
// been found to be possible but for its range.
func (w *writer) writeScaled(t target, row int, n int64, scale int) {
	f := &t.Field
	if f.Type == dataset.Number {
		t.SetNumber(row, dataset.DecimalNumber(n, scale))
		return
	}
	more := -scale
	if f.Type == dataset.Decimal {
		more += f.Scale
	}
	scaled, ok := dataset.Rescale(n, more)
	if !ok {
		w.batch.Issues = append(w.batch.Issues, dataset.Issue{Code: dataset.IssueOverflow, Severity: dataset.Fault, Row: row, Column: f.Name,
			Text: fmt.Sprintf("%v has no room for %d digits after the point; it counts as missing", dataset.DecimalNumber(n, scale), f.Scale)})
		return
	}
	t.SetInt(row, scaled)
}

// level is the evidence of a metric, of which there is none without a value.
func (d *draft) level(slot int) dataset.Evidence {
	if d.state[slot] != dataset.Present {
		return dataset.Unstated
	}
	return d.evidence[slot]
}

// evidenceWords are the levels by number; the first is never stated.
var evidenceWords = func() []string {
	var words []string
	for e := dataset.Unstated; e <= dataset.E5; e++ {
		words = append(words, e.String())
	}
	return words
}()
