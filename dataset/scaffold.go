package dataset

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Scaffold is a mapping to begin with: a valid document that takes in every
// column that has a name, with guesses at names, units, codes and forms. Notes
// say what was guessed; each guess is to be checked against the table's own
// explanations before anything is computed.
func (d *Description) Scaffold() *Mapping {
	m := &Mapping{
		Version: "draft",
		Title:   Text{Chinese: "映射草稿", English: "Draft of a mapping"},
		Note:    "guessed from the names and values of the columns; check every unit and name",
		Missing: []string{}, NotApplicable: []string{},
	}
	taken := map[string]bool{}
	for i, c := range d.Columns {
		for _, t := range c.Tokens {
			list := &m.Missing
			if t.Text == "不适用" {
				list = &m.NotApplicable
			}
			if t.Text != "" && !slices.Contains(*list, t.Text) {
				*list = append(*list, t.Text)
			}
		}
		if c.Name == "" {
			continue
		}
		column := c.scaffold(i+1, taken)
		taken[column.Name] = true
		m.Columns = append(m.Columns, column)
	}
	if !taken[KindOf] {
		m.Columns = append(m.Columns, MappedColumn{Name: KindOf, Note: "guess: the rows are enterprises",
			Rule: ConstantRule{Value: "enterprise", As: Word.String()}})
	}
	return m
}

// scaffold guesses one column, the n-th of the table.
func (c ColumnDescription) scaffold(n int, taken map[string]bool) MappedColumn {
	column := MappedColumn{Name: nativeFor(c.Name), Rule: c.rule()}
	if column.Name == Key {
		column.Rule = c.keyRule()
	}
	if fault := column.faults(); column.Name == "" || taken[column.Name] || fault != nil {
		column.Name, column.Rule = "column_"+strconv.Itoa(n), c.rule()
		for taken[column.Name] {
			column.Name += "_"
		}
	}
	column.Note = c.note()
	return column
}

// rule guesses how the column is read.
func (c ColumnDescription) rule() MappingRule {
	numbers := c.Type != Word || c.numbersInText()
	unit, _ := unitNamed(c.Unit)
	if c.Unit == "" && c.Percents > 0 {
		unit, _ = unitNamed("%")
	}
	q := Quantity{From: c.Name, Unit: unit.Chinese, Factor: "1"}
	switch {
	case c.LostZeros:
		return CodeRule{From: c.Name, Digits: c.Longest}
	case !numbers:
		return WordRule{From: c.Name}
	case c.Years:
		return NumberRule{Quantity{c.Name, "年", "1"}, Integer.String()}
	case c.Percents > 0 && unit.Native != "percent":
		return WordRule{From: c.Name} // a contradiction
	case unit.Native == "yuan" && inYuan(q, max(c.Max, -c.Min)) < mostYuan:
		return NumberRule{q, columnForm{Decimal, 2}.String()}
	case c.Type == Decimal && c.Unit == "" && c.Scale <= maxScale:
		return NumberRule{q, columnForm{Decimal, c.Scale}.String()}
	case c.Type == Integer && c.Unit == "":
		return NumberRule{q, Integer.String()}
	}
	return NumberRule{q, Number.String()}
}

// mostYuan is what a decimal with two digits has room for, roughly.
const mostYuan = 9e16

// inYuan is an amount of the quantity in yuan.
func inYuan(q Quantity, amount float64) float64 {
	s, _ := q.scaling()
	return amount * math.Pow10(s.exp)
}

// keyRule guesses how the key is read: a code of digits belongs to somebody's
// list and gets a prefix, anything else is taken as it stands.
func (c ColumnDescription) keyRule() MappingRule {
	prefix := "code:"
	if strings.Contains(c.Name, "股票") || strings.Contains(c.Name, "证券") {
		prefix = "stock:"
	}
	switch {
	case c.Digits > 0 && c.Digits == c.values() && c.Longest < maxScale:
		return CodeRule{From: c.Name, Digits: c.Longest, Prefix: prefix}
	default:
		return WordRule{From: c.Name}
	}
}

// leadsWithZero tells whether digits of equal length are codes and no numbers.
func (c ColumnDescription) leadsWithZero() bool {
	if c.Type != Word || c.Digits == 0 || c.Digits != c.values() || c.Shortest < 2 {
		return false
	}
	return len(shortInteger(c.Min)) < c.Shortest
}

func shortInteger(x float64) string { return strconv.FormatFloat(x, 'f', 0, 64) }

// note says in words what the column holds and what was guessed.
func (c ColumnDescription) note() string {
	parts := []string{"column " + c.Name + ": " + typeName(c.Type, c.Scale)}
	switch {
	case c.Present == 0:
		parts = append(parts, "no value in any row")
	case c.Numerals == c.values() && c.Numerals > 0:
		parts = append(parts, shortNumber(c.Min)+" to "+shortNumber(c.Max))
	case len(c.Examples) > 0:
		parts = append(parts, "as "+quote(c.Examples[0]))
	}
	if c.Missing > 0 {
		parts = append(parts, fmt.Sprintf("%d missing", c.Missing))
	}
	if n := c.values() - c.Numerals; c.Type == Word && c.Numerals > n && n > 0 {
		parts = append(parts, fmt.Sprintf("all but %d texts are numbers", n))
	}
	switch {
	case c.LostZeros:
		parts = append(parts, fmt.Sprintf("guess: codes of %d digits that lost leading zeros", c.Longest))
	case c.Unit != "":
		parts = append(parts, "unit from the column's name")
	case c.Percents > 0:
		parts = append(parts, "guess: percent, from the signs behind the numbers")
	case strings.HasSuffix(c.Name, "率") && c.Numerals > 0:
		parts = append(parts, "percent or fraction? times?")
	}
	return strings.Join(parts, "; ")
}
