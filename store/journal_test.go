package store_test

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/mod/sumdb/note"

	"tereze/store"
	"tereze/store/storetest"
)

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

func TestVerifyJournal(t *testing.T) {
	b := newLibrary()
	e := newEngine(t, t.TempDir())
	defer e.Close()
	l, err := open(e, b)
	if err != nil {
		t.Fatal(err)
	}
	var head store.Head
	for i := range 9 {
		head = b.put(t, l, i, paper{ID: "p"})
	}
	if r, h, err := l.VerifyJournal(t.Context(), nil); err != nil || !r.OK() || h != head || r.Entries != 9 {
		t.Fatalf("%+v %v %v", r, h, err)
	}
	v := vandal{t, e}
	v.drop(v.all(recordKind)...) // not the journal's affair
	if r, _, err := l.VerifyJournal(t.Context(), nil); err != nil || !r.OK() {
		t.Fatalf("%+v %v", r, err)
	}
	v.drop(v.all(journalKind)[3])
	r, _, err := l.VerifyJournal(t.Context(), nil)
	if err != nil || len(r.Findings) == 0 || r.Findings[0].Where != "journal 5" || !strings.Contains(r.Findings[0].What, "entries 4 to 4 are missing") {
		t.Fatalf("%+v %v", r, err)
	}
}
