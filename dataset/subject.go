package dataset

import (
	"fmt"
	"strings"
)

// The columns of the native file that say who a subject is. All are words but
// ParentShare (number, percent) and Year (integer).
const (
	Key         = "key"          // unified social credit code, or a prefixed foreign key
	Name        = "name"         // as registered
	KindOf      = "kind"         // Kind
	SectorOf    = "sector"       // Sector
	Industry    = "industry"     // GB/T 4754 code or a word of the edition
	District    = "district"     // district or city of Qingdao
	SizeOf      = "size"         // Size
	Parent      = "parent"       // key of the parent, empty if none
	ParentShare = "parent_share" // percent that the parent holds
	RightsOf    = "rights"       // Rights
	Marks       = "marks"        // trademark numbers joined by ";"
	ConsentOf   = "consent"      // Consent
	Year        = "year"         // the fiscal year that the row reports
)

// SubjectFields are the identity columns of the native file in their order.
// Key, Kind and Year are required; a file without the others is one in which
// they are unknown.
func SubjectFields() []Field {
	return []Field{
		{Name: Key, Type: Word, Required: true},
		{Name: Name, Type: Word},
		{Name: KindOf, Type: Word, Required: true},
		{Name: SectorOf, Type: Word},
		{Name: Industry, Type: Word},
		{Name: District, Type: Word},
		{Name: SizeOf, Type: Word},
		{Name: Parent, Type: Word},
		{Name: ParentShare, Type: Number},
		{Name: RightsOf, Type: Word},
		{Name: Marks, Type: Word},
		{Name: ConsentOf, Type: Word},
		{Name: Year, Type: Integer, Required: true},
	}
}

// Term is one word of a closed list of the data model, with its names.
type Term struct{ Word, Chinese, English string }

// Terms is a closed list of the data model: the only words that a column may hold.
type Terms []Term

// Index is the position of a word in the list, or -1.
func (t Terms) Index(word string) int {
	for i := range t {
		if t[i].Word == word {
			return i
		}
	}
	return -1
}

// Check says that the word is not of the list, and which words are; what names
// the list, as in "sector". A word of the list is no error.
func (t Terms) Check(what, word string) error {
	if t.Index(word) >= 0 {
		return nil
	}
	words := make([]string, len(t))
	for i := range t {
		words[i] = t[i].Word
	}
	return fmt.Errorf("%s %s is not one of %s%s", what, quote(word), strings.Join(words, ", "), closeTo(word, words))
}

// Kinds are the kinds of subject, in the order of the founding paper.
func Kinds() Terms {
	return Terms{
		{"product", "产品(服务)", "product or service"},
		{"enterprise", "企业", "enterprise"},
		{"industry", "产业", "industry"},
		{"region", "区域", "region"},
	}
}

// Sectors are the fields of the founding paper; a subject has exactly one.
func Sectors() Terms {
	return Terms{
		{"industry", "工业", "industry"},
		{"agriculture", "农业", "agriculture"},
		{"services", "服务业", "services"},
		{"marine", "海洋经济", "marine economy"},
	}
}

// Sizes are the size classes of the national statistics.
func Sizes() Terms {
	return Terms{
		{"large", "大型", "large"},
		{"medium", "中型", "medium"},
		{"small", "小型", "small"},
		{"micro", "微型", "micro"},
	}
}

// RightsTerms are the relations of a subject to the mark it trades under. A
// licensee's figure is the brand in this licensee's business and counts once,
// under the owner.
func RightsTerms() Terms {
	return Terms{
		{"owner", "商标权人", "owner"},
		{"exclusive-licensee", "独占被许可人", "exclusive licensee"},
		{"licensee", "被许可人", "licensee"},
		{"unknown", "权属未明", "unknown"},
	}
}

// Consents are what a subject agrees to have published.
func Consents() Terms {
	return Terms{
		{"value", "同意公布价值", "value"},
		{"strength", "仅公布强度", "strength only"},
		{"nothing", "不公布", "nothing"},
	}
}
