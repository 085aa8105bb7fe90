package store

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
)

// Mark is one thing an index says of a record.
type Mark struct {
	// Key places the record in the index; build it from key parts (AppendUint64,
	// AppendString…). Empty: no entry, only counted. It is kept in the clear:
	// personal data only through blind.
	Key []byte
	// Row is what a list shows of the record, sealed, so that a page of a list
	// reads no records. May be nil.
	Row []byte
	// Tally is the counter this mark adds to; nil: not counted. In the clear.
	Tally []byte
	// Weight is how much it adds; 0 means 1.
	Weight int64
}

// IndexSpec says how an index is derived. Marks must depend on the record and
// blind alone; of two marks with the same Key the later one's Row stands.
type IndexSpec[T any] struct {
	Name string
	// Version is raised by one whenever Marks says something else of the same
	// record: the next opening then builds the index anew.
	Version byte
	Marks   func(blind func(parts ...string) []byte, rec *T) []Mark
	// Same says that two records have the same marks, where that is cheaper to
	// tell than to derive them; nil: it is not. The audit does not ask it.
	Same func(old, rec *T) bool
}

// Index finds the records of a table by something else than their id, shows
// them in lists and keeps counts of them.
type Index[T any] struct {
	t    *Table[T]
	spec IndexSpec[T]
}

// NewIndex declares an index on t. Declare all before the first ledger opens.
func NewIndex[T any](t *Table[T], spec IndexSpec[T]) *Index[T] {
	x := &Index[T]{t: t, spec: spec}
	t.indexes = append(t.indexes, x)
	return x
}

// Hit is one entry of an index.
type Hit struct {
	Key    []byte // the mark's key
	ID     []byte // the record's id
	Row    []byte // the mark's row; nil when empty
	Cursor []byte // where Page goes on after this hit
}

// derived is everything that must stand beside a record: rows of index entries
// and what it adds to tallies, by full key.
type derived struct {
	rows   map[string][]byte
	counts map[string]int64
}

// derive derives for the indexes of which asks says yes; nil: for all.
func (t *Table[T]) derive(l *Ledger, id []byte, rec *T, asks func(index string) bool) derived {
	d := derived{make(map[string][]byte), make(map[string]int64)}
	if rec == nil {
		return d
	}
	for _, x := range t.indexes {
		if asks != nil && !asks(x.spec.Name) {
			continue
		}
		marks := x.spec.Marks(l.keys.blinded, rec)
		if len(marks) == 0 {
			continue
		}
		entries := l.y.index(t.spec.Name, x.spec.Name)
		tallies := l.y.tally(t.spec.Name, x.spec.Name)
		for _, m := range marks {
			if len(m.Key) > 0 {
				d.rows[string(joinEntry(entries, m.Key, id))] = m.Row
			}
			if m.Tally != nil {
				weight := m.Weight
				if weight == 0 {
					weight = 1
				}
				d.counts[string(tallies)+string(m.Tally)] += weight
			}
		}
	}
	return d
}

// same says that an index has the same marks for both records.
func (t *Table[T]) same(index string, old, rec *T) bool {
	for _, x := range t.indexes {
		if x.spec.Name == index {
			return x.spec.Same != nil && x.spec.Same(old, rec)
		}
	}
	return false
}

// rederive moves index entries and tallies from what old says to what rec says.
func (t *Table[T]) rederive(tx *Tx, id []byte, old, rec *T) error {
	var asks func(index string) bool
	if old != nil && rec != nil {
		asks = func(index string) bool { return !t.same(index, old, rec) }
	}
	was, is := t.derive(tx.l, id, old, asks), t.derive(tx.l, id, rec, asks)
	for key, before := range was.rows {
		if _, stays := is.rows[key]; !stays {
			tx.over.know(key, base{plain: before})
			tx.drop([]byte(key))
		}
	}
	for key, row := range is.rows {
		if before, stood := was.rows[key]; !stood || !bytes.Equal(before, row) {
			tx.over.know(key, base{before, !stood})
			tx.put([]byte(key), row)
		}
	}
	for key, n := range was.counts {
		is.counts[key] -= n
	}
	for key, more := range is.counts {
		if more == 0 {
			continue
		}
		n, err := tx.tally([]byte(key))
		if err != nil {
			return err
		}
		if n += more; n == 0 {
			tx.drop([]byte(key))
		} else {
			var e Encoder
			e.Int(n)
			tx.put([]byte(key), e.Data())
		}
	}
	return nil
}

func (tx *Tx) tally(key []byte) (int64, error) {
	plain, err := tx.get(key)
	if errors.Is(err, ErrNotFound) {
		return 0, nil
	}
	if err != nil {
		return 0, err
	}
	return decodeTally(tx.l.y.place(key), plain)
}

func decodeTally(place string, plain []byte) (int64, error) {
	d := NewDecoder(plain)
	n := d.Int()
	if err := d.Done(); err != nil {
		return 0, &DamagedError{Where: place, What: err.Error()}
	}
	return n, nil
}

// Page gives up to limit hits whose key begins with prefix, in key order or
// backwards, after the cursor of the hit before (exclusive; nil: from the
// start, which for reverse is the end).
func (x *Index[T]) Page(tx *Tx, prefix, after []byte, limit int, reverse bool) ([]Hit, error) {
	if err := x.t.usable(tx, false); err != nil || limit <= 0 {
		return nil, err
	}
	base := tx.l.y.index(x.t.spec.Name, x.spec.Name)
	low := append(bytes.Clone(base), prefix...)
	high := prefixEnd(low)
	if after != nil {
		cursor := append(bytes.Clone(base), after...)
		if reverse {
			if bytes.Compare(cursor, high) < 0 {
				high = cursor
			}
		} else if cursor = append(cursor, 0); bytes.Compare(cursor, low) > 0 {
			low = cursor
		}
	}
	var hits []Hit
	for p, err := range tx.scan(low, high, reverse) {
		if err != nil {
			return nil, err
		}
		hit, err := x.hit(tx, len(base), p)
		if err != nil {
			return nil, err
		}
		if len(hit.Key) < len(prefix) {
			continue // the id, not the key, continued the prefix
		}
		if hits = append(hits, hit); len(hits) == limit {
			break
		}
	}
	return hits, nil
}

// Seek gives the hits with from <= key < to, or backwards. Nil bounds are open.
func (x *Index[T]) Seek(tx *Tx, from, to []byte, reverse bool) iter.Seq2[Hit, error] {
	return func(yield func(Hit, error) bool) {
		if err := x.t.usable(tx, false); err != nil {
			yield(Hit{}, err)
			return
		}
		base := tx.l.y.index(x.t.spec.Name, x.spec.Name)
		for p, err := range tx.scan(bounds(base, from, to, reverse)) {
			var hit Hit
			if err == nil {
				hit, err = x.hit(tx, len(base), p)
			}
			if !yield(hit, err) || err != nil {
				return
			}
		}
	}
}

func (x *Index[T]) hit(tx *Tx, base int, p Pair) (Hit, error) {
	cursor := p.Key[base:]
	key, id, ok := splitEntry(cursor)
	if !ok {
		return Hit{}, &DamagedError{Where: tx.l.y.place(p.Key), What: "malformed index key"}
	}
	h := Hit{Key: key, ID: id, Cursor: cursor}
	if len(p.Value) > 0 {
		h.Row = p.Value
	}
	return h, nil
}

// Tally is the kept count under key; 0 when nothing is counted there.
func (x *Index[T]) Tally(tx *Tx, key []byte) (int64, error) {
	if err := x.t.usable(tx, false); err != nil {
		return 0, err
	}
	return tx.tally(append(tx.l.y.tally(x.t.spec.Name, x.spec.Name), key...))
}

// TallyCount is one kept count.
type TallyCount struct {
	Key []byte
	N   int64 // never 0
}

// Tallies gives the kept counts whose key begins with prefix, in key order.
func (x *Index[T]) Tallies(tx *Tx, prefix []byte) iter.Seq2[TallyCount, error] {
	return func(yield func(TallyCount, error) bool) {
		if err := x.t.usable(tx, false); err != nil {
			yield(TallyCount{}, err)
			return
		}
		base := tx.l.y.tally(x.t.spec.Name, x.spec.Name)
		low := append(bytes.Clone(base), prefix...)
		for p, err := range tx.scan(low, prefixEnd(low), false) {
			var c TallyCount
			if err == nil {
				c.Key = p.Key[len(base):]
				c.N, err = decodeTally(tx.l.y.place(p.Key), p.Value)
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// audited implements AnyTable.
func (t *Table[T]) audited(l *Ledger, id, plain []byte, asks func(index string) bool) (derived, error) {
	place := l.y.place(l.y.record(t.spec.Name, id))
	rec, err := t.decode(place, plain)
	if err != nil {
		return derived{}, err
	}
	if got := t.spec.ID(rec); !bytes.Equal(got, id) {
		return derived{}, &DamagedError{Where: place, What: "lies under another id"}
	}
	d := t.derive(l, id, rec, asks)
	if t.spec.Check != nil {
		if err := t.spec.Check(rec); err != nil {
			return d, fmt.Errorf("%w: %w", errCheck, err)
		}
	}
	return d, nil
}

// errCheck marks a finding of TableSpec.Check, after which the derivation is good.
var errCheck = errors.New("breaks a rule")
