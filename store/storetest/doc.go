// Package storetest is for tests only: the suite every store.Engine must pass
// (Run, in engine.go), ledgers for other packages' tests that audit themselves
// when the test ends (Open, in ledger.go), and an engine that fails on demand
// (Flaky, in flaky.go).
package storetest
