package annual

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"github.com/brandvalue/brandvalue/internal/document"
	"github.com/brandvalue/brandvalue/valuation"
)

// decodeEdition reads a document strictly. Where it has faults it still fills
// in what can be read, so that the rest is checked too; without an edition
// there was nothing to read.
func decodeEdition(data []byte) (*Edition, []error) {
	e := &Edition{}
	err := document.Decode(data, e)
	if err == nil {
		return e, nil
	}
	var members map[string]json.RawMessage
	if json.Unmarshal(data, &members) != nil {
		return nil, faultsOf(err)
	}
	*e = Edition{}
	v := reflect.ValueOf(e).Elem()
	var faults []error
	first := faultsOf(err)
	for _, f := range reflect.VisibleFields(v.Type()) {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.IsExported() || members[name] == nil {
			continue
		}
		wrong := json.Unmarshal(members[name], v.FieldByIndex(f.Index).Addr().Interface())
		if wrong != nil && wrong.Error() == err.Error() {
			first = nil // the same without its place
		}
		faults = append(faults, memberFaults(name, wrong)...)
	}
	if errors.As(err, new(*json.UnmarshalTypeError)) {
		first = nil // the same without its place
	}
	return e, append(first, faults...)
}

// memberFaults are the faults of reading one member of the document. A value
// of the wrong shape is left out, since the strict reading has named it.
func memberFaults(name string, err error) []error {
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) {
		if !strings.HasPrefix(wrong.Value, "number ") {
			return nil
		}
		if wrong.Field != "" {
			name += "." + wrong.Field
		}
		return []error{&fault{name, fmt.Sprintf("the %s does not fit; wanted %s", wrong.Value, wrong.Type)}}
	}
	var faults []error
	for _, w := range faultsOf(err) {
		faults = append(faults, &fault{name, w.Error()})
	}
	return faults
}

// UnmarshalJSON reads a mapping by its kind. Its faults are kept for Check to
// report with all others.
func (m *Mapping) UnmarshalJSON(data []byte) error {
	m.Coefficient, m.fault = valuation.DecodeCoefficient(data)
	return nil
}

// MarshalJSON writes a mapping after its kind.
func (m Mapping) MarshalJSON() ([]byte, error) {
	if m.Coefficient == nil {
		return nil, errors.New("the mapping from strength to K is absent")
	}
	return valuation.EncodeCoefficient(m.Coefficient)
}
