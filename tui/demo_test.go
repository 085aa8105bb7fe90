package tui_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake/code"
	"tereze/intake/trio"
	"tereze/tui"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/tuitest"
	"tereze/tui/widget"
)

var noon = time.Date(2015, 3, 2, 10, 42, 0, 0, time.FixedZone("", 5*3600))

func barcode(n int) string {
	c, err := code.Make("042", noon, uint64(n))
	if err != nil {
		panic(err)
	}
	return c.Barcode()
}

// list is a screen with a grid: three hundred rows, F9 acts, F8 asks first.
type list struct {
	env     *tui.Env
	no      int
	w, h    int
	grid    *widget.Grid
	done    []string // ids acted on
	scans   []scan.Scan
	said    []any
	err     error
	changes int
}

func newList(e *tui.Env, no int) *list {
	s := &list{env: e, no: no}
	rows := make([]widget.Row, 300)
	for i := range rows {
		n := code.Number(fmt.Sprintf("042-150302-%06d", i+1))
		rows[i] = widget.Row{ID: n.String(), Version: uint64(i), Sign: theme.Sign(i % 5), Cells: []safe.Text{
			safe.Clean(n.String()), safe.Const("Тлеубердиева Айнұр Сағынтайқызы"), safe.Const("СШ № 7"), safe.Num(i * 7),
		}}
	}
	s.grid = widget.NewGrid("cases", e.Asker(s), widget.Rows(rows),
		widget.Column{Title: safe.Const("№"), Min: 17, Max: 17},
		widget.Column{Title: safe.Const("Аты-жөні"), Min: 14, Max: 34},
		widget.Column{Title: safe.Const("Мектеп"), Min: 6, Max: 20, From: 100},
		widget.Column{Title: safe.Const("Парақ"), Min: 6, Max: 8, Right: true})
	return s
}

func (s *list) Init() tea.Cmd    { return s.grid.Load() }
func (s *list) Resize(w, h int)  { s.w, s.h = w, h; s.grid.Resize(h - 2) }
func (s *list) Title() safe.Text { return safe.Num(s.no).Plus(safe.Const(" Тізім")) }
func (s *list) Station() int     { return s.no }
func (s *list) Help() []safe.Text {
	return []safe.Text{safe.Const("Тізімдегі істер реті бойынша тұрады.")}
}

func (s *list) act() tea.Cmd {
	r, _ := s.grid.Selected()
	return s.env.Do(s, "act", func(context.Context) any {
		if s.err != nil {
			return s.err
		}
		return "done " + r.ID
	})
}

func (s *list) Keys() []keys.Binding {
	return []keys.Binding{
		{ID: "act", Keys: []string{"f9", "n"}, Label: safe.Const("тіркеу"), Do: s.act},
		{ID: "ask", Keys: []string{"f8"}, Label: safe.Const("бас тарту"), Do: func() tea.Cmd {
			return s.env.Confirm(s, "refuse", safe.Const("Бас тарту"), []safe.Text{safe.Const("Қолхат басып шығарылсын ба?")}, 1,
				widget.Choice{Key: "f9", Label: safe.Const("Иә"), Value: true}, widget.Choice{Label: safe.Const("Жоқ"), Value: false})
		}},
		{ID: "shut", Keys: []string{"f7"}, Label: safe.Const("жабу"), Why: func() safe.Text { return safe.Const("топтама толық емес") }},
		{ID: "panic", Keys: []string{"f6"}, Do: func() tea.Cmd {
			return s.env.Ask(s, "panic", func(context.Context) any { panic("900101300017") })
		}},
	}
}

func (s *list) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case string:
		s.done = append(s.done, m)
		return s.env.Say(theme.Done, safe.Clean(m))
	case tui.Confirmed, tui.Failed:
		s.said = append(s.said, m)
	case tui.Changed:
		s.changes++
		return s.grid.Reload()
	}
	cmd, _ := s.grid.Update(msg)
	return cmd
}

func (s *list) Scan(x scan.Scan) (tea.Cmd, bool) {
	if x.Kind != scan.Code && x.Kind != scan.Typed {
		return nil, false
	}
	s.scans = append(s.scans, x)
	s.env.Answer(theme.Done, x.Text)
	return s.env.Do(s, "scan", func(context.Context) any { return struct{}{} }), true
}

func (s *list) View() tui.Frame {
	return tui.Frame{Body: s.grid.Draw(s.w, s.h-2, s.env.Theme),
		Aside: safe.Const("03:12 / 15 мин").As(s.env.Theme.Muted),
		Foot:  []safe.Line{safe.Row(safe.Const(" "), widget.Bar(s.w-2, s.env.Theme, 11, 14))}}
}

// form is a screen with a form.
type form struct {
	env  *tui.Env
	w, h int
	form *widget.Form
	iin  *widget.Field
	name *widget.Field
	why  *widget.Radio
	docs *widget.Checkbox

	number, surname string
	sent            int
}

func newForm(e *tui.Env) *form {
	s := &form{env: e, iin: widget.NewField("iin", 12), name: widget.NewField("name", 60),
		why: widget.NewRadio("why", widget.Option{ID: "lost"}, widget.Option{ID: "damaged"}), docs: widget.NewCheckbox("docs")}
	s.iin.Digits = true
	widget.Bind(s.iin, &s.number, func(v string) (string, safe.Text) {
		if len(v) != 12 {
			return "", safe.Const("ЖСН 12 цифрдан тұрады")
		}
		return v, safe.Text{}
	})
	widget.Bind(s.name, &s.surname, func(v string) (string, safe.Text) { return v, safe.Text{} })
	s.form = widget.NewForm(widget.Line(s.iin), widget.Line(s.name), widget.Line(s.why), widget.Line(s.docs))
	s.form.Submit = func() tea.Cmd { s.sent++; return s.env.Say(theme.Done, safe.Const("тіркелді")) }
	return s
}

func (s *form) Relabel() {
	w := map[trio.Lang][4]safe.Text{
		trio.KK: {safe.Const("ЖСН"), safe.Const("Тегі"), safe.Const("Себебі"), safe.Const("Жеке куәлік")},
		trio.RU: {safe.Const("ИИН"), safe.Const("Фамилия"), safe.Const("Причина"), safe.Const("Удостоверение")},
		trio.EN: {safe.Const("IIN"), safe.Const("Surname"), safe.Const("Reason"), safe.Const("Identity card")},
	}[s.env.Lang]
	s.iin.Label, s.name.Label, s.why.Label, s.docs.Label = w[0], w[1], w[2], w[3]
	s.iin.Needed, s.name.Needed = s.env.Words.Common().Required, s.env.Words.Common().Required
	s.why.Options[0].Label, s.why.Options[1].Label = safe.Const("жоғалған"), safe.Const("бүлінген")
	s.form.Recheck()
}

func (s *form) Init() tea.Cmd            { return nil }
func (s *form) Update(m tea.Msg) tea.Cmd { cmd, _ := s.form.Update(m); return cmd }
func (s *form) Resize(w, h int)          { s.w, s.h = w, h }
func (s *form) View() tui.Frame          { return tui.Frame{Body: s.form.Draw(s.w, s.h-1, s.env.Theme)} }
func (s *form) Title() safe.Text         { return safe.Const("1 Тексеру") }
func (s *form) Typing() bool             { return s.form.Typing() }
func (s *form) Dirty() bool              { return s.iin.Value() != "" }
func (s *form) Keys() []keys.Binding {
	return append([]keys.Binding{{ID: "q", Keys: []string{"q"}, Label: safe.Const("сұрау"), Do: func() tea.Cmd {
		s.sent += 100
		return nil
	}}}, s.form.Keys(s.env.Words.Common())...)
}

// rig is a session on a pump.
type rig struct {
	*tuitest.Pump
	env      *tui.Env
	app      *tui.App
	home     *list
	form     *form
	stations []int
	rest     []scan.Scan // scans the App's own handler got
	log      bytes.Buffer
	clock    *tuitest.Clock
}

var errRule = errors.New("rule")

func start(t testing.TB, l trio.Lang, first func(*rig) tui.Screen) *rig {
	t.Helper()
	r := &rig{clock: tuitest.NewClock(noon)}
	r.env = tui.NewEnv(l)
	r.env.Clock, r.env.Tick = r.clock.Now, r.clock.Tick
	r.env.Log = slog.New(slog.NewTextHandler(&r.log, nil))
	r.env.Explain = func(_ lang.Words, err error) (safe.Text, bool) {
		return safe.Const("ереже рұқсат етпейді"), errors.Is(err, errRule)
	}
	r.home, r.form = newList(r.env, 0), newForm(r.env)
	r.app = tui.New(tui.Config{
		Env: r.env, Home: first(r),
		Header: func() tui.Head {
			return tui.Head{Place: safe.Const("ХҚКО № 042 · 3-терезе"), Person: safe.Const("А. Ахметова")}
		},
		Stations: func(n int) tui.Screen { r.stations = append(r.stations, n); return newList(r.env, n) },
		Search:   func() tui.Screen { return newForm(r.env) },
		Scan: func(s scan.Scan) tea.Cmd {
			r.rest = append(r.rest, s)
			return r.env.Answer(theme.Done, s.Text)
		},
	})
	r.Pump = tuitest.New(t, r.app, r.clock, 80, 24)
	return r
}

func onList(r *rig) tui.Screen { return r.home }
func onForm(r *rig) tui.Screen { return r.form }
