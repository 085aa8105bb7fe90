package tui

import (
	"cmp"
	"context"
	"slices"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/tui/safe"
	"tereze/tui/theme"
)

// parcel is what the sector holds for one provider.
type parcel struct {
	provider string
	count    intake.Count
	due      calendar.Date // the earliest day one of them must leave
	open     uint64        // its open registry, 0 for none
	held     int           // cases in that
}

// sectorLook is the counts of the screen.
type sectorLook struct {
	parcels         []parcel
	sector, counter intake.Count
}

// mustLeave is what has to be with the courier today and is in no registry.
func (l *sectorLook) mustLeave() int {
	return int(l.sector.Late + l.sector.Today + l.counter.Late + l.counter.Today)
}

func (l *sectorLook) of(provider string) (parcel, bool) {
	for _, p := range l.parcels {
		if p.provider == provider {
			return p, true
		}
	}
	return parcel{provider: provider}, false
}

// count reads the parcels and what must leave today.
func (d *dispatch) count() tea.Cmd {
	office, today := d.Office, d.Today()
	return d.Ask(d, "look", func(ctx context.Context) any {
		var l sectorLook
		err := office.View(ctx, func(tx *store.Tx) (err error) {
			l = sectorLook{}
			if l.sector, err = intake.CountList(tx, intake.ListSector, today); err != nil {
				return err
			}
			if l.counter, err = intake.CountList(tx, intake.ListCounter, today); err != nil {
				return err
			}
			l.parcels, err = parcels(tx, today)
			return err
		})
		if err != nil {
			return err
		}
		return l
	})
}

// parcels are the providers the sector holds something for, or has an open
// registry of; the one whose papers must leave first is first.
func parcels(tx *store.Tx, today calendar.Date) ([]parcel, error) {
	var out []parcel
	find := func(provider string) *parcel {
		for i := range out {
			if out[i].provider == provider {
				return &out[i]
			}
		}
		out = append(out, parcel{provider: provider})
		return &out[len(out)-1]
	}
	for t, err := range intake.ByProvider.Tallies(tx, []byte{byte(intake.ListSector)}) {
		if err != nil {
			return nil, err
		}
		provider, _, err := store.ReadString(t.Key[1:])
		if err != nil {
			return nil, err
		}
		find(provider)
	}
	for i := range out {
		p := &out[i]
		var err error
		if p.count, err = intake.CountListOf(tx, intake.ListSector, p.provider, today); err != nil {
			return nil, err
		}
		first, err := intake.ListPageOf(tx, intake.ListSector, p.provider, nil, 1)
		if err != nil {
			return nil, err
		}
		if len(first) > 0 {
			p.due = first[0].Due
		}
	}
	open, err := courier.RegistryByState.Page(tx, []byte{byte(courier.Open)}, nil, 1000, false)
	if err != nil {
		return nil, err
	}
	for _, hit := range open {
		r, err := courier.Registries.Get(tx, hit.ID)
		if err != nil {
			return nil, err
		}
		held, _, err := courier.Held(tx, r.Number)
		if err != nil {
			return nil, err
		}
		p := find(r.Provider)
		p.open, p.held = r.Number, int(held)
	}
	slices.SortStableFunc(out, func(a, b parcel) int {
		switch {
		case a.due.IsZero() != b.due.IsZero():
			if a.due.IsZero() {
				return 1
			}
			return -1
		case a.due.Before(b.due):
			return -1
		case b.due.Before(a.due):
			return 1
		}
		return cmp.Or(cmp.Compare(b.count.All, a.count.All), cmp.Compare(a.provider, b.provider))
	})
	return out, nil
}

// strip is the row of providers with their counts; the chosen one is always in
// view, arrows say that there are more.
func (d *dispatch) strip(w int) safe.Line {
	th := d.Theme
	type tab struct {
		text safe.Text
		sign theme.Sign
		on   bool
	}
	tabs := []tab{{d.p.All.Plus(safe.Const(" "), safe.Num(int(d.look.sector.All))), theme.None, d.group == ""}}
	on := 0
	for _, p := range d.look.parcels {
		t := tab{text: d.ProviderShort(p.provider).Cut(14).Plus(safe.Const(": "), safe.Num(int(p.count.All))), on: p.provider == d.group}
		if p.count.Late+p.count.Today > 0 {
			t.sign = theme.Trouble
		}
		if t.on {
			on = len(tabs)
		}
		tabs = append(tabs, t)
	}
	width := func(t tab) int { return t.text.Width() + 4 }
	from, used := 0, 0
	for i := range on + 1 {
		used += width(tabs[i])
	}
	for used > w-6 && from < on {
		used -= width(tabs[from])
		from++
	}
	line := safe.Row(safe.Const("  "))
	if from > 0 {
		line = safe.Row(safe.Const("← "))
	}
	for _, t := range tabs[from:] {
		if line.Width()+width(t) > w-2 {
			return line.Plus(safe.Const("→"))
		}
		cell := safe.Row(safe.Const(" "), t.text.As(th.Head), safe.Const(" "))
		if t.on {
			cell = safe.Row(safe.Const("▐").As(th.Accent), t.text.As(th.Selected), safe.Const("▌").As(th.Accent))
		}
		line = line.Plus(cell, t.sign.Text().Fit(2).As(th.Of(t.sign)))
	}
	return line
}

// table is the parcels one a row, for the wide screen: count, hour, registry.
func (d *dispatch) table(w, n int) []safe.Line {
	th := d.Theme
	home := d.Words.Home()
	row := func(name, count, due, reg safe.Text) safe.Text {
		return name.Fit(14).Plus(safe.Const(" "), count.FitLeft(5), safe.Const("  "), due.Fit(13), safe.Const(" "), reg.Fit(max(w-36, 8)))
	}
	out := []safe.Line{row(d.p.Provider, safe.Text{}, home.LeaveBy, d.p.Registry).As(th.Head)}
	for _, p := range d.look.parcels {
		if len(out) >= n {
			break
		}
		reg := safe.Const("–")
		if p.open > 0 {
			reg = safe.Const("№ ").Plus(safe.Num(int(p.open)), safe.Const(": "), safe.Num(p.held))
		}
		due := safe.Text{}
		if !p.due.IsZero() {
			due = leaveBy(d.Office, d.Words, p.due)
		}
		st := th.Plain
		if p.provider == d.group {
			st = th.Selected
		}
		out = append(out, row(d.ProviderShort(p.provider), safe.Num(int(p.count.All)), due, reg).As(st))
	}
	return out
}
