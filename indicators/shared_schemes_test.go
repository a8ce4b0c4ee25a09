package indicators_test

import (
	"encoding/json"
	"maps"
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/sharedtest"
)

// sharedSchemes is the form of the proposal's machine-readable tables.
type sharedSchemes struct {
	FullScore float64 `json:"full_score"`
	Metrics   map[string]struct {
		Name, Unit, Direction string
		Rule                  map[string]any
		MinEvidence           string `json:"min_evidence"`
	}
	Schemes map[string]struct {
		Dimensions map[string]struct {
			Name   string
			Weight float64
			Groups []struct {
				Name    string
				Weight  float64
				Metrics []struct {
					ID     string
					Weight float64
				}
			}
		}
	}
}

func readSharedSchemes(t *testing.T) sharedSchemes {
	data, err := os.ReadFile(sharedtest.File(t, "schemes", "default_schemes.json"))
	require.NoError(t, err)
	var s sharedSchemes
	require.NoError(t, json.Unmarshal(data, &s))
	return s
}

func TestSharedSchemesAreEmbedded(t *testing.T) {
	shared := readSharedSchemes(t)
	assert.ElementsMatch(t, indicators.SchemeCodes(), keys(shared.Schemes))
	for _, code := range indicators.SchemeCodes() {
		s, err := indicators.OpenScheme(code)
		require.NoError(t, err)
		assert.Equal(t, shared.FullScore, s.FullScore)
		assert.Len(t, s.Dimensions, len(shared.Schemes[code].Dimensions))
		for _, d := range s.Dimensions {
			want := shared.Schemes[code].Dimensions[d.Code]
			assert.Equal(t, want.Name, d.Name.Chinese)
			assert.Equal(t, want.Weight, d.Weight, "%s %s", code, d.Code)
			require.Len(t, d.Children, len(want.Groups))
			for i, g := range d.Children {
				assert.Equal(t, d.Code+string(rune('1'+i)), g.Code)
				assert.Equal(t, want.Groups[i].Name, g.Name.Chinese)
				assert.Equal(t, want.Groups[i].Weight, g.Weight)
				require.Len(t, g.Children, len(want.Groups[i].Metrics))
				for k, m := range g.Children {
					assert.Equal(t, want.Groups[i].Metrics[k].ID, m.Metric)
					assert.Equal(t, want.Groups[i].Metrics[k].Weight, m.Weight, "%s %s", code, m.Metric)
				}
			}
		}
	}
}

func TestSharedMetricsAreEmbedded(t *testing.T) {
	shared := readSharedSchemes(t)
	directions := map[string]indicators.Direction{"+": indicators.Benefit, "-": indicators.Cost, "interval": indicators.Target}
	assert.Len(t, indicators.Catalogue(), len(shared.Metrics))
	for _, m := range indicators.Catalogue() {
		want, ok := shared.Metrics[m.Code]
		require.True(t, ok, m.Code)
		assert.Equal(t, want.MinEvidence, m.MinEvidence.String(), m.Code)
		assert.Equal(t, want.Unit, m.Unit.English, m.Code)
		assert.Equal(t, directions[want.Direction], m.Direction, m.Code)
		assert.True(t, strings.HasPrefix(want.Name, string([]rune(m.Name.Chinese)[:2])), "%s: %s and %s", m.Code, want.Name, m.Name.Chinese)
		data, err := json.Marshal(m)
		require.NoError(t, err)
		var got struct{ Rule map[string]any }
		require.NoError(t, json.Unmarshal(data, &got))
		assert.Equal(t, want.Rule, asShared(got.Rule), m.Code)
	}
}

// asShared writes a rule's JSON as the shared tables do.
func asShared(rule map[string]any) map[string]any {
	out := maps.Clone(rule)
	kind := out["kind"].(string)
	out["type"] = kind
	delete(out, "kind")
	pointsOf := func(list any, value string, key string) map[string]any {
		table := map[string]any{}
		for _, item := range list.([]any) {
			item := item.(map[string]any)
			table[item[key].(string)] = item[value]
		}
		return table
	}
	switch kind {
	case "grade":
		out["map"] = pointsOf(out["grades"], "points", "code")
		delete(out, "grades")
	case "sum_cap":
		out["points"] = pointsOf(out["items"], "points", "code")
		delete(out, "items")
	case "deduct":
		out["events"] = pointsOf(out["events"], "weight", "field")
	case "steps":
		out["dir"] = map[any]any{"at_least": "ge", "at_most": "le"}[out["side"]]
		delete(out, "side")
		var cuts []any
		for _, c := range out["cuts"].([]any) {
			cuts = append(cuts, []any{c.(map[string]any)["at"], c.(map[string]any)["fraction"]})
		}
		out["cuts"] = cuts
	case "best_of":
		var rules []any
		for _, p := range out["parts"].([]any) {
			r := asShared(p.(map[string]any)["rule"].(map[string]any))
			if field := p.(map[string]any)["field"]; field != "x" { // what they leave unsaid
				r["field"] = field
			}
			rules = append(rules, r)
		}
		out["rules"] = rules
		delete(out, "parts")
	}
	return out
}

func keys[V any](m map[string]V) []string {
	var all []string
	for k := range m {
		all = append(all, k)
	}
	return all
}
