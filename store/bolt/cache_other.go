//go:build !linux

package bolt

func dropCache(string) {}
