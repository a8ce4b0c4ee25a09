package experts

import "github.com/brandvalue/brandvalue/internal/document"

// ReadPanel reads a panel's rules from JSON. Every field must be written, and no
// other; all faults are reported at once.
func ReadPanel(data []byte) (Panel, error) {
	var p Panel
	if err := document.Decode(data, &p); err != nil {
		return Panel{}, err
	}
	return p, p.Validate()
}

// ReadAgreement reads the thresholds of agreement from JSON. Every field must be
// written, and no other; all faults are reported at once.
func ReadAgreement(data []byte) (Agreement, error) {
	var a Agreement
	if err := document.Decode(data, &a); err != nil {
		return Agreement{}, err
	}
	return a, a.Validate()
}
