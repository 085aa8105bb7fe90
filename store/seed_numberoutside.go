//go:build seed_numberoutside

package store

const (
	seededIndexLater    = false
	seededNumberOutside = true
	seededRetryNoOp     = false
)
