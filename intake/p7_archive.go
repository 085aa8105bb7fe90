package intake

import (
	"context"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/store"
)

// Inventory is the list of what one sweep put into the archive (опись).
type Inventory struct {
	Number uint64 // within the year
	Day    calendar.Date
	By     string
	Cases  uint64
	Done   bool // the sweep ended at zero
}

// ArchiveDue lists what is unclaimed past its month: the dry run. It reads a
// page; after is the cursor of the page before.
func (d *Desk) ArchiveDue(ctx context.Context, on calendar.Date, after []byte, limit int) (rows []ListRow, err error) {
	err = d.view(ctx, func(tx *store.Tx) error {
		page, err := ListPage(tx, ListReady, after, limit)
		for _, r := range page {
			if !r.Due.Before(on) {
				break // the list is in the order of its dates
			}
			rows = append(rows, r)
		}
		return err
	})
	return rows, err
}

// Archive sweeps every unclaimed result into the archive in one pass that
// ends at zero, under one inventory. A sweep that was cut off goes on where
// it stopped, under the same inventory, when it is asked for again that day.
func (d *Desk) Archive(ctx context.Context, by By, progress func(done, all int)) (*Inventory, error) {
	on := calendar.DateOf(by.At)
	var ids []uuid.UUID
	var after []byte
	for {
		rows, err := d.ArchiveDue(ctx, on, after, 500)
		if err != nil {
			return nil, err
		}
		if len(rows) == 0 {
			break
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		after = rows[len(rows)-1].Cursor
	}
	inv := Inventory{Day: on, By: by.Actor.Code}
	if len(ids) == 0 {
		return &inv, nil
	}
	_, err := d.Ledger.Update(ctx, by.Part([]byte("open")).Store(7), func(tx *store.Tx) error {
		found, err := openInventory(tx, on)
		if err != nil {
			return err
		}
		if found != nil {
			inv = *found
			return nil
		}
		if inv.Number, err = tx.Next("inventory/" + on.String()[:4]); err != nil {
			return err
		}
		tx.Note("inventory", inv.Key())
		return Inventories.Put(tx, &inv)
	})
	if err != nil {
		return nil, err
	}
	err = d.Each(ctx, by, ActArchive, inv.Key(), ids, progress, func(_ *store.Tx, c *Case) error {
		if c.Stage != Ready || !c.KeepTo.Before(on) {
			return nil // went another way since the list was read
		}
		return c.Move(by, ActArchive, inv.Key(), func(s *State) { s.Shelf = inv.Key() })
	})
	if err != nil {
		return &inv, err
	}
	_, err = d.Ledger.Update(ctx, by.Part([]byte("done")).Store(7), func(tx *store.Tx) error {
		n, err := ByShelf.Tally(tx, []byte(inv.Key()))
		inv.Cases, inv.Done = uint64(n), true
		if err != nil {
			return err
		}
		tx.Note("inventory-done", inv.Key())
		return Inventories.Put(tx, &inv)
	})
	return &inv, err
}

// openInventory finds a sweep of the day that did not come to its end.
func openInventory(tx *store.Tx, on calendar.Date) (*Inventory, error) {
	for inv, err := range Inventories.Scan(tx, nil, nil, true) {
		if err != nil {
			return nil, err
		}
		if inv.Day != on {
			return nil, nil
		}
		if !inv.Done {
			return inv, nil
		}
	}
	return nil, nil
}
