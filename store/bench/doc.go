// Command bench measures Tereze's store against SQLite, PostgreSQL and the bare
// disk: the same work, equally durable, in one run, with ratios.
//
//	go run . --cases 0,1000000 --writers 1,8,64 --for 60s --keep DIR
//
// It is a module of its own so that its peers never enter the product's.
//
// Tereze does its real work: intake.Desk.Accept, courier.Office.Mark and
// intake.Desk.Archive on a ledger with all its tables, indexes, kept counts,
// journal and sealing. The peers do the same work in the way that suits them
// best: tables with an index for each work list and search, covering where a
// list is read from it, kept counts, numbers from a sequence's row, a
// hash-chained journal, a table of operations. They store the very bytes of
// the case record and of the lists' rows, unsealed, as Tereze's own encoding
// made them, so that the ratio is the engine's. Every application is checked
// by the real Desk.Check on all of them.
//
// What favours the peers: nothing is sealed or blinded; the bytes of a case are
// ready and only its numbers are put in; a look-up hands out bytes and decodes
// nothing; nobody reads the case back after an act; the journal keeps no tree
// for short proofs. SQLite is called through its driver without database/sql.
//
// Reading order: run.go (what is measured, in which order), plan.go (what a
// store of N cases holds), peer.go, then one engine after another.
package main
