package account

import (
	"testing"
	"time"

	"tereze/intake"
)

// Where nothing can be written, people still come in by what they know, and a
// guesser waits.
func TestLoginUnwritten(t *testing.T) {
	b := founded(t)
	before, err := b.Desk.Ledger.Head(t.Context())
	b.ok(err)
	b.Desk.ReadOnly = true
	login := func(code, word string) error {
		_, err := b.Login(t.Context(), code, word, "")
		return err
	}
	e, err := b.Login(t.Context(), "Admin", rootWord, "")
	b.ok(err)
	if e.Actor.Code != root.Code || e.Actor.Role != root.Role {
		t.Errorf("%+v came in", e.Actor)
	}
	b.ok(b.Unlock(t.Context(), e.Actor, rootWord, ""))
	for range 3 {
		b.refused(login("admin", "guess"), ProblemLogin)
	}
	hashes := b.hashes.Load()
	b.refused(login("admin", rootWord), ProblemWait)
	if b.hashes.Load() != hashes {
		t.Error("a try in the delay costs a hash")
	}
	b.refused(login("nobody", "guess"), ProblemLogin)
	b.now = b.now.Add(time.Second)
	b.ok(login("admin", rootWord))
	b.now = b.now.Add(time.Hour)
	b.refused(login("admin", "guess"), ProblemLogin)
	if n := len(b.unwritten.tries); n != 1 {
		t.Errorf("%d tries are counted, want the last alone", n)
	}
	after, err := b.Desk.Ledger.Head(t.Context())
	if b.ok(err); after != before {
		t.Error("something was written")
	}
}

// A key lets in as well, and the second person vouches.
func TestOthersUnwritten(t *testing.T) {
	b := founded(t)
	boss := b.worker("boss", intake.Supervisor)
	key, err := b.AddKey(t.Context(), b.Desk.By(boss), "boss", ed25519Line)
	b.ok(err)
	b.Desk.ReadOnly = true
	e, err := b.LoginKey(t.Context(), "boss", key.Blob, "")
	if b.ok(err); e.Actor.Code != "boss" {
		t.Errorf("%+v came in", e.Actor)
	}
	second, err := b.Vouch(t.Context(), b.root(), "boss", goodWord, "")
	if b.ok(err); second.Code != "boss" {
		t.Errorf("%+v vouches", second)
	}
}
