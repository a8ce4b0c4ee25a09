package dataset

import "slices"

// held describes columns that are in memory, states and evidence with them, as
// a source lists them: each field, and after them the evidence of each item.
func held(fields []Field) []Info {
	infos := make([]Info, 0, len(fields))
	names := make(map[string]bool, len(fields))
	for _, f := range fields {
		infos = append(infos, Info{Name: f.Name, Type: f.Type, Scale: f.scale(), Nullable: true, Origin: "memory"})
		names[f.Name] = true
	}
	for _, f := range fields {
		if name := EvidenceColumn(Item(f.Name)); f.Evidence && !names[name] {
			infos = append(infos, Info{Name: name, Type: Word, Nullable: true, Origin: "memory"})
			names[name] = true
		}
	}
	return infos
}

// view gives rows of batches with the held fields as batches with wanted ones.
type view struct {
	fields   []Field // that are held; infos beyond them are evidence that some of them bear
	bearer   []int   // by position among the infos: the field whose evidence it is, or -1
	want     []Field
	found    []Found
	states   []marker
	evidence []marker
	items    map[string]bool // that are wanted, for the choice of issues
}

// marker is a state or evidence column and the wanted columns it is for.
type marker struct {
	at      int
	columns []int
}

func newView(fields, want []Field) (*view, error) {
	infos := held(fields)
	found, err := Match(infos, want)
	if err != nil {
		return nil, err
	}
	v := &view{fields: fields, bearer: make([]int, len(infos)), want: want, found: found, items: make(map[string]bool, len(want))}
	for i := range infos {
		v.bearer[i] = -1
		if i >= len(fields) {
			v.bearer[i] = slices.IndexFunc(fields, func(f Field) bool {
				return f.Evidence && EvidenceColumn(Item(f.Name)) == infos[i].Name
			})
		}
	}
	for i, f := range want {
		v.items[Item(f.Name)] = true
		v.states = mark(v.states, found[i].State, i)
		v.evidence = mark(v.evidence, found[i].Evidence, i)
	}
	return v, nil
}

func mark(markers []marker, at, column int) []marker {
	if at < 0 {
		return markers
	}
	for i := range markers {
		if markers[i].at == at {
			markers[i].columns = append(markers[i].columns, column)
			return markers
		}
	}
	return append(markers, marker{at, []int{column}})
}

// needs tells which of the held fields the view reads.
func (v *view) needs() []bool {
	needed := make([]bool, len(v.fields))
	need := func(at int) {
		if at >= len(v.fields) {
			at = v.bearer[at]
		}
		if at >= 0 {
			needed[at] = true
		}
	}
	for _, found := range v.found {
		need(found.Column)
		need(found.State)
		need(found.Evidence)
	}
	return needed
}

// show fills out with the rows from and up to, but not with, the row to.
func (v *view) show(out, b *Batch, from, to int) {
	out.Resize(to - from)
	out.Place = b.At(from)
	if len(b.Numbers) > 0 {
		out.Numbers = append(out.Numbers, b.Numbers[from:to]...)
	}
	if len(b.Places) > 0 {
		out.Places = append(out.Places, b.Places[from:to]...)
	}
	for _, issue := range b.Issues {
		if from <= issue.Row && issue.Row < to && (issue.Column == "" || v.items[Item(issue.Column)]) {
			issue.Row -= from
			out.Issues = append(out.Issues, issue)
		}
	}
	for i, found := range v.found {
		if found.Column >= 0 {
			v.showValues(out, &out.Columns[i], b, found.Column, from, to)
		}
	}
	for _, m := range v.states {
		state := part(&b.Columns[m.at], from, to)
		for _, i := range m.columns {
			out.Issues = FoldState(out.Issues, &state, &out.Columns[i])
		}
	}
	for _, m := range v.evidence {
		v.showEvidence(out, b, m, from, to)
	}
}

func (v *view) showValues(out *Batch, c *Column, b *Batch, at, from, to int) {
	if bearer := v.bearer[at]; bearer >= 0 {
		evidenceWords(c, b.Columns[bearer].Evidence[from:to])
		return
	}
	src := part(&b.Columns[at], from, to)
	if c.Field.Type != Word {
		out.Issues = Convert(out.Issues, c, &src)
		return
	}
	copy(c.State, src.State)
	copy(c.Code, src.Code)
	c.Words = src.Words // whoever has this batch can append to them, and must not write over them
}

func (v *view) showEvidence(out, b *Batch, m marker, from, to int) {
	first := &out.Columns[m.columns[0]]
	if bearer := v.bearer[m.at]; bearer >= 0 {
		copy(first.Evidence, b.Columns[bearer].Evidence[from:to])
	} else {
		words := part(&b.Columns[m.at], from, to)
		out.Issues = FoldEvidence(out.Issues, first.Evidence, &words)
	}
	for _, i := range m.columns[1:] {
		copy(out.Columns[i].Evidence, first.Evidence)
	}
}

// part is a column's rows from and up to, but not with, the row to, in the same memory.
func part(c *Column, from, to int) Column {
	p := Column{Field: c.Field, State: c.State[from:to]}
	switch c.Field.Type {
	case Number:
		p.Float = c.Float[from:to]
	case Word:
		p.Code, p.Words = c.Code[from:to], c.Words[:len(c.Words):len(c.Words)]
	default:
		p.Int = c.Int[from:to]
	}
	return p
}

// evidenceWords writes levels as the words of an evidence column.
func evidenceWords(c *Column, levels []Evidence) {
	c.Words = evidenceNames[:len(evidenceNames):len(evidenceNames)]
	for i, level := range levels {
		if level != Unstated {
			c.Code[i], c.State[i] = uint32(level), Present
		}
	}
}
