//go:build seed_earlyack

package bolt

const seededEarlyAck = true
