// Package survey says what consumers say: it turns the answers of a survey into a
// satisfaction index, a net promoter score, top-box shares and the reliability of
// the questions, each with what is needed to judge it.
//
// # Problem
//
// A brand's customers answer questions on scales such as 1 to 10. The figures made
// of them go into an evaluation, so three doubts have to be answered with each:
// how much is chance (standard error, interval), how much is a sample that does
// not look like the population (weights, design effect), and how much is a base
// too small to speak of.
//
// # Model
//
// [Questionnaire] names the items, their scales, and the blocks of items that are
// read together. [Answers] are columns in memory, an item each, with a mask for
// missing ones. A [Tally] is all that is kept of them: counts and whole-number sums
// by stratum. Adding answers in parts, in any order, or merging the tallies of
// parts gives the same tally, bit for bit.
//
// Every figure is computed from a tally, and optionally a [Weighting] by known
// shares of the population: [Satisfaction], [NetPromoter] and [TopBox] give an
// [Estimate]; [CronbachAlpha] gives a [Reliability]; [Compare] and [Trend] say
// what changed from wave to wave, and whether it is more than chance.
//
// A worked number: of 200 answers on 0 to 10, 100 are 9 or 10 and 40 are 6 or
// less. The score is 50 - 20 = 30. The variable +1, 0, -1 has the mean 0.3 and the
// variance (0.5 + 0.2 - 0.09) 200/199, so the standard error is 100 sqrt(0.61/199) =
// 5.54 and the 95 % interval 19.1 to 40.9.
//
// # Conventions
//
// Shares and scores are in percent points: 5.0, not 0.05. Answers are whole
// numbers on the item's scale. A block is computed on the respondents who answered
// all of it; the number of others is reported. Weights are kept in millionths: 1.25
// is exact, a third is 0.333333.
//
// Standard errors treat respondents as drawn independently, each stratum apart if
// there is a weighting: with weights w, mean m and n respondents the variance of a
// mean is n/(n-1) sum w^2 (y-m)^2 / (sum w)^2, and strata add with the squares of
// their shares. Intervals of means and net promoter scores are Wald intervals,
// those of shares Wilson's.
//
// # Design
//
// Sums are whole numbers of 128 bits, so that no partition of the answers can show
// in a figure. Variances are formed exactly and rounded once; equal answers have
// the standard error 0, not 1e-9.
//
// A figure below its least base is computed, marked and warned of, not withheld:
// whether it counts is for the scheme that reads it.
package survey
