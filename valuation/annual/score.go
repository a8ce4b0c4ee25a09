package annual

import (
	"github.com/brandvalue/brandvalue/dataset"
)

// evaluate scores the subjects of each scheme and publishes the scores.
func (d *Desk) evaluate() {
	d.scores.Reset(d.in.Rows, len(d.m.dimensions))
	for s, scheme := range d.m.schemes {
		if len(d.chosen[s]) == 0 {
			continue
		}
		rows := d.chosen[s]
		if len(rows) == d.in.Rows {
			rows = nil // all, which need not be gathered
		}
		scheme.binding.Evaluate(d.in, rows, &d.scores)
		for k, row := range d.chosen[s] {
			d.publishScores(int(d.places[s][k]), s, int(row))
		}
	}
}

// publishScores writes the scores of row k of the batch to row i of the results.
func (d *Desk) publishScores(i, s, k int) {
	at, scheme, scores := &d.m.score, d.m.schemes[s], &d.scores
	setClosed(&d.out.Columns[at.scheme], i, s)
	coverage := scores.Coverage[k]
	d.out.Columns[at.coverage].SetNumber(i, coverage)
	d.dimensions(i, k, scheme)
	if !scores.Rateable[k] || coverage < d.m.Edition.Coverage.None {
		d.status(i, StatusNotRated, "coverage")
		return
	}
	d.coverage[i] = coverage
	total := d.publishScore(&d.out.Columns[at.total], i, scores.Total[k])
	d.out.Columns[at.totalRaw].SetNumber(i, scores.Total[k])
	scaled := int64(0)
	if scores.Scaled[k] {
		scaled = 1
	}
	d.out.Columns[at.scaled].SetInt(i, scaled)
	if coverage < d.m.Edition.Coverage.Flag {
		d.note(i, "low-coverage")
	}
	d.band(at.tier, i, d.m.tierMins, total)
	d.band(at.grade, i, d.m.gradeMins, total)
	if d.strength[i] >= 0 {
		d.out.Columns[at.strengthRaw].SetNumber(i, d.strength[i])
		d.publishScore(&d.out.Columns[at.strength], i, 10*d.strength[i])
	}
}

// dimensions writes the dimensions' scores and takes the strength from them:
// 100 times the weighted mean of the shares of their full scores, over the
// named dimensions that can be rated.
func (d *Desk) dimensions(i, k int, scheme *scheme) {
	var sum, weights float64
	for j, dim := range scheme.dims {
		scores := &d.scores.Dimensions[j]
		if !scores.Rateable[k] {
			continue
		}
		points, coverage := scores.Points[k], scores.Coverage[k]
		at := d.m.score.dimensions[dim]
		d.publishScore(&d.out.Columns[at], i, points)
		d.out.Columns[at+1].SetNumber(i, points)
		d.out.Columns[at+2].SetNumber(i, coverage)
		if coverage < d.m.Edition.Coverage.Dimension {
			d.note(i, "low-coverage:"+d.m.dimensions[dim])
		}
		sum += float64(scheme.strength[j] * (points / scheme.full[j]))
		weights += scheme.strength[j]
	}
	if weights > 0 {
		d.strength[i] = 100 * (sum / weights)
	}
}

// publishScore rounds a score by the edition's rule, writes it and gives it back unscaled.
func (d *Desk) publishScore(c *dataset.Column, i int, x float64) int64 {
	n, err := d.m.Edition.Score.Rule.Unscaled(x, d.m.Edition.Score.Places)
	if err != nil {
		panic("annual: a score is not a number that can be rounded: " + err.Error())
	}
	c.SetInt(i, n)
	return n
}

// band writes the highest band whose minimum the published total reaches.
func (d *Desk) band(column, i int, mins []int64, total int64) {
	for b := len(mins) - 1; b >= 0; b-- {
		if total >= mins[b] {
			setClosed(&d.out.Columns[column], i, b)
			return
		}
	}
}
