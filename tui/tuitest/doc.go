// Package tuitest drives a model without a terminal, a program or a sleep: Pump
// sends messages, runs the commands that come back, and brings their answers in
// until all is at rest. Time is a Clock that only moves when told to.
//
// Start at pump.go; frames.go has the golden frames (go test -update writes
// them).
package tuitest
