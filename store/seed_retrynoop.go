//go:build seed_retrynoop

package store

const (
	seededIndexLater    = false
	seededNumberOutside = false
	seededRetryNoOp     = true
)
