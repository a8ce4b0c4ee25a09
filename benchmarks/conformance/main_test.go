package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// command runs the command and gives its exit status and what it wrote.
func command(args ...string) (status int, out, errs string) {
	var o, e bytes.Buffer
	status = run(args, &o, &e)
	return status, o.String(), e.String()
}

func TestAgreeingCases(t *testing.T) {
	status, out, errs := command("-cases", "testdata/agreeing.json")
	assert.Equal(t, allAgree, status, out)
	assert.Empty(t, errs)
	assert.Equal(t, len(methods), strings.Count(out, "  ok  "), "a case for every key")
	assert.Contains(t, out, "4 of 4 cases agree, 0 do not; files: 1\n")
	assert.Regexp(t, `printed: largest difference 0\.05 at K\[1\]`, out)
}

func TestEveryReasonToDisagree(t *testing.T) {
	status, out, errs := command("testdata/disagreeing.json")
	assert.Equal(t, someDisagree, status)
	assert.Empty(t, errs, "faults of cases stand in their lines")
	for id, reason := range map[string]string{
		"beyond-tolerance":         `largest difference 1\.2e-09 at S; S: is 80, expected 80\.0000001`,
		"beyond-printed-tolerance": `largest difference 0 at S; printed: largest difference 0\.012 at S; S: is 80, expected 81`,
		"not-computed":             `largest difference 0 at S; grade: is not computed, expected "A"`,
		"no-value":                 `at F\[0\]; V: is not computed, expected 500`,
		"unknown-method":           `the method "value\.unheard_of" is unknown`,
		"unknown-input":            `inputs: floor: unknown; known here are scores, weights`,
		"absent-input":             `inputs: scores: absent`,
		"wrong-input":              `weights and scores have other names: \[a\] and \[b\]`,
		"nothing-expected":         `the case is at fault: nothing is expected`,
		"no-tolerance":             `the case is at fault: tolerance: absent`,
		"unusable-value":           `q_std: .*best_of_all.*`,
		"case 12":                  `nowhere`,
	} {
		assert.Regexp(t, regexp.MustCompile(`(?m)^  NOT OK  `+id+` .*`+reason), out)
	}
	assert.Contains(t, out, "0 of 12 cases agree, 12 do not (1 of unknown methods); files: 1\n")
	assert.Len(t, strings.Split(strings.TrimSpace(out), "\n"), 14, "one line a case")
}

func TestOnlyRestrictsTheRun(t *testing.T) {
	status, out, _ := command("-cases", "testdata/agreeing.json", "testdata/disagreeing.json", "-only", "value.strength_coefficient_logistic")
	assert.Equal(t, allAgree, status)
	assert.Contains(t, out, "1 of 1 cases agree, 0 do not; 15 left out by -only; files: 2\n")

	status, out, _ = command("-only", "value.unheard_of", "-cases", "testdata/disagreeing.json")
	assert.Equal(t, someDisagree, status, "an unknown key is a failure, also by name")
	assert.Contains(t, out, "(1 of unknown methods)")

	status, _, errs := command("-only", "value.strength_sum,value.card", "testdata/agreeing.json")
	assert.Equal(t, notRun, status)
	assert.Contains(t, errs, "-only value.card: no case has this method")
}

func TestFilesThatHoldNoCases(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
		return path
	}
	for name, want := range map[string]string{
		filepath.Join(dir, "absent.json"):                "no such file",
		write("empty.json", ""):                          "empty.json:1: unexpected end",
		write("other.json", `{"results": []}`):           "other.json: no cases",
		write("none.json", `{"cases": []}`):              "none.json: no cases",
		write("broken.json", "{\n\"cases\": [\n{,"):      "broken.json:3: invalid character",
		write("shape.json", "{\n\"cases\": [\n[]\n]\n}"): "shape.json:3: json: cannot unmarshal array",
	} {
		status, out, errs := command("-cases", name, "-cases", "testdata/agreeing.json")
		assert.Equal(t, notRun, status, name)
		assert.Contains(t, errs, want)
		assert.Contains(t, out, "4 of 4 cases agree", "the other files are run all the same")
	}
}

func TestArguments(t *testing.T) {
	for _, args := range [][]string{{}, {"-only", "value.card"}, {"-unknown"}, {"-only", ",", "a.json"}} {
		status, _, errs := command(args...)
		assert.Equal(t, notRun, status, args)
		assert.NotEmpty(t, errs)
	}
	status, _, errs := command("-h")
	assert.Equal(t, allAgree, status)
	assert.Contains(t, errs, "-cases FILE")

	files, only, err := arguments([]string{"-cases", "a", "b", "-only", "x, y", "-cases", "c", "d", "-only=z"}, &bytes.Buffer{})
	require.NoError(t, err)
	assert.Equal(t, []string{"a", "b", "c", "d"}, files)
	assert.Equal(t, []string{"x", "y", "z"}, only)
}

func TestPanicFailsItsCaseAlone(t *testing.T) {
	var out bytes.Buffer
	r := runner{out: &out, methods: map[string]method{
		"panics": func(json.RawMessage) (figures, error) { panic("no pivot") }, "sum": strengthSum,
	}}
	cases, err := readCases("testdata/agreeing.json")
	require.NoError(t, err)
	bad, good := cases[0], cases[0]
	bad.Method, good.Method = "panics", "sum"
	r.file("made up", []testCase{bad, good})
	assert.Equal(t, 1, r.agreed)
	assert.Equal(t, 1, r.failed)
	assert.Contains(t, out.String(), "panicked: no pivot")
}

// TestSharedGoldenCases runs the reference cases of the keys in the table.
func TestSharedGoldenCases(t *testing.T) {
	keys := []string{"evaluate.enterprise", "value.excess_earnings", "value.strength_coefficient_logistic", "value.strength_sum"}
	status, out, errs := command("-only", strings.Join(keys, ","), "-cases",
		sharedtest.File(t, "golden", "valuation_synthetic.json"),
		sharedtest.File(t, "golden", "evaluation.json"),
		sharedtest.File(t, "golden", "evaluation_example.json"))
	assert.Equal(t, allAgree, status, out+errs)
	assert.Contains(t, out, "15 of 15 cases agree")
	for _, key := range keys {
		assert.Contains(t, out, key)
	}
}

func TestRowsOfAnEnterprise(t *testing.T) {
	cases, err := readCases("testdata/agreeing.json")
	require.NoError(t, err)
	got, err := evaluateEnterprise(cases[3].Inputs)
	require.NoError(t, err)
	list := got["rows"].([]any)
	at := slices.IndexFunc(list, func(row any) bool { return row.(map[string]any)["metric"] == "q_spot" })
	want := map[string]any{"metric": "q_spot", "weight": 45.0, "score_fraction": 0.9, "multiplier": 1.0, "points": 40.5}
	assert.Equal(t, want, list[at])
	missing := slices.IndexFunc(list, func(row any) bool { return row.(map[string]any)["metric"] == "q_csat" })
	assert.Equal(t, map[string]any{"metric": "q_csat", "weight": 40.0, "score_fraction": nil, "multiplier": nil, "points": 0.0}, list[missing])
	assert.Equal(t, 0.681197, rounded(0.68119651))
}
