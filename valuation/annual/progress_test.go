package annual_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/brandvalue/brandvalue/dataset/fictional"
	"github.com/brandvalue/brandvalue/dataset/parquetfile"
	"github.com/brandvalue/brandvalue/valuation/annual"
)

// Progress rises to the total in each stage.
func TestRun_Progress(t *testing.T) {
	m := model(t, "2025")
	last := map[string]annual.Progress{}
	_, _, _ = runOf(t, m, table(t, 512, m.Fields(), subjects(t, m, 51, 5000, 2024)), annual.Options{Workers: 3, Progress: func(p annual.Progress) {
		require.Greater(t, p.Rows, last[p.Stage].Rows)
		last[p.Stage] = p
	}})
	assert.Equal(t, annual.Progress{Stage: "assess", Rows: 5000, Total: 5000}, last["assess"])
	assert.Equal(t, annual.Progress{Stage: "write", Rows: 5000, Total: 5000}, last["write"])
}

// A run that is cancelled in either stage leaves the old results and no litter.
func TestRun_CancelledLeavesOldResults(t *testing.T) {
	m := model(t, "2025")
	stop := errors.New("somebody stopped it")
	for _, stage := range []string{"assess", "write"} {
		ctx, cancel := context.WithCancelCause(context.Background())
		dir := t.TempDir()
		path := filepath.Join(dir, "results.parquet")
		require.NoError(t, os.WriteFile(path, []byte("old"), 0o666))
		_, err := annual.Run(ctx, m, fictional.Enterprises{Seed: 1, N: 30_000, Year: 2024}, parquetfile.Create(path), annual.Options{
			Scratch: dir, Progress: func(p annual.Progress) {
				if p.Stage == stage && p.Rows > p.Total/2 {
					cancel(stop)
				}
			}})
		require.ErrorIs(t, err, stop)
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		assert.Equal(t, "old", string(data))
		entries, err := os.ReadDir(dir)
		require.NoError(t, err)
		assert.Len(t, entries, 1, "litter after stopping in stage %s: %v", stage, entries)
	}
}
