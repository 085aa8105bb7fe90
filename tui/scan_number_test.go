package tui

import (
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// twins are two days of cases with the same last digits: the first of each pair
// was accepted a day before the second.
func twins(st *stand, n int) (before, after []*intake.Case) {
	before = st.accept(n, "school-7")
	st.clock.Set(monday.Add(24 * time.Hour))
	return before, st.accept(n, "school-7")
}

// typed types on the scan line.
func typed(p *tuitest.Pump, text string) {
	p.Press("f3")
	p.Type(text)
	p.Press("enter")
}

const severalSay = "дел несколько, наберите номер целиком"

// Last digits on the three lists of station 3.
func TestLastDigitsAtStation3(t *testing.T) {
	var before, after []*intake.Case
	fill := func(st *stand) {
		before, after = twins(st, 4)
		o, op := st.s.Office, st.worker(intake.Operator)
		// …1: one given; …2: both at the counter; …3: one with the sector; …4: both given.
		must(o.Give(background, o.By(op), idsOf([]seen{{intake.ListRow{ID: before[0].ID}, 0}, {intake.ListRow{ID: before[3].ID}, 0}, {intake.ListRow{ID: after[3].ID}, 0}}), "sector1", nil))
		st.handed(before[2])
	}
	st := asOperator(t, trio.RU, fill)
	typed(st.Pump, "00001")
	st.answered("отмечено")
	if m := st.app.top().(*handover).grids[paneGive].Marked(); len(m) != 1 || rowCase(m[0]).Number != after[0].Number {
		t.Errorf("ticked %+v, want %s", m, after[0].Number)
	}
	typed(st.Pump, "2")
	st.answered(severalSay)
	typed(st.Pump, "3")
	st.answered("отмечено")
	typed(st.Pump, "99")
	st.answered("такого дела нет")
	typed(st.Pump, string(after[1].Number))
	st.answered("отмечено")
	typed(st.Pump, "700002") // no number ends so
	st.answered("такого дела нет")

	st = asSector(t, trio.RU, fill)
	typed(st.Pump, "1") // given: on the list in front
	st.answered("принято")
	st.stages(intake.Handed, before[0])
	st.stages(intake.Accepted, after[0])
	typed(st.Pump, "1") // the other is the only one not with the sector now
	st.answered("не передавали, но принято")
	st.stages(intake.Handed, after[0])
	typed(st.Pump, "1")
	st.answered(severalSay)
	typed(st.Pump, "000004")
	st.answered(severalSay)
	st.stages(intake.Accepted, before[3], after[3])
	st.Has(severalSay[:len("дел несколько")])
}

// Last digits at station 4: on the pile, in a registry, in the list of
// registries and at the delivery.
func TestLastDigitsAtStation4(t *testing.T) {
	var before, after []*intake.Case
	st := stands(t, trio.RU, intake.Sector, newDispatch, func(st *stand) {
		before, after = twins(st, 3)
		st.handed(before[0], before[1], after[1], before[2])
	})
	typed(st.Pump, "00001") // its twin is at the counter
	st.answered("в реестре № 1")
	st.stages(intake.Out, before[0])
	typed(st.Pump, "1") // the twins are in a registry and at the counter
	st.answered(severalSay)
	typed(st.Pump, "2")
	st.answered(severalSay)
	st.stages(intake.Handed, before[1], after[1])
	typed(st.Pump, after[1].Number.String())
	st.answered("в реестре № 1")

	st.Press("f6")
	st.Has("4 Реестр № 1")
	typed(st.Pump, "1")
	st.answered("уже в этом реестре")
	typed(st.Pump, "2") // one is in it, one could be put into it
	st.answered(severalSay)
	typed(st.Pump, "3")
	st.answered("в реестре № 1")
	typed(st.Pump, "55")
	st.answered("такого дела нет")

	st.Press("esc", "f8")
	typed(st.Pump, "3")
	st.answered("уже в реестре № 1")
	st.Has("4 Реестр № 1")
	typed(st.Pump, string(before[1].Number))
	st.Press("f9", "f9", "f9")
	st.Type("Е. Ахатов")
	st.Press("enter", "enter")

	// The seal has a barcode of its own: it goes into the field, and its Enter
	// sends nothing.
	st.Scan("7001234")
	st.Has("7001234")
	if r := st.registry(1); r.Seal != "" {
		t.Fatalf("a scan sent the batch: %+v", r)
	}
	st.Press("enter")
	if r := st.registry(1); r.Seal != "7001234" {
		t.Fatalf("the batch was not sent: %+v", r)
	}

	st.Press("esc")
	st.sit(func(s *Session) Screen { return newDelivery(s, 1) })
	st.Type("К. Омарова")
	st.Press("f9")
	typed(st.Pump, "1")
	st.answered("есть в списке")
	typed(st.Pump, "1")
	st.answered("уже отмечено")
	typed(st.Pump, "2") // both came
	st.answered(severalSay)
	typed(st.Pump, "77") // no number for an act
	st.answered("наберите номер целиком")
	if x := st.app.top().(*delivery).box.extra; len(x) != 0 {
		t.Errorf("in the act: %v", x)
	}
}

// Last digits at station 7 and on the conveyor: what is ready is meant before
// what is not.
func TestLastDigitsAtStation7(t *testing.T) {
	s, c := newTestOffice(t, trio.RU, intake.Operator)
	ready, third := caseAt(t, s.Office, intake.Ready, 1), caseAt(t, s.Office, intake.Ready, 2)
	c.Forward(24 * time.Hour)
	counter, second := caseAt(t, s.Office, intake.Accepted, 3), caseAt(t, s.Office, intake.Ready, 4)
	if ready.Number.Tail() != counter.Number.Tail() || third.Number.Tail() != second.Number.Tail() {
		t.Fatal("these are no twins")
	}
	p := open(t, s, c, 80, 24)
	typed(p, "1") // the operator's conveyor shows the counter's list
	p.Has(string(counter.Number) + " · принято")
	p.Press("esc", "7")
	typed(p, "1")
	p.Has("7 Выдача · проверка", string(ready.Number))
	p.Press("esc")
	typed(p, "000002")
	p.Has("найдено 2 дела", "Поиск", string(third.Number), string(second.Number))
	p.Press("esc")
	typed(p, "3")
	p.Has("не найдено: 3 ?")
	// From a screen without a list every case counts.
	p.Press("esc")
	push(p, &plainScreen{})
	typed(p, "1")
	p.Has("найдено 2 дела")
	if !strings.Contains(p.Frame(), string(ready.Number)) {
		t.Error("one of them is not shown")
	}
}
