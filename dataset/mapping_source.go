package dataset

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// The codes of issues that a mapping raises.
const (
	IssueNumber = "not-a-number"     // a text that is no number
	IssuePart   = "not-whole"        // an integer with a fraction
	IssueZero   = "division-by-zero" // a divisor that is zero
	IssueWord   = "unknown-word"     // a word that the table of categories lacks
	IssueDigits = "not-a-code"       // a code with too many digits, or of other characters
)

// MetadataMapping is the metadata entry with the digest of the mapping that a
// source is seen through.
const MetadataMapping = "mapping"

// Apply is the source as seen through the mapping: its columns are native. The
// columns that the mapping reads and the source lacks are named in one error,
// an ErrSchema, as are the faults of the mapping itself. The mapping must not
// be changed while the source is in use.
//
// A text or number that can't be taken is a Fault at its row and foreign
// column, and the value is missing. Such an issue's text names the native column.
func (m *Mapping) Apply(src Source) (Source, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	digest, err := m.Digest()
	if err != nil {
		return nil, err
	}
	s := &mappedSource{mapping: m, source: src, digest: digest, tokens: m.tokens(), held: map[string]Info{}}
	for _, info := range src.Columns() {
		s.held[info.Name] = info
	}
	if _, err := Match(src.Columns(), s.foreign(s.everything())); err != nil {
		return nil, fmt.Errorf("mapping %q: %w", m.Title.In("en"), err)
	}
	return s, nil
}

// tokens are the texts that are no values.
func (m *Mapping) tokens() map[string]reading {
	tokens := map[string]reading{"": readMissing}
	for _, text := range m.Missing {
		tokens[strings.TrimSpace(text)] = readMissing
	}
	for _, text := range m.NotApplicable {
		tokens[strings.TrimSpace(text)] = readNotApplicable
	}
	return tokens
}

type mappedSource struct {
	mapping *Mapping
	source  Source
	digest  string
	tokens  map[string]reading
	held    map[string]Info // the source's columns
}

func (s *mappedSource) Columns() []Info {
	infos := make([]Info, len(s.mapping.Columns))
	for i, c := range s.mapping.Columns {
		form, from := c.Rule.form(), c.Rule.reads()
		origin := c.Rule.Kind()
		if len(from) > 0 {
			origin += " of " + strings.Join(from, ", ")
		}
		infos[i] = Info{Name: c.Name, Type: form.Type, Scale: form.Scale, Nullable: len(from) > 0, Origin: origin}
	}
	return infos
}

func (s *mappedSource) Inputs(ctx context.Context) ([]Input, error) { return s.source.Inputs(ctx) }

func (s *mappedSource) Metadata() Metadata {
	return append(slices.Clone(s.source.Metadata()), Entry{MetadataMapping, s.digest})
}

func (s *mappedSource) everything() []int {
	all := make([]int, len(s.mapping.Columns))
	for i := range all {
		all[i] = i
	}
	return all
}

// foreign are the fields to ask the source for, if the given native columns
// are wanted: each as what it is held.
func (s *mappedSource) foreign(columns []int) []Field {
	var fields []Field
	add := func(name string, wanted columnForm) {
		if !slices.ContainsFunc(fields, func(f Field) bool { return f.Name == name }) {
			info, ok := s.held[name]
			if !ok {
				info.Type, info.Scale = wanted.Type, wanted.Scale // for the message
			}
			fields = append(fields, Field{Name: name, Type: info.Type, Scale: info.Scale, Required: true})
		}
	}
	if years := s.mapping.Years; years != nil {
		add(years.From, columnForm{Type: Integer})
	}
	for _, i := range columns {
		rule := s.mapping.Columns[i].Rule
		for _, name := range rule.reads() {
			add(name, rule.form())
		}
	}
	return fields
}

func (s *mappedSource) Shards(ctx context.Context, want []Field) ([]Shard, error) {
	found, err := Match(s.Columns(), want)
	if err != nil {
		return nil, err
	}
	p := &mappedPlan{source: s, want: want, found: found}
	for _, f := range found {
		for _, at := range []int{f.Column, f.State, f.Evidence} {
			if at >= 0 && !slices.Contains(p.columns, at) {
				p.columns = append(p.columns, at)
			}
		}
	}
	p.foreign = s.foreign(p.columns)
	shards, err := s.source.Shards(ctx, p.foreign)
	if err != nil {
		return nil, err
	}
	mapped := make([]Shard, len(shards))
	for i, shard := range shards {
		mapped[i] = mappedShard{shard, p}
	}
	return mapped, nil
}

// mappedPlan is what all shards of one reading share.
type mappedPlan struct {
	source  *mappedSource
	want    []Field
	found   []Found
	columns []int   // the native columns to be filled
	foreign []Field // the columns that the source is asked for
}

type mappedShard struct {
	Shard
	plan *mappedPlan
}

func (s mappedShard) Batches(ctx context.Context) iter.Seq2[*Batch, error] {
	return func(yield func(*Batch, error) bool) {
		v := newMappedView(s.plan)
		for in, err := range s.Shard.Batches(ctx) {
			if err != nil {
				yield(nil, err)
				return
			}
			if out := v.view(in); out != nil && !yield(out, nil) {
				return
			}
		}
	}
}

// rulePlace is where a rule works: its native column, and what it needs to
// know of the source.
type rulePlace struct {
	native  string
	foreign []Field
	tokens  map[string]reading
}

// column is the position of a foreign column among those that are asked for.
func (p *rulePlace) column(name string) int {
	return slices.IndexFunc(p.foreign, func(f Field) bool { return f.Name == name })
}

// told is a text without the blanks around it, and whether it is a value.
func (p *rulePlace) told(text string) (string, reading) {
	text = strings.TrimSpace(text)
	if got, token := p.tokens[text]; token {
		return "", got
	}
	return text, readPresent
}

// refuse is the issue of a foreign value in a row, to stand at row i of the
// native batch.
func (p *rulePlace) refuse(got reading, c *Column, row, i int) Issue {
	var value string
	if c.Field.Type == Word {
		value = quote(c.Word(row))
	} else {
		value = string(appendNumeral(nil, c, row))
	}
	kind := refusals[got]
	return Issue{kind.code, Fault, i, c.Field.Name, value + " " + kind.text + "; " + p.native + " counts as missing"}
}

var refusals = [...]struct{ code, text string }{
	refusedNumber:   {IssueNumber, "is not a number"},
	refusedInfinite: {IssueNotFinite, "is not a finite number"},
	refusedSize:     {IssueOverflow, "is too large, or makes a number that is"},
	refusedPart:     {IssuePart, "is not a whole number"},
	refusedZero:     {IssueZero, "is a divisor"},
	refusedWord:     {IssueWord, "is not in the mapping's table of words"},
	refusedCode:     {IssueDigits, "is not a code of as many digits as the mapping says"},
}
