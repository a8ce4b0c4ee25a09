package exact_test

import (
	"fmt"

	"github.com/brandvalue/brandvalue/internal/exact"
)

func ExampleSum() {
	var plain float64
	var sum exact.Sum
	for _, x := range []float64{1e16, 1, -1e16} {
		plain += x
		sum.Add(x)
	}
	fmt.Println(plain, sum.Float64())
	// Output: 0 1
}

// Two workers sum their shards; the total does not depend on the cut.
func ExampleSum_Merge() {
	var a, b exact.Sum
	a.AddSlice([]float64{0.1, 0.2})
	b.AddSlice([]float64{0.3})
	a.Merge(&b)
	fmt.Println(a.Float64())
	// Output: 0.6
}

func ExampleInt128() {
	var fen exact.Int128
	fen.Add(9_223_372_036_854_775_807)
	fen.Add(12)
	_, fits := fen.Int64()
	fmt.Println(fen, fits)
	// Output: 9223372036854775819 false
}
