package courier_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/store"
	"tereze/store/storetest"
)

var (
	op     = intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3}
	sector = intake.Actor{Code: "sector1", Name: "Б. Нұрланов", Role: intake.Sector}
	issuer = intake.Actor{Code: "inspector1", Name: "Л. Ким", Role: intake.Issuer}
	boss   = intake.Actor{Code: "super1", Name: "Г. Сапарова", Role: intake.Supervisor}
	vice   = intake.Actor{Code: "super2", Name: "Е. Ахатов", Role: intake.Supervisor}
)

// Providers of the default office: the schools work six days, the education
// department five.
const (
	school = "school-1"
	other  = "school-3"
	depart = "education"
)

// bench is an office over a real store in a temporary folder, under a clock
// the test turns. It is audited when the test ends.
type bench struct {
	testing.TB
	*courier.Office
	clock *training.Clock
	seed  uint64
}

func open(t testing.TB, region, at string) *bench {
	t.Helper()
	b := bare(t, storetest.Open(t, courier.Schema()), region, at)
	t.Cleanup(b.audit)
	return b
}

func bare(t testing.TB, l *store.Ledger, region, at string) *bench {
	office := intake.DefaultOffice(storetest.Office, region)
	b := &bench{TB: t, clock: training.NewClock(time.Time{})}
	b.Office = &courier.Office{Desk: &intake.Desk{
		Ledger: l, Catalogue: catalogue.Embedded(), Book: calendar.Embedded(), Office: &office, Clock: b.clock.Now,
	}}
	b.set(at)
	return b
}

func (b *bench) audit() {
	report, err := b.Audit(context.Background(), nil)
	if err != nil {
		b.Errorf("audit: %v", err)
	}
	for _, f := range report.Findings {
		b.Errorf("audit: %v", f)
	}
}

// ctx is the test's; cleanups and rapid need one that lives.
func (b *bench) ctx() context.Context { return context.Background() }

func (b *bench) moment(at string) time.Time {
	b.Helper()
	t, err := time.ParseInLocation("2006-01-02T15:04", at, b.Office.Office.Zone())
	if err != nil {
		b.Fatal(err)
	}
	return t
}

func (b *bench) set(at string) {
	b.Helper()
	b.clock.Set(b.moment(at).UTC()) // a clock may tell the time in any zone
}

// by fixes an act, each a second after the one before.
func (b *bench) by(a intake.Actor) intake.By {
	b.clock.Add(time.Second)
	return b.By(a)
}

// two is by with a supervisor beside the one who acts.
func (b *bench) two(a intake.Actor) intake.By {
	by := b.by(a)
	if by.Second = boss; a == boss {
		by.Second = vice
	}
	return by
}

// ok gives an act's answer or ends the test.
func ok[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// refused wants a problem, and nothing written since the head was read.
func (b *bench) refused(want string, act func() error) {
	b.Helper()
	before := b.head()
	err := act()
	p, is := intake.AsProblem(err)
	if !is || p.Code != want {
		b.Errorf("got %v, want the problem %s", err, want)
	}
	if b.head() != before {
		b.Errorf("%s: refused, and yet something was written", want)
	}
}

func (b *bench) head() store.Head { b.Helper(); return ok(b.Ledger.Head(b.ctx()))(b) }

// app is a complete application of another invented person each time.
func (b *bench) app(service, provider string) intake.Application {
	b.Helper()
	b.seed++
	app, err := training.Apply(b.Desk, service, b.seed)
	if err != nil {
		b.Fatal(err)
	}
	app.Provider = provider
	return app
}

func (b *bench) accept(service, provider string) *intake.Case {
	b.Helper()
	return ok(b.Accept(b.ctx(), b.by(op), b.app(service, provider)))(b)
}

// duplicates accepts n applications to a school.
func (b *bench) duplicates(n int, provider string) (ids []uuid.UUID) {
	b.Helper()
	for range n {
		ids = append(ids, b.accept("duplicate", provider).ID)
	}
	return ids
}

// handed brings n duplicates to the sector.
func (b *bench) handed(n int, provider string) []uuid.UUID {
	b.Helper()
	ids := b.duplicates(n, provider)
	b.pass(ids...)
	return ids
}

// pass gives and receives.
func (b *bench) pass(ids ...uuid.UUID) {
	b.Helper()
	ok(b.Give(b.ctx(), b.by(op), ids, sector.Code, nil))(b)
	for _, id := range ids {
		ok(b.Receive(b.ctx(), b.by(sector), id))(b)
	}
}

// listed puts n duplicates into a registry and closes it.
func (b *bench) listed(n int, provider string) (uint64, []uuid.UUID) {
	b.Helper()
	ids := b.handed(n, provider)
	return b.list(provider), ids
}

// list puts all that waits for a provider into a registry and closes it.
func (b *bench) list(provider string) uint64 {
	b.Helper()
	ok(b.PutAll(b.ctx(), b.by(sector), provider, nil))(b)
	no := ok(b.OpenRegistry(b.ctx(), b.by(sector), provider))(b).Number
	ok(b.CloseRegistry(b.ctx(), b.by(sector), no))(b)
	return no
}

func (b *bench) dispatch(nos ...uint64) {
	b.Helper()
	ok(b.Dispatch(b.ctx(), b.by(sector), nos, "М. Тәжін", "1", "П-1"))(b)
}

// sent is n duplicates on the road.
func (b *bench) sent(n int, provider string) (uint64, []uuid.UUID) {
	b.Helper()
	no, ids := b.listed(n, provider)
	b.dispatch(no)
	return no, ids
}

// taken is what the courier says when all went well.
func (b *bench) taken() courier.Delivery {
	return courier.Delivery{At: b.Now(), Receiver: "кеңсе"}
}

// delivered is n duplicates with the provider, at its first step.
func (b *bench) delivered(n int, provider string) (uint64, []uuid.UUID) {
	b.Helper()
	no, ids := b.sent(n, provider)
	b.deliver(no)
	return no, ids
}

func (b *bench) deliver(no uint64) {
	b.Helper()
	by := b.by(sector)
	if _, _, err := b.Deliver(b.ctx(), by, no, b.taken(), nil); err != nil {
		b.Fatal(err)
	}
}

// marked is n duplicates back under the scanner.
func (b *bench) marked(n int, provider string) []uuid.UUID {
	b.Helper()
	_, ids := b.delivered(n, provider)
	for _, id := range ids {
		if s := b.scan(0, b.read(id).Number.Barcode()); s.Case == nil || s.Case.Stage != intake.Marked {
			b.Fatalf("scan: %+v", s)
		}
	}
	return ids
}

func (b *bench) scan(ret uint64, scanned string) courier.Scan {
	b.Helper()
	return ok(b.Mark(b.ctx(), b.by(sector), ret, scanned, intake.NoOutcome))(b)
}

func (b *bench) read(id uuid.UUID) *intake.Case { b.Helper(); return ok(b.Case(b.ctx(), id))(b) }

func (b *bench) registry(no uint64) *courier.Registry {
	b.Helper()
	return ok(b.Registry(b.ctx(), no))(b)
}

// stands wants a case in a stage.
func (b *bench) stands(id uuid.UUID, want intake.Stage) *intake.Case {
	b.Helper()
	c := b.read(id)
	if c.Stage != want {
		b.Errorf("%s is %s, want %s", c.Number, c.Stage, want)
	}
	return c
}

// count is CountList today.
func (b *bench) count(l intake.List) (n intake.Count) {
	b.Helper()
	if err := b.Ledger.View(b.ctx(), func(tx *store.Tx) (err error) {
		n, err = intake.CountList(tx, l, b.Today())
		return err
	}); err != nil {
		b.Fatal(err)
	}
	return n
}

// entries is the journal from a number on.
func (b *bench) entries(after store.Head) []store.Entry {
	b.Helper()
	return ok(b.Ledger.Journal(b.ctx(), after.Seq+1, 10_000))(b)
}

func numbers(b *bench, ids []uuid.UUID) (all []code.Number) {
	b.Helper()
	for _, id := range ids {
		all = append(all, b.read(id).Number)
	}
	return all
}

// only is the whole of a short list.
func (b *bench) only(l intake.List) (rows []intake.ListRow) {
	b.Helper()
	if err := b.Ledger.View(b.ctx(), func(tx *store.Tx) (err error) {
		rows, err = intake.ListPage(tx, l, nil, 500)
		return err
	}); err != nil {
		b.Fatal(err)
	}
	return rows
}
