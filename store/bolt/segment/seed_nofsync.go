//go:build seed_nofsync

package segment

const seededNoFsync = true
