package indicators

import (
	"errors"
	"fmt"
	"math"
	"strings"
)

// Grades looks a reported word up in a table of points of a hundred. A word that
// is not in the table is a Fault and counts as missing.
//
// Reference: 工信部企业〔2022〕63号, annex on 专精特新 SMEs (national, provincial,
// city institution); GB/T 27925-2011 (stars credited at fixed shares).
type Grades struct {
	Grades []Grade `json:"grades"`
}

// Grade is one word of a table, or one item that can be held, its name and its points.
type Grade struct {
	Code   string  `json:"code"`
	Name   Text    `json:"name"`
	Points float64 `json:"points"`
}

// Kind is "grade".
func (Grades) Kind() string { return "grade" }

// Words says the rule.
func (r Grades) Words() Text {
	t := gradeWords(r.Grades)
	return Text{"按等级 " + t.Chinese, "by grade " + t.English}
}

func (r Grades) check() []error {
	faults := checkGrades(r.Grades)
	for _, g := range r.Grades {
		if g.Points > 100 {
			faults = append(faults, fmt.Errorf("grade %s: %v points of a hundred", g.Code, g.Points))
		}
	}
	return faults
}

func (r Grades) compile(c *compiler, item, figure string) reading {
	value := func(word string) float64 {
		if i := indexOf(r.Grades, word); i >= 0 {
			return r.Grades[i].Points
		}
		return math.NaN()
	}
	return reading{&lookup{c.word(item, figure), value, codes(r.Grades)}, between(0, 0, 100, 1)}
}

// indexOf is the place of a code in a table, or -1. Tables are short: this is
// quicker than a map.
func indexOf(grades []Grade, code string) int {
	for i := range grades {
		if grades[i].Code == code {
			return i
		}
	}
	return -1
}

func gradeWords(grades []Grade) Text {
	var zh, en []string
	for _, g := range grades {
		zh = append(zh, fmt.Sprintf("%s %v", g.Name.Chinese, g.Points))
		en = append(en, fmt.Sprintf("%s %v", g.Name.English, g.Points))
	}
	return Text{strings.Join(zh, "、"), strings.Join(en, ", ")}
}

func codes(grades []Grade) string {
	var all []string
	for _, g := range grades {
		all = append(all, g.Code)
	}
	return strings.Join(all, ", ")
}

// checkGrades reports what is wrong with any table of words and points.
func checkGrades(grades []Grade) []error {
	var faults []error
	seen := map[string]bool{}
	best := 0.0
	for i, g := range grades {
		fault := func(format string, args ...any) {
			faults = append(faults, fmt.Errorf("%s: %s", gradeName(i, g), fmt.Sprintf(format, args...)))
		}
		if g.Code == "" || g.Code != strings.TrimSpace(g.Code) || strings.Contains(g.Code, itemSeparator) {
			fault("code %q must be a word without %q and blanks around it", g.Code, itemSeparator)
		}
		if seen[g.Code] {
			fault("given twice")
		}
		seen[g.Code] = true
		if !g.Name.full() {
			fault("name: must be given in Chinese and English")
		}
		if !(g.Points >= 0) || !finite(g.Points) {
			fault("%v points: must be zero or more", g.Points)
		}
		best = max(best, g.Points)
	}
	if best == 0 {
		faults = append(faults, errors.New("no word of the table earns a point"))
	}
	return faults
}

func gradeName(i int, g Grade) string {
	if g.Code == "" {
		return fmt.Sprintf("[%d]", i)
	}
	return g.Code
}
