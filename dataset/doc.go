// Package dataset holds what was reported: the figures of enterprises, products,
// industries and regions, as they come from files, panels and services, before
// anything is computed from them.
//
// # The problem
//
// Reported data are never clean. Columns have other names and units, numbers
// stand in text, values are absent for several reasons, rows come twice. A score
// or a brand value that is published has to be traced to the file, row and
// column that it comes from, and nothing may be lost on the way without a word.
// And it has to work in the same way for one enterprise in a web request and for
// millions of rows that no memory holds.
//
// # The model
//
// A [Field] names a column and the [Type] its values are wanted as. A [Column]
// holds them for a run of rows, and for each value a [State]: missing, not
// applicable, or present. These are different things, and none is zero. It may
// also hold the [Evidence] for a value, from none to a public register. A
// [Batch] is the columns of some rows with their places and the [Issue] list of
// what could not be taken as it stood.
//
// A [Source] gives batches, cut into [Shard] units that can be read at the same
// time; a [Sink] takes them. [Memory] is both, in memory; [Spool] is both, on
// disk beyond a limit; package parquetfile has files. A [Mapping] makes a native
// source of a foreign one. [Form] fills rows from the maps and structs of a
// service. [Sort], [Duplicates] and [Pivot] work on any source in bounded memory.
//
// # The native file
//
// One row a subject and year. [SubjectFields] say who it is: key, name, kind,
// sector and so on. [CheckKey] tells a key that is mistyped from one that is
// not. Money is in yuan with two digits after the point, a percentage of 5 % is
// 5.0, a list is one text with its words joined by ";". The metric m has its
// value in the column m, or its parts in columns such as m__x and m__mean; the
// reported thing behind them is the item m, see [Item]. For each item there may
// be
//
//	m__evidence   E0 to E5, who vouches for it
//	m__state      NA where it does not concern the subject, else empty
//
// and values of earlier years stand beside the year, as revenue, revenue__1 and
// revenue__2. A value that is absent is missing, unless the state says NA.
//
// # An example
//
// Of the enterprise with key 91350100M000100Y43 the file says
//
//	revenue 1234.56, roe empty, roe__state NA, q_csat__x 4.2, q_csat__evidence E3
//
// Asked for revenue as [Decimal] with two digits, and for roe and q_csat__x as
// [Number], the last with its evidence, a source gives a batch of one row: the
// integer 123456, present; nothing, not applicable; 4.2, present, with [E3]. Asked
// for revenue as Number it gives 1234.56, the nearest float64. Asked for roa,
// required, it gives no batch and the error "column roa: missing, wanted number;
// close names: roe".
//
// The key's last character checks the others: the first 17, weighted by powers
// of three modulo 31, add up to 1640, which leaves 28, and 31 less 28 is 3.
//
// # Conventions
//
// Rows count from one in places and from zero in batches. A batch is valid until
// the next one is asked for; strings outlive it. What is amiss with the columns
// of a source is found before a value is read and named in one error,
// [ErrSchema]. What is amiss with a value is an Issue of its row, and the value
// counts as missing. No NaN and no infinity is ever present in a Number column
// that a source gives. The same rows in the same order give the same results
// for any cut into batches and shards.
//
// # Design
//
// Columns, not structs: an evaluation reads sixty figures of a million rows, and
// a loop over one column is what a processor does best. A service pays for it
// with a batch of one row, a microsecond or two to fill.
//
// State and value are apart, since no float64 can say why it is absent. The
// state of an item is written to all of its columns when they are read, so that
// whoever computes looks at one thing only.
//
// What can be asked as what is decided in one place, [Match], for all sources.
// It is strict: text that holds numbers is not guessed at but read through a
// Mapping, which somebody has checked.
//
// Rows keep their places through sorting and pivoting, so that a doubt about a
// value of two years ago names the line of the panel that it came from.
//
// Spools are sealed with checksums. A flipped bit on a temporary disk would
// otherwise change a published value, and nobody would know.
package dataset
