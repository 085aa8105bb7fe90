package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// Head is where the journal stands: the number of its last entry and the hash
// that holds all of it together. Seq 0 is the empty journal.
type Head struct {
	Seq  uint64
	Hash [32]byte
}

// Short is the beginning of the hash for receipts: "9f3a 51c0".
func (h Head) Short() string {
	s := hex.EncodeToString(h.Hash[:4])
	return s[:4] + " " + s[4:]
}

func (h Head) encode() []byte {
	var e Encoder
	e.Uint(h.Seq)
	e.buf = append(e.buf, h.Hash[:]...)
	return e.Data()
}

func decodeHead(plain []byte) (h Head, err error) {
	d := NewDecoder(plain)
	h.Seq = d.Uint()
	copy(h.Hash[:], d.take(32))
	return h, d.Done()
}

// Entry is one transaction in the journal. Nothing in it names a person.
type Entry struct {
	Seq        uint64   // from 1, without gaps
	Prev, Hash [32]byte // of the entry before and of this one
	At         time.Time
	Op         uuid.UUID
	Operator   string
	Process    uint8
	Act        string // what Tx.Note said
	Subject    string
	Args       []string
	Changes    []Change
}

// Change names a record, or a sequence (SequenceTable), that the transaction
// put or dropped. Sum is keyed: it proves the value to who has the key and
// tells nothing to who has not.
type Change struct {
	Table   string
	ID      []byte
	Sum     [32]byte
	Dropped bool
}

const entryVersion = 1

// body is what is hashed and what the Merkle tree's leaves are: everything but
// Hash itself.
func (n *Entry) body() []byte {
	var e Encoder
	e.Uint(entryVersion)
	e.Uint(n.Seq)
	e.buf = append(e.buf, n.Prev[:]...)
	e.Int(n.At.UnixMilli())
	e.UUID(n.Op)
	e.String(n.Operator)
	e.Uint(uint64(n.Process))
	e.String(n.Act)
	e.String(n.Subject)
	e.Strings(n.Args)
	EncodeList(&e, n.Changes, func(e *Encoder, c *Change) {
		e.String(c.Table)
		e.Bytes(c.ID)
		e.Bool(c.Dropped)
		if !c.Dropped {
			e.buf = append(e.buf, c.Sum[:]...)
		}
	})
	return e.Data()
}

func decodeEntry(body []byte) (n Entry, err error) {
	d := NewDecoder(body)
	if v := d.Uint(); v != entryVersion {
		d.Fail(fmt.Errorf("store: journal entry of version %d", v))
	}
	n.Seq = d.Uint()
	copy(n.Prev[:], d.take(32))
	n.At = time.UnixMilli(d.Int()).UTC()
	n.Op = d.UUID()
	n.Operator = d.String()
	n.Process = uint8(d.Uint())
	n.Act = d.String()
	n.Subject = d.String()
	n.Args = d.Strings()
	n.Changes = DecodeList(d, func(d *Decoder, c *Change) {
		c.Table, c.ID, c.Dropped = d.String(), d.Bytes(), d.Bool()
		if !c.Dropped {
			copy(c.Sum[:], d.take(32))
		}
	})
	n.Hash = sha256.Sum256(body)
	return n, d.Done()
}

// head reads the journal's head, also as it is stored, for the guard.
func (l *Ledger) head(snap Snapshot) (Head, []byte, error) {
	key := l.y.kind(kindHead)
	raw, err := snap.Get(key)
	if err != nil {
		return Head{}, nil, err
	}
	plain, err := l.open(key, raw)
	if err != nil {
		return Head{}, nil, err
	}
	h, err := decodeHead(plain)
	if err != nil {
		return Head{}, nil, &DamagedError{Where: l.y.place(key), What: err.Error()}
	}
	return h, raw, nil
}

// Head is where the journal stands now.
func (l *Ledger) Head(ctx context.Context) (Head, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return Head{}, err
	}
	defer snap.Close()
	h, _, err := l.head(snap)
	return h, err
}

// Journal returns at most limit entries, oldest first, beginning with number
// from (0 and 1 are the first).
func (l *Ledger) Journal(ctx context.Context, from uint64, limit int) ([]Entry, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	var out []Entry
	if limit <= 0 {
		return nil, nil
	}
	for p, err := range snap.Scan(l.y.journal(from), l.y.kind(kindJournal+1), false) {
		if err != nil {
			return nil, err
		}
		n, _, err := l.entry(p.Key, p.Value)
		if err != nil {
			return nil, err
		}
		if out = append(out, n); len(out) == limit {
			break
		}
	}
	return out, nil
}
