package tui

import (
	"context"
	"regexp"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/tui/keys"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// Setup is what the first run is told.
type Setup struct {
	Office intake.Office
	Name   string // the administrator's
	// Password is the administrator's; empty: a one-time code is to be made.
	// A training office asks none.
	Password string
}

// setup asks the questions of the first run. Enter all the way is an answer.
type setup struct {
	*Env
	catalogue *catalogue.Catalogue
	form      *widget.Form
	lang      *widget.Radio
	number    *widget.Field
	region    *widget.Radio
	week      *widget.Radio
	kk, ru    *widget.Field // the centre's names; empty: as proposed
	name      *widget.Field
	training  *widget.Checkbox
	password  *widget.Field
	again     *widget.Field
	found     func(Setup) (once string, err error)
	busy      bool
	out       *Setup // the office was made
	failed    error  // or could not be
	w, h      int
}

// madeMsg says that the office is there: the administrator's one-time code,
// empty when a password was chosen.
type madeMsg struct {
	out  Setup
	once string
	err  error
}

// adminCode is the login of the first administrator.
const adminCode = "admin"

// RunSetup asks the questions of the first run and has the office made by
// found; a one-time code it gives is shown once. false: the person left.
func RunSetup(ctx context.Context, l trio.Lang, th theme.Theme, c *catalogue.Catalogue, found func(Setup) (once string, err error), opts ...tea.ProgramOption) (bool, error) {
	env := NewEnv(l)
	env.Context, env.Theme, env.Explain = ctx, th, lang.Words.Explain
	s := newSetup(env, c, found)
	_, err := tea.NewProgram(New(Config{Env: env, Home: s, Closed: true}), append(opts, tea.WithContext(ctx))...).Run()
	if err == nil {
		err = s.failed
	}
	return err == nil && s.out != nil, err
}

var numberShape = regexp.MustCompile(`^[0-9]{3}$`)

func newSetup(env *Env, c *catalogue.Catalogue, found func(Setup) (string, error)) *setup {
	p := &setup{Env: env, catalogue: c, found: found, password: secret("password"), again: secret("again"),
		lang: widget.NewLangPicker("lang", env.Lang), number: widget.NewField("number", 3), region: widget.NewRadio("region"),
		week: widget.NewRadio("week"), kk: widget.NewField("kk", 80), ru: widget.NewField("ru", 80), name: widget.NewField("name", 60), training: widget.NewCheckbox("training"),
	}
	p.number.Digits, p.number.Width, p.kk.Width, p.ru.Width, p.name.Width = true, 6, 40, 40, 40
	p.number.SetValue("042")
	p.week.Choose("6")
	if regions := c.Regions(); len(regions) > 0 {
		p.region.Choose(regions[0])
	}
	p.lang.OnChange = func() tea.Cmd {
		if l, ok := trio.ParseLang(p.lang.Chosen()); ok && l != p.Lang {
			return p.SetLang(l)
		}
		return nil
	}
	p.number.OnChange, p.region.OnChange = p.propose, p.propose
	p.form = widget.NewForm(widget.Line(p.lang), widget.Line(p.number), widget.Line(p.region), widget.Line(p.kk), widget.Line(p.ru), widget.Line(p.week), widget.Line(p.name), widget.Line(p.training), widget.Line(p.password), widget.Line(p.again))
	p.training.OnChange = func() tea.Cmd {
		if p.training.On { // nobody is asked for a password there
			p.password.SetValue("")
			p.again.SetValue("")
		}
		p.name.Off, p.password.Off = p.training.On, p.training.On
		p.again.Off = p.training.On || p.password.Value() == ""
		return nil
	}
	p.password.OnChange, p.again.Off = p.training.OnChange, true
	p.form.Submit = p.submit
	return p
}

func (p *setup) Relabel() {
	w := p.Words.Setup()
	p.lang.Choose(string(p.Lang))
	p.lang.Label, p.number.Label, p.region.Label, p.week.Label = w.Lang, w.Number, w.Region, w.Week
	p.name.Label, p.training.Label = w.Name, w.Training
	p.kk.Label, p.ru.Label = w.NameKK, w.NameRU
	p.propose()
	p.name.Hint = p.Words.Role(intake.Administrator)
	p.password.Label, p.again.Label, p.password.Hint = w.Password, p.Words.Door().Again, w.PasswordHint
	var fresh, again string
	widget.Bind(p.password, &fresh, func(s string) (string, safe.Text) {
		if s == "" {
			return s, safe.Text{}
		}
		t, _ := p.Words.Explain(account.CheckPassword(s, intake.Actor{Code: adminCode, Name: p.name.Value()}))
		return s, t
	})
	widget.Bind(p.again, &again, func(s string) (string, safe.Text) {
		if s != p.password.Value() {
			return s, p.Words.Door().NotSame
		}
		return s, safe.Text{}
	})
	p.week.Options = []widget.Option{{ID: "5", Label: w.Five}, {ID: "6", Label: w.Six}}
	p.region.Options = nil
	for _, r := range p.catalogue.Regions() {
		label := safe.Clean(r)
		for _, e := range p.catalogue.Editions() {
			if e.Region == r {
				label = p.Of(e.RegionName)
			}
		}
		p.region.Options = append(p.region.Options, widget.Option{ID: r, Label: label})
	}
	var number string
	widget.Bind(p.number, &number, func(s string) (string, safe.Text) {
		if !numberShape.MatchString(s) {
			return "", w.NumberBad
		}
		return s, safe.Text{}
	})
	p.number.Needed = w.NumberBad
	p.form.Recheck()
}

func (p *setup) Init() tea.Cmd { return nil }

// propose names the centre by its number and region, where nobody has.
func (p *setup) propose() tea.Cmd {
	o := intake.DefaultOffice(p.number.Value(), p.region.Chosen())
	p.kk.Hint, p.ru.Hint = safe.Clean(o.Name.KK), safe.Clean(o.Name.RU)
	return nil
}

func (p *setup) submit() tea.Cmd {
	if p.busy || !p.form.Check() {
		return nil
	}
	o := intake.DefaultOffice(p.number.Value(), p.region.Chosen())
	week, _ := strconv.Atoi(p.week.Chosen())
	o.Week, o.Lang, o.Training = calendar.Week(week), p.Lang, p.training.On
	if v := p.kk.Value(); v != "" {
		o.Name.KK = v
	}
	if v := p.ru.Value(); v != "" {
		o.Name.RU = v
	}
	name := p.name.Value()
	if name == "" {
		name = p.Words.Role(intake.Administrator).String()
	}
	p.busy = true
	p.Say(theme.None, p.Words.Setup().Making)
	out, found := Setup{Office: o, Name: name, Password: p.password.Value()}, p.found
	return p.Do(p, "found", func(context.Context) any {
		once, err := found(out)
		return madeMsg{out, once, err}
	})
}

// made shows the one-time code, if there is one.
func (p *setup) made(m madeMsg) tea.Cmd {
	if m.err != nil {
		p.failed = m.err
		return tea.Quit // the command line says it
	}
	p.out = &m.out
	if m.once == "" {
		return tea.Quit
	}
	w := p.Words.Accounts()
	return p.Open(NewDialog(p.Env, w.OnceTitle.Fill(safe.Const(adminCode)), 0,
		[]safe.Text{safe.Clean(m.once), w.OnceText, w.OnceHow},
		func(any) tea.Cmd { return tea.Quit }, widget.Choice{Label: p.Words.Common().OK, Value: true}))
}

func (p *setup) Update(msg tea.Msg) tea.Cmd {
	if m, ok := msg.(madeMsg); ok {
		return p.made(m)
	}
	cmd, _ := p.form.Update(msg)
	return cmd
}

func (p *setup) Keys() []keys.Binding {
	c := p.Words.Common()
	return []keys.Binding{
		{ID: "next", Keys: []string{"enter"}, Label: c.Next},
		{ID: "choose", Keys: []string{"left"}, Show: safe.Const("←→"), Label: c.Choose},
		{ID: "begin", Keys: []string{"f9"}, Label: p.Words.Setup().Begin, Do: p.submit},
	}
}

func (p *setup) EnterActs() bool   { return true } // a scan answers no question
func (p *setup) Typing() bool      { return p.form.Typing() }
func (p *setup) Resize(w, h int)   { p.w, p.h = w, h }
func (p *setup) Title() safe.Text  { return p.Words.Setup().Title }
func (p *setup) Help() []safe.Text { return []safe.Text{p.Words.Setup().HelpSetup} }

func (p *setup) View() Frame {
	rows := safe.Rows(p.Theme.Muted, p.Words.Setup().Intro.Wrap(p.w-2)...)
	for i := range rows {
		rows[i] = safe.Row(safe.Const(" "), rows[i])
	}
	rows = append(rows, safe.Line{})
	return Frame{Body: append(rows, p.form.Draw(p.w-2, max(p.h-len(rows)-1, 3), p.Theme)...)}
}
