package parquetfile

import (
	"context"
	"os"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestFullDisk writes to the device that is always full.
func TestFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	require.NoError(t, err)
	defer full.Close()
	path := old(t)
	w := Create(path)
	require.NoError(t, w.Begin(resultFields))
	w.file.out = full
	err = w.Commit(context.Background(), nil)
	require.ErrorIs(t, err, syscall.ENOSPC)
	require.ErrorContains(t, err, path+": writing")
	require.ErrorContains(t, err, "make room or name another folder; the old file is as it was")
	requireOld(t, path)
}
