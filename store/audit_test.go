package store_test

import (
	"bytes"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// The kinds of keys, behind the office's number and its end mark.
const (
	headKind, journalKind, opKind, sequenceKind, recordKind, indexKind, tallyKind = 2, 3, 4, 5, 6, 7, 8
)

// vandal changes a store behind the ledger's back.
type vandal struct {
	*testing.T
	e store.Engine
}

func (v vandal) all(kind byte) (out []store.Pair) {
	v.Helper()
	snap, err := v.e.Snapshot(v.Context())
	if err != nil {
		v.Fatal(err)
	}
	defer snap.Close()
	base := append([]byte("042\x00\x01"), kind)
	for p, err := range snap.Scan(base, append(base[:len(base)-1:len(base)-1], kind+1), false) {
		if err != nil {
			v.Fatal(err)
		}
		out = append(out, store.Pair{Key: bytes.Clone(p.Key), Value: bytes.Clone(p.Value)})
	}
	return out
}

// one is the kind's pair whose key contains part.
func (v vandal) one(kind byte, part string) store.Pair {
	v.Helper()
	for _, p := range v.all(kind) {
		if bytes.Contains(p.Key[6:], []byte(part)) {
			return p
		}
	}
	v.Fatalf("no key of kind %d with %q", kind, part)
	return store.Pair{}
}

func (v vandal) put(pairs ...store.Pair) {
	v.Helper()
	if err := v.e.Commit(v.Context(), store.Write{Puts: pairs}); err != nil {
		v.Fatal(err)
	}
}

func (v vandal) drop(pairs ...store.Pair) {
	v.Helper()
	var w store.Write
	for _, p := range pairs {
		w.Drops = append(w.Drops, p.Key)
	}
	if err := v.e.Commit(v.Context(), w); err != nil {
		v.Fatal(err)
	}
}

// forge rewrites a sealed value as only a holder of the key could.
func (v vandal) forge(p store.Pair, change func(plain []byte)) {
	v.Helper()
	plain, err := storetest.Keys().Unseal(p.Key, p.Value)
	if err != nil {
		v.Fatal(err)
	}
	change(plain)
	v.put(store.Pair{Key: p.Key, Value: storetest.Keys().Seal(p.Key, plain)})
}

func TestAuditFindsDamage(t *testing.T) {
	b := newLibrary()
	// Acts 1 to 3 happen, then before runs, then act 4, then after.
	for _, c := range []struct {
		name          string
		before, after func(v vandal, keep *[]store.Pair)
		want          string // in some finding
	}{
		{name: "nothing"},
		{"a flipped bit", nil, func(v vandal, _ *[]store.Pair) {
			p := v.one(recordKind, "p2")
			p.Value[len(p.Value)/2] ^= 4
			v.put(p)
		}, "does not open"},
		{"values changed places", nil, func(v vandal, _ *[]store.Pair) {
			p, q := v.one(recordKind, "p1"), v.one(recordKind, "p2")
			p.Value, q.Value = q.Value, p.Value
			v.put(p, q)
		}, "does not open"},
		{"an older record", func(v vandal, keep *[]store.Pair) { *keep = v.all(recordKind) },
			func(v vandal, keep *[]store.Pair) { v.put((*keep)[0]) }, "is not what journal 4 says"},
		{"a removed record", nil, func(v vandal, _ *[]store.Pair) { v.drop(v.one(recordKind, "p2")) }, "is missing; journal 2 put it"},
		{"a dropped record come back", func(v vandal, keep *[]store.Pair) { *keep = append(*keep, v.one(recordKind, "p3")) },
			func(v vandal, keep *[]store.Pair) { v.put(*keep...) }, "journal 4 says it was dropped"},
		{"a removed index entry", nil, func(v vandal, _ *[]store.Pair) { v.drop(v.one(indexKind, "p2")) }, "is missing"},
		{"an index entry come back", func(v vandal, keep *[]store.Pair) { *keep = append(*keep, v.one(indexKind, "p3")) },
			func(v vandal, keep *[]store.Pair) { v.put(*keep...) }, "no record has it"},
		{"an older row", func(v vandal, keep *[]store.Pair) { *keep = append(*keep, v.one(indexKind, "shelf\x00\x01")) },
			func(v vandal, keep *[]store.Pair) { v.put(*keep...) }, "its row is not what the record says"},
		{"an older tally", func(v vandal, keep *[]store.Pair) { *keep = v.all(tallyKind) },
			func(v vandal, keep *[]store.Pair) { v.put(*keep...) }, "the records say"},
		{"a removed tally", nil, func(v vandal, _ *[]store.Pair) { v.drop(v.all(tallyKind)[0]) }, "is missing, the records say 2"},
		{"a hole in the journal", nil, func(v vandal, _ *[]store.Pair) { v.drop(v.all(journalKind)[1]) }, "entries 2 to 2 are missing"},
		{"a cut journal", nil, func(v vandal, _ *[]store.Pair) { v.drop(v.all(journalKind)[3]) }, "ends with 3, its head says 4"},
		{"a journal cut with its head", func(v vandal, keep *[]store.Pair) { *keep = v.all(headKind) },
			func(v vandal, keep *[]store.Pair) { v.drop(v.all(journalKind)[3]); v.put(*keep...) }, "is not what journal 1 says"},
		{"a flipped bit in the journal", nil, func(v vandal, _ *[]store.Pair) {
			p := v.all(journalKind)[2]
			p.Value[20] ^= 1
			v.put(p)
		}, "journal 3: the sealed value does not open"},
		{"a spoilt head", nil, func(v vandal, _ *[]store.Pair) {
			p := v.all(headKind)[0]
			p.Value[20] ^= 1
			v.put(p)
		}, "journal head: the sealed value does not open"},
		{"a removed op", nil, func(v vandal, _ *[]store.Pair) { v.drop(v.all(opKind)[0]) }, "its op is not kept"},
		{"an older sequence", func(v vandal, keep *[]store.Pair) { *keep = v.all(sequenceKind) },
			func(v vandal, keep *[]store.Pair) { v.put(*keep...) }, "sequence n: is not what journal 4 says"},
		{"a forged entry in the chain", nil, func(v vandal, _ *[]store.Pair) {
			v.forge(v.all(journalKind)[1], func(plain []byte) {
				plain[bytes.Index(plain, []byte("aigul"))] = 'A'
			})
		}, "journal 3: is not chained"},
		{"a forged tree hash", nil, func(v vandal, _ *[]store.Pair) {
			v.forge(v.all(journalKind)[2], func(plain []byte) { plain[len(plain)-1] ^= 1 })
		}, "journal 3: its tree hashes are not right"},
		{"a forged op", nil, func(v vandal, _ *[]store.Pair) {
			v.forge(v.all(opKind)[0], func(plain []byte) { plain[5] ^= 1 })
		}, "leads to no journal entry"},
		{"a forged head", nil, func(v vandal, _ *[]store.Pair) {
			v.forge(v.all(headKind)[0], func(plain []byte) { plain[5] ^= 1 })
		}, "its last entry is not the one its head says"},
		{"a forged record", nil, func(v vandal, _ *[]store.Pair) {
			v.forge(v.one(recordKind, "p2"), func(plain []byte) { plain[len(plain)-2] ^= 2 })
		}, "is not what journal 2 says"},
		{"a forged id", nil, func(v vandal, _ *[]store.Pair) {
			v.forge(v.one(recordKind, "p2"), func(plain []byte) { plain[3] = '9' })
		}, "lies under another id"},
		{"a key of nobody", nil, func(v vandal, _ *[]store.Pair) {
			v.put(store.Pair{Key: []byte("042\x00\x01\x09x"), Value: []byte("x")})
		}, "does not belong here"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			l, err := store.OpenLedger(t.Context(), e, "042", storetest.Keys(), b.schema)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			act := func(n int, papers ...paper) {
				t.Helper()
				_, err := l.Update(t.Context(), storetest.By(n), func(tx *store.Tx) error {
					_, err := tx.Next("n")
					for i := range papers {
						err = errors.Join(err, b.papers.Put(tx, &papers[i]))
					}
					if n == 4 {
						err = errors.Join(err, b.papers.Drop(tx, []byte("p3")))
					}
					return err
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			act(1, paper{ID: "p1", Shelf: "A", Owner: "Ayan", Pages: 1})
			act(2, paper{ID: "p2", Shelf: "A", Owner: "Ayan", Pages: 1})
			act(3, paper{ID: "p3", Shelf: "A", Owner: "Ayan", Pages: 1})
			var keep []store.Pair
			if c.before != nil {
				c.before(vandal{t, e}, &keep)
			}
			act(4, paper{ID: "p1", Shelf: "A", Owner: "Botagoz", Pages: 7})
			if c.after != nil {
				c.after(vandal{t, e}, &keep)
			}
			var done, total uint64
			report, err := l.Audit(t.Context(), func(d, n uint64) { done, total = d, n })
			if err != nil {
				t.Fatal(err)
			}
			if c.want == "" {
				if !report.OK() || report.Entries != 4 || report.Records != 2 || report.IndexEntries != 4 || report.Tallies != 2 {
					t.Errorf("a whole store: %+v", report)
				}
				if done != total || total == 0 {
					t.Errorf("progress ended at %d of %d", done, total)
				}
				return
			}
			for _, f := range report.Findings {
				if strings.Contains(f.String(), c.want) {
					return
				}
			}
			t.Errorf("no finding with %q in %v", c.want, report.Findings)
		})
	}
}

func TestDamageIsLoudOnReading(t *testing.T) {
	b := newLibrary()
	e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.OpenLedger(t.Context(), e, "042", storetest.Keys(), b.schema)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	b.put(t, l, 1, paper{ID: "p1", Shelf: "A"})
	v := vandal{t, e}
	for _, kind := range []byte{recordKind, indexKind} {
		p := v.all(kind)[0]
		p.Value[3] ^= 1
		v.put(p)
	}
	err = l.View(t.Context(), func(tx *store.Tx) error {
		if _, err := b.byShelf.Page(tx, nil, nil, 10, false); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Page: %v", err)
		}
		_, err := b.papers.Get(tx, []byte("p1"))
		return err
	})
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Get: %v", err)
	}
}

func TestAuditAsksTheTable(t *testing.T) {
	odd := store.NewTable(store.TableSpec[paper]{
		Name: "odd", ID: func(p *paper) []byte { return []byte(p.ID) },
		Encode: func(e *store.Encoder, p *paper) { e.String(p.ID) },
		Decode: func(d *store.Decoder, _ byte, p *paper) { p.ID = d.String() },
		Check: func(p *paper) error {
			if p.ID == "bad" {
				return errors.New("no such stage")
			}
			return nil
		},
	})
	e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.OpenLedger(t.Context(), e, "042", storetest.Keys(), store.Schema{Tables: []store.AnyTable{odd}})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if _, err := l.Update(t.Context(), storetest.By(1), func(tx *store.Tx) error {
		return errors.Join(odd.Put(tx, &paper{ID: "good"}), odd.Put(tx, &paper{ID: "bad"}))
	}); err != nil {
		t.Fatal(err)
	}
	report, err := l.Audit(t.Context(), nil)
	if err != nil || len(report.Findings) != 1 || !strings.Contains(report.Findings[0].What, "no such stage") {
		t.Errorf("%+v, %v", report, err)
	}
}
