package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/tui/safe"
)

// putMsg: cases are in a registry.
type putMsg struct {
	rows []seen // with the version after the act
	no   uint64
	many bool
}

// put lays the selected case into its provider's open registry.
func (d *dispatch) put() tea.Cmd {
	r, _ := d.grid.Selected()
	by, office, row := d.By(), d.Office, rowSeen(r)
	by.Seen = row.version
	return d.Do(d, "put", func(ctx context.Context) any {
		if why, ok := unmoved(ctx, office, row); !ok {
			return why
		}
		c, err := office.Put(ctx, by, row.row.ID)
		if err != nil {
			return err
		}
		return putMsg{[]seen{{row.row, c.Version()}}, c.Registry, false}
	})
}

func (d *dispatch) askAll() tea.Cmd {
	p, _ := d.look.of(d.provider())
	d.ask = func() tea.Cmd { return d.putAll(p.provider) }
	return d.Confirm(d, "ask", d.p.PutAllTitle, []safe.Text{d.p.PutAllAsk.Of(int(p.count.All), d.ProviderShort(p.provider))}, 1, d.yesNo("f9")...)
}

// putAll lays everything held for a provider into its registry.
func (d *dispatch) putAll(provider string) tea.Cmd {
	by, office := d.By(), d.Office
	progress, tick := d.long.begin(d.Session, d, d.p.PutRuns, 0)
	return tea.Batch(tick, d.Do(d, "all", func(ctx context.Context) any {
		m := putMsg{many: true}
		err := office.View(ctx, func(tx *store.Tx) error {
			m.rows = nil
			var after []byte
			for {
				rows, err := intake.ListPageOf(tx, intake.ListSector, provider, after, 200)
				if err != nil || len(rows) == 0 {
					return err
				}
				for _, r := range rows {
					m.rows = append(m.rows, seen{r, r.Version + 1})
				}
				after = rows[len(rows)-1].Cursor
			}
		})
		if err != nil {
			return err
		}
		if _, err := office.PutAll(ctx, by, provider, progress); err != nil {
			return err
		}
		if len(m.rows) > 0 {
			c, err := office.Case(ctx, m.rows[0].row.ID)
			if err != nil {
				return err
			}
			m.no = c.Registry
		}
		return m
	}))
}

type openedMsg struct{ reg *courier.Registry }

// open opens a registry for the provider, or names the one it has.
func (d *dispatch) open() tea.Cmd {
	by, office, provider := d.By(), d.Office, d.provider()
	return d.Do(d, "open", func(ctx context.Context) any {
		r, err := office.OpenRegistry(ctx, by, provider)
		if err != nil {
			return err
		}
		return openedMsg{r}
	})
}

// undo takes the last act back, after a question when it was about many.
func (d *dispatch) undo() tea.Cmd {
	rows := d.last
	run := func() tea.Cmd {
		by, office := d.By(), d.Office
		progress, tick := d.long.begin(d.Session, d, d.Words.P3().UndoRuns, len(rows))
		return tea.Batch(tick, d.Do(d, "undo", func(ctx context.Context) any { return rows.undo(ctx, office, by, progress) }))
	}
	if len(rows) == 1 {
		return run()
	}
	d.ask = run
	w := d.Words.P3()
	return d.Confirm(d, "ask", w.UndoTitle, []safe.Text{w.UndoAsk.Of(len(rows))}, 1, d.yesNo("f9")...)
}
