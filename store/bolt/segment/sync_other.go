//go:build !linux

package segment

import "os"

func datasync(f *os.File) error { return f.Sync() }

func reserve(*os.File, int64) error { return nil }

func trickle(*os.File, int64, int64) {}

func extent(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), nil
}
