package store

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// Proof shows to somebody who has neither the store nor its key that an entry
// is in the journal a signed head speaks of. It names no person.
type Proof struct {
	Head string           `json:"head"` // signed note, see SignedHead
	Seq  uint64           `json:"seq"`
	Body []byte           `json:"body"` // the entry as it is hashed: the tree's leaf
	Path tlog.RecordProof `json:"path"` // from the leaf to the head's root, RFC 6962
}

// Growth shows that the journal of one signed head is the beginning of the
// journal of a later one: nothing in it was changed or left out.
type Growth struct {
	Old  string         `json:"old"` // signed notes
	New  string         `json:"new"`
	Path tlog.TreeProof `json:"path"` // RFC 6962's consistency proof
}

// ErrUnproven says that a proof does not hold; the text says what does not.
var ErrUnproven = errors.New("not proven")

func unproven(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrUnproven, fmt.Sprintf(format, args...))
}

// Prove proves entry seq by the journal's present head. ErrNotFound when there
// is no such entry.
func (l *Ledger) Prove(ctx context.Context, seq uint64) (Proof, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return Proof{}, err
	}
	defer snap.Close()
	signed, head, err := l.signedHead(snap)
	if err != nil {
		return Proof{}, err
	}
	if seq == 0 || seq > head.Seq {
		return Proof{}, fmt.Errorf("journal %d: %w", seq, ErrNotFound)
	}
	key := l.y.journal(seq)
	raw, err := snap.Get(key)
	if err != nil {
		return Proof{}, fmt.Errorf("%s: %w", l.y.place(key), err)
	}
	_, body, _, err := l.entryBody(key, raw)
	if err != nil {
		return Proof{}, err
	}
	path, err := tlog.ProveRecord(int64(head.Seq), int64(seq-1), l.treeReader(snap))
	return Proof{Head: signed, Seq: seq, Body: body, Path: path}, err
}

// ProveGrown proves that the journal has grown out of the one an old signed
// head of it speaks of. It asks only that old can be read; VerifyGrown judges.
func (l *Ledger) ProveGrown(ctx context.Context, old string) (Growth, error) {
	key, err := l.VerifierKey()
	if err != nil {
		return Growth{}, err
	}
	then, _, err := verifyHead(old, key)
	if err != nil {
		return Growth{}, err
	}
	snap, err := l.snapshot(ctx)
	if err != nil {
		return Growth{}, err
	}
	defer snap.Close()
	signed, head, err := l.signedHead(snap)
	if err != nil {
		return Growth{}, err
	}
	if then.Seq > head.Seq {
		return Growth{}, unproven("the old head has %d entries, the journal %d", then.Seq, head.Seq)
	}
	g := Growth{Old: old, New: signed}
	if then.Seq > 0 { // everything grows out of nothing, tlog has no proof for it
		g.Path, err = tlog.ProveTree(int64(head.Seq), int64(then.Seq), l.treeReader(snap))
	}
	return g, err
}

// verifyHead checks a signed head with the office's public key and gives the
// head and the tree's root. Errors match ErrUnproven.
func verifyHead(signed, key string) (head Head, root tlog.Hash, err error) {
	verifier, err := note.NewVerifier(strings.TrimSpace(key))
	if err != nil {
		return head, root, unproven("the key: %v", err)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return head, root, unproven("the head's signature: %v", err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 5 || lines[0] != verifier.Name() || lines[4] != "" {
		return head, root, unproven("the signed note is no journal's head")
	}
	seq, err := strconv.ParseUint(lines[1], 10, 63)
	if err == nil {
		root, err = tlog.ParseHash(lines[2])
	}
	chain, bad := hex.DecodeString(lines[3])
	if err != nil || bad != nil || len(chain) != len(head.Hash) {
		return head, root, unproven("the signed note is no journal's head")
	}
	return Head{Seq: seq, Hash: [32]byte(chain)}, root, nil
}

// VerifyProof checks a proof with the office's public key (Ledger.VerifierKey)
// alone: the head's signature, and that the entry is in the head's tree at its
// number. It gives the entry and the head. Errors match ErrUnproven.
func VerifyProof(p Proof, key string) (Entry, Head, error) {
	head, root, err := verifyHead(p.Head, key)
	if err != nil {
		return Entry{}, head, err
	}
	if p.Seq == 0 || p.Seq > head.Seq {
		return Entry{}, head, unproven("entry %d of %d", p.Seq, head.Seq)
	}
	if err := tlog.CheckRecord(p.Path, int64(head.Seq), root, int64(p.Seq-1), tlog.RecordHash(p.Body)); err != nil {
		return Entry{}, head, unproven("entry %d is not in the head's tree", p.Seq)
	}
	n, err := decodeEntry(p.Body)
	switch {
	case err != nil:
		return n, head, unproven("entry %d cannot be read: %v", p.Seq, err)
	case n.Seq != p.Seq:
		return n, head, unproven("entry %d calls itself %d", p.Seq, n.Seq)
	case n.Seq == head.Seq && n.Hash != head.Hash:
		return n, head, unproven("the head's last entry is another one")
	}
	return n, head, nil
}

// VerifyGrown checks with the office's public key alone that the old head's
// journal is the beginning of the new head's, and gives both heads. Errors
// match ErrUnproven.
func VerifyGrown(g Growth, key string) (old, now Head, err error) {
	old, oldRoot, err := verifyHead(g.Old, key)
	if err != nil {
		return old, now, err
	}
	now, root, err := verifyHead(g.New, key)
	switch {
	case err != nil:
		return old, now, err
	case old.Seq > now.Seq:
		return old, now, unproven("the old head has %d entries, the new one %d", old.Seq, now.Seq)
	case old.Seq == now.Seq && (old != now || oldRoot != root), old.Seq == 0 && len(g.Path) > 0:
		return old, now, unproven("two heads of %d entries differ", old.Seq)
	case old.Seq == 0:
		return old, now, nil
	}
	if err := tlog.CheckTree(g.Path, int64(now.Seq), root, int64(old.Seq), oldRoot); err != nil {
		return old, now, unproven("the journal of %d entries is not the beginning of that of %d", old.Seq, now.Seq)
	}
	return old, now, nil
}
