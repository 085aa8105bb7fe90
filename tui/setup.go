package tui

import (
	"context"
	"regexp"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
	"tereze/intake/trio"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// Setup is what the first run is told.
type Setup struct {
	Office intake.Office
	Name   string // who sits at the window
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
	out       *Setup
	w, h      int
}

// RunSetup asks the questions of the first run; false: the person left.
func RunSetup(ctx context.Context, l trio.Lang, th theme.Theme, c *catalogue.Catalogue, opts ...tea.ProgramOption) (Setup, bool, error) {
	env := NewEnv(l)
	env.Context, env.Theme = ctx, th
	s := newSetup(env, c)
	_, err := tea.NewProgram(New(Config{Env: env, Home: s}), append(opts, tea.WithContext(ctx))...).Run()
	if err != nil || s.out == nil {
		return Setup{}, false, err
	}
	return *s.out, true, nil
}

var numberShape = regexp.MustCompile(`^[0-9]{3}$`)

func newSetup(env *Env, c *catalogue.Catalogue) *setup {
	p := &setup{Env: env, catalogue: c,
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
	p.form = widget.NewForm(widget.Line(p.lang), widget.Line(p.number), widget.Line(p.region), widget.Line(p.kk), widget.Line(p.ru), widget.Line(p.week), widget.Line(p.name), widget.Line(p.training))
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
	p.name.Hint = w.OperatorName
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
	if !p.form.Check() {
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
		name = p.Words.Setup().OperatorName.String()
	}
	p.out = &Setup{Office: o, Name: name}
	return tea.Quit
}

func (p *setup) Update(msg tea.Msg) tea.Cmd {
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
