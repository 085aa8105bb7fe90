// Package backup copies a store into a folder, encrypted, while the office
// works, and makes files of it again.
//
// The truth of a store X is its log, X.log, whose files are only ever appended
// to; beside it stand X.id and, for what must be able to vanish, X.shred. A
// run reads them without any lock of bbolt's, so it may be another process
// than the one that serves: it finds the log's last whole frame, flushes the
// files up to there itself, and copies what lies between the end of the run
// before and that frame, each frame's sum checked on the way. The folder then
// holds, per run:
//
//	000001.age       age (age-encryption.org/v1) of a tar: log/NNNNNNNN.seg@OFFSET
//	                 pieces of the log's files, id, files/… what else was asked for
//	000001.keys.age  age of X.shred, the keys of people
//	000001.json      the manifest: from where to where, names, lengths, SHA-256
//
// Sealed files beside the store are copied one by one, into 000001.files, with
// a list of what came and went, 000001.files.txt.
//
// A manifest names the SHA-256 of the one before, so that none can be left out
// or put in; the first of a chain is full. It is written last, after all was
// read back from the disk: what has no manifest is no backup.
//
// The newest file of keys opens all older pieces of the log; older ones are
// overwritten and removed once a person was blotted out in between, so that
// the folder keeps the promise, too. Copies made of the folder do not.
package backup
