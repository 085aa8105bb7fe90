package store

import "context"

// indexesFirstLeftOut is the bug of seededIndexLater: it commits w without its
// index entries, and gives them back to be committed next.
func (l *Ledger) indexesFirstLeftOut(ctx context.Context, w Write) (later Write, err error) {
	first := Write{Guards: w.Guards, Kept: w.Kept}
	for _, p := range w.Puts {
		if p.Key[len(l.y.base)] == kindIndex {
			later.Puts = append(later.Puts, p)
		} else {
			first.Puts = append(first.Puts, p)
		}
	}
	for _, k := range w.Drops {
		if k[len(l.y.base)] == kindIndex {
			later.Drops = append(later.Drops, k)
		} else {
			first.Drops = append(first.Drops, k)
		}
	}
	durable, err := l.order(ctx, first)
	if err == nil {
		err = durable()
	}
	return later, err
}
