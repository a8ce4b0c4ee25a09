package survey

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The list of statistics has every type of the package with an Estimate method.
func TestStatistics_ListIsComplete(t *testing.T) {
	listed := map[string]bool{}
	for _, s := range Statistics() {
		listed[reflect.TypeOf(s).Name()] = true
	}
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	found := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		require.NoError(t, err)
		for _, d := range file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || f.Name.Name != "Estimate" {
				continue
			}
			found++
			name := f.Recv.List[0].Type.(*ast.Ident).Name
			assert.True(t, listed[name], "%s can be estimated and is not in Statistics", name)
		}
	}
	assert.Equal(t, len(listed), found)
}

func TestStatistic_WrittenInFullAndReadBack(t *testing.T) {
	for _, s := range []Statistic{DefaultSatisfaction(threeItems.Blocks[0]), DefaultNetPromoter("recommend"), DefaultTopBox("quality", 8)} {
		data, err := WriteStatistic(s)
		require.NoError(t, err)
		back, err := ReadStatistic(data)
		require.NoError(t, err)
		assert.Equal(t, s, back)
	}
	_, err := ReadStatistic([]byte(`{"kind": "net-promoter", "item": "r", "promotors": 9}`))
	for _, part := range []string{"promotors: unknown", "promoters: absent", "detractors: absent", "least_base: absent", "confidence: absent"} {
		assert.ErrorContains(t, err, part)
	}
	_, err = ReadStatistic([]byte(`{"kind": "mood"}`))
	assert.ErrorContains(t, err, "satisfaction, net-promoter, top-box")
}

func TestPostStratification_ReadsStrictly(t *testing.T) {
	p := PostStratification{Shares: []Share{{"a", 0.25}, {"b", 0.75}}, Cap: 3, Fewest: 2}
	data, err := json.Marshal(p)
	require.NoError(t, err)
	back, err := ReadPostStratification(data)
	require.NoError(t, err)
	assert.Equal(t, p, back)
	_, err = ReadPostStratification([]byte(`{"shares": [{"stratum": "a"}], "cap": 0}`))
	assert.ErrorContains(t, err, "shares[0].share: absent")
	assert.ErrorContains(t, err, "fewest: absent")
}
