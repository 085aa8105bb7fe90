package segment

import "os"

// WithDisk puts other functions under the log.
func (o Options) WithDisk(flush func(*os.File) error, reserve func(*os.File, int64) error) Options {
	o.disk = &disk{flush, reserve}
	return o
}

// Datasync is the flush.
func Datasync(f *os.File) error { return datasync(f) }
