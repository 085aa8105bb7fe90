//go:build !linux

package segment_test

import "errors"

func mountSmall(string) error { return errors.ErrUnsupported }

func unmount(string) {}
