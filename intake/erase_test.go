package intake_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/storetest"
)

// eraser is an office whose log hides people, and what the log was given.
type eraser struct {
	*bench
	path   string
	shred  *store.Shred
	mu     sync.Mutex
	hidden []store.Pair
}

func (e *eraser) Hide(key, value []byte) ([]byte, error) {
	out, err := e.shred.Hide(key, value)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.hidden = append(e.hidden, store.Pair{Key: bytes.Clone(key), Value: out})
	return out, err
}

func (e *eraser) Show(key, hidden []byte) ([]byte, error) { return e.shred.Show(key, hidden) }

func openEraser(t testing.TB) *eraser {
	t.Helper()
	e := &eraser{path: filepath.Join(t.TempDir(), "store.db")}
	var err error
	e.shred, err = store.OpenShred(e.path+".shred", storetest.Keys(), storetest.Office, courier.Schema(), store.ShredOptions{Create: true, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	engine, err := bolt.Create(e.path, bolt.Options{NoSync: true, Shred: e})
	if err != nil {
		t.Fatal(err)
	}
	l, err := store.OpenLedger(context.Background(), engine, storetest.Office, storetest.Keys(), courier.Schema())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { storetest.MustAudit(t, e.Ledger); e.Ledger.Close() })
	e.bench = openOn(t, l, "atyrau", "2015-03-02T10:00")
	return e
}

// again is the office made of the log alone.
func (e *eraser) again() *bench {
	e.Helper()
	if err := e.Ledger.Close(); err != nil {
		e.Fatal(err)
	}
	o := bolt.Options{NoSync: true, Shred: e}
	if _, err := bolt.Recover(e.Context(), e.path, o, nil); err != nil {
		e.Fatal(err)
	}
	engine, err := bolt.Open(e.path, o)
	if err != nil {
		e.Fatal(err)
	}
	l, err := store.OpenLedger(e.Context(), engine, storetest.Office, storetest.Keys(), courier.Schema())
	if err != nil {
		e.Fatal(err)
	}
	e.Ledger = l
	return openOn(e, l, "atyrau", e.now.Format("2006-01-02T15:04"))
}

// left are how many values of the log about an id, given so far, still open.
func (e *eraser) left(id uuid.UUID) (open, all int) {
	for _, p := range e.hidden {
		if !bytes.Contains(p.Key, id[:]) || p.Value[0] == 0 {
			continue
		}
		all++
		if _, err := e.shred.Show(p.Key, p.Value); err == nil {
			open++
		} else if !errors.Is(err, store.ErrErased) {
			e.Fatal(err)
		}
	}
	return open, all
}

func court(id uuid.UUID) intake.Erasure {
	return intake.Erasure{Case: id, Ground: intake.EraseCourt, Reference: "№ 2-14/2015", Keep: intake.DefaultRetention()}
}

func TestErase(t *testing.T) {
	e := openEraser(t)
	ctx := e.Context()
	a := e.duplicate(1)
	a.Agent = &intake.Representative{Kind: intake.Parent, Person: intake.Person{NoIIN: true, Surname: "Бейтанысова", Given: "Сәуле"}}
	if err := e.SaveDraft(ctx, e.By(op1), a); err != nil {
		t.Fatal(err)
	}
	c := e.accept(a)
	c = e.must(e.Withdraw(ctx, e.By(op1), c.ID, "Сериков Дәурен көшіп кетті"))
	second := e.at(intake.Issued, 1) // of the same person
	third := e.at(intake.Issued, 2)
	person := c.RecipientID
	before, given := e.left(c.ID)
	if before == 0 || before != given {
		t.Fatalf("%d of %d values open before", before, given)
	}

	c = e.must(e.Erase(ctx, e.two(boss), e.shred, court(c.ID)))
	if c.Recipient != (intake.Person{ID: person}) || c.Agent.Person != (intake.Person{}) || c.Agent.Kind != intake.Parent ||
		!c.Erased() || c.Stage != intake.Withdrawn {
		t.Errorf("what is left: %+v %+v", c.Recipient, c.Agent)
	}
	for _, h := range c.History {
		if strings.Contains(h.Note, "Сериков") {
			t.Errorf("a note remains: %q", h.Note)
		}
	}
	if open, all := e.left(c.ID); open == 0 || all-open != given {
		t.Errorf("%d of %d values open, %d were given before", open, all, given)
	}
	if k, err := e.Recall(ctx, iinOf(t, 1)); err != nil || k.Person == nil {
		t.Errorf("the person has another case and is not known: %v", err)
	}
	second = e.must(e.Erase(ctx, e.two(boss), e.shred, court(second.ID)))
	if k, err := e.Recall(ctx, iinOf(t, 1)); err != nil || k.Person != nil {
		t.Errorf("the person is still known: %v", err)
	}
	if open, all := e.left(person); all == 0 || open != 0 {
		t.Errorf("%d of %d values of the person open", open, all)
	}
	again := e.again()
	for _, id := range []uuid.UUID{c.ID, second.ID, third.ID} {
		got := again.must(again.Case(ctx, id))
		if want := id != third.ID; got.Erased() != want || (got.Recipient.Surname == "") != want {
			t.Errorf("%s after recovery: %+v", got.Number, got.Recipient)
		}
	}
	_, undone := e.Undo(ctx, e.two(boss), c.ID, "қате", nil)
	e.refused(undone, intake.ProblemUndoNothing)
	_, twice := e.Erase(ctx, e.two(boss), e.shred, court(c.ID))
	e.refused(twice, intake.ProblemErased)
}

func TestEraseRules(t *testing.T) {
	e := openEraser(t)
	ctx := e.Context()
	open, over := e.at(intake.Handed, 1), e.at(intake.Issued, 2)
	try := func(by intake.By, x intake.Erasure, want string) {
		t.Helper()
		_, err := e.Erase(ctx, by, e.shred, x)
		e.refused(err, want)
	}
	try(e.two(op1), court(over.ID), intake.ProblemRole)
	try(e.By(boss), court(over.ID), intake.ProblemSecond)
	try(e.two(boss), court(open.ID), intake.ProblemNotNow)
	try(e.two(boss), intake.Erasure{Case: over.ID, Ground: "whim"}, intake.ProblemEraseGround)
	for _, ref := range []string{"", "Сериков 12", "no digits", strings.Repeat("1", 41)} {
		x := court(over.ID)
		x.Reference = ref
		try(e.two(boss), x, intake.ProblemEraseReference)
	}
	term := intake.Erasure{Case: over.ID, Ground: intake.EraseTerm, Keep: intake.DefaultRetention()}
	try(e.two(boss), term, intake.ProblemEraseTerm)
	e.now = over.Last().At.AddDate(5, 0, 0)
	try(e.two(boss), term, intake.ProblemEraseTerm) // the last day is still kept
	e.later(24 * time.Hour)
	if n := e.shred.Erasures(); n != 0 {
		t.Errorf("%d erasures by refused acts", n)
	}
	head, err := e.Ledger.Head(ctx)
	if err != nil {
		t.Fatal(err)
	}
	e.must(e.Erase(ctx, e.two(boss), e.shred, term))
	some, err := e.Ledger.Journal(ctx, head.Seq+1, 5)
	if err != nil || len(some) != 1 || some[0].Act != "erase" || some[0].Subject != string(over.Number) ||
		strings.Join(some[0].Args, " ") != "term second vice" {
		t.Errorf("journal: %+v %v", some, err)
	}
}

// Nothing that was said of the person stands readable in any file of the
// store but bbolt's own, and there only in pages that wait to be used again.
func TestEraseNothingPlain(t *testing.T) {
	e := openEraser(t)
	c := e.at(intake.Issued, 7)
	e.must(e.Erase(e.Context(), e.two(boss), e.shred, court(c.ID)))
	again := e.again()
	for _, words := range []string{"Сериков", "Дәурен", iinOf(t, 7), "77010000000"} {
		found, err := again.Find(e.Context(), words, 10)
		if _, refused := intake.AsProblem(err); len(found) > 0 || err != nil && !refused {
			t.Errorf("%s finds %d (%v)", hex.EncodeToString([]byte(words)), len(found), err)
		}
		filepath.WalkDir(filepath.Dir(e.path), func(path string, d os.DirEntry, _ error) error {
			if data, err := os.ReadFile(path); !d.IsDir() && (err != nil || bytes.Contains(data, []byte(words))) {
				t.Errorf("%s stands in %s (%v)", hex.EncodeToString([]byte(words)), d.Name(), err)
			}
			return nil
		})
	}
}

func TestRetention(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, intake.RetentionFile)
	for text, years := range map[string]int{"": 5, "years = 10\n": 10, "years = 0": 0, "year = 3": 0, "years = 'x'": 0} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		r, err := intake.LoadRetention(dir)
		if (err == nil) != (years > 0) || err == nil && r.Years != years {
			t.Errorf("%q: %+v %v", text, r, err)
		}
	}
}

// What a person's account still waits for goes first; a question that nobody
// has answered is not asked of an erased person.
func TestEraseWaitsForTheWire(t *testing.T) {
	e := openEraser(t)
	ctx := e.Context()
	c := e.at(intake.Issued, 1)
	by := e.By(op1)
	letter := intake.NewMessage(by, intake.MessageResult, c.ID, "P-1", []byte("result"))
	question := intake.NewMessage(by, intake.MessagePerson, c.ID, string(c.Number), nil)
	put := func(all ...*intake.Message) {
		t.Helper()
		by := e.By(op1)
		if _, err := e.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
			for _, m := range all {
				if err := intake.Messages.Put(tx, m); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	put(letter, question)
	_, err := e.Erase(ctx, e.two(boss), e.shred, court(c.ID))
	e.refused(err, intake.ProblemMessage)
	letter.State = intake.MessageAnswered
	put(letter)
	e.must(e.Erase(ctx, e.two(boss), e.shred, court(c.ID)))
	all, err := e.MessagesOf(ctx, c.ID)
	if err != nil || len(all) != 2 {
		t.Fatalf("%d messages, %v", len(all), err)
	}
	for _, m := range all {
		if !m.Over() || len(m.Body) > 0 {
			t.Errorf("%s is %s with %d bytes", m.Kind, m.State, len(m.Body))
		}
	}
}
