// Package bolt is the store's engine on one bbolt file.
//
// A commit is one bbolt transaction with both its flushes. Start reading at
// engine.go. Opening (open.go, inspect.go) is suspicious, because bbolt itself
// makes a new store of an empty file, dies on a short one and falls back one
// transaction when its newest meta page is damaged. Beside the file X stand:
//
//	X.id    who the store is, JSON; the same is inside
//	X.head  the last commit, to notice an older or a swapped file
//	X.lock  who holds it, for people; the lock itself is the system's
//
// Moving a store means moving X, X.id and X.head together.
package bolt
