package tui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
	"tereze/tui/tuitest"
)

// journalTop is the newest entry of the journal.
func journalTop(t *testing.T, s *Session) store.Entry {
	t.Helper()
	some := must(s.Office.Ledger.JournalBack(context.Background(), 0, 1))
	if len(some) == 0 {
		t.Fatal("the journal is empty")
	}
	return some[0]
}

func looksAt(t *testing.T, s *Session, id uuid.UUID) int {
	t.Helper()
	got, err := s.Office.WhoSaw(context.Background(), caseBy(s.Office, intake.Supervisor), id)
	if err != nil {
		t.Fatal(err)
	}
	return int(got.All)
}

// Opening a card is one look, however often it is read again; a list, a scan
// on a list and the way back are none.
func TestCardKeepsOneLook(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	a, b := caseAt(t, s.Office, intake.Accepted, 1), caseAt(t, s.Office, intake.Ready, 2)
	p := open(t, s, c, 132, 43)
	p.Press("down", "up", "right", "left")
	if n := looksAt(t, s, a.ID) + looksAt(t, s, b.ID); n != 0 {
		t.Fatalf("%d looks at lists", n)
	}
	p.Scan(a.Number.Barcode())
	if e := journalTop(t, s); e.Act != "see" || e.Subject != string(a.Number) || e.Operator != "op1" {
		t.Errorf("%+v", e)
	}
	p.Send(Changed{})
	p.Press("f5", "esc", "f2", "f2", "f2")
	p.Send(Changed{})
	if n := looksAt(t, s, a.ID); n != 1 {
		t.Errorf("%d looks at one opening", n)
	}
	p.Press("esc")
	p.Wait(time.Minute)
	p.Scan(a.Number.Barcode())
	if n := looksAt(t, s, a.ID); n != 2 {
		t.Errorf("%d looks at two openings", n)
	}
	p.Press("esc", "7", "enter")
	p.Has(string(b.Number))
	if n := looksAt(t, s, b.ID); n != 1 {
		t.Errorf("%d looks at the issue", n)
	}
}

// A number that brings a person back is a look; a newcomer's is none.
func TestRecallKeepsALook(t *testing.T) {
	p, s, _ := counter(t, trio.KK)
	fillDuplicate(p)
	p.Press("f9")
	k := oneCase(t, s)
	p.Press("esc")
	head := must(s.Office.Ledger.Head(context.Background()))
	p.Press("1", "3")
	p.Type(womanIIN)
	for n := head.Seq; ; n++ {
		some := must(s.Office.Ledger.Journal(context.Background(), n+1, 1))
		if len(some) == 0 {
			break
		}
		if some[0].Act == "see" {
			t.Error("nobody was shown")
		}
	}
	p.Press("esc", "1", "n", "3")
	p.Type(manIIN)
	p.Has("Серіков")
	got := must(s.Office.WhoSawIIN(context.Background(), caseBy(s.Office, intake.Supervisor), manIIN))
	if len(got.Looks) != 1 || !got.Looks[0].ByIIN || got.Looks[0].Number != k.Number || got.Looks[0].Actor != "op1" {
		t.Errorf("%+v", got)
	}
}

// The supervisor sees who looked; nobody else has the key.
func TestWhoLooked(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	k := caseAt(t, s.Office, intake.Accepted, 1)
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	for _, b := range p.Model().(*App).Keys() {
		if b.ID == "looks" {
			t.Error("an operator has the key")
		}
	}
	c.Forward(3 * time.Minute)
	super := caseSession(t, s.Office, trio.KK, "super1")
	q := open(t, super, c, 80, 24)
	q.Scan(k.Number.Barcode())
	tuitest.NoClash(t, q.Model().(*App).Keys())
	q.Press("f6")
	q.Has("Кім көрді", string(k.Number), "op1", "А. Ахметова", "3-терезе", "super1", "2 рет")
	if e := journalTop(t, s); e.Act != "looks" || e.Operator != "super1" || e.Subject != string(k.Number) {
		t.Errorf("%+v", e)
	}
	caseFrames(q, super, "looks")
	caseSizes(q)
	n := must(s.Office.Ledger.Head(context.Background())).Seq
	q.Send(Changed{})
	if now := must(s.Office.Ledger.Head(context.Background())).Seq; now != n {
		t.Error("the question was asked twice")
	}
}

// The second who opens a case sees who has it, and each sees the other come
// and go; nothing is left of screens that were left, however they were.
func TestCompany(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	here := NewPresence()
	super := caseSession(t, s.Office, trio.RU, "super1")
	s.Presence, super.Presence = here, here
	a, b := caseAt(t, s.Office, intake.Accepted, 1), caseAt(t, s.Office, intake.Ready, 2)
	p, q := open(t, s, c, 80, 24), open(t, super, c, 80, 24)
	p.Scan(a.Number.Barcode())
	p.HasNot("жұмыс істеп отыр")
	q.Scan(a.Number.Barcode())
	q.Has("С этим сейчас работает А. Ахметова, окно 3, открыто: сегодня 10:00")
	if n := strings.Count(q.Frame(), "сейчас работает"); n != 2 {
		t.Errorf("said %d times, wanted on the card and on the message line", n)
	}
	p.Wait(time.Second)
	p.Has("Мұнымен қазір Г. Сапарова жұмыс істеп отыр")
	q.Golden("company", super.Lang)
	caseSizes(q)
	p.Press("esc")
	q.Wait(time.Second)
	if n := strings.Count(q.Frame(), "сейчас работает"); n > 1 {
		t.Error("the card still says it")
	}
	q.Press("esc")
	if here.Open() != 0 {
		t.Errorf("%d left open by popping", here.Open())
	}
	p.Scan(a.Number.Barcode())
	p.Scan(b.Number.Barcode()) // in the place of the first
	if here.Open() != 1 || len(here.Others(a.ID, "x")) != 0 || len(here.Others(b.ID, "x")) != 1 {
		t.Errorf("%d open after another took the place", here.Open())
	}
	p.Press("f9") // the issue above the card
	if here.Open() != 2 {
		t.Errorf("%d open: card and issue", here.Open())
	}
	p.Press("1") // a station: both are gone
	if here.Open() != 0 {
		t.Errorf("%d open after going to a station", here.Open())
	}
}

// Who loses the line leaves what was open.
func TestCompanyEndsWithTheSession(t *testing.T) {
	s, c := newTestOffice(t, trio.KK, intake.Operator)
	ctx, cancel := context.WithCancel(context.Background())
	s.Presence, s.Context = NewPresence(), ctx
	left := make(chan struct{})
	k := caseAt(t, s.Office, intake.Accepted, 1)
	p := open(t, s, c, 80, 24)
	p.Scan(k.Number.Barcode())
	if s.Presence.Open() != 1 {
		t.Fatal("nothing is open")
	}
	context.AfterFunc(ctx, func() { close(left) })
	cancel()
	<-left
	for range 1000 { // the two follow the same end, in no order
		if s.Presence.Open() == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Error("still open")
}

func TestPresence(t *testing.T) {
	var none *Presence
	none.Enter(uuid.Nil, intake.Actor{}, caseNow)()
	if none.Others(uuid.Nil, "") != nil || none.Open() != 0 {
		t.Error("nobody is there")
	}
	p, id := NewPresence(), uuid.New()
	first := p.Enter(id, intake.Actor{Code: "a"}, caseNow)
	p.Enter(id, intake.Actor{Code: "b"}, caseNow.Add(time.Minute))
	again := p.Enter(id, intake.Actor{Code: "a"}, caseNow.Add(2*time.Minute))
	list := func(me string) string {
		var out []string
		for _, x := range p.Others(id, me) {
			out = append(out, x.Actor.Code+x.At.Format("04"))
		}
		return fmt.Sprint(out)
	}
	if list("c") != "[a42 b43]" || list("a") != "[b43]" || list("b") != "[a42]" {
		t.Error(list("c"), list("a"), list("b"))
	}
	first()
	first()
	if list("c") != "[b43 a44]" {
		t.Error(list("c"))
	}
	again()
	if list("c") != "[b43]" || p.Open() != 1 {
		t.Error(list("c"), p.Open())
	}
}
