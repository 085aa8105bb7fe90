package tui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tereze/intake"
	"tereze/intake/egov/gatewaysim"
	"tereze/intake/egov/ncalayer"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// From the scanner's folder to the provider's answer, by keys alone.
func TestElectronicWalk(t *testing.T) {
	o := newRoadOffice(t)
	c := o.accepted("externat")
	papers := o.office.MissingScans(c)
	p, _ := o.open(trio.KK, "op1")
	p.Press("f5")
	p.Has("Электрондық жол", "▐қол қоюға 1▌", string(c.Number), "– жоқ")
	p.Press("f9")
	p.Has("скан")
	if o.pen.asked != 0 {
		t.Fatal("a signature was asked for a case without its scans")
	}
	p.Press("a")
	p.Has("Скандар", "сканы жоқ", "Қапшық бос")
	for i := range papers {
		o.scanner(string(rune('a'+i)) + ".pdf")
		p.Wait(lookEvery)
		p.Wait(lookEvery)
		p.Has("pdf 1 KB, 1 бет")
		p.Press("enter")
		p.Has("Тіркелді: ", "Қапшық бос")
	}
	p.HasNot("сканы жоқ")
	if left := o.office.MissingScans(o.read(c)); len(left) != 0 {
		t.Fatalf("lacks %v", left)
	}
	p.Press("esc")
	p.Has("✓ бәрі бар", "– жоқ")
	p.Press("f9")
	p.Has("шығысқа салынды", "Қол қойып жолдайтын іс жоқ")
	p.Press("tab")
	p.Has("▐жауап күтуде 1▌", string(c.Number), "күтуде")
	o.sim.SetPolicy(gatewaysim.Policy{Reply: gatewaysim.ReplyTaken, Decide: gatewaysim.DecisionFile})
	o.exchange()
	p.Send(Changed{})
	p.Has("Жауап күтіп тұрған іс жоқ")
	if got := o.read(c); got.Stage != intake.Ready || got.Outcome != intake.Result {
		t.Fatalf("%s, %s", got.Stage, got.Outcome)
	}
	p.Scan(c.Number.Barcode())
	p.Has("беруге дайын", "Қағаздары")
	if n := o.sim.Processed(string(c.Number)); n != 1 {
		t.Errorf("processed %d times", n)
	}
}

// A scanned number goes to its row; what has none opens its card.
func TestElectronicScan(t *testing.T) {
	o := newRoadOffice(t)
	o.play()
	p, s := o.open(trio.RU, "op1")
	p.Press("f5")
	sent := o.sent("externat")
	p.Scan(sent.Number.Barcode())
	p.Has("▐ждут ответа", "▸ "+string(sent.Number))
	accepted := caseIn(t, s.Office, intake.Accepted, nil)
	p.Scan(accepted.Number.Barcode())
	p.Has("▐на подпись", "▸ "+string(accepted.Number))
	p.Press("a")
	p.Has("Сканы · " + string(accepted.Number))
	p.Wait(time.Minute)
	p.Scan(sent.Number.Barcode())
	p.Has(string(sent.Number)+" · электронно", "Регламент")
}

// What keeps a signature from being made is said, and nothing is lost.
func TestSigningFails(t *testing.T) {
	o := newRoadOffice(t)
	o.play()
	p, s := o.open(trio.RU, "op1")
	p.Press("f5")
	ready := caseIn(t, s.Office, intake.Accepted, func(c *intake.Case) bool { return len(o.office.MissingScans(c)) == 0 })
	before := ready.Version()
	p.Scan(ready.Number.Barcode())
	for _, f := range []struct {
		err error
		say string
	}{
		{ncalayer.ErrCanceled, "Подписание отменено"}, {ncalayer.ErrToken, "Токен вынут"}, {ncalayer.ErrAway, "Программа подписи не отвечает"},
		{&ncalayer.Failure{Text: "срок ключа истёк"}, "срок ключа истёк"}, {errors.New("?"), "Внутренняя ошибка"},
	} {
		o.pen.err = f.err
		p.Press("f9")
		p.Has(f.say, "▐на подпись", "▸ "+string(ready.Number))
		if c := o.read(ready); c.Stage != intake.Accepted || c.Signed || c.Version() != before {
			t.Fatalf("%v: %s, signed %v, version %d", f.err, c.Stage, c.Signed, c.Version())
		}
	}
	o.pen.err = nil
	s.signer = nil
	p.Press("s")
	p.Has("Программа подписи не отвечает")
	s.signer = o.session(trio.RU, "op1").signer
	o.pen.key = o.sim.Head // not the operator's own, but good
	p.Press("s")
	p.Press("f9")
	p.HasNot(string(ready.Number) + "  Ж")
}

// What is in doubt a person decides: again, or not at all and why.
func TestOutboxDecided(t *testing.T) {
	o := newRoadOffice(t)
	o.sim.Script(gatewaysim.Rule{Kind: "request", Times: -1, Fault: gatewaysim.SOAPFault})
	for range 2 {
		o.sent("externat")
	}
	o.c.Forward(time.Second)
	o.exchange()
	o.sent("externat") // this one waits
	p, s := o.open(trio.RU, "sector1")
	p.Press("f5")
	p.Has("▐исходящие !2▌", "сомнение", "запрос")
	all, _, err := s.Office.Outbox(t.Context(), intake.OutboxQuery{State: intake.MessageDoubtful, Limit: 100})
	if err != nil || len(all) < 2 {
		t.Fatalf("%d doubtful, %v", len(all), err)
	}
	doubt := func(id [16]byte) intake.MessageState {
		for _, m := range must(s.Office.MessagesOf(t.Context(), caseOf(all, id))) {
			if m.ID == id {
				return m.State
			}
		}
		return 0
	}
	p.Press("home")
	road := roadOf(t, p)
	pick := func() intake.Message { return road.value().(intake.Message) }
	for range all {
		if pick().State != intake.MessageDoubtful {
			p.Press("down")
		}
	}
	first := pick()
	p.Press("r")
	p.Has("уйдёт снова")
	if got := doubt(first.ID); got != intake.MessageWaiting {
		t.Errorf("after r it is %s", got)
	}
	if pick().ID != first.ID {
		t.Error("the selection left its message")
	}
	p.Press("x")
	p.Has("Сейчас нельзя", "не сомнительно")
	p.Press("home")
	for range all {
		if pick().State != intake.MessageDoubtful {
			p.Press("down")
		}
	}
	second := pick()
	p.Press("x", "f9")
	p.Has("Заполните")
	p.Scan(must(o.office.Case(t.Context(), second.Case)).Number.Barcode())
	p.Has("не отправлять")
	p.Type("отправлено на бумаге")
	p.Press("enter")
	p.Has("больше не отправляется")
	if got := doubt(second.ID); got != intake.MessageDropped {
		t.Errorf("after x it is %s", got)
	}
}

func caseOf(all []intake.Message, id [16]byte) (c [16]byte) {
	for _, m := range all {
		if m.ID == id {
			c = m.Case
		}
	}
	return c
}

// The portal's sheet: one accepted, three refused, each with its reason.
func TestPortalSheet(t *testing.T) {
	o := newRoadOffice(t)
	o.play()
	p, _ := o.open(trio.RU, "op1")
	p.Press("f5", "shift+tab")
	p.Has("▐портал▌", "✓", "принято", "условие 1: портал не подтв", "условие 3: не приложен", "условие 2: ЭЦП")
	grid := roadOf(t, p).grid
	if grid.Len() != 4 {
		t.Fatalf("%d rows", grid.Len())
	}
	said := map[uint8]int{}
	for range 4 {
		m := roadOf(t, p).value().(intake.PortalRequest)
		said[m.Condition]++
		p.Press("enter")
		if m.Condition == 0 {
			p.Has("Регламент") // the card
		} else {
			p.Has(m.Portal, s1(o, m), "1. ")
		}
		p.Press("esc", "down")
	}
	if len(said) != 4 {
		t.Errorf("conditions %v", said)
	}
}

// s1 is the beginning of a request's first reason.
func s1(o *roadOffice, m intake.PortalRequest) string {
	words := strings.Fields(o.office.PortalReason(&m, m.Reasons[0]).RU)
	return strings.Join(words[:min(len(words), 3)], " ")
}

// A request the provider did not take: its refusal receipt is handed out.
func TestTurnBackAtTheWindow(t *testing.T) {
	o := newRoadOffice(t)
	o.play()
	p, s := o.open(trio.RU, "op1")
	c := caseIn(t, s.Office, intake.Ready, func(c *intake.Case) bool { return c.Outcome == intake.Unaccepted })
	p.Press("7")
	p.Scan(c.Number.Barcode())
	p.Has("Өтініште мектеп көрсетілмеген")
	p.Press("f9")
	p.Has("расписка об отказе", string(c.Number))
	if got := o.read(c); got.Stage != intake.Refused {
		t.Fatalf("it is %s", got.Stage)
	}
}

func TestElectronicFrames(t *testing.T) {
	o := newRoadOffice(t)
	o.play()
	o.sim.Script(gatewaysim.Rule{Kind: "request", Times: -1, Fault: gatewaysim.SOAPFault})
	o.sent("externat")
	o.c.Forward(time.Second)
	o.exchange()
	p, s := o.open(trio.KK, "super1")
	p.Press("f5")
	for _, name := range []string{"eroad_sign", "eroad_sent", "eroad_outbox", "eroad_unclear", "eroad_portal"} {
		caseFrames(p, s, name)
		caseSizes(p)
		p.Press("tab")
	}
	unscanned := caseIn(t, s.Office, intake.Accepted, func(c *intake.Case) bool { return len(o.office.MissingScans(c)) > 0 })
	p.Scan(unscanned.Number.Barcode())
	o.scanner("scan0001.pdf", "scan0002.pdf")
	p.Press("a")
	p.Wait(2 * lookEvery)
	caseFrames(p, s, "eroad_attach")
	caseSizes(p)
}

func roadOf(t *testing.T, p *tuitest.Pump) *eroad {
	t.Helper()
	a := p.Model().(*App)
	r, ok := a.stack[len(a.stack)-1].(*eroad)
	if !ok {
		t.Fatalf("on top stands %T", a.stack[len(a.stack)-1])
	}
	return r
}
