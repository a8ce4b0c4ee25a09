package fictional

import (
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
)

// Fault is a way in which a row is bad on purpose.
type Fault string

const (
	// BadKey: the check character of the key is wrong.
	BadKey Fault = "bad-key"
	// UnknownSector: the sector is a word that is none.
	UnknownSector Fault = "unknown-sector"
	// NegativeRevenue: the year's revenue is below zero.
	NegativeRevenue Fault = "negative-revenue"
	// ContradictoryReturn: the return on equity is 40 points off profit over equity.
	ContradictoryReturn Fault = "contradictory-return"
	// UnitSlip: the year's amounts stand in 10,000 yuan where yuan are meant.
	UnitSlip Fault = "unit-slip"
	// UnknownGrade: the rank in the market is a word that is none.
	UnknownGrade Fault = "unknown-grade"
)

// FaultKinds are all faults.
func FaultKinds() []Fault {
	return []Fault{BadKey, UnknownSector, NegativeRevenue, ContradictoryReturn, UnitSlip, UnknownGrade}
}

// FaultOf is the fault of subject i, counted from zero; empty for a good row.
// Apart from what the fault concerns, the subject is as it would be without;
// a figure that is missing cannot be made bad and stays so.
func (e Enterprises) FaultOf(i int64) Fault {
	if e.Faults <= 0 {
		return ""
	}
	high, low := seeds(^e.Seed, i)
	if float64(high>>11)/(1<<53) >= e.Faults {
		return ""
	}
	kinds := FaultKinds()
	return kinds[low%uint64(len(kinds))]
}

// The words that no list has.
const (
	badSector = "forestry"
	badGrade  = "galaxy_top1"
)

// plant makes a row bad in those of its columns that are read.
func plant(fault Fault, b *dataset.Batch, row int) {
	for k := range b.Columns {
		c := &b.Columns[k]
		name := c.Field.Name
		switch {
		case fault == BadKey && name == dataset.Key:
			c.SetWord(row, wrongCheck(c.Word(row)))
		case fault == UnknownSector && name == dataset.SectorOf:
			c.SetWord(row, badSector)
		case fault == UnknownGrade && name == "b_share" && c.State[row] == dataset.Present:
			c.SetWord(row, badGrade)
		case fault == NegativeRevenue && name == "revenue" && c.State[row] == dataset.Present:
			scale(c, row, -1, 1)
		case fault == ContradictoryReturn && name == "roe" && c.State[row] == dataset.Present:
			c.Float[row] += 40
		case fault == UnitSlip && accountItem(name) && c.State[row] == dataset.Present:
			scale(c, row, 1, 10_000)
		}
	}
}

// wrongCheck puts another check character into a key.
func wrongCheck(key string) string {
	last := len(key) - 1
	if key[last] == '0' {
		return key[:last] + "1"
	}
	return key[:last] + "0"
}

// accountItem says whether a column holds an amount of the last year.
func accountItem(name string) bool { return slices.Contains(accountItems, name) }

// scale multiplies an amount and divides it.
func scale(c *dataset.Column, row int, times, over int64) {
	if c.Field.Type == dataset.Number {
		c.Float[row] = c.Float[row] * float64(times) / float64(over)
		return
	}
	c.Int[row] = c.Int[row] * times / over
}
