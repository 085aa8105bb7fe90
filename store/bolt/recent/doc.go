// Package recent holds in memory what is committed and not yet in the index
// file: an ordered table that keeps every version of a key.
//
// One goroutine at a time writes, any number read beside it without locks. A
// reader names a commit and sees the table as it was after that commit, for as
// long as it likes: nothing is taken out of a Table. When its contents have
// moved elsewhere the whole Table is let go and a new one begun.
//
// Start reading at table.go. The keys stand in a skip list (list.go), each with
// the chain of its versions, newest first. Cursor (cursor.go) walks one table,
// Merge (merge.go) walks several sources as if they were one.
package recent
