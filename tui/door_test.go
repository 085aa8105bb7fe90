package tui

import (
	"bytes"
	"context"
	"log/slog"
	"regexp"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/store/storetest"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/tuitest"
)

// doorOffice is a training office with all its accounts; several terminals may
// stand in it.
type doorOffice struct {
	t      *testing.T
	c      *clock
	office *courier.Office
	house  *account.House
	log    bytes.Buffer
}

func newDoorOffice(t *testing.T, l trio.Lang) *doorOffice {
	t.Helper()
	c := &clock{tuitest.NewClock(time.Time{})}
	c.Set("2015-03-02T10:00:00+05:00")
	settings := intake.DefaultOffice("042", "atyrau")
	settings.Training, settings.Lang = true, l
	desk := &intake.Desk{
		Ledger: storetest.Open(t, courier.Schema()), Catalogue: catalogue.Embedded(),
		Book: calendar.Embedded(), Office: &settings, Clock: c.Now,
	}
	o := &courier.Office{Desk: desk}
	if _, err := training.Workers(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	return &doorOffice{t: t, c: c, office: o,
		house: &account.House{Desk: desk, Hasher: account.NewHasher(account.TrainingCost()), Clock: c.Now}}
}

// terminal is a door and who drives it.
type terminal struct {
	*tuitest.Pump
	d *Door
	o *doorOffice
}

func (o *doorOffice) door(l trio.Lang, also func(*DoorOptions)) *terminal {
	o.t.Helper()
	opts := DoorOptions{Office: o.office, House: o.house, Lang: l, Presence: NewPresence(), Log: slog.New(slog.NewTextHandler(&o.log, nil))}
	if also != nil {
		also(&opts)
	}
	d := NewDoor(context.Background(), opts)
	d.pace, d.tick, d.deaf = o.c.Now, o.c.Tick, true
	return &terminal{tuitest.New(o.t, d, o.c.Clock, 80, 24), d, o}
}

// by comes in over the network as a worker.
func (o *doorOffice) by(worker string) func(*DoorOptions) {
	return func(d *DoorOptions) {
		d.Entry, d.From = &account.Entry{Actor: *must(o.office.Worker(context.Background(), worker))}, "192.0.2.7"
	}
}

func (p *terminal) login(who, password string) {
	p.Type(who)
	p.Press("tab")
	p.Type(password)
	p.Press("enter")
}

func (p *terminal) in(who string) { p.login(who, account.TrainingPassword) }

// frames takes the golden frames of what is shown, in the three languages.
func (p *terminal) frames(name string) {
	for range 3 {
		for _, size := range [][2]int{{132, 43}, {80, 24}} {
			p.Resize(size[0], size[1])
			p.Golden(name, p.d.top().env.Lang)
		}
		p.Press("f2")
	}
	p.Sizes(nil)
}

func TestDoorLogin(t *testing.T) {
	o := newDoorOffice(t, trio.KK)
	p := o.door(trio.KK, nil)
	p.frames("login")
	p.Has("op1, sector1, super1", account.TrainingPassword)
	tuitest.NoClash(t, p.d.top().Keys())

	p.Type("щз1")
	p.Press("tab")
	p.Has("«щз1»", "«op1»")
	p.Press("shift+tab", "backspace", "backspace", "backspace")
	p.Type("OP1 ")
	p.Press("tab")
	p.Layout = "kz_basic"
	p.Press("q", "ә") // a password takes what the keys give
	p.Has("••")
	p.HasNot("йі")
	p.Press("enter")
	p.Has("└ ! Логин немесе құпиясөз дұрыс емес")
	p.HasNot("••")
	p.Press("f2")
	p.Has("└ ! Неверный логин или пароль")
	p.Press("f2", "f2")
	p.Type(account.TrainingPassword)
	p.Press("enter")
	p.Has("А. Ахметова", "Алғашқы кіруіңіз · содан бері 1 сәтсіз әрекет", "▐3 Тапсыру▌")
	if strings.Contains(o.log.String(), "ashyq") {
		t.Error("the log has a password")
	}
	p.Press("f6")
	p.Has("Логин", "Құпиясөз")
	p.HasNot("Ахметова", "▐3 Тапсыру▌")
	o.c.Forward(time.Hour)
	p.in("op1")
	p.Has("Соңғы кіру: бүгін 10:00 · осы компьютер")
	p.Press("ctrl+q")
	if !p.Quit {
		t.Error("Ctrl+Q does not leave")
	}
}

// A person tried too often is told how long to wait, second by second, and a
// try before that is none.
func TestDoorWait(t *testing.T) {
	o := newDoorOffice(t, trio.RU)
	p := o.door(trio.RU, nil)
	p.Type("op1")
	p.Press("tab")
	wait := regexp.MustCompile(`Повторите через (\d+) с`)
	var first string
	for range 30 {
		p.Type("нет")
		p.Press("enter")
		if m := wait.FindStringSubmatch(p.Frame()); m != nil {
			first = m[1]
			break
		}
	}
	if first == "" {
		t.Fatal("no delay:\n" + p.Frame())
	}
	p.Wait(time.Second)
	if m := wait.FindStringSubmatch(p.Frame()); m != nil && m[1] == first {
		t.Errorf("the seconds stand still at %s", first)
	}
	for range 30 {
		p.Wait(time.Minute)
	}
	if wait.MatchString(p.Frame()) {
		t.Error("still waiting:\n" + p.Frame())
	}
	p.in("op1")
	p.Has("содан бері", "▐3 Тапсыру▌") // op1 speaks Kazakh
}

// Nobody touches the keys for five minutes: the screen is cleared and locked,
// what was typed stays, a scan is refused and not kept.
func TestDoorLock(t *testing.T) {
	o := newDoorOffice(t, trio.KK)
	p := o.door(trio.KK, nil)
	p.in("op1")
	p.Press("1", "enter")
	p.Type("900101")
	for range 4 {
		p.Wait(time.Minute)
	}
	p.Has("900101")
	p.Press("f5") // a key: the five minutes begin anew
	p.Wait(4*time.Minute + 50*time.Second)
	p.Has("900101")
	p.Send(Changed{}) // data is no key
	p.Wait(15 * time.Second)
	p.HasNot("900101", "▐3 Тапсыру▌")
	p.Has("Экран құлыпталған", "А. Ахметова (op1)")
	p.frames("lock")
	tuitest.NoClash(t, p.d.top().Keys())

	p.Layout = "kz_basic"
	p.Scan(must(code.Make("042", o.c.Now(), 999)).Barcode())
	p.Has("экран құлыпта, скан алынбады")
	p.HasNot("000999", "••")
	p.Layout = ""
	p.Type("басқа сөз")
	p.Press("enter")
	p.Has("└ ! Құпиясөз дұрыс емес")
	p.Type(account.TrainingPassword)
	p.Press("enter")
	p.Has("900101")
	p.HasNot("000999", "құлып")
	p.Type("3")
	p.Has("9001013")
}

// Another person sits down at a locked screen; the form of the one before is a
// draft.
func TestDoorAnother(t *testing.T) {
	o := newDoorOffice(t, trio.KK)
	for _, key := range []string{"f6", "esc"} {
		p := o.door(trio.KK, nil)
		p.in("op1")
		p.Press("1", "enter")
		p.Type("900101")
		p.Wait(5*time.Minute + time.Second)
		p.Press(key)
		p.Has("Логин")
		p.in("op2")
		p.Has("В. Ли", "▐3 Сектор▌")
		p.HasNot("черновик")
		if n := len(must(o.office.DraftsOf(context.Background(), "op1"))); n != 1 {
			t.Errorf("%d drafts of op1", n)
		}
		p.Press("f6")
		p.in("op1")
		p.Has("1 жоба: 1 → жалғастыру")
		p.Press("1", "delete", "f9")
		p.Press("ctrl+q")
	}
}

// The longest time: told a minute before, then over, with nothing lost.
func TestDoorLongest(t *testing.T) {
	o := newDoorOffice(t, trio.RU)
	short := func(d *DoorOptions) { d.Most, d.Idle = 10*time.Minute, time.Hour }
	p := o.door(trio.RU, short)
	p.in("op2")
	p.Press("1", "enter")
	p.Type("900101")
	p.Wait(8*time.Minute + 50*time.Second)
	p.HasNot("Сеанс закончится")
	p.Wait(15 * time.Second)
	p.Has("Сеанс закончится через 60 с")
	p.Wait(time.Minute)
	p.Has("Сеанс дошёл до предела", "Логин")
	p.HasNot("900101")
	if d := must(o.office.DraftsOf(context.Background(), "op2")); len(d) != 1 || d[0].App.Recipient.IIN != "900101" {
		t.Errorf("%+v", d)
	}
	q := o.door(trio.RU, func(d *DoorOptions) { short(d); o.by("op2")(d) })
	q.Wait(10*time.Minute + 3*time.Second)
	if !q.Quit || !strings.Contains(q.d.Parting().String(), "Сеанс дошёл до предела") {
		t.Errorf("%v, %q", q.Quit, q.d.Parting())
	}
}

// Whose account is shut, or whose role is another, is out within a minute, and
// soon after a change that others made.
func TestDoorStill(t *testing.T) {
	o := newDoorOffice(t, trio.RU)
	admin := *must(o.office.Worker(context.Background(), "admin1"))
	for _, act := range []func() error{
		func() error { return o.house.Disable(context.Background(), o.office.By(admin), "op2", true) },
		func() error {
			a := *must(o.office.Worker(context.Background(), "op2"))
			a.Role = intake.Issuer
			return o.house.Edit(context.Background(), o.office.By(admin), a)
		},
	} {
		p := o.door(trio.RU, nil)
		p.in("op2")
		if err := act(); err != nil {
			t.Fatal(err)
		}
		p.Wait(2 * time.Second)
		p.Has("▐3 Сектор▌")
		p.Send(wokenMsg{p.d.work.env})
		p.Wait(6 * time.Second)
		p.Has("Учётная запись отключена или роль изменилась", "Логин")
		p.in("op2") // a changed role may come in again, a shut account may not
		if err := o.house.Disable(context.Background(), o.office.By(admin), "op2", false); err != nil {
			t.Fatal(err)
		}
	}
	q := o.door(trio.RU, o.by("op2"))
	if err := o.house.Disable(context.Background(), o.office.By(admin), "op2", true); err != nil {
		t.Fatal(err)
	}
	q.Wait(time.Minute + 5*time.Second)
	if !q.Quit || q.d.Parting().Empty() {
		t.Error("who is not welcome stays:\n" + q.Frame())
	}
}

// A one-time code lets in as far as the choice of a password, and no further.
func TestDoorMustChange(t *testing.T) {
	o := newDoorOffice(t, trio.KK)
	admin := *must(o.office.Worker(context.Background(), "admin1"))
	once := must(o.house.Reset(context.Background(), o.office.By(admin), "op1"))
	p := o.door(trio.KK, nil)
	p.login("op1", once)
	p.Has("Сіз бір реттік кодпен кірдіңіз")
	p.frames("must_change")
	p.HasNot("▐3 Тапсыру▌", once)
	p.Type("қысқа")
	p.Press("enter")
	p.Has("кемінде 12 таңба")
	for range 5 {
		p.Press("shift+tab", "backspace")
	}
	const own = "көк көйлекті кеме"
	p.d.front.stack[0].(*password).password.SetValue("")
	p.d.front.stack[0].(*password).form.SetFocus("fresh")
	p.Type(own)
	p.Press("tab")
	p.Type("көк көйлек")
	p.Press("enter")
	p.Has("Екі рет терілгені бірдей емес")
	p.Type("ті кеме")
	p.Press("enter")
	p.Has("▐3 Тапсыру▌")
	p.HasNot(own)
	p.Press("f6")
	p.login("op1", own)
	p.Has("▐3 Тапсыру▌")

	// At work it is changed with the present one.
	p.Layout = "kz_basic"
	p.Press("ctrl+p")
	p.Layout = ""
	p.frames("password")
	p.Type("бұл емес")
	p.Press("tab")
	p.Type("ақ кемелі алыс теңіз")
	p.Press("tab")
	p.Type("ақ кемелі алыс теңіз")
	p.Press("f9")
	p.Has("Құпиясөз дұрыс емес")
	p.Type(own)
	p.Press("f9")
	p.Has("Құпиясөз ауыстырылды", "▐3 Тапсыру▌")

	// Over the network the code is asked once more.
	once = must(o.house.Reset(context.Background(), o.office.By(admin), "op3"))
	q := o.door(trio.KK, func(d *DoorOptions) {
		e := must(o.house.Login(context.Background(), "op3", once, "192.0.2.7"))
		d.Entry, d.From = &e, "192.0.2.7"
	})
	q.Type(once)
	q.Press("tab")
	q.Type("үш сөз және біреуі")
	q.Press("tab")
	q.Type("үш сөз және біреуі")
	q.Press("enter")
	q.Has("Д. Оспанов")
}

// bomb is a screen in which something goes badly wrong.
type bomb struct{ draws bool }

func (b *bomb) Init() tea.Cmd        { return nil }
func (b *bomb) Resize(int, int)      {}
func (b *bomb) Keys() []keys.Binding { return nil }
func (b *bomb) Title() safe.Text     { return safe.Text{} }

func (b *bomb) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(tea.KeyPressMsg); ok {
		panic("Серіков 900101300017")
	}
	return nil
}

func (b *bomb) View() Frame {
	if b.draws {
		panic("Серіков 900101300017")
	}
	return Frame{}
}

// A panic ends one session: the number is told, the cause is in the log without
// what was typed, the draft is kept, the next person comes in as ever.
func TestDoorPanic(t *testing.T) {
	o := newDoorOffice(t, trio.RU)
	other := o.door(trio.RU, o.by("sector1"))
	for _, draws := range []bool{false, true} {
		for _, remote := range []bool{false, true} {
			var p *terminal
			if remote {
				p = o.door(trio.RU, o.by("op2"))
			} else {
				p = o.door(trio.RU, nil)
				p.in("op2")
			}
			p.Press("1", "enter")
			if draws || remote { // there is a draft by now
				p.Press("enter")
			}
			p.Type("900101")
			p.d.s.Push(&bomb{draws})
			p.Send(nil)
			_ = p.Frame()
			p.Press("x")
			_ = p.Frame()
			p.Wait(3 * time.Second)
			said := regexp.MustCompile(`Внутренняя ошибка № (\d{4}-\d+)`)
			text := p.Frame()
			if remote {
				if text = p.d.Parting().String(); !p.Quit {
					t.Error("it goes on")
				}
			} else {
				p.Has("Логин")
				p.in("op2")
				p.Has("▐3 Сектор▌")
			}
			m := said.FindStringSubmatch(text)
			if m == nil || !strings.Contains(o.log.String(), "no="+m[1]) || !strings.Contains(o.log.String(), "door_test.go") {
				t.Errorf("%q; the log:\n%s", text, o.log.String())
			}
			if strings.Contains(o.log.String(), "900101") {
				t.Error("the log has what was typed")
			}
			if err := p.d.Flush(context.Background()); err != nil {
				t.Error(err)
			}
		}
	}
	if n := len(must(o.office.DraftsOf(context.Background(), "op2"))); n == 0 {
		t.Error("no draft is left")
	}
	other.Has("Б. Нұрланов")
}

// The line is cut in the middle of a word: every letter is in the draft that
// the next session is offered, also those no command has written and those held
// to see whether a scanner sends them.
func TestDoorCut(t *testing.T) {
	o := newDoorOffice(t, trio.KK)
	ctx, cut := context.WithCancel(context.Background())
	p := o.door(trio.KK, o.by("op1"))
	p.d.s.Context = ctx
	p.Press("1", "enter")
	p.d.work.top().(*application).form.SetFocus("surname")
	p.Type("Нұрсейіт")
	cut() // from here on nothing gets to the disk
	p.Type("ов")
	p.d.Update(tea.KeyPressMsg{Code: 'а', Text: "а"}) // and the command of this one never runs
	if err := p.d.Flush(context.Background()); err != nil {
		t.Fatal(err)
	}
	d := must(o.office.DraftsOf(context.Background(), "op1"))
	if len(d) != 1 || d[0].App.Recipient.Surname != "Нұрсейітова" {
		t.Fatalf("%+v", d)
	}
	if err := p.d.Flush(context.Background()); err != nil { // once more does no harm
		t.Error(err)
	}
	q := o.door(trio.KK, o.by("op1"))
	q.Has("1 жоба: 1 → жалғастыру")
	q.Press("1", "enter")
	q.Has("Нұрсейітова")
}

// The office closes down: it is said, and the program ends by itself.
func TestDoorClosing(t *testing.T) {
	o := newDoorOffice(t, trio.EN)
	for _, in := range []bool{false, true} {
		p := o.door(trio.EN, nil)
		if in {
			p.d.kept = true
			p.in("op1")
			p.Press("1", "enter")
			p.Type("900101")
		}
		p.Send(Closing{})
		p.Has("The office's server is being stopped")
		p.HasNot("900101")
		p.Wait(2 * time.Second)
		if !p.Quit || p.d.Parting().Empty() {
			t.Errorf("in %v: %v", in, p.Quit)
		}
	}
	if n := len(must(o.office.DraftsOf(context.Background(), "op1"))); n != 1 {
		t.Errorf("%d drafts", n)
	}
}

// Who is there for one thing sees that one; the keys of others' acts say why.
func TestDoorRoles(t *testing.T) {
	o := newDoorOffice(t, trio.RU)
	lang := func(who string) func(*DoorOptions) {
		return func(d *DoorOptions) { d.KeepLang = true; o.by(who)(d) }
	}
	for who, has := range map[string]string{"admin1": "Учётные записи", "auditor1": "Журнал", "school7": "Услугодатель ·"} {
		p := o.door(trio.RU, lang(who))
		p.Has(has)
		tuitest.NoClash(t, p.d.top().Keys())
		before := len(p.d.work.stack)
		p.Press("1", "4")
		p.Scan(must(code.Make("042", o.c.Now(), 7)).Barcode())
		if p.d.work.top() != p.d.work.stack[0] || len(p.d.work.stack) != before {
			t.Errorf("%s has come to a station:\n%s", who, p.Frame())
		}
		p.HasNot("Внутренняя ошибка", "станция")
		p.Press("ctrl+l") // F6 is the screen's own on some
		if !p.Quit {
			t.Errorf("%s cannot leave the place", who)
		}
	}
	no := "Сейчас нельзя: Вашей роли это действие не разрешено"
	p := o.door(trio.RU, lang("op2"))
	p.Press("4", "f7")
	p.Has(no)
	p = o.door(trio.RU, lang("sector1"))
	p.Press("n")
	p.Has(no)
	p.Press("1", "enter")
	p.Has(no)
}
