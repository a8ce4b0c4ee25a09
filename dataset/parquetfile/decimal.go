package parquetfile

import (
	"math/big"
	"strconv"

	"github.com/brandvalue/brandvalue/dataset"
)

// widestDecimal is the number of bytes beyond which an unscaled number is
// refused; 16 hold the 38 digits that writers use.
const widestDecimal = 64

// unscaled reads a whole number of several bytes in two's complement, highest
// byte first; ok is false if int64 does not hold it.
//
// Reference: Apache Parquet format 2.11, LogicalTypes.md, "DECIMAL".
func unscaled(b []byte) (n int64, ok bool) {
	if len(b) == 0 {
		return 0, true
	}
	n = int64(int8(b[0]))
	for _, x := range b[1:] {
		if n>>55 != 0 && n>>55 != -1 {
			return 0, false
		}
		n = n<<8 | int64(x)
	}
	return n, true
}

// bigUnscaled is the same without bounds.
func bigUnscaled(b []byte) *big.Int {
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 128 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}

func decimalInt(at int, b []byte, digits int, f *faults) int64 {
	n, ok := unscaled(b)
	if !ok {
		f.tooLarge(at, shown(b), dataset.Decimal)
		return 0
	}
	return rescale(at, n, digits, f)
}

// shown is an unscaled number for a message.
func shown(b []byte) string {
	if len(b) > widestDecimal {
		return "a number of " + strconv.Itoa(len(b)) + " bytes"
	}
	return bigUnscaled(b).String()
}

// decimalFloat is the nearest number to an unscaled one times 10^-scale.
func decimalFloat(at int, b []byte, scale int, f *faults) float64 {
	if n, ok := unscaled(b); ok {
		return dataset.DecimalNumber(n, scale)
	}
	if len(b) > widestDecimal {
		f.tooLarge(at, shown(b), dataset.Number)
		return 0
	}
	x, _ := strconv.ParseFloat(bigUnscaled(b).String()+"e-"+strconv.Itoa(scale), 64) // 10^154 at the most
	return x
}

func fixedDecimals(width int) func(dst []int64, b []byte, f *faults) {
	return func(dst []int64, b []byte, f *faults) {
		for i := range dst {
			dst[i] = decimalInt(i, b[i*width:(i+1)*width], 0, f)
		}
	}
}

func fixedDecimalFloats(width, scale int) func(dst []float64, b []byte, f *faults) {
	return func(dst []float64, b []byte, f *faults) {
		for i := range dst {
			dst[i] = decimalFloat(i, b[i*width:(i+1)*width], scale, f)
		}
	}
}

func wideInts(digits int) func(dst []int64, values [][]byte, f *faults) {
	return func(dst []int64, values [][]byte, f *faults) {
		for i, b := range values {
			dst[i] = decimalInt(i, b, digits, f)
		}
	}
}

func wideFloats(l *leaf) func(dst []float64, values [][]byte, f *faults) {
	return func(dst []float64, values [][]byte, f *faults) {
		for i, b := range values {
			dst[i] = decimalFloat(i, b, l.info.Scale, f)
		}
	}
}
