package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// atSector is a sector worker at station 4 of an office where cases of school 7
// and school 12 lie with the sector.
func atSector(t *testing.T, l trio.Lang, seven, twelve int) (*stand, []*intake.Case) {
	t.Helper()
	var cs []*intake.Case
	st := stands(t, l, intake.Sector, newDispatch, func(st *stand) {
		cs = append(st.accept(seven, "school-7"), st.accept(twelve, "school-12")...)
		st.handed(cs...)
	})
	return st, cs
}

func (st *stand) registry(no uint64) *courier.Registry {
	st.Helper()
	return must(st.s.Office.Registry(context.Background(), no))
}

// answered is what the scan line said last.
func (st *stand) answered(want string) {
	st.Helper()
	if got := st.app.last.Text.String(); !strings.Contains(got, want) {
		st.Errorf("the scan line says %q, want %q", got, want)
	}
}

// The whole road of processes 3 and 4 by keys: counter, sector, registries of
// two providers, one act for the courier, delivery with what did not match.
func TestDispatchByKeys(t *testing.T) {
	var cs []*intake.Case
	op := asOperator(t, trio.RU, func(st *stand) {
		cs = append(st.accept(3, "school-7"), st.accept(1, "school-12")...)
	})
	op.Press("f9", "f9")
	st := op.colleague(intake.Sector, trio.RU, newHandover)
	st.Press("f9", "f9")
	st.stages(intake.Handed, cs...)
	st.Press("4")
	st.Has("4 Курьер", "Все 4", "№ 7: 3", "№ 12: 1", "завтра 16:00", "«№ 7»: открытого реестра нет")

	st.Press("space")
	st.Has(string(cs[0].Number)+" – в реестре № 1", "реестр № 1 открыт, 1 дело", "Все 3")
	st.Press("u")
	st.stages(intake.Handed, cs[0])
	st.Press("right", "f9")
	st.Has("Положить 3 дела адресата «№ 7» в его реестр?")
	st.Press("f9")
	st.Has("в реестр № 1 положено 3 дела")
	st.stages(intake.Out, cs[:3]...)
	st.Press("f9")
	st.Has("Сейчас нельзя: у этого адресата дел нет")
	st.Press("right", "n", "a", "f9")
	st.Has("в реестр № 2 положено 1 дело")

	// Registries: one is closed from the list, one from its own screen, a case
	// having been taken out and put back.
	st.Press("f8")
	st.Has("4 Реестры", "открыт 2", "закрыт 0")
	st.Press("enter")
	st.Has("Реестр № 2", "Средняя школа № 12", "1 дело")
	st.Press("delete")
	st.Has("вынуто из реестра № 2", "Реестр пуст")
	st.stages(intake.Handed, cs[3])
	st.Press("f9", "f9")
	st.Has("Реестр № 2 пуст: сначала положите дела.")
	st.Press("u", "f9")
	st.Has("Реестр № 2 закроется: 1 дело")
	st.Press("f9")
	st.Has("Реестр № 2 закрыт: 1 дело")
	st.Press("esc")
	st.Has("открыт 1", "закрыт 1")
	st.Press("f9")
	st.Has("Реестр № 1 закроется: 3 дела")
	st.Press("f9", "right")
	st.Has("закрыт 2")

	// One act for the batch; the seal is asked for, what was typed stays.
	st.Press("space", "space", "f9")
	st.Has("Уходят одним актом", "№ 1 «№ 7», 3 дела", "№ 2 «№ 12», 1 дело", "11:00")
	st.Type("Е. Ахатов")
	st.Press("f9")
	st.Has("Укажите номер пломбы.")
	st.Type("7001")
	st.Press("f9")
	st.Has("Акт № 1: курьеру отданы 2 реестра", "в пути 2")
	for no := uint64(1); no <= 2; no++ {
		if r := st.registry(no); r.State != courier.Dispatched || r.Courier != "Е. Ахатов" || r.Seal != "7001" || r.Run != "11:00" || r.Batch != 1 {
			t.Errorf("registry %d: %+v", no, r)
		}
	}
	// The courier had not left with one of them after all.
	st.Press("right", "f8")
	st.Has("Реестр № 2 не уехал?", "Вернуть с дороги")
	st.Press("f9")
	st.Has("Реестр № 2 возвращён с дороги", "закрыт 1", "в пути 1")

	// Delivery an hour later: one number typed, the rest count on, one case was
	// not in the box, one thing more was.
	op.clock.Set(op.clock.Now().Add(time.Hour)) // the office's clock is the operator's
	st.Press("enter")
	st.Has("4 Доставка · Реестр № 1 · № 7", "Принял в канцелярии", "02.03.2015", "11:00")
	st.Press("f9")
	st.Has("Укажите, кто принял в канцелярии.")
	st.Type("К. Омарова")
	st.Press("enter", "enter", "enter")
	st.Has("Доставлен: сегодня 11:00 · принял К. Омарова", "Входящий номер")
	st.Press("1")
	st.Type("2/09")
	st.Press("esc", "down", "space", "up", "up", "f6")
	st.Has("12/09", "12/10", "нет в коробе")
	st.Scan("4006381333931")
	st.answered("нет в списке, пойдёт в акт")
	st.Scan(cs[0].Number.Barcode())
	st.answered("есть в списке")
	st.Scan(cs[0].Number.Barcode())
	st.answered("уже отмечено")
	st.Press("f9")
	st.Has("Реестр № 1 доставлен? В списке 3 дела.", "Со входящим номером: 2", "Нет в коробе: 1", "Лишнее: 1")
	st.Press("f9")
	st.Has("Акт о расхождении № 1: нет в коробе 1, лишнее 1", "доставлен", string(cs[1].Number), "4006381333931", "12/09", "12/10")
	for i, want := range []string{"12/09", "", "12/10"} {
		c := st.again(cs[i])
		if c.Incoming != want || c.Arrived != (want != "") {
			t.Errorf("case %d: incoming %q, arrived %v", i, c.Incoming, c.Arrived)
		}
	}
	st.stages(intake.Handed, cs[1])
	if a := must(st.s.Office.DiscrepancyOf(context.Background(), 1)); a == nil || len(a.Missed) != 1 || a.Missed[0] != string(cs[1].Number) || len(a.Extra) != 1 {
		t.Errorf("the act: %+v", a)
	}
	if r := st.registry(1); r.State != courier.Delivered || r.Receiver != "К. Омарова" || r.DeliveredAt.Sub(monday).Truncate(time.Hour) != time.Hour {
		t.Errorf("registry 1: %+v", r)
	}
}

// The same road by scanner: each scan says what it did or why not.
func TestDispatchByScanner(t *testing.T) {
	st, cs := atSector(t, trio.RU, 3, 1)
	o := st.s.Office
	counter := st.accept(1, "school-7")[0]
	for _, c := range []struct{ scan, want string }{
		{cs[0].Number.Barcode(), "в реестре № 1"},
		{cs[0].Number.Barcode(), "уже в реестре № 1"},
		{cs[3].Number.Barcode(), "в реестре № 2"},
		{counter.Number.Barcode(), "сначала примите (3)"},
		{strings.Replace(counter.Number.Barcode(), "042", "017", 1), "код неполный"},
		{"4006381333931", "не наш код"},
	} {
		st.Scan(c.scan)
		st.answered(c.want)
	}
	st.stages(intake.Accepted, counter)
	if got := len(st.app.top().(*dispatch).roll); got != 6 {
		t.Errorf("%d scans are on the roll", got)
	}
	// In the open registry of school 7.
	st.Press("f6")
	st.Has("Реестр № 1")
	for _, c := range []struct{ scan, want string }{
		{cs[1].Number.Barcode(), "в реестре № 1"},
		{cs[1].Number.Barcode(), "уже в этом реестре"},
		{cs[3].Number.Barcode(), "уже в реестре № 2"},
	} {
		st.Scan(c.scan)
		st.answered(c.want)
	}
	// Closed: the late one goes to the next registry, whose number is said.
	st.Press("f9", "f9")
	st.Scan(cs[2].Number.Barcode())
	st.answered("закрыт: положено в № 3")
	st.Has("№ 1 закрыт: опоздавшее идёт в следующий, № 3")
	if c := st.again(cs[2]); c.Registry != 3 || c.Stage != intake.Out {
		t.Errorf("the late one: registry %d, %v", c.Registry, c.Stage)
	}
	// What lies with the sector for somebody else is not put anywhere.
	other := st.accept(1, "school-21")[0]
	st.handed(other)
	st.Scan(other.Number.Barcode())
	st.answered("другого адресата: № 21")
	st.stages(intake.Handed, other)
	// From the list of registries a scan opens the one the case stands in.
	st.Press("esc", "f8")
	st.Scan(other.Number.Barcode())
	st.answered("ещё не в реестре")
	st.Scan(cs[3].Number.Barcode())
	st.answered("уже в реестре № 2")
	st.Has("4 Реестр № 2")
	st.Press("esc")
	// On the road it has left; a word of process 5 says so here.
	must(o.Dispatch(context.Background(), o.By(st.worker(intake.Sector)), []uint64{1}, "Е. Ахатов", "", "7001"))
	st.Press("esc")
	st.Scan(cs[0].Number.Barcode())
	st.answered("ушло с реестром № 1")
}

// Fifty scans five milliseconds apart, under a Kazakh layout and while every
// commit takes its time: none is lost, each is answered once.
func TestDispatchBurst(t *testing.T) {
	for _, slow := range []bool{false, true} {
		t.Run(fmt.Sprint("slow=", slow), func(t *testing.T) {
			st, cs := atSector(t, trio.KK, 30, 20)
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
			st.stages(intake.Out, cs...)
			answers := map[string]int{}
			for _, l := range st.app.top().(*dispatch).roll {
				answers[l.what.String()]++
			}
			for _, c := range cs {
				if answers[c.Number.String()] != 1 {
					t.Errorf("%s was answered %d times", c.Number, answers[c.Number.String()])
				}
			}
			st.Has("Бәрі 0")
		})
	}
}

// What must leave today and stands outside any registry is said until it does.
func TestDispatchTrouble(t *testing.T) {
	st, cs := atSector(t, trio.RU, 2, 0)
	st.HasNot("должны уйти")
	st.clock.Set(monday.Add(24 * time.Hour))
	late := st.accept(1, "school-7") // leaves tomorrow
	st.Send(Changed{})
	st.Has("! 2 дела вне реестра должны уйти до 16:00 · в секторе 2")
	st.Press("space")
	st.Has("! 1 дело вне реестра должно уйти до 16:00")
	st.clock.Set(monday.Add(48 * time.Hour))
	st.Send(Changed{})
	st.Has("! 2 дела вне реестра должны уйти до 16:00 · в секторе 1 · у окна 1 · поздно 1", "в секторе 1", "у окна 1", "поздно 1")
	st.handed(late...)
	st.Press("a", "f9")
	st.HasNot("должны уйти", "должно уйти")
	if c := st.again(cs[1]); !c.Late {
		t.Error("a late one is not marked late")
	}
	if c := st.again(cs[0]); c.Late {
		t.Error("one in time is marked late")
	}
}

// Two workers on one store: every act that is stale by now is refused with what
// changed, and writes nothing.
func TestDispatchStale(t *testing.T) {
	st, cs := atSector(t, trio.RU, 3, 0)
	other := st.colleague(intake.Supervisor, trio.RU, newDispatch)
	other.Scan(cs[0].Number.Barcode())
	st.Press("space") // still shows the first case
	st.Has(string(cs[0].Number)+" тем временем изменилось", "положено в реестр", "Г. Сапарова")
	st.Press("f6", "f9")
	st.Has("Реестр № 1 закроется: 1 дело")
	other.Scan(cs[1].Number.Barcode())
	st.Press("f9")
	st.Has("Реестр № 1 тем временем изменился: открыт, 2 дела")
	if r := st.registry(1); r.State != courier.Open {
		t.Fatalf("it was closed with another number of cases: %+v", r)
	}
	st.Press("f9", "f9")
	other.Press("f8", "right", "f9") // the courier's form of the other worker
	st.Press("f9")
	st.Type("Е. Ахатов")
	st.Press("enter", "enter")
	st.Type("7001")
	st.Press("enter")
	st.Has("Акт № 1")
	other.Type("Б. Өмірзақ")
	other.Press("enter", "enter")
	other.Type("7002")
	other.Press("f9")
	other.Has("Реестр № 1 тем временем изменился: в пути, 2 дела")
	if r := st.registry(1); r.Seal != "7001" {
		t.Errorf("sent twice: %+v", r)
	}
	// Delivered by one while the other fills the form in.
	st.Press("f7")
	other.Press("right", "enter")
	for _, who := range []*stand{st, other} {
		who.Type("К. Омарова")
		who.Press("f9")
	}
	st.Press("f9", "f9")
	st.Has("Реестр № 1 доставлен: 2 дела у услугодателя")
	other.Press("f9", "f9")
	other.Has("Реестр № 1 тем временем изменился: доставлен")
}

// A time that cannot be is put under its field, and nothing typed is lost.
func TestDeliveryTimes(t *testing.T) {
	st, cs := atSector(t, trio.KK, 2, 0)
	o, by := st.s.Office, st.worker(intake.Sector)
	for _, c := range cs {
		must(o.Put(context.Background(), o.By(by), c.ID))
	}
	must(o.CloseRegistry(context.Background(), o.By(by), 1))
	must(o.Dispatch(context.Background(), o.By(by), []uint64{1}, "Е. Ахатов", "", "7001"))
	st.clock.Set(monday.Add(time.Hour))
	st.Press("f8", "right", "right", "enter")
	st.Type("К. Омарова")
	st.Press("enter", "enter")
	for range 5 {
		st.Press("backspace")
	}
	st.Type("25:10")
	st.Press("enter")
	st.Has("Уақытты былай жазыңыз: 15:30")
	for range 5 {
		st.Press("backspace")
	}
	st.Type(`"әіқ`) // 1230 under a Kazakh layout: later than now
	st.Press("enter")
	st.Has("12:30")
	st.Press("2") // a digit begins the number and leads to no station
	st.Type("5")
	st.Press("f9", "f9")
	st.Has("Жеткізу уақыты болашақта")
	for range 5 {
		st.Press("backspace")
	}
	st.Type("10:30")
	st.Press("f9")
	st.Has("бүгін 10:30", "25")
	// Going away keeps what was typed; another program goes on from there.
	st.Press("esc", "esc")
	st.Has("Терілгені сақталды")
	q := open(t, NewSession(context.Background(), Options{Office: o, Actor: st.worker(intake.Sector), Lang: trio.KK}), &clock{st.clock}, 80, 24)
	q.Press("4", "f8", "right", "right", "enter")
	q.Has("Бұрын терілгені қалпына келді, сақталғаны: бүгін 11:00", "К. Омарова", "10:30")
	q.Press("f9")
	q.Has("25")
	q.Press("f9", "f9")
	q.Has("№ 1 тізілім жеткізілді: 2 іс берушіде")
	if c := st.again(cs[0]); c.Incoming != "25" {
		t.Errorf("incoming %q", c.Incoming)
	}
	if p := must(o.LoadPad(context.Background(), st.worker(intake.Sector), "delivery", "1")); p != nil {
		t.Errorf("still kept: %s", p.Data)
	}
}

func TestNextNumber(t *testing.T) {
	for in, want := range map[string]string{"12/45": "12/46", "09": "10", "099": "100", "вх-7": "вх-8", "без": "без", "99": "100"} {
		if got := nextNumber(in); got != want {
			t.Errorf("after %q comes %q, want %q", in, got, want)
		}
	}
}

func TestDispatchFrames(t *testing.T) {
	for _, l := range trio.Langs() {
		t.Run(string(l), func(t *testing.T) {
			st, cs := atSector(t, l, 9, 4)
			st.handed(st.accept(3, "school-21")...)
			both := func(name string) {
				t.Helper()
				tuitest.NoClash(t, st.app.Keys())
				for _, size := range [][2]int{{132, 43}, {80, 24}} {
					st.Resize(size[0], size[1])
					st.Golden(name, l)
				}
			}
			st.clock.Set(monday.Add(24*time.Hour - 30*time.Minute))
			st.Send(Changed{})
			st.Scan(cs[0].Number.Barcode())
			st.Scan(cs[9].Number.Barcode())
			st.Scan(cs[0].Number.Barcode())
			both("p4_sector")
			st.Sizes(nil)
			st.Press("right", "f9", "f9", "f6")
			both("p4_registry")
			st.Sizes(nil)
			st.Press("f9", "f9", "f8", "f9", "f9", "f9", "esc", "f8")
			both("p4_registries")
			st.Sizes(nil)
			st.Press("right", "f9")
			st.Type("Е. Ахатов")
			both("p4_send")
			st.Sizes(nil)
			st.Press("enter", "enter")
			st.Type("7001")
			st.Press("enter", "right")
			st.Press("enter")
			both("p4_delivery")
			st.Sizes(nil)
			st.Type("К. Омарова")
			st.Press("f9", "enter")
			st.Type("118")
			st.Press("f6", "down", "down", "space")
			st.Scan(cs[9].Number.Barcode())
			st.Press("enter")
			both("p4_box")
			st.Sizes(nil)
			st.Press("f9")
			both("p4_ask")
			st.Press("f9")
			both("p4_delivered")
			st.Sizes(nil)
		})
	}
}
