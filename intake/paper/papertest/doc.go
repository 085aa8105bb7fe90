// Package papertest reads papers back with programs we did not write: poppler
// for the words and the pages, zbar for the bars. It is for tests alone.
//
// Start reading at Need (programs.go).
package papertest
