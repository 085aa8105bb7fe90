//go:build !seed_nofsync

package segment

// seededNoFsync is a mistake made on purpose, to see the tests find it.
const seededNoFsync = false
