package tui

import (
	"context"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/store"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// journal lists what was done, newest first: who, when, in which process, of
// what. It names no person; who sees only this needs no names. The filter is in
// journal_filter.go, an entry and the check of the chain in journal_view.go.
type journal struct {
	*Session
	filter intake.JournalFilter
	said   safe.Text // the filter as it was typed
	grid   *widget.Grid
	head   store.Head
	last   *store.Entry // the head's entry
	long   longAct      // the check of the chain
	w, h   int
}

type journalHeadMsg struct {
	head store.Head
	last *store.Entry
}

func newJournal(s *Session) Screen {
	return &journal{Session: s, filter: intake.JournalFilter{Process: -1}}
}

// Relabel names the columns; the rows carry words too.
func (p *journal) Relabel() {
	w := p.Words.Journal()
	if p.grid == nil {
		p.grid = widget.NewGrid("journal", p.Asker(p), p.source())
	}
	p.grid.Columns = []widget.Column{
		{Title: w.No, Min: 6, Max: 9, Right: true},
		{Title: w.At, Min: 14, Max: 14},
		{Title: w.Worker, Min: 8, Max: 16},
		{Title: w.Process, Min: 3, Max: 3, Right: true},
		{Title: w.Act, Min: 14, Max: 30},
		{Title: w.Subject, Min: 17, Max: 20},
		{Title: w.Args, Min: 20, Max: 60, From: 100},
	}
	p.grid.Empty, p.grid.Waiting, p.grid.Fail = w.Empty, p.Words.Common().Loading, p.Fail
}

// source reads the journal a window at a time.
func (p *journal) source() widget.Source {
	office, actor, filter, words := p.Office, p.Actor, p.filter, p.Words
	return widget.SourceFunc(func(ctx context.Context, w widget.Want) (widget.Page, error) {
		var page widget.Page
		win := intake.JournalWindow{Inclusive: w.Inclusive, Newer: w.Back, Limit: w.Limit}
		if w.From != "" {
			win.From, _ = strconv.ParseUint(w.From, 10, 64)
		}
		some, more, err := office.JournalPage(ctx, actor, filter, win)
		page.More = more
		zone := office.Office.Zone()
		for _, n := range some {
			no := strconv.FormatUint(n.Seq, 10)
			process := safe.Text{}
			if n.Process > 0 {
				process = safe.Num(int(n.Process))
			}
			page.Rows = append(page.Rows, widget.Row{ID: no, Key: no, Value: n, Cells: []safe.Text{
				safe.Clean(no), safe.Clean(n.At.In(zone).Format("02.01.06 15:04")), safe.Clean(n.Operator), process,
				words.JournalAct(n.Act), safe.Clean(n.Subject), safe.Clean(strings.Join(n.Args, " ")),
			}})
		}
		return page, err
	})
}

func (p *journal) Init() tea.Cmd { return tea.Batch(p.grid.Load(), p.readHead()) }

// readHead reads where the journal stands.
func (p *journal) readHead() tea.Cmd {
	office, actor := p.Office, p.Actor
	return p.Ask(p, "head", func(ctx context.Context) any {
		head, err := office.Ledger.Head(ctx)
		if err != nil {
			return err
		}
		some, _, err := office.JournalPage(ctx, actor, intake.JournalFilter{Process: -1}, intake.JournalWindow{Limit: 1})
		if err != nil {
			return err
		}
		m := journalHeadMsg{head: head}
		if len(some) > 0 {
			m.last = &some[0]
		}
		return m
	})
}

func (p *journal) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case journalHeadMsg:
		p.head, p.last = m.head, m.last
		return nil
	case Changed, Shown:
		return tea.Batch(p.grid.Reload(), p.readHead())
	case LangChanged:
		return p.grid.Renew(p.source())
	case verifiedMsg:
		return p.verified(m)
	case lookMsg:
		return p.long.look(p.Session, p)
	case Failed:
		if m.Topic == "verify" {
			p.long.end()
		}
		return nil
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// Scan shows what was done with the case of a code.
func (p *journal) Scan(sc scan.Scan) (tea.Cmd, bool) {
	n, fault := code.ParseBarcode(sc.Digits)
	if fault != "" {
		if n, fault = code.ParseNumber(sc.Text.String()); fault != "" {
			return nil, false
		}
	}
	p.Answer(theme.Done, p.Words.Journal().Filtered.Fill(safe.Clean(string(n))))
	return p.choose(intake.JournalFilter{Process: -1, Subject: string(n)}, safe.Clean(string(n))), true
}

// choose lists what a filter leaves.
func (p *journal) choose(f intake.JournalFilter, said safe.Text) tea.Cmd {
	p.filter, p.said = f, said
	return p.grid.SetSource(p.source())
}

func (p *journal) Keys() []keys.Binding {
	w, c := p.Words.Journal(), p.Words.Common()
	return []keys.Binding{
		{ID: "entry", Keys: []string{"enter"}, Label: w.EntryKey, Do: p.entry, Why: func() safe.Text {
			if _, ok := p.grid.Selected(); !ok {
				return c.Nothing
			}
			return safe.Text{}
		}},
		{ID: "filter", Keys: []string{"f5", "f"}, Label: w.FilterKey, Do: p.askFilter},
		{ID: "clear", Keys: []string{"f6"}, Label: w.ClearKey, Do: func() tea.Cmd {
			return p.choose(intake.JournalFilter{Process: -1}, safe.Text{})
		}, Why: func() safe.Text {
			if p.filter.Any() {
				return w.NothingFiltered
			}
			return safe.Text{}
		}},
		{ID: "verify", Keys: []string{"f7"}, Label: w.VerifyKey, Help: w.VerifyHelp, Do: p.verify, Why: func() safe.Text {
			if !p.long.what.Empty() {
				return w.Verifying
			}
			return safe.Text{}
		}},
	}
}

func (p *journal) Resize(w, h int) { p.w, p.h = w, h; p.grid.Resize(max(h-2, 2)) }

// Title names the screen and what is left of the journal.
func (p *journal) Title() safe.Text {
	w := p.Words.Journal()
	if p.said.Empty() {
		return w.Title
	}
	return w.Title.Plus(safe.Const(" · "), w.Filtered.Fill(p.said))
}

// View is the list over where the journal stands.
func (p *journal) View() Frame {
	foot := safe.Row(safe.Const(" "), p.headLine().CutWords(p.w-2).As(p.Theme.Muted))
	if bar, ok := p.long.line(p.Session, p.w); ok {
		foot = bar
	}
	return Frame{Body: p.grid.Draw(p.w, max(p.h-2, 2), p.Theme), Foot: []safe.Line{foot}}
}

func (p *journal) Help() []safe.Text {
	w := p.Words.Journal()
	return []safe.Text{w.Help1, w.Help2}
}
