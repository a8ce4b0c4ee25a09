package main

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// columns is the number of columns that a text takes on a terminal: East Asian
// wide and full-width characters take two.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

// table is rows of cells under one or two lines of headings; all columns but
// the left ones are aligned to the right.
type table struct {
	head [][]string
	rows [][]string
	left int // so many columns from the left are aligned to the left
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// write prints the table with two blanks between columns.
func (t *table) write(w io.Writer) error {
	all := append(append([][]string{}, t.head...), t.rows...)
	var widths []int
	for _, row := range all {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], columns(c))
		}
	}
	for k, row := range all {
		var line strings.Builder
		for i, c := range row {
			blank := strings.Repeat(" ", widths[i]-columns(c))
			if i > 0 {
				line.WriteString("  ")
			}
			if i < t.left {
				line.WriteString(c + blank)
			} else {
				line.WriteString(blank + c)
			}
		}
		if _, err := fmt.Fprintln(w, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
		if k+1 == len(t.head) {
			total := 2 * (len(widths) - 1)
			for _, n := range widths {
				total += n
			}
			fmt.Fprintln(w, strings.Repeat("-", max(0, total)))
		}
	}
	return nil
}
