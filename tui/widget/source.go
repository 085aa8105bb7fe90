package widget

import (
	"context"

	"tereze/tui/safe"
	"tereze/tui/theme"
)

// Row is one line of a Grid.
type Row struct {
	ID      string      // what the row is about; selection and ticks hold on to it
	Key     string      // its place in the order: what Page continues from
	Version uint64      // the version seen, for acts that must not hit a newer one
	Cells   []safe.Text // one a column
	Sign    theme.Sign  // at the right edge
	Value   any         // what the screen wants back
}

// Want asks for rows of a list.
type Want struct {
	From      string // continue from this key; empty: from the edge
	Inclusive bool   // the row at From too
	Back      bool   // towards the beginning: the nearest rows before From, or the last of all
	Limit     int    // at most so many
}

// Page is rows in the order of the list, also when asked for backwards.
type Page struct {
	Rows []Row
	More bool // there are more in the direction asked
}

// Source is where a Grid's rows come from. Page runs away from the screen's
// goroutine: it may read the store and touches nothing of the screen.
type Source interface {
	Page(ctx context.Context, w Want) (Page, error)
}

// SourceFunc is a Source of one function.
type SourceFunc func(ctx context.Context, w Want) (Page, error)

// Page asks the function.
func (f SourceFunc) Page(ctx context.Context, w Want) (Page, error) { return f(ctx, w) }

// Rows is a Source of rows at hand, for short lists; a row without a Key is
// ordered by its ID.
func Rows(rows []Row) Source {
	key := func(r Row) string {
		if r.Key != "" {
			return r.Key
		}
		return r.ID
	}
	return SourceFunc(func(_ context.Context, w Want) (Page, error) {
		from, to := 0, len(rows)
		for i, r := range rows {
			if w.From == "" || key(r) != w.From {
				continue
			}
			switch {
			case w.Back && w.Inclusive:
				to = i + 1
			case w.Back:
				to = i
			case w.Inclusive:
				from = i
			default:
				from = i + 1
			}
		}
		part := rows[from:to]
		p := Page{More: len(part) > w.Limit}
		switch {
		case !p.More:
			p.Rows = part
		case w.Back:
			p.Rows = part[len(part)-w.Limit:]
		default:
			p.Rows = part[:w.Limit]
		}
		out := make([]Row, len(p.Rows))
		for i, r := range p.Rows {
			r.Key = key(r)
			out[i] = r
		}
		p.Rows = out
		return p, nil
	})
}
