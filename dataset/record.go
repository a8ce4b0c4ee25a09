package dataset

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"strings"
)

// exactDecimal is what decimal.Decimal can do: coefficient times ten to the exponent.
type exactDecimal interface {
	Coefficient() *big.Int
	Exponent() int32
}

// free gives the column if it may still take a value in this row.
func (e *entry) free(column int) *Column {
	c := &e.batch.Columns[column]
	switch c.State[e.row] {
	case Present:
		e.fault(c.Field.Name, "given twice")
		return nil
	case NotApplicable:
		e.fault(c.Field.Name, "given a value and not applicable by %s", Item(c.Field.Name))
		return nil
	}
	return c
}

// putValue takes a value that is neither nil nor of the types that say more
// than a value.
func (e *entry) putValue(name string, column int, value any) {
	if column < 0 {
		e.fault(name, "has parts only; state them by name, as in {\"x\": 1}")
		return
	}
	switch v := value.(type) {
	case float64:
		e.putFloat(column, v)
	case int:
		e.putInt(column, int64(v))
	case string:
		e.putWord(column, v)
	case []string:
		e.putList(column, v)
	case []any:
		e.putAnyList(name, column, v)
	case json.Number:
		e.putText(column, string(v))
	case exactDecimal:
		if !isNil(reflect.ValueOf(value)) {
			e.putExact(column, v.Coefficient(), int64(v.Exponent()))
		}
	case State, Evidence:
		e.refuse(column, fmt.Sprintf("%T", value))
	default:
		e.putReflected(name, column, reflect.ValueOf(value))
	}
}

func (e *entry) putReflected(name string, column int, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			e.put("", name, v.Elem().Interface())
		}
	case reflect.Slice:
		if v.Type().Elem().Kind() != reflect.String {
			e.refuse(column, v.Type().String())
		} else if !v.IsNil() {
			list := make([]string, v.Len())
			for i := range list {
				list[i] = v.Index(i).String()
			}
			e.putList(column, list)
		}
	default:
		e.putScalar(column, v)
	}
}

// putScalar takes a value of a plain kind.
func (e *entry) putScalar(column int, v reflect.Value) {
	switch {
	case v.CanFloat():
		e.putFloat(column, v.Float())
	case v.CanInt():
		e.putInt(column, v.Int())
	case v.CanUint():
		if n := v.Uint(); n <= math.MaxInt64 {
			e.putInt(column, int64(n))
		} else {
			e.fault(e.form.fields[column].Name, "%d is too large", n)
		}
	case v.Kind() == reflect.String:
		e.putWord(column, v.String())
	case v.Kind() == reflect.Bool:
		n := int64(0)
		if v.Bool() {
			n = 1
		}
		e.putInt(column, n)
	default:
		e.refuse(column, v.Type().String())
	}
}

func (e *entry) refuse(column int, found string) {
	f := e.form.fields[column]
	e.fault(f.Name, "found %s, wanted %s", found, typeName(f.Type, f.Scale))
}

func (e *entry) putFloat(column int, x float64) {
	c := &e.batch.Columns[column]
	if c.Field.Type == Number && c.State[e.row] == Missing && x-x == 0 { // finite
		c.SetNumber(e.row, x)
		return
	}
	e.putOddFloat(column, x)
}

// putOddFloat takes a number for another type, or refuses it.
func (e *entry) putOddFloat(column int, x float64) {
	f := &e.form.fields[column]
	if f.Type == Word {
		e.refuse(column, "a number")
		return
	}
	if math.IsNaN(x) || math.IsInf(x, 0) {
		e.fault(f.Name, "the value is %v, not a finite number; leave out what is missing", x)
		return
	}
	if f.Type == Number {
		e.free(column) // says why it may not be taken
		return
	}
	n, ok := nearestUnscaled(x, f.scale())
	switch {
	case !ok:
		e.fault(f.Name, "%v is no %s", x, typeName(f.Type, f.Scale))
	default:
		e.setInt(column, n)
	}
}

// nearestUnscaled is the integer n for which n times 10^-scale is x to the
// precision of a float64, as 1234.56 is 123456 with two digits.
func nearestUnscaled(x float64, scale int) (int64, bool) {
	if scale < 0 || scale >= len(pow10) {
		return 0, false
	}
	product := math.RoundToEven(x * float64(pow10[scale]))
	if math.Abs(product) > 1<<52 { // beyond, neighbouring decimals can have the same float64
		return 0, false
	}
	n := int64(product)
	for _, near := range [...]int64{n, n - 1, n + 1} { // the product of a large number is rounded itself
		if DecimalNumber(near, scale) == x {
			return near, true
		}
	}
	return 0, false
}

func (e *entry) putInt(column int, n int64) {
	f := &e.form.fields[column]
	switch f.Type {
	case Word:
		e.refuse(column, "a number")
	case Number:
		if c := e.free(column); c != nil {
			c.SetNumber(e.row, float64(n))
		}
	default:
		scaled, ok := Rescale(n, f.scale())
		if !ok {
			e.fault(f.Name, "%d is too large for a %s", n, typeName(f.Type, f.Scale))
			return
		}
		e.setInt(column, scaled)
	}
}

func (e *entry) setInt(column int, n int64) {
	if c := e.free(column); c != nil {
		c.SetInt(e.row, n)
	}
}

func (e *entry) putWord(column int, word string) {
	if e.form.fields[column].Type != Word {
		e.refuse(column, "text "+quote(word))
		return
	}
	if c := e.free(column); c != nil {
		c.SetWord(e.row, word)
	}
}

func (e *entry) putList(column int, list []string) {
	if list == nil {
		return
	}
	for _, word := range list {
		if strings.Contains(word, ";") {
			e.fault(e.form.fields[column].Name, "%s holds a semicolon, which separates the words of a list", quote(word))
			return
		}
	}
	e.putWord(column, strings.Join(list, ";"))
}

func (e *entry) putAnyList(name string, column int, list []any) {
	words := make([]string, len(list))
	for i, value := range list {
		word, ok := value.(string)
		if !ok {
			e.fault(name, "a list holds words, not %v, a %T", value, value)
			return
		}
		words[i] = word
	}
	e.putList(column, words)
}

// putText takes a number as it stands in a JSON document.
func (e *entry) putText(column int, text string) {
	f := e.form.fields[column]
	if f.Type == Number {
		x, err := strconv.ParseFloat(text, 64)
		if err != nil {
			e.fault(f.Name, "%s is no number: %v", quote(text), err)
			return
		}
		e.putFloat(column, x)
		return
	}
	digits, exponent, err := splitDecimal(text)
	if err != nil {
		e.fault(f.Name, "%s is no number: %v", quote(text), err)
		return
	}
	e.putExact(column, digits, exponent)
}

// splitDecimal reads "-12.50e3" as -1250 and the exponent 1.
func splitDecimal(text string) (*big.Int, int64, error) {
	mantissa, power, exponent := text, "", int64(0)
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		mantissa, power = text[:i], text[i+1:]
		n, err := strconv.ParseInt(power, 10, 32)
		if err != nil {
			return nil, 0, fmt.Errorf("the exponent is %s", quote(power))
		}
		exponent = n
	}
	whole, fraction, _ := strings.Cut(mantissa, ".")
	digits, ok := new(big.Int).SetString(whole+fraction, 10)
	if !ok || strings.Contains(mantissa, "_") || strings.ContainsAny(fraction, "+-") {
		return nil, 0, fmt.Errorf("the digits are %s", quote(mantissa))
	}
	return digits, exponent - int64(len(fraction)), nil
}

// putExact takes n times ten to the exponent.
func (e *entry) putExact(column int, n *big.Int, exponent int64) {
	f := e.form.fields[column]
	switch f.Type {
	case Word:
		e.refuse(column, "a number")
		return
	case Number:
		x, err := strconv.ParseFloat(fmt.Sprintf("%de%d", n, exponent), 64)
		if err != nil {
			e.fault(f.Name, "%de%d is too large", n, exponent)
			return
		}
		e.putFloat(column, x)
		return
	}
	unscaled, ok := shift(n, exponent+int64(f.scale()))
	if !ok {
		e.fault(f.Name, "%de%d is no %s", n, exponent, typeName(f.Type, f.Scale))
		return
	}
	e.setInt(column, unscaled)
}

// shift is n times ten to the power if that is an integer of 64 bits.
func shift(n *big.Int, power int64) (int64, bool) {
	n = new(big.Int).Set(n)
	ten, rest := big.NewInt(10), new(big.Int)
	for ; power < 0 && n.Sign() != 0; power++ {
		if n.QuoRem(n, ten, rest); rest.Sign() != 0 {
			return 0, false
		}
	}
	for ; power > 0 && n.Sign() != 0 && n.IsInt64(); power-- {
		n.Mul(n, ten)
	}
	return n.Int64(), n.IsInt64()
}
