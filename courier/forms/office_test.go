package forms_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/courier"
	"tereze/courier/forms"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/intake/paper"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/store/storetest"
)

var (
	op     = intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3}
	boss   = intake.Actor{Code: "super1", Name: "Г. Сапарова", Role: intake.Supervisor}
	sector = intake.Actor{Code: "sector1", Name: "Б. Нұрланов", Role: intake.Sector}
)

const (
	school = "school-1"
	depart = "education"
)

// bench is an office over a real store under a clock the test turns. Its
// people and numbers are the same every time.
type bench struct {
	testing.TB
	*courier.Office
	clock *training.Clock
	seed  uint64
}

func open(t testing.TB) *bench {
	t.Helper()
	office := intake.DefaultOffice(storetest.Office, "atyrau")
	office.Address = trio.Text{KK: "Атырау қ., Сәтпаев к-сі, 23", RU: "г. Атырау, ул. Сатпаева, 23", EN: "23 Satpaev St, Atyrau"}
	office.Phone = "+7 7122 00 00 00"
	for i := range office.Providers {
		office.Providers[i].Address = "Атырау, Әйтеке би к-сі, 5"
	}
	b := &bench{TB: t, clock: training.NewClock(time.Time{})}
	b.Office = &courier.Office{Desk: &intake.Desk{Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(),
		Book: calendar.Embedded(), Office: &office, Clock: b.clock.Now}}
	b.set("2015-03-02T10:00")
	for _, a := range []intake.Actor{op, sector} {
		if err := b.SaveActor(ctx(), b.by(intake.Itself(intake.Administrator)), a); err != nil {
			t.Fatal(err)
		}
	}
	return b
}

func ctx() context.Context { return context.Background() }

func (b *bench) set(at string) {
	b.Helper()
	t, err := time.ParseInLocation("2006-01-02T15:04", at, b.Desk.Office.Zone())
	if err != nil {
		b.Fatal(err)
	}
	b.clock.Set(t)
}

// by fixes an act, each a second after the one before.
func (b *bench) by(a intake.Actor) intake.By {
	b.clock.Add(time.Second)
	return b.By(a)
}

// must gives an act's answer or ends the test.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (b *bench) app(service, provider string) intake.Application {
	b.Helper()
	b.seed++
	app := must(training.Apply(b.Desk, service, b.seed))(b)
	app.Provider = provider
	return app
}

func (b *bench) accept(n int, service, provider string) (ids []uuid.UUID) {
	b.Helper()
	for range n {
		ids = append(ids, must(b.Accept(ctx(), b.by(op), b.app(service, provider)))(b).ID)
	}
	return ids
}

// send brings cases to the sector, lists them and gives them to the courier.
func (b *bench) send(provider string, ids ...uuid.UUID) uint64 {
	b.Helper()
	must(b.Give(ctx(), b.by(op), ids, sector.Code, nil))(b)
	for _, id := range ids {
		must(b.Receive(ctx(), b.by(sector), id))(b)
	}
	must(b.PutAll(ctx(), b.by(sector), provider, nil))(b)
	no := must(b.OpenRegistry(ctx(), b.by(sector), provider))(b).Number
	must(b.CloseRegistry(ctx(), b.by(sector), no))(b)
	must(b.Dispatch(ctx(), b.by(sector), []uint64{no}, "М. Тәжін", "16:00", "П-1071"))(b)
	return no
}

func (b *bench) deliver(no uint64, d courier.Delivery) {
	b.Helper()
	d.At, d.Receiver = b.Now(), "Қ. Өтеғұлова"
	if _, _, err := b.Deliver(ctx(), b.by(sector), no, d, nil); err != nil {
		b.Fatal(err)
	}
}

func (b *bench) giveBack(provider string, ids []uuid.UUID, refused int) uint64 {
	b.Helper()
	all := map[uuid.UUID]intake.Outcome{}
	for i, id := range ids {
		all[id] = intake.Result
		if i < refused {
			all[id] = intake.ReasonedRefusal
		}
	}
	return must(b.GiveBack(ctx(), b.by(sector), provider, all, nil))(b).Number
}

func (b *bench) number(id uuid.UUID) code.Number {
	b.Helper()
	return must(b.Case(ctx(), id))(b).Number
}

func (b *bench) scan(ret uint64, codes ...string) {
	b.Helper()
	for _, c := range codes {
		must(b.Mark(ctx(), b.by(sector), ret, c, intake.NoOutcome))(b)
	}
}

// opts has a head that is the same every time: that of a ledger is not.
func opts() forms.Options {
	h := store.Head{Seq: 1745}
	copy(h.Hash[:], []byte{0x9f, 0x3a, 0x51, 0xc0})
	return forms.Options{Worker: sector.Name, Head: h}
}

// barcode is the code of another office's case.
func stranger(t testing.TB) string {
	t.Helper()
	return must(code.Make("043", time.Date(2015, 3, 2, 0, 0, 0, 0, time.UTC), 9))(t).Barcode()
}

// life is one of each paper of an office that worked from 2 March to the
// archive's day.
func life(t testing.TB) map[string]*paper.Form {
	t.Helper()
	b := open(t)
	all := map[string]*paper.Form{}
	keep := func(name string) func(*paper.Form, error) {
		return func(f *paper.Form, err error) {
			t.Helper()
			all[name] = must(f, err)(t)
		}
	}
	dup := b.accept(6, "duplicate", school)
	queue := b.accept(2, "preschool-queue", depart)
	for range 2 {
		no := b.app("duplicate", school)
		no.Papers = no.Papers[:1]
		must(b.Refuse(ctx(), b.by(op), no))(t)
	}
	for _, s := range []string{"externat", "school-enrolment"} {
		must(b.SendElsewhere(ctx(), b.by(op), s))(t)
	}
	b.set("2015-03-02T15:40")
	first := b.send(school, dup...)
	second := b.send(depart, queue...)
	keep("registry-before")(forms.Registry(ctx(), b.Office, first, opts()))
	b.set("2015-03-02T18:30")
	keep("day")(forms.Day(ctx(), b.Office, b.Today(), opts()))

	b.set("2015-03-03T11:20")
	b.deliver(first, courier.Delivery{Missed: []code.Number{b.number(dup[2])}, Extra: []string{"042-150227-000009"},
		Incoming: map[code.Number]string{b.number(dup[0]): "17-Ә"}})
	b.deliver(second, courier.Delivery{})
	keep("discrepancy")(forms.Discrepancy(ctx(), b.Office, first, opts()))
	again := opts()
	again.Copy = true
	keep("registry-copy")(forms.Registry(ctx(), b.Office, first, again))
	must(b.PutAll(ctx(), b.by(sector), school, nil))(t) // the missed one, with the next registry
	keep("registry-open")(forms.Registry(ctx(), b.Office, 3, opts()))
	b.accept(1, "duplicate", school)
	b.set("2015-03-03T18:00")
	keep("day-next")(forms.Day(ctx(), b.Office, b.Today(), opts()))

	b.set("2015-03-20T10:00")
	back := []uuid.UUID{dup[0], dup[1], dup[3], dup[4], dup[5]}
	ret := b.giveBack(school, back, 1)
	b.giveBack(depart, queue, 0)
	for _, id := range append(back[:4:4], queue...) {
		b.scan(0, b.number(id).Barcode())
		b.clock.Add(time.Minute)
	}
	b.scan(ret, stranger(t))
	keep("return")(forms.Return(ctx(), b.Office, ret, opts()))
	must(b.Forward(ctx(), b.by(sector), nil, nil))(t)
	b.set("2015-04-27T10:00")
	issuing := op
	issuing.Role = intake.Issuer
	inv := must(b.Archive(ctx(), b.by(issuing), nil))(t)
	keep("inventory-before")(forms.Inventory(ctx(), b.Office, inv.Key(), opts()))
	retrieving := b.by(issuing)
	retrieving.Second = boss
	must(b.Retrieve(ctx(), retrieving, queue[1]))(t)
	keep("inventory")(forms.Inventory(ctx(), b.Office, inv.Key(), opts()))
	return all
}
