// Package plain is the simplest engine there is: one bbolt transaction a
// commit, with both its flushes. Tests hold the product's engine against it:
// equal commands must give equal state.
package plain
