package dataset

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
)

// plan is how the records of one struct type are read: struct by struct, the
// record itself and those inside it.
type plan struct{ groups []group }

// group is a struct inside a record.
type group struct {
	path  []int
	steps []step
}

// step takes one field of a struct to where it belongs.
type step struct {
	field   int
	name    string
	to      target
	level   Evidence // that the tag states
	pointer bool     // to a plain kind
	plain   bool     // a number, string or boolean, or a pointer to one
	float   bool     // a float64 or float32 for a Number, or a pointer to one
	parts   bool     // the values have steps of their own, only the level is of this one
}

// structOf looks through pointers.
func structOf(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// plan is made once for a type, faults and all.
func (f *Form) plan(t reflect.Type) (*plan, error) {
	if known, ok := f.plans.Load(t); ok {
		if err, bad := known.(error); bad {
			return nil, err
		}
		return known.(*plan), nil
	}
	if t.Kind() != reflect.Struct {
		return nil, fmt.Errorf("a record is a map[string]any, a struct or a pointer to one, not a %v", t)
	}
	p := planner{form: f, plan: new(plan), seen: make(map[string]bool)}
	p.structure(t, "", nil)
	if len(p.faults) > 0 {
		err := fmt.Errorf("the fields of %v:\n%w", t, errors.Join(p.faults...))
		f.plans.Store(t, err)
		return nil, err
	}
	f.plans.Store(t, p.plan)
	return p.plan, nil
}

type planner struct {
	form   *Form
	plan   *plan
	seen   map[string]bool
	faults []error
}

func (p *planner) fault(name, format string, args ...any) {
	p.faults = append(p.faults, &Error{Place: Place{Column: name}, Text: fmt.Sprintf(format, args...)})
}

// structure reads the fields of a struct, which hold the parts of an item
// unless that is empty.
func (p *planner) structure(t reflect.Type, item string, path []int) {
	g := group{path: path}
	for i := range t.NumField() {
		field := t.Field(i)
		tag, tagged := field.Tag.Lookup("brandvalue")
		switch {
		case tag == "-" || !tagged && !field.Anonymous:
		case !tagged:
			if field.Type.Kind() == reflect.Struct {
				p.structure(field.Type, item, inside(path, i))
			}
		case !field.IsExported():
			p.fault(tag, "the field %s of %v is not exported", field.Name, t)
		default:
			p.field(&g, field.Type, item, tag, i)
		}
	}
	p.plan.groups = append(p.plan.groups, g)
}

// inside is the path to a field of the struct at a path.
func inside(path []int, field int) []int { return append(path[:len(path):len(path)], field) }

func (p *planner) field(g *group, t reflect.Type, item, tag string, at int) {
	name, level, _ := strings.Cut(tag, ",")
	if item != "" {
		name = item + "__" + name
	}
	s := step{field: at, name: name}
	var err error
	if s.level, err = ParseEvidence(level); err != nil {
		p.fault(name, "the tag says %v", err)
		return
	}
	var ok bool
	if s.to, ok = p.form.targets[name]; !ok {
		p.fault(name, "not known%s", closeTo(name, p.form.names))
		return
	}
	if p.seen[name] {
		p.fault(name, "several fields of the struct have this name")
		return
	}
	p.seen[name] = true
	if s.parts = p.isItem(t, s); s.parts {
		p.structure(t, name, inside(g.path, at))
	} else {
		p.value(t, &s)
	}
	g.steps = append(g.steps, s)
}

// value finds how the values of a type are taken.
func (p *planner) value(t reflect.Type, s *step) {
	s.pointer = t.Kind() == reflect.Pointer
	held := t
	if s.pointer {
		held = t.Elem()
	}
	if s.to.role != valueRole || s.to.column < 0 || !isPlain(held) {
		return
	}
	s.plain = true
	f := p.form.fields[s.to.column]
	if isWord := held.Kind() == reflect.String; isWord != (f.Type == Word) {
		p.fault(s.name, "found %v, wanted %s", held, typeName(f.Type, f.Scale))
	}
	s.float = f.Type == Number && (held.Kind() == reflect.Float64 || held.Kind() == reflect.Float32)
}

// isItem tells a struct with the parts of an item from one that is a value.
func (p *planner) isItem(t reflect.Type, s step) bool {
	return t.Kind() == reflect.Struct && s.to.role == valueRole && s.to.whole &&
		t != reflect.TypeFor[Attested]() && t != reflect.TypeFor[notApplicable]() && !t.Implements(reflect.TypeFor[exactDecimal]())
}

// isPlain tells numbers, strings and booleans from types that are such by kind
// only and mean something else.
func isPlain(t reflect.Type) bool {
	switch t {
	case reflect.TypeFor[json.Number](), reflect.TypeFor[State](), reflect.TypeFor[Evidence]():
		return false
	}
	switch t.Kind() {
	case reflect.Bool, reflect.String, reflect.Float32, reflect.Float64,
		reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64,
		reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return true
	}
	return false
}

// follow takes the values of a record.
func (e *entry) follow(p *plan, record reflect.Value) {
	for i := range p.groups {
		g := &p.groups[i]
		v := record
		for _, field := range g.path {
			v = v.Field(field)
		}
		for j := range g.steps {
			e.take(&g.steps[j], v)
		}
	}
}

func (e *entry) take(s *step, parent reflect.Value) {
	v := parent.Field(s.field)
	if s.pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	switch {
	case s.float:
		e.putFloat(s.to.column, v.Float())
	case s.parts:
	case isNil(v):
		return
	case s.plain:
		e.putScalar(s.to.column, v)
	default:
		e.put("", s.name, v.Interface())
	}
	if s.level != Unstated {
		e.attest(s.name, s.to.columns, s.level)
	}
}

func isNil(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer, reflect.Map, reflect.Slice:
		return v.IsNil()
	}
	return false
}
