package tui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// walk is an office on a pump, with a hand that does by the domain what other
// stations would have done.
type walk struct {
	*tuitest.Pump
	t     *testing.T
	s     *Session
	clock *tuitest.Clock
	desk  intake.Actor
	n     int
}

var background = context.Background()

// atOffice is an empty training office at ten on Monday, 2 March 2015, its
// screens not yet open.
func atOffice(t *testing.T, l trio.Lang) *walk {
	t.Helper()
	s, c := newTestOffice(t, l, intake.Sector)
	w := &walk{t: t, s: s, clock: tuitest.NewClock(c.Now()), desk: intake.Actor{Code: "op1", Name: "А. Ахметова", Role: intake.Operator, Window: 3}}
	s.Office.Desk.Clock = w.clock.Now
	s.Tick = w.clock.Tick
	return w
}

// show opens a screen.
func (w *walk) show(first Screen) *walk {
	w.t.Helper()
	w.Pump = tuitest.New(w.t, New(Config{
		Env: w.s.Env, Home: first, Header: w.s.header, Stations: w.s.station, Scan: w.s.scanned,
	}), w.clock, 80, 24)
	w.Settle()
	return w
}

// at moves the clock to a moment, as no timer is of interest.
func (w *walk) at(s string) { w.clock.Set(must(time.Parse(time.RFC3339, s))) }

func (w *walk) fatal(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// invented people; none has an IIN, which nothing here asks for.
var invented = [][3]string{
	{"Серіков", "Дәурен", "Болатұлы"}, {"Оразова", "Мөлдір", ""}, {"Ким", "Вячеслав", "Робертович"},
	{"Жұмабаева", "Гүлнар", "Қайратқызы"}, {"Әбдірахманова", "Сәуле", "Нұрланқызы"}, {"Төлеубердиева", "Айгүл", "Сағатқызы"},
	{"Пак", "Эдуард", "Германович"}, {"Иманов", "Ғалым", "Серікұлы"}, {"Кузнецова", "Ольга", "Петровна"},
	{"Өтеғұлов", "Бекзат", "Асқарұлы"}, {"Лебедев", "Пётр", "Ильич"}, {"Құрманғалиева", "Ұлжан", "Еркінқызы"},
}

// accept registers complete applications for duplicates with one provider.
func (w *walk) accept(n int, provider string) []*intake.Case {
	w.t.Helper()
	var out []*intake.Case
	for range n {
		app, err := w.s.Office.Blank("duplicate")
		w.fatal(err)
		who := invented[w.n%len(invented)]
		w.n++
		app.Provider, app.Consent = provider, true
		app.Recipient = intake.Person{NoIIN: true, Surname: who[0], Given: who[1], Patronymic: who[2], Phone: "+77010000000"}
		offer, err := w.s.Office.Catalogue.Find(w.s.Office.Today(), w.s.Office.Office.Region, "duplicate")
		w.fatal(err)
		for _, r := range offer.Service.Required(app.Ground, nil) {
			p := intake.Usual(r.Document)
			p.There = true
			app.Papers = append(app.Papers, p)
		}
		c, err := w.s.Office.Accept(background, w.s.Office.By(w.desk), app)
		w.fatal(err)
		out = append(out, c)
	}
	return out
}

// handed passes accepted cases to the sector.
func (w *walk) handed(cs []*intake.Case) {
	w.t.Helper()
	ids := casesIDs(cs)
	_, err := w.s.Office.Give(background, w.s.Office.By(w.desk), ids, "sector1", nil)
	w.fatal(err)
	for _, id := range ids {
		_, err := w.s.Office.Receive(background, w.s.By(), id)
		w.fatal(err)
	}
}

// packed puts a provider's cases in a registry and closes it.
func (w *walk) packed(provider string) uint64 {
	w.t.Helper()
	_, err := w.s.Office.PutAll(background, w.s.By(), provider, nil)
	w.fatal(err)
	r, err := w.s.Office.OpenRegistry(background, w.s.By(), provider)
	w.fatal(err)
	_, err = w.s.Office.CloseRegistry(background, w.s.By(), r.Number)
	w.fatal(err)
	return r.Number
}

// gone hands a provider's cases to the courier.
func (w *walk) gone(provider string) uint64 {
	w.t.Helper()
	no := w.packed(provider)
	_, err := w.s.Office.Dispatch(background, w.s.By(), []uint64{no}, "Е. Сафин", "1", fmt.Sprint("П-", no))
	w.fatal(err)
	return no
}

// delivered brings n new cases to a provider; the first has an incoming number.
func (w *walk) delivered(n int, provider string) []*intake.Case {
	w.t.Helper()
	cs := w.accept(n, provider)
	w.handed(cs)
	no := w.gone(provider)
	_, _, err := w.s.Office.Deliver(background, w.s.By(), no, courier.Delivery{At: w.s.Now(), Receiver: "Хатшы",
		Incoming: map[code.Number]string{cs[0].Number: "17-05"}}, nil)
	w.fatal(err)
	return w.again(cs)
}

// again reads cases anew.
func (w *walk) again(cs []*intake.Case) []*intake.Case {
	w.t.Helper()
	out := make([]*intake.Case, len(cs))
	for i, c := range cs {
		var err error
		out[i], err = w.s.Office.Case(background, c.ID)
		w.fatal(err)
	}
	return out
}

func (w *walk) one(c *intake.Case) *intake.Case { w.t.Helper(); return w.again([]*intake.Case{c})[0] }

// every asserts where cases stand.
func (w *walk) every(cs []*intake.Case, stage intake.Stage) {
	w.t.Helper()
	for _, c := range w.again(cs) {
		if c.Stage != stage {
			w.t.Errorf("%s is %s, want %s", c.Number, c.Stage, stage)
		}
	}
}
