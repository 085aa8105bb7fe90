package tui

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/iin"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// stampForm asks which step ended and when: the one under way, now, unless the
// courier or the telephone said otherwise. F9 twice is the whole act.
type stampForm struct {
	box    Overlay
	form   *widget.Form
	day    *widget.Field
	clock  *widget.Field
	note   *widget.Field
	which  *widget.Radio
	date   time.Time     // the day typed, at midnight
	at     time.Duration // the time of day typed
	target []awayRow
}

type stampedMsg struct {
	n    int
	step safe.Text
	err  error // after n
}

func (p *provide) askStamp() tea.Cmd {
	w, now := p.Words.P5(), p.Now()
	f := &stampForm{target: p.targets(), which: widget.NewRadio("step"), day: widget.NewField("day", 8),
		clock: widget.NewField("at", 5), note: widget.NewField("note", 120)}
	first, since := 1, time.Time{}
	for _, r := range f.target {
		first = max(first, int(r.Step))
		if r.since.After(since) {
			since = r.since
		}
	}
	steps := f.target[0].steps
	for i := first; i <= len(steps); i++ {
		f.which.Options = append(f.which.Options, widget.Option{ID: strconv.Itoa(i),
			Label: safe.Num(i).Plus(safe.Const(" "), p.Of(steps[i-1].Who))})
	}
	f.which.Choose(strconv.Itoa(first))
	f.which.Label, f.day.Label, f.clock.Label, f.note.Label = w.Which, w.Day, w.Time, w.Note
	f.day.Digits, f.clock.Digits, f.day.Width, f.clock.Width = true, true, 9, 6
	f.which.Needed, f.day.Needed, f.clock.Needed = w.Which, w.BadDay, w.BadTime
	f.day.SetValue(now.Format("02012006"))
	f.clock.SetValue(now.Format("15:04"))
	widget.Bind(f.day, &f.date, func(s string) (time.Time, safe.Text) {
		d, ok := dayTyped(s, now)
		if !ok {
			return d, w.BadDay
		}
		return d, safe.Text{}
	})
	widget.Bind(f.clock, &f.at, func(s string) (time.Duration, safe.Text) {
		at, ok := clockTyped(s)
		d, dayOK := dayTyped(f.day.Value(), now)
		switch {
		case !ok:
			return at, w.BadTime
		case dayOK && d.Add(at).After(now):
			return at, w.TooLate
		case dayOK && d.Add(at).Before(since.Truncate(time.Minute)):
			return at, w.TooEarly.Fill(p.Words.When(since, now))
		}
		return at, safe.Text{}
	})
	say := func() tea.Cmd {
		f.day.Aside = safe.Line{}
		if d, ok := dayTyped(f.day.Value(), now); ok {
			f.day.Aside = safe.Clean(d.Format("02.01.2006")).As(p.Theme.Muted)
		}
		return nil
	}
	f.day.OnChange = say
	say()
	f.form = widget.NewForm(widget.Line(f.which), widget.Line(f.day), widget.Line(f.clock), widget.Line(f.note))
	lines := []safe.Text{f.target[0].number().Plus(safe.Const(" "), safe.Clean(f.target[0].Name))}
	if n := len(f.target); n > 1 {
		lines = []safe.Text{p.Words.Home().Cases.Of(n)}
	}
	f.box = NewFormBox(p.Env, w.StampTitle, lines, f.form, func() tea.Cmd { return p.sendStamp(f) })
	return p.Open(f.box)
}

func (p *provide) sendStamp(f *stampForm) tea.Cmd {
	p.stamp = f
	step, _ := strconv.Atoi(f.which.Chosen())
	by, office, target, note, at := p.By(), p.Office, f.target, f.note.Value(), f.date.Add(f.at)
	name := stepName(p.Words, target[0].steps, step, true)
	return p.Do(p, "stamp", func(ctx context.Context) any {
		done := stampedMsg{step: name}
		for _, r := range target {
			one := by
			if len(target) > 1 {
				one = by.Part(r.ID[:])
			}
			one.Seen = r.Version
			if _, err := office.Stamp(ctx, one, r.ID, step, at, note); err != nil {
				if done.n == 0 {
					return err
				}
				done.err = err
				return done
			}
			done.n++
		}
		return done
	})
}

func (p *provide) stamped(m stampedMsg) tea.Cmd {
	p.stamp = nil
	p.grid.ClearMarks()
	p.Say(theme.Done, p.Words.P5().Stamped.Of(m.n, m.step))
	if m.err != nil {
		p.Fail(m.err)
	}
	return p.reload()
}

// failed opens the stamp's form again with the reason in its place; of other
// acts the message line has said all, and the list is read anew.
func (p *provide) failed(m Failed) tea.Cmd {
	f := p.stamp
	p.stamp = nil
	if problem, ok := intake.AsProblem(m.Err); ok && m.Topic == "stamp" && f != nil && problem.Field != "" {
		why, _ := p.Words.Explain(m.Err)
		if f.form.Refuse(problem.Field, why) {
			return p.Open(f.box)
		}
	}
	switch m.Topic {
	case "stamp", "act", "give":
		return p.reload()
	}
	return nil
}

// dayTyped reads ddmm, ddmmyy or ddmmyyyy; without a year it is this one's.
func dayTyped(s string, now time.Time) (time.Time, bool) {
	s = iin.Fold(s)
	switch len(s) {
	case 4:
		s += now.Format("2006")
	case 6:
		s = s[:4] + now.Format("2006")[:2] + s[4:]
	}
	d, err := time.ParseInLocation("02012006", s, now.Location())
	return d, err == nil
}

// clockTyped reads 1620, 920 or 16:20.
func clockTyped(s string) (time.Duration, bool) {
	s = strings.ReplaceAll(iin.Fold(s), ":", "")
	if len(s) != 3 && len(s) != 4 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	n, _ := strconv.Atoi(s)
	if n/100 > 23 || n%100 > 59 {
		return 0, false
	}
	d, err := time.ParseDuration(fmt.Sprintf("%dh%dm", n/100, n%100))
	return d, err == nil
}
