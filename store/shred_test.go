package store_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/store"
)

var shredKeys = store.NewKeys([32]byte{1, 2, 3})

// v7 is an id of a day after the first, the n-th of that day.
func v7(day, n int) uuid.UUID {
	var u uuid.UUID
	at := uint64(time.Date(2015, 3, 2, 10, 0, n, 0, time.UTC).AddDate(0, 0, day).UnixMilli())
	binary.BigEndian.PutUint64(u[:], at<<16)
	u[6], u[8], u[15] = 0x70, 0x80, byte(n)
	return u
}

// counter is an office with people's papers, on a log that hides them.
type counter struct {
	t      *testing.T
	path   string
	papers *store.Table[paper]
	byName *store.Index[paper]
	schema store.Schema
	e      *logged
	s      *store.Shred
	l      *store.Ledger
	n      int
}

func newCounter(t *testing.T) *counter {
	c := &counter{t: t, path: filepath.Join(t.TempDir(), "x.shred")}
	c.papers = store.NewTable(store.TableSpec[paper]{
		Name: "paper", Version: 1, Personal: true,
		ID:     func(p *paper) []byte { return []byte(p.ID) },
		Encode: func(e *store.Encoder, p *paper) { e.String(p.ID); e.String(p.Shelf); e.String(p.Owner) },
		Decode: func(d *store.Decoder, _ byte, p *paper) { p.ID, p.Shelf, p.Owner = d.String(), d.String(), d.String() },
	})
	c.byName = store.NewIndex(c.papers, store.IndexSpec[paper]{Name: "shelf",
		Marks: func(_ func(...string) []byte, p *paper) []store.Mark {
			return []store.Mark{{Key: store.AppendString(nil, p.Shelf), Row: []byte("row " + p.Shelf), Tally: []byte(p.Shelf)},
				{Key: store.AppendString(nil, "all"), Row: []byte(p.Owner)}}
		}})
	c.schema = store.Schema{Tables: []store.AnyTable{c.papers}}
	c.s = c.open(store.ShredOptions{Create: true})
	c.e = newLogged(c.s)
	c.l = c.ledger(c.e)
	return c
}

func (c *counter) open(o store.ShredOptions) *store.Shred {
	c.t.Helper()
	o.NoSync = true
	s, err := store.OpenShred(c.path, shredKeys, "042", c.schema, o)
	if err != nil {
		c.t.Fatal(err)
	}
	return s
}

func (c *counter) ledger(e *logged) *store.Ledger {
	c.t.Helper()
	l, err := store.OpenLedger(context.Background(), e, "042", shredKeys, c.schema)
	if err != nil {
		c.t.Fatal(err)
	}
	return l
}

func (c *counter) by() store.By {
	c.n++
	return store.By{Op: uuid.NewSHA1(uuid.Nil, fmt.Append(nil, c.n)), Operator: "aigul", At: time.Unix(int64(1e9+c.n), 0)}
}

func (c *counter) put(p paper) {
	c.t.Helper()
	if _, err := c.l.Update(context.Background(), c.by(), func(tx *store.Tx) error { return c.papers.Put(tx, &p) }); err != nil {
		c.t.Fatal(err)
	}
}

// erase blots the owners of papers out, as package intake does.
func (c *counter) erase(ids ...uuid.UUID) error {
	_, err := c.s.Erase(context.Background(), c.l, c.by(), func(tx *store.Tx) (gone [][]byte, err error) {
		for _, id := range ids {
			p, err := c.papers.Get(tx, id2(id))
			if err != nil {
				return nil, err
			}
			p.Owner = ""
			if err := c.papers.Put(tx, p); err != nil {
				return nil, err
			}
			gone = append(gone, id2(id))
		}
		return gone, nil
	})
	return err
}

func id2(id uuid.UUID) []byte { return id[:] }

func (c *counter) owners(l *store.Ledger) map[string]string {
	c.t.Helper()
	all := map[string]string{}
	err := l.View(context.Background(), func(tx *store.Tx) error {
		for p, err := range c.papers.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			all[p.ID] = p.Owner
		}
		return nil
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return all
}

// sound replays the log with what the file of keys on the disk can open,
// audits it, and wants the same papers as the ledger has.
func (c *counter) sound(want map[uuid.UUID]string) {
	c.t.Helper()
	s := c.open(store.ShredOptions{ReadOnly: true})
	again := c.ledger(c.e.replayed(c.t, s))
	for _, l := range []*store.Ledger{c.l, again} {
		r, err := l.Audit(context.Background(), nil)
		if err != nil || !r.OK() {
			c.t.Errorf("audit: %v %v", r.Findings, err)
		}
		if r, _, err := l.VerifyJournal(context.Background(), nil); err != nil || !r.OK() {
			c.t.Errorf("journal: %v %v", r.Findings, err)
		}
		got := c.owners(l)
		for id, owner := range want {
			if have, ok := got[string(id[:])]; !ok || have != owner {
				c.t.Errorf("%v: owner %q (there: %v), want %q", id, have, ok, owner)
			}
		}
		if len(got) != len(want) {
			c.t.Errorf("%d papers, want %d", len(got), len(want))
		}
	}
}

// tells says whether a name stands in a value of the log that the file of keys
// and the office's key open.
func (c *counter) tells(name string) bool {
	c.t.Helper()
	s := c.open(store.ShredOptions{ReadOnly: true})
	for _, record := range c.e.log {
		for _, p := range record {
			if bytes.Contains(p.Value, []byte(name)) {
				return true
			}
			value, err := s.Show(p.Key, p.Value)
			if p.Value == nil || err != nil {
				continue
			}
			if plain, err := shredKeys.Unseal(p.Key, value); err == nil && bytes.Contains(plain, []byte(name)) {
				return true
			}
		}
	}
	return false
}

func TestEraseTwiceInABucket(t *testing.T) {
	c := newCounter(t)
	want := map[uuid.UUID]string{}
	for i := range 5 {
		id := v7(0, i)
		want[id] = fmt.Sprint("Адам ", i)
		c.put(paper{ID: string(id[:]), Shelf: "a", Owner: want[id]})
	}
	other, odd := v7(40, 1), uuid.NewSHA1(uuid.Nil, []byte("x"))
	want[other], want[odd] = "Басқа", "Бөлек"
	c.put(paper{ID: string(other[:]), Shelf: "a", Owner: "Басқа"})
	c.put(paper{ID: string(odd[:]), Shelf: "b", Owner: "Бөлек"})
	c.sound(want)
	for _, i := range []int{2, 4} {
		id := v7(0, i)
		if !c.tells(want[id]) {
			t.Fatalf("the log did not tell of %d before", i)
		}
		if err := c.erase(id); err != nil {
			t.Fatal(err)
		}
		if c.tells(want[id]) {
			t.Errorf("the log still tells of %d", i)
		}
		want[id] = ""
		c.sound(want)
		// Life goes on: for one of the bucket, for a new one, for the erased.
		first, fresh := v7(0, 0), v7(0, 10+i)
		want[first], want[fresh] = fmt.Sprint("Келесі ", i), fmt.Sprint("Жаңа ", i)
		c.put(paper{ID: string(first[:]), Shelf: "c", Owner: want[first]})
		c.put(paper{ID: string(fresh[:]), Shelf: "c", Owner: want[fresh]})
		c.put(paper{ID: string(id[:]), Shelf: "d"})
		c.sound(want)
	}
	// One that came after the first erasure, one twice, two at once, one alone.
	for _, ids := range [][]uuid.UUID{{v7(0, 12)}, {v7(0, 2)}, {v7(0, 0), v7(0, 1)}, {odd}, {other}} {
		if err := c.erase(ids...); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			if want[id] != "" && c.tells(want[id]) {
				t.Errorf("the log still tells of %v", id)
			}
			want[id] = ""
		}
		c.sound(want)
	}
	if n := c.s.Erasures(); n != 7 {
		t.Errorf("%d erasures, want 7", n)
	}
	data, err := os.ReadFile(c.path)
	if n, bad := store.ShredErasures(data); err != nil || bad != nil || n != 7 {
		t.Errorf("the file says %d (%v, %v)", n, err, bad)
	}
}

// A refused erasure changes nothing; one whose commit fails is taken back and
// can be asked for again.
func TestEraseRefused(t *testing.T) {
	c := newCounter(t)
	id, other := v7(0, 1), v7(0, 2)
	want := map[uuid.UUID]string{id: "Адам", other: "Басқа"}
	for id, owner := range want {
		c.put(paper{ID: string(id[:]), Shelf: "a", Owner: owner})
	}
	if err := c.erase(id, v7(0, 3)); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("erasing what is not there: %v", err)
	}
	c.sound(want)
	c.e.fail = store.ErrReadOnly
	if err := c.erase(id); !errors.Is(err, store.ErrReadOnly) {
		t.Fatalf("a commit that fails: %v", err)
	}
	c.sound(want)
	c.put(paper{ID: string(id[:]), Shelf: "b", Owner: "Адам"}) // under the other secret
	c.sound(want)
	if err := c.erase(other); err != nil {
		t.Fatal(err)
	}
	want[other] = ""
	c.sound(want)
	if err := c.erase(id); err != nil {
		t.Fatal(err)
	}
	want[id] = ""
	c.sound(want)
	if c.tells("Адам") || c.tells("Басқа") {
		t.Error("the log still tells")
	}
}

// A crash at every step of an erasure: opened again, the person is there whole
// or blotted out, never anything between, and everybody else is there.
func TestEraseCrash(t *testing.T) {
	crash := errors.New("crash")
	for at := 1; ; at++ {
		c := newCounter(t)
		id, other := v7(0, 1), v7(0, 2)
		c.put(paper{ID: string(id[:]), Shelf: "a", Owner: "Адам"})
		c.put(paper{ID: string(other[:]), Shelf: "a", Owner: "Басқа"})
		step, name := 0, ""
		c.s.SetStep(func(what string) error {
			if step++; step == at {
				name = what
				return crash
			}
			return nil
		})
		err := c.erase(id)
		if name == "" {
			if err != nil || at < 7 {
				t.Fatalf("after %d steps: %v", at-1, err)
			}
			return
		}
		t.Run(fmt.Sprint(at, name), func(t *testing.T) {
			c.t = t
			if !errors.Is(err, crash) {
				t.Fatalf("step %d: %v", at, err)
			}
			c.s = c.open(store.ShredOptions{})
			c.e = c.e.replayed(t, c.s)
			c.l = c.ledger(c.e)
			if err := c.s.Settle(context.Background(), c.l); err != nil {
				t.Fatal(err)
			}
			if left, _ := filepath.Glob(c.path + ".*"); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			owner := c.owners(c.l)[string(id[:])]
			if owner == "" && c.tells("Адам") {
				t.Error("blotted out, and the log still tells")
			}
			c.sound(map[uuid.UUID]string{id: owner, other: "Басқа"})
			if err := c.erase(id); err != nil {
				t.Fatal(err)
			}
			c.sound(map[uuid.UUID]string{id: "", other: "Басқа"})
			if c.tells("Адам") {
				t.Error("the log still tells")
			}
		})
	}
}

// The replaced file of keys is overwritten before it is removed.
func TestEraseWipes(t *testing.T) {
	c := newCounter(t)
	id := v7(0, 1)
	c.put(paper{ID: string(id[:]), Shelf: "a", Owner: "Адам"})
	before, err := os.ReadFile(c.path)
	if err != nil {
		t.Fatal(err)
	}
	hold := c.path + ".held" // another name for the same bytes on the disk
	if err := os.Link(c.path, hold); err != nil {
		t.Skip(err)
	}
	if err := c.erase(id); err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(hold)
	if err != nil || len(after) != len(before) || !bytes.Equal(after, make([]byte, len(before))) {
		t.Errorf("the keys that were destroyed are still on the disk (%v)", err)
	}
}

// Damage to the file of keys is loud, and one bad copy of two is survived.
func TestShredFileDamaged(t *testing.T) {
	c := newCounter(t)
	id := v7(0, 1)
	c.put(paper{ID: string(id[:]), Shelf: "a", Owner: "Адам"})
	data, err := os.ReadFile(c.path)
	if err != nil {
		t.Fatal(err)
	}
	reopen := func(keys *store.Keys, data []byte) error {
		if err := os.WriteFile(c.path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := store.OpenShred(c.path, keys, "042", c.schema, store.ShredOptions{})
		return err
	}
	flip := func(at int) []byte {
		b := bytes.Clone(data)
		b[at] ^= 1
		return b
	}
	middle := (len(data)-40)/2 + 40
	if err := reopen(shredKeys, flip(100)); err != nil {
		t.Errorf("first copy bad: %v", err)
	}
	if err := reopen(shredKeys, flip(middle+100)); err != nil {
		t.Errorf("second copy bad: %v", err)
	}
	both := flip(100)
	both[middle+100] ^= 1
	for what, bad := range map[string][]byte{"both": both, "head": flip(9), "short": data[:len(data)-1], "empty": {}} {
		if err := reopen(shredKeys, bad); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := reopen(store.NewKeys([32]byte{9}), data); !errors.Is(err, store.ErrWrongKey) {
		t.Errorf("another key: %v", err)
	}
	if err := os.Chmod(c.path, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := reopen(shredKeys, data); !errors.Is(err, store.ErrExposed) {
		t.Errorf("readable by all: %v", err)
	}
	if err := os.Remove(c.path); err != nil {
		t.Fatal(err)
	}
	if _, err := store.OpenShred(c.path, shredKeys, "042", c.schema, store.ShredOptions{}); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("missing: %v", err)
	}
}

// With an older file of keys the log does not pass for erased.
func TestShredFileOlder(t *testing.T) {
	c := newCounter(t)
	older, err := os.ReadFile(c.path)
	if err != nil {
		t.Fatal(err)
	}
	id := v7(0, 1)
	c.put(paper{ID: string(id[:]), Shelf: "a", Owner: "Адам"})
	if err := os.WriteFile(c.path, older, 0o600); err != nil {
		t.Fatal(err)
	}
	s := c.open(store.ShredOptions{})
	for _, record := range c.e.log {
		for _, p := range record {
			if _, err := s.Show(p.Key, p.Value); errors.Is(err, store.ErrErased) {
				t.Fatal("an older file of keys makes an erasure")
			} else if err != nil && !errors.Is(err, store.ErrDamaged) {
				t.Fatal(err)
			} else if err != nil {
				return
			}
		}
	}
	t.Error("nobody noticed")
}

func BenchmarkHide(b *testing.B) {
	t := store.NewTable(store.TableSpec[paper]{Name: "paper", Personal: true})
	s, err := store.OpenShred(filepath.Join(b.TempDir(), "x.shred"), shredKeys, "042",
		store.Schema{Tables: []store.AnyTable{t}}, store.ShredOptions{Create: true, NoSync: true})
	if err != nil {
		b.Fatal(err)
	}
	prefix := store.AppendString(append(store.AppendString(nil, "042"), 6), "paper")
	value := make([]byte, 330)
	for _, per := range []int{1, 5} { // values of one subject in a row
		b.Run(fmt.Sprint(per), func(b *testing.B) {
			b.ReportAllocs()
			id := v7(0, 1)
			for i := range b.N {
				binary.BigEndian.PutUint32(id[10:], uint32(i/per))
				if _, err := s.Hide(append(prefix[:len(prefix):len(prefix)], id[:]...), value); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// Another store's file of keys, made with the same office key, opens nothing.
func TestShredFileOther(t *testing.T) {
	c := newCounter(t)
	odd := uuid.NewSHA1(uuid.Nil, []byte("x"))
	c.put(paper{ID: string(odd[:]), Shelf: "a", Owner: "Адам"})
	if err := os.Remove(c.path); err != nil {
		t.Fatal(err)
	}
	s := c.open(store.ShredOptions{Create: true})
	wrong := 0
	for _, record := range c.e.log {
		for _, p := range record {
			if _, err := s.Show(p.Key, p.Value); errors.Is(err, store.ErrDamaged) {
				wrong++
			} else if err != nil {
				t.Fatal(err)
			}
		}
	}
	if wrong != 3 { // the record and its two rows
		t.Errorf("%d values were found wrong, want 3", wrong)
	}
}
