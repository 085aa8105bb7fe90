//go:build !seed_indexlater && !seed_numberoutside && !seed_retrynoop

package store

// Bugs that build tags put in, so that the fault tests (faulttest) can show
// that they would notice them. In every program they are off.
const (
	seededIndexLater    = false // index entries are committed in a second transaction
	seededNumberOutside = false // Tx.Next takes the number outside of the transaction
	seededRetryNoOp     = false // Update runs a function again without looking its Op up
)
