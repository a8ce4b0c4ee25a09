package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Without arguments the command prints both tables and writes both files; the
// READMEs show how its output begins, and list every flag.
func TestREADME(t *testing.T) {
	for _, c := range []struct{ name, lang string }{{"../../README.md", "en"}, {"../../README.zh-CN.md", "zh"}} {
		out := t.TempDir()
		var stdout, stderr bytes.Buffer
		require.Zero(t, run(context.Background(), []string{"-out", out, "-lang", c.lang}, &stdout, &stderr), stderr.String())
		assert.FileExists(t, filepath.Join(out, "brand-values-2015.parquet"))
		assert.FileExists(t, filepath.Join(out, "brand-values-2025.parquet"))
		head := strings.Join(strings.SplitAfter(stdout.String(), "\n")[:11], "")
		readme, err := os.ReadFile(c.name)
		require.NoError(t, err)
		assert.Contains(t, string(readme), "```text\n"+head+"```\n", "%s does not show how the output begins:\n%s", c.name, head)
		for _, flag := range []string{"-in", "-mapping", "-edition", "-last", "-out", "-explain", "-verify", "-describe", "-workers", "-lang", "-demo"} {
			assert.Contains(t, string(readme), "`"+flag, "%s", c.name)
		}
	}
}
