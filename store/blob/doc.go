// Package blob keeps whole files, scans and signed documents, beside the
// database: each sealed under the office's keys in a file of its own, named by
// what it holds, written and flushed before any record points to it.
package blob
