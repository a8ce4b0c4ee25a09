package valuation

// Status says what became of a valuation.
type Status string

const (
	// Valued: the value stands.
	Valued Status = "valued"
	// Provisional: a guard was binding, or the terminal share is above its limit.
	Provisional Status = "provisional"
	// NotApplicable: the method finds no positive brand cash flow; there is no figure.
	NotApplicable Status = "not-applicable"
)

// Reason says why the method is not applicable.
type Reason string

const (
	// NoTerminalFlow: the first year after the explicit period has no positive brand cash flow.
	NoTerminalFlow Reason = "no-positive-terminal-flow"
	// NoExplicitFlow: most explicit years have no positive brand cash flow.
	NoExplicitFlow Reason = "no-positive-flow-in-most-years"
	// NoPositiveValue: early negative flows outweigh the later positive ones.
	NoPositiveValue Reason = "no-positive-value"
)

// Value is the outcome of a valuation with what must be shown beside it.
type Value struct {
	Status Status
	Reason Reason // set where not applicable

	Yuan          float64 // V_B
	Explicit      float64 // present value of the explicit years, yuan
	Terminal      float64 // present value of what follows, yuan
	TerminalShare float64 // Terminal / Yuan

	Rate         float64 // R after guards
	Growth       float64 // g after its guard
	BaseFlow     float64 // F_0 in yuan; F_1 of an explicit list
	TerminalFlow float64 // F_{T+1} in yuan
	Bound        Bound   // the guards that were binding
	ShortHistory bool    // fewer years of history than the method weighs

	Low, High float64    // least and greatest value when one input at a time moves by its spread, yuan
	Moves     [6]float64 // those values in yuan, by MoveShareDown and so on

	ImpliedRoyalty float64 // of revenue, before tax
	HasRoyalty     bool    // false where revenue is unknown
}
