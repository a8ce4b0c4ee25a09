// Package indicators says how good a brand is: it scores what enterprises report
// on a tree of weighted indicators, and explains every point.
//
// # Problem
//
// A city judges brands on five dimensions: quality, innovation, brand, benefit
// and sustainability. Forms, registers and surveys give some sixty values of
// different kinds (per cent, grades, counts, certificates), with gaps and with
// evidence of different strength, and the office must be able to defend each
// score to the enterprise it concerns.
//
// # Model
//
// A Scheme is a document: dimensions, groups and indicators with weights. Each
// indicator names a Metric, whose Rule makes a fraction s within 0 to 1 of the
// value. Evidence below the level that the metric asks for multiplies it by a
// factor m. A dimension of weight W with indicators of weights w scores
//
//	D = W * sum(w*s*m) / sum(w)
//
// over the indicators that concern the subject, and the total is the sum of the
// dimensions. A worked number: satisfaction of 84 on a scale from 60 to 90 is
// s = 0.8; it rests on the company's own documents (E2) where an independent
// survey (E3) is asked for, so m = 0.9; of w = 40 points it earns 28.8.
//
// Not applicable, missing and zero are different: what does not concern the
// subject leaves the weights of its dimension; what is missing keeps its weight
// and earns nothing, or as the Policy says; both differ from a reported zero. A
// dimension without applicable weight is left out, and the total is scaled by
// the weights that remain and marked. The coverage is the weight with a value
// over the applicable weight.
//
// # Use
//
// OpenScheme or ReadScheme give a scheme, Compile with a Policy an Evaluator,
// Bind a Binding to the columns of a batch, Evaluate the Scores of its rows,
// Explain the way to one of them. A batch of one row serves a web request:
// Values makes one of a map. An Evaluator reads the columns it lists in Fields:
// metric m is column m; a rule that reads several figures has m__x and m__mean,
// or a column for each field or event.
//
// # Fitting
//
// A scheme may leave numbers to a population: UnfittedRules (min-max, quantiles,
// z-score, percentile, means of peers) and Weightings (entropy). Such a scheme
// can be written, reviewed and archived, but not compiled. Fit reads a source as
// often as needed and gives a document of the same kind with its numbers in
// place: every unfitted rule becomes one of Rules, every weight a number, and
// Fitted says on whom. A published scheme is a pinned one, so that no subject's
// score depends on who else applied; Fit gives a pinned scheme back unread. A
// worked number: satisfaction from 60 to 90 in last year's applications makes of
// {"kind": "min_max"} the rule {"kind": "linear", "zero": 60, "full": 90}.
//
// # Conventions
//
// Weights are points. Percentages are 5.0, not 0.05. Nothing is rounded, and no
// gate, bonus or deduction is applied here. Sums run in the order of the
// document, products that feed a sum are rounded first, and a subject's score
// depends on no other subject, so that results are the same for any batch,
// selection and machine. All embedded schemes are proposals: no official scoring
// table is public.
//
// # Design
//
// Every rule compiles to a measure (a value, logarithm, ratio, count, lookup,
// the best of several) in front of one concrete Scale: points joined by straight
// lines, where a point given twice is a step. A new kind of rule is a file and a
// line in Rules; there is no expression language, since a formula inside a
// document can be neither typed nor reviewed once for all.
//
// Batches are evaluated column by column in blocks of a thousand rows. Scores
// hold the worker's scratch space. An explanation is made by the same code on
// one row with a recorder listening, so that it can't drift from the score.
//
// A mean may differ by node; arithmetic groups inside an arithmetic node change
// nothing and are taken apart. A group with another mean counts in its parent
// with the weight that is left of it.
//
// Faults of a document are all reported at once. A rule or node reads itself
// without failing and keeps its faults for Validate, which knows the place.
//
// Fitting puts readable rules in the place of unfitted ones and keeps no second
// set of numbers beside a rule: whoever evaluates, explains or compares schemes
// need not know that there was a fit. A peers' mean is the one table; its pinned
// rule carries it. Weights from data divide a node's weight among the indicators
// below it, not among its children, so that groups need no pass of their own.
// Sums over the population are exact and quantiles order statistics, so that the
// numbers depend neither on the order of rows nor on shards nor on workers. A
// constant column is a fault unless allowed, since a scale without length says
// nothing; where its weight comes from data it weighs nothing.
//
// Refused: a best-of inside a best-of (write one list), an indicator as a
// dimension of its own, and indicators or codes that stand in a scheme twice,
// since one honour counts once.
package indicators
