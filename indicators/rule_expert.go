package indicators

// Expert takes a panel's result of a hundred: s = clamp(x / 100).
//
// Reference: GB/T 27925-2011 (expert scores in per cent of an item's points).
type Expert struct{}

// Kind is "expert".
func (Expert) Kind() string { return "expert" }

// Words says the rule.
func (Expert) Words() Text { return Text{"专家评分,满分 100", "a panel's score of 100"} }

func (Expert) check() []error { return nil }

func (Expert) compile(c *compiler, item, figure string) reading {
	return reading{c.value(item, figure), between(0, 0, 100, 1)}
}
