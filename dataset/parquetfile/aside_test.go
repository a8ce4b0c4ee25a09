package parquetfile

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/parquet-go/parquet-go"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// withAside makes a set put pages aside however small they are.
func withAside(dir string, memory int64) []Option {
	return []Option{WithTemporary(dir, memory), func(o *options) { o.ordinary = 0 }, WithBatchRows(100)}
}

func allValues(t *testing.T, s *Set) (rows [][]any, issues []dataset.Issue) {
	shards, err := s.Shards(context.Background(), natural(s))
	require.NoError(t, err)
	for _, shard := range shards {
		for b, err := range shard.Batches(context.Background()) {
			require.NoError(t, err)
			issues = append(issues, b.Issues...)
			for i := range b.Rows {
				row := make([]any, len(b.Columns))
				for k := range b.Columns {
					row[k] = valueAt(&b.Columns[k], i)
				}
				rows = append(rows, row)
			}
		}
	}
	return rows, issues
}

// TestColumnsPutAsideReadTheSame compares files of all kinds of column read with
// and without a temporary file.
func TestColumnsPutAsideReadTheSame(t *testing.T) {
	dir := t.TempDir()
	wide := wideFile(t, 1000, 400)
	files := [][]byte{wide}
	for seed := range uint64(6) {
		files = append(files, everyKind(t, seed, 250))
	}
	for _, data := range files {
		s, err := OpenReader("a", bytes.NewReader(data), int64(len(data)), WithBatchRows(100))
		require.NoError(t, err)
		want, wantIssues := allValues(t, s)
		for _, memory := range []int64{1, 2000} {
			s, err = OpenReader("a", bytes.NewReader(data), int64(len(data)), withAside(dir, memory)...)
			require.NoError(t, err)
			got, issues := allValues(t, s)
			require.Equal(t, want, got)
			require.ElementsMatch(t, wantIssues, issues)
		}
	}
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Empty(t, left)
}

func TestIssuesOfColumnsPutAside(t *testing.T) {
	type row struct {
		A float64 `parquet:"a"`
		B string  `parquet:"b"`
	}
	var rows []row
	for i := range 300 {
		rows = append(rows, row{float64(i), "text"})
	}
	rows[250].B = "\xff"
	data := fileOf(t, rows)
	s, err := OpenReader("a", bytes.NewReader(data), int64(len(data)), withAside(t.TempDir(), 1)...)
	require.NoError(t, err)
	_, issues := allValues(t, s)
	require.Len(t, issues, 1)
	assert.Equal(t, dataset.Issue{Code: IssueText, Severity: dataset.Fault, Row: 50, Column: "b", Text: "the text is not valid UTF-8; it counts as missing"}, issues[0])
}

func TestTemporaryFileThatCannotBeMade(t *testing.T) {
	data := wideFile(t, 100, 100)
	dir := filepath.Join(t.TempDir(), "absent")
	s, err := OpenReader("wide", bytes.NewReader(data), int64(len(data)), withAside(dir, 1)...)
	require.NoError(t, err)
	_, err = countRows(s, natural(s)...)
	require.ErrorIs(t, err, os.ErrNotExist)
	assert.ErrorContains(t, err, "no temporary file for large pages")
}

// TestOrdinaryPagesAreNotPutAside: the folder is not even looked at.
func TestOrdinaryPagesAreNotPutAside(t *testing.T) {
	data := wideFile(t, 100, 100, parquet.PageBufferSize(1<<20))
	s, err := OpenReader("wide", bytes.NewReader(data), int64(len(data)), WithTemporary(filepath.Join(t.TempDir(), "absent"), 1))
	require.NoError(t, err)
	rows, err := countRows(s, natural(s)...)
	require.NoError(t, err)
	assert.EqualValues(t, 100, rows)
}
