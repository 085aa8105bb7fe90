package tui

import (
	"context"
	"encoding/json"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"tereze/intake"
	"tereze/intake/code"
	"tereze/tui/theme"
)

// boxPad is a delivery as it is typed, kept until it is recorded.
type boxPad struct {
	Who, Day, Hour string
	Incoming       map[code.Number]string
	Missed, There  []code.Number
	Extra          []string
	At             code.Number // the row in focus
}

const padDelivery = "delivery"

func (d *delivery) padOf() string { return strconv.FormatUint(d.no, 10) }

// pad is what stands on the screen; nil while nothing is typed.
func (d *delivery) pad() []byte {
	b := d.box
	if b == nil {
		b = d.kept
	}
	if b == nil || !b.touched() && b.field == nil && !b.anyThere() {
		return nil
	}
	p := boxPad{Who: d.who.Value(), Day: d.day.Value(), Hour: d.hour.Value(), Extra: b.extra, Incoming: map[code.Number]string{}}
	for i, r := range b.rows {
		if i == b.at {
			p.At = r.row.Number
		}
		incoming := r.incoming
		if i == b.at && b.field != nil {
			incoming = b.field.Value()
		}
		if incoming != "" {
			p.Incoming[r.row.Number] = incoming
		}
		if r.missed {
			p.Missed = append(p.Missed, r.row.Number)
		}
		if r.there {
			p.There = append(p.There, r.row.Number)
		}
	}
	data, _ := json.Marshal(p)
	return data
}

func (b *box) anyThere() bool {
	for _, r := range b.rows {
		if r.there {
			return true
		}
	}
	return false
}

// keepPad writes what is typed when it has changed.
func (d *delivery) keepPad() tea.Cmd {
	data := d.pad()
	if string(data) == d.padded || data == nil && d.padded == "" {
		return nil
	}
	d.padded = string(data)
	by, office, of := d.By(), d.Office, d.padOf()
	return d.Keep(d, "pad", d.padKey(), func(ctx context.Context) error {
		if data == nil {
			return office.DropPad(ctx, by, padDelivery, of)
		}
		return office.SavePad(ctx, by, padDelivery, of, data)
	}, nil)
}

func (d *delivery) padKey() string { return padDelivery + "/" + d.padOf() }

// restore puts back what the worker typed before, on the rows that are still
// on the list, and says so.
func (d *delivery) restore(kept *intake.Pad) tea.Cmd {
	var p boxPad
	if kept == nil || json.Unmarshal(kept.Data, &p) != nil {
		return nil
	}
	d.padded = string(kept.Data)
	b := d.kept
	b.extra = p.Extra
	missed, there := map[code.Number]bool{}, map[code.Number]bool{}
	for _, n := range p.Missed {
		missed[n] = true
	}
	for _, n := range p.There {
		there[n] = true
	}
	for i := range b.rows {
		r := &b.rows[i]
		n := r.row.Number
		r.incoming, r.missed, r.there = p.Incoming[n], missed[n], there[n]
		if n == p.At {
			b.at = i
		}
	}
	d.who.SetValue(p.Who)
	if p.Day != "" && p.Hour != "" {
		d.day.SetValue(p.Day)
		d.hour.SetValue(p.Hour)
	}
	d.form.Check()
	return d.Say(theme.Done, d.Words.Traces().PadFound.Fill(d.Words.When(kept.At, d.Now())))
}
