package intake

import (
	"context"

	"github.com/google/uuid"

	"tereze/intake/calendar"
	"tereze/store"
)

// Inventory is the list of what one sweep put into the archive (опись).
type Inventory struct {
	Number uint64 // within the year; 0 when there was nothing to put away
	Day    calendar.Date
	By     string
	Cases  uint64 // how many it lists, counted at its end
	Done   bool   // the sweep ended at zero
	Op     uuid.UUID
}

// ArchiveDue lists what is unclaimed past its month: the dry run. It reads a
// page; after is the cursor of the page before.
func (d *Desk) ArchiveDue(ctx context.Context, on calendar.Date, after []byte, limit int) (rows []ListRow, err error) {
	err = d.View(ctx, func(tx *store.Tx) error {
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
// it stopped, under the same inventory, when it is asked for again that day;
// on another day that inventory is closed as it stands and a new one begun.
// Where nothing waits there is no inventory.
func (d *Desk) Archive(ctx context.Context, by By, progress func(done, all int)) (*Inventory, error) {
	if err := by.May(Command(ActArchive)); err != nil {
		return nil, err
	}
	on := d.dayOf(by.At)
	ids, err := d.unclaimed(ctx, on)
	if err != nil {
		return nil, err
	}
	inv, err := d.openInventory(ctx, by, on, len(ids) > 0)
	if err != nil || inv.Number == 0 || inv.Done {
		return inv, err
	}
	err = d.Each(ctx, by, ActArchive, inv.Key(), ids, progress, func(_ *store.Tx, c *Case) error {
		if c.Stage != Ready || !c.KeepTo.Before(on) {
			return nil // went another way since the list was read
		}
		return c.Move(by, ActArchive, inv.Key(), func(s *State) { s.Shelf = inv.Key() })
	})
	if err != nil {
		return inv, err
	}
	_, err = d.Write(ctx, by.Part([]byte("done")), Command(ActArchive), 7, func(tx *store.Tx) error {
		return inv.close(tx)
	})
	return inv, err
}

func (d *Desk) unclaimed(ctx context.Context, on calendar.Date) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	var after []byte
	for {
		rows, err := d.ArchiveDue(ctx, on, after, 500)
		if err != nil || len(rows) == 0 {
			return ids, err
		}
		for _, r := range rows {
			ids = append(ids, r.ID)
		}
		after = rows[len(rows)-1].Cursor
	}
}

// openInventory begins the day's inventory, or finds the one that was cut
// off, or the one this very operation made. begin is false when nothing waits
// for the archive: then none is begun.
func (d *Desk) openInventory(ctx context.Context, by By, on calendar.Date, begin bool) (*Inventory, error) {
	_, err := d.Write(ctx, by.Part([]byte("open")), Command(ActArchive), 7, func(tx *store.Tx) error {
		last, err := lastInventory(tx)
		if err != nil {
			return err
		}
		if last != nil && !last.Done {
			if last.Day == on {
				return nil
			}
			if err := last.close(tx); err != nil {
				return err
			}
		}
		if !begin || last != nil && last.Op == by.Op {
			return nil
		}
		inv := Inventory{Day: on, By: by.Actor.Code, Op: by.Op}
		if inv.Number, err = tx.Next("inventory/" + on.String()[:4]); err != nil {
			return err
		}
		tx.Note("inventory", inv.Key())
		return Inventories.Put(tx, &inv)
	})
	inv := &Inventory{Day: on, By: by.Actor.Code}
	if err != nil {
		return inv, err
	}
	err = d.Ledger.View(ctx, func(tx *store.Tx) error {
		last, err := lastInventory(tx)
		if last != nil && (last.Op == by.Op || last.Day == on && !last.Done) {
			inv = last
		}
		return err
	})
	return inv, err
}

// close counts what is on the inventory's shelf and ends it.
func (v *Inventory) close(tx *store.Tx) error {
	n, err := ByShelf.Tally(tx, []byte(v.Key()))
	if err != nil {
		return err
	}
	v.Cases, v.Done = uint64(n), true
	tx.Note("inventory-done", v.Key())
	return Inventories.Put(tx, v)
}

// lastInventory is the newest one; nil before the first.
func lastInventory(tx *store.Tx) (*Inventory, error) {
	for inv, err := range Inventories.Scan(tx, nil, nil, true) {
		return inv, err
	}
	return nil, nil
}
