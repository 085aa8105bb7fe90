package intake_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/iin"
	"tereze/store"
	"tereze/store/storetest"
)

// bench is a desk over a real store in a temporary folder, with a clock the
// test turns. The store is audited when the test ends.
type bench struct {
	testing.TB
	*intake.Desk
	now time.Time
}

var (
	op1  = intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3}
	op2  = intake.Actor{Code: "op2", Name: "Б. Нұрланов", Role: intake.Operator, Window: 4}
	sec1 = intake.Actor{Code: "sec1", Name: "Қ. Дүйсенов", Role: intake.Sector}
	iss1 = intake.Actor{Code: "iss1", Name: "Л. Ким", Role: intake.Issuer}
	boss = intake.Actor{Code: "boss", Name: "Г. Серікова", Role: intake.Supervisor}
	vice = intake.Actor{Code: "vice", Name: "Е. Ахатов", Role: intake.Supervisor}
	root = intake.Actor{Code: "root", Name: "И. Пак", Role: intake.Administrator}
)

// hands is who does an act in the office of the tests.
func hands(act intake.Act) intake.Actor {
	for _, a := range []intake.Actor{op1, sec1, iss1} {
		if a.Role.May(intake.Command(act)) {
			return a
		}
	}
	return boss
}

// two fixes an act with the supervisor beside the one who acts.
func (b *bench) two(a intake.Actor) intake.By {
	by := b.By(a)
	if by.Second = boss; a == boss {
		by.Second = vice
	}
	return by
}

// undo takes the last act back, by the one who did it.
func (b *bench) undo(c *intake.Case) *intake.Case {
	b.Helper()
	last, _ := b.Undoable(c, b.By(boss), "")
	return b.must(b.Undo(b.Context(), b.two(hands(last.Act)), c.ID, "", nil))
}

// open gives an office of a region at a moment of its own time.
func open(t testing.TB, region, at string) *bench {
	t.Helper()
	return openOn(t, storetest.Open(t, courier.Schema()), region, at)
}

func openOn(t testing.TB, l *store.Ledger, region, at string) *bench {
	t.Helper()
	office := intake.DefaultOffice(storetest.Office, region)
	b := &bench{TB: t, Desk: &intake.Desk{
		Ledger: l, Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &office,
	}}
	b.Clock = func() time.Time { return b.now }
	b.set(at)
	t.Cleanup(func() {
		// Runs before the ledger closes: the domain's audit, on top of the store's.
		o := courier.Office{Desk: b.Desk}
		r, err := o.Audit(context.Background(), nil)
		if err != nil {
			t.Errorf("audit: %v", err)
		}
		for _, f := range r.Findings {
			t.Errorf("audit: %v", f)
		}
	})
	return b
}

// set turns the clock to a moment of the office's time, "2015-03-02T10:00".
func (b *bench) set(at string) {
	b.Helper()
	now, err := time.ParseInLocation("2006-01-02T15:04", at, b.Office.Zone())
	if err != nil {
		b.Fatal(err)
	}
	b.now = now.UTC() // a desk must not lean on the zone its clock tells the time in
}

func (b *bench) later(d time.Duration) { b.now = b.now.Add(d) }

func date(t testing.TB, s string) calendar.Date {
	t.Helper()
	d, err := calendar.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// iinOf is a valid number of an invented person.
func iinOf(t testing.TB, n int) string {
	t.Helper()
	for ; ; n += 1000 {
		if s, ok := iin.Complete(fmt.Sprintf("9001013%04d", n%10000)); ok {
			return s
		}
	}
}

// put lays papers on the counter in their usual shape. "code" is laid as it
// is expected, "code:copy" in another kind, "code@2015-02-02" with a date.
func put(t testing.TB, svc *catalogue.Service, papers string) []intake.Paper {
	t.Helper()
	var out []intake.Paper
	for _, p := range strings.Fields(papers) {
		p, issued, dated := strings.Cut(p, "@")
		c, kind, other := strings.Cut(p, ":")
		doc, ok := svc.DocumentByCode(c)
		if !ok {
			t.Fatalf("no document %q", c)
		}
		paper := intake.Usual(doc)
		paper.There = true
		if other {
			paper.Kind = intake.Kind(kind)
		}
		if dated {
			paper.Issued = date(t, issued)
		}
		out = append(out, paper)
	}
	return out
}

// app is a good application of an invented person, with papers.
func (b *bench) app(service, papers string) intake.Application {
	b.Helper()
	a, err := b.Blank(service)
	if err != nil {
		b.Fatal(err)
	}
	svc := b.service(service)
	a.Consent = true
	a.Recipient = intake.Person{IIN: "900101300017", Surname: "Сериков", Given: "Дәурен", Patronymic: "Болатұлы", Phone: "+7 701 000 00 00"}
	if a.Provider == "" {
		if some := b.Office.ProvidersOf(svc.Provider.Kind); len(some) > 0 {
			a.Provider = some[0].Code
		}
	}
	a.Papers = put(b, svc, papers)
	return a
}

func (b *bench) service(code string) *catalogue.Service {
	b.Helper()
	offer, err := b.Catalogue.Find(b.Today(), b.Office.Region, code)
	if err != nil {
		b.Fatal(err)
	}
	return offer.Service
}

// duplicate is a complete application for a duplicate, of the n-th person.
func (b *bench) duplicate(n int) intake.Application {
	b.Helper()
	a := b.app("duplicate", "application identity-document")
	a.Recipient.IIN = iinOf(b, n)
	return a
}

func (b *bench) accept(a intake.Application) *intake.Case {
	b.Helper()
	return b.must(b.Accept(b.Context(), b.By(op1), a))
}

func (b *bench) must(c *intake.Case, err error) *intake.Case {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	return c
}

// move drives a case along by acts the sector would make.
func (b *bench) move(c *intake.Case, acts ...intake.Act) *intake.Case {
	b.Helper()
	for _, a := range acts {
		c = b.must(b.Do(b.Context(), b.two(hands(a)), c.ID, a, "", b.sector(a)))
	}
	return c
}

// sector sets what the sector's own rules set beside the stage.
func (b *bench) sector(a intake.Act) func(*store.Tx, *intake.Case) error {
	return func(tx *store.Tx, c *intake.Case) (err error) {
		switch a {
		case intake.ActGive:
			c.Given = true
		case intake.ActReceive:
			c.Received = true
		case intake.ActAdd:
			c.Registry, err = b.registry(tx, c.Provider)
		case intake.ActMark:
			c.ReadyAt, c.Outcome = b.Now(), intake.Result
		case intake.ActForward:
			due, err := b.Keep(c, calendar.DateOf(c.ReadyAt.In(b.Office.Zone())))
			c.KeepTo = due.Date
			return err
		}
		return err
	}
}

// registry opens a registry, because a case that is out must stand in one.
func (b *bench) registry(tx *store.Tx, provider string) (uint64, error) {
	no, err := tx.Next("registry")
	if err != nil {
		return 0, err
	}
	return no, courier.Registries.Put(tx, &courier.Registry{Number: no, Provider: provider, State: courier.Open, OpenedAt: b.Now()})
}

// road is the acts that lead to a stage from the counter.
func road(to intake.Stage) []intake.Act {
	all := []intake.Act{intake.ActGive, intake.ActReceive, intake.ActAdd, intake.ActMark, intake.ActForward}
	switch to {
	case intake.Accepted:
		return nil
	case intake.Handed:
		return all[:2]
	case intake.Out:
		return all[:3]
	case intake.Marked:
		return all[:4]
	case intake.Ready:
		return all
	case intake.Issued:
		return append(all, intake.ActIssue)
	case intake.Archived:
		return append(all, intake.ActArchive)
	case intake.Withdrawn:
		return []intake.Act{intake.ActWithdraw}
	}
	return nil
}

// at gives a case of the n-th person in a stage.
func (b *bench) at(stage intake.Stage, n int) *intake.Case {
	b.Helper()
	switch stage {
	case intake.Refused:
		a := b.duplicate(n)
		a.Papers = nil
		return b.must(b.Refuse(b.Context(), b.By(op1), a))
	case intake.Annulled:
		return b.undo(b.accept(b.duplicate(n)))
	}
	return b.move(b.accept(b.duplicate(n)), road(stage)...)
}

// refused wants err to be the problem with this code.
func (b *bench) refused(err error, want string) {
	b.Helper()
	if got := problem(err); got != want {
		b.Errorf("got %q (%v), want problem %q", got, err, want)
	}
}

// problem is the code of a problem; "" for none, "!" for another error.
func problem(err error) string {
	if err == nil {
		return ""
	}
	if p, ok := intake.AsProblem(err); ok {
		return p.Code
	}
	return "! " + err.Error()
}

func codes(list []*intake.Problem) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Code)
	}
	return strings.Join(out, " ")
}

// lacks says a list of missing papers: "work-certificate:expired".
func lacks(missing []intake.Missing) string {
	var out []string
	for _, m := range missing {
		out = append(out, m.Code+":"+m.Why)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func (b *bench) view(fn func(tx *store.Tx) error) {
	b.Helper()
	if err := b.Ledger.View(b.Context(), fn); err != nil {
		b.Fatal(err)
	}
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func join(s []string) string { return strings.Join(s, " ") }

// countTable counts the records of a table.
func countTable[T any](b *bench, table *store.Table[T]) (n int) {
	b.Helper()
	b.view(func(tx *store.Tx) error {
		n = 0
		for _, err := range table.Scan(tx, nil, nil, false) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n
}

// state puts a state's times into one zone, so that two may be compared.
func state(s intake.State) intake.State {
	s.ReadyAt, s.StepSince = s.ReadyAt.UTC(), s.StepSince.UTC()
	return s
}
