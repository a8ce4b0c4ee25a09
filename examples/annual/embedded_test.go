package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
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
		path := filepath.Join("data", name)
		if *update {
			require.NoError(t, writeNative(ctx, path, src, &bar{}))
		}
		embedded, err := parquetfile.Open(path)
		require.NoError(t, err)
		fields := nativeFields(embedded.Columns())
		assert.Equal(t, content(t, src, fields), content(t, embedded, fields),
			"%s is not what its source gives; run go test ./examples/annual -update and commit it", name)
		require.NoError(t, embedded.Close())
	}
}

// content is all of a source: figures, states and evidence, row by row. It
// does not depend on how a file is laid out.
func content(t *testing.T, src dataset.Source, fields []dataset.Field) []string {
	var rows []string
	for b, err := range dataset.Read(context.Background(), src, fields) {
		require.NoError(t, err)
		for i := range b.Rows {
			var row strings.Builder
			for k := range b.Columns {
				row.WriteString(cell(&b.Columns[k], i) + "|")
			}
			rows = append(rows, row.String())
		}
	}
	return rows
}

func cell(c *dataset.Column, i int) string {
	text := c.State[i].String()
	if c.Evidence != nil {
		text += c.Evidence[i].String()
	}
	switch {
	case c.State[i] != dataset.Present:
		return text
	case c.Field.Type == dataset.Number:
		return text + fmt.Sprint(c.Float[i])
	case c.Field.Type == dataset.Word:
		return text + c.Word(i)
	}
	return text + fmt.Sprint(c.Int[i])
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
