// Package scans tells what a scanned file is, by what it holds and never by its
// name, and watches the folder that a scanner fills.
//
// Only headers and the skeleton of a file are read: no picture is unpacked, so
// that one which would grow to gigabytes does no harm. What begins as a PDF, a
// JPEG or a TIFF and does not come to its end is refused: it is a scan cut off.
package scans
