package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// An index that a table with records lacks, or whose rule has another version,
// is built when the ledger is opened: what there was of it is dropped, then
// every record's entries and counts are written, in batches as small as any
// other commit. Each batch moves a cursor, kept under the meta key, in the same
// commit, so that a building cut short at any commit goes on where it was and
// counts nothing twice. Of two openers each commit is one's: the cursor's exact
// value is its guard. The journal's head is the other: if records were changed
// meanwhile, the building begins anew. It makes no journal entry, because
// nothing of a record changes.

// building is a rebuild under way.
type building struct {
	names    []string // as in the shape
	seq      uint64   // the journal's head that the built part belongs to
	dropping bool     // what there was before is still being dropped
	after    []byte   // key of the last record that is done
}

func (l *Ledger) buildingKey() []byte { return append(l.y.kind(kindMeta), "building"...) }

func (b *building) encode() []byte {
	var e Encoder
	e.Strings(b.names)
	e.Uint(b.seq)
	e.Bool(b.dropping)
	e.Bytes(b.after)
	return e.Data()
}

// building reads the rebuild under way, also as it is stored; nil when there
// is none.
func (l *Ledger) building(snap Snapshot) (*building, []byte, error) {
	key := l.buildingKey()
	raw, err := snap.Get(key)
	if errors.Is(err, ErrNotFound) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	plain, err := l.open(key, raw)
	if err != nil {
		return nil, nil, err
	}
	d := NewDecoder(plain)
	b := &building{names: d.Strings(), seq: d.Uint(), dropping: d.Bool(), after: d.Bytes()}
	if err := d.Done(); err != nil {
		return nil, nil, &DamagedError{Where: l.y.place(key), What: err.Error()}
	}
	return b, slices.Clone(raw), nil
}

// rebuild makes the next commit of a building. done: it was the last one.
func (l *Ledger) rebuild(ctx context.Context, snap Snapshot, at *identity, build []named, b *building, rawBuild []byte) (done bool, err error) {
	head, rawHead, err := l.head(snap)
	if err != nil {
		return false, err
	}
	key := l.buildingKey()
	w := Write{Guards: []Pair{{l.y.kind(kindHead), slices.Clone(rawHead)}, {key, rawBuild}}}
	names := make([]string, 0, len(build))
	for _, n := range build {
		names = append(names, n.String())
	}
	switch {
	case b == nil || b.seq != head.Seq || !slices.Equal(b.names, names):
		b = &building{names: names, seq: head.Seq, dropping: true}
		shape := slices.DeleteFunc(slices.Clone(at.shape), func(s string) bool {
			n, ok := parseNamed(s)
			mine, _ := l.wanted(n.base())
			return s == indexUnfinished || ok && mine != n
		})
		w.Guards = append(w.Guards, Pair{at.key, at.raw})
		w.Puts = append(w.Puts, Pair{at.key, l.meta(at.id, append(shape, indexUnfinished))})
	case b.dropping:
		if w.Drops, err = l.oldEntries(ctx, snap, build); err != nil {
			return false, err
		}
		b.dropping = len(w.Drops) > 0
	default:
		if done, err = l.nextEntries(ctx, snap, build, b, &w); err != nil {
			return false, err
		}
	}
	if done {
		w.Guards = append(w.Guards, Pair{at.key, at.raw})
		w.Puts = append(w.Puts, Pair{at.key, l.meta(at.id, l.shape())})
		w.Drops = append(w.Drops, key)
	} else {
		w.Puts = append(w.Puts, Pair{key, l.keys.seal(key, b.encode())})
	}
	snap.Close() // engines may wait for open snapshots before they write
	err = l.e.Commit(ctx, w)
	if errors.Is(err, ErrReadOnly) {
		err = fmt.Errorf("%w: %v", ErrUnbuilt, names)
	}
	return done && err == nil, err
}

// spared is kept free in each batch for guards, the cursor and the identity.
const (
	sparedKeys  = 6
	sparedBytes = 64 << 10
	sealing     = 28 // bytes a sealed value is longer
)

// oldEntries are the keys to drop next, none when all are gone.
func (l *Ledger) oldEntries(ctx context.Context, snap Snapshot, build []named) (drops [][]byte, err error) {
	for _, n := range build {
		for _, prefix := range [][]byte{l.y.index(n.table, n.index), l.y.tally(n.table, n.index)} {
			for p, err := range snap.Scan(prefix, prefixEnd(prefix), false) {
				if err != nil {
					return nil, err
				}
				if drops = append(drops, slices.Clone(p.Key)); len(drops) == MaxKeys-sparedKeys {
					return drops, ctx.Err()
				}
			}
		}
	}
	return drops, ctx.Err()
}

// nextEntries adds the entries and counts of the next records to w and moves
// b's cursor. done: there was no record left.
func (l *Ledger) nextEntries(ctx context.Context, snap Snapshot, build []named, b *building, w *Write) (done bool, err error) {
	rows, counts, size := map[string][]byte{}, map[string]int64{}, 0
	done, after := true, string(b.after)
	for _, prefix := range l.rebuilt(build) {
		from, to := prefix, prefixEnd(prefix)
		if after >= string(from) {
			from = append([]byte(after), 0)
		}
		if string(from) >= string(to) {
			continue
		}
		full, err := l.batch(ctx, snap, from, to, build, func(key []byte, d derived) bool {
			more, keys := 0, len(rows)+len(counts)+len(d.rows)
			for k, row := range d.rows {
				more += len(k) + len(row) + sealing
			}
			for k := range d.counts {
				if _, counted := counts[k]; !counted {
					keys++
					more += len(k) + 10 + sealing
				}
			}
			first := len(rows)+len(counts) == 0 // alone it must fit, or never will
			if !first && (keys > MaxKeys-sparedKeys || size+more > MaxBytes-sparedBytes) {
				return false
			}
			size += more
			maps.Copy(rows, d.rows)
			for k, n := range d.counts {
				counts[k] += n
			}
			after = string(key)
			return true
		})
		if err != nil {
			return false, err
		}
		if full {
			done = false
			break
		}
	}
	if b.after = []byte(after); len(rows)+len(counts) > 0 {
		done = false // the last batch and the new identity might be too much for one commit
	}
	for k, row := range rows {
		w.Puts = append(w.Puts, Pair{[]byte(k), l.keys.seal([]byte(k), row)})
	}
	tx := &Tx{l: l, snap: snap}
	for k, more := range counts {
		n, err := tx.tally([]byte(k))
		if err != nil {
			return false, err
		}
		if n += more; n != 0 {
			var e Encoder
			e.Int(n)
			w.Puts = append(w.Puts, Pair{[]byte(k), l.keys.seal([]byte(k), e.Data())})
		} else if more != 0 {
			w.Drops = append(w.Drops, []byte(k))
		}
	}
	return done, nil
}

// rebuilt are the prefixes of the tables whose records are walked, in key order.
func (l *Ledger) rebuilt(build []named) (prefixes [][]byte) {
	seen := map[string]bool{}
	for _, n := range build {
		if !seen[n.table] {
			seen[n.table] = true
			prefixes = append(prefixes, l.y.table(n.table))
		}
	}
	slices.SortFunc(prefixes, slices.Compare)
	return prefixes
}

// batch gives add what the records from <= key < to derive for the indexes
// being built, until it has no room: then full is true.
func (l *Ledger) batch(ctx context.Context, snap Snapshot, from, to []byte, build []named, add func(key []byte, d derived) bool) (full bool, err error) {
	for p, err := range snap.Scan(from, to, false) {
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return false, err
		}
		plain, err := l.open(p.Key, p.Value)
		if err != nil {
			return false, err
		}
		name, id, ok := l.y.change(p.Key)
		if !ok || l.known[name] == nil {
			return false, &DamagedError{Where: l.y.place(p.Key), What: "belongs to no known table"}
		}
		d, err := l.known[name].audited(l, id, plain, func(index string) bool {
			return slices.ContainsFunc(build, func(n named) bool { return n.table == name && n.index == index })
		})
		if err != nil && !errors.Is(err, errCheck) {
			return false, err
		}
		if !add(p.Key, d) {
			return true, nil
		}
	}
	return false, nil
}
