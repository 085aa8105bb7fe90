//go:build !unix || solaris || aix

package printer

import "os"

// nonblock is not known here.
const nonblock = 0

// lock relies on the device, which opens once.
func lock(*os.File) error { return nil }

// busy is not told apart here.
func busy(error) bool { return false }
