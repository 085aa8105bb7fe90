//go:build !unix || solaris || aix

package bolt

import (
	"os"
	"time"
)

// lockFile only opens where we have no lock of our own: bbolt's lock, taken
// right after, decides.
func lockFile(path string, _ bool, _ time.Duration) (*os.File, error) { return os.Open(path) }

func unlockFile(*os.File) error { return nil }
