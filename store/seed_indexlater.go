//go:build seed_indexlater

package store

const (
	seededIndexLater    = true
	seededNumberOutside = false
	seededRetryNoOp     = false
)
