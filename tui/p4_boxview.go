package tui

import (
	tea "charm.land/bubbletea/v2"

	"tereze/tui/keys"
	"tereze/tui/safe"
	"tereze/tui/theme"
	"tereze/tui/widget"
)

func (d *delivery) Title() safe.Text {
	t := safe.Const("4 ").Plus(d.p.DeliverTitle, safe.Const(" · "), d.p.Name.Fill(safe.Num(int(d.no))))
	if d.reg.Provider == "" {
		return t
	}
	return t.Plus(safe.Const(" · "), d.ProviderShort(d.reg.Provider))
}

// Station is the fourth.
func (d *delivery) Station() int { return 4 }

// Help says how a box is checked.
func (d *delivery) Help() []safe.Text { return []safe.Text{d.p.HelpDeliver} }

// Typing: characters are a field's, not hotkeys.
func (d *delivery) Typing() bool {
	if d.box != nil {
		return d.box.field != nil
	}
	return d.form.Typing()
}

// Dirty: something typed is not recorded yet.
func (d *delivery) Dirty() bool { return d.box.touched() || d.kept.touched() }

// Resize takes the size.
func (d *delivery) Resize(w, h int) { d.w, d.h = w, h }

// Keys are the form's, or those of the box.
func (d *delivery) Keys() []keys.Binding {
	if d.box != nil {
		bs := d.box.bindings()
		for i, b := range bs {
			if do := b.Do; do != nil {
				bs[i].Do = func() tea.Cmd { return tea.Batch(do(), d.keepPad()) }
			}
		}
		return bs
	}
	bs := append([]keys.Binding{{ID: "further", Keys: []string{"f9"}, Label: d.p.Further, Do: d.further}}, d.form.Keys(d.Words.Common())...)
	if d.Dirty() {
		bs = append(bs, keys.Binding{ID: "leave", Keys: []string{"esc"}, Label: d.p.BackKey, Do: d.leave})
	}
	return bs
}

// leave goes away; what was typed is offered again.
func (d *delivery) leave() tea.Cmd {
	d.Say(theme.Done, d.p.PadKept)
	return tea.Batch(d.keepPad(), d.Pop())
}

// View is the form, or the box under what the form says.
func (d *delivery) View() Frame {
	if d.box == nil {
		return Frame{Body: d.form.Draw(min(d.w, 90), max(d.h-1, 1), d.Theme)}
	}
	return d.box.view()
}

func (b *box) view() Frame {
	th := b.Theme
	f := Frame{Head: []safe.Line{safe.Row(safe.Const(" "), b.Title().As(th.Title))}}
	if b.h >= 8 {
		f.Head = append(f.Head, safe.Row(safe.Const("   "),
			b.p.DeliveredAt.Fill(b.Words.When(b.moment(), b.Now()), safe.Clean(b.who.Value())).CutWords(b.w-4)))
	}
	if bar, ok := b.long.line(b.Session, b.w); ok {
		f.Foot = []safe.Line{bar}
	} else if len(b.extra) > 0 {
		var all []safe.Text
		for _, x := range b.extra {
			all = append(all, safe.Clean(x))
		}
		f.Foot = []safe.Line{safe.Row(safe.Const(" "), th.Mark(theme.Trouble), safe.Const(" "),
			b.p.Extra.Fill(safe.Join(safe.Const(", "), all...)).CutWords(b.w-4).As(th.Trouble))}
	} else {
		f.Foot = []safe.Line{safe.Row(safe.Const(" "), b.p.ExtraNone.As(th.Muted))}
	}
	f.Body = b.draw(max(b.h-len(f.Head)-len(f.Foot), 1))
	return f
}

// draw is the head of the list and the rows in view.
func (b *box) draw(h int) []safe.Line {
	th, home := b.Theme, b.Words.Home()
	b.height = max(h-1, 1)
	b.move(0)
	name := max(min(b.w-3-17-2-2-24-4, 30), 8)
	row := func(lead, number, who, in safe.Text) safe.Text {
		return lead.Plus(number.Fit(17), safe.Const("  "), who.Fit(name), safe.Const("  "), in)
	}
	head := row(safe.Const("   "), home.Number, home.Name, b.p.Box).As(th.Head)
	out := []safe.Line{head.Cut(b.w)}
	for i := b.top; i < len(b.rows) && len(out) < h; i++ {
		r := b.rows[i]
		lead, st, sign := safe.Const("   "), th.Plain, theme.None
		in := safe.Clean(r.incoming)
		switch {
		case r.missed:
			in, sign, st = b.p.Missed, theme.Trouble, th.Trouble
		case r.there || r.incoming != "":
			sign = theme.Done
		}
		if i == b.at {
			lead, st = safe.Const(" ▸ "), th.Selected
		}
		line := row(lead, safe.Clean(string(r.row.Number)), safe.Clean(r.row.Name), in).Fit(max(b.w-3, 1)).As(st)
		if i == b.at && b.field != nil {
			left := row(lead, safe.Clean(string(r.row.Number)), safe.Clean(r.row.Name), safe.Text{})
			entry := b.field.Draw(24, widget.Look{Theme: th, Focused: true})[0]
			line = safe.Row(left.As(st), entry).Cut(max(b.w-3, 1)).Pad(b.w - 3)
		}
		out = append(out, safe.Row(line, sign.Text().Fit(2).As(th.Of(sign))).Cut(b.w))
	}
	return out
}
