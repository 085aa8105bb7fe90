package account

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/storetest"
)

// The passwords of the tests.
const (
	rootWord = "құмды дала түні"
	goodWord = "zhezdi qonyrau 7"
)

var root = intake.Actor{Code: "admin", Name: "Г. Серікова", Role: intake.Administrator, Lang: trio.KK}

// bench is a house over a real store, with a machine's clock the test turns.
// The store is audited when the test ends.
type bench struct {
	testing.TB
	*House
	now    time.Time
	hashes atomic.Int64
}

func open(t testing.TB) *bench { return openAt(t, filepath.Join(t.TempDir(), "store.db")) }

func openAt(t testing.TB, path string) *bench {
	t.Helper()
	office := intake.DefaultOffice(storetest.Office, "atyrau")
	b := &bench{TB: t, now: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	l := storetest.OpenAt(t, path, store.Schema{Tables: append(intake.Tables(), Tables()...)})
	b.House = &House{Hasher: NewHasher(TrainingCost()), Clock: func() time.Time { return b.now },
		Desk: &intake.Desk{Ledger: l, Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &office,
			Clock: func() time.Time { return b.now }}}
	real := b.Hasher.key
	b.Hasher.key = func(password, salt []byte, c Cost) []byte {
		b.hashes.Add(1)
		return real(password, salt, c)
	}
	return b
}

// founded is a house with its administrator.
func founded(t testing.TB) *bench {
	b := open(t)
	b.ok(b.First(t.Context(), b.by("setup"), root, rootWord))
	return b
}

func (b *bench) by(code string) intake.By { return b.Desk.By(intake.Actor{Code: code}) }

func (b *bench) root() intake.By { return b.Desk.By(root) }

func (b *bench) ok(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

func (b *bench) refused(err error, code string) {
	b.Helper()
	if p, ok := intake.AsProblem(err); !ok || p.Code != code {
		b.Errorf("got %v, want %s", err, code)
	}
}

func (b *bench) worker(code string, role intake.Role) intake.Actor {
	b.Helper()
	a := intake.Actor{Code: code, Name: "Б. Нұрланов", Role: role, Lang: trio.RU}
	once, err := b.Add(b.Context(), b.root(), a)
	b.ok(err)
	b.ok(b.Change(b.Context(), b.Desk.By(a), once, goodWord))
	return a
}

func (b *bench) head() store.Head {
	b.Helper()
	h, err := b.Desk.Ledger.Head(b.Context())
	b.ok(err)
	return h
}

func TestComingIn(t *testing.T) {
	b, ctx := founded(t), t.Context()
	op := intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3, Lang: trio.KK}
	once, err := b.Add(ctx, b.root(), op)
	b.ok(err)
	e, err := b.Login(ctx, " OP1 ", once, "10.0.0.7:51000")
	b.ok(err)
	if e.Actor != op || !e.MustChange || e.Before != (Login{}) || e.Failed != 0 {
		t.Errorf("%+v", e)
	}
	first := b.now
	b.ok(b.Change(ctx, b.Desk.By(e.Actor), once, goodWord))
	_, err = b.Login(ctx, "op1", once, "")
	b.refused(err, ProblemLogin) // a code makes one password
	b.now = b.now.Add(time.Hour)
	e, err = b.Login(ctx, "op1", goodWord, "")
	b.ok(err)
	if want := (Entry{Actor: op, Before: Login{At: first, From: "10.0.0.7"}, Failed: 1}); e != want {
		t.Errorf("%+v, want %+v", e, want)
	}
	all, err := b.List(ctx, b.root())
	b.ok(err)
	if len(all) != 2 || all[1].Actor != op || all[1].Pending || !all[1].Last.At.Equal(b.now) {
		t.Errorf("%+v", all)
	}
	if stays, err := b.Still(ctx, op); err != nil || !stays {
		t.Error(stays, err)
	}
}
