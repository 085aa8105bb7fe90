package courier_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/store/storetest"
)

// Audit names what no act could have left behind. Each row breaks one promise
// past the rules, as a faulty program would: the store itself is sound.
func TestAuditFinds(t *testing.T) {
	change := func(fn func(*intake.Case)) func(*bench, *store.Tx, uuid.UUID) error {
		return func(_ *bench, tx *store.Tx, id uuid.UUID) error {
			_, err := intake.Change(tx, intake.By{}, id, func(c *intake.Case) error { fn(c); return nil })
			return err
		}
	}
	move := func(fn func(*courier.Registry)) func(*bench, *store.Tx, uuid.UUID) error {
		return func(_ *bench, tx *store.Tx, _ uuid.UUID) error {
			r, err := courier.Registries.Get(tx, store.AppendUint64(nil, 1))
			if err != nil {
				return err
			}
			fn(r)
			return courier.Registries.Put(tx, r)
		}
	}
	for _, c := range []struct {
		name, want string
		spoil      func(*bench, *store.Tx, uuid.UUID) error
	}{
		{"nothing", "", change(func(*intake.Case) {})},
		{"a stage no act led to", "deliver led to issued, not out", change(func(c *intake.Case) { c.Stage = intake.Issued })},
		{"an act its stage forbids", "mark is not allowed in stage accepted", change(func(c *intake.Case) { c.History[1].Act, c.History[1].Process = intake.ActMark, 6 })},
		{"a wrong process", "process 2", change(func(c *intake.Case) { c.History[2].Process = 2 })},
		{"no history", "no history", change(func(c *intake.Case) { c.History = nil })},
		{"an undo that did not restore", "did not restore what was", change(func(c *intake.Case) {
			c.History = append(c.History, intake.Event{Act: intake.ActUndo, Was: c.State})
		})},
		{"an undo of nothing", "takes back nothing", change(func(c *intake.Case) {
			c.History = []intake.Event{{Act: intake.ActUndo, Was: c.State}}
		})},
		{"out of every registry", "out, but in no registry", change(func(c *intake.Case) { c.Registry = 0 })},
		{"in a registry that is not there", "no-registry", change(func(c *intake.Case) { c.Registry = 77 })},
		{"in another's registry", "in a registry of another provider", change(func(c *intake.Case) { c.Provider = other })},
		{"arrived before its registry", "with the provider, but registry 1 is dispatched", move(func(r *courier.Registry) { r.State = courier.Dispatched })},
		{"left behind by its registry", "registry 1 was delivered without it", change(func(c *intake.Case) { c.Arrived = false })},
		{"a handover that is not there", "handover 9 is not there", change(func(c *intake.Case) { c.Handover = 9 })},
		{"a return registry that is not there", "return registry 9 is not there", change(func(c *intake.Case) { c.Return = 9 })},
		{"a number skipped", "given to 3, highest 2, cases 2", func(b *bench, tx *store.Tx, _ uuid.UUID) error {
			_, err := tx.Next("case/" + b.Today().String())
			return err
		}},
		{"a case gone", "given to 2, highest 2, cases 1", func(_ *bench, tx *store.Tx, id uuid.UUID) error {
			return intake.Cases.Drop(tx, id[:])
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := bare(t, storetest.Open(t, courier.Schema()), "atyrau", "2015-03-02T10:00")
			_, ids := b.delivered(2, school)
			if _, err := b.Ledger.Update(t.Context(), b.by(boss).Store(0), func(tx *store.Tx) error {
				tx.Note("broken", "")
				return c.spoil(b, tx, ids[0])
			}); err != nil {
				t.Fatal(err)
			}
			report := ok(b.Audit(t.Context(), nil))(t)
			var found []string
			for _, f := range report.Findings {
				found = append(found, f.String())
			}
			all := strings.Join(found, "\n")
			if report.OK() != (c.want == "") || !strings.Contains(all, c.want) {
				t.Errorf("found %q, want %q", all, c.want)
			}
		})
	}
}

// The audit reads more cases than a page of it holds.
func TestAuditPages(t *testing.T) {
	b := open(t, "atyrau", "2015-03-02T10:00")
	ids := b.duplicates(230, school)
	b.audit()
	if _, err := b.Ledger.Update(t.Context(), b.by(boss).Store(0), func(tx *store.Tx) error {
		_, err := intake.Change(tx, intake.By{}, ids[225], func(c *intake.Case) error { c.Stage = intake.Ready; return nil })
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if report := ok(b.Audit(t.Context(), nil))(t); len(report.Findings) != 1 {
		t.Errorf("%v", report.Findings)
	}
	if _, err := b.Ledger.Update(t.Context(), b.by(boss).Store(0), func(tx *store.Tx) error {
		_, err := intake.Change(tx, intake.By{}, ids[225], func(c *intake.Case) error { c.Stage = intake.Accepted; return nil })
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

// Each of the sector's problems is what some test here was refused with.
func TestEveryProblemIsProduced(t *testing.T) {
	source, err := os.ReadFile("problem.go")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("*_test.go")
	if err != nil {
		t.Fatal(err)
	}
	var tests string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		tests += string(raw)
	}
	names := regexp.MustCompile(`(?m)^\t(Problem\w+) +=`).FindAllStringSubmatch(string(source), -1)
	if len(names) < 20 {
		t.Fatalf("only %d problems read", len(names))
	}
	for _, n := range names {
		if !strings.Contains(tests, "courier."+n[1]) {
			t.Errorf("no test is refused with %s", n[1])
		}
	}
}
