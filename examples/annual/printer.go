package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/valuation"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// printer writes tables in Chinese, English or both, and keeps the first error
// of its writer.
type printer struct {
	w    io.Writer
	lang string
	err  error
}

func (t *printer) line(format string, args ...any) {
	if t.err == nil {
		_, t.err = fmt.Fprintf(t.w, format+"\n", args...)
	}
}

func (t *printer) table(tab *table) {
	if t.err == nil && len(tab.rows) > 0 {
		t.err = tab.write(t.w)
	}
}

// say is a text in the language asked for.
func (t *printer) say(chinese, english string) string {
	return dataset.Text{Chinese: chinese, English: english}.In(t.lang)
}

// lines writes a sentence in each language asked for on a line of its own.
func (t *printer) lines(chinese, english string) {
	if t.lang != "en" {
		t.line("%s", chinese)
	}
	if t.lang != "zh" {
		t.line("%s", english)
	}
}

// title is a heading of a section.
func (t *printer) title(chinese, english string) {
	t.line("\n%s", t.say(chinese, english))
}

// head makes the heading lines of a table: one a language.
func (t *printer) head(texts ...dataset.Text) [][]string {
	var zh, en []string
	for _, text := range texts {
		zh, en = append(zh, text.Chinese), append(en, text.English)
	}
	switch t.lang {
	case "zh":
		return [][]string{zh}
	case "en":
		return [][]string{en}
	}
	return [][]string{zh, en}
}

// whole is an unscaled figure with its point.
func whole(f annual.Figure) string {
	if !f.Has {
		return ""
	}
	return decimalText(f.Int, f.Scale)
}

func decimalText(n int64, scale int) string {
	sign := ""
	if n < 0 {
		sign, n = "-", -n
	}
	digits := fmt.Sprintf("%0*d", scale+1, n)
	if scale == 0 {
		return sign + digits
	}
	return sign + digits[:len(digits)-scale] + "." + digits[len(digits)-scale:]
}

// money is published money in the edition's unit.
func money(e *annual.Edition, f annual.Figure) string {
	if !f.Has {
		return ""
	}
	return moneyOf(e, f.Int)
}

func moneyOf(e *annual.Edition, fen int64) string {
	text, err := valuation.In(valuation.Money(fen), e.Money.Unit, e.Money.Places)
	if err != nil {
		return err.Error()
	}
	return thousands(text)
}

// yuan is a computed amount in the edition's unit; it is rounded for print only.
func yuan(e *annual.Edition, x float64) string {
	fen, err := e.Money.Fen(x)
	if err != nil {
		return fmt.Sprint(x)
	}
	return moneyOf(e, fen)
}

func thousands(s string) string {
	point := strings.IndexByte(s, '.')
	if point < 0 {
		point = len(s)
	}
	for i := point - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func percent(f annual.Figure, places int) string {
	if !f.Has {
		return ""
	}
	return fmt.Sprintf("%.*f%%", places, 100*f.Float)
}

// term is a word of a closed list in the language asked for.
func (t *printer) term(terms dataset.Terms, word string) string {
	if i := terms.Index(word); i >= 0 {
		return dataset.Text{Chinese: terms[i].Chinese, English: terms[i].English}.In(t.lang)
	}
	return word
}
