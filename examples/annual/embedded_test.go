package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset"
	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
)

var update = flag.Bool("update", false, "write the embedded Parquet files again")

// The embedded files are what data/SOURCE.md says: the CSV file seen through
// its mapping, and the first 200 fictional enterprises.
func TestEmbeddedFiles_AreTheirSources(t *testing.T) {
	ctx := context.Background()
	for name, src := range map[string]dataset.Source{
		"qingdao-listed-2015.parquet": listedCSV(t),
		"fictional-200.parquet":       fictional.Enterprises{Seed: demoSeed, N: 200, Year: 2024},
	} {
		again := filepath.Join(t.TempDir(), name)
		require.NoError(t, writeNative(ctx, again, src, &bar{}))
		got, err := os.ReadFile(again)
		require.NoError(t, err)
		if *update {
			require.NoError(t, os.WriteFile(filepath.Join("data", name), got, 0o666))
		}
		want, err := os.ReadFile(filepath.Join("data", name))
		require.NoError(t, err)
		require.True(t, bytes.Equal(want, got), "%s is not what its source gives; run go test ./examples/annual -update and commit it", name)
	}
}

func listedCSV(t *testing.T) dataset.Source {
	csv, err := parquetfile.OpenCSV(context.Background(), "data/qingdao-listed.csv", parquetfile.CSVOptions{})
	require.NoError(t, err)
	t.Cleanup(func() { csv.Close() })
	document, err := os.ReadFile("data/qingdao-listed.mapping.json")
	require.NoError(t, err)
	mapping, err := dataset.ParseMapping(document)
	require.NoError(t, err)
	src, err := mapping.Apply(csv)
	require.NoError(t, err)
	return src
}
