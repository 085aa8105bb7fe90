// Package blob keeps whole files, scans and signed documents, beside the
// database: each sealed under the office's keys in a file of its own, named by
// what it holds, written and flushed before any record points to it.
//
// A folder of them holds 256 folders, 00 to ff, with the files; .tmp, where
// they are written first; and gone, the list of what was to vanish, one sum a
// line. A file that no record names is harmless: it was left by a crash between
// the two, and is swept away when it has stood for a day. One that a record
// names and that is not there is damage.
//
// As of the store, one process at a time opens a folder for writing; any
// number read beside it.
package blob
