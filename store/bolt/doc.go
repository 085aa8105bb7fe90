// Package bolt is the store's engine: a journal that is the truth, and one
// bbolt file that is its index.
//
// A commit is one record appended to the journal's files (package segment) and
// one flush, shared by all commits that wait at that moment (group.go). It is
// readable at once from memory (package recent, snapshot.go) and is put into
// bbolt's file in the background, in large transactions in the order of the
// keys (apply.go). Opening (open.go, verify.go) reads what the file has not yet
// from the journal; when the file is lost or damaged, Recover (recover.go)
// makes it anew from the journal alone. Start reading at engine.go, then
// core.go.
//
// Opening is suspicious, because bbolt itself makes a new store of an empty
// file, dies on a short one and falls back one transaction when its newest meta
// page is damaged. Beside the file X stand:
//
//	X.log/  the journal's files
//	X.id    who the store is, JSON; the same is inside
//	X.head  the last commit, to notice an older or a swapped journal
//	X.shred the keys people's data in the journal are hidden under (store.Shred)
//	X.lock  who holds it, for people; the lock itself is the system's
//
// Moving a store means moving X.log, X.id, X.head and X.shred together; X can be
// had from them.
//
// The promise: a store that any released version has made is opened by every
// later one, which says the same of it and goes on in its own format. The
// format stands in X.id: 1 is bbolt's file alone, as it was before the journal;
// 2 has the journal. A version refuses what is newer than itself and leaves it
// as it is. One store of each format is kept, with what its version answered,
// and opened by a test: cmd/tereze/testdata/formats.
package bolt
