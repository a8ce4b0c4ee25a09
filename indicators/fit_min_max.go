package indicators

// MinMax gives nothing to the worst value of the population and all to the best;
// it is pinned as Linear:
//
//	s = (x - min) / (max - min), for a cost (max - x) / (max - min)
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 5, min-max.
type MinMax struct{}

// Kind is "min_max".
func (MinMax) Kind() string { return "min_max" }

// Words says the rule.
func (MinMax) Words() Text {
	return Text{"总体最差值得零分,最优值得满分,其间线性", "zero at the worst value of the population, full at the best, linear between"}
}

func (MinMax) check() []error { return nil }

func (MinMax) compile(c *compiler, item, figure string) reading { return awaiting(c, item, figure) }

func (MinMax) wants(Direction) wants { return wants{} }

func (MinMax) pin(d Direction, p *described) (Rule, error) { return spanned(d, p.Least, p.Most) }
