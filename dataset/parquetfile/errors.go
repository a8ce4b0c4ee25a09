package parquetfile

import "errors"

// The kinds of fault of a file that end its reading. They are found with
// errors.Is under a *dataset.Error, which says where the fault lies.
var (
	// ErrNotParquet: the file does not begin and end as a Parquet file does.
	ErrNotParquet = errors.New("not a Parquet file")

	// ErrTruncated: the file ends before what its footer points to, or before the footer itself.
	ErrTruncated = errors.New("the file is cut short")

	// ErrCorrupt: the file contradicts itself or the format; read it from its source again.
	ErrCorrupt = errors.New("the file is damaged")

	// ErrChecksum: the bytes of a page do not give the checksum that was written with them; every ErrChecksum is an ErrCorrupt.
	ErrChecksum = checksumError{}

	// ErrEncrypted: the file or a part of it is encrypted, which is not supported.
	ErrEncrypted = errors.New("the file is encrypted")

	// ErrLimit: the file declares something larger than the Limits allow.
	ErrLimit = errors.New("larger than the limits allow")

	// ErrUnsupported: a wanted column uses a feature of the format that is not supported.
	ErrUnsupported = errors.New("not supported")
)

// checksumError is a corruption that a checksum has found.
type checksumError struct{}

func (checksumError) Error() string {
	return "the checksum of a page does not match; the file is damaged"
}

func (checksumError) Is(target error) bool { return target == ErrCorrupt }
