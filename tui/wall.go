package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/courier/papers"
	"tereze/intake/calendar"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// wall is the supervisor's: what a day owes, each duty one key from its list;
// how long people stood at the counter, hour by hour; who did what; why people
// left without a receipt; the month behind. It closes the day. What it draws
// is in wall_view.go, wall_chart.go and wall_table.go, its keys in wall_keys.go.
type wall struct {
	*Session
	day    calendar.Date
	today  bool // the day shown is the office's, also after midnight
	look   *wallLook
	at     int // the duty in focus, in wallDuties
	byJob  bool
	scroll int // of the table
	w, h   int
}

// wallLook is a day as last read.
type wallLook struct {
	day    *courier.Day
	duties courier.Duties
	end    *courier.DayEnd
	open   []calendar.Date // days before, not closed
}

type dayClosedMsg struct{ end *courier.DayEnd }

// wallDuties are the rows on the left. What must leave with the courier is one
// row, wherever it stands.
var wallDuties = [...][]courier.DutyKind{
	{courier.DutyCounter, courier.DutySector, courier.DutyRegistry},
	{courier.DutyUnsettled}, {courier.DutyForward}, {courier.DutyStepToday}, {courier.DutyStepLate}, {courier.DutyTerm}, {courier.DutyArchive},
}

func newWall(s *Session) Screen { return &wall{Session: s, day: s.Today(), today: true} }

func (p *wall) Init() tea.Cmd { return p.read() }

func (p *wall) read() tea.Cmd {
	office, day := p.Office, p.day
	return p.Ask(p, "look", func(ctx context.Context) any {
		l := &wallLook{}
		var err error
		if l.day, err = office.Day(ctx, day); err != nil {
			return err
		}
		if l.duties, err = office.Hangs(ctx, day); err != nil {
			return err
		}
		if l.end, err = office.DayEnd(ctx, day); err != nil {
			return err
		}
		if l.open, err = office.LeftOpen(ctx, day); err != nil {
			return err
		}
		return l
	})
}

func (p *wall) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case *wallLook:
		p.look = m
	case Changed, Shown:
		return p.follow()
	case Second:
		if p.today && p.day != p.Today() {
			return p.follow()
		}
	case Confirmed:
		if m.ID == "close" && m.Value == true {
			return p.close()
		}
	case dayClosedMsg:
		return tea.Batch(p.read(), p.closed(m.end))
	case Failed:
		if m.Topic == "close" {
			return p.read()
		}
	}
	return nil
}

// follow reads the day again; at midnight the office's day is another one.
func (p *wall) follow() tea.Cmd {
	if p.today {
		p.day = p.Today()
	}
	return p.read()
}

// turn shows another day; never one that has not come.
func (p *wall) turn(by int) tea.Cmd {
	day := p.day.Add(by)
	if day.After(p.Today()) {
		return nil
	}
	p.day, p.today, p.scroll = day, day == p.Today(), 0
	return p.read()
}

// open leads to the list of the duty in focus.
func (p *wall) open() tea.Cmd {
	kinds := wallDuties[p.at]
	kind := kinds[0]
	for _, k := range kinds {
		if p.look.duties.Of(k).N > 0 {
			kind = k
			break
		}
	}
	return p.Push(p.dutyScreen(kind))
}

func (p *wall) dutyScreen(k courier.DutyKind) Screen {
	s := p.Session
	switch k {
	case courier.DutySector:
		return newDispatch(s)
	case courier.DutyRegistry:
		return newRegistries(s)
	case courier.DutyUnsettled:
		h := newHandover(s).(*handover)
		h.pane = paneUnsettled
		return h
	case courier.DutyForward:
		return newMark(s)
	case courier.DutyStepToday:
		return newProvide(s)
	case courier.DutyStepLate:
		pr := newProvide(s).(*provide)
		pr.filter.late = true
		return pr
	case courier.DutyTerm:
		return newTerms(s)
	case courier.DutyArchive:
		return newArchive(s)
	}
	return newHandover(s)
}

// askClose asks before the day is closed, or says what hangs.
func (p *wall) askClose() tea.Cmd {
	w, c := p.Words.Wall(), p.Words.Common()
	if hang := p.hang(); !hang.Empty() {
		return p.Say(theme.Trouble, w.Hang.Plus(safe.Const(" "), hang))
	}
	return p.Confirm(p, "close", w.Close, []safe.Text{w.CloseAsk.Fill(p.Words.Short(p.day.In(p.Office.Office.Zone())))}, 0,
		widget.Choice{Label: c.No, Value: false}, widget.Choice{Label: c.Yes, Value: true})
}

// hang names what hinders the closing, each with its number; empty: nothing.
func (p *wall) hang() safe.Text {
	var parts []safe.Text
	w := p.Words.Wall()
	short := [len(wallDuties)]safe.Text{0: w.ShortLeave, 1: w.ShortUnsettled, 2: w.ShortForward, 6: w.ShortArchive}
	for i, kinds := range wallDuties {
		stops := int64(0)
		for _, k := range kinds {
			if d := p.look.duties.Of(k); d.Stops {
				stops += d.N
			}
		}
		if stops > 0 {
			parts = append(parts, short[i].Plus(safe.Const(" "), safe.Num(int(stops))))
		}
	}
	return safe.Join(safe.Const(" · "), parts...)
}

func (p *wall) dutyName(kinds []courier.DutyKind) safe.Text {
	if len(kinds) > 1 {
		return p.Words.Wall().Leave
	}
	return p.Words.Duty(kinds[0])
}

func (p *wall) close() tea.Cmd {
	by, office, day := p.By(), p.Office, p.day
	return p.Do(p, "close", func(ctx context.Context) any {
		end, err := office.CloseDay(ctx, by, day)
		if err != nil {
			return err
		}
		return dayClosedMsg{end}
	})
}

// closed says so and lays the report out, ready to be printed.
func (p *wall) closed(end *courier.DayEnd) tea.Cmd {
	on := p.Words.Short(end.On.In(p.Office.Office.Zone()))
	p.Say(theme.Done, p.Words.Wall().CloseDone.Fill(on, safe.Num(int(end.Head.Seq)).Plus(safe.Const(" · "), safe.Clean(end.Head.Short()))))
	return p.report()
}

func (p *wall) report() tea.Cmd {
	return p.showPaper(p, papers.Want{Kind: papers.Report, Day: p.day}, nil)
}
