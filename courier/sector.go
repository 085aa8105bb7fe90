package courier

import (
	"context"

	"tereze/intake"
	"tereze/store"
)

// Office is the whole office at work: the counter's desk and the sector's
// tables over one ledger.
type Office struct{ *intake.Desk }

// Schema is every table of the program, for opening a ledger.
func Schema() store.Schema {
	return store.Schema{Tables: append(intake.Tables(), Handovers, Registries, Returns, Discrepancies)}
}

// view reads inside one consistent picture of the office.
func (o *Office) view(ctx context.Context, fn func(*store.Tx) error) error {
	return o.Ledger.View(ctx, fn)
}

// Undo takes back the last act of a case. What a registry carries can be
// taken back only while the registry is where it was: an addition while it is
// open, an arrival never by itself.
func (o *Office) Undo(ctx context.Context, by intake.By, c *intake.Case, reason string) (*intake.Case, error) {
	return o.Desk.Undo(ctx, by, c.ID, reason, func(tx *store.Tx, now *intake.Case, last intake.Event) error {
		if now.Version() != c.Version() {
			return intake.Refuse(intake.ProblemChanged, "", string(now.Number))
		}
		if last.Act != intake.ActAdd && last.Act != intake.ActTakeOut {
			return nil
		}
		no := now.Registry
		if last.Act == intake.ActTakeOut {
			no = last.Was.Registry
		}
		reg, err := registry(tx, no)
		if err != nil {
			return err
		}
		if reg.State != Open {
			return intake.Refuse(ProblemUndoRegistry, "", no)
		}
		return nil
	})
}
