package store

import (
	"context"
	"errors"
	"fmt"
)

// Tx is what a function given to Update or View works on: one snapshot and, in
// Update, what it has written itself on top. Everything it reads, scans too,
// comes from there. It is for the function's own goroutine and ends with it.
type Tx struct {
	l     *Ledger
	snap  Snapshot
	over  *overlay // nil in a View
	ended bool

	noted        bool
	act, subject string
	args         []string
}

func (tx *Tx) end() {
	if !tx.ended {
		tx.ended = true
		tx.snap.Close()
	}
}

func (tx *Tx) usable(write bool) error {
	switch {
	case tx.ended:
		return fmt.Errorf("%w: transaction used after its end", ErrInvalid)
	case write && tx.over == nil:
		return ErrReadOnly
	}
	return nil
}

// Note sets what the journal says of this transaction: the act, a short word
// ("accept"), its subject (a number or an id) and arguments. No personal data.
// Of several notes in one transaction the last one stands, so that the function
// that knows most, the outermost, has the word. In a View it does nothing.
func (tx *Tx) Note(act, subject string, args ...string) {
	if tx.over != nil {
		tx.noted, tx.act, tx.subject, tx.args = true, act, subject, args
	}
}

// Blind is a keyed hash of 12 bytes for keys that must not tell what they are
// made of: the same parts give the same bytes in every store with this key.
func (tx *Tx) Blind(parts ...string) []byte { return tx.l.keys.blinded(parts...) }

// Next gives the next number of a sequence: 1, 2, 3… It is taken only when the
// transaction commits, so that no number is skipped or given twice.
func (tx *Tx) Next(name string) (uint64, error) {
	if err := tx.usable(true); err != nil {
		return 0, err
	}
	n, err := tx.Peek(name)
	if err != nil {
		return 0, err
	}
	var e Encoder
	e.Uint(n + 1)
	key := tx.l.y.sequence(name)
	if seededNumberOutside {
		w := Write{Puts: []Pair{{key, tx.l.keys.seal(key, e.Data())}}}
		if err := tx.l.e.Commit(context.Background(), w); err != nil {
			return 0, err
		}
	}
	tx.put(key, e.Data())
	return n + 1, nil
}

// Peek is the number Next gave last; 0 before the first.
func (tx *Tx) Peek(name string) (uint64, error) {
	if name == "" {
		return 0, fmt.Errorf("%w: a sequence without a name", ErrInvalid)
	}
	key := tx.l.y.sequence(name)
	plain, err := tx.get(key)
	if errors.Is(err, ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	d := NewDecoder(plain)
	n := d.Uint()
	if err := d.Done(); err != nil {
		return 0, &DamagedError{Where: tx.l.y.place(key), What: err.Error()}
	}
	return n, nil
}

// get reads through the overlay; ErrNotFound when absent.
func (tx *Tx) get(key []byte) ([]byte, error) {
	if err := tx.usable(false); err != nil {
		return nil, err
	}
	if tx.over == nil {
		return tx.l.read(tx.snap, key)
	}
	if p, ok := tx.over.changes[string(key)]; ok {
		if p.drop {
			return nil, ErrNotFound
		}
		return p.plain, nil
	}
	return tx.base(key)
}

// base reads what the snapshot has, once.
func (tx *Tx) base(key []byte) ([]byte, error) {
	b, known := tx.over.bases[string(key)]
	if !known {
		plain, err := tx.l.read(tx.snap, key)
		if err != nil && !errors.Is(err, ErrNotFound) {
			return nil, err
		}
		b = base{plain, err != nil}
		tx.over.bases[string(key)] = b
	}
	if b.absent {
		return nil, ErrNotFound
	}
	return b.plain, nil
}

func (tx *Tx) put(key, plain []byte) { tx.over.set(string(key), pending{plain: plain}) }

func (tx *Tx) drop(key []byte) { tx.over.set(string(key), pending{drop: true}) }
