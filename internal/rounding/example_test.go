package rounding_test

import (
	"fmt"

	"github.com/shopspring/decimal"

	"github.com/brandvalue/brandvalue/internal/rounding"
)

// A computed value of 123,456,789.125 yuan, to fen and to whole 万.
func ExampleRule_Round() {
	fen, _ := rounding.HalfEven.Round(123456789.125, 2)
	wan, _ := rounding.HalfEven.Round(123456789.125, -4)
	fmt.Println(fen, wan)
	// Output: 123456789.12 123460000
}

func ExampleRule_Unscaled() {
	fen, _ := rounding.HalfEven.Unscaled(123456789.125, 2)
	wan, _ := rounding.HalfEven.Unscaled(123456789.125, -4)
	fmt.Println(fen, wan)
	// Output: 12345678912 12346
}

// The same figure, written and computed: the float64 nearest to 87.465 lies
// above it.
func ExampleRule_RoundDecimal() {
	written := rounding.HalfEven.RoundDecimal(decimal.RequireFromString("87.465"), 2)
	computed, _ := rounding.HalfEven.Round(87.465, 2)
	fmt.Println(written, computed)
	// Output: 87.46 87.47
}
