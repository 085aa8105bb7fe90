// Package scan tells a barcode scanner from fingers and reads what it sent.
//
// A scanner types as a US keyboard, whatever layout is on, and ends with Enter:
// the Detector (detector.go) recognises the burst by its pace and keeps it from
// becoming hotkeys; the Decoder (decode.go, read.go) undoes the layout, takes away
// what the scanner was programmed to send around a code, cuts what ran together
// and accepts the one reading whose check digit holds. Both are plain state machines: the time
// is handed in, nothing waits. line.go draws the scan line.
package scan
