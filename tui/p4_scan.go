package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/scan"
	"tereze/tui/theme"
)

// laidMsg answers a scan: where the case is, and whether it was put there now.
type laidMsg struct {
	c   *intake.Case
	put bool
	reg *courier.Registry // where it stands already
	no  saying            // why it is no case
}

// Scan puts the scanned case into its provider's open registry.
func (d *dispatch) Scan(sc scan.Scan) (tea.Cmd, bool) {
	n, no, taken := d.scanNumber(sc)
	if !taken {
		return nil, false
	}
	d.pending = scanned{what: sc.Text}
	if no != nil {
		d.answer(no, theme.Unknown)
		return nil, true
	}
	d.pending.what = n.shown()
	by, office, group := d.By(), d.Office, d.group
	front := func(c *intake.Case) bool { return c.Stage == intake.Handed && (group == "" || c.Provider == group) }
	return d.Do(d, "scan", func(ctx context.Context) any {
		c, no, err := n.find(ctx, office, front, inStage(intake.Handed))
		switch {
		case err != nil:
			return err
		case no != nil:
			return laidMsg{no: no}
		case c.Stage == intake.Handed:
			if c, err = office.Put(ctx, by, c.ID); err != nil {
				return err
			}
			return laidMsg{c: c, put: true}
		case c.Registry == 0:
			return laidMsg{c: c}
		}
		r, err := office.Registry(ctx, c.Registry)
		if err != nil {
			return err
		}
		return laidMsg{c: c, reg: r}
	}), true
}

func (d *dispatch) answer(say saying, sign theme.Sign) {
	line := d.pending
	line.say, line.sign = say, sign
	d.roll.said(d.Session, line)
	d.Resize(d.w, d.h)
}

// laid says where a scanned case is.
func (d *dispatch) laid(m laidMsg) tea.Cmd {
	if m.c != nil {
		d.pending.what = safe.Clean(string(m.c.Number))
		d.pending.name = safe.Clean(m.c.Recipient.ShortName())
	}
	if m.put {
		no := m.c.Registry
		d.last = lastAct{{intake.ListRow{ID: m.c.ID, Number: m.c.Number}, m.c.Version()}}
		d.answer(func(w lang.Words) safe.Text { return w.P4().PutNow.Fill(safe.Num(int(no))) }, theme.Done)
		return d.reload()
	}
	d.answer(whereabouts(m))
	return nil
}

// whereabouts says why a scanned case was not put anywhere.
func whereabouts(m laidMsg) (saying, theme.Sign) {
	if m.no != nil {
		return m.no, theme.Unknown
	}
	stage, no := m.c.Stage, safe.Num(int(m.c.Registry))
	switch {
	case stage == intake.Accepted:
		return func(w lang.Words) safe.Text { return w.P4().FirstReceive }, theme.Trouble
	case stage == intake.Out && m.reg != nil && m.reg.State <= courier.Closed:
		return func(w lang.Words) safe.Text { return w.P4().InRegistry.Fill(no) }, theme.Same
	case stage == intake.Out:
		return func(w lang.Words) safe.Text { return w.P4().Gone.Fill(no) }, theme.Same
	}
	return func(w lang.Words) safe.Text { return w.P3().WrongStage.Fill(w.Stage(stage)) }, theme.Trouble
}

// Update takes the answers of acts, and what the list needs.
func (d *dispatch) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case sectorLook:
		d.look = m
		d.Resize(d.w, d.h)
		if _, there := m.of(d.group); d.group != "" && !there {
			d.group = "" // all of it is on its way: back to everybody's
			return d.grid.SetSource(d.source())
		}
		return nil
	case Confirmed:
		if m.Value == true && d.ask != nil {
			return d.ask()
		}
		return nil
	case putMsg:
		return d.putDone(m)
	case openedMsg:
		say := d.p.Opened.Fill(safe.Num(int(m.reg.Number)), d.ProviderShort(m.reg.Provider))
		return tea.Batch(d.Say(theme.Done, say), d.reload())
	case laidMsg:
		return d.laid(m)
	case undoneMsg:
		d.long.end()
		d.last = nil
		return tea.Batch(d.sayUndone(m), d.reload())
	case movedMsg:
		d.long.end()
		return tea.Batch(d.Say(theme.Trouble, m.say(d.Words)), d.reload())
	case Failed:
		d.long.end()
		if m.Topic == "scan" {
			d.answer(sayError(m.Err), theme.Trouble)
		}
		if m.Topic == "look" {
			return nil
		}
		return d.reload()
	case lookMsg:
		return d.long.look(d.Session, d)
	case Changed, Shown:
		return d.reload()
	case LangChanged:
		return d.Init()
	}
	if cmd, mine := d.side.update(msg); mine {
		return cmd
	}
	cmd, _ := d.grid.Update(msg)
	return cmd
}

func (d *dispatch) putDone(m putMsg) tea.Cmd {
	d.long.end()
	d.last = m.rows
	say := d.p.PutAll.Of(len(m.rows), safe.Num(int(m.no)))
	if !m.many {
		say = d.p.Put.Fill(safe.Clean(string(m.rows[0].row.Number)), safe.Num(int(m.no)))
	}
	return tea.Batch(d.Say(theme.Done, say), d.reload())
}
