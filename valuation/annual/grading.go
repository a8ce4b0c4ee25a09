package annual

import (
	"fmt"
	"strings"
)

// Grading says, for each grade of source, which of the edition's numbers have
// it, the best grade first: "recalled: short rate, long rate". It stands
// wherever figures of the edition are shown.
func (e *Edition) Grading() []string {
	what := map[Grade][]string{}
	add := func(g Grade, name string) {
		for _, known := range what[g] {
			if known == name {
				return
			}
		}
		what[g] = append(what[g], name)
	}
	add(e.Rates.Short.Grade, "short lending rate")
	add(e.Rates.Long.Grade, "long lending rate")
	add(e.Rates.Tax.Grade, "tax rate")
	add(e.Rates.TerminalGrowth.Grade, "perpetual growth")
	add(e.Strength.Grade, "strength and its mapping to K")
	for _, row := range e.Industries {
		add(row.Grade, "brand shares, returns and growth by industry")
	}
	for _, m := range e.Means {
		add(m.Grade, "peer means")
	}
	var lines []string
	for _, g := range []Grade{Standard, Official, Recalled, Assumption} {
		if len(what[g]) > 0 {
			lines = append(lines, fmt.Sprintf("%s: %s", g, strings.Join(what[g], ", ")))
		}
	}
	return lines
}

// PinnedMean is the mean that the edition pins for a metric in an industry, nil
// for none.
func (e *Edition) PinnedMean(metric, industry string) *PinnedMean {
	var other *PinnedMean
	for i := range e.Means {
		m := &e.Means[i]
		switch {
		case m.Metric == metric && m.Industry == industry:
			return m
		case m.Metric == metric && m.Industry == "*":
			other = m
		}
	}
	return other
}
