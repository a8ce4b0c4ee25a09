package indicators_test

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

// anyRule draws a rule that reads one or more figures, and the direction it rewards.
func anyRule(t *rapid.T) (indicators.Rule, indicators.Direction) {
	a := rapid.Float64Range(-50, 50).Draw(t, "a")
	step := func() float64 { return rapid.Float64Range(0.5, 40).Draw(t, "step") }
	b := a + step()
	c := b + step()
	d := c + step()
	terms := []indicators.CountTerm{{Field: "u", Name: text("u"), Weight: step()}, {Field: "v", Name: text("v"), Weight: step()}}
	cuts := []indicators.Cut{{At: c, Fraction: 1}, {At: b, Fraction: 0.6}, {At: a, Fraction: 0.3}}
	items := []indicators.Grade{{Code: "p", Name: text("p"), Points: 30}, {Code: "q", Name: text("q"), Points: 80}, {Code: "r", Name: text("r")}}
	switch rapid.IntRange(0, 14).Draw(t, "rule") {
	case 0:
		return indicators.Linear{Zero: a, Full: b}, indicators.Benefit
	case 1:
		return indicators.Linear{Zero: b, Full: a}, indicators.Cost
	case 2:
		return indicators.BaselineLead{Zero: a, Baseline: b, Lead: c}, indicators.Benefit
	case 3:
		return indicators.FiveTiers{Poor: a, Low: b, Mean: c, Good: d, Excellent: d + 1}, indicators.Benefit
	case 4:
		return indicators.FiveTiers{Excellent: a, Good: b, Mean: c, Low: d, Poor: d + 1}, indicators.Cost
	case 5:
		return indicators.Steps{Cuts: cuts, Else: 0.1}, indicators.Benefit
	case 6:
		return indicators.Steps{Side: indicators.AtMost, Cuts: []indicators.Cut{{At: a, Fraction: 1}, {At: b, Fraction: 0.4}}}, indicators.Cost
	case 7:
		return indicators.PerUnit{Unit: b - a, Points: 3, Cap: 20}, indicators.Benefit
	case 8:
		return indicators.BestOf{Parts: []indicators.Part{{Field: "x", Rule: indicators.Linear{Zero: a, Full: b}}, {Field: "y", Rule: indicators.Steps{Cuts: cuts}}}}, indicators.Benefit
	case 9:
		return indicators.Grades{Grades: items}, indicators.Benefit
	case 10:
		return indicators.WeightedCount{Terms: terms, Steps: indicators.Steps{Cuts: cuts}}, indicators.Benefit
	case 11:
		return indicators.SumCap{Items: items, Cap: 90}, indicators.Benefit
	case 12:
		return indicators.Log{Zero: b - a, Full: c - a}, indicators.Benefit
	case 13:
		return indicators.RatioToMean{Zero: 0, Full: 2}, indicators.Benefit
	default:
		return indicators.Deduct{Start: 100, Events: terms, Floor: 10}, indicators.Benefit
	}
}

// drawn draws schemes with metrics m0, m1 ... of their own.
type drawn struct {
	t     *rapid.T
	means []indicators.Mean
	s     *indicators.Scheme
	nodes int
}

func (d *drawn) mean() indicators.Mean { return rapid.SampledFrom(d.means).Draw(d.t, "mean") }

func anyScheme(t *rapid.T, means ...indicators.Mean) *indicators.Scheme {
	d := &drawn{t: t, means: means, s: &indicators.Scheme{
		Code: "drawn", Title: text("t"), Status: "demonstration", Source: indicators.Source{Grade: "assumption"}}}
	d.s.Mean = d.mean()
	for range rapid.IntRange(1, 4).Draw(t, "dimensions") {
		d.s.Dimensions = append(d.s.Dimensions, d.node(0))
	}
	reweigh(d.s)
	return d.s
}

func (d *drawn) node(depth int) indicators.Node {
	d.nodes++
	code := fmt.Sprintf("N%d", d.nodes)
	n := indicators.Node{Code: code, Name: text(code), Mean: d.mean()}
	for range rapid.IntRange(1, 3).Draw(d.t, "children") {
		if depth < 2 && rapid.IntRange(0, 2).Draw(d.t, "deeper") == 0 {
			n.Children = append(n.Children, d.node(depth+1))
			continue
		}
		rule, direction := anyRule(d.t)
		code := fmt.Sprintf("m%d", len(d.s.Metrics))
		d.s.Metrics = append(d.s.Metrics, indicators.Metric{
			Code: code, Name: text(code), Direction: direction, Rule: rule, Source: indicators.Source{Grade: "assumption"},
			MinEvidence: rapid.SampledFrom([]dataset.Evidence{dataset.Unstated, dataset.E0, dataset.E2, dataset.E3, dataset.E4, dataset.E5}).Draw(d.t, "asked"),
		})
		n.Children = append(n.Children, indicators.Node{Metric: code, Weight: float64(rapid.IntRange(1, 40).Draw(d.t, "weight")) / 4})
	}
	return n
}

// reweigh gives inner nodes and the scheme the sum of their children's weights.
func reweigh(s *indicators.Scheme) {
	s.FullScore = reweighed(s.Dimensions)
}

func reweighed(nodes []indicators.Node) float64 {
	sum := 0.0
	for i := range nodes {
		if len(nodes[i].Children) > 0 {
			nodes[i].Weight = reweighed(nodes[i].Children)
		}
		sum += nodes[i].Weight
	}
	return sum
}

// indicatorsOf are the indicator nodes below some nodes.
func indicatorsOf(nodes []indicators.Node) []*indicators.Node {
	var all []*indicators.Node
	for i := range nodes {
		if nodes[i].Metric != "" {
			all = append(all, &nodes[i])
		}
		all = append(all, indicatorsOf(nodes[i].Children)...)
	}
	return all
}

// anyBatch draws rows for the columns; the columns of an item share state and evidence.
func anyBatch(t *rapid.T, fields []dataset.Field, rows int) *dataset.Batch {
	b := dataset.NewBatch(fields, rows)
	for row := range rows {
		states, levels := map[string]int{}, map[string]dataset.Evidence{}
		for i := range b.Columns {
			c := &b.Columns[i]
			item := dataset.Item(c.Field.Name)
			if _, seen := states[item]; !seen {
				states[item] = rapid.IntRange(0, 5).Draw(t, "state")
				levels[item] = dataset.Evidence(rapid.IntRange(0, 6).Draw(t, "level"))
			}
			if c.Evidence != nil {
				c.Evidence[row] = levels[item]
			}
			switch states[item] {
			case 0:
			case 1:
				c.State[row] = dataset.NotApplicable
			default:
				anyValue(t, c, row)
			}
		}
	}
	return b
}

func anyValue(t *rapid.T, c *dataset.Column, row int) {
	switch {
	case c.Field.Type == dataset.Word:
		c.SetWord(row, rapid.SampledFrom([]string{"p", "q", "r"}).Draw(t, "word"))
	case rapid.IntRange(0, 9).Draw(t, "absent") == 0:
	default:
		x := rapid.Float64Range(0, 120).Draw(t, "x")
		if rapid.Bool().Draw(t, "whole") {
			x = float64(int(x))
		}
		c.SetNumber(row, x)
	}
}

// compiled binds a scheme to batches of its own fields.
func compiled(t *rapid.T, s *indicators.Scheme, p indicators.Policy) (*indicators.Evaluator, *indicators.Binding) {
	e, err := s.Compile(p)
	if err != nil {
		t.Fatal(err)
	}
	return e, bound(t, e, e.Fields())
}

func bound(t *rapid.T, e *indicators.Evaluator, fields []dataset.Field) *indicators.Binding {
	b, err := e.Bind(fields)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// scored evaluates rows of a batch on a binding.
func scored(b *indicators.Binding, batch *dataset.Batch, rows []int32) *indicators.Scores {
	var s indicators.Scores
	s.Reset(batch.Rows, len(b.Evaluator().Dimensions()))
	batch.Issues = batch.Issues[:0]
	b.Evaluate(batch, rows, &s)
	return &s
}

func anyPolicy(t *rapid.T) indicators.Policy {
	p := indicators.ProposedPolicy()
	p.Strict = rapid.Bool().Draw(t, "strict")
	p.Missing = rapid.SampledFrom(indicators.MissingPolicies()).Draw(t, "missing")
	p.MinApplicable = rapid.SampledFrom([]float64{0, 0.5}).Draw(t, "share")
	return p
}

var allMeans = []indicators.Mean{indicators.Arithmetic, indicators.Geometric, indicators.Harmonic, indicators.Weakest}
