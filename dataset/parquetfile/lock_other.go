//go:build !(darwin || dragonfly || freebsd || linux || netbsd || openbsd)

package parquetfile

import (
	"errors"
	"os"
)

// errHeld tells that another run holds the lock of a file.
var errHeld = errors.New("another run is at work on it")

// errNoLocks tells that a file left by a killed run is not known from one at work.
var errNoLocks = errors.New("no locks on this system")

// lock takes no lock: what killed runs have left is then left alone.
func lock(*os.File) error { return errNoLocks }

func syncFolder(string) error { return nil }

func isFull(error) bool { return false }
