package indicators

// Missing says what a value means that should be there and is not. Policies
// that put another value in its place are kinds of their own beside these.
type Missing interface {
	// Kind is the word that names the policy in a document.
	Kind() string

	// leaves tells whether the weight leaves the score; in the coverage it stays.
	leaves() bool
}

// MissingPolicies lists every kind once.
func MissingPolicies() []Missing {
	return []Missing{
		Zero{},    // earns nothing
		Exclude{}, // is left out of the score
	}
}

// Zero gives a missing value no points and keeps its weight.
//
// Reference: library default, assumption: what is not reported is not proven.
type Zero struct{}

// Kind is "zero".
func (Zero) Kind() string { return "zero" }

func (Zero) leaves() bool { return false }

// Exclude takes the weight of a missing value out of the dimension, as if it
// were not applicable; the coverage still shows that it is missing.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 3, on case deletion and its bias.
type Exclude struct{}

// Kind is "exclude".
func (Exclude) Kind() string { return "exclude" }

func (Exclude) leaves() bool { return true }
