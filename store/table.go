package store

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
)

// TableSpec says what a table keeps.
type TableSpec[T any] struct {
	Name    string // lower-case letters, digits, - and _; never changes
	Version byte   // of the format Encode writes
	// ID is the record's key, 1 to 255 bytes, kept in the clear: no personal data.
	ID     func(*T) []byte
	Encode func(*Encoder, *T)
	// Decode reads the format of the given version, which is at most Version.
	Decode func(*Decoder, byte, *T)
	// Check, if set, says what is wrong with a record taken by itself. Audit
	// reports it; Put does not ask.
	Check func(*T) error
	// Personal says that records and index rows hold a person's data, which
	// must be able to vanish from the log: see Shred.
	Personal bool
}

// Table keeps records of type T in a ledger, sealed. Declare it once, for all
// ledgers; its indexes are added with NewIndex before the first one opens.
type Table[T any] struct {
	spec    TableSpec[T]
	indexes []*Index[T]
}

// AnyTable is a *Table of some type.
type AnyTable interface {
	tableName() string
	indexNames() []named
	check() error
	// audited decodes a stored record and derives what must stand beside it, in
	// the indexes of which asks says yes; nil: in all.
	audited(l *Ledger, id, plain []byte, asks func(index string) bool) (derived, error)
	personal() bool
	// again writes a record and its rows once more, as they stand.
	again(tx *Tx, id []byte) error
}

// NewTable declares a table.
func NewTable[T any](spec TableSpec[T]) *Table[T] { return &Table[T]{spec: spec} }

func (t *Table[T]) tableName() string { return t.spec.Name }

func (t *Table[T]) indexNames() (names []named) {
	for _, x := range t.indexes {
		names = append(names, named{t.spec.Name, x.spec.Name, x.spec.Version})
	}
	return names
}

func (t *Table[T]) check() error {
	if !nameShape.MatchString(t.spec.Name) {
		return fmt.Errorf("%w: table name %q", ErrInvalid, t.spec.Name)
	}
	if t.spec.ID == nil || t.spec.Encode == nil || t.spec.Decode == nil {
		return fmt.Errorf("%w: table %q without ID, Encode or Decode", ErrInvalid, t.spec.Name)
	}
	seen := make(map[string]bool)
	for _, x := range t.indexes {
		if !nameShape.MatchString(x.spec.Name) || seen[x.spec.Name] || x.spec.Marks == nil {
			return fmt.Errorf("%w: index %q of table %q", ErrInvalid, x.spec.Name, t.spec.Name)
		}
		seen[x.spec.Name] = true
	}
	return nil
}

// usable also refuses a table the audit would not know.
func (t *Table[T]) usable(tx *Tx, write bool) error {
	if err := tx.usable(write); err != nil {
		return err
	}
	if tx.l.known[t.spec.Name] != AnyTable(t) {
		return fmt.Errorf("%w: table %q is not in the ledger's schema", ErrInvalid, t.spec.Name)
	}
	return nil
}

func (t *Table[T]) encode(rec *T) []byte {
	e := Encoder{buf: []byte{t.spec.Version}}
	t.spec.Encode(&e, rec)
	return e.Data()
}

func (t *Table[T]) decode(place string, plain []byte) (*T, error) {
	if len(plain) == 0 {
		return nil, &DamagedError{Where: place, What: "empty"}
	}
	if plain[0] > t.spec.Version {
		return nil, fmt.Errorf("%w: %s has version %d, this program knows %d", ErrForeign, place, plain[0], t.spec.Version)
	}
	rec, d := new(T), NewDecoder(plain[1:])
	t.spec.Decode(d, plain[0], rec)
	if err := d.Done(); err != nil {
		return nil, &DamagedError{Where: place, What: err.Error()}
	}
	return rec, nil
}

// Get reads a record; ErrNotFound when there is none. The record is the
// caller's own.
func (t *Table[T]) Get(tx *Tx, id []byte) (*T, error) {
	if err := t.usable(tx, false); err != nil {
		return nil, err
	}
	key := tx.l.y.record(t.spec.Name, id)
	plain, err := tx.get(key)
	if errors.Is(err, ErrNotFound) {
		return nil, fmt.Errorf("%s: %w", tx.l.y.place(key), ErrNotFound)
	}
	if err != nil {
		return nil, err
	}
	return t.decode(tx.l.y.place(key), plain)
}

// Has says whether there is a record with this id.
func (t *Table[T]) Has(tx *Tx, id []byte) (bool, error) {
	if err := t.usable(tx, false); err != nil {
		return false, err
	}
	_, err := tx.get(tx.l.y.record(t.spec.Name, id))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Put writes a record, new or instead of the one with its id, and everything
// its indexes derive from it. It does not keep rec.
func (t *Table[T]) Put(tx *Tx, rec *T) error {
	if err := t.usable(tx, true); err != nil {
		return err
	}
	id := t.spec.ID(rec)
	if len(id) == 0 || len(id) > 255 {
		return fmt.Errorf("%w: an id of %d bytes in %q", ErrInvalid, len(id), t.spec.Name)
	}
	old, err := t.Get(tx, id)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := t.rederive(tx, id, old, rec); err != nil {
		return err
	}
	tx.put(tx.l.y.record(t.spec.Name, id), t.encode(rec))
	return nil
}

// Drop removes a record and all its index entries; ErrNotFound when there is none.
func (t *Table[T]) Drop(tx *Tx, id []byte) error {
	if err := t.usable(tx, true); err != nil {
		return err
	}
	old, err := t.Get(tx, id)
	if err != nil {
		return err
	}
	if err := t.rederive(tx, id, old, nil); err != nil {
		return err
	}
	tx.drop(tx.l.y.record(t.spec.Name, id))
	return nil
}

// Scan gives the records with from <= id < to in id order, or backwards. Nil
// bounds are open. An error ends it.
func (t *Table[T]) Scan(tx *Tx, from, to []byte, reverse bool) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		if err := t.usable(tx, false); err != nil {
			yield(nil, err)
			return
		}
		prefix := tx.l.y.table(t.spec.Name)
		for p, err := range tx.scan(bounds(prefix, from, to, reverse)) {
			var rec *T
			if err == nil {
				rec, err = t.decode(tx.l.y.place(p.Key), p.Value)
			}
			if !yield(rec, err) || err != nil {
				return
			}
		}
	}
}

// bounds are the arguments of Tx.scan for a range under a prefix.
func bounds(prefix, from, to []byte, reverse bool) ([]byte, []byte, bool) {
	low, high := bytes.Join([][]byte{prefix, from}, nil), prefixEnd(prefix)
	if to != nil {
		high = bytes.Join([][]byte{prefix, to}, nil)
	}
	return low, high, reverse
}
