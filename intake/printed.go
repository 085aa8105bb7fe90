package intake

import (
	"context"

	"tereze/store"
)

// Printed writes into the journal that a paper is printed: its form
// ("receipt"), what it is of (a case's number, a registry's), and whether it is
// a copy of one printed before. Nothing else changes. The head is that of the
// entry: a copy carries it at its foot. Sent again with the same By it is one
// entry, so a print that failed is repeated without another. On a disk that cannot be
// written the paper leaves without an entry.
func (d *Desk) Printed(ctx context.Context, by By, form, number string, again bool) (store.Head, error) {
	act := "print"
	if again {
		act = "reprint"
	}
	if d.ReadOnly {
		return d.Ledger.Head(ctx)
	}
	return d.Ledger.Update(ctx, by.Store(0), func(tx *store.Tx) error {
		tx.Note(act, number, form)
		return nil
	})
}
