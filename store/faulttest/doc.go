// Package faulttest hurts a real store and looks whether it kept its word:
// what was acknowledged is there, once, with its number, in its place, and what
// is not there is said.
//
// The tests run their own binary again as a child, which opens a store and lets
// writers act on it: accept, hand, mark, issue. It tells each command on a pipe
// before it is sent and again once it was acknowledged. The parent kills it,
// cuts the power, fails its writes, fills its disk, stops it or spoils its
// files, opens the store anew and holds it against what it was told (book_test.go).
//
//	go test ./store/faulttest          the short form, for CI
//	go test ./store/faulttest -long    the long one
//	go test ./store/faulttest -rounds 5 -run PowerCut
//
// Some tests need root, loop devices, strace. Without them they skip and say
// what is missing; where CI is set in the environment they fail instead.
//
// TestSeeds builds the tests again with each bug of store/seeds_off.go and its
// like put in, and demands that they fail: a test that cannot is worth nothing.
//
// Start reading at main_test.go, then child_test.go and book_test.go.
package faulttest
