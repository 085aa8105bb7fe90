package store_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"tereze/store"
	"tereze/store/storetest"
)

// paper is what the tests keep: papers on shelves, with their owner.
type paper struct {
	ID    string
	Shelf string
	Owner string // a person: must never be readable in the file
	Pages int64
	At    time.Time
}

type library struct {
	papers  *store.Table[paper]
	byShelf *store.Index[paper]
	byOwner *store.Index[paper]
	schema  store.Schema
}

func newLibrary() *library {
	b := &library{papers: store.NewTable(store.TableSpec[paper]{
		Name: "paper", Version: 2,
		ID: func(p *paper) []byte { return []byte(p.ID) },
		Encode: func(e *store.Encoder, p *paper) {
			e.String(p.ID)
			e.String(p.Shelf)
			e.String(p.Owner)
			e.Int(p.Pages)
			e.Time(p.At)
		},
		Decode: func(d *store.Decoder, version byte, p *paper) {
			p.ID, p.Shelf, p.Owner = d.String(), d.String(), d.String()
			p.Pages, p.At = d.Int(), d.Time()
		},
	})}
	b.byShelf = store.NewIndex(b.papers, store.IndexSpec[paper]{
		Name: "shelf",
		Marks: func(_ func(...string) []byte, p *paper) []store.Mark {
			key := store.AppendTime(store.AppendString(nil, p.Shelf), p.At)
			return []store.Mark{
				{Key: key, Row: []byte(p.Owner), Tally: []byte(p.Shelf)},
				{Tally: []byte("pages/" + p.Shelf), Weight: p.Pages},
			}
		},
	})
	b.byOwner = store.NewIndex(b.papers, store.IndexSpec[paper]{
		Name: "owner",
		Marks: func(blind func(...string) []byte, p *paper) []store.Mark {
			if p.Owner == "" {
				return nil
			}
			return []store.Mark{{Key: blind("owner", p.Owner)}}
		},
	})
	b.schema = store.Schema{Tables: []store.AnyTable{b.papers}}
	return b
}

var at = time.Date(2015, 3, 2, 10, 0, 0, 0, time.UTC)

func (b *library) put(t *testing.T, l *store.Ledger, n int, papers ...paper) store.Head {
	t.Helper()
	head, err := l.Update(t.Context(), storetest.By(n), func(tx *store.Tx) error {
		tx.Note("shelve", papers[0].ID)
		for i := range papers {
			if err := b.papers.Put(tx, &papers[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return head
}

func view(t *testing.T, l *store.Ledger, fn func(*store.Tx) error) {
	t.Helper()
	if err := l.View(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

// page is an index page as text: "id(row) id(row)".
func (b *library) page(t *testing.T, tx *store.Tx, shelf string, after []byte, limit int, reverse bool) (string, []byte) {
	t.Helper()
	hits, err := b.byShelf.Page(tx, store.AppendString(nil, shelf), after, limit, reverse)
	if err != nil {
		t.Fatal(err)
	}
	var s []string
	var cursor []byte
	for _, h := range hits {
		s = append(s, fmt.Sprintf("%s(%s)", h.ID, h.Row))
		cursor = h.Cursor
	}
	return strings.Join(s, " "), cursor
}

func TestIndexesFollowTheRecords(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	b.put(t, l, 1,
		paper{ID: "p1", Shelf: "A", Owner: "Ayan", Pages: 3, At: at},
		paper{ID: "p2", Shelf: "A", Owner: "Botagoz", Pages: 4, At: at.Add(time.Hour)},
		paper{ID: "p3", Shelf: "AB", Owner: "Ayan", Pages: 5, At: at},
		paper{ID: "p0", Shelf: "A", At: at.Add(time.Hour)})
	tally := func(tx *store.Tx, key string) int64 {
		n, err := b.byShelf.Tally(tx, []byte(key))
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	view(t, l, func(tx *store.Tx) error {
		if got, _ := b.page(t, tx, "A", nil, 10, false); got != "p1(Ayan) p0() p2(Botagoz)" {
			t.Errorf("shelf A: %q", got)
		}
		first, cursor := b.page(t, tx, "A", nil, 2, false)
		second, _ := b.page(t, tx, "A", cursor, 2, false)
		if first != "p1(Ayan) p0()" || second != "p2(Botagoz)" {
			t.Errorf("pages: %q, %q", first, second)
		}
		last, cursor := b.page(t, tx, "A", nil, 2, true)
		before, _ := b.page(t, tx, "A", cursor, 2, true)
		if last != "p2(Botagoz) p0()" || before != "p1(Ayan)" {
			t.Errorf("pages backwards: %q, %q", last, before)
		}
		if tally(tx, "A") != 3 || tally(tx, "AB") != 1 || tally(tx, "pages/A") != 8 || tally(tx, "none") != 0 {
			t.Errorf("tallies: %d %d %d", tally(tx, "A"), tally(tx, "AB"), tally(tx, "pages/A"))
		}
		hits, err := b.byOwner.Page(tx, tx.Blind("owner", "Ayan"), nil, 10, false)
		if err != nil || len(hits) != 2 {
			t.Errorf("by owner: %v, %v", hits, err)
		}
		return nil
	})

	// Move one, drop one: entries and counts go along, also inside the transaction.
	if _, err := l.Update(t.Context(), storetest.By(2), func(tx *store.Tx) error {
		p, err := b.papers.Get(tx, []byte("p1"))
		if err != nil {
			return err
		}
		p.Shelf, p.Pages = "C", 30
		if err := errors.Join(b.papers.Put(tx, p), b.papers.Drop(tx, []byte("p3"))); err != nil {
			return err
		}
		got, _ := b.page(t, tx, "A", nil, 10, true)
		moved, _ := b.page(t, tx, "C", nil, 10, false)
		if got != "p2(Botagoz) p0()" || moved != "p1(Ayan)" || tally(tx, "pages/C") != 30 {
			t.Errorf("inside: %q, %q, %d", got, moved, tally(tx, "pages/C"))
		}
		if has, err := b.papers.Has(tx, []byte("p3")); has || err != nil {
			t.Errorf("Has after Drop: %v, %v", has, err)
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	view(t, l, func(tx *store.Tx) error {
		var all []string
		for c, err := range b.byShelf.Tallies(tx, nil) {
			if err != nil {
				return err
			}
			all = append(all, fmt.Sprintf("%s=%d", c.Key, c.N))
		}
		// p0 has no pages, and a weight of 0 means 1.
		if want := "[A=2 C=1 pages/A=5 pages/C=30]"; fmt.Sprint(all) != want {
			t.Errorf("tallies %v, want %s", all, want)
		}
		if _, err := b.papers.Get(tx, []byte("p3")); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Get of a dropped record: %v", err)
		}
		var ids []string
		for p, err := range b.papers.Scan(tx, []byte("p1"), nil, true) {
			if err != nil {
				return err
			}
			ids = append(ids, p.ID)
		}
		if fmt.Sprint(ids) != "[p2 p1]" {
			t.Errorf("Scan backwards from p1: %v", ids)
		}
		return nil
	})
}

func TestScanSeesWhatIsWrittenAhead(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	b.put(t, l, 1, paper{ID: "b"}, paper{ID: "d"}, paper{ID: "f"})
	for _, reverse := range []bool{false, true} {
		var met []string
		sentinel := errors.New("enough")
		_, err := l.Update(t.Context(), storetest.By(2), func(tx *store.Tx) error {
			for p, err := range b.papers.Scan(tx, nil, nil, reverse) {
				if err != nil {
					return err
				}
				met = append(met, p.ID)
				switch p.ID {
				case "d":
					ahead, gone, behind := "e", "f", "c"
					if reverse {
						ahead, gone, behind = "c", "b", "e"
					}
					if err := errors.Join(b.papers.Put(tx, &paper{ID: ahead}), b.papers.Put(tx, &paper{ID: behind}),
						b.papers.Drop(tx, []byte(gone))); err != nil {
						return err
					}
				}
			}
			return sentinel
		})
		want := "[b d e]"
		if reverse {
			want = "[f d c]"
		}
		if err != sentinel || fmt.Sprint(met) != want {
			t.Errorf("reverse %v: met %v, want %s (%v)", reverse, met, want, err)
		}
	}
}

func TestNothingIsWrittenWithoutCause(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	head := b.put(t, l, 1, paper{ID: "p", Shelf: "A"})
	no := errors.New("no")
	got, err := l.Update(t.Context(), storetest.By(2), func(tx *store.Tx) error {
		tx.Note("x", "y")
		return errors.Join(b.papers.Put(tx, &paper{ID: "q"}), no)
	})
	if !errors.Is(err, no) || got != (store.Head{}) {
		t.Errorf("refused: %v, %v", got, err)
	}
	got, err = l.Update(t.Context(), storetest.By(3), func(tx *store.Tx) error {
		return b.papers.Put(tx, &paper{ID: "p", Shelf: "A"}) // as it stands
	})
	if err != nil || got != head {
		t.Errorf("nothing changed: %v, %v; want the head as it was", got, err)
	}
	got, err = l.Update(t.Context(), storetest.By(4), func(tx *store.Tx) error { tx.Note("look", "p"); return nil })
	if err != nil || got.Seq != head.Seq+1 {
		t.Errorf("a note alone: %v, %v; want one entry more", got, err)
	}
	if _, err := l.Update(t.Context(), store.By{}, nil); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("By without Op: %v", err)
	}
	var kept *store.Tx
	view(t, l, func(tx *store.Tx) error {
		kept = tx
		if err := b.papers.Put(tx, &paper{ID: "p"}); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("Put in a View: %v", err)
		}
		if _, err := tx.Next("n"); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("Next in a View: %v", err)
		}
		return nil
	})
	if _, err := b.papers.Get(kept, []byte("p")); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("a transaction used after its end: %v", err)
	}
	if err := l.View(t.Context(), func(tx *store.Tx) error {
		_, err := newLibrary().papers.Get(tx, []byte("p"))
		return err
	}); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("a table outside the schema: %v", err)
	}
	_, err = l.Update(t.Context(), storetest.By(5), func(tx *store.Tx) error {
		for i := range 40 {
			if err := b.papers.Put(tx, &paper{ID: fmt.Sprint(i), Shelf: "A", Owner: "x"}); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, store.ErrTooLarge) {
		t.Errorf("too many keys: %v", err)
	}
}

func TestSequencesHaveNoGaps(t *testing.T) {
	l := storetest.Open(t, newLibrary().schema)
	take := func(n int, refuse error) (a, b, peek uint64) {
		_, err := l.Update(t.Context(), storetest.By(n), func(tx *store.Tx) error {
			var e1, e2, e3 error
			a, e1 = tx.Next("042/2015")
			b, e2 = tx.Next("042/2015")
			peek, e3 = tx.Peek("042/2015")
			return errors.Join(e1, e2, e3, refuse)
		})
		if !errors.Is(err, refuse) {
			t.Fatal(err)
		}
		return
	}
	if a, b, p := take(1, nil); a != 1 || b != 2 || p != 2 {
		t.Errorf("first: %d %d %d", a, b, p)
	}
	take(2, errors.New("refused"))
	if a, b, _ := take(3, nil); a != 3 || b != 4 {
		t.Errorf("after a refusal: %d %d, want 3 4", a, b)
	}
}
