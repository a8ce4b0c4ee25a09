package parquetfile

import (
	"encoding/binary"
	"fmt"
)

// decodeLZ4 decompresses one block into the whole of dst.
//
// Reference: LZ4 block format description, github.com/lz4/lz4, doc/lz4_Block_format.md.
func decodeLZ4(dst, src []byte) error {
	bad := fmt.Errorf("%s: %w", codecNames[codecLZ4Raw], ErrCorrupt)
	out, in := 0, 0
	for in < len(src) {
		token := src[in]
		in++
		literals, ok := lz4Length(src, &in, int(token>>4))
		if !ok || literals > len(src)-in || literals > len(dst)-out {
			return bad
		}
		copy(dst[out:], src[in:in+literals])
		in, out = in+literals, out+literals
		if in == len(src) {
			break // the last sequence has no match
		}
		if len(src)-in < 2 {
			return bad
		}
		offset := int(binary.LittleEndian.Uint16(src[in:]))
		in += 2
		match, ok := lz4Length(src, &in, int(token&15))
		match += 4
		if !ok || offset == 0 || offset > out || match > len(dst)-out {
			return bad
		}
		for from := out - offset; match > 0; { // source and target may overlap: what can be copied doubles
			n := copy(dst[out:out+match], dst[from:out])
			out, match = out+n, match-n
		}
	}
	if out != len(dst) {
		return bad
	}
	return nil
}

// decodeHadoop decompresses blocks that each stand behind two numbers, highest
// byte first: what the block gives and what it takes. Bytes that cannot be such
// frames are one block.
//
// Reference: Apache Parquet format 2.11, Compression.md, "LZ4".
func decodeHadoop(dst, src []byte) error {
	out, in := dst, src
	for len(in) >= 8 {
		gives, takes := binary.BigEndian.Uint32(in), binary.BigEndian.Uint32(in[4:])
		if int64(gives) > int64(len(out)) || int64(takes) > int64(len(in)-8) || decodeLZ4(out[:gives], in[8:8+takes]) != nil {
			break
		}
		out, in = out[gives:], in[8+takes:]
	}
	if len(out) == 0 && len(in) == 0 {
		return nil
	}
	return decodeLZ4(dst, src)
}

// lz4Length adds the further bytes of a length that does not fit four bits.
func lz4Length(src []byte, in *int, n int) (length int, ok bool) {
	if n < 15 {
		return n, true
	}
	for *in < len(src) {
		b := src[*in]
		*in++
		n += int(b)
		if b < 255 {
			return n, true
		}
	}
	return 0, false
}
