package widget_test

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/trio"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

func typed(f interface {
	Update(tea.Msg) (tea.Cmd, bool)
}, s string) {
	for _, r := range s {
		f.Update(tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

func code(c rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: c} }

func plain(rows []safe.Line) string {
	var out []string
	for _, r := range rows {
		out = append(out, strings.TrimRight(r.Plain(), " "))
	}
	return strings.Join(out, "\n")
}

// people is a form of three fields, a choice and a tick.
func people() (*widget.Form, map[string]*widget.Field, *int) {
	fields := map[string]*widget.Field{}
	var rows [][]widget.Item
	for _, id := range []string{"iin", "surname", "name"} {
		f := widget.NewField(id, 40)
		f.Label = safe.Clean(id)
		fields[id] = f
		rows = append(rows, widget.Line(f))
	}
	fields["iin"].Digits = true
	fields["surname"].Needed = safe.Const("fill in")
	n := 0
	form := widget.NewForm(rows...)
	form.Submit = func() tea.Cmd { n++; return nil }
	return form, fields, &n
}

func TestFormMovesAndSubmits(t *testing.T) {
	form, f, sent := people()
	at := func(want string) {
		t.Helper()
		if got := form.Focused().ID(); got != want {
			t.Fatalf("focus on %s, want %s", got, want)
		}
	}
	at("iin")
	form.Update(code(tea.KeyTab))
	at("surname")
	form.Update(code(tea.KeyEnter))
	at("name")
	form.Update(code(tea.KeyUp))
	at("surname")
	form.Update(tea.KeyPressMsg{Code: tea.KeyTab, Mod: tea.ModShift})
	at("iin")
	form.Update(code(tea.KeyUp))
	at("name") // round the end
	form.Update(code(tea.KeyEnter))
	at("surname") // Enter on the last item submits: the first bad one gets the focus
	if *sent != 0 || f["surname"].Fault().String() != "fill in" {
		t.Fatalf("sent %d, fault %q", *sent, f["surname"].Fault())
	}
	typed(form, "Серіков")
	if !f["surname"].Fault().Empty() {
		t.Error("the reason stays while it is put right")
	}
	form.Update(code(tea.KeyTab))
	form.Update(code(tea.KeyEnter))
	if *sent != 1 {
		t.Errorf("sent %d", *sent)
	}
	if !form.Refuse("iin", safe.Const("known already")) {
		t.Error("no such field")
	}
	at("iin")
	if got := plain(form.Draw(60, 10, theme.Mono())); !strings.Contains(got, "└ ! known already") {
		t.Errorf("the reason is not shown:\n%s", got)
	}
}

func TestFormSkipsAndKeepsTheFocus(t *testing.T) {
	form, f, _ := people()
	form.SetFocus("name")
	f["surname"].Off = true
	form.Update(code(tea.KeyUp))
	if form.Focused().ID() != "iin" {
		t.Errorf("focus on %s", form.Focused().ID())
	}
	form.SetRows(widget.Line(widget.Heading(safe.Const("x"), safe.Style{})), widget.Line(f["name"], f["iin"]))
	if form.Focused().ID() != "iin" {
		t.Errorf("after a new row: %s", form.Focused().ID())
	}
	form.SetRows(widget.Line(f["name"]))
	if form.Focused().ID() != "name" {
		t.Errorf("after the row went: %s", form.Focused().ID())
	}
	form.SetRows()
	if form.Focused() != nil || form.Typing() {
		t.Error("an empty form has a focus")
	}
	form.Update(code(tea.KeyTab))
}

func TestFieldFoldsDigits(t *testing.T) {
	_, f, _ := people()
	iin := f["iin"]
	iin.Focus()
	typed(iin, `ұққ"ғ`)
	if got := iin.Value(); got != "90015" {
		t.Errorf("typed on the Kazakh layout: %q", got)
	}
	iin.SetValue("")
	iin.Update(tea.PasteMsg{Content: " 900101 300-017\n"})
	if got := iin.Value(); got != "900101300017" {
		t.Errorf("pasted: %q", got)
	}
	f["name"].Focus()
	typed(f["name"], "қыз 1")
	if got := f["name"].Value(); got != "қыз 1" {
		t.Errorf("a name was folded: %q", got)
	}
}

func TestFieldParses(t *testing.T) {
	f := widget.NewField("sheets", 4)
	sheets := 7
	widget.Bind(f, &sheets, func(s string) (int, safe.Text) {
		if strings.Trim(s, "0123456789") != "" {
			return 0, safe.Const("digits, please")
		}
		return len(s), safe.Text{}
	})
	f.Focus()
	typed(f, "1x")
	f.Blur()
	if sheets != 7 || f.Fault().String() != "digits, please" {
		t.Errorf("sheets %d, fault %q", sheets, f.Fault())
	}
	f.SetValue("123")
	if !f.Check() || sheets != 3 {
		t.Errorf("sheets %d, fault %q", sheets, f.Fault())
	}
	left, changed := 0, 0
	f.OnLeave = func() tea.Cmd { left++; return nil }
	f.OnChange = func() tea.Cmd { changed++; return nil }
	f.Focus()
	typed(f, "4")
	f.Update(code(tea.KeyLeft))
	f.Blur()
	if left != 1 || changed != 1 {
		t.Errorf("left %d times, changed %d times", left, changed)
	}
}

func TestFieldShowsTheCursorInAnyWidth(t *testing.T) {
	f := widget.NewField("n", 0)
	f.Focus()
	typed(f, "Әбдірахманқызы Айгүл")
	for w := 1; w < 60; w++ {
		look := widget.Look{Theme: theme.Mono(), Focused: true}
		row := f.Draw(w, look)[0]
		if row.Width() > w {
			t.Fatalf("width %d: %q", w, row.Plain())
		}
		if w > 2 && !strings.Contains(row.Plain(), "_") {
			t.Fatalf("width %d: the cursor is out of sight: %q", w, row.Plain())
		}
	}
	f.Update(code(tea.KeyHome))
	if got := f.Draw(30, widget.Look{Theme: theme.Mono(), Focused: true})[0].String(); !strings.Contains(got, "\x1b[7mӘ\x1b[m") {
		t.Errorf("the cursor is not on the first letter: %q", got)
	}
}

func TestChoices(t *testing.T) {
	r := widget.NewLangPicker("lang", trio.RU)
	if r.Chosen() != "ru" {
		t.Error("the language in use is not chosen")
	}
	r.Update(code(tea.KeyRight))
	r.Update(code(tea.KeyRight))
	if r.Chosen() != "kk" {
		t.Errorf("chosen %s", r.Chosen())
	}
	r.Update(code(tea.KeyLeft))
	if r.Chosen() != "en" {
		t.Errorf("chosen %s", r.Chosen())
	}
	got := plain(r.Draw(30, widget.Look{Theme: theme.Mono(), Focused: true}))
	if got != "▸( ) Қазақша   ( ) Русский\n (•) English" {
		t.Errorf("drawn:\n%s", got)
	}
	empty := widget.NewRadio("why", widget.Option{ID: "lost", Label: safe.Const("жоғалған")})
	empty.Needed = safe.Const("choose")
	if empty.Check() || empty.Fault().String() != "choose" {
		t.Error("nothing chosen goes through")
	}
	c := widget.NewCheckbox("doc")
	c.Label = safe.Const("Жеке куәлік")
	typed(c, " ")
	if !c.On || plain(c.Draw(40, widget.Look{Theme: theme.Mono()})) != " [x] Жеке куәлік" {
		t.Errorf("a tick: %v %q", c.On, plain(c.Draw(40, widget.Look{Theme: theme.Mono()})))
	}
}

func TestFormScrollsToTheFocus(t *testing.T) {
	var rows [][]widget.Item
	for i := range 30 {
		f := widget.NewField(string(rune('a'+i)), 5)
		f.Label = safe.Clean(f.ID())
		rows = append(rows, widget.Line(f))
	}
	form := widget.NewForm(rows...)
	for range 30 {
		got := form.Draw(40, 7, theme.Mono())
		if len(got) > 7 || !strings.Contains(plain(got), "▸") {
			t.Fatalf("the focus is out of sight:\n%s", plain(got))
		}
		form.Update(code(tea.KeyDown))
	}
}

func TestConfirmGrace(t *testing.T) {
	t0 := time.Date(2015, 3, 2, 12, 0, 0, 0, time.UTC)
	ask := func() *widget.Confirm {
		return widget.NewConfirm(t0, 0, nil, widget.Choice{Key: "f9", Label: safe.Const("Иә"), Value: "yes"}, widget.Choice{Label: safe.Const("Жоқ"), Value: "no"})
	}
	ms := func(n int) time.Time { return t0.Add(time.Duration(n) * time.Millisecond) }
	for _, c := range []struct {
		name  string
		steps func(*widget.Confirm) (any, bool)
		want  any
		done  bool
	}{
		{"too early", func(c *widget.Confirm) (any, bool) { return c.Press(ms(100), code(tea.KeyEnter)) }, nil, false},
		{"after rest", func(c *widget.Confirm) (any, bool) { return c.Press(ms(300), code(tea.KeyEnter)) }, "yes", true},
		{"restless hands", func(c *widget.Confirm) (any, bool) {
			for i := range 6 {
				c.Press(ms(100+200*i), code(tea.KeyEnter))
			}
			return c.Press(ms(1290), code(tea.KeyEnter))
		}, nil, false},
		{"restless hands for long", func(c *widget.Confirm) (any, bool) {
			for i := range 7 {
				c.Press(ms(100+200*i), code(tea.KeyEnter))
			}
			return c.Press(ms(1510), code(tea.KeyEnter))
		}, "yes", true},
		{"Enter at the heels of digits", func(c *widget.Confirm) (any, bool) {
			c.Press(ms(1000), tea.KeyPressMsg{Code: '7', Text: "7"})
			return c.Press(ms(1020), code(tea.KeyEnter))
		}, nil, false},
		{"the other answer", func(c *widget.Confirm) (any, bool) {
			c.Press(ms(500), code(tea.KeyRight))
			return c.Press(ms(600), code(tea.KeyEnter))
		}, "no", true},
		{"its key", func(c *widget.Confirm) (any, bool) { return c.Press(ms(500), code(tea.KeyF9)) }, "yes", true},
		{"Esc", func(c *widget.Confirm) (any, bool) { return c.Press(ms(500), code(tea.KeyEscape)) }, nil, true},
		{"the clock jumped back", func(c *widget.Confirm) (any, bool) { return c.Press(ms(-5000), code(tea.KeyEnter)) }, "yes", true},
	} {
		if v, done := c.steps(ask()); v != c.want || done != c.done {
			t.Errorf("%s: %v %v", c.name, v, done)
		}
	}
}

func TestStrip(t *testing.T) {
	var ss []widget.Station
	for i, n := range []safe.Text{safe.Const("Тексеру"), safe.Const("Қабылдау"), safe.Const("Тапсыру"), safe.Const("Шабарман"), safe.Const("Қызмет"), safe.Const("Белгілеу"), safe.Const("Беру")} {
		ss = append(ss, widget.Station{No: i + 1, Name: n, Short: n, Count: safe.Num(i * 23)})
	}
	ss[3].Note, ss[3].Sign = safe.Const("4 бүгін"), theme.Trouble
	rows := widget.Strip(80, theme.Mono(), ss, 4)
	got := plain(rows)
	for _, want := range []string{"▐4 Шабарман▌", "1 Тексеру", "7 Беру", "69", "! 4 бүгін"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	for w := range 140 {
		for _, r := range widget.Strip(w, theme.Colour(), ss, 4) {
			if w > 20 && r.Width() > w {
				t.Fatalf("width %d: %q", w, r.Plain())
			}
		}
	}
}

func TestBar(t *testing.T) {
	for _, c := range []struct {
		done, whole int
		want        string
	}{{0, 0, "░░░░░░░░░░  0 / 0"}, {1, 2, "█████░░░░░  1 / 2"}, {3, 8, "███▌░░░░░░  3 / 8"}, {9, 8, "██████████  9 / 8"}} {
		if got := widget.Bar(17, theme.Mono(), c.done, c.whole).Plain(); got != c.want {
			t.Errorf("%d of %d: %q", c.done, c.whole, got)
		}
	}
	if got := widget.Bar(5, theme.Mono(), 1, 2).Width(); got > 5 {
		t.Errorf("no room: %d", got)
	}
}

func TestHintsAreNeverCut(t *testing.T) {
	bs := []keys.Binding{{Keys: []string{"f9"}, Label: safe.Const("тіркеу")}, {Keys: []string{"f8"}, Label: safe.Const("бас тарту қолхаты")}, {Keys: []string{"f1"}, Label: safe.Const("көмек")}}
	whole := []string{"F9 тіркеу", "F8 бас тарту қолхаты", "F1 көмек"}
	for w := range 60 {
		got := widget.Hints(w, theme.Mono(), bs)
		if w > 0 && got.Width() > w {
			t.Fatalf("width %d: %q", w, got.Plain())
		}
		rest := got.Plain()
		for _, h := range whole {
			rest = strings.Replace(rest, h, "", 1)
		}
		if strings.TrimSpace(rest) != "" {
			t.Fatalf("width %d: a hint was cut: %q", w, got.Plain())
		}
	}
}

func TestReaderScrolls(t *testing.T) {
	c := lang.New(trio.RU).Common()
	r := widget.Reader{Rows: widget.Paragraphs(c.HelpScan, c.QuitDraft, c.Internal)}
	first := plain(r.Draw(30, 4))
	r.Update(code(tea.KeyPgDown))
	if plain(r.Draw(30, 4)) == first {
		t.Error("a page down shows the same")
	}
	r.Update(code(tea.KeyEnd))
	if above, below := r.More(); !above || below {
		r.Draw(30, 4)
		if above, below = r.More(); !above || below {
			t.Errorf("at the end: above %v, below %v", above, below)
		}
	}
	r.Update(code(tea.KeyHome))
	if plain(r.Draw(30, 4)) != first {
		t.Error("Home is not the beginning")
	}
	if r.Update(code(tea.KeyEnter)) {
		t.Error("Enter is not a move")
	}
}
