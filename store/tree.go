package store

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"fmt"

	"crypto/ed25519"
	"crypto/sha256"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The journal is also a Merkle tree (x/mod/sumdb/tlog). Entry number n is
// record n-1 of the tree; the hashes it completes are kept beside it in the
// same value, so that a commit writes no further keys for them.

// journalValue encodes the entry with its tree hashes and gives the head after it.
func (l *Ledger) journalValue(snap Snapshot, n Entry) ([]byte, Head, error) {
	body := n.body()
	hashes, err := tlog.StoredHashes(int64(n.Seq-1), body, l.treeReader(snap))
	if err != nil {
		return nil, Head{}, err
	}
	var e Encoder
	e.Bytes(body)
	EncodeList(&e, hashes, func(e *Encoder, h *tlog.Hash) { e.buf = append(e.buf, h[:]...) })
	return e.Data(), Head{Seq: n.Seq, Hash: sha256.Sum256(body)}, nil
}

// entry opens a stored journal value.
func (l *Ledger) entry(key, raw []byte) (Entry, []tlog.Hash, error) {
	n, _, hashes, err := l.entryBody(key, raw)
	return n, hashes, err
}

func (l *Ledger) entryBody(key, raw []byte) (Entry, []byte, []tlog.Hash, error) {
	plain, err := l.open(key, raw)
	if err != nil {
		return Entry{}, nil, nil, err
	}
	d := NewDecoder(plain)
	body := d.take(d.Uint())
	hashes := DecodeList(d, func(d *Decoder, h *tlog.Hash) { copy(h[:], d.take(tlog.HashSize)) })
	if err := d.Done(); err != nil {
		return Entry{}, nil, nil, &DamagedError{Where: l.y.place(key), What: err.Error()}
	}
	n, err := decodeEntry(body)
	if err != nil {
		return n, nil, nil, &DamagedError{Where: l.y.place(key), What: err.Error()}
	}
	return n, body, hashes, nil
}

// treeReader finds a stored hash with the entry that completed it: the node n
// of a level is complete with the last record under it.
func (l *Ledger) treeReader(snap Snapshot) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, index := range indexes {
			level, n := tlog.SplitStoredHashIndex(index)
			key := l.y.journal(uint64((n + 1) << level))
			raw, err := snap.Get(key)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", l.y.place(key), err)
			}
			_, hashes, err := l.entry(key, raw)
			if err != nil {
				return nil, err
			}
			if level >= len(hashes) {
				return nil, &DamagedError{Where: l.y.place(key), What: "tree hashes missing"}
			}
			out[i] = hashes[level]
		}
		return out, nil
	})
}

// SignedHead is the tree's head as a signed note (x/mod/sumdb/note): origin,
// number of entries, root hash in base64, chain hash in hexadecimal.
func (l *Ledger) SignedHead(ctx context.Context) (string, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return "", err
	}
	defer snap.Close()
	signed, _, err := l.signedHead(snap)
	return signed, err
}

func (l *Ledger) signedHead(snap Snapshot) (string, Head, error) {
	head, _, err := l.head(snap)
	if err != nil {
		return "", head, err
	}
	root, err := tlog.TreeHash(int64(head.Seq), l.treeReader(snap))
	if err != nil {
		return "", head, err
	}
	signer, err := l.signer()
	if err != nil {
		return "", head, err
	}
	text := fmt.Sprintf("%s\n%d\n%s\n%x\n", l.origName(), head.Seq, root, head.Hash)
	signed, err := note.Sign(&note.Note{Text: text}, signer)
	return string(signed), head, err
}

// VerifierKey is the public key that checks SignedHead, in note's format.
func (l *Ledger) VerifierKey() (string, error) {
	return note.NewEd25519VerifierKey(l.origName(), l.keys.sign.Public().(ed25519.PublicKey))
}

func (l *Ledger) origName() string { return "tereze/" + l.office }

// signer builds note's signer from our derived key; note itself only makes
// random ones.
func (l *Ledger) signer() (note.Signer, error) {
	const ed25519Kind = 1
	name := l.origName()
	public := append([]byte{ed25519Kind}, l.keys.sign.Public().(ed25519.PublicKey)...)
	hash := sha256.Sum256(append([]byte(name+"\n"), public...))
	private := append([]byte{ed25519Kind}, l.keys.sign.Seed()...)
	return note.NewSigner("PRIVATE+KEY+" + name + "+" + hex.EncodeToString(hash[:4]) + "+" +
		base64.StdEncoding.EncodeToString(private))
}
