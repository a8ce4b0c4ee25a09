package main

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
)

// description prints the columns of a file and a mapping to begin with.
func (t *printer) description(d *dataset.Description) {
	t.line("%s: %d", t.say("行数", "rows"), d.Rows)
	tab := &table{head: t.head(dataset.Text{Chinese: "列", English: "column"}, dataset.Text{Chinese: "类型", English: "type"},
		dataset.Text{Chinese: "存储", English: "held as"}, dataset.Text{Chinese: "空值", English: "nulls"},
		dataset.Text{Chinese: "不同值", English: "distinct"}, dataset.Text{Chinese: "最小或示例", English: "least or examples"},
		dataset.Text{Chinese: "最大", English: "greatest"}, dataset.Text{Chinese: "提示", English: "hints"}), left: 3}
	for i := range d.Columns {
		c := &d.Columns[i]
		tab.add(describeColumn(c)...)
	}
	t.table(tab)
	scaffold, err := json.MarshalIndent(d.Scaffold(), "", "  ")
	if err != nil {
		t.err = err
		return
	}
	t.title("映射文件草稿(须逐项核对)", "a mapping to begin with; check every line of it")
	t.line("%s", scaffold)
}

func describeColumn(c *dataset.ColumnDescription) []string {
	distinct, least, greatest := fmt.Sprint(c.Distinct), strings.Join(c.Examples, " "), ""
	if c.AndMore {
		distinct += "+"
	}
	if c.Numerals > 0 {
		least, greatest = fmt.Sprint(c.Min), fmt.Sprint(c.Max)
	}
	return []string{c.Name, c.Type.String(), c.Origin, fmt.Sprint(c.Missing), distinct, least, greatest, hints(c)}
}

// hints are what a column looks like.
func hints(c *dataset.ColumnDescription) string {
	var list []string
	for _, h := range []struct {
		there bool
		text  string
	}{
		{c.Unit != "", c.Unit},
		{c.Years, "years"},
		{c.LostZeros, "codes without leading zeros"},
		{c.Type == dataset.Word && c.Present > 0 && c.Numerals == c.Present && !c.LostZeros, "numbers as text"},
		{c.Faults > 0, fmt.Sprintf("%d unusable", c.Faults)},
		{c.NotApplicable > 0, fmt.Sprintf("%d not applicable", c.NotApplicable)},
	} {
		if h.there {
			list = append(list, h.text)
		}
	}
	return strings.Join(list, ", ")
}
