package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	"golang.org/x/mod/sumdb/tlog"
)

// Report is what an audit found and what it looked at.
type Report struct {
	Findings                                []Finding
	Entries, Records, IndexEntries, Tallies uint64
}

// OK says that nothing was found.
func (r Report) OK() bool { return len(r.Findings) == 0 }

// Finding is one thing that is not as it should be. It names no person.
type Finding struct{ Where, What string }

func (f Finding) String() string { return f.Where + ": " + f.What }

const maxFindings = 1000 // more say nothing new

// Checker is implemented by an engine that can look over its own structure.
type Checker interface {
	// Check calls found for each thing it finds and returns an error only when
	// it could not look.
	Check(ctx context.Context, found func(what string)) error
}

// Audit derives everything again and compares: every seal, the journal's chain
// and tree, the ops, each record's and sequence's last sum in the journal, each
// index entry and each count, and that nothing else is there. It works on one
// snapshot; others may write meanwhile. Memory: some 100 bytes a record.
//
// progress may be nil; done and total count stored values.
func (l *Ledger) Audit(ctx context.Context, progress func(done, total uint64)) (Report, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return Report{}, err
	}
	defer snap.Close()
	a := &audit{l: l, ctx: ctx, snap: snap, progress: progress,
		last: make(map[[16]byte]lastChange), counts: make(map[string]int64)}
	if c, ok := l.e.(Checker); ok {
		err := c.Check(ctx, func(what string) { a.finding("file", what) })
		if err != nil {
			return a.report, err
		}
	}
	err = a.run()
	var damaged *DamagedError
	if errors.As(err, &damaged) { // the engine could not go on reading
		a.finding(damaged.Where, damaged.What)
		err = nil
	}
	return a.report, err
}

// VerifyJournal is the part of Audit that looks at the journal alone: its
// seals, chain, tree and ops. It gives the head it checked, too. Memory: some
// 100 bytes a record.
//
// progress may be nil; done and total count entries.
func (l *Ledger) VerifyJournal(ctx context.Context, progress func(done, total uint64)) (Report, Head, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return Report{}, Head{}, err
	}
	defer snap.Close()
	a := &audit{l: l, ctx: ctx, snap: snap, progress: progress, last: make(map[[16]byte]lastChange)}
	key := l.y.kind(kindHead)
	if a.head, _, err = l.head(snap); err != nil {
		return a.report, a.head, a.trouble(key, err)
	}
	a.total = a.head.Seq
	err = a.journal()
	return a.report, a.head, a.trouble(key, err)
}

type audit struct {
	l           *Ledger
	ctx         context.Context
	snap        Snapshot
	progress    func(done, total uint64)
	done, total uint64
	report      Report

	head   Head
	hashes [][32]byte              // of journal entries, from number 1
	last   map[[16]byte]lastChange // what the journal says of each record
	rows   uint64                  // index entries that were found where they should be
	counts map[string]int64
}

type lastChange struct {
	seq     uint64
	sum     [16]byte
	dropped bool
}

func (a *audit) finding(where, what string) {
	switch n := len(a.report.Findings); {
	case n < maxFindings:
		a.report.Findings = append(a.report.Findings, Finding{where, what})
	case n == maxFindings:
		a.report.Findings = append(a.report.Findings, Finding{"audit", "more findings are left out"})
	}
}

// trouble makes a finding of damage and passes other errors on.
func (a *audit) trouble(key []byte, err error) error {
	var damaged *DamagedError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &damaged):
		a.finding(damaged.Where, damaged.What)
	case errors.Is(err, ErrForeign):
		a.finding(a.l.y.place(key), err.Error())
	default:
		return err
	}
	return nil
}

// each walks one kind and opens its values; a value that does not open is a
// finding and left out.
func (a *audit) each(kind byte, fn func(key, plain []byte) error) error {
	return a.raw(kind, func(key, value []byte) error {
		plain, err := a.l.open(key, value)
		if err != nil {
			return a.trouble(key, err)
		}
		return fn(key, plain)
	})
}

func (a *audit) raw(kind byte, fn func(key, value []byte) error) error {
	for p, err := range a.snap.Scan(a.l.y.kind(kind), a.l.y.kind(kind+1), false) {
		if err != nil {
			return err
		}
		if err := a.step(); err != nil {
			return err
		}
		if err := fn(p.Key, p.Value); err != nil {
			return err
		}
	}
	return nil
}

func (a *audit) step() error {
	if a.done++; a.done%256 == 0 || a.done == a.total {
		if a.progress != nil {
			a.progress(a.done, a.total)
		}
		return a.ctx.Err()
	}
	return nil
}

func (a *audit) run() error {
	y := a.l.y
	for p, err := range a.snap.Scan(nil, nil, false) {
		if err != nil {
			return err
		}
		a.total++
		if !bytes.HasPrefix(p.Key, y.base) {
			continue // another office on a shared engine
		}
		if len(p.Key) == len(y.base) || p.Key[len(y.base)] < kindMeta || p.Key[len(y.base)] > kindTally {
			a.finding(y.place(p.Key), "does not belong here")
		}
	}
	var err error
	if a.head, _, err = a.l.head(a.snap); err != nil {
		if err := a.trouble(y.kind(kindHead), err); err != nil {
			return err
		}
	}
	a.done += 2 // identity, read when the ledger was opened, and head
	for _, part := range []func() error{a.journal, a.ops, a.sequences, a.records, a.missing, a.entries, a.tallies} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

// journal follows the chain and the tree, and remembers what it says last of
// every record.
func (a *audit) journal() error {
	l, prev, next := a.l, a.l.origin, uint64(1)
	reader := l.treeReader(a.snap)
	err := a.raw(kindJournal, func(key, value []byte) error {
		a.report.Entries++
		where := l.y.place(key)
		seq, _, _ := ReadUint64(key[len(l.y.base)+1:])
		if seq != next {
			a.finding(where, fmt.Sprintf("entries %d to %d are missing before it", next, seq-1))
			for ; next < seq; next++ {
				a.hashes = append(a.hashes, [32]byte{})
			}
			prev = [32]byte{}
		}
		next = seq + 1
		n, body, hashes, err := l.entryBody(key, value)
		a.hashes = append(a.hashes, n.Hash)
		if err != nil {
			prev = [32]byte{}
			return a.trouble(key, err)
		}
		if n.Seq != seq {
			a.finding(where, "holds another entry")
		}
		if prev != [32]byte{} && n.Prev != prev {
			a.finding(where, "is not chained to the entry before it")
		}
		prev = n.Hash
		want, err := tlog.StoredHashes(int64(seq-1), body, reader)
		if err != nil {
			a.finding(where, "tree: "+err.Error())
		} else if !slices.Equal(want, hashes) {
			a.finding(where, "its tree hashes are not right")
		}
		op, found, err := l.done(a.snap, n.Op)
		if err != nil {
			return a.trouble(key, err)
		}
		if !found {
			a.finding(where, "its op is not kept")
		} else if op != (Head{n.Seq, n.Hash}) {
			a.finding(where, "its op leads elsewhere")
		}
		for _, c := range n.Changes {
			a.last[a.short(l.y.changed(c))] = lastChange{seq, [16]byte(c.Sum[:16]), c.Dropped}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if next-1 != a.head.Seq {
		a.finding("journal", fmt.Sprintf("ends with %d, its head says %d", next-1, a.head.Seq))
	} else if prev != a.head.Hash && prev != [32]byte{} {
		a.finding("journal", "its last entry is not the one its head says")
	}
	return nil
}

func (a *audit) ops() error {
	return a.each(kindOp, func(key, plain []byte) error {
		h, err := decodeHead(plain)
		if err != nil || h.Seq == 0 || h.Seq > uint64(len(a.hashes)) || a.hashes[h.Seq-1] != h.Hash {
			a.finding(a.l.y.place(key), "leads to no journal entry")
		}
		return nil
	})
}

func (y layout) changed(c Change) []byte {
	if c.Table == SequenceTable {
		return y.sequence(string(c.ID))
	}
	return y.record(c.Table, c.ID)
}
