package tui

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"tereze/intake"
	"tereze/intake/egov"
	"tereze/intake/trio"
	"tereze/tui/tuitest"
)

// oracle is a gateway that knows invented people. It can be away.
type oracle struct {
	mu     sync.Mutex
	people map[string]egov.Person
	power  egov.PowerAnswer
	away   bool
	asked  []string // numbers, "power" for the notaries
}

func (o *oracle) Person(_ context.Context, _ uuid.UUID, iin string) (egov.PersonAnswer, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.asked = append(o.asked, iin); o.away {
		return egov.PersonAnswer{}, egov.ErrUnreachable
	}
	p, ok := o.people[iin]
	return egov.PersonAnswer{Found: ok, Person: p}, nil
}

func (o *oracle) Power(context.Context, uuid.UUID, egov.PowerQuestion) (egov.PowerAnswer, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.asked = append(o.asked, "power"); o.away {
		return egov.PowerAnswer{}, egov.ErrUnreachable
	}
	return o.power, nil
}

func (o *oracle) Send(context.Context, egov.Request) (string, error) { return "", egov.ErrUnreachable }

func (o *oracle) Fetch(context.Context, int) ([]egov.Incoming, error) {
	return nil, egov.ErrUnreachable
}

func (o *oracle) Confirm(context.Context, string, bool) error { return egov.ErrUnreachable }

func (o *oracle) count() int {
	o.mu.Lock()
	defer o.mu.Unlock()
	return len(o.asked)
}

// wired is the counter of an office with a gateway, in Mangystau, at ten in the
// morning of 4 September 2018.
func wired(t *testing.T, l trio.Lang) (*tuitest.Pump, *Session, *oracle) {
	t.Helper()
	s, c := newTestOffice(t, l, intake.Operator)
	c.Set("2018-09-04T10:00:00+05:00")
	settings := intake.DefaultOffice("042", "mangystau")
	settings.Training = true
	settings.Egov.Sync, settings.Egov.Async = "https://127.0.0.1:1/sync", "https://127.0.0.1:1/async"
	*s.Office.Desk.Office = settings
	died := time.Date(2017, 5, 1, 0, 0, 0, 0, time.UTC)
	good := []egov.IdentityPaper{{Type: "002", Number: "012345678", Status: "00"}}
	o := &oracle{people: map[string]egov.Person{
		manIIN:   {IIN: manIIN, Surname: "СЕРІКОВ", Name: "ДӘУРЕН", Patronymic: "БОЛАТҰЛЫ", Documents: good, Born: time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)},
		womanIIN: {IIN: womanIIN, Surname: "ОРАЗОВА", Name: "МӨЛДІР", Died: died},
	}}
	s.Office.Desk.Gateway = o
	return open(t, s, c, 80, 24), s, o
}

// form is the application on the screen.
func formOf(t *testing.T, p *tuitest.Pump) *application {
	t.Helper()
	a := p.Model().(*App)
	f, ok := a.stack[len(a.stack)-1].(*application)
	if !ok {
		t.Fatalf("on top stands %T", a.stack[len(a.stack)-1])
	}
	return f
}

// Consent comes first: nothing is asked of anybody before it; with it and the
// whole number the register fills the empty names by itself, and the road is
// the electronic one.
func TestRegisterFillsTheForm(t *testing.T) {
	p, s, o := wired(t, trio.KK)
	p.Press("1", "2")
	p.Has("[ ] Мәліметке келісім алынды", "(•) электрондық")
	p.Type(manIIN) // the tick has the focus: digits go where they belong
	p.Press("f3")
	p.Has("Құпия мәліметтерді пайдалануға келісім алыңыз")
	if o.count() != 0 {
		t.Fatalf("asked without consent: %v", o.asked)
	}
	p.Press("shift+tab", "shift+tab")
	for formOf(t, p).form.Focused().ID() != "consent" {
		p.Press("shift+tab")
	}
	p.Press("space")
	p.Has("ЖТ МДҚ ✓", "Серіков", "Дәурен", "Болатұлы", "[✓] Жеке басын куәландыратын құжат", "мемлекеттік жүйеден алынды")
	if !slices.Equal(o.asked, []string{manIIN}) {
		t.Errorf("asked %v", o.asked)
	}
	p.Golden("form_registers", s.Lang)
	p.Press("f2")
	p.Golden("form_registers", s.Lang)
	p.Press("f2", "f2")
	f := formOf(t, p)
	f.ground.Choose("marks")
	for _, code := range []string{"application", "report-card"} {
		f.papers[code].usual()
	}
	f.person.phone.SetValue("77010000000")
	f.provider.choose(s.Office.Office.ProvidersOf("executive")[0].Code)
	f.changed()
	p.Press("f9")
	c := oneCase(t, s)
	if c.Road != intake.RoadCentre || c.Check.Person != intake.Same || !c.Check.Identity || len(c.Papers) != 2 || c.Recipient.Born.Year != 1990 {
		t.Errorf("accepted %+v", c)
	}
}

// The question never holds the screen: while no answer comes people type on,
// and what they typed meanwhile stays.
func TestUpdateDoesNotWaitForTheRegister(t *testing.T) {
	p, _, _ := wired(t, trio.RU)
	p.Press("1", "2", "space")
	p.Type(manIIN[:11])
	p.Hold()
	p.Type(manIIN[11:])
	p.Release() // what the office knows; the question goes out
	p.Hold()
	f := formOf(t, p)
	if f.reg.asking == "" && f.reg.of == "" {
		t.Fatal("not asked")
	}
	p.Release()
	p.Has("ГБД ФЛ ✓", "Серіков")

	p.Press("esc", "1", "n", "2", "space")
	f = formOf(t, p)
	f.person.iin.SetValue(manIIN)
	cmd := f.ask()
	f.person.surname.SetValue("Ахметов") // meanwhile
	if f.reg.asking == "" || f.reg.of != "" || cmd == nil {
		t.Fatal("the answer was waited for")
	}
	p.Send(cmd())
	if got := f.person.surname.Value(); got != "Ахметов" || f.person.given.Value() != "Дәурен" {
		t.Errorf("typed %q became %q", "Ахметов", got)
	}
	p.Has("есть отличия")
}

// What differs is shown side by side, and taken field by field or all at once;
// nothing changes by itself.
func TestDifferencesSideBySide(t *testing.T) {
	p, s, _ := wired(t, trio.KK)
	p.Press("1", "3", "space")
	f := formOf(t, p)
	f.person.surname.SetValue("Сериков")
	f.person.given.SetValue("Даурен")
	f.person.patronymic.SetValue("Болатович")
	p.Type(manIIN)
	p.Has("Сериков", "Даурен", "ЖТ МДҚ ! айырмасы бар", "салыстырыңыз (F3)")
	p.Press("f3")
	p.Has("Терілгені", "Тіркелімде", "Болатович", "Болатұлы")
	p.Golden("form_compare", s.Lang)
	p.Press("f2")
	p.Golden("form_compare", s.Lang)
	p.Press("f2", "f2")
	p.Press("down")
	if p.Press("enter"); f.person.patronymic.Value()+f.person.given.Value() == "БолатовичДаурен" || f.person.surname.Value() != "Сериков" && f.person.given.Value() != "Даурен" {
		t.Errorf("one was to be taken: %q %q %q", f.person.surname.Value(), f.person.given.Value(), f.person.patronymic.Value())
	}
	p.Press("f9")
	if f.person.patronymic.Value() != "Болатұлы" || f.reg.now.Person != intake.Same || len(f.differences()) != 0 {
		t.Errorf("all were to be taken: %q, %v", f.person.patronymic.Value(), f.reg.now.Person)
	}
	p.Has("ЖТ МДҚ ✓")
	p.HasNot("Терілгені")
	p.Press("f3") // nothing differs: it asks again
	p.HasNot("Терілгені")
}

// That somebody is dead is said loudly; that nobody could be asked, quietly.
func TestDeadAndUnreachable(t *testing.T) {
	p, _, o := wired(t, trio.KK)
	p.Press("1", "2", "space")
	p.Type(womanIIN)
	p.Has("! ЖТ МДҚ: адам қайтыс болған.", "ЖТ МДҚ ! қайтыс болған")

	p.Press("esc", "1", "n", "2", "space")
	o.away = true
	p.Type(manIIN)
	p.Has("ЖТ МДҚ: жауап жоқ, қағазбен", "[ ] Жеке басын куәландыратын құжат")
	p.HasNot("Тіркелімнен тексерілмеді", "! ЖТ МДҚ")
	f := formOf(t, p)
	if f.reg.now.Person != intake.Unreachable || !f.whyNotAsk().Empty() {
		t.Errorf("%v, F3 says %q", f.reg.now.Person, f.whyNotAsk())
	}
	o.away = false
	p.Press("f3") // asked again, it fills the form
	p.Has("ЖТ МДҚ ✓", "Серіков")
}

// Another number takes back what the register filled in for the one before,
// and an answer about somebody who is gone from the form fills nothing.
func TestAnswersAreOfWhomWasAsked(t *testing.T) {
	p, _, o := wired(t, trio.KK)
	p.Press("1", "2", "space")
	p.Type(manIIN)
	p.Has("Серіков")
	f := formOf(t, p)
	f.form.SetFocus("iin")
	p.Press("backspace")
	p.HasNot("Серіков", "ЖТ МДҚ ✓")
	if f.reg.check != (intake.RegisterCheck{}) || f.app().Check.Person != intake.Unasked {
		t.Errorf("the check outlived its number: %+v", f.reg.check)
	}
	found := o.people[manIIN]
	f.answered(registersMsg{manIIN, intake.Asked{Check: intake.RegisterCheck{Person: intake.Same}, Person: &found}})
	if f.person.surname.Value() != "" || f.reg.check.Person != intake.Unasked {
		t.Error("an answer about another number was taken")
	}
}

// A notarised power of attorney is asked about when it is whole; another is not.
func TestPowerIsAskedWhenNotarised(t *testing.T) {
	for kind, want := range map[intake.Authority]bool{intake.ProxyNotary: true, intake.ProxyOther: false} {
		p, _, o := wired(t, trio.KK)
		o.power = egov.PowerAnswer{Found: true, Valid: true}
		p.Press("1", "2", "space")
		f := formOf(t, p)
		f.agent.On = true
		f.right.Choose(string(kind))
		f.layout()
		f.proxy.iin.SetValue(womanIIN)
		f.deed.SetValue("1-245")
		f.deedDate.SetValue("11.02.2018")
		p.Type(manIIN)
		if got := slices.Contains(o.asked, "power"); got != want {
			t.Errorf("%s: asked %v", kind, o.asked)
		}
	}
}

// A draft keeps what the registers said, and the road.
func TestDraftKeepsTheCheck(t *testing.T) {
	p, s, o := wired(t, trio.KK)
	p.Press("1", "2", "space")
	p.Type(manIIN)
	f := formOf(t, p)
	f.road.Choose(intake.RoadPaper.String())
	p.Send(f.changed()())
	p.Press("esc", "1", "enter")
	g := formOf(t, p)
	if g == f || g.reg.now.Person != intake.Same || g.app().Road != intake.RoadPaper || o.count() != 1 {
		t.Errorf("%v by %v, asked %v", g.reg.now.Person, g.app().Road, o.asked)
	}
	if d := drafts(t, s); len(d) != 1 || d[0].App.Check.Person != intake.Same {
		t.Errorf("%+v", d)
	}
}

func TestCased(t *testing.T) {
	for in, want := range map[string]string{
		"СЕРІКОВ": "Серіков", "ӘБДІРАХМАН ҚЫЗЫ": "Әбдірахман Қызы", "КИМ-ЛИ": "Ким-Ли", "де Ла Крус": "де Ла Крус", "": "", " ҰЛЫ ": "Ұлы",
	} {
		if got := cased(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}
