package main

import (
	"fmt"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
)

// comparison holds what is computed against what is expected.
type comparison struct {
	tolerance float64
	faults    []string
	compared  int     // numbers
	largest   float64 // difference over max(1, |expected|)
	place     string  // of the largest difference
}

func (c *comparison) fault(path, format string, args ...any) {
	c.faults = append(c.faults, path+": "+fmt.Sprintf(format, args...))
}

// figures compares all figures of a case.
func (c *comparison) figures(want map[string]any, got figures) {
	c.object("", want, reflect.ValueOf(got))
}

// value compares one expected value, as read from JSON, with what was computed.
func (c *comparison) value(path string, want any, got reflect.Value) {
	for got.IsValid() && (got.Kind() == reflect.Interface || got.Kind() == reflect.Pointer) {
		got = got.Elem()
	}
	switch want := want.(type) {
	case nil:
		c.absent(path, got)
	case string:
		c.text(path, want, got)
	case bool:
		if !got.IsValid() || got.Kind() != reflect.Bool || got.Bool() != want {
			c.fault(path, "is %s, expected %t", shown(got), want)
		}
	case float64:
		c.number(path, want, got)
	case []any:
		c.list(path, want, got)
	case map[string]any:
		c.object(path, want, got)
	}
}

// absent compares where no figure is expected.
func (c *comparison) absent(path string, got reflect.Value) {
	if got.IsValid() {
		c.fault(path, "is %s, expected none", shown(got))
	}
}

// text compares a text; an empty one stands for no figure, and one that reads
// as a number for the number.
func (c *comparison) text(path, want string, got reflect.Value) {
	x, err := strconv.ParseFloat(want, 64)
	switch {
	case want == "" && !got.IsValid():
	case got.IsValid() && got.Kind() == reflect.String && got.String() == want:
	case err == nil && isNumber(got):
		c.number(path, x, got)
	default:
		c.fault(path, "is %s, expected %q", shown(got), want)
	}
}

// number compares a number, which a list of one may hold.
func (c *comparison) number(path string, want float64, got reflect.Value) {
	if isList(got) && got.Len() == 1 {
		c.value(path, want, got.Index(0))
		return
	}
	if !isNumber(got) {
		c.fault(path, "is %s, expected %v", shown(got), want)
		return
	}
	x := toFloat(got)
	difference := math.Abs(x-want) / math.Max(1, math.Abs(want))
	c.compared++
	if difference > c.largest || math.IsNaN(difference) || c.place == "" {
		c.largest, c.place = difference, path
	}
	if !(math.Abs(x-want) <= c.tolerance*math.Max(1, math.Abs(want))) {
		c.fault(path, "is %v, expected %v", x, want)
	}
}

func (c *comparison) list(path string, want []any, got reflect.Value) {
	if isNumber(got) && len(want) == 1 {
		c.value(path, want[0], got)
		return
	}
	if !isList(got) {
		c.fault(path, "is %s, expected a list of %d", shown(got), len(want))
		return
	}
	if got.Len() != len(want) {
		c.fault(path, "is a list of %d, expected %d", got.Len(), len(want))
		return
	}
	for i, w := range want {
		c.value(fmt.Sprintf("%s[%d]", path, i), w, got.Index(i))
	}
}

// object compares the members that are expected; the computed object may have more.
func (c *comparison) object(path string, want map[string]any, got reflect.Value) {
	if !got.IsValid() || got.Kind() != reflect.Map {
		c.fault(path, "is %s, expected an object", shown(got))
		return
	}
	for _, name := range slices.Sorted(maps.Keys(want)) {
		inner := name
		if path != "" {
			inner = path + "." + name
		}
		member := got.MapIndex(reflect.ValueOf(name))
		if !member.IsValid() {
			c.fault(inner, "is not computed, expected %s", shown(reflect.ValueOf(want[name])))
			continue
		}
		c.value(inner, want[name], member)
	}
}

func isList(v reflect.Value) bool {
	return v.IsValid() && (v.Kind() == reflect.Slice || v.Kind() == reflect.Array)
}

func isNumber(v reflect.Value) bool { return v.IsValid() && (v.CanFloat() || v.CanInt()) }

func toFloat(v reflect.Value) float64 {
	if v.CanInt() {
		return float64(v.Int())
	}
	return v.Float()
}

// shown writes a value for a message, the larger ones by their kind.
func shown(v reflect.Value) string {
	switch {
	case !v.IsValid():
		return "none"
	case v.Kind() == reflect.String:
		return strconv.Quote(v.String())
	case v.Kind() == reflect.Map:
		return "an object"
	case isList(v):
		return fmt.Sprintf("a list of %d", v.Len())
	}
	return fmt.Sprint(v.Interface())
}
