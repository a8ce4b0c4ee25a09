// Package parquetfile reads Parquet files as sources of reported data and
// writes results.
//
// # The problem
//
// Reported data come in Parquet files of many writers: Spark, Arrow, DuckDB,
// Polars, Impala and others, in every combination of physical type, annotation,
// encoding, compression and page version that the format allows. A reader that
// takes a missing column for zeros, loses rows of a damaged page or takes
// gigabytes of memory at the word of a footer is of no use here.
//
// # The model in words
//
// Open gives a Set: one or more files read as one dataset.Source. A row group
// is a shard. Of each wanted column one page at a time is in memory; a batch of
// some thousand rows is cut from the pages of all columns, so that it stays in
// the processor's cache. A dictionary of the file is converted once, entry by
// entry, and then only gathered from.
//
// Values that cannot be used (NaN, infinities, decimals beyond 64 bits, texts
// that are not UTF-8) become missing values with an issue each. Faults of the
// file itself end the reading with a *dataset.Error that names file, row group,
// row and column and has one of the kinds ErrTruncated, ErrCorrupt, ErrLimit and
// so on.
//
// Create gives a Writer, a dataset.Sink. It writes the whole of a file beside the
// old one and then puts it in its place, so that a run that fails, is interrupted or
// killed leaves the old file; what a killed run leaves beside it, the next one
// clears. The same rows give the same bytes.
//
// # A worked number
//
// A column DECIMAL(18,2) on INT64 holds 1234567 for 12,345.67 yuan. Asked as
// dataset.Decimal with two digits it comes as 1234567, with four digits as
// 123456700, and as dataset.Number it is 1234567/100, rounded once to
// 12345.67. As dataset.Integer it is refused before anything is read.
//
// # Conventions
//
// Dates and times are words in ISO 8601: "2015-12-31", "2015-12-31T08:00:00Z"
// where the writer says that it is universal time, without the Z where it does
// not. Truth values are the integers 0 and 1. Bytes without annotation are text,
// since older writers annotate nothing. Nested and repeated columns, binary
// documents and shapes are not offered and do not hinder the others.
//
// Written decimals are DECIMAL(18, scale) on INT64, which all tools read fast: up
// to 9,999,999,999,999,999.99 yuan. One with more digits is refused, as are numbers
// that are not finite.
//
// # Design
//
// Pages are decoded here and not by parquet-go's page reader, of which only the
// codecs of zstd, Snappy and Brotli are used. That reader (0.32.0) keeps the last
// page of each column, takes memory for the length of a run before it has compared
// it with the bytes at hand, which no recover catches, looks for the end of an LZ4
// block in ever larger buffers, and takes the codec and the encoding of a column's
// first row group for all. Here every decoder gives the next so many values and
// holds nothing of those to come, so that a page costs the memory of its bytes and
// nothing more. Decoding to states and values in batches costs about a quarter more
// than a bare sum over parquet-go's typed pages, which puts no missing values in
// their places and checks nothing; half of either is zstd.
//
// A row group whose writer put whole columns into single pages needs all of them at
// once. With WithTemporary the largest are put aside in a temporary file: two
// workers on row groups of a million rows and 54 columns then took 250 MB in
// place of 870, for about a tenth of the time.
//
// What a file declares is compared with Limits and with the bytes at hand before
// memory is taken for it, and so is what compressed bytes would expand to; only
// a Brotli page cannot be known before it is expanded. Checksums of pages are verified where they are there. The
// rows of each column are counted against the footer.
//
// Files are written here too, with parquet-go's codecs, its delta encoding and its
// structures of the footer. Its writer takes boxed values alone, 12 or 70 columns of
// a result in three to four times the CPU time, measured in one run on the same
// rows with zstd. Whole numbers and decimals are written as differences in as few
// bits as they need, in less than a twentieth of the time that zstd takes to make as
// little of plain ones; words and numbers that repeat go through a dictionary in the order of
// the rows, which is given up as soon as it does not pay. Pages, of version 1, are cut at fixed
// rows of their row group, each by a worker, and put together in order: that is why
// the bytes depend on neither batches nor workers, and why of a row group only its
// compressed pages are in memory. Every page carries its checksum, and the footer a
// digest that stands right before it, where other readers do not look; it is
// checked on reading.
package parquetfile
