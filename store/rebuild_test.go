package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// edition is a library of one program's version: which further indexes it has
// and in which version. An index's version stands in its rows and tallies.
func edition(indexes ...string) *library {
	b := newLibrary()
	for _, s := range indexes {
		name, version, _ := strings.Cut(s, "@")
		v := byte(0)
		if version != "" {
			v = version[0] - '0'
		}
		store.NewIndex(b.papers, store.IndexSpec[paper]{Name: name, Version: v,
			Marks: func(_ func(...string) []byte, p *paper) (marks []store.Mark) {
				for i := range p.Pages {
					marks = append(marks, store.Mark{Key: store.AppendUint64(store.AppendString(nil, p.Shelf), uint64(i)), Row: []byte(version + p.Owner)})
				}
				return append(marks, store.Mark{Tally: []byte(version + p.Shelf), Weight: p.Pages}, store.Mark{Tally: []byte("all")})
			}})
	}
	return b
}

func newEngine(t interface{ Fatal(...any) }, dir string) *bolt.Engine {
	e, err := bolt.Create(filepath.Join(dir, "s.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func open(e store.Engine, b *library) (*store.Ledger, error) {
	return store.OpenLedger(context.Background(), e, storetest.Office, storetest.Keys(), b.schema)
}

// derivations is everything under the store's indexes and tallies, unsealed.
func derivations(t interface{ Fatal(...any) }, e store.Engine) []string {
	snap, err := e.Snapshot(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer snap.Close()
	var all []string
	base := store.AppendString(nil, storetest.Office)
	for p, err := range snap.Scan(append(slices.Clone(base), 7), append(slices.Clone(base), 9), false) {
		if err != nil {
			t.Fatal(err)
		}
		plain, err := storetest.Keys().Unseal(p.Key, p.Value)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprintf("%q %q", p.Key, plain))
	}
	return all
}

// TestIndexesBuiltLate makes random records by one edition and opens the store
// by a later one, stopped at every commit: once before it, once after. Then
// everything must be as in a store that had the later edition from the start.
func TestIndexesBuiltLate(t *testing.T) {
	dir, run := t.TempDir(), 0
	rapid.Check(t, func(t *rapid.T) {
		editions := [][]string{{}, {"a"}, {"a", "b@1"}, {"a@1"}, {"a@2", "b", "c"}, {"a@2", "b@3"}}
		before := editions[rapid.IntRange(0, 2).Draw(t, "before")]
		after := editions[rapid.IntRange(3, 5).Draw(t, "after")]
		for _, s := range before { // nothing is taken away
			if name, _, _ := strings.Cut(s, "@"); !slices.ContainsFunc(after, func(a string) bool { return strings.HasPrefix(a, name) && a >= s }) {
				after = append(slices.Clone(after), s)
			}
		}
		after = slices.DeleteFunc(slices.Clone(after), func(s string) bool {
			return slices.ContainsFunc(after, func(o string) bool { return o[0] == s[0] && o > s })
		})
		old, new := edition(before...), edition(after...)
		run++
		path := func(s string) string { return filepath.Join(dir, fmt.Sprint(run, s)) }
		create := func(s string) *bolt.Engine {
			e, err := bolt.Create(path(s), bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			return e
		}
		e, straight := create("late"), create("straight")
		defer e.Close()
		defer straight.Close()
		l, err := open(e, old)
		if err != nil {
			t.Fatal(err)
		}
		want, err := open(straight, new)
		if err != nil {
			t.Fatal(err)
		}
		pages := rapid.Int64Range(-1, 7)
		for act := range rapid.IntRange(1, 16).Draw(t, "acts") {
			p := paper{ID: rapid.StringMatching("[a-z]{1,2}").Draw(t, "id"), Shelf: rapid.SampledFrom([]string{"", "A", "AB"}).Draw(t, "shelf"),
				Owner: "o", Pages: pages.Draw(t, "pages")}
			drop := rapid.IntRange(0, 5).Draw(t, "drop") == 0
			for _, side := range []struct {
				l *store.Ledger
				b *library
			}{{l, old}, {want, new}} {
				_, err := side.l.Update(context.Background(), storetest.By(act), func(tx *store.Tx) error {
					if has, _ := side.b.papers.Has(tx, []byte(p.ID)); drop && has {
						return side.b.papers.Drop(tx, []byte(p.ID))
					}
					return side.b.papers.Put(tx, &p)
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
		head, err := l.Head(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		flaky := &storetest.Flaky{Engine: e}
		troubles := []storetest.Trouble{storetest.Lost, storetest.Collision, storetest.Reply}
		for cut := 0; ; cut++ {
			if cut == 200 {
				t.Fatal("the building never ends")
			}
			trouble := troubles[cut%len(troubles)]
			flaky.Fail(trouble)
			l, err = open(flaky, new)
			if err == nil { // no commit was left to fail, or the collision was overcome
				break
			}
			if _, err := open(flaky, old); err == nil && cut > 3 {
				t.Fatal("the older program opens a store with an unfinished index")
			}
		}
		if now, err := l.Head(context.Background()); err != nil || now != head {
			t.Fatalf("the building moved the journal: %v %v, %v", head, now, err)
		}
		if report, err := l.Audit(context.Background(), nil); err != nil || !report.OK() {
			t.Fatalf("%v %v", report.Findings, err)
		}
		if got, want := derivations(t, e), derivations(t, straight); !slices.Equal(got, want) {
			t.Fatalf("built late:\n%s\nfrom the start:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		if _, err := open(e, new); err != nil {
			t.Fatal(err)
		}
	})
}

// TestEditions opens one store by programs of different editions, one after
// another.
func TestEditions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	e := newEngine(t, filepath.Dir(path))
	if _, err := open(e, edition()); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	for i, step := range []struct {
		name     string
		b        *library
		readOnly bool
		want     error
	}{
		{"one index more, no records yet", edition("late"), false, nil},
		{"one index less", edition(), false, store.ErrForeign},
		{"one more, to be built, read only", edition("late", "later"), true, store.ErrUnbuilt},
		{"as it was, read only", edition("late"), true, nil},
		{"one more, to be built", edition("late", "later"), false, nil},
		{"the same, read only", edition("late", "later"), true, nil},
		{"another rule, read only", edition("late@1", "later"), true, store.ErrUnbuilt},
		{"another rule", edition("late@1", "later"), false, nil},
		{"the rule before", edition("late", "later"), false, store.ErrForeign},
	} {
		e, err := bolt.Open(path, bolt.Options{NoSync: true, ReadOnly: step.readOnly})
		if err != nil {
			t.Fatal(err)
		}
		l, err := open(e, step.b)
		if !errors.Is(err, step.want) {
			t.Errorf("%s: %v, want %v", step.name, err, step.want)
		}
		if err == nil {
			if !step.readOnly {
				step.b.put(t, l, i, paper{ID: fmt.Sprint("p", i), Pages: int64(i)})
			}
			storetest.MustAudit(t, l)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// racing lets somebody else do something just before one of the commits.
type racing struct {
	store.Engine
	in   int // before which commit, counted down
	what func()
}

func (r *racing) Commit(ctx context.Context, w store.Write) error {
	if r.in--; r.in == 0 {
		r.what()
	}
	return r.Engine.Commit(ctx, w)
}

// TestOthersDuringABuilding lets a second opener build, and a ledger that was
// open before write, between any two commits of a building.
func TestOthersDuringABuilding(t *testing.T) {
	for _, other := range []string{"opens", "writes"} {
		for in := 1; in <= 8; in++ {
			t.Run(fmt.Sprintf("%s before commit %d", other, in), func(t *testing.T) {
				e := newEngine(t, t.TempDir())
				defer e.Close()
				old, new := edition("a"), edition("a@1", "b")
				l, err := open(e, old)
				if err != nil {
					t.Fatal(err)
				}
				for i := range 40 {
					old.put(t, l, i, paper{ID: fmt.Sprint("p", i), Shelf: "A", Pages: 5})
				}
				happened := false
				r := &racing{Engine: e, in: in, what: func() {
					happened = true
					if other == "opens" {
						_, err = open(e, new)
					} else {
						old.put(t, l, 100, paper{ID: "p3", Shelf: "B", Pages: 1})
					}
				}}
				built, builtErr := open(r, new)
				if err != nil || builtErr != nil || !happened {
					t.Fatal(err, builtErr, happened)
				}
				storetest.MustAudit(t, built)
			})
		}
	}
}

// TestABuildingIsInterruptedByANewerOne begins one edition's building, cuts it
// and lets the next edition go on.
func TestABuildingIsInterruptedByANewerOne(t *testing.T) {
	for cut := range 9 {
		e := newEngine(t, t.TempDir())
		old, new, newer := edition("a"), edition("a@1"), edition("a@2", "b")
		l, err := open(e, old)
		if err != nil {
			t.Fatal(err)
		}
		for i := range 40 {
			old.put(t, l, i, paper{ID: fmt.Sprint("p", i), Shelf: "A", Pages: 7})
		}
		f := &storetest.Flaky{Engine: e}
		f.Fail(append(make([]storetest.Trouble, cut), storetest.Reply)...)
		if _, err := open(f, new); err == nil {
			t.Fatalf("cut %d: not cut", cut)
		}
		f.Fail(make([]storetest.Trouble, 1)...)
		l, err = open(f, newer)
		if err != nil {
			t.Fatalf("cut %d: %v", cut, err)
		}
		storetest.MustAudit(t, l)
		if _, err := open(e, new); !errors.Is(err, store.ErrForeign) {
			t.Fatalf("cut %d: the older program opens it: %v", cut, err)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestABuildingKeepsToTheBytes has rows so large that few fit into one commit.
func TestABuildingKeepsToTheBytes(t *testing.T) {
	e := newEngine(t, t.TempDir())
	defer e.Close()
	old, new := edition(), edition("a")
	l, err := open(e, old)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 12 {
		old.put(t, l, i, paper{ID: fmt.Sprint("p", i), Owner: strings.Repeat("o", 150<<10), Pages: 2})
	}
	if l, err = open(e, new); err != nil {
		t.Fatal(err)
	}
	storetest.MustAudit(t, l)
}
