package dataset

// productFiller has the factors first and then the divisors.
type productFiller struct {
	parts    []*figures
	columns  []*Column
	divisors int      // where they begin
	result   *figures // turns the product into the form that is wanted
}

func (r ProductRule) filler(p *rulePlace) rowFiller {
	f := &productFiller{divisors: len(r.Of), result: &figures{place: p, form: r.form()}}
	for _, q := range append(r.Of[:len(r.Of):len(r.Of)], r.Over...) {
		f.parts = append(f.parts, newFigures(p, q, columnForm{Type: Number}))
	}
	f.columns = make([]*Column, len(f.parts))
	return f
}

func (f *productFiller) fill(issues []Issue, to *Column, in *Batch, keep []int) []Issue {
	for k, part := range f.parts {
		f.columns[k] = part.open(in)
	}
	for i, row := range keep {
		var x figure
		x, issues = f.product(issues, row, i)
		x.put(to, i)
	}
	return issues
}

// product computes one row. Every part is read, so that every fault is seen.
func (f *productFiller) product(issues []Issue, row, i int) (figure, []Issue) {
	x, got := 1.0, readPresent
	for k, part := range f.parts {
		y := part.figure(f.columns[k], row)
		if y.got == readPresent && k >= f.divisors && y.x == 0 {
			y.got = refusedZero
		}
		switch {
		case y.got > readPresent:
			issues = append(issues, part.place.refuse(y.got, f.columns[k], row, i))
			got = less(got, readMissing)
		case y.got != readPresent:
			got = less(got, y.got)
		case k < f.divisors:
			x *= y.x
		default:
			x /= y.x
		}
	}
	if got != readPresent {
		return figure{got: got}, issues
	}
	result := f.result.ofFloat(x, one)
	if result.got > readPresent {
		result.got = max(result.got, refusedSize) // of finite numbers
		issues = append(issues, f.result.place.refuse(result.got, f.columns[0], row, i))
	}
	return result, issues
}

// less is what two readings make of a product: not applicable before missing
// before present.
func less(a, b reading) reading {
	if a == readNotApplicable || b == readNotApplicable {
		return readNotApplicable
	}
	return min(a, b)
}

type constantFiller struct {
	value figure
	word  []string
}

func (r ConstantRule) filler(p *rulePlace) rowFiller {
	f := &constantFiller{word: []string{r.Value}}
	if form := r.form(); form.Type != Word {
		f.value = (&figures{place: p, form: form, scaling: one}).ofText(r.Value)
	}
	return f
}

func (f *constantFiller) fill(issues []Issue, to *Column, _ *Batch, keep []int) []Issue {
	if to.Field.Type == Word {
		to.Words = append(to.Words[:0], f.word...)
	}
	for i := range keep {
		if to.Field.Type == Word {
			to.Code[i], to.State[i] = 0, Present
			continue
		}
		f.value.put(to, i)
	}
	return issues
}
