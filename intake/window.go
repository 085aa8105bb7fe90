package intake

import (
	"slices"

	"tereze/intake/calendar"
	"tereze/store"
)

// Window asks for some rows of a list around a place in it, so that a list of
// a million cases costs what one page costs.
type Window struct {
	From      []byte // cursor to continue from; nil: the edge of the list
	Inclusive bool   // the row at From too
	Back      bool   // towards the beginning
	Limit     int
}

// listed reads a window of an index under a prefix, in the order of the list.
func listed(tx *store.Tx, x *store.Index[Case], prefix []byte, w Window) ([]ListRow, error) {
	return windowed(tx, x, prefix, w, readRow)
}

func windowed(tx *store.Tx, x *store.Index[Case], prefix []byte, w Window, read func(store.Hit) (ListRow, error)) ([]ListRow, error) {
	return ranged(tx, x, prefix, store.PrefixEnd(prefix), w, read)
}

// ranged is windowed for the keys with low <= key < high.
func ranged(tx *store.Tx, x *store.Index[Case], low, high []byte, w Window, read func(store.Hit) (ListRow, error)) ([]ListRow, error) {
	if w.From != nil {
		edge := w.From
		if w.Inclusive == w.Back {
			edge = append(slices.Clone(edge), 0) // just after the row
		}
		if w.Back {
			high = edge
		} else {
			low = edge
		}
	}
	var rows []ListRow
	for h, err := range x.Seek(tx, low, high, w.Back) {
		if err != nil {
			return nil, err
		}
		r, err := read(h)
		if err != nil {
			return nil, err
		}
		if rows = append(rows, r); len(rows) >= w.Limit {
			break
		}
	}
	if w.Back {
		slices.Reverse(rows)
	}
	return rows, nil
}

// ListWindow reads a window of a work list.
func ListWindow(tx *store.Tx, l List, w Window) ([]ListRow, error) {
	return listed(tx, ByList, []byte{byte(l)}, w)
}

// ListWindowOf is ListWindow for one provider.
func ListWindowOf(tx *store.Tx, l List, provider string, w Window) ([]ListRow, error) {
	return listed(tx, ByProvider, providerKey(l, provider), w)
}

// RegistryWindow reads a window of a registry, kind as in RegistryKey.
func RegistryWindow(tx *store.Tx, kind byte, no uint64, w Window) ([]ListRow, error) {
	return listed(tx, ByRegistry, store.AppendUint64([]byte{kind}, no), w)
}

// AcceptedWindow reads a window of a day's acceptances, in their order.
func AcceptedWindow(tx *store.Tx, day calendar.Date, w Window) ([]ListRow, error) {
	return windowed(tx, ByDay, dateKey([]byte{'a'}, day), w, func(h store.Hit) (r ListRow, err error) {
		c, err := Cases.Get(tx, h.ID)
		if err != nil {
			return r, err
		}
		_, due, at := c.list()
		if due.IsZero() {
			due = c.Come
		}
		h.Row = c.row(due, at)
		return readRow(h)
	})
}
