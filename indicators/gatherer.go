package indicators

import (
	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/population"
)

// question is what a fit asks of a population, in one pass or several.
type question interface {
	// ask is an empty gatherer for the next pass, which reads the columns that it
	// asks the compiler for; nil if nothing is to be asked, or not yet.
	ask(c *compiler) gatherer
	// take learns from a gatherer of the whole population.
	take(t gatherer) error
}

// gatherer gathers what a question asks for. It belongs to one worker; gatherers of
// the same question in the same pass can be merged, in any order.
type gatherer interface {
	empty() gatherer
	add(v *view)
	merge(o gatherer)
	append(b []byte) []byte
	read(r *population.Reader)
}

// absences are the subjects without a usable value.
type absences struct{ missing, notApplicable int64 }

func (a *absences) merge(o absences) {
	a.missing += o.missing
	a.notApplicable += o.notApplicable
}

func (a *absences) append(b []byte) []byte {
	return population.AppendCount(population.AppendCount(b, a.missing), a.notApplicable)
}

func (a *absences) read(r *population.Reader) { *a = absences{r.Count(), r.Count()} }

// of are the absences with the number of usable values.
func (a *absences) of(count int64) Reported { return Reported{count, a.missing, a.notApplicable} }

// present are the usable values alone; those that are not finite count as
// missing, as they do in evaluation.
func (a *absences) present(v *view, x []float64, state []dataset.State) []float64 {
	dense, n := v.floats(), 0
	dense, state = dense[:len(x)], state[:len(x)]
	for k, value := range x {
		switch {
		case state[k] == dataset.Present && value-value == 0:
			dense[n] = value
			n++
		case state[k] == dataset.NotApplicable:
			a.notApplicable++
		default:
			a.missing++
		}
	}
	return dense[:n]
}

// extremesGatherer finds the extremes of several measures.
type extremesGatherer struct{ columns []extremesColumn }

type extremesColumn struct {
	measure measure
	population.Extremes
	absences
}

func (t *extremesGatherer) empty() gatherer {
	columns := make([]extremesColumn, len(t.columns))
	for i := range columns {
		columns[i].measure = t.columns[i].measure
	}
	return &extremesGatherer{columns}
}

func (t *extremesGatherer) add(v *view) {
	for i := range t.columns {
		c := &t.columns[i]
		x, state := c.measure.read(v)
		c.Add(c.present(v, x, state))
		v.release()
	}
}

func (t *extremesGatherer) merge(o gatherer) {
	for i := range t.columns {
		from := &o.(*extremesGatherer).columns[i]
		t.columns[i].Extremes.Merge(&from.Extremes)
		t.columns[i].absences.merge(from.absences)
	}
}

func (t *extremesGatherer) append(b []byte) []byte {
	for i := range t.columns {
		b = t.columns[i].absences.append(t.columns[i].Append(b))
	}
	return b
}

func (t *extremesGatherer) read(r *population.Reader) {
	for i := range t.columns {
		t.columns[i].Read(r)
		t.columns[i].absences.read(r)
	}
}

// sharesGatherer gathers the shares of the scores of several indicators.
type sharesGatherer struct{ columns []sharesColumn }

type sharesColumn struct {
	reading reading
	low     float64 // where a score of zero lies between 0 and 1
	population.Shares
	absences
}

func (t *sharesGatherer) empty() gatherer {
	columns := make([]sharesColumn, len(t.columns))
	for i := range columns {
		columns[i].reading, columns[i].low = t.columns[i].reading, t.columns[i].low
	}
	return &sharesGatherer{columns}
}

func (t *sharesGatherer) add(v *view) {
	for i := range t.columns {
		c := &t.columns[i]
		y, state := c.reading.fraction(v)
		z := c.present(v, y, state)
		if c.low > 0 {
			for k, s := range z {
				z[k] = c.low + float64((1-c.low)*s)
			}
		}
		c.Add(z)
		v.release()
	}
}

func (t *sharesGatherer) merge(o gatherer) {
	for i := range t.columns {
		from := &o.(*sharesGatherer).columns[i]
		t.columns[i].Shares.Merge(&from.Shares)
		t.columns[i].absences.merge(from.absences)
	}
}

func (t *sharesGatherer) append(b []byte) []byte {
	for i := range t.columns {
		b = t.columns[i].absences.append(t.columns[i].Append(b))
	}
	return b
}

func (t *sharesGatherer) read(r *population.Reader) {
	for i := range t.columns {
		t.columns[i].Read(r)
		t.columns[i].absences.read(r)
	}
}
