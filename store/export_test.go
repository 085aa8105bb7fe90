package store

import (
	"context"
	"fmt"
)

// Seal and Unseal let tests forge what only a holder of the key could.
func (k *Keys) Seal(key, plain []byte) []byte { return k.seal(key, plain) }

func (k *Keys) Unseal(key, sealed []byte) ([]byte, error) { return k.open(key, sealed) }

// SetStep lets a test come between the steps of a change to the file of keys.
func (s *Shred) SetStep(step func(string) error) { s.step = step }

// Plain is everything in a ledger but what is by chance or of the moment: its
// identity, and in the journal the hashes.
func (l *Ledger) Plain(ctx context.Context) (map[string]string, error) {
	snap, err := l.snapshot(ctx)
	if err != nil {
		return nil, err
	}
	defer snap.Close()
	out := make(map[string]string)
	for p, err := range snap.Scan(nil, nil, false) {
		if err != nil {
			return nil, err
		}
		where, kind := l.y.place(p.Key), p.Key[len(l.y.base)]
		if kind == kindMeta {
			continue
		}
		plain, err := l.open(p.Key, p.Value)
		if err != nil {
			return nil, err
		}
		switch kind {
		case kindHead, kindOp:
			h, err := decodeHead(plain)
			if err != nil {
				return nil, err
			}
			out[where] = fmt.Sprint(h.Seq)
		case kindJournal:
			n, hashes, err := l.entry(p.Key, p.Value)
			if err != nil {
				return nil, err
			}
			n.Prev, n.Hash = [32]byte{}, [32]byte{}
			out[where] = fmt.Sprint(n, len(hashes))
		default:
			out[where] = string(plain)
		}
	}
	return out, nil
}
