// Command load works an office of many hands as people do, over SSH, and tells how it
// bears it.
//
//	go run ./cmd/load                  key to frame, processor, memory of N sessions
//	go run ./cmd/load hour --for 90s   ten terminals of mixed roles, lines cut at random
//
// The server is the real program, built and started as a process of its own, so
// that processor and memory are its own. Everybody in it is invented.
//
// Start reading at load.go. The measured persons are in people.go: they look at
// first bytes only and are light. Those of the hour read whole screens
// (screen.go) and decide by what they say; their scripts are in hour_*.go.
package main
