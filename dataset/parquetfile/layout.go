package parquetfile

import (
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go/deprecated"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// layout is the columns of a file that is written: those of the fields, and
// behind the last column of an item those of its evidence and state.
type layout struct {
	fields  []dataset.Field
	columns []outColumn
}

// outColumn is a column of the file.
type outColumn struct {
	name   string
	role   columnRole
	typ    dataset.Type // Word for evidence and state
	scale  int
	fields []int // the field; for evidence the first one that asks for it, for a state all of the item
}

type columnRole uint8

const (
	valueColumn columnRole = iota
	evidenceColumn
	stateColumn
)

// decimalDigits is the precision of all decimals: the most that 64 bits hold.
const decimalDigits = 18

// newLayout checks the fields and lays out their columns.
func newLayout(fields []dataset.Field, states []string) (layout, error) {
	l := layout{fields: append([]dataset.Field(nil), fields...)}
	var faults []error
	marks := make(map[string]*itemMarks)
	for _, item := range states {
		marks[item] = &itemMarks{state: true, evidence: -1}
	}
	for i, f := range fields {
		faults = append(faults, checkField(f))
		m := marks[dataset.Item(f.Name)]
		if m == nil {
			m = &itemMarks{evidence: -1}
			marks[dataset.Item(f.Name)] = m
		}
		m.fields = append(m.fields, i)
		if f.Evidence && m.evidence < 0 {
			m.evidence, m.state = i, true
		}
	}
	for i, f := range fields {
		l.columns = append(l.columns, outColumn{name: f.Name, typ: f.Type, scale: f.Scale, fields: []int{i}})
		item := dataset.Item(f.Name)
		if m := marks[item]; m.fields[len(m.fields)-1] == i {
			l.columns = append(l.columns, m.columns(item)...)
		}
	}
	for _, item := range states {
		if len(marks[item].fields) == 0 {
			faults = append(faults, fmt.Errorf("a state is asked for of %q, of which there is no column", item))
		}
	}
	return l, errors.Join(append(faults, l.checkNames())...)
}

// itemMarks says what stands beside the columns of an item.
type itemMarks struct {
	fields   []int
	evidence int // the field whose evidence is that of the item, or -1
	state    bool
}

func (m *itemMarks) columns(item string) (list []outColumn) {
	if m.evidence >= 0 {
		list = append(list, outColumn{dataset.EvidenceColumn(item), evidenceColumn, dataset.Word, 0, []int{m.evidence}})
	}
	if m.state {
		list = append(list, outColumn{dataset.StateColumn(item), stateColumn, dataset.Word, 0, m.fields})
	}
	return list
}

func checkField(f dataset.Field) error {
	switch {
	case f.Name == "" || !utf8.ValidString(f.Name):
		return fmt.Errorf("column name %q: a name is UTF-8 text and not empty", f.Name)
	case f.Type > dataset.Word:
		return fmt.Errorf("column %s is of unknown %v", f.Name, f.Type)
	case f.Type == dataset.Decimal && (f.Scale < 0 || f.Scale > decimalDigits):
		return fmt.Errorf("column %s has %d digits after the point; a decimal has 0 to %d", f.Name, f.Scale, decimalDigits)
	}
	return nil
}

func (l *layout) checkNames() error {
	if len(l.columns) == 0 {
		return errors.New("no columns are given; a Parquet file has one at the least")
	}
	var faults []error
	seen := make(map[string]bool, len(l.columns))
	for _, c := range l.columns {
		if seen[c.name] {
			faults = append(faults, fmt.Errorf("column %s is there twice (evidence and state of an item make columns of their own)", c.name))
		}
		seen[c.name] = true
	}
	return errors.Join(faults...)
}

// schema is the root and its leaves.
func (l *layout) schema() []format.SchemaElement {
	list := []format.SchemaElement{{Name: "schema", NumChildren: thrift.New(int32(len(l.columns)))}}
	for _, c := range l.columns {
		e := format.SchemaElement{Name: c.name, Type: thrift.New(c.physical()), RepetitionType: thrift.New(format.Optional)}
		switch c.typ {
		case dataset.Decimal:
			e.Scale, e.Precision = thrift.New(int32(c.scale)), thrift.New(int32(decimalDigits))
			e.ConvertedType = thrift.New(deprecated.Decimal)
			e.LogicalType = format.LogicalType{Value: &format.DecimalType{Scale: int32(c.scale), Precision: decimalDigits}}
		case dataset.Word:
			e.ConvertedType = thrift.New(deprecated.UTF8)
			e.LogicalType = format.LogicalType{Value: new(format.StringType)}
		}
		list = append(list, e)
	}
	return list
}

func (c *outColumn) physical() format.Type {
	switch c.typ {
	case dataset.Number:
		return format.Double
	case dataset.Word:
		return format.ByteArray
	}
	return format.Int64
}

// checkColumns tells how the columns of a batch differ from those begun.
func checkColumns(fields []dataset.Field, b *dataset.Batch) error {
	if len(b.Columns) != len(fields) {
		return fmt.Errorf("the batch has %d columns where %d were begun", len(b.Columns), len(fields))
	}
	for i, f := range fields {
		got := b.Columns[i].Field
		if got.Name != f.Name || got.Type != f.Type || f.Type == dataset.Decimal && got.Scale != f.Scale {
			return fmt.Errorf("column %d of the batch is %s, %v with %d digits after the point, where %s, %v with %d was begun",
				i+1, got.Name, got.Type, got.Scale, f.Name, f.Type, f.Scale)
		}
	}
	return nil
}
