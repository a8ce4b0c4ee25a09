package parquetfile

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
)

// A seal stands right before the footer of the files that are written here: a
// mark and the digest of the footer's bytes. Pages carry checksums; the
// footer, which says what and where they are, has none in the format. Readers that
// know nothing of seals do not look there.

// sealMark is what a seal begins with.
const sealMark = "BVF1"

// sealBytes is the length of a seal.
const sealBytes = int64(len(sealMark) + sha256.Size)

func seal(footer []byte) []byte {
	sum := sha256.Sum256(footer)
	return append([]byte(sealMark), sum[:]...)
}

// checkSeal compares a footer that begins at a byte of the file with its seal,
// if it has one.
func checkSeal(r io.ReaderAt, footer []byte, at int64) error {
	if at < int64(len(magic))+sealBytes {
		return nil
	}
	found := make([]byte, sealBytes)
	if err := readFull(r, found, at-sealBytes); err != nil {
		return err
	}
	if bytes.HasPrefix(found, []byte(sealMark)) && !bytes.Equal(found, seal(footer)) {
		return fmt.Errorf("the footer does not give the digest that was written with it: %w", ErrCorrupt)
	}
	return nil
}
