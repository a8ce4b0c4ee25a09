//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package parquetfile

import (
	"errors"
	"os"
	"syscall"
)

// errHeld tells that another run holds the lock of a file.
var errHeld = errors.New("another run is at work on it")

// lock takes the lock of a file, which the system lets go with the process.
func lock(f *os.File) error {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return errHeld
	}
	return err
}

// syncFolder brings the names in a folder to the disk.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil // some file systems have nothing to sync there
	}
	return errors.Join(err, f.Close())
}

// isFull tells whether the disk or the user's share of it is full.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
