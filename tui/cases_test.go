package tui

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/iin"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/storetest"
	"tereze/tui/tuitest"
)

// filled is a training office at 10:42 on Monday, 2 March 2015, with three
// hundred cases: filled once, copied for every test that wants it.
var filled = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "tereze-filled")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "store.db")
	f := &filler{}
	o := caseOffice(f, path, func() time.Time { return caseNow })
	if err := training.Fill(context.Background(), o, training.Default, caseNow); err != nil {
		return nil, err
	}
	for _, fn := range slices.Backward(f.last) {
		fn()
	}
	if f.err != nil {
		return nil, f.err
	}
	files := map[string][]byte{}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err == nil {
			files[name], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return files, nil
})

// filler stands for a test that lives as long as the filling.
type filler struct {
	testing.TB
	last []func()
	err  error
}

func (f *filler) Helper()                   {}
func (f *filler) Cleanup(fn func())         { f.last = append(f.last, fn) }
func (f *filler) Error(a ...any)            { f.err = fmt.Errorf("%s", fmt.Sprint(a...)) }
func (f *filler) Fatal(a ...any)            { panic(fmt.Sprint(a...)) }
func (f *filler) Errorf(s string, a ...any) { f.err = fmt.Errorf(s, a...) }

var caseNow = time.Date(2015, 3, 2, 10, 42, 0, 0, time.FixedZone("", 5*3600))

func caseOffice(t testing.TB, path string, now func() time.Time) *courier.Office {
	settings := intake.DefaultOffice(storetest.Office, "atyrau")
	settings.Training = true
	return &courier.Office{Desk: &intake.Desk{
		Ledger: storetest.OpenAt(t, path, courier.Schema()), Catalogue: catalogue.Embedded(),
		Book: calendar.Embedded(), Office: &settings, Clock: now,
	}}
}

// newFilledOffice is a session of a worker of the filled office.
func newFilledOffice(t *testing.T, l trio.Lang, worker string) (*Session, *clock) {
	t.Helper()
	files, err := filled()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := &clock{tuitest.NewClock(caseNow)}
	o := caseOffice(t, filepath.Join(dir, "store.db"), c.Now)
	return caseSession(t, o, l, worker), c
}

// caseSession is a session of one of the office's workers.
func caseSession(t *testing.T, o *courier.Office, l trio.Lang, worker string) *Session {
	t.Helper()
	a, err := o.Worker(context.Background(), worker)
	if err != nil {
		t.Fatal(err)
	}
	return NewSession(context.Background(), Options{Office: o, Actor: *a, Lang: l})
}

// casePerson is an invented person with a valid number.
func casePerson(n int) intake.Person {
	names := [...][3]string{
		{"Серіков", "Дәурен", "Болатұлы"}, {"Оразова", "Мөлдір", "Ерланқызы"}, {"Ким", "Виктор", "Андреевич"},
		{"Жұмабаева", "Гүлнар", "Қайратқызы"}, {"Әбдірахманова", "Сәуле", "Нұрланқызы"}, {"Пак", "Елена", "Сергеевна"},
		{"Тілеубердиева", "Айнұр", "Сағынтайқызы"},
	}
	p := intake.Person{Surname: names[n%7][0], Given: names[n%7][1], Patronymic: names[n%7][2], Phone: fmt.Sprintf("+7701%07d", n)}
	for k := n; p.IIN == ""; k += 1000 {
		if s, ok := iin.Complete(fmt.Sprintf("9001013%04d", k%10000)); ok {
			p.IIN = s
		}
	}
	return p
}

// caseApp is a complete application for a duplicate of the n-th person.
func caseApp(t testing.TB, o *courier.Office, n int) intake.Application {
	t.Helper()
	a, err := o.Blank("duplicate")
	if err != nil {
		t.Fatal(err)
	}
	offer, err := o.Catalogue.Find(o.Today(), o.Office.Region, a.Service)
	if err != nil {
		t.Fatal(err)
	}
	a.Consent, a.Recipient = true, casePerson(n)
	if a.Provider == "" {
		a.Provider = o.Office.ProvidersOf(offer.Service.Provider.Kind)[0].Code
	}
	for _, code := range []string{"application", "identity-document"} {
		doc, ok := offer.Service.DocumentByCode(code)
		if !ok {
			t.Fatalf("no document %q", code)
		}
		p := intake.Usual(doc)
		p.There = true
		a.Papers = append(a.Papers, p)
	}
	return a
}

// caseBy is an act of one of the workers of newTestOffice.
func caseBy(o *courier.Office, r intake.Role) intake.By {
	code := map[intake.Role]string{intake.Operator: "op1", intake.Sector: "sector1", intake.Supervisor: "super1"}[r]
	a, err := o.Worker(context.Background(), code)
	if err != nil {
		panic(err)
	}
	return o.By(*a)
}

// caseAt drives a case of the n-th person along the real road to a stage.
func caseAt(t testing.TB, o *courier.Office, stage intake.Stage, n int) *intake.Case {
	t.Helper()
	ctx := context.Background()
	op, sector := func() intake.By { return caseBy(o, intake.Operator) }, func() intake.By { return caseBy(o, intake.Sector) }
	app := caseApp(t, o, n)
	if stage == intake.Refused {
		app.Papers = app.Papers[:1]
		return must(o.Refuse(ctx, op(), app))
	}
	c := must(o.Accept(ctx, op(), app))
	read := func() *intake.Case { return must(o.Case(ctx, c.ID)) }
	switch stage {
	case intake.Accepted:
		return c
	case intake.Annulled:
		by := op()
		by.Second = caseBy(o, intake.Supervisor).Actor
		return must(o.Undo(ctx, by, c, ""))
	case intake.Withdrawn:
		return must(o.Withdraw(ctx, op(), c.ID, "өзі сұрады"))
	}
	must(o.Give(ctx, op(), []uuid.UUID{c.ID}, "sector1", nil))
	must(o.Receive(ctx, sector(), c.ID))
	if stage == intake.Handed {
		return read()
	}
	c = must(o.Put(ctx, sector(), c.ID))
	must(o.CloseRegistry(ctx, sector(), c.Registry))
	must(o.Dispatch(ctx, sector(), []uint64{c.Registry}, "Е. Жаңбыров", "10:00", "00417"))
	if _, _, err := o.Deliver(ctx, sector(), c.Registry, courier.Delivery{At: o.Now(), Receiver: "Қ. Әлиева, кеңсе"}, nil); err != nil {
		t.Fatal(err)
	}
	if stage == intake.Out {
		return read()
	}
	must(o.Stamp(ctx, sector(), c.ID, len(o.Steps(c))-1, o.Now(), ""))
	ret := must(o.GiveBack(ctx, sector(), c.Provider, map[uuid.UUID]intake.Outcome{c.ID: intake.Result}, nil))
	must(o.Mark(ctx, sector(), ret.Number, c.Number.Barcode(), intake.Result))
	if stage == intake.Marked {
		return read()
	}
	must(o.Forward(ctx, sector(), []uuid.UUID{c.ID}, nil))
	switch stage {
	case intake.Ready:
		return read()
	case intake.Issued:
		return must(o.Issue(ctx, op(), c.ID, intake.Handing{Receipt: true, Identity: intake.IdentityCard}))
	}
	t.Fatalf("no road to %v", stage)
	return nil
}

// caseIn is the first case of a stage in the filled office that ok likes.
func caseIn(t testing.TB, o *courier.Office, stage intake.Stage, ok func(*intake.Case) bool) *intake.Case {
	t.Helper()
	var id uuid.UUID
	err := o.Ledger.View(context.Background(), func(tx *store.Tx) error {
		for c, err := range intake.Cases.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			if c.Stage == stage && (ok == nil || ok(c)) {
				id = c.ID
				return nil
			}
		}
		return nil
	})
	if err != nil || id == uuid.Nil {
		t.Fatalf("no case in stage %v: %v", stage, err)
	}
	return must(o.Case(context.Background(), id))
}

// caseFrames compares a screen in every language, small and large; it comes
// back in the language it began with.
func caseFrames(p *tuitest.Pump, s *Session, name string) {
	for i := 0; i < 3; i++ { // through the languages and back
		for _, size := range [][2]int{{132, 43}, {80, 24}} {
			p.Resize(size[0], size[1])
			p.Golden(name, s.Lang)
		}
		p.Press("f2")
	}
}

// caseSizes draws a screen at every size it must bear.
func caseSizes(p *tuitest.Pump) {
	p.Sizes(nil)
	p.Resize(80, 24)
}
