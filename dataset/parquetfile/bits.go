package parquetfile

import "math/bits"

// reversed is b with the bits of each byte the other way round, as the
// deprecated packing of levels has them.
//
// Reference: Apache Parquet format 2.11, Encodings.md, "Bit-packed (Deprecated)".
func reversed(b []byte) []byte {
	r := make([]byte, len(b))
	for i, x := range b {
		r[i] = bits.Reverse8(x)
	}
	return r
}
