// Package annual runs the year: reported data in, published brand values out.
//
// An Edition is one year's model as a document: the schemes that score, the
// ladder of tiers, the way from strength to K, rates, industry figures with the
// grade of their source, guards, the rounding of money, what may be disclosed.
// Compile checks it and gives a Model, which is immutable and small. A Desk is
// the place of one worker: it takes a batch of subjects to a batch of results,
// for one enterprise in a service as for a nation.
//
//	src  := parquetfile.Open("subjects.parquet")
//	ed   := annual.OpenEdition(annual.Editions(), "2025")
//	m    := ed.Compile()
//	year := annual.Run(ctx, m, src, parquetfile.Create("results.parquet"), annual.Options{})
//	pub  := annual.Publish(ctx, m, results, annual.Selection{First: 20})
//
// Run has two stages. In the first, workers take runs of shards through their
// desks; results are put aside. In the second, what needs all subjects is added
// page by page: ranks, what counts in totals, the comparison with last year.
// Explain shows the whole way of one subject, Verify recomputes a published
// file and names each difference, Diff names each number in which two editions
// differ.
//
// # One worked number
//
// Tsingtao Brewery under edition listed-2015: net profit 1,713.13 million yuan
// on equity of 1,713.13/0.104 = 16,472.39 million, of which 0.3899 is current;
// charge 771.83 million; brand share 0.6 leaves a brand cash flow of 564.78
// million for 2015 and 762.83 million for 2014; F_0 = 2/3 of the one and 1/3 of
// the other = 630.80 million; at R = 8 %, growth 3 % and 2 % thereafter the
// value is about 112 hundred million yuan.
//
// # Conventions
//
// Tiers, grades and ranks are decided on the published figures. Equal ones
// share a rank (1, 2, 2, 4), within one kind and one list. Totals are sums of
// published values, net of subjects whose parent is counted (a parent that
// holds more than half, or whose share is unstated, itself or through others)
// and of licensees. Every subject of the fiscal year has a row in the results,
// with a status (Statuses) and the reason for it (Reasons); none is dropped.
//
// # Design
//
// Results wait between the stages in spools, one a task of some hundred
// thousand rows, so that workers never wait for each other and memory does not
// grow with the file. Ranks need 8 bytes a valued subject, finding keys that
// occur twice 8 bytes a row.
//
// A rank is found by searching the sorted values and not by sorting rows:
// nothing has to be put into another order, and equal values need no rule.
//
// Comparing with last year restates last year's cases, which the result file
// holds, under this year's mapping, rates, industry figures, guards and method.
// Scores stay as they were: the reported values behind them are not in the file.
//
// The results are the office's record. What may be shown of them is decided
// when a Publication is made, from each subject's consent.
//
// What was left out: a fall-back from an industry to its parent class. An
// edition lists the industries it knows; any other takes the default row, and
// the result says which row was taken.
package annual
