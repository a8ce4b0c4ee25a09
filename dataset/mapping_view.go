package dataset

import "slices"

// rowFiller is a rule at work on the batches of one shard.
type rowFiller interface {
	// fill writes the rows of a foreign batch that are kept into a native
	// column, which has just as many and is all missing. The issues of these
	// rows are appended to the given ones.
	fill(issues []Issue, to *Column, in *Batch, keep []int) []Issue
}

// mappedView turns foreign batches into native ones, one after the other, in
// the same memory.
type mappedView struct {
	plan    *mappedPlan
	out     *Batch
	fillers []rowFiller // one a column of the plan
	columns []*Column   // what each fills: a column of out, or one held beside it
	apart   []*Batch    // those beside it, one column each; nil for the others
	levels  []Evidence  // one a wanted field
	states  []marked    // state columns and what they apply to
	keep    []int
	years   *figures
}

func newMappedView(p *mappedPlan) *mappedView {
	m := p.source.mapping
	v := &mappedView{plan: p, out: NewBatch(p.want, 0)}
	for _, at := range p.columns {
		c := m.Columns[at]
		v.fillers = append(v.fillers, c.Rule.filler(p.place(c.Name)))
		form := c.Rule.form()
		j := slices.IndexFunc(p.found, func(f Found) bool { return f.Column == at })
		if j >= 0 && p.want[j].Type == form.Type && p.want[j].scale() == form.Scale {
			v.columns, v.apart = append(v.columns, &v.out.Columns[j]), append(v.apart, nil)
			continue
		}
		apart := NewBatch([]Field{{Name: c.Name, Type: form.Type, Scale: form.Scale}}, 0)
		v.columns, v.apart = append(v.columns, &apart.Columns[0]), append(v.apart, apart)
	}
	for j, f := range p.want {
		v.levels = append(v.levels, m.levelOf(f.Name))
		v.mark(v.column(p.found[j].State), &v.out.Columns[j])
	}
	if m.Years != nil {
		v.years = newFigures(p.place(Year), Quantity{m.Years.From, "年", "1"}, columnForm{Type: Integer})
	}
	return v
}

func (p *mappedPlan) place(native string) *rulePlace {
	return &rulePlace{native, p.foreign, p.source.tokens}
}

// levelOf is the evidence level that the mapping states for a column's item.
func (m *Mapping) levelOf(name string) Evidence {
	text := m.Evidence
	for _, c := range m.Columns {
		if Item(c.Name) == Item(name) && c.Evidence != "" {
			text = c.Evidence
			break
		}
	}
	level, _ := ParseEvidence(text)
	return level
}

// view is the native batch, nil if no row is kept.
func (v *mappedView) view(in *Batch) *Batch {
	v.choose(in)
	if len(v.keep) == 0 {
		return nil
	}
	out := v.out
	out.Resize(len(v.keep))
	v.number(in)
	v.carryIssues(in)
	for i, filler := range v.fillers {
		if v.apart[i] != nil {
			v.apart[i].Resize(len(v.keep))
		}
		out.Issues = filler.fill(out.Issues, v.columns[i], in, v.keep)
	}
	for j, f := range v.plan.found {
		if c := v.column(f.Column); c != nil && c != &out.Columns[j] {
			out.Issues = Convert(out.Issues, &out.Columns[j], c)
		}
	}
	v.fold()
	return out
}

// column is the filled column at a position of the mapping, nil for -1.
func (v *mappedView) column(at int) *Column {
	if i := slices.Index(v.plan.columns, at); i >= 0 {
		return v.columns[i]
	}
	return nil
}

// choose finds the rows of the years that are kept.
func (v *mappedView) choose(in *Batch) {
	v.keep = v.keep[:0]
	if v.years == nil {
		for row := range in.Rows {
			v.keep = append(v.keep, row)
		}
		return
	}
	c, years := v.years.open(in), v.plan.source.mapping.Years.Keep
	for row := range in.Rows {
		if f := v.years.figure(c, row); f.got != readPresent || slices.Contains(years, f.n) {
			v.keep = append(v.keep, row)
		}
	}
}

// number says where the rows that are kept lie.
func (v *mappedView) number(in *Batch) {
	v.out.Place = in.At(v.keep[0])
	if len(in.Places) > 0 {
		for _, row := range v.keep {
			v.out.Places = append(v.out.Places, in.Places[row])
		}
		return
	}
	if len(in.Numbers) == 0 && len(v.keep) == v.keep[len(v.keep)-1]-v.keep[0]+1 || in.Place.Row == 0 {
		return
	}
	for _, row := range v.keep {
		v.out.Numbers = append(v.out.Numbers, in.At(row).Row)
	}
}

// carryIssues takes along the source's own issues of the rows that are kept.
func (v *mappedView) carryIssues(in *Batch) {
	for _, issue := range in.Issues {
		if i, kept := slices.BinarySearch(v.keep, issue.Row); kept {
			issue.Row = i
			v.out.Issues = append(v.out.Issues, issue)
		}
	}
}

// marked are the columns that a state column applies to.
type marked struct {
	state   *Column
	columns []*Column
}

func (v *mappedView) mark(state, c *Column) {
	if state == nil {
		return
	}
	i := slices.IndexFunc(v.states, func(m marked) bool { return m.state == state })
	if i < 0 {
		i = len(v.states)
		v.states = append(v.states, marked{state: state})
	}
	v.states[i].columns = append(v.states[i].columns, c)
}

// fold applies the columns of states and evidence, where the mapping has any.
func (v *mappedView) fold() {
	for _, m := range v.states {
		v.out.Issues = FoldState(v.out.Issues, m.state, m.columns...)
	}
	for j, f := range v.plan.found {
		c := &v.out.Columns[j]
		if !c.Field.Evidence {
			continue
		}
		first := slices.IndexFunc(v.plan.found, func(g Found) bool { return g.Evidence == f.Evidence })
		if f.Evidence >= 0 && first < j {
			copy(c.Evidence, v.out.Columns[first].Evidence)
			continue
		}
		if evidence := v.column(f.Evidence); evidence != nil {
			v.out.Issues = FoldEvidence(v.out.Issues, c.Evidence, evidence)
		}
		for i, e := range c.Evidence {
			if e == Unstated {
				c.Evidence[i] = v.levels[j]
			}
		}
	}
}
