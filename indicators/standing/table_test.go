package standing

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var enterprise = Qualification{"E1", Enterprise, "household appliances"}

// scenario is a fictional life; the scenarios together take every row of the
// table. Where recognised is set, five entries of a recognition go before.
type scenario struct {
	name       string
	q          Qualification
	terms      func() Terms
	recognised bool
	events     []string
	end        State
}

var scenarios = []scenario{
	{"correction and lapse", product, DefaultTerms, false, []string{
		"submit 2026-03-02", "return 2026-03-04", "correct 2026-04-01", "return 2026-04-02", "lapse 2026-05-06",
		"reapply 2026-05-06", "submit 2026-05-06", "withdraw 2026-05-07"}, Withdrawn},
	{"failed and again", product, DefaultTerms, false, []string{
		"submit 2026-03-02", "accept 2026-03-03", "evaluate 2026-03-04", "fail 2026-03-05",
		"enter 2026-03-06 stage=reserve", "move 2027-01-01 stage=cultivate", "review 2027-02-01", "leave 2029-01-02 reason=NO_PROGRESS",
		"reapply 2029-01-02"}, Draft},
	{"vetoed", product, DefaultTerms, false, []string{
		"submit 2026-03-02", "accept 2026-03-03", "veto 2026-03-05 reason=TAX_D found=2026-03-01"}, Rejected},
	{"objections", product, DefaultTerms, false, []string{
		"submit 2026-03-02", "accept 2026-03-03", "evaluate 2026-03-04", "pass 2026-03-06", "object 2026-03-10", "dismiss 2026-03-11",
		"object 2026-03-12", "reopen 2026-03-20", "pass 2026-03-23", "object 2026-03-24", "fail 2026-04-01 reason=OBJECTION_UPHELD"}, Rejected},
	{"renewed", product, DefaultTerms, true, []string{
		"report 2027-03-01 year=2026", "renew 2028-09-16", "pass 2029-03-01", "confirm 2029-03-20"}, Recognised},
	{"expired", product, DefaultTerms, true, []string{"expire 2029-03-17", "reapply 2029-03-17"}, Draft},
	{"given up", product, DefaultTerms, true, []string{"give-up 2027-03-17"}, Withdrawn},
	{"warnings and fixes", product, DefaultTerms, true, []string{
		"warn 2026-05-01 reason=ENV_PENALTY found=2026-04-30", "warn 2026-05-02 reason=ACCIDENT_GENERAL found=2026-04-30",
		"fix 2026-05-03 of=6", "fix 2026-05-04 of=7"}, Recognised},
	{"suspensions and fixes", product, DefaultTerms, true, []string{
		"suspend 2026-05-01 reason=RECALL_ORDERED found=2026-04-30", // 6
		"warn 2026-05-02 reason=ENV_PENALTY found=2026-04-30",       // 7
		"suspend 2026-05-03 reason=RECALL_ORDERED found=2026-05-02", // 8
		"fix 2026-05-04 of=6", "fix 2026-05-05 of=8", "fix 2026-05-06 of=7",
		"suspend 2026-05-07 reason=RECALL_ORDERED found=2026-05-06", "fix 2026-05-08 of=12"}, Recognised},
	{"not put right, revoked, cooled down", product, gradedTerms, true, []string{
		"warn 2026-05-01 reason=ENV_PENALTY found=2026-04-30",                      // 6
		"intend 2026-07-01 reason=NOT_FIXED found=2026-06-30 intends=suspend of=6", // 7
		"hear 2026-07-03 of=7", "suspend 2026-07-31 reason=NOT_FIXED found=2026-06-30 of=7", // 9
		"serve 2026-08-01 of=9",
		"intend 2026-12-01 reason=NOT_FIXED found=2026-12-01 intends=revoke of=9", // 11
		"revoke 2027-02-02 reason=NOT_FIXED found=2026-12-01 of=11",               // 12
		"announce 2027-02-03 of=12", "serve 2027-02-03 of=12", "cool 2027-02-04", "reapply 2030-02-03"}, Draft},
	{"dropped", product, DefaultTerms, true, []string{
		"intend 2026-07-01 reason=STANDARD found=2026-06-30 intends=revoke", "hear 2026-07-02 of=6", "drop 2026-07-03 of=6"}, Recognised},
	{"removed", product, DefaultTerms, true, []string{
		"intend 2026-07-01 reason=TRADEMARK found=2026-06-30 intends=remove", "remove 2026-07-20 reason=TRADEMARK found=2026-06-30 of=6"}, Withdrawn},
	{"with its owner", product, DefaultTerms, true, []string{"cascade 2026-07-01"}, Revoked},
	{"blacklisted", enterprise, DefaultTerms, true, []string{
		"intend 2026-07-01 reason=BLACKLIST found=2026-06-30 intends=revoke", "hear 2026-07-02 of=6",
		"revoke 2026-07-03 reason=BLACKLIST found=2026-06-30 of=6", "serve 2026-07-03 of=8", "cool 2026-07-04", "delist 2027-07-10",
		"reapply 2029-07-04"}, Draft},
	{"contested and annulled", enterprise, DefaultTerms, true, []string{
		"intend 2026-07-01 reason=FORGED found=2026-06-30 intends=revoke", "hear 2026-07-02 of=6",
		"revoke 2026-07-03 reason=FORGED found=2026-06-30 of=6", "serve 2026-07-03 of=8", "contest 2026-08-03 of=8", "uphold 2026-10-01 of=8",
		"contest 2026-10-10 of=8", "annul 2027-01-10 of=8", "restore 2027-01-12 of=8", "announce 2027-01-13 of=14"}, Recognised},
	{"the record only", product, DefaultTerms, true, []string{
		"complaint 2026-07-01 claimant=consumer outcome=upheld", "misused 2026-07-01 found=2026-06-01", "counterfeited 2026-07-02 found=2026-06-01"}, Recognised},
}

func (sc *scenario) play(t *testing.T) life {
	l := newLife(t, sc.q, sc.terms())
	if sc.recognised {
		l = recognisedAs(t, sc.q, sc.terms())
	}
	l.do(sc.events...)
	return l
}

func TestScenarios(t *testing.T) {
	for _, sc := range scenarios {
		t.Run(sc.name, func(t *testing.T) {
			l := sc.play(t)
			assert.Equal(t, sc.end, l.Standing().State)
		})
	}
}

// rowsTaken replays a history and notes each row and each state on the way.
func rowsTaken(t *testing.T, h *History, rows map[int]bool, states map[State]bool) {
	g, err := New(h.q, h.cal, *h.known[0].terms)
	require.NoError(t, err)
	for i, e := range h.All() {
		s := g.now.clone()
		c := step{kind: h.q.Kind, terms: g.inForce, cal: h.cal, stays: g.stays, s: &s, e: e, seq: i}
		if row, err := c.take(); err == nil {
			for k := range table {
				if &table[k] == row {
					rows[k] = true
				}
			}
		}
		_, err := g.Append(e)
		require.NoError(t, err)
		states[g.now.State] = true
	}
}

func TestTableEveryRowIsTakenAndEveryStateReached(t *testing.T) {
	rows, states := map[int]bool{}, map[State]bool{}
	for _, sc := range scenarios {
		rowsTaken(t, sc.play(t).History, rows, states)
	}
	for i, row := range table {
		if row.Act == Adopt {
			continue // TestAdopt
		}
		assert.True(t, rows[i], "row %d is not exercised: %v %s -> %s", i, row.From, row.Act, row.To)
	}
	for _, s := range States() {
		assert.True(t, states[s], "state %s is not reached", s)
	}
}

// The table by itself: states reachable from draft, every act in it, every
// state and act of it known, guards said where they are checked.
func TestTableIsWhole(t *testing.T) {
	reached := map[State]bool{Draft: true}
	for range table {
		for _, row := range table {
			if row.To != unchanged && slices.ContainsFunc(row.From, func(s State) bool { return reached[s] }) {
				reached[row.To] = true
			}
		}
	}
	assert.Len(t, reached, len(States()))
	for _, a := range Acts() {
		assert.True(t, slices.ContainsFunc(table, func(r Row) bool { return r.Act == a }), "%s is in no row", a)
	}
	for _, row := range Table() {
		assert.NotNil(t, spec(row.Act), row.Act)
		for _, s := range append(slices.Clone(row.From), row.To) {
			assert.True(t, s == unchanged || known(stateNames, s), "%s", s)
		}
		if row.check != nil {
			assert.NotEmpty(t, row.Guard, "%v %s: a guard not said in words", row.From, row.Act)
		}
	}
}

func TestIllegalSaysWhatIsLegal(t *testing.T) {
	l := newLife(t, product)
	_, err := l.Append(event(t, "confirm 2026-03-02"))
	var illegal *IllegalError
	require.ErrorAs(t, err, &illegal)
	assert.Equal(t, Draft, illegal.State)
	assert.Contains(t, illegal.Legal, Submit)
	assert.Equal(t, l.Legal(), illegal.Legal)
	assert.ErrorContains(t, err, "acts of this state: submit,")
	l.do("submit 2026-03-02", "accept 2026-03-03", "evaluate 2026-03-04", "pass 2026-03-06")
	l.refuse("confirm 2026-03-13", "runs until 2026-03-13")
	l.refuse("object 2026-03-14", "has passed")
	l.refuse("confirm 2026-03-05", "before entry 4 of 2026-03-06")
}

func TestEventFaultsAllAtOnce(t *testing.T) {
	err := Event{Act: Revoke, Reason: "BAD", Year: 2026, Stage: "top", Of: -1, Intends: Warn, Document: "\x00"}.Validate()
	for _, words := range []string{"date is absent", "control characters", `reason "BAD"`, `needs the field "found"`, `no field "year"`, `no field "stage"`,
		`stage "top"`, "of = -1", `no field "intends"`, `intends "warn"`} {
		assert.ErrorContains(t, err, words)
	}
	assert.ErrorContains(t, Event{Act: "dance"}.Validate(), `act "dance" is unknown`)
	assert.ErrorContains(t, event(t, "warn 2026-05-01 reason=ENV_PENALTY found=2026-05-02").Validate(), "after the decision")
	e := event(t, "complaint 2026-05-01 claimant=cat outcome=purr")
	assert.ErrorContains(t, e.Validate(), `claimant "cat"`)
	assert.ErrorContains(t, e.Validate(), `outcome "purr"`)
	e.Document = ""
	assert.ErrorContains(t, e.Validate(), "document is absent")
}

func TestAdopt(t *testing.T) {
	strict := DefaultTerms()
	strict.Cooldown = Term{0, Forever, Assumption, "stricter option"}
	strict.Validity.N = 12
	digest, err := strict.Digest()
	require.NoError(t, err)
	l := recognised(t, DefaultTerms(), strict)
	l.refuse("adopt 2026-04-01 terms=abc", "not among those given")
	l.do("adopt 2026-04-01 terms=" + digest)
	l.refuse("adopt 2026-04-02 terms="+digest, "in force already")
	assert.Equal(t, "2029-03-16", l.Standing().ValidUntil.String(), "new terms do not judge the past")
	assert.Equal(t, strict, l.Terms())
	l.do("cascade 2026-07-01", "serve 2026-07-01 of=7", "cool 2026-07-02")
	l.refuse("reapply 2199-01-01", "never ends")
	assert.NotContains(t, topicsOf(l.Due(MustDate("2030-01-01"))), TopicCooldown)
	assert.Equal(t, DefaultTerms().Cooldown, l.known[0].terms.Cooldown)
}
