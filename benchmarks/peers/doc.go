// Command peers measures the whole annual job, and the bare reading of a file,
// against DuckDB doing the same on the same file. The script run beside it
// installs DuckDB and starts it; benchmarks/README.md says what is measured and
// what came out.
//
// # The jobs
//
// The file has 54 columns: id, four categories, year, 36 indicators (i01 to i36,
// DOUBLE with 3 % nulls), six amounts a1 to a6 as DOUBLE and six, m1 to m6, as
// DECIMAL(18,2).
//
// Job decode sums all 49 columns of numbers.
//
// Job bench scores each indicator z = (x-min)/(max-min), a missing one as 0,
// weighs it by the entropy of its shares, w = (1-e)/sum(1-e), sums the scores in
// five dimensions and in total (S, 0 to 100), and values five years of excess
// earnings and a perpetuity:
//
//	V = sum F_t/(1+R)^t + F_6/(R-g)/(1+R)^5, R = 0.08 K(S), F_0 = weighted past flows
//
// It writes eleven columns and the rank of V.
//
// # Design
//
// The program puts the library's pieces together by itself, since an edition
// has no first pass over the population. Each measurement is a process of its
// own, so that time and memory are those of the whole process, with the start
// of it; the sides take turns, and ratios are those of neighbours.
package main
