package standing

// Claimant is the class of who complains.
type Claimant string

// The classes of claimant. Professional is one who claims or reports as a
// business; the founding paper orders such claims to be curbed by law, so that
// they are counted apart.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 二(五).
const (
	Consumer     Claimant = "consumer"
	Professional Claimant = "professional"
	Competitor   Claimant = "competitor"
	OtherParty   Claimant = "other"
)

// Outcome is how a complaint ended.
type Outcome string

// The outcomes of a complaint.
const (
	Upheld   Outcome = "upheld"    // the complaint is right
	NotTrue  Outcome = "unfounded" // it is not
	Settled  Outcome = "settled"   // the parties agreed
	TakenOff Outcome = "withdrawn" // the claimant took it back
)

var claimantNames = []named[Claimant]{
	{Consumer, Name{"消费者", "consumer"}},
	{Professional, Name{"职业索赔、职业举报人", "professional claimant"}},
	{Competitor, Name{"竞争者", "competitor"}},
	{OtherParty, Name{"其他", "other"}},
}

var outcomeNames = []named[Outcome]{
	{Upheld, Name{"属实", "upheld"}},
	{NotTrue, Name{"不属实", "unfounded"}},
	{Settled, Name{"调解和解", "settled"}},
	{TakenOff, Name{"撤诉", "withdrawn"}},
}

// Name returns the class's name in both languages.
func (c Claimant) Name() Name { return nameOf(claimantNames, c) }

// Name returns the outcome's name in both languages.
func (o Outcome) Name() Name { return nameOf(outcomeNames, o) }

// Complaints counts the complaints closed in a span of days. No count moves a standing.
type Complaints struct {
	Upheld             int // upheld, professional claims left out
	UpheldProfessional int // upheld as professional claims, counted apart
	NotUpheld          int // unfounded, settled or withdrawn, of all claimants
}

// Complaints counts the complaints closed from day from to day to, both included.
func (h *History) Complaints(from, to Date) (c Complaints) {
	for _, e := range h.entries {
		if e.Act != Complain || e.Date.Before(from) || e.Date.After(to) {
			continue
		}
		switch {
		case e.Outcome != Upheld:
			c.NotUpheld++
		case e.Claimant == Professional:
			c.UpheldProfessional++
		default:
			c.Upheld++
		}
	}
	return c
}
