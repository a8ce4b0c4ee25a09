package indicators_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/indicators"
)

const sound = `{
  "code": "small", "title": {"zh": "小", "en": "small"}, "status": "demonstration",
  "source": {"grade": "assumption", "words": "made up"}, "full_score": 100, "mean": "arithmetic",
  "metrics": [
    {"code": "a", "name": {"zh": "甲", "en": "a"}, "unit": {"zh": "%", "en": "%"}, "direction": "benefit", "min_evidence": "E2",
     "rule": {"kind": "linear", "zero": 0, "full": 10}, "source": {"grade": "assumption", "words": ""}},
    {"code": "b", "name": {"zh": "乙", "en": "b"}, "unit": {"zh": "%", "en": "%"}, "direction": "benefit", "min_evidence": "E2",
     "rule": {"kind": "best_of", "parts": [
        {"field": "x", "rule": {"kind": "steps", "side": "at_least", "cuts": [{"at": 5, "fraction": 1}, {"at": 3, "fraction": 0.5}], "else": 0}},
        {"field": "x", "rule": {"kind": "ratio_to_mean", "zero": 0, "full": 2}}]},
     "source": {"grade": "assumption", "words": ""}}
  ],
  "dimensions": [
    {"code": "D", "name": {"zh": "丁", "en": "d"}, "weight": 60, "mean": "geometric", "children": [
       {"metric": "a", "weight": 20},
       {"code": "D1", "name": {"zh": "丁一", "en": "d one"}, "weight": 40, "mean": "arithmetic", "children": [{"metric": "b", "weight": 40}]}]},
    {"code": "U", "name": {"zh": "未知", "en": "unknown"}, "weight": 40, "not_rateable": {"zh": "无公开数据", "en": "no public data"}}
  ]
}`

func TestSoundSchemeReadsAndWritesItself(t *testing.T) {
	s, err := indicators.ReadScheme([]byte(sound))
	require.NoError(t, err)
	data, err := json.Marshal(s)
	require.NoError(t, err)
	assert.JSONEq(t, sound, string(data))
	again, err := indicators.ReadScheme(data)
	require.NoError(t, err)
	assert.Equal(t, s, again)
}

// TestFaultsNameTheirPlace breaks the sound scheme in one place at a time.
func TestFaultsNameTheirPlace(t *testing.T) {
	for _, c := range []struct{ old, new, place, text string }{
		{`"metric": "a", "weight": 20`, `"metric": "a", "weight": 25`, "D", "sum to 65, not to 60"},
		{`"weight": 60`, `"weight": 70`, "scheme", "sum to 110, not to 100"},
		{`"metric": "a", "weight": 20`, `"metric": "a", "weight": -20`, "D/a", "weight -20 must be zero or more"},
		{`"metric": "a", "weight": 20`, `"metric": "zz", "weight": 20`, "D/zz", "neither defined in the scheme nor in the catalogue"},
		{`"metric": "a", "weight": 20`, `"metric": "b", "weight": 20`, "D/D1/b", "stands at D/b already"},
		{`"code": "D1"`, `"code": "D"`, "D/D", "stands at D already"},
		{`"metric": "a", "weight": 20`, `"metric": "a", "weight": 20, "mean": "geometric"`, "D/a", "mean: unknown"},
		{`"mean": "geometric", `, ``, "D", "mean: absent"},
		{`"mean": "geometric"`, `"mean": "median"`, "D", `mean "median" is not one of`},
		{`"children": [{"metric": "b", "weight": 40}]`, `"children": []`, "D/D1", "neither children nor a metric nor a reason"},
		{`"zh": "丁一"`, `"zh": ""`, "D/D1", "name: must be given in Chinese and English"},
		{`"full": 10`, `"full": 0`, "metrics/a", "zero and full are both 0"},
		{`"kind": "linear", "zero": 0, "full": 10`, `"kind": "linear", "zero": 0`, "metrics/a", "full: absent"},
		{`"kind": "linear", "zero": 0, "full": 10`, `"kind": "linear", "zero": 0, "full": 10, "cap": 1`, "metrics/a", "cap: unknown"},
		{`"kind": "linear"`, `"kind": "cubic"`, "metrics/a", `kind: "cubic" is not one of linear, baseline_lead`},
		{`"kind": "linear", "zero": 0, "full": 10`, `"kind": "linear", "zero": 10, "full": 0`, "metrics/a", "says benefit and its rule rewards as cost"},
		{`{"at": 5, "fraction": 1}, {"at": 3, "fraction": 0.5}`, `{"at": 3, "fraction": 1}, {"at": 5, "fraction": 0.5}`, "metrics/b", "never reached after 3; the cuts overlap"},
		{`{"at": 5, "fraction": 1}, {"at": 3, "fraction": 0.5}`, `{"at": 5, "fraction": 0.5}, {"at": 3, "fraction": 0.5}`, "metrics/b", "earns 0.5, not less than the 0.5 before it"},
		{`"side": "at_least", `, ``, "metrics/b", "side: absent"},
		{`"code": "b", "name"`, `"code": "a", "name"`, "metrics/a", "defined twice"},
		{`"code": "a", "name"`, `"code": "a__x", "name"`, "metrics/a__x", "double underscore"},
		{`"direction": "benefit", "min_evidence": "E2",
     "rule": {"kind": "linear"`, `"direction": "up", "min_evidence": "E2",
     "rule": {"kind": "linear"`, "metrics/a", `direction "up" is not one of`},
		{`"min_evidence": "E2",
     "rule": {"kind": "linear"`, `"min_evidence": "E7",
     "rule": {"kind": "linear"`, "metrics/a", `evidence "E7" is not one of`},
		{`"status": "demonstration"`, `"status": "final"`, "scheme", `status "final" is not one of`},
		{`"full_score": 100, `, ``, "scheme", "full_score: absent"},
		{`"code": "small"`, `"code": "small", "colour": "red"`, "scheme", "colour: unknown"},
		{`"not_rateable": {"zh": "无公开数据", "en": "no public data"}`, `"not_rateable": {"zh": "无公开数据", "en": ""}`, "U", "the reason must be given in Chinese and English"},
	} {
		broken := strings.Replace(sound, c.old, c.new, 1)
		require.NotEqual(t, sound, broken, c.old)
		_, err := indicators.ReadScheme([]byte(broken))
		if assert.Error(t, err, c.new) {
			assert.True(t, hasFault(err, c.place, c.text), "wanted %q at %s in:\n%v", c.text, c.place, err)
		}
	}
}

// hasFault looks for a fault at a place among joined errors.
func hasFault(err error, place, text string) bool {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		for _, e := range many.Unwrap() {
			if hasFault(e, place, text) {
				return true
			}
		}
		return false
	}
	var f *indicators.Fault
	return errors.As(err, &f) && f.Place == place && strings.Contains(f.Text, text)
}

func TestAllFaultsAreReportedAtOnce(t *testing.T) {
	broken := sound
	for old, new := range map[string]string{
		`"full": 10`:                   `"full": 0`,
		`"metric": "a", "weight": 20`:  `"metric": "zz", "weight": 25`,
		`"zh": "丁一"`:                   `"zh": ""`,
		`"status": "demonstration"`:    `"status": "final"`,
		`"mean": "geometric"`:          `"mean": "median"`,
		`"at": 3, "fraction": 0.5`:     `"at": 8, "fraction": 0.5`,
		`"kind": "ratio_to_mean", "ze`: `"kind": "ratio", "ze`,
	} {
		broken = strings.Replace(broken, old, new, 1)
	}
	_, err := indicators.ReadScheme([]byte(broken))
	require.Error(t, err)
	for _, f := range [][2]string{
		{"metrics/a", "both 0"}, {"D/zz", "neither defined"}, {"D", "sum to 65"}, {"D/D1", "name"}, {"scheme", "final"}, {"D", "median"},
		{"metrics/b", "overlap"}, {"metrics/b", `"ratio" is not one of`},
	} {
		assert.True(t, hasFault(err, f[0], f[1]), "wanted %q at %s in:\n%v", f[1], f[0], err)
	}
}

func TestNoSchemeAtAll(t *testing.T) {
	for _, text := range []string{"", "{", "[]", "null", "3", `{"dimensions": [1, null, []]}`, `{"dimensions": null}`, sound + sound} {
		_, err := indicators.ReadScheme([]byte(text))
		assert.Error(t, err, text)
	}
	_, err := indicators.OpenScheme("forestry")
	assert.ErrorContains(t, err, "general, industry, agriculture, services, marine")
}

func TestFaultsOfPolicies(t *testing.T) {
	s, err := indicators.ReadScheme([]byte(sound))
	require.NoError(t, err)
	p := indicators.ProposedPolicy()
	p.Evidence.E3, p.MinApplicable = 0.5, 2
	p.Means = indicators.Means{"b": {"beer": -1}}
	_, err = s.Compile(p)
	for _, text := range []string{"evidence.E3", "min_applicable", "means.b.beer"} {
		assert.ErrorContains(t, err, text)
	}
	p = indicators.ProposedPolicy()
	p.Means = indicators.Means{"a": {"*": 1}, "nothing": {"*": 1}, "b": {"*": 1}}
	_, err = s.Compile(p)
	assert.ErrorContains(t, err, "means.a: its rule linear takes no mean")
	assert.ErrorContains(t, err, "means.nothing: there is no such metric")
	assert.NotContains(t, err.Error(), "means.b")
}

func TestPolicyReadsAndWritesItself(t *testing.T) {
	p := indicators.ProposedPolicy()
	p.Strict, p.Missing, p.MinApplicable = true, indicators.Exclude{}, 0.5
	p.Means = indicators.Means{"e_tax": {"beer": 4.5, "*": 3}}
	data, err := json.Marshal(p)
	require.NoError(t, err)
	var again indicators.Policy
	require.NoError(t, json.Unmarshal(data, &again))
	assert.Equal(t, p, again)
	assert.ErrorContains(t, json.Unmarshal([]byte(strings.Replace(string(data), `"strict":true,`, ``, 1)), &again), "strict: absent")
	assert.ErrorContains(t, json.Unmarshal([]byte(strings.Replace(string(data), `exclude`, `guess`, 1)), &again), `"guess" is not one of zero, exclude`)
}

func TestBindReportsAllColumnsAtOnce(t *testing.T) {
	s, err := indicators.ReadScheme([]byte(sound))
	require.NoError(t, err)
	e, err := s.Compile(indicators.ProposedPolicy())
	require.NoError(t, err)
	_, err = e.Bind([]dataset.Field{{Name: "a", Type: dataset.Word, Evidence: true}, {Name: "b__mean", Type: dataset.Number}})
	assert.ErrorIs(t, err, dataset.ErrSchema)
	for _, text := range []string{"column a: asked for as word, wanted number", "column b__x: missing", "column b__mean: asked for without its evidence"} {
		assert.ErrorContains(t, err, text)
	}
}

func TestValuesThatTheSchemeCannotTake(t *testing.T) {
	e, err := mustRead(t, sound).Compile(indicators.ProposedPolicy())
	require.NoError(t, err)
	_, err = indicators.Values{
		"a": {Reported: "high"}, "b": {Reported: figures{"x": 1, "z": 2}}, "c": {Reported: 1.0}, "d": {Reported: true},
	}.Batch(e.Fields())
	for _, text := range []string{"metric a: column a takes a number", "metric b: the scheme reads no column b__z", "metric c: the scheme reads no such metric"} {
		assert.ErrorContains(t, err, text)
	}
	var vs indicators.Values
	for _, text := range []string{`{"a": {"value": true, "evidence": "E1"}}`, `{"a": {"value": 1}}`, `{"a": {"evidence": "E1"}}`, `{"a": {"value": null, "evidence": ""}}`, `{"a": {"value": 1, "evidence": "E9"}}`} {
		assert.Error(t, json.Unmarshal([]byte(text), &vs), text)
	}
}

func mustRead(t testing.TB, text string) *indicators.Scheme {
	s, err := indicators.ReadScheme([]byte(text))
	require.NoError(t, err)
	return s
}

func TestEmbeddedDocumentsAreSound(t *testing.T) {
	assert.Len(t, indicators.Catalogue(), 64)
	used := map[string]bool{}
	for _, code := range indicators.SchemeCodes() {
		s, err := indicators.OpenScheme(code)
		require.NoError(t, err)
		assert.Equal(t, "proposal", s.Status)
		assert.Contains(t, s.Title.English, "proposal")
		assert.Contains(t, s.Title.Chinese, "建议稿")
		for _, m := range s.Resolve().Metrics {
			used[m.Code] = true
		}
		resolved, err := json.Marshal(s.Resolve())
		require.NoError(t, err)
		again := mustRead(t, string(resolved))
		assert.Equal(t, s.Resolve(), again, "a resolved scheme stands alone")
	}
	assert.Len(t, used, 64, "every metric is used by some scheme")
	files, err := os.ReadDir("schemes")
	require.NoError(t, err)
	assert.Len(t, files, 1+len(indicators.SchemeCodes()))
}

// TestFaultsOfSchemesMadeInGo are those that a document's form rules out.
func TestFaultsOfSchemesMadeInGo(t *testing.T) {
	for _, c := range []struct {
		change      func(s *indicators.Scheme)
		place, text string
	}{
		{func(s *indicators.Scheme) {
			s.Dimensions = append(s.Dimensions, indicators.Node{Metric: "n"})
		}, "n", "can't be a dimension of its own"},
		{func(s *indicators.Scheme) { s.Dimensions[0].Children[0].Code = "X" }, "D/Xm", "a metric and a weight and nothing else"},
		{func(s *indicators.Scheme) { s.Dimensions[0].NotRateable = text("why") }, "D", "it is one or the other"},
		{func(s *indicators.Scheme) {
			s.Dimensions[0].Children = append(s.Dimensions[0].Children, indicators.Node{Code: "G", Name: text("g"), NotRateable: text("why")})
		}, "D/G", "only a dimension can be left out"},
		{func(s *indicators.Scheme) { s.Dimensions[0].Mean = 9 }, "D", "mean: 9 is none of those known"},
		{func(s *indicators.Scheme) { s.Mean = 9 }, "scheme", "mean: 9 is none of those known"},
		{func(s *indicators.Scheme) { s.Dimensions[0].Code = "a/b" }, "a/b", "must be a word"},
		{func(s *indicators.Scheme) { s.Dimensions = nil }, "scheme", "neither children"},
		{func(s *indicators.Scheme) { s.FullScore = 0 }, "scheme", "full_score: 0 must be a positive number"},
		{func(s *indicators.Scheme) { s.Code = "" }, "scheme", "code"},
		{func(s *indicators.Scheme) { s.Title = indicators.Text{} }, "scheme", "title"},
		{func(s *indicators.Scheme) { s.Source.Grade = "rumour" }, "scheme", "source.grade"},
		{func(s *indicators.Scheme) { s.Metrics[0].Rule = nil }, "metrics/m", "rule: absent"},
		{func(s *indicators.Scheme) { s.Metrics[0].Name.Chinese = "" }, "metrics/m", "name"},
		{func(s *indicators.Scheme) { s.Metrics[0].Direction = 7 }, "metrics/m", "direction"},
	} {
		s := single(indicators.Linear{Zero: 0, Full: 1}, indicators.Benefit)
		n := s.Metrics[0]
		n.Code = "n"
		s.Metrics = append(s.Metrics, n)
		require.NoError(t, s.Validate())
		c.change(s)
		err := s.Validate()
		if assert.Error(t, err, c.text) {
			assert.True(t, hasFault(err, c.place, c.text), "wanted %q at %s in:\n%v", c.text, c.place, err)
		}
		_, err = s.Compile(indicators.ProposedPolicy())
		assert.Error(t, err)
	}
}
