package intake

import (
	"context"

	"tereze/store"
)

// For is the same desk as one worker may read it: every read of case content
// through it is checked against the worker's role, and a provider's desk is
// shown its own cases alone. Without For the office reads for itself: set-up,
// audit, what a crash cut off.
func (d *Desk) For(a Actor) *Desk {
	root := d
	if d.root != nil {
		root = d.root
	}
	return &Desk{Ledger: d.Ledger, Catalogue: d.Catalogue, Book: d.Book, Office: d.Office, Clock: d.Clock,
		Room: d.Room, ReadOnly: d.ReadOnly, Gateway: d.Gateway, Blobs: d.Blobs, Verifier: d.Verifier,
		reader: &a, root: root}
}

// Reader is whom the desk was made for; false for the office itself.
func (d *Desk) Reader() (Actor, bool) {
	if d.reader == nil {
		return Actor{}, false
	}
	return *d.reader, true
}

// Allows refuses with ProblemRole what the reader's role does not cover.
func (d *Desk) Allows(c Command) error {
	if d.reader == nil {
		return nil
	}
	return d.reader.May(c)
}

// View reads anything in one consistent picture of the office. It is for those
// who see every case: a provider's desk reads by Case, Find and Own.
func (d *Desk) View(ctx context.Context, fn func(*store.Tx) error) error {
	if err := d.Allows(CanSee); err != nil {
		return err
	}
	if d.reader != nil && d.reader.Role.AtProvider() {
		return Refuse(ProblemRole, "", string(CanSee))
	}
	return d.Ledger.View(ctx, fn)
}

// view is View for the reads that show a provider's desk only its own cases:
// they ask shows of each.
func (d *Desk) view(ctx context.Context, fn func(*store.Tx) error) error {
	if err := d.Allows(CanSee); err != nil {
		return err
	}
	return d.Ledger.View(ctx, fn)
}

// Own reads a window of what the reader's provider has, by the day its step
// ends, and counts it: the one list of a provider's desk.
func (d *Desk) Own(ctx context.Context, w Window) (rows []ListRow, n Count, err error) {
	if d.reader == nil || !d.reader.Role.AtProvider() {
		return nil, n, Refuse(ProblemRole, "", string(CanSee))
	}
	err = d.view(ctx, func(tx *store.Tx) error {
		if rows, err = ListWindowOf(tx, ListOut, d.reader.Provider, w); err != nil {
			return err
		}
		n, err = CountListOf(tx, ListOut, d.reader.Provider, d.Today())
		return err
	})
	return rows, n, err
}

// shows says whether the reader may see a case.
func (d *Desk) shows(c *Case) bool { return d.reader == nil || d.reader.sees(c) }

// sees leaves a provider's desk its own cases, while it has them.
func (a Actor) sees(c *Case) bool {
	return !a.Role.AtProvider() || c.Provider == a.Provider && c.Stage == Out && c.Arrived
}
