package tui

import (
	"context"
	"errors"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier/papers"
	"tereze/intake"
	"tereze/intake/printer"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Papers from a screen: `p` asks for the paper, shows it (print_preview.go),
// and Enter there prints. Scans go on meanwhile: nothing is held, and the
// message line says what became of it, whatever screen is in front by then.
// What did not leave is kept by its paper: asked for again, it is the same act.

// printing is one paper on its way, from the key that asked for it.
type printing struct {
	from Screen
	want papers.Want
	by   intake.By
	done func() // it left: told on the App's goroutine
}

// told is an answer that the App itself takes, also when the screen that asked
// is gone: see App.answered.
type told interface{ tell(*App) tea.Cmd }

// printWait is how long a paper may be on its way: a printer may be silent for
// 20 seconds, and be asked twice.
const printWait = 90 * time.Second

// showPaper builds a paper and shows it. done may be nil; it is called when the
// paper has left.
func (s *Session) showPaper(from Screen, want papers.Want, done func()) tea.Cmd {
	want.Worker = s.Actor.Name
	office, p := s.Office, &printing{from: from, want: want, by: s.By(), done: done}
	if f := s.unprinted; f != nil && f.want == want {
		p.by = f.by // the same act once more
	}
	return s.patiently(from, "paper", func(ctx context.Context) any {
		doc, err := papers.Make(ctx, office, want)
		return previewReady{s, p, doc, err}
	})
}

// patiently is Ask with the patience that printers and disks need.
func (s *Session) patiently(from Screen, topic string, fn func(context.Context) any) tea.Cmd {
	usual := s.Deadline
	s.Deadline = max(usual, printWait)
	defer func() { s.Deadline = usual }()
	return s.Ask(from, topic, fn)
}

type previewReady struct {
	s   *Session
	p   *printing
	doc papers.Paper
	err error
}

// tell opens the preview, unless the worker went elsewhere meanwhile.
func (m previewReady) tell(a *App) tea.Cmd {
	var none *papers.Trouble
	if errors.As(m.err, &none) {
		a.say(theme.Trouble, m.s.Of(none.Text))
	} else if m.err != nil {
		a.fail("paper", m.err)
	} else if a.top() == m.p.from && a.over() == nil {
		a.overlays = append(a.overlays, newPaperView(m.s, m.p, m.doc))
	}
	return nil
}

// printOut sends the paper to the office's printer.
func (s *Session) printOut(p *printing, subject string) tea.Cmd {
	office, way, fault := s.Office, s.printer, s.printerErr
	s.Say(theme.None, s.Words.Print().Sending.Fill(s.paperName(p.want.Kind, subject)))
	return s.patiently(p.from, "", func(ctx context.Context) any {
		m := printedMsg{s: s, p: p, subject: subject, err: fault}
		if fault == nil {
			m.done, m.err = papers.Print(ctx, office, way, p.by, p.want)
		}
		return m
	})
}

func (s *Session) paperName(k papers.Kind, subject string) safe.Text {
	if k == papers.Label || k == papers.TurnAway {
		return s.Words.Paper(k)
	}
	return s.Words.Paper(k).Plus(safe.Const(" "), safe.Clean(subject))
}

type printedMsg struct {
	s       *Session
	p       *printing
	subject string
	done    printer.Done
	err     error
}

// tell says where the paper went, or why it did not and how to repeat.
func (m printedMsg) tell(a *App) tea.Cmd {
	s, w := m.s, m.s.Words.Print()
	if m.err != nil {
		s.unprinted = m.p
		if a.fail("print", m.err) == "" {
			again := a.status.text.Plus(safe.Const(" "), w.Again)
			if again.Width() <= a.w-4 && a.top() == m.p.from {
				a.status.text = again
			}
		}
		return nil
	}
	s.unprinted = nil
	if m.p.done != nil {
		m.p.done()
	}
	name := s.paperName(m.p.want.Kind, m.subject)
	if m.done.Paused {
		t, _ := s.Words.Problem("print-paused", m.done.Where)
		a.say(theme.Trouble, t)
		return nil
	}
	if m.done.File {
		a.say(theme.Done, a.placed(m.done.Where, func(at safe.Text) safe.Text { return w.Filed.Fill(at) }))
		return nil
	}
	a.say(theme.Done, w.Printed.Fill(safe.Clean(m.done.Where), name))
	return nil
}
