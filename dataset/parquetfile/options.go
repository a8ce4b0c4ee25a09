package parquetfile

// options are about operation, not about what is read.
type options struct {
	limits    Limits
	batchRows int
	digest    bool
	temporary string
	memory    int64 // for pages, a worker
	ordinary  int64 // bytes of a page of usual size, which is never put aside
}

// Option sets how a Set works, not what it reads.
type Option func(*options)

// WithLimits sets the limits on what a file may declare.
func WithLimits(limits Limits) Option { return func(o *options) { o.limits = limits } }

// WithBatchRows sets the number of rows of a batch, 8192 by default. The last
// batch of a row group may have fewer.
func WithBatchRows(rows int) Option { return func(o *options) { o.batchRows = max(1, rows) } }

// WithoutDigest leaves out the digests of Inputs, which take a pass over the
// whole of each file.
func WithoutDigest() Option { return func(o *options) { o.digest = false } }

// WithTemporary names a folder for temporary files and the bytes that the pages
// of one shard may take in memory, 32 MiB if memory is 0. Where the pages of a
// row group need more, since its writer made them large, the columns with the
// largest are put aside in a temporary file, one a shard that is being read,
// of about 9 bytes a value. Pages of up to 1.5 MiB, as most writers make them,
// are never put aside. Without this option all pages are held in memory.
func WithTemporary(folder string, memory int64) Option {
	return func(o *options) {
		o.temporary = folder
		if o.memory = memory; memory <= 0 {
			o.memory = 32 << 20
		}
	}
}

// newOptions are the defaults with the given changes.
func newOptions(list []Option) options {
	o := options{batchRows: 8192, digest: true, ordinary: 3 << 19}
	for _, set := range list {
		set(&o)
	}
	o.limits = o.limits.withDefaults()
	return o
}
