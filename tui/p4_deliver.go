package tui

import (
	"context"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/code"
	"tereze/intake/iin"
	"tereze/store"
	"tereze/tui/lang"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

// delivery records that a registry reached the provider: first when and who
// took it (the form), then what was in the box (p4_box.go).
type delivery struct {
	*Session
	p    lang.Registry
	no   uint64
	w, h int
	reg  regRow

	form           *widget.Form
	day, hour, who *widget.Field
	date           time.Time     // midnight of the day
	at             time.Duration // since then
	box            *box          // nil while the form is filled in
	kept           *box          // what was typed before going back to the form
	padded         string        // what of it is kept, or on its way: p4_pad.go
	long           longAct
	ask            func() tea.Cmd
}

func newDelivery(s *Session, no uint64) Screen {
	d := &delivery{Session: s, no: no,
		day: widget.NewField("day", 12), hour: widget.NewField("at", 8), who: widget.NewField("receiver", 60)}
	d.day.Width, d.hour.Width = 12, 8
	widget.Bind(d.day, &d.date, d.parseDay)
	widget.Bind(d.hour, &d.at, d.parseHour)
	now := s.Now()
	d.day.SetValue(now.Format("02.01.2006"))
	d.hour.SetValue(now.Format("15:04"))
	d.day.OnLeave = func() tea.Cmd {
		if d.day.Fault().Empty() && !d.date.IsZero() {
			d.day.SetValue(d.date.Format("02.01.2006"))
		}
		return nil
	}
	d.hour.OnLeave = func() tea.Cmd {
		if d.hour.Fault().Empty() {
			d.hour.SetValue(time.Time{}.Add(d.at).Format("15:04"))
		}
		return nil
	}
	d.form = widget.NewForm(widget.Line(d.who), widget.Line(d.day), widget.Line(d.hour))
	d.form.Submit = d.further
	return d
}

// digitsIn is what was typed as groups of digits; under a Kazakh layout the
// digits came as letters and the signs between them too.
func digitsIn(s string) string {
	if !strings.ContainsAny(s, "0123456789") {
		s = iin.Fold(s)
	}
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}

func (d *delivery) parseDay(s string) (time.Time, safe.Text) {
	t, err := time.ParseInLocation("02012006", digitsIn(s), d.Office.Office.Zone())
	if err != nil {
		return t, d.p.BadDay
	}
	return t, safe.Text{}
}

func (d *delivery) parseHour(s string) (time.Duration, safe.Text) {
	n := digitsIn(s)
	if len(n) == 3 {
		n = "0" + n
	}
	t, err := time.Parse("1504", n)
	if err != nil {
		return 0, d.p.BadHour
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute, safe.Text{}
}

// Relabel names the fields.
func (d *delivery) Relabel() {
	d.p = d.Words.Registry()
	d.day.Label, d.hour.Label, d.who.Label = d.p.Day, d.p.Hour, d.p.WhoTook
	d.who.Needed, _ = d.Words.Problem(courier.ProblemReceiver)
	d.day.Needed, d.hour.Needed = d.p.BadDay, d.p.BadHour
	d.form.Recheck()
}

// boxRead is the registry on the road and its cases.
type boxRead struct {
	reg   regRow
	rows  []intake.ListRow
	usual string // who took the provider's last registry
	pad   *intake.Pad
}

// Init reads the registry and everything on its list.
func (d *delivery) Init() tea.Cmd {
	office, no, actor, of := d.Office, d.no, d.Actor, d.padOf()
	return d.Ask(d, "look", func(ctx context.Context) any {
		r, held, err := readRegistry(ctx, office, no)
		if err != nil {
			return err
		}
		m := boxRead{reg: regRow{*r, held}}
		var after []byte
		for {
			rows, err := office.Contents(ctx, no, after, 500)
			if err != nil {
				return err
			}
			if len(rows) == 0 {
				break
			}
			m.rows = append(m.rows, rows...)
			after = rows[len(rows)-1].Cursor
		}
		err = office.View(ctx, func(tx *store.Tx) error {
			hits, err := courier.RegistryByState.Page(tx, store.AppendString([]byte{byte(courier.Delivered)}, r.Provider), nil, 1, true)
			if err != nil || len(hits) == 0 {
				return err
			}
			last, err := courier.Registries.Get(tx, hits[0].ID)
			if err == nil {
				m.usual = last.Receiver
			}
			return err
		})
		if err != nil {
			return err
		}
		if m.pad, err = office.LoadPad(ctx, actor, padDelivery, of); err != nil {
			return err
		}
		return m
	})
}

// further goes from the form to the box.
func (d *delivery) further() tea.Cmd {
	if !d.form.Check() || d.kept == nil {
		return nil
	}
	d.box = d.kept
	return nil
}

// moment is the delivery by the provider's clock.
func (d *delivery) moment() time.Time { return d.date.Add(d.at) }

// deliver asks before the delivery is recorded: what it comes to.
func (d *delivery) deliver() tea.Cmd {
	if d.box == nil {
		return d.further()
	}
	d.box.close()
	b := d.box
	text := []safe.Text{
		d.p.DeliverAsk.Of(len(b.rows), safe.Num(int(d.no))),
		d.p.DeliverNumbers.Fill(safe.Num(b.numbered())),
	}
	if n := b.missed(); n > 0 {
		text = append(text, d.p.DeliverMissed.Fill(safe.Num(n)))
	}
	if n := len(b.extra); n > 0 {
		text = append(text, d.p.DeliverExtra.Fill(safe.Num(n)))
	}
	d.ask = d.record
	return d.Confirm(d, "deliver", d.p.DeliverTitle, text, 1, d.yesNo("f9")...)
}

// deliveredMsg: the delivery is on disk.
type deliveredMsg struct {
	reg *courier.Registry
	act *courier.Discrepancy
	n   int
}

func (d *delivery) record() tea.Cmd {
	by, office, reg := d.By(), d.Office, d.reg
	del := courier.Delivery{At: d.moment(), Receiver: d.who.Value(), Incoming: map[code.Number]string{}, Extra: append([]string(nil), d.box.extra...)}
	for _, r := range d.box.rows {
		switch {
		case r.missed:
			del.Missed = append(del.Missed, r.row.Number)
		case r.incoming != "":
			del.Incoming[r.row.Number] = r.incoming
		}
	}
	n := len(d.box.rows) - len(del.Missed)
	progress, tick := d.long.begin(d.Session, d, d.p.DeliverRuns, len(d.box.rows))
	of := d.padOf()
	d.Forget(d.padKey())
	return tea.Batch(tick, d.Do(d, "deliver", func(ctx context.Context) any {
		if why, ok := unchanged(ctx, office, reg); !ok {
			return why
		}
		r, act, err := office.Deliver(ctx, by, reg.Number, del, progress)
		if err != nil {
			return err
		}
		if err := office.DropPad(ctx, by.Part([]byte("pad")), padDelivery, of); err != nil {
			return err
		}
		return deliveredMsg{r, act, n}
	}))
}

// Update takes the answers; keys go to the form or to the box.
func (d *delivery) Update(msg tea.Msg) tea.Cmd {
	switch m := msg.(type) {
	case boxRead:
		return d.readDone(m)
	case Confirmed:
		if m.Value == true && d.ask != nil {
			return d.ask()
		}
		return nil
	case deliveredMsg:
		return d.done(m)
	case regMovedMsg:
		d.long.end()
		d.Say(theme.Trouble, m.say(d.Words))
		return d.Pop()
	case Failed:
		return d.failed(m)
	case lookMsg:
		return d.long.look(d.Session, d)
	}
	if d.box != nil {
		return tea.Batch(d.box.update(msg), d.keepPad())
	}
	cmd, _ := d.form.Update(msg)
	return tea.Batch(cmd, d.keepPad())
}

func (d *delivery) readDone(m boxRead) tea.Cmd {
	d.reg = m.reg
	if m.reg.State != courier.Dispatched {
		moved := regMovedMsg{m.reg.Number, m.reg.State, m.reg.held}
		d.Say(theme.Trouble, moved.say(d.Words))
		return d.Pop()
	}
	var cmd tea.Cmd
	if d.kept == nil {
		d.kept = newBox(d, m.rows)
		cmd = d.restore(m.pad)
	}
	if d.who.Value() == "" {
		d.who.SetValue(m.usual)
	}
	return cmd
}

func (d *delivery) done(m deliveredMsg) tea.Cmd {
	d.long.end()
	d.box, d.kept = nil, nil
	no := safe.Num(int(d.no))
	if a := m.act; a != nil {
		d.Say(theme.Trouble, d.p.Act.Fill(safe.Num(int(a.Number)), safe.Num(len(a.Missed)), safe.Num(len(a.Extra))))
	} else {
		d.Say(theme.Done, d.p.Delivered.Of(m.n, no))
	}
	return d.Replace(newRegistry(d.Session, d.no))
}

// failed puts a rule's reason under the field it names; nothing typed is lost.
func (d *delivery) failed(m Failed) tea.Cmd {
	d.long.end()
	d.padded = "" // what was forgotten before recording is kept again
	p, ok := intake.AsProblem(m.Err)
	if !ok {
		return nil
	}
	if t, ok := d.Words.Explain(m.Err); ok && (p.Field == "at" || p.Field == "receiver") {
		d.box = nil
		d.form.Refuse(p.Field, t)
	}
	return nil
}
