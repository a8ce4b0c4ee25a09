// Package exact adds numbers without rounding them on the way.
//
// A plain sum of float64 depends on the order of its terms: (0.1 + 0.2) + 0.3
// and 0.1 + (0.2 + 0.3) differ in their last digit. Totals over a population
// that is read in shards, by any number of workers, must not: the same data
// have to give the same bytes. Here the terms are kept exactly and rounded
// once, when the total is asked for, so neither order nor partition can show.
//
// # Model
//
// Every finite float64 is a whole number of 2^-1074 between -2^2098 and 2^2098,
// so a fixed-point number of some 2,200 bits holds any sum of them. [Sum] is that
// number, cut into 67 overlapping chunks: chunk k counts units of
// 2^(32k-1075) in 64 bits, of which 32 are its own and the rest are room for
// carries. Adding a value touches two neighbouring chunks and no other; after
// some two thousand values the carries are passed upward in one sweep. [Int128]
// does the same for int64, such as amounts of money in fen.
//
// A worked number: 1e16, 1 and -1e16 have the sum 1. Left to right, float64
// gives 0; a Sum gives 1 in each of the six orders.
//
// # Conventions
//
// The zero value is an empty sum, whose value is +0. A sum is a value without
// pointers: it can be copied by assignment and arrays of it need no
// allocation. Neither type may be changed by two goroutines at once; give each
// worker its own and Merge them. Encodings are canonical: equal sums have equal
// bytes.
//
// # Design
//
// The small superaccumulator of Neal was chosen over sorting, over compensated
// sums (Kahan, Neumaier), which are closer but still depend on the order, and
// over reproducible binned sums, which are independent of the order but not
// correctly rounded. Neal's large superaccumulator is faster on very long
// slices, but takes 32 KB a sum, and a table of sums is the usual case here.
//
// Reference: R. M. Neal, Fast exact summation using small and large
// superaccumulators, arXiv:1505.05571 (2015).
package exact
