package dataset

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// nativeName is how native columns are named.
var nativeName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*$`)

// faultList gathers the faults of a document.
type faultList []error

func (l *faultList) add(format string, args ...any) { *l = append(*l, fmt.Errorf(format, args...)) }

// check adds the fault with the path where ok is false.
func (l *faultList) check(ok bool, path, text string) {
	if !ok {
		l.add("%s: %s", path, text)
	}
}

func (m *Mapping) faults() []error {
	var l faultList
	l.check(m.Version != "", "version", "is empty; name this state of the document")
	l.check(m.Title.Chinese != "", "title.zh", "is empty")
	l.check(m.Title.English != "", "title.en", "is empty")
	for i, text := range m.NotApplicable {
		if strings.TrimSpace(text) == "" || slices.Contains(m.Missing, text) {
			l.add("not_applicable[%d]: %s stands for a missing value already", i, quote(text))
		}
	}
	if _, err := ParseEvidence(m.Evidence); err != nil {
		l.add("evidence: %w", err)
	}
	if m.Years != nil {
		l.check(m.Years.From != "", "years.from", "is empty; name a foreign column")
		l.check(len(m.Years.Keep) > 0, "years.keep", "no year would be read")
	}
	l.check(len(m.Columns) > 0, "columns", "the mapping has none")
	first := map[string]int{}
	for i, c := range m.Columns {
		path := fmt.Sprintf("columns[%d]", i)
		if before, twice := first[c.Name]; twice && c.fault == nil {
			l.add("%s.name: %q is the name of columns[%d] already", path, c.Name, before)
		} else if c.fault == nil {
			first[c.Name] = i
		}
		for _, fault := range c.faults() {
			l.add("%s.%w", path, fault)
		}
		m.levels(&l, path, c)
	}
	return l
}

// levels reports columns of one item that state different evidence.
func (m *Mapping) levels(l *faultList, path string, c MappedColumn) {
	for _, other := range m.Columns {
		if c.Evidence != "" && other.Evidence != "" && Item(other.Name) == Item(c.Name) {
			if other.Evidence != c.Evidence {
				l.add("%s.evidence: %s here and %s for %s, a column of the same item", path, c.Evidence, other.Evidence, other.Name)
			}
			return
		}
	}
}

func (c MappedColumn) faults() []error {
	if c.fault != nil {
		return faultsUnder("", c.fault)
	}
	var l faultList
	l.check(nativeName.MatchString(c.Name), "name", quote(c.Name)+" is no native name: letters, digits and underscores, a letter first")
	if _, err := ParseEvidence(c.Evidence); err != nil {
		l.add("evidence: %w", err)
	}
	if c.Rule == nil {
		l.add("rule: there is none")
		return l
	}
	for _, fault := range c.Rule.faults() {
		l.add("rule.%w", fault)
	}
	if len(l) == 0 {
		c.native(&l)
	}
	return l
}

// native reports what the native file's own columns can't hold.
func (c MappedColumn) native(l *faultList) {
	held := c.Rule.form().Type
	if isMarker(c.Name) && held != Word {
		l.add("rule: gives %s where %s is of words", held, c.Name)
	}
	for _, f := range SubjectFields() {
		if f.Name == c.Name && !givesAs(Info{Type: held, Scale: c.Rule.form().Scale}, f) {
			l.add("rule: gives %s where %s is %s", c.Rule.form(), c.Name, typeName(f.Type, f.Scale))
		}
	}
	terms := termsOf(c.Name)
	if terms == nil {
		return
	}
	for _, word := range givenWords(c.Rule) {
		if err := terms.Check(c.Name, word); err != nil {
			l.add("rule: %w", err)
		}
	}
}

// termsOf is the closed list of words of a native column, nil for the others.
func termsOf(column string) Terms {
	switch column {
	case KindOf:
		return Kinds()
	case SectorOf:
		return Sectors()
	case SizeOf:
		return Sizes()
	case RightsOf:
		return RightsTerms()
	case ConsentOf:
		return Consents()
	}
	return nil
}

// givenWords are the native words that a rule states itself, in order.
func givenWords(rule MappingRule) (words []string) {
	switch r := rule.(type) {
	case ConstantRule:
		words = append(words, r.Value)
	case CategoryRule:
		for _, word := range r.Words {
			words = append(words, word)
		}
		if r.Others == othersDefault {
			words = append(words, r.Default)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

func (q Quantity) faults() (l faultList) {
	l.check(q.From != "", "from", "is empty; name a foreign column")
	if _, err := q.scaling(); err != nil {
		l = append(l, err)
	}
	return l
}

// checkForm reports a form that is no number's.
func (l *faultList) checkForm(as string) {
	if f, err := parseForm(as); err != nil {
		l.add("as: %w", err)
	} else if f.Type == Word {
		l.add("as: a number can't be held as a word; use the rule \"word\"")
	}
}

func (r NumberRule) faults() []error {
	l := r.Quantity.faults()
	l.checkForm(r.As)
	return l
}

func (r ProductRule) faults() []error {
	var l faultList
	l.check(len(r.Of) > 0, "of", "is empty")
	l.check(len(r.Of)+len(r.Over) > 1, "of", "a product of one column is the rule \"number\"")
	for i, q := range r.Of {
		for _, fault := range q.faults() {
			l.add("of[%d].%w", i, fault)
		}
	}
	for i, q := range r.Over {
		for _, fault := range q.faults() {
			l.add("over[%d].%w", i, fault)
		}
	}
	l.checkForm(r.As)
	return l
}

func (r ConstantRule) faults() []error {
	var l faultList
	form, err := parseForm(r.As)
	switch {
	case err != nil:
		l.add("as: %w", err)
	case form.Type == Word:
		l.check(r.Value != "" && r.Value == strings.TrimSpace(r.Value), "value", "is empty or has blanks around it")
	default:
		if f := (r.filler(&rulePlace{}).(*constantFiller)); f.value.got != readPresent {
			l.add("value: %s is no %s", quote(r.Value), form)
		}
	}
	return l
}

func (r WordRule) faults() []error {
	var l faultList
	l.check(r.From != "", "from", "is empty; name a foreign column")
	return l
}

func (r CodeRule) faults() []error {
	var l faultList
	l.check(r.From != "", "from", "is empty; name a foreign column")
	l.check(0 < r.Digits && r.Digits <= maxScale, "digits", fmt.Sprintf("%d is not from 1 to %d", r.Digits, maxScale))
	return l
}

func (r CategoryRule) faults() []error {
	var l faultList
	l.check(r.From != "", "from", "is empty; name a foreign column")
	l.check(len(r.Words) > 0, "words", "is empty; the rule \"word\" takes words as they stand")
	var foreign []string
	for word := range r.Words {
		foreign = append(foreign, word)
	}
	slices.Sort(foreign)
	for _, word := range foreign {
		if word == "" || word != strings.TrimSpace(word) || strings.TrimSpace(r.Words[word]) == "" {
			l.add("words.%s: an empty word, or one with blanks around it", word)
		}
	}
	switch r.Others {
	case othersKeep, othersRefuse:
		l.check(r.Default == "", "default", "is used only where others is \"default\"; leave it empty")
	case othersDefault:
		l.check(strings.TrimSpace(r.Default) != "", "default", "is empty, though others says to use it")
	default:
		l.add("others: %s is not one of keep, default, refuse", quote(r.Others))
	}
	return l
}
