package annual

import (
	"github.com/brandvalue/brandvalue/dataset"
)

// identify copies who the subjects are, checks it against the data model and
// chooses each subject's scheme.
func (d *Desk) identify() {
	for k := range d.m.subjectFields {
		gather(&d.out.Columns[k], &d.in.Columns[k], d.rows)
	}
	n := len(d.rows)
	d.strength, d.coverage = resized(d.strength, n), resized(d.coverage, n)
	for s := range d.chosen {
		d.chosen[s], d.places[s] = d.chosen[s][:0], d.places[s][:0]
	}
	kinds := d.words.of(&d.out.Columns[d.m.at.kind], d.m.kindIndex)
	for i := range n {
		d.strength[i], d.coverage[i] = -1, -1
		d.checkKind(i, kinds)
		d.checkKey(i)
	}
	d.chooseScheme()
}

func (d *Desk) checkKey(i int) {
	key := &d.out.Columns[d.m.at.key]
	err := dataset.CheckKey(key.Word(i))
	if err != nil {
		d.note(i, "bad-key:"+dataset.Key)
		d.status(i, StatusInvalid, "bad-key")
	}
}

func (d *Desk) checkKind(i int, kinds []int32) {
	kind := &d.out.Columns[d.m.at.kind]
	at := int32(unknownKind)
	if kind.State[i] == dataset.Present {
		at = kinds[kind.Code[i]]
	}
	switch at {
	case unknownKind:
		d.note(i, "unknown-kind:"+dataset.KindOf)
		d.status(i, StatusInvalid, "unknown-kind")
	case otherKind:
		d.status(i, StatusNotEvaluated, "kind")
	}
}

// chooseScheme sorts the subjects that are sound so far by the scheme of their sector.
func (d *Desk) chooseScheme() {
	sector := &d.out.Columns[d.m.at.sector]
	schemes := d.words.of(sector, d.m.schemeOf)
	status := &d.out.Columns[d.m.at.status]
	for i, row := range d.rows {
		if status.State[i] == dataset.Present {
			continue
		}
		s := int32(-1)
		if sector.State[i] == dataset.Present {
			s = schemes[sector.Code[i]]
		}
		if s < 0 {
			d.note(i, "unknown-sector:"+dataset.SectorOf)
			d.status(i, StatusInvalid, "unknown-sector")
			continue
		}
		d.chosen[s] = append(d.chosen[s], row)
		d.places[s] = append(d.places[s], int32(i))
	}
}

// gather copies rows of a column; the dictionary comes along whole.
func gather(to, from *dataset.Column, rows []int32) {
	to.Words = append(to.Words[:0], from.Words...)
	for i, row := range rows {
		to.State[i] = from.State[row]
		switch to.Field.Type {
		case dataset.Number:
			to.Float[i] = from.Float[row]
		case dataset.Word:
			to.Code[i] = from.Code[row]
		default:
			to.Int[i] = from.Int[row]
		}
	}
}

func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
