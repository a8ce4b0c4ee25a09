package dataset

import (
	"context"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// distinctLimit is up to how many different values of a column are counted.
const distinctLimit = 10_000

// exampleWords is the number of words that a description shows of a column.
const exampleWords = 5

// Description is what a table of unknown origin holds, column by column.
type Description struct {
	Rows    int64
	Columns []ColumnDescription
}

// ColumnDescription is what one column holds. Counts are of rows.
type ColumnDescription struct {
	Info

	Present       int64 // with a value
	Missing       int64 // without a value, those with faults included
	NotApplicable int64
	Faults        int64 // values that the source could not take, as NaN
	Distinct      int   // different values
	AndMore       bool  // there are more than Distinct

	Numerals int64       // values that are numbers, or texts that are
	Percents int64       // of them, texts with a percent sign
	Min, Max float64     // of the numerals
	Whole    bool        // all numerals are whole numbers
	Digits   int64       // values that are nothing but digits
	Shortest int         // fewest of those digits
	Longest  int         // most of them
	Tokens   []TokenSeen // texts that stand for no value
	Examples []string    // of words: the shortest, by their length and letters

	Unit      string // the unit that the column's name states, "" if none
	Years     bool   // looks like years
	LostZeros bool   // looks like codes that lost leading zeros
}

// TokenSeen is a text that usually stands for an absent value.
type TokenSeen struct {
	Text string
	Rows int64
}

// Describe reads a source once, in memory that depends on the number of columns
// alone, and says what each column holds and what it looks like. The guesses
// are for people to check: see Scaffold.
func Describe(ctx context.Context, src Source) (*Description, error) {
	infos := src.Columns()
	want := make([]Field, len(infos))
	tallies := make([]*tally, len(infos))
	at := make(map[string]int, len(infos))
	for i, info := range infos {
		want[i] = Field{Name: info.Name, Type: info.Type, Scale: info.Scale, Required: true}
		tallies[i] = newTally(info)
		at[info.Name] = i
	}
	shards, err := src.Shards(ctx, want)
	if err != nil {
		return nil, err
	}
	d := new(Description)
	for _, shard := range shards {
		for b, err := range shard.Batches(ctx) {
			if err != nil {
				return nil, err
			}
			d.Rows += int64(b.Rows)
			for i := range b.Columns {
				tallies[i].take(&b.Columns[i])
			}
			for _, issue := range b.Issues {
				if i, known := at[issue.Column]; known && issue.Severity == Fault {
					tallies[i].Faults++
				}
			}
		}
	}
	for _, t := range tallies {
		d.Columns = append(d.Columns, t.description())
	}
	return d, nil
}

// String is the description as text, a line a column.
func (d *Description) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d rows, %d columns\n", d.Rows, len(d.Columns))
	for _, c := range d.Columns {
		fmt.Fprintf(&b, "%s: %s\n", c.Name, c.words())
	}
	return b.String()
}

// WriteTo writes what String gives.
func (d *Description) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, d.String())
	return int64(n), err
}

func (c ColumnDescription) words() string {
	parts := []string{typeName(c.Type, c.Scale)}
	if c.Origin != "" {
		parts[0] += " (" + c.Origin + ")"
	}
	add := func(ok bool, format string, args ...any) {
		if ok {
			parts = append(parts, fmt.Sprintf(format, args...))
		}
	}
	more := ""
	if c.AndMore {
		more = "more than "
	}
	add(!c.Nullable, "never null")
	add(c.Missing > 0, "%d missing", c.Missing)
	add(c.NotApplicable > 0, "%d not applicable", c.NotApplicable)
	add(c.Faults > 0, "%d with faults", c.Faults)
	add(true, "%s%d distinct", more, c.Distinct)
	add(c.Numerals > 0, "%s to %s", shortNumber(c.Min), shortNumber(c.Max))
	for _, t := range c.Tokens {
		add(true, "%d times %s", t.Rows, quote(t.Text))
	}
	add(c.numbersInText(), "numbers held as text")
	add(c.leadsWithZero(), "looks like codes of digits")
	add(c.Years, "looks like years")
	add(c.LostZeros, "looks like codes of %d digits that lost leading zeros", c.Longest)
	add(c.Unit != "", "unit %s", c.Unit)
	for _, word := range c.Examples {
		add(true, "%s", quote(word))
	}
	return strings.Join(parts, ", ")
}

// numbersInText tells whether all texts of the column that are values are
// numbers, and not codes.
func (c ColumnDescription) numbersInText() bool {
	return c.Type == Word && c.Numerals > 0 && c.Numerals == c.values() && !c.leadsWithZero()
}

// values is the number of rows with a value, tokens left out.
func (c ColumnDescription) values() int64 {
	n := c.Present
	for _, t := range c.Tokens {
		n -= t.Rows
	}
	return n
}

func shortNumber(x float64) string {
	if math.Abs(x) < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
