package tui

import (
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/tui/lang"
	"tereze/tui/theme"
	"tereze/tui/tuitest"
)

func openSetup(t *testing.T, l trio.Lang) (*tuitest.Pump, *setup, *Session) {
	t.Helper()
	env := NewEnv(l)
	c := tuitest.NewClock(caseNow)
	env.Clock, env.Tick, env.Theme = c.Now, c.Tick, theme.Colour()
	env.Explain = lang.Words.Explain
	s := newSetup(env, catalogue.Embedded(), func(s Setup) (string, error) {
		if s.Password == "" && !s.Office.Training {
			return "abcd-efgh-jkmn-pqrs", nil
		}
		return "", nil
	})
	return tuitest.New(t, New(Config{Env: env, Home: s, Closed: true}), c, 80, 24), s, &Session{Env: env}
}

func TestSetupFrames(t *testing.T) {
	p, _, s := openSetup(t, trio.KK)
	tuitest.NoClash(t, p.Model().(*App).Keys())
	caseFrames(p, s, "setup")
	caseSizes(p)
}

// Enter all the way is an answer, in every language, and makes an office that
// can work.
func TestSetupEnterAllTheWay(t *testing.T) {
	for _, l := range trio.Langs() {
		p, s, _ := openSetup(t, l)
		shown := ""
		for n := 0; !p.Quit && n < 20; n++ {
			shown = p.Frame()
			p.Press("enter")
		}
		if !p.Quit || s.out == nil {
			t.Fatalf("%s: no end", l)
		}
		want := intake.DefaultOffice("042", "atyrau")
		o := s.out.Office
		if err := o.Check(); err != nil {
			t.Errorf("%s: %v", l, err)
		}
		if o.Number != "042" || o.Region != "atyrau" || o.Week != 6 || o.Lang != l || o.Training || o.Name != want.Name || s.out.Name == "" {
			t.Errorf("%s: %+v, %q", l, o, s.out.Name)
		}
		if !strings.Contains(shown, "abcd-efgh-jkmn-pqrs") || !strings.Contains(shown, "admin") {
			t.Errorf("%s: the code is not shown before the end:\n%s", l, shown)
		}
		if p.Presses > 11 {
			t.Errorf("%d presses", p.Presses)
		}
		dir := t.TempDir()
		if err := o.Save(dir); err != nil {
			t.Fatal(err)
		}
		if back := must(intake.LoadOffice(dir)); back.Name != o.Name || back.Region != o.Region {
			t.Errorf("%+v", back)
		}
	}
}

// Every answer given is taken; a bad one gets a sentence and the focus.
func TestSetupAnswers(t *testing.T) {
	p, s, _ := openSetup(t, trio.KK)
	p.Press("right") // Русский, at once
	p.Has("Первая настройка", "РУС", "ЦОН № 042 Атырау")
	p.Press("f2") // and English
	p.Has("First set-up", "(•) English")
	p.Press("f2", "f2")
	p.Has("Первая настройка", "(•) Русский")
	p.Press("tab", "backspace", "backspace", "backspace")
	p.Type("1")
	p.Press("f9")
	p.Has("└ ! Три цифры, например 042")
	if p.Quit {
		t.Fatal("a bad number was taken")
	}
	p.Type("17")
	p.Press("tab", "right") // Mangystau
	p.Has("ЦОН № 117 Мангистау", "Маңғыстау ХҚКО № 117")
	p.Press("tab")
	p.Type("Ақтау қаласының ХҚКО")
	p.Press("tab", "tab", "left", "tab") // five days
	p.Type("Ә. Нұрсейітова")
	p.Press("tab", "tab")
	p.Type("әкімші")
	p.Press("tab")
	p.Has("└ ! Пароль — не короче 12 знаков")
	p.HasNot("әкімші")
	p.Press("up", "up", "space", "enter") // a training office asks for none
	if !p.Quit || s.out == nil {
		t.Fatal(p.Frame())
	}
	o := s.out.Office
	if o.Number != "117" || o.Region != "mangystau" || o.Week != calendar.Week(5) || o.Lang != trio.RU || !o.Training ||
		o.Name.KK != "Ақтау қаласының ХҚКО" || o.Name.RU != "ЦОН № 117 Мангистау" || s.out.Name != "Ә. Нұрсейітова" {
		t.Errorf("%+v, %q", o, s.out.Name)
	}
	if err := o.Check(); err != nil {
		t.Error(err)
	}
}

// A password of one's own is asked twice and drawn never; no code is made.
func TestSetupPassword(t *testing.T) {
	p, s, _ := openSetup(t, trio.KK)
	for range 8 {
		p.Press("enter")
	}
	p.Type("төрт сөз бір сөйлем")
	p.Press("enter")
	p.Type("төрт сөз бір")
	p.Press("enter")
	p.Has("└ ! Екі рет терілгені бірдей емес")
	p.HasNot("төрт")
	p.Type(" сөйлем")
	p.Press("enter")
	if !p.Quit || s.out == nil || s.out.Password != "төрт сөз бір сөйлем" {
		t.Errorf("%v, %s", p.Quit, p.Frame())
	}
}

func TestSetupLeft(t *testing.T) {
	p, s, _ := openSetup(t, trio.KK)
	p.Press("ctrl+q")
	if !p.Quit || s.out != nil {
		t.Errorf("left with %+v", s.out)
	}
}
