package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
)

// Keys are those of the wall.
func (p *wall) Keys() []keys.Binding {
	w, c := p.Words.Wall(), p.Words.Common()
	read := func() safe.Text {
		if p.look == nil {
			return c.Loading
		}
		return safe.Text{}
	}
	return []keys.Binding{
		{ID: "open", Keys: []string{"enter", "space"}, Label: c.Open, Why: read, Do: p.open},
		{ID: "close", Keys: []string{"f9"}, Label: w.Close, Why: p.whyNotClose, Do: p.askClose},
		{ID: "report", Keys: []string{"f8", "r"}, Label: w.Report, Do: p.report},
		{ID: "table", Keys: []string{"tab"}, Label: w.Table, Do: func() tea.Cmd { p.byJob, p.scroll = !p.byJob, 0; return nil }},
		{ID: "day", Keys: []string{"left"}, Show: safe.Const("←→"), Label: w.Day, Help: w.Earlier, Do: func() tea.Cmd { return p.turn(-1) }},
		{ID: "day.next", Keys: []string{"right"}, Do: func() tea.Cmd { return p.turn(1) }},
		{ID: "archive", Keys: []string{"f7", "a"}, Label: w.Archive, Do: func() tea.Cmd { return p.Push(newArchive(p.Session)) }},
		{ID: "journal", Keys: []string{"f5", "j"}, Help: w.Journal, Do: func() tea.Cmd { return p.Push(newJournal(p.Session)) }},
		{ID: "up", Keys: []string{"up"}, Do: func() tea.Cmd { return p.move(-1) }},
		{ID: "down", Keys: []string{"down"}, Do: func() tea.Cmd { return p.move(1) }},
		{ID: "page.up", Keys: []string{"pgup"}, Do: func() tea.Cmd { p.scroll = max(p.scroll-1, 0); return nil }},
		{ID: "page.down", Keys: []string{"pgdown"}, Do: func() tea.Cmd { p.scroll++; return nil }},
	}
}

func (p *wall) move(by int) tea.Cmd {
	p.at = (p.at + by + len(wallDuties)) % len(wallDuties)
	return nil
}

// whyNotClose leaves what hangs to askClose, which names it.
func (p *wall) whyNotClose() safe.Text {
	w := p.Words.Wall()
	switch {
	case p.look == nil:
		return p.Words.Common().Loading
	case p.look.end != nil:
		return w.Closed
	}
	if err := p.Actor.May(intake.CanCloseDay); err != nil {
		t, _ := p.Words.Explain(err)
		return t
	}
	return safe.Text{}
}

// Help tells what is on the wall.
func (p *wall) Help() []safe.Text {
	w := p.Words.Wall()
	return []safe.Text{w.HelpWall1, w.HelpWall2, w.LateNote, w.HelpWall3}
}

// Resize tells the cells there are.
func (p *wall) Resize(w, h int) { p.w, p.h = w, h }
