package indicators

import (
	"fmt"
	"maps"
	"slices"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/internal/exact"
	"github.com/brandvalue/brandvalue/internal/population"
)

// PeerMean compares a figure with the mean of the subject's peers in the
// population. It is pinned as RatioToMean with a table of means:
//
//	s = clamp((x / mean - Zero) / (Full - Zero))
//
// Peers are those of the industry and size class, or else of the industry, its
// division, the sector, the city: the narrowest group in which at least Peers
// subjects have a value and the mean is positive. The city's mean is taken
// whatever its number. Means are exact sums over counts.
//
// Reference: 工信部企业〔2022〕63号, annex (above the mean of the sector); the
// widening and its least number are a library default, assumption.
type PeerMean struct {
	Zero  float64 `json:"zero"`
	Full  float64 `json:"full"`
	Peers int     `json:"peers"`
}

// Kind is "peer_mean".
func (PeerMean) Kind() string { return "peer_mean" }

// Words says the rule.
func (r PeerMean) Words() Text {
	return Text{
		fmt.Sprintf("与总体中同业均值之比(至少 %d 家),%v 得零分,%v 得满分", r.Peers, r.Zero, r.Full),
		fmt.Sprintf("ratio to the mean of the peers in the population (%d at least), zero at %v, full at %v", r.Peers, r.Zero, r.Full),
	}
}

func (r PeerMean) check() []error {
	faults := distinct("zero", r.Zero, "full", r.Full)
	if r.Peers < 1 {
		faults = append(faults, fmt.Errorf("peers: %d must be one or more", r.Peers))
	}
	return faults
}

func (r PeerMean) compile(c *compiler, item, figure string) reading {
	if figure == "" {
		figure = figureField
	}
	return reading{c.value(item, figure), between(r.Zero, 0, r.Full, 1)}
}

func (PeerMean) wants(Direction) wants { return wants{peers: true} }

func (r PeerMean) pin(_ Direction, p *described) (Rule, error) {
	groups := map[string]*peerSum{}
	for _, cell := range p.peers.cells() {
		for _, name := range cell.groups() {
			if groups[name] == nil {
				groups[name] = &peerSum{}
			}
			groups[name].merge(p.peers[cell])
		}
	}
	means := map[string]float64{}
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		g := groups[name]
		mean := population.Quotient(&g.sum, g.count)
		if (g.count >= int64(r.Peers) || name == anyIndustry) && mean > 0 && finite(mean) {
			means[name] = mean
		}
	}
	if _, ok := means[anyIndustry]; !ok {
		return nil, fmt.Errorf("the mean of all %d values is not a positive number", p.Count)
	}
	return RatioToMean{Zero: r.Zero, Full: r.Full, Means: means}, nil
}

// peerSums are the values of the subjects that stand in the same place. All
// wider groups are sums of these.
type peerSums map[peer]*peerSum

type peerSum struct {
	count int64
	sum   exact.Sum
}

func (s *peerSum) merge(o *peerSum) {
	s.count += o.count
	s.sum.Merge(&o.sum)
}

func (s peerSums) at(p peer) *peerSum {
	sum := s[p]
	if sum == nil {
		sum = &peerSum{}
		s[p] = sum
	}
	return sum
}

// cells are the places in the order of their words.
func (s peerSums) cells() []peer {
	return slices.SortedFunc(maps.Keys(s), func(a, b peer) int {
		return slices.Compare([]string{a.industry, a.size, a.sector}, []string{b.industry, b.size, b.sector})
	})
}

// add takes the values of the rows in view in.
func (s peerSums) add(v *view, at peerColumns, x []float64, state []dataset.State) {
	for k := range x {
		if state[k] == dataset.Present && finite(x[k]) {
			sum := s.at(v.peer(at, k))
			sum.count++
			sum.sum.Add(x[k])
		}
	}
}

func (s peerSums) merge(o peerSums) {
	for p, sum := range o {
		s.at(p).merge(sum)
	}
}

func (s peerSums) append(b []byte) []byte {
	b = population.AppendCount(b, int64(len(s)))
	for _, p := range s.cells() {
		for _, word := range []string{p.industry, p.size, p.sector} {
			b = population.AppendText(b, word)
		}
		b = population.AppendSum(population.AppendCount(b, s[p].count), &s[p].sum)
	}
	return b
}

func (s peerSums) read(r *population.Reader) {
	for n := r.Count(); n > 0 && r.Sound(); n-- {
		p := peer{r.Text(), r.Text(), r.Text()}
		*s.at(p) = peerSum{r.Count(), r.Sum()}
	}
}
