package parquetfile

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// The compression codecs.
//
// Reference: Apache Parquet format 2.11, parquet.thrift, CompressionCodec.
const (
	codecNone   = 0
	codecSnappy = 1
	codecGzip   = 2
	codecLZO    = 3
	codecBrotli = 4
	codecLZ4    = 5 // deprecated: blocks in Hadoop's frames, or one block without
	codecZstd   = 6
	codecLZ4Raw = 7
)

var codecNames = [...]string{"none", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"}

func checkCodec(codec int32) error {
	if codec < 0 || int(codec) >= len(codecNames) {
		return fmt.Errorf("compression codec %d: %w", codec, ErrUnsupported)
	}
	if codec == codecLZO {
		return fmt.Errorf("compression codec %s: %w", codecNames[codec], ErrUnsupported)
	}
	return nil
}

// inflater decompresses pages of which the size is known.
type inflater struct {
	gzip  *gzip.Reader
	input bytes.Reader
}

// into decompresses src into the whole of dst. A page that turns out smaller or
// larger is damaged.
func (f *inflater) into(dst, src []byte, codec int32) error {
	if len(dst) == 0 {
		return nil // version 2 leaves out the bytes of no values
	}
	var out []byte
	err := error(nil)
	switch codec {
	case codecSnappy:
		if size, _ := binary.Uvarint(src); size != uint64(len(dst)) {
			return fmt.Errorf("a page of %d bytes holds %d: %w", len(dst), size, ErrCorrupt)
		}
		out, err = parquet.Snappy.Decode(dst, src)
	case codecZstd:
		if err := checkZstd(src, len(dst)); err != nil {
			return err
		}
		out, err = parquet.Zstd.Decode(dst, src)
	case codecGzip:
		return f.gunzip(dst, src)
	case codecLZ4Raw:
		return decodeLZ4(dst, src)
	case codecLZ4:
		return decodeHadoop(dst, src)
	case codecBrotli:
		out, err = parquet.Brotli.Decode(dst, src)
	default:
		return checkCodec(codec)
	}
	if err != nil {
		return fmt.Errorf("%s: %w: %w", codecNames[codec], err, ErrCorrupt)
	}
	if len(out) != len(dst) {
		return fmt.Errorf("a page of %d bytes holds %d: %w", len(dst), len(out), ErrCorrupt)
	}
	if &out[0] != &dst[0] {
		copy(dst, out)
	}
	return nil
}

// gunzip stops at the size that was declared, whatever else the bytes hold.
func (f *inflater) gunzip(dst, src []byte) (err error) {
	f.input.Reset(src)
	if f.gzip == nil {
		f.gzip, err = gzip.NewReader(&f.input)
	} else {
		err = f.gzip.Reset(&f.input)
	}
	if err == nil {
		_, err = io.ReadFull(f.gzip, dst)
	}
	if err == nil {
		var more [1]byte
		if n, end := io.ReadFull(f.gzip, more[:]); n > 0 {
			err = fmt.Errorf("more than the %d bytes declared", len(dst))
		} else if end != io.EOF {
			err = end // the checksum
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w: %w", codecNames[codecGzip], err, ErrCorrupt)
	}
	return nil
}
