package tui

import (
	"context"
	"regexp"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// workers lists those who work in the office: the one who sits down now is
// chosen here, and new ones are written in.
type workers struct {
	*Session
	all  []intake.Actor
	grid *widget.Grid
	w, h int
}

type workersMsg struct{ all []intake.Actor }

func newWorkers(s *Session) Screen { return &workers{Session: s} }

func (p *workers) Relabel() {
	w := p.Words.Setup()
	var rows []widget.Row
	for _, a := range p.all {
		window := safe.Text{}
		if a.Window > 0 {
			window = safe.Num(a.Window)
		}
		rows = append(rows, widget.Row{ID: a.Code, Value: a, Cells: []safe.Text{safe.Clean(a.Name), p.Words.Role(a.Role), window, safe.Clean(a.Code)}})
	}
	p.grid = widget.NewGrid("workers", p.Asker(p), widget.Rows(rows),
		widget.Column{Title: w.WorkerName, Min: 20},
		widget.Column{Title: w.Role, Min: 20, Max: 26},
		widget.Column{Title: w.Window, Min: 7, Max: 8, Right: true},
		widget.Column{Title: w.Code, Min: 8, Max: 16},
	)
	p.grid.Fail = p.Fail
	p.grid.SelectID(p.Actor.Code)
	p.grid.Resize(max(p.h-1, 2))
}

func (p *workers) Init() tea.Cmd {
	office := p.Office
	return p.Ask(p, "workers", func(ctx context.Context) any {
		all, err := office.Workers(ctx)
		if err != nil {
			return err
		}
		return workersMsg{all}
	})
}

func (p *workers) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case workersMsg:
		p.all = m.all
		p.Relabel()
		return p.grid.Load()
	case Changed:
		return p.Init()
	case LangChanged:
		return p.grid.Load()
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// sit makes the worker in focus the one at the window; the screens then speak
// their language.
func (p *workers) sit() tea.Cmd {
	r, ok := p.grid.Selected()
	if !ok {
		return nil
	}
	p.Actor = r.Value.(intake.Actor)
	if p.Actor.Lang != "" && p.Actor.Lang != p.Lang {
		p.SetLang(p.Actor.Lang)
	}
	p.Home()
	s := p.Session
	return p.effect(func(a *App) tea.Cmd {
		a.say(theme.Done, s.Words.Setup().Chosen.Fill(safe.Clean(s.Actor.Name)))
		return nil
	})
}

var codeShape = regexp.MustCompile(`^[a-z0-9]{2,16}$`)

// add asks for a new worker.
func (p *workers) add() tea.Cmd {
	w, c := p.Words.Setup(), p.Words.Common()
	name, code, window := widget.NewField("name", 60), widget.NewField("code", 16), widget.NewField("window", 3)
	name.Label, code.Label, window.Label = w.WorkerName, w.Code, w.Window
	name.Needed, code.Needed, window.Digits = c.Required, c.Required, true
	role := widget.NewRadio("role")
	for _, r := range []intake.Role{intake.Operator, intake.Sector, intake.Supervisor} {
		role.Options = append(role.Options, widget.Option{ID: string(r), Label: p.Words.Role(r)})
	}
	role.Label = w.Role
	role.Choose(string(intake.Operator))
	a := intake.Actor{Lang: p.Lang}
	widget.Bind(code, &a.Code, func(s string) (string, safe.Text) {
		switch {
		case !codeShape.MatchString(s):
			return "", w.CodeBad
		case slices.ContainsFunc(p.all, func(o intake.Actor) bool { return o.Code == s }):
			return "", w.CodeTaken
		}
		return s, safe.Text{}
	})
	widget.Bind(window, &a.Window, func(s string) (int, safe.Text) {
		n, err := strconv.Atoi(s)
		if s != "" && (err != nil || n < 0 || n > 999) {
			return 0, w.WindowBad
		}
		return n, safe.Text{}
	})
	form := widget.NewForm(widget.Line(name), widget.Line(role), widget.Line(window), widget.Line(code))
	return p.Open(NewFormBox(p.Env, w.NewWorker, nil, form, func() tea.Cmd {
		a.Name, a.Role = name.Value(), intake.Role(role.Chosen())
		by, office := p.By(), p.Office
		return p.Do(p, "save", func(ctx context.Context) any {
			if err := office.SaveActor(ctx, by, a); err != nil {
				return err
			}
			all, err := office.Workers(ctx)
			if err != nil {
				return err
			}
			return workersMsg{all}
		})
	}))
}

func (p *workers) Keys() []keys.Binding {
	w := p.Words.Setup()
	return []keys.Binding{
		{ID: "sit", Keys: []string{"enter"}, Label: w.Choose, Do: p.sit},
		{ID: "new", Keys: []string{"f5", "n"}, Label: w.NewWorker, Do: p.add},
	}
}

func (p *workers) Resize(w, h int)   { p.w, p.h = w, h; p.grid.Resize(max(h-1, 2)) }
func (p *workers) Title() safe.Text  { return p.Words.Setup().Workers }
func (p *workers) Help() []safe.Text { return []safe.Text{p.Words.Setup().HelpWorkers} }
func (p *workers) View() Frame       { return Frame{Body: p.grid.Draw(p.w, max(p.h-1, 2), p.Theme)} }
