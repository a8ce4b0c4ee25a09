package indicators

import (
	"fmt"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// indicator appends the row of an indicator.
func (t *teller) indicator(n *Node, level int) {
	r := ExplanationRow{Level: level, Code: n.Metric, Indicator: true, Weight: n.Weight, Additive: t.additive}
	rec := t.heard(n)
	if rec == nil { // weight zero: left out of the evaluation
		for _, m := range t.b.e.scheme.Metrics {
			if m.Code == n.Metric {
				r.Name, r.Unit, r.Rule, r.MinEvidence = m.Name, m.Unit, m.Rule.Words(), m.MinEvidence
			}
		}
		r.Reason = Text{"权重为零,不参评", "of weight zero, not evaluated"}
		t.into.Rows = append(t.into.Rows, r)
		return
	}
	m := rec.leaf.metric
	r.Name, r.Unit, r.Rule, r.MinEvidence = m.Name, m.Unit, m.Rule.Words(), m.MinEvidence
	r.Reported, r.State, r.Evidence = t.reported(m.Code), rec.state, rec.level
	factor := rec.leaf.factor[rec.level&7]
	counts := r.State == dataset.Present && finite(rec.fraction) && finite(factor)
	if counts {
		r.Fraction, r.Factor = rec.fraction, factor
		r.Counted, r.Measured, r.Segment = rec.counted.figure, rec.counted.x, rec.counted.segment
		r.Points = r.Fraction * r.Factor * r.Weight
	}
	if t.additive && t.weighs(rec, counts) {
		r.Effective = r.Weight * t.effective
		r.Contribution = r.Fraction * r.Factor * r.Effective
	}
	r.Reason = t.reason(rec, counts, factor)
	t.into.Rows = append(t.into.Rows, r)
}

func (t *teller) heard(n *Node) *leafRecord {
	for i := range t.record.leaves {
		if r := &t.record.leaves[i]; r.leaf.metric.Code == n.Metric {
			return r
		}
	}
	return nil
}

// weighs tells whether the indicator's weight is among those of the score.
func (t *teller) weighs(rec *leafRecord, counts bool) bool {
	return rec.state != dataset.NotApplicable && (counts || !t.b.e.policy.missing().leaves())
}

// reason says why an indicator earns less than its rule gives, if it does.
func (t *teller) reason(rec *leafRecord, counts bool, factor float64) Text {
	asked, level := rec.leaf.metric.MinEvidence, max(rec.level, dataset.E0)
	switch {
	case rec.state == dataset.NotApplicable:
		return Text{"不适用,权重在本维度内重新分配", "not applicable: its weight goes to the rest of the dimension"}
	case counts && factor == 1:
		return Text{}
	case counts:
		return Text{
			fmt.Sprintf("证据 %s 低于要求的 %s,系数 %v", level, asked, factor),
			fmt.Sprintf("evidence %s is below the %s asked for: factor %v", level, asked, factor),
		}
	}
	why := Text{"缺失", "missing"}
	if issue := t.issue(rec.leaf.metric.Code); issue != "" {
		why = Text{"数据不可用(" + issue + ")", "not usable (" + issue + ")"}
	} else if rec.state == dataset.Present {
		why = Text{
			fmt.Sprintf("证据 %s 低于要求的 %s 两级以上,按缺失计", level, asked),
			fmt.Sprintf("evidence %s is two or more levels below the %s asked for: counts as missing", level, asked),
		}
	}
	if t.b.e.policy.missing().leaves() {
		return Text{why.Chinese + ",不计入权重", why.English + ": left out of the weights"}
	}
	return Text{why.Chinese + ",得零分", why.English + ": no points"}
}

func (t *teller) issue(item string) string {
	for _, i := range t.into.Issues {
		if dataset.Item(i.Column) == item {
			return i.Text
		}
	}
	return ""
}

// Text says the explanation line by line in a language, "zh", "en", or both for
// any other word.
func (x *Explanation) Text(lang string) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%s %s\n", x.Title.In(lang), x.Scheme)
	for i := range x.Rows {
		r := &x.Rows[i]
		fmt.Fprintf(&w, "%s%s %s: ", strings.Repeat("  ", r.Level), r.Code, r.Name.In(lang))
		if r.Indicator {
			r.say(&w, lang)
		} else if r.State == dataset.Present {
			fmt.Fprintf(&w, "%.6g / %.6g", r.Points, r.Weight)
		}
		if r.Reason != (Text{}) {
			fmt.Fprintf(&w, " [%s]", r.Reason.In(lang))
		}
		w.WriteByte('\n')
	}
	total := Text{"总分", "total"}.In(lang)
	if !x.Rateable {
		total += " -"
	}
	fmt.Fprintf(&w, "%s %.6g / %.6g, %s %.4g\n", total, x.Total, x.FullScore, Text{"数据完整率", "coverage"}.In(lang), x.Coverage)
	return w.String()
}

func (r *ExplanationRow) say(w *strings.Builder, lang string) {
	for i, f := range r.Reported {
		if i > 0 {
			w.WriteString(", ")
		}
		if len(r.Reported) > 1 {
			w.WriteString(strings.TrimPrefix(f.Column, r.Code+"__") + " ")
		}
		if f.State == dataset.Present {
			w.WriteString(f.Text)
		} else {
			w.WriteString("-")
		}
	}
	fmt.Fprintf(w, " %s (%s); %s", r.Unit.In(lang), max(r.Evidence, dataset.E0), r.Rule.In(lang))
	if r.Counted != "" {
		fmt.Fprintf(w, "; %s", r.Counted)
	}
	fmt.Fprintf(w, "; %.6g × %.6g × %.6g = %.6g", r.Fraction, r.Factor, r.Weight, r.Points)
}
