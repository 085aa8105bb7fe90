// Package store keeps records, their indexes, counts and a journal, and knows
// nothing of what they mean.
//
// Start reading at [Engine] (engine.go): an ordered map of bytes with atomic,
// conditional commits. Everything else is built above it once:
//
//   - [Ledger] (ledger.go, update.go): one office's data. Update runs a function
//     on a [Tx], which is a snapshot plus what the function has written so far,
//     and commits all of it or nothing, guarded by the journal's head.
//   - [Table] and [Index] (table.go, index.go): what the domain declares. Put
//     derives every index entry and every kept count from the old and the new
//     record, so that nobody can forget one.
//   - Indexes that came later or changed are built at opening (schema.go,
//     rebuild.go), batch by batch.
//   - The journal (journal.go, tree.go): one hash-chained entry a transaction,
//     also a leaf of a Merkle tree whose head can be signed.
//   - Proofs (proof.go): an entry by a signed head, checked without the store.
//   - Sealing (keys.go, layout.go): every value is encrypted and bound to its
//     key. A flipped bit is loud, a stolen file tells nothing.
//   - [Ledger.Audit] (audit.go): derives everything again and compares.
//
// The engines live below: store/bolt is the one there is; store/storetest holds
// the suite every engine must pass and the helper other packages' tests open
// their ledgers with.
package store
