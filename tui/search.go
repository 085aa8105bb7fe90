package tui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// search finds cases by anything a person at the window can say.
type search struct {
	*Session
	query *widget.Field
	grid  *widget.Grid
	found []*intake.Case
	asked string // what the rows answer
	w, h  int
}

type searchFoundMsg struct {
	query string
	cases []*intake.Case
}

const mostFound = 200

func newSearch(s *Session, query string) Screen {
	p := &search{Session: s, query: widget.NewField("query", 80)}
	p.query.SetValue(query)
	p.query.Focus()
	return p
}

func (p *search) Relabel() {
	w := p.Words.Card()
	p.query.Label, p.query.Hint = w.Query, w.QueryHint
	p.fill()
}

// fill lays the cases found out as rows; the selection stays on its case.
func (p *search) fill() {
	w, hw := p.Words.Card(), p.Words.Home()
	rows := make([]widget.Row, 0, len(p.found))
	for _, c := range p.found {
		_, sign := p.stands(c)
		if sign != theme.Trouble {
			sign = theme.None
		}
		rows = append(rows, widget.Row{ID: c.ID.String(), Key: string(c.Number), Value: c, Sign: sign, Cells: []safe.Text{
			safe.Clean(string(c.Number)), safe.Clean(strings.TrimSpace(c.Recipient.Surname + " " + c.Recipient.Given)), p.Words.Stage(c.Stage),
			p.ServiceShort(c.Edition, c.Service), p.ProviderShort(c.Provider), p.Words.Short(c.AcceptedAt),
		}})
	}
	held := ""
	if p.grid != nil {
		if r, ok := p.grid.Selected(); ok {
			held = r.ID
		}
	}
	p.grid = widget.NewGrid("found", p.Asker(p), widget.Rows(rows),
		widget.Column{Title: hw.Number, Min: 17, Max: 17},
		widget.Column{Title: hw.Name, Min: 20},
		widget.Column{Title: w.Stage, Min: 17, Max: 17},
		widget.Column{Title: hw.Service, Min: 12, Max: 13},
		widget.Column{Title: hw.To, Min: 8, Max: 12, From: 110},
		widget.Column{Title: p.Words.Act(intake.ActAccept), Min: 10, Max: 12, From: 110},
	)
	p.grid.Fail = p.Fail
	p.grid.SelectID(held)
	p.resize()
}

func (p *search) Init() tea.Cmd {
	if p.query.Value() != "" && p.asked == "" {
		return p.find()
	}
	return p.grid.Load()
}

func (p *search) find() tea.Cmd {
	office, q := p.Office, p.query.Value()
	return p.Ask(p, "find", func(ctx context.Context) any {
		cases, err := office.Find(ctx, q, mostFound)
		if err != nil {
			return err
		}
		return searchFoundMsg{q, cases}
	})
}

func (p *search) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case searchFoundMsg:
		again := m.query == p.asked
		p.asked, p.found = m.query, m.cases
		p.fill()
		if len(m.cases) == 1 && !again {
			return tea.Batch(p.grid.Load(), p.Push(newCard(p.Session, m.cases[0].ID)))
		}
		return p.grid.Load()
	case scanFoundMsg:
		p.query.SetValue(p.scannedText(m))
		p.asked, p.found = p.query.Value(), m.found
		p.fill()
		return tea.Batch(p.grid.Load(), p.answer(m))
	case Changed, Shown:
		if p.asked != "" && p.query.Value() == p.asked {
			return p.find()
		}
		return nil
	case LangChanged:
		return p.grid.Load()
	case tea.KeyPressMsg:
		if m.Code == tea.KeyEnter || m.Code == tea.KeyKpEnter {
			return p.enter()
		}
		if cmd, mine := p.query.Update(m); mine {
			return cmd
		}
	case tea.PasteMsg:
		cmd, _ := p.query.Update(m)
		return cmd
	}
	cmd, _ := p.grid.Update(msg)
	return cmd
}

// answer says what a scan led to; one case opens.
func (p *search) answer(m scanFoundMsg) tea.Cmd {
	switch len(m.found) {
	case 0:
		return p.answerNone(m)
	case 1:
		at, sign := p.stands(m.found[0])
		p.Answer(sign, tailed(m.found[0], at))
		return p.Push(newCard(p.Session, m.found[0].ID))
	}
	return p.Answer(theme.Done, p.Words.Card().Found.Of(len(m.found)))
}

// scannedText is how a scan stands in the field: a number as papers print it.
func (p *search) scannedText(m scanFoundMsg) string {
	if n, ok := numberOf(m.scan); ok {
		return n.String()
	}
	return m.scan.Text.String()
}

// enter looks the query up; asked again, it opens the row in focus.
func (p *search) enter() tea.Cmd {
	if p.fresh() {
		if p.query.Value() == "" {
			return nil
		}
		return p.find()
	}
	if r, ok := p.grid.Selected(); ok {
		return p.Push(newCard(p.Session, r.Value.(*intake.Case).ID))
	}
	return nil
}

// fresh tells that the rows do not answer what is typed.
func (p *search) fresh() bool { return p.query.Value() != p.asked || p.asked == "" }

// Scan looks up what was scanned.
func (p *search) Scan(sc scan.Scan) (tea.Cmd, bool) { return p.seek(p, sc) }

func (p *search) Typing() bool    { return true }
func (p *search) Resize(w, h int) { p.w, p.h = w, h; p.resize() }

// searchBands is the rows that are not the list's: title, query, a gap.
const searchBands = 3

func (p *search) resize() { p.grid.Resize(max(p.h-searchBands, 2)) }

// Title names the screen.
func (p *search) Title() safe.Text { return p.Words.Card().Search }

func (p *search) Keys() []keys.Binding {
	c := p.Words.Common()
	enter := c.Open
	if p.fresh() {
		enter = p.Words.Card().SearchFind
	}
	return []keys.Binding{
		{ID: "find", Keys: []string{"enter"}, Label: enter, Do: p.enter},
		{ID: "rows", Keys: []string{"up"}, Show: safe.Const("↑↓"), Label: c.Row},
	}
}

func (p *search) View() Frame {
	look := widget.Look{Theme: p.Theme, Focused: true, Label: p.query.LabelWidth()}
	body := p.query.Draw(p.w-2, look)
	body = append(body, safe.Line{})
	var f Frame
	w := p.Words.Card()
	switch {
	case len(p.found) > 0:
		body = append(body, p.grid.Draw(p.w, max(p.h-1-len(body), 2), p.Theme)...)
	case p.asked != "":
		body = append(body, p.says(w.Found0)...)
		body = append(body, safe.Line{})
		body = append(body, p.says(w.SearchHelp)...)
	default:
		body = append(body, p.says(w.SearchHelp)...)
	}
	f.Body = body
	if p.asked != "" {
		f.Aside = w.Found.Of(len(p.found)).As(p.Theme.Muted)
		if len(p.found) >= mostFound {
			f.Aside = w.FoundMost.Fill(safe.Num(mostFound)).As(p.Theme.Trouble)
		}
	}
	return f
}

// says is a sentence under the field.
func (p *search) says(t safe.Text) []safe.Line {
	rows := safe.Rows(p.Theme.Muted, t.Wrap(max(p.w-4, 8))...)
	for i := range rows {
		rows[i] = safe.Row(safe.Const("   "), rows[i])
	}
	return rows
}

func (p *search) Help() []safe.Text { return []safe.Text{p.Words.Card().SearchHelp} }
