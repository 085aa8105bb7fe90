package tui

import (
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/tui/safe"
	"tereze/tui/widget"
)

// askFilter asks by what to choose: worker, process, act, number, day.
func (p *journal) askFilter() tea.Cmd {
	w, f := p.Words.Journal(), p.filter
	worker, process := widget.NewField("worker", 32), widget.NewField("process", 1)
	act, subject, day := widget.NewField("act", 40), widget.NewField("subject", 40), widget.NewField("day", 12)
	worker.Label, process.Label, act.Label, subject.Label, day.Label = p.Words.Traces().Login, w.ProcessNo, w.Act, p.Words.Home().Number, w.Day
	process.Digits, process.Width, day.Width = true, 4, 12
	next := intake.JournalFilter{Process: -1}
	worker.SetValue(f.Worker)
	subject.SetValue(f.Subject)
	if f.Process >= 0 {
		process.SetValue(strconv.Itoa(f.Process))
	}
	if !f.Day.IsZero() {
		day.SetValue(p.Words.DayShort(f.Day).String())
	}
	if len(f.Acts) == 1 {
		act.SetValue(f.Acts[0])
	}
	widget.Bind(process, &next.Process, func(s string) (int, safe.Text) {
		n, err := strconv.Atoi(s)
		switch {
		case s == "":
			return -1, safe.Text{}
		case err != nil || n > 7:
			return 0, w.BadProc
		}
		return n, safe.Text{}
	})
	widget.Bind(act, &next.Acts, func(s string) ([]string, safe.Text) {
		if s == "" {
			return nil, safe.Text{}
		}
		acts := p.Words.JournalActs(s)
		if len(acts) == 0 {
			return nil, w.BadAct
		}
		return acts, safe.Text{}
	})
	widget.Bind(day, &next.Day, func(s string) (calendar.Date, safe.Text) {
		if s == "" {
			return calendar.Date{}, safe.Text{}
		}
		t, err := time.Parse("02012006", digitsIn(s))
		if err != nil {
			return calendar.Date{}, w.BadDay
		}
		return calendar.DateOf(t), safe.Text{}
	})
	form := widget.NewForm(widget.Line(worker), widget.Line(process), widget.Line(act), widget.Line(subject), widget.Line(day))
	return p.Open(NewFormBox(p.Env, w.Filter, []safe.Text{w.FilterSay}, form, func() tea.Cmd {
		next.Worker, next.Subject = strings.ToLower(worker.Value()), subject.Value()
		if n, fault := code.ParseBarcode(next.Subject); fault == "" {
			next.Subject = string(n)
		}
		var said []safe.Text
		for _, x := range []*widget.Field{worker, process, act, subject, day} {
			if v := x.Value(); v != "" {
				said = append(said, safe.Clean(v))
			}
		}
		return p.choose(next, safe.Join(safe.Const(" · "), said...))
	}))
}
