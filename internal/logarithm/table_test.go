package logarithm

import (
	"flag"
	"fmt"
	"math"
	"math/big"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "write the table")

// TestTable recomputes the table with 128 bits.
func TestTable(t *testing.T) {
	var want [1 << tableBits]piece
	var text strings.Builder
	text.WriteString("package logarithm\n\n// table holds 1/c and ln c for c from 0.703125 on, each rounded to the nearest\n// float64; the test that recomputes it also writes it.\nvar table = [1 << tableBits]piece{\n")
	for i := range want {
		c := math.Float64frombits(start + uint64(i)<<shift)
		want[i].inverse, _ = new(big.Float).SetPrec(precision).Quo(big.NewFloat(1), big.NewFloat(c)).Float64()
		want[i].log, _ = lnOf(c).Float64()
		if fmt.Fprintf(&text, "\t{%x, %x},", want[i].inverse, want[i].log); i%2 == 1 {
			text.WriteString("\n")
		}
	}
	text.WriteString("}\n")
	if *update {
		require.NoError(t, os.WriteFile("table.go", []byte(text.String()), 0o644))
	}
	for i := range want {
		assert.Equal(t, want[i], table[i], "piece %d", i)
	}
	assert.Equal(t, piece{1, 0}, table[152], "at c = 1")
}

func TestLn2IsSplitExactly(t *testing.T) {
	high := new(big.Float).SetPrec(precision).SetFloat64(ln2High)
	low, _ := new(big.Float).SetPrec(precision).Sub(ln2, high).Float64()
	assert.Equal(t, low, ln2Low)
	assert.Zero(t, math.Float64bits(ln2High)&(1<<11-1), "eleven bits are free for the exponent")
}
