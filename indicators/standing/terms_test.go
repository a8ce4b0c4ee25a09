package standing

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestTermsRoundTrip(t *testing.T) {
	text, err := json.Marshal(DefaultTerms())
	require.NoError(t, err)
	var back Terms
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, DefaultTerms(), back)
	a, err := DefaultTerms().Digest()
	require.NoError(t, err)
	b, err := back.Digest()
	require.NoError(t, err)
	assert.Equal(t, a, b)
	back.Validity.N = 24
	b, err = back.Digest()
	require.NoError(t, err)
	assert.NotEqual(t, a, b)
}

// Each field of the document, left out, is refused by name; so is an unknown one.
func TestTermsRefuseAbsentAndUnknown(t *testing.T) {
	text, err := json.Marshal(DefaultTerms())
	require.NoError(t, err)
	var doc map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(text, &doc))
	assert.Len(t, doc, 3+len((&Terms{}).terms()), "a term is missing from the list of terms")
	for _, name := range slices.Sorted(maps.Keys(doc)) {
		less := maps.Clone(doc)
		delete(less, name)
		text, err := json.Marshal(less)
		require.NoError(t, err)
		var got Terms
		assert.ErrorContains(t, json.Unmarshal(text, &got), `"`+name+`" is absent`)
		assert.Equal(t, Terms{}, got)
	}
	doc["cool_down"] = json.RawMessage(`1`)
	doc["notice"] = json.RawMessage(`{"n":5,"unit":"working-days","grade":"assumption","sources":"x"}`)
	text, err = json.Marshal(doc)
	require.NoError(t, err)
	err = json.Unmarshal(text, &Terms{})
	for _, words := range []string{`"cool_down" is unknown`, `terms.notice: field "source" is absent`, `terms.notice: field "sources" is unknown`} {
		assert.ErrorContains(t, err, words)
	}
}

func TestTermsFaultsAllAtOnce(t *testing.T) {
	terms := DefaultTerms()
	terms.Title.EN = ""
	terms.Profile.Value = "lenient"
	terms.ReportDay.Value = "02-29"
	terms.Notice.Unit = Forever
	terms.Validity.Unit = WorkingDays
	terms.Rectify.N = 0
	terms.Cooldown = Term{36, Forever, Assumption, "x"}
	terms.Serve.Grade = "certain"
	terms.Decide.Source = ""
	err := terms.Validate()
	for _, words := range []string{"title", `"lenient"`, `"02-29"`, "notice: unit", "validity: unit", "rectify: n = 0", "cooldown: n = 36", `serve: grade "certain"`, "decide: source"} {
		assert.ErrorContains(t, err, words)
	}
	assert.NoError(t, DefaultTerms().Validate())
	_, err = New(Qualification{}, weekdays(), terms)
	for _, words := range []string{"subject and scope", "kind", "title"} {
		assert.ErrorContains(t, err, words)
	}
	_, err = New(product, weekdays())
	assert.ErrorContains(t, err, "terms are needed")
}

// The founding paper fixes the profile and no length of time.
func TestDefaults_FoundingPaper(t *testing.T) {
	terms := DefaultTerms()
	assert.Equal(t, string(Paper), terms.Profile.Value)
	assert.Equal(t, Official, terms.Profile.Grade)
	for _, f := range terms.terms() {
		assert.NotEqual(t, Official, f.term.Grade, f.name)
	}
	assert.Contains(t, terms.Title.EN, "proposal")
}

// No trigger on a holder is milder than the same veto on an applicant: an
// applicant gets no title, so a holder keeps no live one.
func TestTriggers_NoMilderThanVeto(t *testing.T) {
	seen := map[string]bool{}
	for _, trig := range Triggers() {
		if trig.Veto == "" {
			continue
		}
		seen[trig.Veto] = true
		for _, p := range []Profile{Paper, Graded} {
			for _, k := range []Kind{Product, Enterprise, Industry, Region} {
				assert.False(t, trig.Class(p, k).Milder(ClassSuspend), "%s %s %s", trig.Code, p, k)
			}
		}
		assert.True(t, trig.Again == "" || !trig.Again.Milder(trig.Graded), "%s: again is milder", trig.Code)
	}
	// AGE_3Y alone has no trigger: a holder does not grow younger.
	for _, veto := range []string{"FORGED", "CREDIT_3Y", "ACCIDENT_3Y", "SPOTCHECK_3Y", "FAKE_GOODS", "TAX_3Y", "BLACKLIST", "OPINION_MAJOR", "LOSS_2Y", "TRADEMARK"} {
		assert.True(t, seen[veto], "veto %s has no trigger on holders", veto)
		delete(seen, veto)
	}
	assert.Empty(t, seen)
}

// The paper's two sentences: below the standard revokes products and services;
// failed responsibility and the serious-illegality list revoke enterprises.
func TestTriggers_FoundingPaper(t *testing.T) {
	for _, code := range []Reason{"STANDARD", "STANDARD_SAFETY", "SPOTCHECK", "SPOTCHECK_SAFETY", "RESPONSIBILITY", Blacklisted} {
		assert.Equal(t, ClassRevoke, trigger(code).Class(Paper, Product), code)
		assert.Contains(t, trigger(code).Source, "四(三)", code)
	}
	for _, code := range []Reason{"RESPONSIBILITY", Blacklisted} {
		assert.Equal(t, ClassRevoke, trigger(code).Class(Paper, Enterprise), code)
	}
	assert.Equal(t, ClassSuspend, trigger("STANDARD").Class(Graded, Product))
	assert.Equal(t, ClassSuspend, trigger("STANDARD").Class(Paper, Enterprise))
	for _, trig := range Triggers() {
		for _, k := range []Kind{Product, Enterprise} {
			assert.False(t, trig.Class(Paper, k).Milder(trig.Class(Graded, k)), "%s: paper is milder than graded", trig.Code)
		}
	}
	for _, code := range []Reason{Counterfeit, MisuseOther, "RECALL_VOLUNTARY"} {
		assert.Equal(t, ClassNone, trigger(code).Paper, code)
		assert.Equal(t, ClassNone, trigger(code).Graded, code)
	}
}

func TestEverythingIsNamedInBothLanguages(t *testing.T) {
	full := func(n Name, code any) { assert.True(t, n.ZH != "" && n.EN != "", "%v", code) }
	for _, s := range States() {
		full(s.Name(), s)
	}
	assert.Len(t, States(), 15)
	codes := map[Reason]bool{}
	for _, x := range Triggers() {
		full(x.Code.Name(), x.Code)
		assert.False(t, codes[x.Code], "%s stands twice", x.Code)
		codes[x.Code] = true
		assert.NotEmpty(t, x.Source, x.Code)
	}
	for _, a := range actSpecs {
		full(a.act.Name(), a.act)
		for _, r := range a.reasons {
			full(r.Name(), r)
		}
	}
	for _, x := range topics {
		full(x.topic.Name(), x.topic)
	}
	full(Product.Name(), "kind")
	full(Develop.Name(), "stage")
	full(Professional.Name(), "claimant")
	full(Settled.Name(), "outcome")
	assert.Equal(t, Name{}, State("?").Name())
	assert.Equal(t, Name{}, Act("?").Name())
	assert.Equal(t, Name{}, Reason("?").Name())
	assert.Equal(t, Name{}, Topic("?").Name())
}
