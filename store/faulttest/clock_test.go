package faulttest

import (
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

var zeroHour = time.Date(2015, 3, 2, 10, 0, 0, 0, time.UTC)

// The clock jumps by hours and years, back and forth, before every command and
// at every opening: nothing is refused and the order stays that of the commands.
func TestClockJumps(t *testing.T) {
	t.Parallel()
	path, r, b := filepath.Join(t.TempDir(), "s.db"), chooser(t), newBook()
	now := zeroHour
	jump := func() time.Time {
		span := []time.Duration{time.Millisecond, time.Hour, 24 * time.Hour, 9000 * 24 * time.Hour}[r.IntN(4)]
		now = now.Add(time.Duration(r.Int64N(int64(2*span))) - span)
		if now.Before(zeroHour.AddDate(-40, 0, 0)) || now.After(zeroHour.AddDate(80, 0, 0)) {
			now = zeroHour
		}
		return now
	}
	var sent []uuid.UUID
	for range rounds(20) {
		l, err := open(t.Context(), path, bolt.Options{NoSync: true, Now: jump}, b.o.schema)
		if err != nil {
			t.Fatalf("at %v: %v", now, err)
		}
		for range 1 + r.IntN(10) {
			c := b.next(r)
			b.try(t, l, c, jump())
			sent = append(sent, c.Op)
		}
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	b.look(t, path, true)
	l, err := open(t.Context(), path, bolt.Options{NoSync: true, Now: jump}, b.o.schema)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	page, err := l.Journal(t.Context(), 0, len(sent)+1)
	if err != nil {
		t.Fatal(err)
	}
	var got []uuid.UUID
	for _, n := range page {
		got = append(got, n.Op)
	}
	if !slices.Equal(got, sent) {
		t.Errorf("ORDER: the journal has %v, sent were %v", got, sent)
	}
	storetest.MustAudit(t, l)
}

// next is a command that is possible now; for tests that work in this process
// with one writer.
func (b *book) next(r *rand.Rand) command {
	at := make(map[uuid.UUID]stage)
	var ids []uuid.UUID
	for _, a := range b.told {
		if at[a.Case] == 0 {
			ids = append(ids, a.Case)
		}
		at[a.Case] = max(at[a.Case], a.Stage)
	}
	ids = slices.DeleteFunc(ids, func(id uuid.UUID) bool { return at[id] == issued })
	if i := r.IntN(len(ids) + 1); i < len(ids) {
		return command{Op: newID(), Case: ids[i], Stage: at[ids[i]] + 1}
	}
	return command{Op: newID(), Case: newID(), Stage: accepted}
}

// try sends a command from this process and notes the answer.
func (b *book) try(t testing.TB, l *store.Ledger, c command, at time.Time) {
	t.Helper()
	a := b.sent(c)
	by := store.By{Op: c.Op, Operator: "aigul", Process: byte(c.Stage), At: at}
	head, err := l.Update(t.Context(), by, func(tx *store.Tx) error { return b.o.act(tx, c) })
	if err != nil {
		t.Errorf("%s at %v: %v", acts[c.Stage], at, err)
		return
	}
	err = l.View(t.Context(), func(tx *store.Tx) error {
		k, err := b.o.cases.Get(tx, c.Case[:])
		if err == nil {
			b.answered(a, k.Number, k.Paper, head.Seq)
		}
		return err
	})
	if err != nil {
		t.Errorf("reading what was acknowledged: %v", err)
	}
}
