// Package population describes columns of numbers that are read in parts: least
// and largest value, mean and deviation, entropy, and exact quantiles.
//
// # Model
//
// A summary is filled from some of the values and merged with the summaries of
// the others. All of them hold whole numbers, extremes or exact sums, so that
// the result depends neither on the order of the values nor on the parts they
// came in, and equal populations have equal encodings.
//
//   - [Extremes]: how many, the least, the largest;
//   - [Moments]: exact sums of x and x², for mean and deviation;
//   - [Shares]: sums of z and -z ln z for scores z within 0 to 1, for the entropy
//     of the shares p = z / sum(z);
//   - [Counter]: one pass of a search for [Quantiles].
//
// A worked number: the scores 0, 1, 1 have shares 0, 1/2, 1/2. Their entropy
// over its greatest possible value is ln 2 / ln 3 = 0.631.
//
// # Conventions
//
// Values are finite; those that are missing or not finite are left out by the
// caller. -0 counts as 0. A summary belongs to one goroutine.
//
// # Design
//
// Quantiles are found by counting, not by a sketch: an official result can't be
// off by one rank in a thousand. A pass counts the values in some thousand
// buckets of the range that may hold what is sought; from the least to the
// largest value in the bucket that holds it is the range of the next pass, and
// once few enough values are left they are kept and sorted. Buckets divide the order of the float64 numbers themselves, so
// that every pass gains the same number of bits whatever the distribution.
//
// The sums of Shares are whole numbers of 2^-62: terms lie within 0 to 1, so
// nothing overflows, and adding one takes two instructions where an exact sum of
// float64 takes ten.
package population
