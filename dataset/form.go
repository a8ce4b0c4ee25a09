package dataset

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"sync"
)

// Form fills rows of a batch from records that a program holds: maps and
// structs. It is made once for the fields that are wanted and may be used by
// many goroutines, each with a batch of its own.
//
// A record names its values as the columns of the native file are named, the
// marks m__state and m__evidence included. The parts of an item may also stand
// together: "q_csat": {"x": 4.2, "mean": 2} is q_csat__x and q_csat__mean. What
// a record does not name is missing. What it names must be a field, or the state
// or evidence of one. Values are given as follows.
//
//   - Number: any Go number or boolean, json.Number.
//   - Integer: any whole number, boolean, json.Number.
//   - Decimal: whole numbers, a float64 that is the nearest to a decimal of so
//     many digits, json.Number, or a value with the methods Coefficient and
//     Exponent as decimal.Decimal has them.
//   - Word: string, or a list of strings, which is joined by ";".
//   - nil and nil pointers are missing; NA is not applicable, for all columns of
//     an item if it stands for the item; Attested adds evidence to a value.
//
// In a struct the tag names the value, `brandvalue:"q_csat"`, and may state the
// evidence for it, `brandvalue:"q_csat,E3"`. A tagged struct holds the parts of
// an item. Embedded structs without a tag count as if their fields stood in
// their place; other fields without a tag, or with "-", are passed over.
type Form struct {
	fields  []Field
	names   []string // that a record may use, for messages
	targets map[string]target
	plans   sync.Map // of *plan or error by reflect.Type
}

// target is what a name of a record stands for.
type target struct {
	role    role
	column  int   // of a value; -1 for an item that has only parts
	columns []int // of the item
	whole   bool  // the name is the item's
}

type role uint8

const (
	valueRole role = iota
	stateRole
	evidenceRole
)

// notApplicable is the type of NA alone.
type notApplicable struct{}

// NA stands in a record for a value that does not concern the subject.
var NA notApplicable

// Attested is a value of a record together with the evidence for it.
type Attested struct {
	Value    any
	Evidence Evidence
}

// NewForm makes a form for the fields, in their order.
func NewForm(fields []Field) *Form {
	f := &Form{fields: slices.Clone(fields), targets: make(map[string]target, 3*len(fields))}
	items := make(map[string][]int)
	for i, field := range f.fields {
		item := Item(field.Name)
		items[item] = append(items[item], i)
		f.names = append(f.names, field.Name)
	}
	for i, field := range f.fields {
		item := Item(field.Name)
		columns := items[item]
		f.targets[field.Name] = target{valueRole, i, columns, field.Name == item}
		if _, ok := f.targets[item]; !ok {
			f.targets[item] = target{valueRole, -1, columns, true}
		}
		if _, ok := f.targets[StateColumn(item)]; !ok {
			f.targets[StateColumn(item)] = target{stateRole, -1, columns, true}
		}
		if _, ok := f.targets[EvidenceColumn(item)]; !ok {
			f.targets[EvidenceColumn(item)] = target{evidenceRole, -1, columns, true}
		}
	}
	return f
}

// Batch makes a batch for the form with the stated number of rows.
func (f *Form) Batch(rows int) *Batch { return NewBatch(f.fields, rows) }

// Check says what is wrong with the type of a record: names that are no
// fields, values of a type that no field takes. A service calls it once when it
// starts; Fill reports the same.
func (f *Form) Check(record any) error {
	t := reflect.TypeOf(record)
	if t == nil || t == reflect.TypeFor[map[string]any]() {
		return nil
	}
	_, err := f.plan(structOf(t))
	return err
}

// Fill puts a record into a row of a batch of the form: a map[string]any, a
// struct or a pointer to one. The row is emptied first. All faults are reported
// in one error; the values without fault stand in the row then.
//
// Words are added to the dictionaries of the batch, so Resize is due before
// its rows are filled anew; in a batch of one row, as a service has it, Fill
// empties the dictionaries itself. Filling from a pointer to a struct allocates
// nothing for fields that are numbers and strings, or pointers to such.
func (f *Form) Fill(b *Batch, row int, record any) error {
	if len(b.Columns) != len(f.fields) {
		return fmt.Errorf("the batch has %d columns, the form %d", len(b.Columns), len(f.fields))
	}
	e := entry{form: f, batch: b, row: row}
	e.empty()
	if m, ok := record.(map[string]any); ok {
		for name, value := range m {
			e.put("", name, value)
		}
		return e.outcome()
	}
	v := reflect.ValueOf(record)
	for v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return fmt.Errorf("a record is a map[string]any, a struct or a pointer to one, not %T", record)
	}
	p, err := f.plan(v.Type())
	if err != nil {
		return err
	}
	e.follow(p, v)
	return e.outcome()
}

// entry is the filling of one row.
type entry struct {
	form   *Form
	batch  *Batch
	row    int
	faults []error
}

func (e *entry) empty() {
	if e.batch.Rows == 1 {
		e.batch.Resize(1)
		return
	}
	for i := range e.batch.Columns {
		c := &e.batch.Columns[i]
		c.State[e.row] = Missing
		if c.Evidence != nil {
			c.Evidence[e.row] = Unstated
		}
	}
}

func (e *entry) fault(name, format string, args ...any) {
	e.faults = append(e.faults, &Error{Place: Place{Column: name}, Text: fmt.Sprintf(format, args...)})
}

// outcome joins the faults, in the order of their text: that of a map has no
// meaning.
func (e *entry) outcome() error {
	if len(e.faults) == 0 {
		return nil
	}
	slices.SortFunc(e.faults, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	return errors.Join(e.faults...)
}

// put takes any value for a name, which stands inside an item unless that is empty.
func (e *entry) put(item, name string, value any) {
	if item != "" {
		name = item + "__" + name
	}
	to, ok := e.form.targets[name]
	if !ok {
		e.fault(name, "not known%s", closeTo(name, e.form.names))
		return
	}
	switch v := value.(type) {
	case nil:
	case notApplicable:
		e.exempt(name, to)
	case Attested:
		e.put("", name, v.Value)
		e.attest(name, to.columns, v.Evidence)
	case map[string]any:
		if !to.whole {
			e.fault(name, "takes one value, not parts")
			return
		}
		for part, value := range v {
			e.put(name, part, value)
		}
	default:
		e.putRole(name, to, value)
	}
}

func (e *entry) putRole(name string, to target, value any) {
	switch to.role {
	case stateRole:
		e.putState(name, to, value)
	case evidenceRole:
		e.putEvidence(name, to, value)
	default:
		e.putValue(name, to.column, value)
	}
}

// exempt makes a column not applicable, or all of an item.
func (e *entry) exempt(name string, to target) {
	columns := to.columns
	if !to.whole {
		columns = []int{to.column}
	}
	for _, i := range columns {
		c := &e.batch.Columns[i]
		if c.State[e.row] == Present {
			e.fault(c.Field.Name, "given a value and not applicable by %s", name)
			continue
		}
		c.State[e.row] = NotApplicable
	}
}

func (e *entry) attest(name string, columns []int, level Evidence) {
	if level > E5 {
		e.fault(name, "%v is no level of evidence", level)
		return
	}
	for _, i := range columns {
		c := &e.batch.Columns[i]
		if c.Evidence == nil {
			continue
		}
		if was := c.Evidence[e.row]; was != Unstated && level != Unstated && was != level {
			e.fault(c.Field.Name, "given the evidence levels %v and %v", min(was, level), max(was, level))
			continue
		}
		c.Evidence[e.row] = max(level, c.Evidence[e.row])
	}
}

func (e *entry) putState(name string, to target, value any) {
	switch v := value.(type) {
	case State:
		switch v {
		case NotApplicable:
			e.exempt(name, to)
		case Missing, Present:
		default:
			e.fault(name, "%v is no state", v)
		}
	case string:
		switch v {
		case NotApplicableWord:
			e.exempt(name, to)
		case "":
		default:
			e.fault(name, "state %s is not NA; leave it out where the value speaks for itself", quote(v))
		}
	default:
		e.fault(name, "takes %q or a State, not a %T", NotApplicableWord, value)
	}
}

func (e *entry) putEvidence(name string, to target, value any) {
	switch v := value.(type) {
	case Evidence:
		e.attest(name, to.columns, v)
	case string:
		level, err := ParseEvidence(v)
		if err != nil {
			e.fault(name, "%v", err)
			return
		}
		e.attest(name, to.columns, level)
	default:
		e.fault(name, "takes E0 to E5 or an Evidence, not a %T", value)
	}
}
