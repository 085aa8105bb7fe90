//go:build !seed_earlyack

package bolt

// seededEarlyAck is a mistake made on purpose, to see the tests find it.
const seededEarlyAck = false
