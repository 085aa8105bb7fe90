package faulttest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/google/uuid"

	"tereze/store"
	"tereze/store/bolt"
)

// told is a command and what was said of it.
type told struct {
	command
	acked              bool
	number, paper, seq uint64 // as acknowledged
}

// book is what the world outside of the store knows: every command that was
// sent and every one that was acknowledged. It is held against the store.
type book struct {
	mu      sync.Mutex
	o       *office
	ops     map[uuid.UUID]*told
	told    []*told // the same, as they were sent
	fresh   []*told // acknowledged since the last look
	pending []*told // sent, with no answer so far
	acks    int
	silent  int // commands that had been committed although no answer came
}

func newBook() *book { return &book{o: newOffice(), ops: make(map[uuid.UUID]*told)} }

// hear takes in a line of a child.
func (b *book) hear(word, rest string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var c command
	switch word {
	case "try":
		var op, id string
		fmt.Sscanf(rest, "%s %s %d", &op, &id, &c.Stage)
		c.Op, c.Case = uuid.MustParse(op), uuid.MustParse(id)
		b.sent(c)
	case "ack":
		var op string
		var number, paper, seq uint64
		fmt.Sscanf(rest, "%s %d %d %d", &op, &number, &paper, &seq)
		b.answered(b.ops[uuid.MustParse(op)], number, paper, seq)
	}
}

func (b *book) sent(c command) *told {
	a := b.ops[c.Op]
	if a == nil {
		a = &told{command: c}
		b.ops[c.Op], b.told, b.pending = a, append(b.told, a), append(b.pending, a)
	}
	return a
}

func (b *book) answered(a *told, number, paper, seq uint64) {
	a.acked, a.number, a.paper, a.seq = true, number, paper, seq
	b.acks++
	b.fresh = append(b.fresh, a)
	b.pending = slices.DeleteFunc(b.pending, func(p *told) bool { return p == a })
}

// unanswered are the commands to be sent again.
func (b *book) unanswered() (list []command) {
	for _, a := range b.pending {
		list = append(list, a.command)
	}
	return list
}

// look opens the store, checks what was acknowledged since the last look, and
// with whole also everything there is. It closes the store again.
func (b *book) look(t testing.TB, path string, whole bool) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	l, err := open(t.Context(), path, bolt.Options{}, b.o.schema)
	if err != nil {
		t.Errorf("the store does not open: %v", err)
		return
	}
	defer func() {
		if err := l.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	}()
	b.looked(t, l, whole)
}

// looked is look at a ledger that is open.
func (b *book) looked(t testing.TB, l *store.Ledger, whole bool) {
	t.Helper()
	err := l.View(t.Context(), func(tx *store.Tx) error {
		for _, a := range b.fresh {
			b.present(t, l, tx, a)
		}
		return nil
	})
	if err != nil {
		t.Errorf("reading: %v", err)
	}
	b.fresh = b.fresh[:0]
	for _, a := range b.pending {
		if _, err := l.HeadOf(t.Context(), a.Op); err == nil {
			b.silent++
		} else if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("looking op %s up: %v", a.Op, err)
		}
	}
	if whole {
		b.whole(t, l)
	}
}

// present finds an acknowledged command by its op and by its record.
func (b *book) present(t testing.TB, l *store.Ledger, tx *store.Tx, a *told) {
	t.Helper()
	if head, err := l.HeadOf(t.Context(), a.Op); err != nil || head.Seq != a.seq {
		t.Errorf("LOST: op %s was acknowledged as journal %d; the store says %d, %v", a.Op, a.seq, head.Seq, err)
	}
	k, err := b.o.cases.Get(tx, a.Case[:])
	switch {
	case err != nil:
		t.Errorf("LOST: case %s was acknowledged to %s: %v", a.Case, acts[a.Stage], err)
	case k.Number != a.number:
		t.Errorf("NUMBER: case %s was told number %d, has %d", a.Case, a.number, k.Number)
	case k.Stage < a.Stage || len(k.Acts) < int(a.Stage) || k.Acts[a.Stage-1] != a.Op:
		t.Errorf("LOST: case %s was acknowledged to %s; it is at %d, acts %v", a.Case, acts[a.Stage], k.Stage, k.Acts)
	case a.paper != 0 && k.Paper != a.paper:
		t.Errorf("NUMBER: case %s was told paper %d, has %d", a.Case, a.paper, k.Paper)
	}
}

// whole checks everything: the audit's own opinion first, then, without
// trusting it, the same from outside.
func (b *book) whole(t testing.TB, l *store.Ledger) {
	t.Helper()
	report, err := l.Audit(t.Context(), nil)
	if err != nil {
		t.Errorf("audit: %v", err)
	}
	for i, f := range report.Findings {
		if i < 5 {
			t.Errorf("AUDIT: %v", f)
		}
	}
	seen := b.journal(t, l)
	err = l.View(t.Context(), func(tx *store.Tx) error {
		for _, a := range b.ops {
			if a.acked {
				b.present(t, l, tx, a)
			}
		}
		return b.records(t, tx, seen)
	})
	if err != nil {
		t.Errorf("reading: %v", err)
	}
}

// journal walks the journal: its order is that of the numbers acknowledged, each
// op stands in it once and nothing stands in it that nobody sent.
func (b *book) journal(t testing.TB, l *store.Ledger) map[uuid.UUID]uint64 {
	t.Helper()
	seen := make(map[uuid.UUID]uint64)
	for next := uint64(1); ; {
		page, err := l.Journal(t.Context(), next, 500)
		if err != nil {
			t.Errorf("journal: %v", err)
		}
		if len(page) == 0 {
			return seen
		}
		for _, n := range page {
			if n.Seq != next {
				t.Errorf("JOURNAL: %d follows %d", n.Seq, next-1)
			}
			next = n.Seq + 1
			a := b.ops[n.Op]
			switch {
			case seen[n.Op] != 0:
				t.Errorf("TWICE: op %s is journal %d and %d", n.Op, seen[n.Op], n.Seq)
			case a == nil:
				t.Errorf("INVENTED: nobody sent op %s, journal %d", n.Op, n.Seq)
			case n.Act != acts[a.Stage] || n.Subject != a.Case.String():
				t.Errorf("JOURNAL: %d says %s %s of op %s", n.Seq, n.Act, n.Subject, n.Op)
			}
			seen[n.Op] = n.Seq
		}
	}
}

// records walks all cases and indexes and counts for itself.
func (b *book) records(t testing.TB, tx *store.Tx, inJournal map[uuid.UUID]uint64) error {
	t.Helper()
	cases := make(map[uuid.UUID]*kase)
	numbers, papers := make(map[uint64]int), make(map[uint64]int)
	stages := make(map[stage]int64)
	var done int64
	for k, err := range b.o.cases.Scan(tx, nil, nil, false) {
		if err != nil {
			return err
		}
		cases[k.ID] = k
		numbers[k.Number]++
		stages[k.Stage]++
		if k.Paper != 0 {
			papers[k.Paper]++
		}
		done += int64(len(k.Acts))
		if len(k.Acts) != int(k.Stage) || (k.Stage == issued) != (k.Paper != 0) {
			t.Errorf("STAGE: case %s at %d has %d acts, paper %d", k.ID, k.Stage, len(k.Acts), k.Paper)
		}
		for i, op := range k.Acts {
			if a := b.ops[op]; a == nil || a.Case != k.ID || a.Stage != stage(i+1) {
				t.Errorf("INVENTED: case %s carries op %s, which was another's or nobody's", k.ID, op)
			}
			if inJournal[op] == 0 {
				t.Errorf("JOURNAL: op %s of case %s is not in it", op, k.ID)
			}
		}
	}
	if done != int64(len(inJournal)) {
		t.Errorf("JOURNAL: %d entries, %d acts on cases", len(inJournal), done)
	}
	for name, given := range map[string]map[uint64]int{"case": numbers, "paper": papers} {
		last, err := tx.Peek(name)
		if err != nil {
			return err
		}
		for n := uint64(1); n <= last; n++ {
			if given[n] != 1 {
				t.Errorf("NUMBER: %s %d of %d stands on %d cases", name, n, last, given[n])
			}
		}
		if len(given) != int(last) {
			t.Errorf("NUMBER: %s: %d given, the sequence says %d", name, len(given), last)
		}
	}
	return b.indexes(t, tx, cases, stages, done)
}

func (b *book) indexes(t testing.TB, tx *store.Tx, cases map[uuid.UUID]*kase, stages map[stage]int64, done int64) error {
	t.Helper()
	for name, x := range map[string]*store.Index[kase]{"stage": b.o.byStage, "number": b.o.byNumber, "name": b.o.byName} {
		found := make(map[uuid.UUID]int)
		for h, err := range x.Seek(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			id := uuid.UUID(h.ID)
			found[id]++
			k := cases[id]
			if k == nil {
				t.Errorf("INDEX: %s has case %s, which there is not", name, id)
				continue
			}
			want, row := tx.Blind("name", k.Name), []byte(nil)
			switch name {
			case "stage":
				want, row = store.AppendUint64([]byte{byte(k.Stage)}, k.Number), k.row()
			case "number":
				want = store.AppendUint64(nil, k.Number)
			}
			if !bytes.Equal(h.Key, want) || !bytes.Equal(h.Row, row) {
				t.Errorf("INDEX: %s says %x %q of case %s, not %x %q", name, h.Key, h.Row, id, want, row)
			}
		}
		for id := range cases {
			if found[id] != 1 {
				t.Errorf("INDEX: case %s stands %d times in %s", id, found[id], name)
			}
		}
	}
	for s := accepted; s <= issued; s++ {
		if n, err := b.o.byStage.Tally(tx, []byte{byte(s)}); err != nil || n != stages[s] {
			t.Errorf("TALLY: %d at stage %d, there are %d; %v", n, s, stages[s], err)
		}
	}
	if n, err := b.o.work.Tally(tx, []byte("acts")); err != nil || n != done {
		t.Errorf("TALLY: %d acts, there are %d; %v", n, done, err)
	}
	return nil
}
