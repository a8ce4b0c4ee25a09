package fictional

import (
	"math"
	"strconv"

	"github.com/brandvalue/brandvalue/dataset"
)

// authority stands where a unified social credit code names the registration
// authority and the category: no authority has X and no category 0.
//
// Reference: GB 32100-2015 with amendments, table of authorities and
// categories (1 to 9, A, N and Y; 1 to 9), as restated by statistical offices.
const authority = "X0"

// division is Qingdao in the codes of administrative divisions.
//
// Reference: GB/T 2260.
const division = "370200"

// The sectors in the order of dataset.Sectors.
const (
	makers = iota
	farms
	services
	marine
	sectors
)

var (
	sectorWeights = []float64{makers: 0.45, farms: 0.13, services: 0.30, marine: 0.12}
	sectorNames   = []string{makers: "工业", farms: "农业", services: "服务业", marine: "海洋经济"}

	districts       = []string{"市南区", "市北区", "李沧区", "崂山区", "城阳区", "黄岛区", "即墨区", "胶州市", "平度市", "莱西市"}
	districtWeights = []float64{0.10, 0.10, 0.08, 0.11, 0.13, 0.19, 0.11, 0.09, 0.05, 0.04}

	rightsWeights  = []float64{0.90, 0.03, 0.05, 0.02} // of dataset.RightsTerms
	consentWeights = []float64{0.85, 0.10, 0.05}       // of dataset.Consents
)

// The share of subjects with a parent, and of these with one that holds the majority.
const (
	parentShare   = 0.03
	majorityShare = 0.7
)

// revenueOfSize are the least revenues of large, medium and small enterprises
// by sector, in 10,000 yuan. The number of employees, the other criterion, is
// left aside.
//
// Reference: 国家统计局, 统计上大中小微型企业划分办法(2017), revenue of industry,
// agriculture, and hotels and catering.
var revenueOfSize = [sectors][3]float64{
	makers: {40000, 2000, 300}, farms: {20000, 500, 50}, services: {10000, 2000, 100}, marine: {40000, 2000, 300},
}

var (
	keySlot         = slotOf(dataset.Key)
	nameSlot        = slotOf(dataset.Name)
	kindSlot        = slotOf(dataset.KindOf)
	sectorSlot      = slotOf(dataset.SectorOf)
	industrySlot    = slotOf(dataset.Industry)
	districtSlot    = slotOf(dataset.District)
	sizeSlot        = slotOf(dataset.SizeOf)
	parentSlot      = slotOf(dataset.Parent)
	parentShareSlot = slotOf(dataset.ParentShare)
	rightsSlot      = slotOf(dataset.RightsOf)
	marksSlot       = slotOf(dataset.Marks)
	consentSlot     = slotOf(dataset.ConsentOf)

	enterprise = dataset.Kinds().Index("enterprise")
	owner      = dataset.RightsTerms().Index("owner")
	unknown    = dataset.RightsTerms().Index("unknown")
)

// identify draws what the figures depend on.
func (d *draft) identify() {
	d.sector = d.choose(sectorWeights)
	d.industry = industriesOf[d.sector][d.choose(industryWeights[d.sector])]
	d.careless = d.uniform() < carelessShare
}

// describe draws the rest of who the subject is.
func (d *draft) describe() {
	d.state[keySlot], d.state[nameSlot] = dataset.Present, dataset.Present
	d.setNumber(kindSlot, float64(enterprise))
	d.setNumber(sectorSlot, float64(d.sector))
	d.setNumber(industrySlot, float64(d.industry))
	d.setNumber(districtSlot, float64(d.choose(districtWeights)))
	d.setNumber(sizeSlot, float64(sizeClass(d.sector, d.yuan(0, revenue)/1e4)))
	d.setNumber(consentSlot, float64(d.choose(consentWeights)))
	d.drawParent()
	d.drawMarks()
}

func sizeClass(sector int, revenue float64) int {
	for class, least := range revenueOfSize[sector] {
		if revenue >= least {
			return class
		}
	}
	return len(revenueOfSize[sector])
}

// drawParent makes one subject in thirty a subsidiary of an earlier one.
func (d *draft) drawParent() {
	d.parent = -1
	isChild, which, majority, share := d.uniform() < parentShare, d.uniform(), d.uniform() < majorityShare, d.uniform()
	if !isChild || d.index == 0 {
		return
	}
	d.parent = int64(which * float64(d.index))
	d.state[parentSlot] = dataset.Present
	if majority {
		share = 51 + float64(49*share)
	} else {
		share = 10 + float64(39*share)
	}
	d.setNumber(parentShareSlot, decimals(share, 2))
}

// drawMarks makes the marks the subject's own, or an earlier subject's.
func (d *draft) drawMarks() {
	rights := d.choose(rightsWeights)
	which := d.uniform()
	d.marks = int(min(9, max(1, math.Round(2+float64(1.2*d.size)+d.normal()))))
	d.licensor = -1
	if d.index == 0 {
		rights = owner
	}
	if rights != owner && rights != unknown {
		d.licensor, d.marks = int64(which*float64(d.index)), 1
	}
	d.setNumber(rightsSlot, float64(rights))
	if rights != unknown {
		d.state[marksSlot] = dataset.Present
	}
}

// text is a word that the subject alone has.
func (d *draft) text(slot int) string {
	switch slot {
	case keySlot:
		return keyOf(d.index)
	case nameSlot:
		return nameOf(d.index, d.sector)
	case parentSlot:
		return keyOf(d.parent)
	}
	if d.licensor >= 0 {
		return marksOf(d.licensor, 1)
	}
	return marksOf(d.index, d.marks)
}

// keyOf is the key of subject i: X0, Qingdao, the number in nine digits, the
// check character.
func keyOf(i int64) string {
	first := make([]byte, 0, 17)
	first = append(first, authority+division...)
	key, err := dataset.SocialCreditCode(string(appendNumber(first, i, 9)))
	if err != nil {
		panic("fictional: " + err.Error())
	}
	return key
}

// nameOf is the name of subject i, which says that it is fictional.
func nameOf(i int64, sector int) string {
	name := append(make([]byte, 0, 48), "虚构企业"...)
	name = append(appendNumber(name, i, 6), '(')
	name = append(append(name, sectorNames[sector]...), ')')
	return string(name)
}

// marksOf are the first marks of subject i.
func marksOf(i int64, n int) string {
	list := make([]byte, 0, 128)
	for k := range n {
		if k > 0 {
			list = append(list, ';')
		}
		list = append(appendNumber(append(list, 'F'), i, 6), '-', byte('1'+k))
	}
	return string(list)
}

// appendNumber writes the number of subject i, which counts from one, with
// zeros in front up to the width.
func appendNumber(b []byte, i int64, width int) []byte {
	var digits [20]byte
	number := strconv.AppendInt(digits[:0], i+1, 10)
	for range width - len(number) {
		b = append(b, '0')
	}
	return append(b, number...)
}
