package dataset

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestTermsAreFoundByWord(t *testing.T) {
	for _, terms := range []Terms{Kinds(), Sectors(), Sizes(), RightsTerms(), Consents()} {
		for i, term := range terms {
			assert.Equal(t, i, terms.Index(term.Word))
			assert.NoError(t, terms.Check("word", term.Word))
			assert.NotEmpty(t, term.Chinese)
			assert.NotEmpty(t, term.English)
		}
		assert.Equal(t, -1, terms.Index(""))
	}
	assert.EqualError(t, Sectors().Check("sector", "Service"),
		`sector "Service" is not one of industry, agriculture, services, marine; close names: services`)
	assert.EqualError(t, Kinds().Check("kind", ""), `kind "" is not one of product, enterprise, industry, region`)
}

func TestTermsIndexAllocatesNothing(t *testing.T) {
	sectors := Sectors()
	assert.Zero(t, testing.AllocsPerRun(100, func() { sectors.Index("marine") }))
}

func TestSubjectFieldsRequireKeyKindAndYear(t *testing.T) {
	var required []string
	for _, f := range SubjectFields() {
		if f.Required {
			required = append(required, f.Name)
		}
	}
	assert.Equal(t, []string{Key, KindOf, Year}, required)
}
