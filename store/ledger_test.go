package store_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/mod/sumdb/note"

	"tereze/store"
	"tereze/store/bolt"
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

func TestSameActTwice(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	first := b.put(t, l, 1, paper{ID: "p"})
	b.put(t, l, 2, paper{ID: "q"})
	again, err := l.Update(t.Context(), storetest.By(1), func(*store.Tx) error {
		t.Error("it ran again")
		return nil
	})
	if err != nil || again != first {
		t.Errorf("replay: %v, %v; want %v", again, err, first)
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

func TestJournalTellsAndChains(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	if h, err := l.Head(t.Context()); err != nil || h.Seq != 0 || len(h.Short()) != 9 {
		t.Errorf("empty: %v %q %v", h, h.Short(), err)
	}
	for i := range 20 {
		b.put(t, l, i, paper{ID: fmt.Sprintf("p%d", i), Owner: "Ayan"})
	}
	all, err := l.Journal(t.Context(), 0, 100)
	if err != nil || len(all) != 20 {
		t.Fatalf("%d entries, %v", len(all), err)
	}
	head, _ := l.Head(t.Context())
	for i, n := range all {
		by := storetest.By(i)
		if n.Seq != uint64(i+1) || n.Op != by.Op || !n.At.Equal(by.At) || n.Operator != by.Operator || n.Process != by.Process ||
			n.Act != "shelve" || n.Subject != fmt.Sprintf("p%d", i) || len(n.Changes) != 1 || n.Changes[0].Table != "paper" {
			t.Errorf("entry %d: %+v", i+1, n)
		}
		if i > 0 && n.Prev != all[i-1].Hash {
			t.Errorf("entry %d is not chained", i+1)
		}
	}
	if head.Hash != all[19].Hash {
		t.Error("the head is not the last entry")
	}
	some, err := l.Journal(t.Context(), 7, 2)
	if err != nil || len(some) != 2 || some[0].Seq != 7 || some[1].Seq != 8 {
		t.Errorf("from 7: %v %v", some, err)
	}
	signed, err := l.SignedHead(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	key, _ := l.VerifierKey()
	verifier, err := note.NewVerifier(key)
	if err != nil {
		t.Fatal(err)
	}
	n, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Split(n.Text, "\n"); lines[0] != "tereze/042" || lines[1] != "20" || !strings.HasPrefix(lines[3], strings.ReplaceAll(head.Short(), " ", "")) {
		t.Errorf("signed head: %q", n.Text)
	}
	if _, err := note.Open([]byte(strings.Replace(signed, "\n20\n", "\n21\n", 1)), note.VerifierList(verifier)); err == nil {
		t.Error("a changed head verifies")
	}
}

func TestUpdatesQueueAndWake(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	ctx, cancel := context.WithCancel(t.Context())
	woken := l.Wake(ctx)
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { b.put(t, l, i, paper{ID: fmt.Sprintf("p%d", i), Shelf: "A"}) })
	}
	wg.Wait()
	<-woken
	cancel()
	for range woken { // ends, because ctx has
	}
	view(t, l, func(tx *store.Tx) error {
		if n, err := b.byShelf.Tally(tx, []byte("A")); n != 20 || err != nil {
			t.Errorf("%d papers, %v", n, err)
		}
		return nil
	})
}

func TestWaitingForTheTurnEndsWithTheContext(t *testing.T) {
	b := newLibrary()
	l := storetest.Open(t, b.schema)
	b.put(t, l, 1, paper{ID: "p"})
	_, err := l.Update(t.Context(), storetest.By(2), func(tx *store.Tx) error {
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := l.Update(ctx, storetest.By(3), func(*store.Tx) error { t.Error("ran"); return nil })
		return err
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want Canceled", err)
	}
}

func TestDoubtfulCommits(t *testing.T) {
	b := newLibrary()
	for _, c := range []struct {
		name    string
		trouble []storetest.Trouble
		want    error
		runs    int
		reopens int
		there   bool
	}{
		{"the answer is lost", []storetest.Trouble{storetest.Reply}, nil, 1, 1, true},
		{"the commit is lost", []storetest.Trouble{storetest.Lost}, nil, 2, 1, true},
		{"somebody was first", []storetest.Trouble{storetest.Collision, storetest.Collision}, nil, 3, 0, true},
		{"lost, then the answer", []storetest.Trouble{storetest.Lost, storetest.Reply}, nil, 2, 2, true},
		{"lost for good", []storetest.Trouble{storetest.Lost, storetest.Lost, storetest.Lost}, store.ErrNotWritten, 3, 3, false},
		{"full", []storetest.Trouble{storetest.Full}, store.ErrFull, 1, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			flaky := &storetest.Flaky{Engine: e}
			l, err := store.OpenLedger(t.Context(), flaky, "042", storetest.Keys(), b.schema)
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			flaky.Fail(c.trouble...)
			runs := 0
			head, err := l.Update(t.Context(), storetest.By(1), func(tx *store.Tx) error {
				runs++
				return b.papers.Put(tx, &paper{ID: "p", Shelf: "A"})
			})
			if !errors.Is(err, c.want) || errors.Is(err, store.ErrUnknownOutcome) {
				t.Errorf("error %v, want %v", err, c.want)
			}
			if runs != c.runs || flaky.Reopens != c.reopens {
				t.Errorf("%d runs, %d reopens; want %d, %d", runs, flaky.Reopens, c.runs, c.reopens)
			}
			now, err := l.Head(t.Context())
			if err != nil || c.there && (head.Seq != 1 || now != head) || !c.there && now.Seq != 0 {
				t.Errorf("head %v, now %v, %v", head, now, err)
			}
			storetest.MustAudit(t, l)
		})
	}
}

func TestTheFileTellsNothing(t *testing.T) {
	b := newLibrary()
	path := filepath.Join(t.TempDir(), "s.db")
	l := storetest.OpenAt(t, path, b.schema)
	b.put(t, l, 1, paper{ID: "p", Shelf: "Zhanbyrbai", Owner: "Tleukhan Aitbenbetov"}, paper{ID: "q", Owner: "Tleukhan Aitbenbetov"})
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Tleukhan", "Aitbenbetov", "aigul", "shelve"} {
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("the file says %q", word)
		}
	}
	if !bytes.Contains(raw, []byte("Zhanbyrbai")) { // keys are in the clear: the test can see
		t.Error("the test looks at the wrong bytes")
	}
	if strings.Contains(fmt.Sprintf("%v %+v %#v", storetest.Keys(), storetest.Keys(), storetest.Keys()), "{") {
		t.Error("keys print their insides")
	}
}

func TestOpeningTheWrongWay(t *testing.T) {
	b := newLibrary()
	e, err := bolt.Create(filepath.Join(t.TempDir(), "s.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	open := func(office string, keys *store.Keys, s store.Schema) error {
		_, err := store.OpenLedger(t.Context(), e, office, keys, s)
		return err
	}
	other := store.NewTable(store.TableSpec[paper]{Name: "other", ID: func(p *paper) []byte { return nil },
		Encode: func(*store.Encoder, *paper) {}, Decode: func(*store.Decoder, byte, *paper) {}})
	for _, c := range []struct {
		name   string
		office string
		keys   *store.Keys
		tables []store.AnyTable
		want   error
	}{
		{"a bad office", "0 4", storetest.Keys(), b.schema.Tables, store.ErrInvalid},
		{"a table twice", "042", storetest.Keys(), []store.AnyTable{b.papers, b.papers}, store.ErrInvalid},
		{"new", "042", storetest.Keys(), b.schema.Tables, nil},
		{"again", "042", storetest.Keys(), b.schema.Tables, nil},
		{"another key", "042", store.NewKeys([32]byte{9}), b.schema.Tables, store.ErrWrongKey},
		{"another office", "043", storetest.Keys(), b.schema.Tables, store.ErrForeign},
		{"more tables", "042", storetest.Keys(), slices.Concat(b.schema.Tables, []store.AnyTable{other}), store.ErrForeign},
		{"no tables", "042", storetest.Keys(), nil, store.ErrForeign},
	} {
		if err := open(c.office, c.keys, store.Schema{Tables: c.tables}); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", c.name, err, c.want)
		}
	}
}
