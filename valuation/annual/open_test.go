package annual

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/indicators"
	"github.com/brandvalue/brandvalue/internal/document"
)

// folder is a copy of the embedded editions that a test may change.
func folder(t testing.TB) fstest.MapFS {
	m := fstest.MapFS{}
	require.NoError(t, fs.WalkDir(Editions(), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(Editions(), path)
		m[path] = &fstest.MapFile{Data: data}
		return err
	}))
	return m
}

// parsed is a file of a folder as a tree.
func parsed(t testing.TB, m fstest.MapFS, name string) map[string]any {
	var tree map[string]any
	require.NoError(t, json.Unmarshal(m[name].Data, &tree))
	return tree
}

// put replaces a file by a tree, members in the order of their names.
func put(t testing.TB, m fstest.MapFS, name string, tree any) {
	data, err := json.MarshalIndent(tree, "", "\t")
	require.NoError(t, err)
	m[name] = &fstest.MapFile{Data: data}
}

// set puts a value into a tree at a path of members and positions.
func set(tree any, value any, path ...any) {
	for _, step := range path[:len(path)-1] {
		switch step := step.(type) {
		case string:
			tree = tree.(map[string]any)[step]
		case int:
			tree = tree.([]any)[step]
		}
	}
	switch last := path[len(path)-1].(type) {
	case string:
		tree.(map[string]any)[last] = value
	case int:
		tree.([]any)[last] = value
	}
}

func mustOpen(t testing.TB, code string) *Edition {
	e, err := OpenEdition(Editions(), code)
	require.NoError(t, err)
	return e
}

var embedded = []string{"2024", "2025", "listed-2015"}

func TestEmbeddedEditionsOpenCompileAndSayWhatTheyAre(t *testing.T) {
	codes, err := EditionCodes(Editions())
	require.NoError(t, err)
	assert.Equal(t, embedded, codes)
	label := map[string][2]string{"2024": {"建议稿", "proposal"}, "2025": {"建议稿", "proposal"}, "listed-2015": {"演示", "Demonstration"}}
	for _, code := range codes {
		e := mustOpen(t, code)
		assert.NoError(t, e.Check())
		assert.Contains(t, e.Title.Chinese, label[code][0])
		assert.Contains(t, e.Title.English, label[code][1])
		assert.Equal(t, Draft, e.State, "nothing of ours is final")
		_, err := e.Compile()
		assert.NoError(t, err, code)
		for _, row := range e.Industries {
			assert.Equal(t, Assumption, row.Grade, "%s %s: no table of the programme is public", code, row.Industry)
		}
	}
}

func TestOpenEditionReadsAFolderOfOnesOwn(t *testing.T) {
	dir := t.TempDir()
	m := folder(t)
	tree := parsed(t, m, "2025.json")
	tree["code"] = "mine"
	put(t, m, "mine.json", tree)
	require.NoError(t, os.WriteFile(filepath.Join(dir, "mine.json"), m["mine.json"].Data, 0o600))
	e, err := OpenEdition(os.DirFS(dir), "mine")
	require.NoError(t, err)
	assert.Equal(t, "general", e.scheme(anyOther).Code, "an embedded scheme, since the folder has none")
}

func TestSchemeOfTheFolderGoesBeforeTheEmbeddedOne(t *testing.T) {
	m := folder(t)
	own, err := indicators.OpenScheme("general")
	require.NoError(t, err)
	own.Title.English = "our own"
	put(t, m, "schemes/general.json", own)
	e, err := OpenEdition(m, "2025")
	require.NoError(t, err)
	assert.Equal(t, "our own", e.scheme(anyOther).Title.English)
	assert.NotEqual(t, mustOpen(t, "2025").Digest(), e.Digest())
}

func TestOpenEditionNamesTheKnownCodes(t *testing.T) {
	for code, want := range map[string]string{
		"2205":       `edition "2205" is not one of 2024, 2025, listed-2015; close names: 2025 (file does not exist)`,
		"../secret":  `edition "../secret" is not one of 2024, 2025, listed-2015 (file does not exist)`,
		"listed2015": `edition "listed2015" is not one of 2024, 2025, listed-2015; close names: listed-2015 (file does not exist)`,
	} {
		_, err := OpenEdition(Editions(), code)
		assert.EqualError(t, err, want)
		assert.ErrorIs(t, err, fs.ErrNotExist)
	}
}

func TestDigestIsOfTheContentNotOfItsForm(t *testing.T) {
	for _, code := range embedded {
		m := folder(t)
		for name := range m {
			put(t, m, name, parsed(t, m, name)) // other order, other white space
		}
		e, err := OpenEdition(m, code)
		require.NoError(t, err)
		assert.Equal(t, mustOpen(t, code).Digest(), e.Digest())
		assert.Regexp(t, "^sha256:[0-9a-f]{64}$", e.Digest())
	}
}

func TestDigestChangesWithAnyFigure(t *testing.T) {
	before := mustOpen(t, "2025").Digest()
	e := mustOpen(t, "2025")
	e.Industries[3].BrandShare += 1e-9
	assert.NotEqual(t, before, e.Digest())
	m := folder(t)
	data := bytes.Replace(m["schemes/listed.json"].Data, []byte(`"full": 0.15`), []byte(`"full": 0.16`), 1)
	require.NotEqual(t, m["schemes/listed.json"].Data, data)
	m["schemes/listed.json"] = &fstest.MapFile{Data: data}
	changed, err := OpenEdition(m, "listed-2015")
	require.NoError(t, err)
	assert.NotEqual(t, mustOpen(t, "listed-2015").Digest(), changed.Digest(), "a figure of its scheme")
}

func TestSealedEditionHoldsItsSchemes(t *testing.T) {
	m := folder(t)
	tree := parsed(t, m, "listed-2015.json")
	tree["state"] = "sealed"
	put(t, m, "listed-2015.json", tree)
	_, err := OpenEdition(m, "listed-2015")
	require.ErrorContains(t, err, "schemes.*.digest: empty; a sealed edition holds its schemes by their digests")

	digest, err := document.Digest(mustOpen(t, "listed-2015").scheme(anyOther))
	require.NoError(t, err)
	set(tree, digest, "schemes", "*", "digest")
	put(t, m, "listed-2015.json", tree)
	_, err = OpenEdition(m, "listed-2015")
	require.NoError(t, err)

	m["schemes/listed.json"].Data = bytes.Replace(m["schemes/listed.json"].Data, []byte(`"full": 0.15`), []byte(`"full": 0.16`), 1)
	_, err = OpenEdition(m, "listed-2015")
	require.ErrorContains(t, err, "schemes.*.digest: "+digest+" does not agree with the scheme")
}

func TestUnopenedEditionIsRefused(t *testing.T) {
	var e Edition
	require.NoError(t, json.Unmarshal(folder(t)["2025.json"].Data, &e))
	assert.ErrorContains(t, e.Check(), `schemes.services: the scheme "services" is not at hand`)
	_, err := (&Edition{}).Compile()
	assert.Error(t, err, "the zero edition is full of faults, none of which panics")
	assert.Empty(t, (&Edition{}).Digest())
}

func TestOpenEditionOfBrokenFiles(t *testing.T) {
	for content, want := range map[string]string{
		"":                       "edition x: the document is empty",
		"{\n  \"code\": \"x\",,": "edition x: line 2, column 15: invalid character ','",
		"[]":                     "edition x: the document: found a list, wanted an object",
		"{} {}":                  "edition x: more than one JSON value; a document is one",
		"{}":                     "edition x has 27 faults:\ncode: absent; every parameter must be written\ntitle: absent",
	} {
		_, err := OpenEdition(fstest.MapFS{"x.json": {Data: []byte(content)}}, "x")
		assert.ErrorContains(t, err, strings.TrimSuffix(want, "\n"), "%q", content)
	}
}

// FuzzEdition: bytes give an error or an edition that can be used, never a panic.
// The seeds are long; with -fuzzminimizetime 1x the time goes into new inputs.
func FuzzEdition(f *testing.F) {
	for _, code := range embedded {
		data, err := fs.ReadFile(Editions(), code+".json")
		require.NoError(f, err)
		f.Add(bytes.Replace(data, []byte(code), []byte("x"), 1))
	}
	f.Add([]byte(`{"code": "x", "schemes": {"*": {"scheme": "../../x", "digest": ""}}, "score": {"places": 2e9, "rule": ""}}`))
	base := folder(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		m := fstest.MapFS{"x.json": {Data: data}, "schemes/listed.json": base["schemes/listed.json"]}
		e, err := OpenEdition(m, "x")
		if err != nil {
			return
		}
		require.NoError(t, e.Check())
		_, err = e.Compile()
		require.NoError(t, err)
		require.NotEmpty(t, e.Digest())
		require.Empty(t, Diff(e, e))
	})
}
