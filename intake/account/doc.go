// Package account keeps who may come in: accounts of the office's workers,
// their passwords and public keys, and the delays that make guessing useless.
//
// Start reading at House (house.go). Coming in is in enter.go: one road for
// every password (prove), so that a name nobody has, a disabled account and a
// wrong password cost the same and are told the same. Delays are in tries.go,
// hashes in hasher.go, what makes a password in password.go, the
// administrator's work in staff.go, public keys in keys.go.
//
// An account stands beside the worker's record of package intake and never
// holds a password, only its hash. The administrator gives out one-time codes;
// only the person makes a password of one. Whoever holds the store's key file
// can do everything anyway: accounts bind people, not files.
package account
