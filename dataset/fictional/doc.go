// Package fictional makes enterprises up: subjects with all figures that the
// default schemes and editions read, as many as are wanted, for demonstrations,
// tests and measurements where no real data may be shown or are at hand.
//
// None of them denotes a registered entity. Names begin with 虚构企业 (fictional
// enterprise) and the marks with F; a key is a unified social credit code with
// a right check character whose first two characters, X0, name a registration
// authority and a category that are not assigned, so that no entity can bear it.
//
// # The model
//
// Each enterprise has a sector, an industry and three factors, which are
// standard normal and go together a little: size S, quality Q, innovation I.
// A metric is a standard normal number
//
//	z = a S + b Q + c I + e,  var(e) such that var(z) = 1
//
// put through the shape of the metric: a normal or log-normal number with a
// stated middle half by sector, a grade, a set of items held, counts of events.
// The table of metrics says all of that, one row a metric. The accounts of three
// years are made from revenue, growth, margin, turnover and leverage and kept
// consistent to the fen; the metrics of the benefit dimension follow from them.
// One value in thirty is missing and one in fifty not applicable; of the others
// most have evidence at or above the level that the metric asks for. One
// enterprise in ten reports carelessly and has most of the gaps. Means of peers
// are left to the edition.
//
// # An example
//
// For q_spot, the pass rate of spot checks, the table says 93 to 99 for the
// middle half of industry. The median is 96 and the standard deviation
// 3/0.6745 = 4.448, so that z = 0.5 gives 96 + 2.224 = 98.22, and z = 1 the
// bound of 100.
//
// # Conventions
//
// Subject i, counted from zero, depends on the seed and i alone: not on how
// many there are, how they are cut into shards or which columns are read. All
// of its randomness is one PCG generator, seeded by SplitMix64 from seed and i.
// Its number is i+1; it stands in key and name. Percentages have two decimals,
// money is in whole fen. A parent has a smaller number than its subsidiary.
// What the year is called changes nothing else.
//
// # Design
//
// The table of metrics repeats codes, grades and items of package indicators,
// which this package can't know. A test of package annual holds one against the
// other.
//
// Ranges, shares and correlations are assumptions about Qingdao's better
// enterprises, chosen so that all tiers and statuses of a year occur. They are
// no statistics, and no conclusion about real enterprises can be drawn from them.
package fictional
