package indicators_test

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// oracle evaluates one subject straight from the definitions: recursively over
// the document, one value at a time, without scales, columns or selections.
type oracle struct {
	scheme *indicators.Scheme
	policy indicators.Policy
	batch  *dataset.Batch
	row    int
}

func (o *oracle) number(column string) (float64, dataset.State) {
	c := &o.batch.Columns[o.batch.Index(column)]
	if c.State[o.row] != dataset.Present {
		return 0, c.State[o.row]
	}
	return c.Float[o.row], dataset.Present
}

func clamp(x float64) float64 { return math.Max(0, math.Min(1, x)) }

// fraction of a rule, by its formula; figure is the column's name.
func (o *oracle) fraction(rule indicators.Rule, m, figure string) (float64, dataset.State) {
	switch r := rule.(type) {
	case indicators.Grades:
		return o.held(m, r.Grades, 100)
	case indicators.SumCap:
		return o.held(m, r.Items, r.Cap)
	case indicators.WeightedCount:
		n, state := o.tally(m, r.Terms)
		return steps(r.Steps, n), state
	case indicators.Deduct:
		n, state := o.tally(m, r.Events)
		return math.Max(r.Floor, r.Start-n) / r.Start, state
	case indicators.BestOf:
		best, known := 0.0, dataset.Missing
		for _, p := range r.Parts {
			f, state := o.fraction(p.Rule, m, m+"__"+p.Field)
			if state == dataset.Present {
				best = math.Max(best, f)
			}
			known = max(known, state)
		}
		return best, known
	case indicators.RatioToMean:
		x, state := o.number(m + "__x")
		mean, there := o.number(m + "__mean")
		if state == dataset.Present && (there != dataset.Present || mean <= 0 || math.IsInf(x/mean, 0)) {
			return 0, dataset.Missing
		}
		return clamp((x/mean - r.Zero) / (r.Full - r.Zero)), state
	}
	x, state := o.number(figure)
	return scaled(rule, x), state
}

func scaled(rule indicators.Rule, x float64) float64 {
	line := func(x0, y0, x1, y1 float64) float64 { return y0 + (y1-y0)*clamp((x-x0)/(x1-x0)) }
	switch r := rule.(type) {
	case indicators.Expert:
		return clamp(x / 100)
	case indicators.Linear:
		return clamp((x - r.Zero) / (r.Full - r.Zero))
	case indicators.BaselineLead: // drawn as benefit only
		if x < r.Baseline {
			return line(r.Zero, 0, r.Baseline, 0.6)
		}
		return line(r.Baseline, 0.6, r.Lead, 1)
	case indicators.FiveTiers:
		sign := 1.0
		if r.Excellent < r.Poor {
			sign = -1
		}
		if sign*x < sign*r.Poor {
			return 0
		}
		values := []float64{r.Poor, r.Low, r.Mean, r.Good, r.Excellent}
		for i := 1; i < 5; i++ {
			if sign*x < sign*values[i] {
				return line(values[i-1], 0.2*float64(i), values[i], 0.2*float64(i+1))
			}
		}
		return 1
	case indicators.Steps:
		return steps(r, x)
	case indicators.PerUnit:
		return clamp(r.Points * math.Floor(x/r.Unit) / r.Cap)
	case indicators.Log:
		if x <= 0 {
			return 0
		}
		return clamp(math.Log(x/r.Zero) / math.Log(r.Full/r.Zero))
	}
	panic("the oracle does not know the rule")
}

func steps(r indicators.Steps, x float64) float64 {
	for _, c := range r.Cuts {
		if r.Side == indicators.AtLeast && x >= c.At || r.Side == indicators.AtMost && x <= c.At {
			return c.Fraction
		}
	}
	return r.Else
}

func (o *oracle) held(m string, table []indicators.Grade, full float64) (float64, dataset.State) {
	c := &o.batch.Columns[o.batch.Index(m)]
	for _, g := range table {
		if c.State[o.row] == dataset.Present && g.Code == c.Word(o.row) {
			return clamp(g.Points / full), dataset.Present
		}
	}
	return 0, c.State[o.row]
}

func (o *oracle) tally(m string, terms []indicators.CountTerm) (sum float64, state dataset.State) {
	for _, term := range terms {
		x, own := o.number(m + "__" + term.Field)
		sum += x * term.Weight
		state = max(state, own)
	}
	return sum, state
}

// factor of the evidence; counts is false where the value is as good as missing.
func (o *oracle) factor(m *indicators.Metric) (factor float64, counts bool) {
	var level dataset.Evidence
	for i := range o.batch.Columns {
		if c := &o.batch.Columns[i]; dataset.Item(c.Field.Name) == m.Code && c.Evidence != nil {
			level = c.Evidence[o.row]
		}
	}
	ladder := []float64{0, 0, 0.70, 0.90, 0.95, 1, 1}
	if level == dataset.Unstated {
		level = dataset.E0
	}
	if level >= m.MinEvidence {
		return 1, true
	}
	return ladder[level], !o.policy.Strict || m.MinEvidence-level < 2
}

// branch is the mean of a node with its applicable and available weight.
func (o *oracle) branch(mean indicators.Mean, nodes []indicators.Node) (f, applicable, available float64) {
	var fractions, weights []float64
	for i := range nodes {
		n := &nodes[i]
		var g, a, v float64
		if n.Metric == "" {
			g, a, v = o.branch(n.Mean, n.Children)
		} else {
			g, a, v = o.leaf(n)
		}
		applicable, available = applicable+a, available+v
		if o.policy.Missing.Kind() == "exclude" {
			a = v
		}
		if a > 0 {
			fractions, weights = append(fractions, g), append(weights, a)
		}
	}
	return powerMean(mean, fractions, weights), applicable, available
}

func (o *oracle) leaf(n *indicators.Node) (g, applicable, available float64) {
	for i := range o.scheme.Metrics {
		m := &o.scheme.Metrics[i]
		if m.Code != n.Metric {
			continue
		}
		f, state := o.fraction(m.Rule, m.Code, m.Code)
		factor, counts := o.factor(m)
		switch {
		case state == dataset.NotApplicable:
			return 0, 0, 0
		case state == dataset.Missing || !counts:
			return 0, n.Weight, 0
		}
		return f * factor, n.Weight, n.Weight
	}
	panic("no such metric")
}

// powerMean with the exponents 1, 0, -1 and minus infinity.
func powerMean(mean indicators.Mean, f, w []float64) float64 {
	sum, total := 0.0, 0.0
	least := 1.0
	for i := range f {
		total += w[i]
		least = math.Min(least, f[i])
	}
	for i := range f {
		switch mean {
		case indicators.Arithmetic:
			sum += w[i] / total * f[i]
		case indicators.Geometric:
			sum += w[i] / total * math.Log(f[i])
		case indicators.Harmonic:
			sum += w[i] / total / f[i]
		}
	}
	switch {
	case len(f) == 0 || least == 0 && mean != indicators.Arithmetic:
		return 0
	case mean == indicators.Geometric:
		return math.Exp(sum)
	case mean == indicators.Harmonic:
		return 1 / sum
	case mean == indicators.Weakest:
		return least
	}
	return sum
}

func (o *oracle) total() (total, coverage float64) {
	var f, w []float64
	var applicable, available float64
	for i := range o.scheme.Dimensions {
		d := &o.scheme.Dimensions[i]
		g, a, v := o.branch(d.Mean, d.Children)
		applicable, available = applicable+a, available+v
		enough := a > 0 && a >= o.policy.MinApplicable*d.Weight
		if enough && (o.policy.Missing.Kind() != "exclude" || v > 0) {
			f, w = append(f, g), append(w, d.Weight)
		}
	}
	if applicable > 0 {
		coverage = available / applicable
	}
	return o.scheme.FullScore * powerMean(o.scheme.Mean, f, w), coverage
}

// TestEvaluateFollowsTheDefinitions compares the columns with the oracle over
// drawn schemes, policies and reports.
func TestEvaluateFollowsTheDefinitions(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScheme(t, allMeans...)
		p := anyPolicy(t)
		e, b := compiled(t, s, p)
		batch := anyBatch(t, e.Fields(), 4)
		got := scored(b, batch, nil)
		for row := range batch.Rows {
			o := &oracle{scheme: s, policy: p, batch: batch, row: row}
			total, coverage := o.total()
			equal(t, "total", total, got.Total[row])
			equal(t, "coverage", coverage, got.Coverage[row])
		}
	})
}
