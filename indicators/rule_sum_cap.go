package indicators

import (
	"fmt"
	"math"
	"strings"
)

// SumCap adds the points of the items that are held, at most Cap, which is the
// full score: s = min(Cap, sum) / Cap. The items are reported in one word,
// joined by ";"; an item named twice counts once, an empty word holds nothing.
// An item that is not in the table is a Fault and the metric counts as missing.
//
// Reference: 广东名牌 2018, evaluation rules for industrial products (points of
// quality assurance items, capped).
type SumCap struct {
	Items []Grade `json:"items"`
	Cap   float64 `json:"cap"`
}

// itemSeparator joins the items that are held into one word.
const itemSeparator = ";"

// mostItems bounds a table of items, so that those counted fit into one word of bits.
const mostItems = 64

// Kind is "sum_cap".
func (SumCap) Kind() string { return "sum_cap" }

// Words says the rule.
func (r SumCap) Words() Text {
	t := gradeWords(r.Items)
	return Text{
		fmt.Sprintf("持有项累计,满分 %v:%s", r.Cap, t.Chinese),
		fmt.Sprintf("sum of the items held, full at %v: %s", r.Cap, t.English),
	}
}

func (r SumCap) check() []error {
	faults := checkGrades(r.Items)
	if !(r.Cap > 0) || !finite(r.Cap) {
		faults = append(faults, fmt.Errorf("cap: %v must be a positive number", r.Cap))
	}
	if len(r.Items) > mostItems {
		faults = append(faults, fmt.Errorf("items: %d are given, %d are possible", len(r.Items), mostItems))
	}
	return faults
}

func (r SumCap) compile(c *compiler, item, figure string) reading {
	value := func(word string) float64 { return heldPoints(word, r.Items) }
	return reading{&lookup{c.word(item, figure), value, codes(r.Items)}, between(0, 0, r.Cap, 1)}
}

// heldPoints is the sum of the points of the items in a word; NaN where one is unknown.
func heldPoints(word string, items []Grade) float64 {
	sum, counted := 0.0, uint64(0)
	for more := true; more; {
		var held string
		held, word, more = strings.Cut(word, itemSeparator)
		held = strings.TrimSpace(held)
		if held == "" {
			continue
		}
		i := indexOf(items, held)
		if i < 0 {
			return math.NaN()
		}
		if counted&(1<<i) == 0 {
			counted |= 1 << i
			sum += items[i].Points
		}
	}
	return sum
}
