package indicators

import "fmt"

// Fault is something wrong with a scheme or policy, and where.
type Fault struct {
	Place string // codes from the dimension down, as in "Q/Q1/q_cert", or "metrics/q_cert"
	Text  string
}

// Error is the place and the fault.
func (f *Fault) Error() string { return f.Place + ": " + f.Text }

// faultsOf takes a joined error apart.
func faultsOf(err error) []error {
	if err == nil {
		return nil
	}
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range many.Unwrap() {
			all = append(all, faultsOf(e)...)
		}
		return all
	}
	return []error{err}
}

// prefixed are the faults of an error, each under a name.
func prefixed(name string, err error) []error {
	all := faultsOf(err)
	for i, e := range all {
		all[i] = fmt.Errorf("%s: %w", name, e)
	}
	return all
}

// placed are faults at a place of a scheme.
func placed(place string, faults []error) []error {
	all := make([]error, len(faults))
	for i, e := range faults {
		all[i] = &Fault{place, e.Error()}
	}
	return all
}
