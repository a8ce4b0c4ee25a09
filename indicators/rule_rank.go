package indicators

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// Rank scales the place among peers, which metric m reports in m__rank (1 is
// the first) and m__of (the number of peers, the subject among them), from Zero
// to Full. By rank the measured value is the rank itself; by percentile it is
//
//	p = (of - rank) / (of - 1)
//
// which is 1 for the first and 0 for the last. A rank outside of 1 to of, or
// fewer than two peers by percentile, is a Fault and counts as missing.
//
// Reference: expert scoring standard of the former programme 青岛名牌 (market
// rank); percentile rank as in Hyndman and Fan 1996, definition 7.
type Rank struct {
	By   Place   `json:"by"`
	Zero float64 `json:"zero"`
	Full float64 `json:"full"`
}

// Place says how the place among peers is measured.
type Place uint8

const (
	// ByRank measures the rank.
	ByRank Place = iota
	// ByPercentile measures the share of the other peers that stand behind.
	ByPercentile
)

var placeNames = []string{"rank", "percentile"}

// String is "rank" or "percentile".
func (p Place) String() string { return nameOf(placeNames, int(p)) }

// MarshalText writes the way as in a document.
func (p Place) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the way from a document.
func (p *Place) UnmarshalText(text []byte) error { return read(p, "by", placeNames, text) }

// Kind is "rank".
func (Rank) Kind() string { return "rank" }

// Words says the rule.
func (r Rank) Words() Text {
	by := Text{"名次", "rank"}
	if r.By == ByPercentile {
		by = Text{"百分位", "percentile"}
	}
	return Text{
		fmt.Sprintf("同业%s,%v 得零分,%v 得满分", by.Chinese, r.Zero, r.Full),
		fmt.Sprintf("%s among peers, zero at %v, full at %v", by.English, r.Zero, r.Full),
	}
}

func (r Rank) check() []error { return distinct("zero", r.Zero, "full", r.Full) }

func (r Rank) compile(c *compiler, item, _ string) reading {
	m := &place{c.number(item, "rank", true), c.number(item, "of", true), r.By}
	return reading{m, between(r.Zero, 0, r.Full, 1)}
}

// place is the rank or percentile of a subject.
type place struct {
	rank, of int
	by       Place
}

func (m *place) read(v *view) ([]float64, []dataset.State) {
	rank, own := v.number(m.rank)
	of, peers := v.number(m.of)
	y, state := v.floats(), v.states()
	for k := range rank {
		y[k], state[k] = rank[k], min(own[k], peers[k])
		if state[k] != dataset.Present {
			continue
		}
		least := 1.0
		if m.by == ByPercentile {
			least = 2
			y[k] = (of[k] - rank[k]) / (of[k] - 1)
		}
		if !(rank[k] >= 1 && rank[k] <= of[k] && of[k] >= least && finite(of[k])) {
			v.refuse(IssueRank, m.rank, k, fmt.Sprintf("rank %v of %v is no place among peers", rank[k], of[k]))
			state[k] = dataset.Missing
		}
	}
	return y, state
}
