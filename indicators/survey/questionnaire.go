package survey

import (
	"slices"

	"github.com/brandvalue/brandvalue/internal/document"
)

// Text is a name in Chinese and English.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Item is one question that is answered with a whole number.
type Item struct {
	Code     string `json:"code"`
	Title    Text   `json:"title"`
	Low      int    `json:"low"`       // lowest answer
	High     int    `json:"high"`      // highest answer, 100 above the lowest at most
	NoAnswer []int  `json:"no_answer"` // codes off the scale that mean "don't know" or "refused", as 98 and 99
}

// Block is a set of items that are read together, such as the questions of a
// satisfaction index.
type Block struct {
	Code  string   `json:"code"`
	Title Text     `json:"title"`
	Items []string `json:"items"`
}

// Questionnaire says what is asked. It decides what a tally keeps: the answers to
// each item, and how the items of each block vary together.
type Questionnaire struct {
	Items  []Item  `json:"items"`
	Blocks []Block `json:"blocks"`
}

// widest is the most an answer can lie above the lowest of its scale; it bounds the
// sums of a tally.
const widest = 100

// ReadQuestionnaire reads a questionnaire from JSON. Every field must be written,
// and no other; all faults are reported at once.
func ReadQuestionnaire(data []byte) (Questionnaire, error) {
	var q Questionnaire
	if err := document.Decode(data, &q); err != nil {
		return Questionnaire{}, err
	}
	return q, q.Validate()
}

// Validate reports all that is wrong with the questionnaire.
func (q Questionnaire) Validate() error {
	var f faults
	if len(q.Items) == 0 {
		f.add("a questionnaire has at least one item")
	}
	for i, item := range q.Items {
		switch {
		case item.Code == "":
			f.add("item %d has no code", i+1)
		case q.item(item.Code) != i:
			f.add("item %q stands twice, at %d and %d", item.Code, q.item(item.Code)+1, i+1)
		}
		if item.Low >= item.High || item.High-item.Low > widest {
			f.add("item %q: low %d and high %d: a scale has from 2 to %d answers, rising", item.Code, item.Low, item.High, widest+1)
		}
		for _, code := range item.NoAnswer {
			if code >= item.Low && code <= item.High {
				f.add("item %q: no_answer %d is an answer on the scale", item.Code, code)
			}
		}
	}
	for i, block := range q.Blocks {
		switch {
		case block.Code == "":
			f.add("block %d has no code", i+1)
		case q.block(block.Code) != i:
			f.add("block %q stands twice, at %d and %d", block.Code, q.block(block.Code)+1, i+1)
		}
		if len(block.Items) == 0 {
			f.add("block %q has no items", block.Code)
		}
		for j, code := range block.Items {
			if q.item(code) < 0 {
				f.add("block %q: no item %q in the questionnaire", block.Code, code)
			}
			if slices.Index(block.Items, code) != j {
				f.add("block %q: item %q stands twice", block.Code, code)
			}
		}
	}
	return f.err()
}

func (q Questionnaire) item(code string) int {
	return slices.IndexFunc(q.Items, func(i Item) bool { return i.Code == code })
}

func (q Questionnaire) block(code string) int {
	return slices.IndexFunc(q.Blocks, func(b Block) bool { return b.Code == code })
}

// same reports whether tallies of the two questionnaires mean the same.
func (q Questionnaire) same(o Questionnaire) bool {
	return slices.EqualFunc(q.Items, o.Items, func(a, b Item) bool {
		return a.Code == b.Code && a.Low == b.Low && a.High == b.High
	}) && slices.EqualFunc(q.Blocks, o.Blocks, func(a, b Block) bool {
		return a.Code == b.Code && slices.Equal(a.Items, b.Items)
	})
}
