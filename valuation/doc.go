// Package valuation says what a brand is worth, given its case.
//
// A Case holds every number that a valuation rests on: past or coming earnings
// and the tangible assets behind them, lending rates, the brand's share of what
// is earned above the return on those assets, the return of the industry, the
// coefficient that the brand's strength gives, growth. A method is a value
// struct, ExcessEarnings, whose fields are the parameters that all subjects of
// an edition share. Method and case together give a Value, with what has to be
// shown beside it: terminal share, guards that were binding, low and high,
// implied royalty. The package knows nothing of indicators, files or years.
//
// One worked number: earnings of 1200, 1320, 1452, 1568.16, 1646.568 on current
// assets of 5000 and non-current of 8000, at 4.35 % and 4.90 %, brand share
// 0.6, Z 7.5 %, K 0.92, g 2 %, give I_A 609.5, R 6.9 %, 2,004.459 for the five
// years, 9,278.420 for what follows, and a value of 11,282.880, 82 % of it
// terminal. That is why the terminal share is always printed.
//
// # Symbols
//
//	V_B        Value.Yuan            brand value, formula (1) of GB/T 29188
//	F_t        brand cash flow       formula (2)
//	P_A        Year.Earnings         adjusted earnings after tax
//	I_A        return on tangible assets, formula (3)
//	A_CT       Year.Current          current tangible assets
//	A_NCT      Year.NonCurrent       non-current tangible assets
//	B_CT       Case.ShortRate        short lending rate
//	B_NCT      Case.LongRate         long lending rate
//	beta       Case.BrandShare       brand's share of the excess earnings
//	R = Z K    Value.Rate            discount rate, formula (4)
//	Z          Case.IndustryReturn   average return of the industry
//	K          Case.Coefficient      from the strength, see Coefficient
//	g          Case.TerminalGrowth   perpetual growth
//
// # Conventions
//
// Rates and shares are decimals, amounts are yuan in float64; published money
// is decimal, rounded once by the rule of the edition (Published). Products
// that feed a sum are rounded before the sum, so that every processor gives
// the same digits. No NaN or infinity leaves a function that returned no error.
//
// # Design
//
// No value is called computed per a standard: the bodies of the formulas of
// GB/T 29188 and its mapping from strength to K were not available as text. The
// mapping is a recorded choice (Coefficient) with its parameters written out.
//
// A basis pair that does not match is an error rather than a warning: profit
// after interest charged on all assets counts the cost of debt twice and turns
// half of all companies negative.
//
// Low and high move one input at a time. Moving all of them against the brand
// at once would give a range that nobody believes and nobody could use.
//
// A worksheet is written by the computation itself, not by a second formula
// that could drift from it.
package valuation
