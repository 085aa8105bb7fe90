package tui

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"tereze/intake"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/tuitest"
)

// keyScreen is one part of the key list: a screen and what can be pressed on it.
type keyScreen struct {
	title string
	keys  []keys.Binding
}

// keyScreens goes through the screens as a worker would and takes down their
// keys; the first part is what works on all of them.
func keyScreens(t *testing.T) []keyScreen {
	s, c := newFilledOffice(t, trio.EN, "op1")
	p := open(t, s, c, 80, 24)
	a := p.Model().(*App)
	p.Press("7") // Esc is one of the keys, but not at home
	out := []keyScreen{{"everywhere", a.global()}}
	p.Press("esc")
	common := map[string]bool{}
	for _, b := range out[0].keys {
		common[b.ID] = true
	}
	take := func(title string) {
		t.Helper()
		bs := a.Keys()
		tuitest.NoClash(t, bs)
		part := keyScreen{title: title}
		for _, b := range bs {
			if !common[b.ID] {
				part.keys = append(part.keys, b)
			}
		}
		out = append(out, part)
	}
	take("home")
	for n := 1; n <= 7; n++ {
		p.Press(fmt.Sprint(n))
		take(fmt.Sprint(n, " ", strings.ToLower(s.Words.Process(n).String())))
		switch n {
		case 1:
			p.Press("enter")
			take("1 check: the application")
		case 2:
			p.Press("k")
			take("2 accept: the receipt")
		case 4:
			p.Press("r")
			take("4 registries: open")
			p.Press("right", "right", "right", "enter")
			take("4 a delivered registry")
		case 7:
			p.Press("enter")
			take("7 issue: what to check")
			p.Press("esc", "f7")
			take("7 archive: due")
			p.Press("tab")
			take("7 archive: kept")
		}
		s.Home()
		p.Send(nil)
	}
	p.Scan(caseIn(t, s.Office, intake.Ready, nil).Number.Barcode())
	take("a case's card")
	p.Press("esc", "f4")
	take("search")
	p.Press("esc")

	for _, at := range []struct{ code, title string }{
		{"super1", "home, for a supervisor"}, {"admin1", "accounts"}, {"auditor1", "journal"},
	} {
		s, c := newFilledOffice(t, trio.EN, at.code)
		p := open(t, s, c, 80, 24)
		a = p.Model().(*App)
		take(at.title)
		if at.code == "super1" {
			p.Press("f7")
			take("supervisor's wall")
		}
	}

	o := newRoadOffice(t)
	o.play()
	o.lodged(3, "15-1")
	p, _ = o.open(trio.EN, "super1")
	a = p.Model().(*App)
	p.Press("f5")
	for _, title := range []string{"electronic road: to sign", "electronic road: unanswered", "electronic road: outbox", "electronic road: unclear", "electronic road: portal"} {
		take(title)
		p.Press("tab")
	}
	p.Press("a")
	take("electronic road: the scans of a case")
	for _, at := range []struct{ code, title string }{{"head7", "a provider's head: to assign"}, {"exec7", "a provider's executor"}, {"school7", "a provider's chancellery: to register"}} {
		p, _ = o.open(trio.EN, at.code)
		a = p.Model().(*App)
		take(at.title)
		switch at.code {
		case "head7":
			p.Press("tab")
			take("a provider's head: to decide")
		case "school7":
			p.Press("tab")
			take("a provider's chancellery: to let out")
			p.Press("tab")
			take("a provider's chancellery: to hand out")
			p.Press("n", "enter")
			take("a provider's chancellery: the application")
		}
	}

	env := NewEnv(trio.EN)
	env.Clock, env.Tick = c.Now, c.Tick
	first := New(Config{Env: env, Home: newSetup(env, catalogue.Embedded(), nil)})
	tuitest.New(t, first, c.Clock, 80, 24)
	a = first
	take("first set-up")
	return out
}

// keyTable is the key list as the README has it, one row a screen.
func keyTable(screens []keyScreen) string {
	var b strings.Builder
	b.WriteString("| where | keys |\n|---|---|\n")
	cell := func(t safe.Text) string { return strings.ReplaceAll(t.String(), "|", "\\|") }
	for _, s := range screens {
		var said []string
		for _, r := range keys.List(s.keys) {
			said = append(said, fmt.Sprintf("`%s` %s", cell(r.Keys), cell(r.Words)))
		}
		fmt.Fprintf(&b, "| %s | %s |\n", s.title, strings.Join(said, " · "))
	}
	return b.String()
}

// The README's key list is what the screens' own tables say; -update writes it.
func TestReadmeKeys(t *testing.T) { inReadme(t, "keys", keyTable(keyScreens(t))) }

// The README's picture of the conveyor is a real frame; -update writes it.
func TestReadmeConveyor(t *testing.T) {
	frame, err := os.ReadFile("testdata/frames/home_4.ru.80x24.txt")
	if err != nil {
		t.Fatal(err)
	}
	inReadme(t, "conveyor", "```\n"+strings.TrimRight(string(frame), "\n")+"\n```\n")
}

// inReadme compares, or writes, what stands between two marks of the README.
func inReadme(t *testing.T, mark, want string) {
	t.Helper()
	const path = "../README.md"
	begin, end := "<!-- "+mark+" -->\n", "<!-- /"+mark+" -->"
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(readme), begin)
	if !ok {
		t.Fatalf("README.md has no %q", begin)
	}
	had, tail, ok := strings.Cut(rest, end)
	if !ok {
		t.Fatalf("README.md has no %q", end)
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(path, []byte(head+begin+want+end+tail), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if had != want {
		t.Errorf("the README's %s are not the screens' (go test ./tui -run Readme -update writes them):\n%s", mark, want)
	}
}
