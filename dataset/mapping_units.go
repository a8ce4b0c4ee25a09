package dataset

import (
	"fmt"
	"strings"
)

// Unit is a unit of foreign columns that becomes a native one: money becomes
// yuan, shares become percent.
type Unit struct {
	Chinese string // as documents and column heads name it
	English string // the other name that documents may use
	Native  string // the native unit: "yuan", "percent", "count" or "year"
	Factor  Factor // native units in one of these
}

// Units are the units that a mapping can name, by either name. The plain
// number, named "", is in the native unit already.
func Units() []Unit {
	return []Unit{
		{"", "", "", "1"},
		{"元", "yuan", "yuan", "1"},
		{"千元", "thousand yuan", "yuan", "1e3"},
		{"万元", "ten thousand yuan", "yuan", "1e4"},
		{"百万元", "million yuan", "yuan", "1e6"},
		{"千万元", "ten million yuan", "yuan", "1e7"},
		{"亿元", "hundred million yuan", "yuan", "1e8"},
		{"十亿元", "billion yuan", "yuan", "1e9"},
		{"万亿元", "trillion yuan", "yuan", "1e12"},
		{"%", "percent", "percent", "1"},
		{"小数", "fraction", "percent", "1e2"},
		{"‰", "per mille", "percent", "1e-1"},
		{"基点", "basis point", "percent", "1e-2"},
		{"千", "thousand", "count", "1e3"},
		{"万", "ten thousand", "count", "1e4"},
		{"百万", "million", "count", "1e6"},
		{"亿", "hundred million", "count", "1e8"},
		{"人", "person", "count", "1"},
		{"万人", "ten thousand persons", "count", "1e4"},
		{"年", "year", "year", "1"},
	}
}

func unitNamed(name string) (Unit, error) {
	var chinese, all []string
	for _, u := range Units() {
		if name == u.Chinese || name == u.English {
			return u, nil
		}
		if u.English != "" {
			chinese, all = append(chinese, u.Chinese), append(all, u.Chinese, u.English)
		}
	}
	return Unit{}, fmt.Errorf("%s is no unit known here, which are %s and their English names; or state a factor%s",
		quote(name), strings.Join(chinese, ", "), closeTo(name, all))
}

// scaling is the unit's factor times the further one. The quantity is in order.
func (q Quantity) scaling() (scaling, error) {
	unit, err := unitNamed(q.Unit)
	if err != nil {
		return scaling{}, fmt.Errorf("unit: %w", err)
	}
	base, _ := unit.Factor.scaling()
	f, ok := q.Factor.scaling()
	if !ok || f.n == 0 || f.exp < -maxFactorExp || f.exp > maxFactorExp {
		return scaling{}, fmt.Errorf("factor: %s is no number other than zero with at most 18 digits and exponents up to %d",
			string(q.Factor), maxFactorExp)
	}
	return scaling{f.n * base.n, f.exp + base.exp}, nil // n of a unit is 1
}

// maxFactorExp bounds the exponents of factors, far beyond any unit.
const maxFactorExp = 30

// scaling reads the factor; ok is false if it is no number of so many digits.
func (f Factor) scaling() (s scaling, ok bool) {
	if !isNumeral([]byte(f)) {
		return scaling{}, false
	}
	return parseExact([]byte(f))
}
