package sharedtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestModuleRootIsTheOutermostModule(t *testing.T) {
	top := t.TempDir()
	deep := filepath.Join(top, "root", "nested", "pkg")
	require.NoError(t, os.MkdirAll(deep, 0o755))
	write(t, filepath.Join(top, "root", "go.mod"))
	write(t, filepath.Join(top, "root", "nested", "go.mod"))

	got, ok := moduleRoot(deep)
	assert.True(t, ok)
	assert.Equal(t, filepath.Join(top, "root"), got)

	_, ok = moduleRoot(top)
	assert.False(t, ok, "a folder outside every module has no root")
}

func TestSharedBesideTellsAbsentFromBroken(t *testing.T) {
	root := filepath.Join(t.TempDir(), "root")
	shared := filepath.Join(filepath.Dir(root), "shared")

	_, err := sharedBeside(root)
	assert.ErrorIs(t, err, fs.ErrNotExist)

	write(t, shared)
	_, err = sharedBeside(root)
	require.Error(t, err)
	assert.NotErrorIs(t, err, fs.ErrNotExist, "a plain file of that name must fail the test, not skip it")

	require.NoError(t, os.Remove(shared))
	require.NoError(t, os.Mkdir(shared, 0o755))
	got, err := sharedBeside(root)
	require.NoError(t, err)
	assert.Equal(t, shared, got)
}

func TestRootHoldsThisModule(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(Root(t), "go.mod"))
	require.NoError(t, err)
	assert.Contains(t, string(text), "module github.com/brandvalue/brandvalue\n")
}

func write(t *testing.T, path string) {
	t.Helper()
	require.NoError(t, os.WriteFile(path, []byte("module x\n"), 0o644))
}
