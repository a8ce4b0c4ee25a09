// Package rounding turns computed numbers into published ones, once, by one
// rule.
//
// The usual ways to round a float64 round twice: math.Round(x*100)/100 rounds
// the product before it looks for the half, and a decimal made of x takes the
// shortest text that reads back as x for x itself. Both decide some halves
// wrongly, and a published figure that nobody can recompute is worth little.
//
// # Model
//
// A number x is rounded to p places: to the nearest whole multiple of 10^-p, with
// negative p to tens, hundreds and so on (-4 gives whole 万, -8 whole 亿). Of two
// multiples equally near, [Rule] chooses one. What x is has two honest answers,
// and the caller's type says which is meant:
//
//   - A float64 was computed. It is rounded as the real number that it is, a
//     whole multiple of a power of two, exactly.
//   - A decimal.Decimal was written by someone. It is rounded as the decimal
//     that it is.
//
// A worked number: the text 87.465 gives 87.46 half to even, to two places. The
// float64 nearest to 87.465 is 87.4650000000000034..., which lies above the half
// and gives 87.47 by every rule. Figures that arrive as text and are published
// again are therefore to be kept as decimals. Computed ones hardly ever meet a
// half, except for the halves that binary can write, such as 0.125.
//
// # Conventions
//
// Negative numbers are rounded as their magnitude, with the sign put back. The
// package never sets a variable of the decimal package.
//
// # Design
//
// [Rule.Unscaled] works on integers of 128 bits and not on floating point with
// error terms: a float64 is a fraction of 53 bits times a power of two, its
// product with 10^19 fits 117 bits, and then the half is found by comparing bits.
// There is one case for each sign of the places and none near a tie. Beyond 19
// places math/big does the same sum.
//
// Reference: GB/T 8170-2008, Rules of rounding off for numerical values and
// expression and judgement of limiting values, section 3.
package rounding
