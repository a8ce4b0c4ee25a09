package valuation

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/brandvalue/brandvalue/internal/rounding"
)

// Unit is a unit in which money is published.
type Unit string

const (
	// Yuan is 元.
	Yuan Unit = "元"
	// TenThousandYuan is 万元.
	TenThousandYuan Unit = "万元"
	// HundredMillionYuan is 亿元.
	HundredMillionYuan Unit = "亿元"
)

// exponent is that of the unit as a power of ten yuan.
func (u Unit) exponent() (int, error) {
	switch u {
	case Yuan:
		return 0, nil
	case TenThousandYuan:
		return 4, nil
	case HundredMillionYuan:
		return 8, nil
	}
	return 0, fmt.Errorf("unit %q is not one of %s, %s, %s", string(u), Yuan, TenThousandYuan, HundredMillionYuan)
}

// Published is the one rounding rule by which an edition turns computed yuan
// into published money: so many places of a unit, halves by a rule. A computed
// amount is rounded once, as the real number that its float64 is.
//
// Reference: GB/T 8170-2008, half to even, for the rule "half-even".
type Published struct {
	Unit   Unit          `json:"unit"`
	Places int           `json:"places"` // digits after the point, in the unit
	Rule   rounding.Rule `json:"rule"`   // "half-even" or "half-up"
}

// Check reports a rule that does not give whole fen or better.
func (p Published) Check() error {
	e, err := p.Unit.exponent()
	if err != nil {
		return err
	}
	if p.Places < 0 || p.Places-e > 2 {
		return fmt.Errorf("published money: %d places of %s is finer than a fen or negative", p.Places, p.Unit)
	}
	return p.Rule.Check()
}

// Fen rounds yuan to the published places and gives the result in fen, which
// is how DECIMAL(20,2) holds it.
func (p Published) Fen(yuan float64) (int64, error) {
	if err := p.Check(); err != nil {
		return 0, err
	}
	e, err := p.Unit.exponent()
	if err != nil {
		return 0, err
	}
	n, err := p.Rule.Unscaled(yuan, p.Places-e)
	if err != nil {
		return 0, err
	}
	for range 2 - (p.Places - e) {
		if n > 922337203685477580 || n < -922337203685477580 {
			return 0, fmt.Errorf("%v yuan is too large for money in fen", yuan)
		}
		n *= 10
	}
	return n, nil
}

// Money is a published amount as a decimal in yuan.
func Money(fen int64) decimal.Decimal { return decimal.New(fen, -2) }

// In writes a published amount in a unit with so many places, rounded half to
// even as the decimal that it is; it does so exactly where the places suffice.
func In(amount decimal.Decimal, unit Unit, places int) (string, error) {
	e, err := unit.exponent()
	if err != nil {
		return "", err
	}
	return amount.Shift(int32(-e)).RoundBank(int32(places)).StringFixed(int32(places)), nil
}

// String writes an amount in fen as the rule publishes it, with its unit:
// "112.03 亿元".
func (p Published) String(fen int64) string {
	text, err := In(Money(fen), p.Unit, p.Places)
	if err != nil {
		return err.Error()
	}
	return text + " " + string(p.Unit)
}
