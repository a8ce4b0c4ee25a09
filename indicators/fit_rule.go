package indicators

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/population"
)

// ruleQuestion asks for what pins one rule: a description of its figure's
// values, then counts for their quantiles.
type ruleQuestion struct {
	place     string
	metric    *Metric
	figure    string
	rule      unfitted
	put       func(Rule) // puts a rule in its place in the scheme
	constants bool       // a scale without length becomes a step

	known     described
	described bool
	reported  Reported
	search    *population.Quantiles
	pinned    Rule
	assumed   Rule // by bounds that are still to be checked
	revised   bool // pinned in this pass otherwise than assumed
	doubts    []Warning
}

// assume pins the rule by the column's bounds, which the next pass checks. Only
// what reads a column as it stands and asks for no more than its extremes can be
// assumed.
func (q *ruleQuestion) assume(bounds func(column string) (least, most float64, ok bool)) {
	if w := q.rule.wants(q.metric.Direction); w.moments || w.peers || w.quantiles != nil {
		return
	}
	least, most, ok := bounds(columnName(q.metric.Code, q.figure))
	if !ok || !finite(least) || !finite(most) {
		return
	}
	rule, err := q.rule.pin(q.metric.Direction, &described{Extremes: population.Extremes{Count: 2, Least: least, Most: most}})
	if err == nil {
		q.assumed = rule
		q.fix(rule)
	}
}

func (q *ruleQuestion) fix(rule Rule) {
	q.pinned = rule
	q.put(rule)
}

func (q *ruleQuestion) ask(c *compiler) gatherer {
	q.revised = false
	measure := q.rule.compile(c, q.metric.Code, q.figure).measure
	switch {
	case !q.described:
		t := &describing{measure: measure, wants: q.rule.wants(q.metric.Direction)}
		if t.wants.peers {
			t.columns = peerColumns{c.subjectColumn(dataset.Industry), c.subjectColumn(dataset.SizeOf), c.subjectColumn(dataset.SectorOf)}
		}
		return t.empty()
	case q.pinned == nil:
		return &counting{measure: measure, search: q.search, Counter: q.search.Counter()}
	}
	return nil
}

func (q *ruleQuestion) take(t gatherer) error {
	switch t := t.(type) {
	case *describing:
		q.known, q.described = t.known, true
		q.reported = t.absences.of(t.known.Count)
		if q.known.Count == 0 {
			return &Fault{q.place, "no subject has a value"}
		}
		q.search = population.QuantilesOf(q.known.Extremes, t.wants.quantiles)
	case *counting:
		if err := q.search.Take(t.Counter); err != nil {
			return fmt.Errorf("%s: %w", q.place, err)
		}
	}
	if !q.search.Known() {
		return nil
	}
	for i := range q.rule.wants(q.metric.Direction).quantiles {
		q.known.quantiles = append(q.known.quantiles, q.search.At(i))
	}
	return q.pin()
}

// pin puts the rule with its numbers in place.
func (q *ruleQuestion) pin() error {
	rule, err := q.rule.pin(q.metric.Direction, &q.known)
	switch {
	case errors.Is(err, errNoRange) && q.constants:
		at := q.known.Most
		if len(q.known.quantiles) > 0 {
			at = q.known.quantiles[0]
		}
		rule = stepAt(q.metric.Direction, at)
		q.doubts = append(q.doubts, Warning{q.place, fmt.Sprintf("the values give %s no length; %v and better is full, anything worse nothing", q.rule.Kind(), at)})
	case errors.Is(err, errNoRange):
		return &Fault{q.place, fmt.Sprintf("the %d values give %s no length (least %v, largest %v); give a rule with numbers or allow constants", q.known.Count, q.rule.Kind(), q.known.Least, q.known.Most)}
	case err != nil:
		return &Fault{q.place, err.Error()}
	}
	if wrong := rule.check(); len(wrong) > 0 {
		return errors.Join(placed(q.place, wrong)...)
	}
	if p, ok := q.rule.(PeerMean); ok && q.known.Count < int64(p.Peers) {
		q.doubts = append(q.doubts, Warning{q.place, fmt.Sprintf("the mean of all rests on %d values, fewer than the %d asked for", q.known.Count, p.Peers)})
	}
	q.revised = q.assumed != nil && !reflect.DeepEqual(rule, q.assumed)
	q.fix(rule)
	return nil
}

// describing describes the values of one figure.
type describing struct {
	measure measure
	wants   wants
	columns peerColumns
	known   described
	absences
}

func (t *describing) empty() gatherer {
	e := &describing{measure: t.measure, wants: t.wants, columns: t.columns}
	if t.wants.peers {
		e.known.peers = peerSums{}
	}
	return e
}

func (t *describing) add(v *view) {
	x, state := t.measure.read(v)
	if t.wants.peers {
		t.known.peers.add(v, t.columns, x, state)
	}
	values := t.present(v, x, state)
	t.known.Add(values)
	if t.wants.moments {
		t.known.moments.Add(values)
	}
	v.release()
}

func (t *describing) merge(o gatherer) {
	from := o.(*describing)
	t.known.Merge(&from.known.Extremes)
	t.known.moments.Merge(&from.known.moments)
	t.known.peers.merge(from.known.peers)
	t.absences.merge(from.absences)
}

func (t *describing) append(b []byte) []byte {
	b = t.absences.append(t.known.Append(b))
	return t.known.peers.append(t.known.moments.Append(b))
}

func (t *describing) read(r *population.Reader) {
	t.known.Read(r)
	t.absences.read(r)
	t.known.moments.Read(r)
	t.known.peers.read(r)
}

// counting is a pass of the search for quantiles.
type counting struct {
	measure measure
	search  *population.Quantiles
	*population.Counter
}

func (t *counting) empty() gatherer {
	return &counting{t.measure, t.search, t.search.Counter()}
}

func (t *counting) add(v *view) {
	x, state := t.measure.read(v)
	var none absences
	t.Add(none.present(v, x, state))
	v.release()
}

func (t *counting) merge(o gatherer)          { t.Counter.Merge(o.(*counting).Counter) }
func (t *counting) append(b []byte) []byte    { return t.Append(b) }
func (t *counting) read(r *population.Reader) { t.Read(r) }
