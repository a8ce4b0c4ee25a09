package fictional

import (
	"math"
	"math/rand/v2"

	"github.com/brandvalue/brandvalue/dataset"
)

// draft is one subject with all its values before they go into a batch, by slot.
type draft struct {
	random *rand.Rand
	pcg    *rand.PCG

	index    int64
	sector   int
	industry int  // position in industries
	careless bool // reports with gaps and thin evidence
	factors

	parent   int64 // index, or -1
	licensor int64 // index of who owns the mark, or -1
	marks    int   // trademarks

	fen      [years][itemCount]int64 // accounts, the latest year first
	reported int                     // years of them that are reported

	number   []float64 // also positions in closed lists
	state    []dataset.State
	evidence []dataset.Evidence // of a metric, by the slot of its first figure
}

// factors are what the metrics of an enterprise have in common: standard normal.
type factors struct{ size, quality, innovation float64 }

// Correlations of the factors, and what they are made with.
const (
	sizeQuality       = 0.30
	sizeInnovation    = 0.35
	qualityInnovation = 0.45
)

// draftsAtOnce is the number of subjects that are made before their values go
// into the columns: the columns of a batch lie in memory so that writing one
// value to each in turn would drive the others from the nearest cache.
const draftsAtOnce = 64

func newDrafts() []*draft {
	n := len(columns)
	drafts := make([]*draft, draftsAtOnce)
	for i := range drafts {
		pcg := new(rand.PCG)
		drafts[i] = &draft{pcg: pcg, random: rand.New(pcg), number: make([]float64, n),
			state: make([]dataset.State, n), evidence: make([]dataset.Evidence, n)}
	}
	return drafts
}

// make draws subject i of a seed.
func (d *draft) make(seed uint64, i int64) {
	d.pcg.Seed(seeds(seed, i))
	clear(d.state)
	d.index = i
	d.identify()
	d.drawFactors()
	d.drawAccounts()
	d.drawMetrics()
	d.describe()
}

// seeds are the two seeds of the PCG generator of subject i: the outputs 2i+1
// and 2i+2 of SplitMix64 started at the scrambled seed,
//
//	mix(mix(seed) + (2i+1) gamma),  mix(mix(seed) + (2i+2) gamma)
//
// so that neighbouring seeds and subjects have nothing in common.
//
// Reference: Steele, Lea, Flood, Fast splittable pseudorandom number
// generators, OOPSLA 2014.
func seeds(seed uint64, i int64) (high, low uint64) {
	at := mix(seed) + uint64(2*i+1)*gamma
	return mix(at), mix(at + gamma)
}

const gamma = 0x9e3779b97f4a7c15

func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

func (d *draft) drawFactors() {
	a, b, c := d.normal(), d.normal(), d.normal()
	d.size = a
	d.quality = float64(sizeQuality*a) + float64(qualityOwn*b)
	d.innovation = float64(sizeInnovation*a) + float64(innovationShared*b) + float64(innovationOwn*c)
}

// The factors are the size's own number, and those of quality and innovation
// behind one another (Cholesky's decomposition of the correlations).
var (
	qualityOwn       = math.Sqrt(1 - sizeQuality*sizeQuality)
	innovationShared = (qualityInnovation - sizeQuality*sizeInnovation) / qualityOwn
	innovationOwn    = math.Sqrt(1 - sizeInnovation*sizeInnovation - float64(innovationShared*innovationShared))
)

// ties say how a metric goes with the factors, and what is its own.
type ties struct{ size, quality, innovation, own float64 }

// tie completes the ties so that the metric's number is standard normal.
func tie(size, quality, innovation float64) ties {
	common := float64(size*size) + float64(quality*quality) + float64(innovation*innovation) +
		float64(2*size*quality*sizeQuality) + float64(2*size*innovation*sizeInnovation) + float64(2*quality*innovation*qualityInnovation)
	if common > 1 {
		panic("fictional: the ties of a metric with the factors exceed one")
	}
	return ties{size, quality, innovation, math.Sqrt(1 - common)}
}

// tied is a standard normal number with these ties.
func (d *draft) tied(t ties) float64 {
	return float64(t.size*d.size) + float64(t.quality*d.quality) + float64(t.innovation*d.innovation) + float64(t.own*d.normal())
}

// normal is a standard normal number.
func (d *draft) normal() float64 { return d.random.NormFloat64() }

// uniform is a number from 0 up to but not with 1.
func (d *draft) uniform() float64 { return d.random.Float64() }

// about is a normal number with the given middle and deviation.
func (d *draft) about(middle, deviation float64) float64 {
	return middle + float64(deviation*d.normal())
}

// choose is a position by its weight, all weights adding up to one.
func (d *draft) choose(weights []float64) int {
	u := d.uniform()
	for i, w := range weights {
		if u -= w; u < 0 {
			return i
		}
	}
	return len(weights) - 1
}

func (d *draft) setNumber(slot int, x float64) { d.number[slot], d.state[slot] = x, dataset.Present }
