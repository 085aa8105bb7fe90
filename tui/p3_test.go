package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// stand is a worker at a screen of an empty training office.
type stand struct {
	*tuitest.Pump
	*testing.T
	s     *Session
	app   *App
	clock *tuitest.Clock
	seed  uint64
}

var monday = must(time.Parse(time.RFC3339, "2015-03-02T10:00:00+05:00"))

// stands puts a worker before a screen; fill may prepare the office before.
func stands(t *testing.T, l trio.Lang, role intake.Role, screen func(*Session) Screen, fill func(*stand)) *stand {
	t.Helper()
	s, _ := newTestOffice(t, l, role)
	st := &stand{T: t, s: s, clock: tuitest.NewClock(monday)}
	s.Office.Clock = st.clock.Now
	if fill != nil {
		fill(st)
	}
	st.sit(screen)
	return st
}

// sit opens the App. It has no Wake: a pump waits for nothing.
func (st *stand) sit(screen func(*Session) Screen) {
	s := st.s
	s.Env.Clock, s.Tick = st.clock.Now, st.clock.Tick
	st.app = New(Config{Env: s.Env, Home: screen(s), Header: s.header, Stations: s.station, Scan: s.scanned,
		Search: func() Screen { return newSearch(s, "") }})
	st.Pump = tuitest.New(st.T, st.app, st.clock, 80, 24)
}

// colleague is another worker on the same office, before a screen of their own.
func (st *stand) colleague(role intake.Role, l trio.Lang, screen func(*Session) Screen) *stand {
	st.Helper()
	other := &stand{T: st.T, clock: tuitest.NewClock(st.clock.Now())}
	other.s = NewSession(context.Background(), Options{Office: st.s.Office, Actor: st.worker(role), Lang: l})
	other.sit(screen)
	return other
}

func (st *stand) worker(role intake.Role) intake.Actor {
	for _, a := range must(st.s.Office.Workers(context.Background())) {
		if a.Role == role {
			return a
		}
	}
	panic("no such worker")
}

// accept registers n whole applications for a provider's service.
func (st *stand) accept(n int, provider string) (out []*intake.Case) {
	st.Helper()
	d, op := st.s.Office.Desk, st.worker(intake.Operator)
	for range n {
		st.seed++
		app, err := training.Apply(d, "duplicate", st.seed)
		if err != nil {
			st.Fatal(err)
		}
		app.Provider = provider
		c, err := d.Accept(context.Background(), d.By(op), app)
		if err != nil {
			st.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// handed brings cases to the sector by the domain's own acts.
func (st *stand) handed(cs ...*intake.Case) {
	st.Helper()
	o, sector := st.s.Office, st.worker(intake.Sector)
	for _, c := range cs {
		if _, err := o.Receive(context.Background(), o.By(sector), c.ID); err != nil {
			st.Fatal(err)
		}
		if _, err := o.Confirm(context.Background(), o.By(st.worker(intake.Operator)), c.ID); err != nil {
			st.Fatal(err)
		}
	}
}

func (st *stand) again(c *intake.Case) *intake.Case {
	st.Helper()
	return must(st.s.Office.Case(context.Background(), c.ID))
}

func (st *stand) stages(want intake.Stage, cs ...*intake.Case) {
	st.Helper()
	for _, c := range cs {
		if got := st.again(c).Stage; got != want {
			st.Errorf("%s is %v, want %v", c.Number, got, want)
		}
	}
}

func asOperator(t *testing.T, l trio.Lang, fill func(*stand)) *stand {
	return stands(t, l, intake.Operator, newHandover, fill)
}

func asSector(t *testing.T, l trio.Lang, fill func(*stand)) *stand {
	return stands(t, l, intake.Sector, newHandover, fill)
}

// The whole road of process 3 by keys: the counter ticks two of three and gives
// them with one act, the sector receives one by one and then all.
func TestHandoverByKeys(t *testing.T) {
	var cs []*intake.Case
	st := asOperator(t, trio.RU, func(st *stand) { cs = st.accept(3, "school-7") })
	st.Has("Передать 3", "Принимает: Б. Нұрланов", string(cs[0].Number))
	st.Press("space", "space")
	st.Has("отмечено: 2")
	st.Press("f9")
	st.Has("2 дела передаются одним актом. Принимает: Б. Нұрланов.")
	st.Press("enter") // the harmless answer
	st.stages(intake.Accepted, cs...)
	if st.again(cs[0]).Given {
		t.Fatal("Enter on the question handed over")
	}
	st.Press("f9", "f9")
	st.Has("Акт № 1: передано 2 дела", "Передать 1", "Принять 2", "Не сошлось 2")
	for i, want := range []bool{true, true, false} {
		if c := st.again(cs[i]); c.Given != want {
			t.Errorf("case %d: given %v", i, c.Given)
		}
	}
	if act := must(st.s.Office.Handover(context.Background(), 1)); act.From != "op1" || act.To != "sector1" || act.Cases != 2 {
		t.Errorf("the act: %+v", act)
	}

	sec := st.colleague(intake.Sector, trio.KK, newHandover)
	sec.Has("Қабылдап алу 2", "Сізге тапсырылған: 2", "А. Ахметова")
	sec.Press("enter")
	sec.stages(intake.Handed, cs[0])
	sec.Press("f9")
	sec.Has("Сізге тапсырылған 1 іс қолыңызда ма?")
	sec.Press("f9")
	sec.stages(intake.Handed, cs[1])
	sec.Has("Қабылдап алу 0", "Шешілмеген 0")
	sec.stages(intake.Accepted, cs[2])

	// With nothing ticked the whole list goes.
	st.Send(Changed{})
	st.Press("f9")
	st.Has("уйдёт весь список", "1 дело передаётся")
	st.Press("f9")
	if !st.again(cs[2]).Given {
		t.Error("the list did not go")
	}
	// The last act is taken back, by the one who did it.
	st.Press("u")
	st.Has("отменено по 1 делу")
	if st.again(cs[2]).Given {
		t.Error("nothing was taken back")
	}
}

// What one side alone says hangs in view until it is settled.
func TestHandoverUnsettled(t *testing.T) {
	var cs []*intake.Case
	st := asSector(t, trio.RU, func(st *stand) { cs = st.accept(2, "school-7") })
	st.Scan(cs[0].Number.Barcode())
	st.Has("не передавали, но принято", "Не сошлось 1")
	st.stages(intake.Handed, cs[0])

	op := st.colleague(intake.Operator, trio.RU, newHandover)
	op.Scan(cs[1].Number.Barcode())
	op.Has("отмечено: 1")
	op.Press("f9", "f9", "l")
	op.Has("принято, не передано", "передано, не принято", "Не сошлось 2")
	for range 3 { // whichever row the taken case is on
		if r, _ := op.app.top().(*handover).grid().Selected(); rowCase(r).Number == cs[0].Number {
			break
		}
		op.Press("down")
	}
	op.Press("c")
	op.Has("передача подтверждена", "Не сошлось 1")
	if !op.again(cs[0]).Given {
		t.Error("the counter's word was not kept")
	}
	op.Press("c")
	op.Has("Сейчас нельзя: сектор этого дела не брал")
	st.Press("l", "enter")
	st.stages(intake.Handed, cs[1])
	st.Has("Не сошлось 0")
	// u takes back one's own last act, and what moved on since is left.
	st.Press("u")
	st.stages(intake.Accepted, cs[1])
	st.Press("u")
	st.Has("отменять нечего")
}

// Each scan has its answer, and none does what it must not.
func TestHandoverScans(t *testing.T) {
	var cs []*intake.Case
	st := asSector(t, trio.RU, func(st *stand) {
		cs = st.accept(3, "school-7")
		o, op := st.s.Office, st.worker(intake.Operator)
		must(o.Give(context.Background(), o.By(op), idsOf([]seen{{intake.ListRow{ID: cs[0].ID}, 0}}), "sector1", nil))
		st.handed(cs[2])
		must(o.Put(context.Background(), o.By(st.worker(intake.Sector)), cs[2].ID))
	})
	foreign := "4006381333931"
	other := strings.Replace(cs[0].Number.String(), "042", "017", 1)
	for _, c := range []struct{ scan, want string }{
		{cs[0].Number.Barcode(), "принято"},
		{cs[0].Number.Barcode(), "уже принято, сегодня 10:00"},
		{cs[1].Number.Barcode(), "не передавали, но принято"},
		{cs[2].Number.Barcode(), "не здесь: в реестре"},
		{foreign, "не наш код"},
		{code.Number(other).Barcode(), "центра № 017, отложите"},
		{code.Number("042-150302-000999").Barcode(), "такого дела нет"},
	} {
		st.Scan(c.scan)
		if got := st.app.last.Text.String(); !strings.Contains(got, c.want) {
			t.Errorf("scan of %s: %q, want %q", c.scan, got, c.want)
		}
	}
	if got := len(st.app.top().(*handover).roll); got != 7 {
		t.Errorf("%d scans are on the roll, want 7", got)
	}
	// A number typed by hand is a scan; a word goes to the search.
	st.Press("f3")
	st.Type(cs[1].Number.String())
	st.Press("enter")
	if got := st.app.last.Text.String(); !strings.Contains(got, "уже принято") {
		t.Errorf("typed: %q", got)
	}
}

// Fifty scans five milliseconds apart, under a Kazakh layout and while every
// commit takes its time: none is lost, each is answered once.
func TestHandoverBurst(t *testing.T) {
	for _, slow := range []bool{false, true} {
		t.Run(fmt.Sprint("slow=", slow), func(t *testing.T) {
			var cs []*intake.Case
			st := asSector(t, trio.KK, func(st *stand) { cs = st.accept(50, "school-7") })
			st.Layout = "kz_basic"
			if slow {
				st.Hold()
			}
			for _, c := range cs {
				st.Burst(c.Number.Barcode())
			}
			for i := 0; slow && i < 200; i++ {
				st.Release()
				st.Hold()
			}
			if slow {
				st.Release()
			}
			st.Settle()
			st.stages(intake.Handed, cs...)
			answered := map[string]int{}
			for _, l := range st.app.top().(*handover).roll {
				answered[l.what.String()]++
			}
			for _, c := range cs {
				if answered[c.Number.String()] != 1 {
					t.Errorf("%s was answered %d times", c.Number, answered[c.Number.String()])
				}
			}
		})
	}
}

// Two workers on one store: what moved under a screen is refused, with what
// happened and who did it, and nothing of the pile is written.
func TestHandoverStale(t *testing.T) {
	var cs []*intake.Case
	st := asOperator(t, trio.RU, func(st *stand) { cs = st.accept(2, "school-7") })
	st.Press("space", "space", "f9")
	sec := st.colleague(intake.Sector, trio.RU, newHandover)
	sec.Scan(cs[1].Number.Barcode())
	st.Press("f9")
	st.Has(string(cs[1].Number)+" тем временем изменилось", "принято сектором")
	if st.again(cs[0]).Given {
		t.Error("half of the pile went")
	}
	st.Press("f9", "f9")
	st.Has("Акт № 1: передано 1 дело")
}

// Many at once: the question has the exact count, a bar stands while it runs.
func TestHandoverMany(t *testing.T) {
	var cs []*intake.Case
	st := asOperator(t, trio.EN, func(st *stand) { cs = st.accept(45, "school-7") })
	st.Press("f9")
	st.Has("45 cases go with one act")
	st.Hold()
	st.Press("f9")
	st.Has("Handing over", "45 / 45")
	st.Release()
	st.Has("Act No 1: 45 cases handed over")
	for _, c := range cs {
		if !st.again(c).Given {
			t.Errorf("%s stayed", c.Number)
		}
	}
	st.Press("u")
	st.Has("The last act on 45 cases is taken back.")
	st.Press("f9")
	st.Has("taken back for 45 cases", "Hand over 45")
}

// The receiver is chosen once: the next pile goes to the same worker.
func TestHandoverReceiver(t *testing.T) {
	st := asOperator(t, trio.RU, func(st *stand) {
		st.accept(2, "school-7")
		o := st.s.Office
		second := intake.Actor{Code: "sector2", Name: "З. Тілеу", Role: intake.Sector}
		if err := o.SaveActor(context.Background(), o.By(intake.Itself(intake.Administrator)), second); err != nil {
			t.Fatal(err)
		}
	})
	st.Has("Принимает: Б. Нұрланов")
	st.Press("f7")
	st.Has("Принимает: З. Тілеу")
	st.Press("space", "f9", "f9", "3")
	st.Has("Принимает: З. Тілеу", "Передать 1")
	if act := must(st.s.Office.Handover(context.Background(), 1)); act.To != "sector2" {
		t.Errorf("given to %s", act.To)
	}
	// What is given to somebody else is not received with F9, only by hand.
	sec := st.colleague(intake.Sector, trio.RU, newHandover)
	sec.Has("Передано вам: 0 · всего: 1")
	sec.Press("f9")
	sec.Has("Сейчас нельзя: вам ничего не передано")
	sec.Press("enter")
	sec.Has("Принять 0")
}

// An office whose sector has nobody yet says so, and hands nothing over.
func TestHandoverNobody(t *testing.T) {
	st := asOperator(t, trio.EN, func(st *stand) {
		st.accept(1, "school-7")
		o, a := st.s.Office, st.worker(intake.Sector)
		a.Role = intake.Operator
		if err := o.SaveActor(context.Background(), o.By(intake.Itself(intake.Administrator)), a); err != nil {
			t.Fatal(err)
		}
	})
	st.Has("the sector has no worker")
	st.Press("f9")
	st.Has("Not now: the sector has no worker, add one")
}

// The language changes under the hands: ticks, selection and answers stay.
func TestHandoverLanguage(t *testing.T) {
	var cs []*intake.Case
	st := stands(t, trio.KK, intake.Supervisor, newHandover, func(st *stand) { cs = st.accept(3, "school-7") })
	st.Scan(cs[1].Number.Barcode())
	st.Press("f2")
	st.Has("отмечено: 1", "Передать 3")
	if r, _ := st.app.top().(*handover).grid().Selected(); rowCase(r).Number != cs[1].Number {
		t.Errorf("selected: %s", rowCase(r).Number)
	}
	st.Press("tab")
	st.Scan(cs[1].Number.Barcode())
	st.Has("не передавали, но принято")
	st.Press("f2")
	st.Has("not handed over, but taken")
}

func TestHandoverFrames(t *testing.T) {
	for _, l := range trio.Langs() {
		t.Run(string(l), func(t *testing.T) {
			var cs []*intake.Case
			fill := func(st *stand) {
				cs = st.accept(8, "school-7")
				cs = append(cs, st.accept(4, "school-12")...)
			}
			st := asOperator(t, l, fill)
			tuitest.NoClash(t, st.app.Keys())
			for _, size := range [][2]int{{80, 24}, {132, 43}} {
				st.Resize(size[0], size[1])
				st.Golden("p3_give", l)
			}
			st.Press("space", "space", "space", "f9", "f9")
			sec := st.colleague(intake.Sector, l, newHandover)
			sec.Scan(cs[0].Number.Barcode())
			sec.Scan(cs[0].Number.Barcode())
			sec.Scan(cs[5].Number.Barcode())
			sec.Scan("4006381333931")
			tuitest.NoClash(t, sec.app.Keys())
			for _, size := range [][2]int{{80, 24}, {132, 43}} {
				sec.Resize(size[0], size[1])
				sec.Golden("p3_receive", l)
			}
			sec.Press("l")
			for _, size := range [][2]int{{80, 24}, {132, 43}} {
				sec.Resize(size[0], size[1])
				sec.Golden("p3_unsettled", l)
			}
			sec.Sizes(nil)
			st.Sizes(nil)
		})
	}
}

var _ = courier.Open
